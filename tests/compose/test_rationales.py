"""Rationales: shortened beneath an indicator, or gathered in an annex."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.compose.rationales import shortened
from packgen.document.nodes import Columns, Document, Heading, Paragraph
from packgen.document.walk import plain
from packgen.errors import BadInput
from packgen.settings.template import RationalePlace
from tests.cards import indicator, scorecard
from tests.papers import composer, laid_out, tables

ANNEX = RationalePlace.ANNEX
WORDS = st.lists(st.text("abcdefgXYZ.,", min_size=1, max_size=12), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short enough.", "Short enough."),
        ("One is first. Two is second. Three is third.", "One is first. Two is second."),
        ("A first sentence that is too long to stand.", "A first sentence that is too\u2026"),
        ("See e.g. Key Stage results, and more of it.", "See e.g. Key Stage results\u2026"),
        ("Oneunbreakablewordthatislongerthanitmaybe", "Oneunbreakablewordthatislonge\u2026"),
    ],
)
def test_a_rationale_is_shortened_at_a_sentence_or_else_at_a_word(text: str, short: str) -> None:
    assert shortened(text, 30) == short


@given(WORDS, st.integers(20, 200))
def test_a_short_rationale_is_a_beginning_no_longer_than_it_may_be(
    words: list[str], most: int
) -> None:
    text = " ".join(words)
    short = shortened(text, most)
    assert len(short) <= most
    assert text.startswith(short.removesuffix("\u2026"))
    assert short == text or len(text) > most


def annex_of(paper: Document) -> list[str]:
    """The annex's headings and paragraphs, in reading order."""
    start = next(
        place
        for place, block in enumerate(paper.blocks)
        if isinstance(block, Heading) and plain(block.content) == "Why these indicators matter"
    )
    assert paper.blocks[start].new_page  # type: ignore[union-attr]
    return [
        plain(block.content)
        for columns in paper.blocks[start + 1 :]
        if isinstance(columns, Columns)
        for part in columns.parts
        for block in part
        if isinstance(block, Heading | Paragraph)
    ]


def test_the_annex_lists_indicators_that_share_a_rationale_together() -> None:
    card = scorecard(
        indicator("1", ["1"], rationale="Shared."),
        indicator("2", ["1"], rationale="Its own."),
        indicator("3", ["1"], rationale="Shared."),
    )
    paper, _ = laid_out(card, "scorecard", ANNEX)
    assert annex_of(paper) == ["Early Help", "1 and 3: Shared.", "2: Its own."]
    assert "Why is this important?" not in str(tables(paper)[0].head)


def test_a_long_annex_goes_on_page_after_page_in_order() -> None:
    rows = [indicator(str(n), ["1"], rationale=f"Reason {n}. " * 40) for n in range(1, 60)]
    paper, _ = laid_out(scorecard(*rows), "compact", ANNEX)
    said = [line.partition(":")[0] for line in annex_of(paper)[1:]]
    assert said == [str(n) for n in range(1, 60)]


def test_without_rationales_there_is_no_annex() -> None:
    bare = indicator("1", ["1"])
    card = scorecard(replace(bare, rationale=replace(bare.rationale, text="")))
    paper, _ = laid_out(card, "scorecard", ANNEX)
    assert not any(isinstance(block, Heading) and block.new_page for block in paper.blocks)


def test_a_template_without_a_place_for_the_annex_is_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    mine = tmp_path / "public.md.j2"
    mine.write_text("# {{ title }}\n\n{scorecard}\n", encoding="utf-8")
    maker = composer()
    placed = replace(maker.template.placed(ANNEX), folder=tmp_path)
    card = scorecard(indicator("1", ["1"]))
    with pytest.raises(BadInput, match="it has no place for the annex"):
        replace(maker, template=placed).public(_released(card))


def _released(card):  # type: ignore[no-untyped-def]
    from packgen.assess import assess
    from packgen.disclose import release_public
    from packgen.settings.rules import RatingRules

    return release_public(assess(card, RatingRules()))


def test_money_in_twelve_months_sends_the_rationales_to_the_annex() -> None:
    money = ["2,112,345,678"] * 12
    paper, _ = laid_out(
        scorecard(indicator("1", money, "1,148,148,136", rationale="Because.")),
        "scorecard",
    )
    wide, _ = laid_out(scorecard(indicator("1", ["3"], rationale="Because.")), "scorecard")
    assert annex_of(paper)[-1] == "1: Because."
    assert abs(tables(paper)[0].width_pt - paper.page.text_width_pt) < 0.06
    assert any("Because." in str(row) for row in tables(wide)[0].bodies[0].rows)
