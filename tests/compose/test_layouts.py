"""Laws that hold in every shipped template, wherever the rationales stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.document.nodes import Document, Heading, Row, Table
from packgen.document.roles import Role, RowKind
from packgen.document.walk import cell_text, passages, plain
from packgen.model.indicator import Observations
from packgen.model.period import Month
from packgen.model.rating import Rating
from packgen.settings.template import RationalePlace, load_template
from tests.cards import STATED, indicator, scorecard
from tests.papers import laid_out, tables

LAYOUTS = [
    (template, place)
    for template in ("scorecard", "compact", "sections")
    for place in RationalePlace
    if place is not RationalePlace.COLUMN or "rationale" in load_template(template).column_pt
]
MARKED = "1377"


@st.composite
def cards(draw: st.DrawFn) -> Observations:
    """Scorecards with figures of many widths, some of them withheld; withheld ones are MARKED."""
    rows = []
    for number in range(draw(st.integers(1, 6))):
        marked = draw(st.sampled_from([None, (), [1], [0, 2], [11, 12]]))
        plain_text = st.sampled_from(["3", "96%", "1.4% (9713/713500)", "12,345,678", ""])
        texts = [draw(plain_text) for _ in range(12)]
        places = range(13) if marked == () else marked or ()
        texts = [MARKED if place in places else text for place, text in enumerate(texts)]
        total = MARKED if 12 in places else draw(plain_text)
        title = f"Title {number} " + "of words " * draw(st.integers(1, 30))
        rows.append(
            indicator(
                str(number),
                texts,
                total,
                marked=marked,
                rating=draw(st.sampled_from(STATED)),
                title=title.strip(),
                rationale=draw(st.sampled_from(["Shared.", f"Own {number}. " * 20])),
                notes=draw(st.sampled_from(["", "A note."])),
            )
        )
    return scorecard(*rows, position=Month(2023, 4).shifted(draw(st.integers(0, 11))))


def rows_of(paper: Document) -> list[Row]:
    return [row for table in tables(paper) for body in table.bodies for row in body.rows]


@pytest.mark.parametrize(("template", "place"), LAYOUTS)
@settings(max_examples=8, deadline=None)
@given(card=cards())
def test_every_indicator_once_nothing_withheld_and_columns_that_fill_the_page(
    template: str, place: RationalePlace, card: Observations
) -> None:
    paper, _ = laid_out(card, template, place)
    body = [row for row in rows_of(paper) if row.kind is RowKind.BODY]
    titles = [i.title for i in card.indicators]
    found = [
        plain(p.content)
        for row in body
        for cell in row.cells
        for p in cell.paragraphs
        if p.role is Role.INDICATOR
    ]
    assert found == titles
    assert not any(MARKED in passage.text for passage in passages(paper))
    for table in tables(paper):
        assert abs(table.width_pt - paper.page.text_width_pt) < 0.06
        assert table.anchor
        assert table.caption


@pytest.mark.parametrize("template", ["compact", "sections"])
@settings(max_examples=12, deadline=None)
@given(card=cards())
def test_part_2_prints_every_exempt_figure_or_names_it(template: str, card: Observations) -> None:
    paper, _ = laid_out(card, template, part2=True)
    exempt = [i for i in card.indicators if i.is_marked]
    for row, one in zip([r for r in rows_of(paper) if r.kind is RowKind.BODY], exempt, strict=True):
        said = " ".join(map(cell_text, row.cells))
        wholly = all(cell.mark for cell in (*one.months, one.year_to_date))
        assert said.count(MARKED) >= (1 if wholly else sum(bool(o.mark) for o in one.observations))


def compact_row(*months: str, position: int, marked: list[int] | None = None) -> list[str]:
    row = indicator("7", months, "9", marked=marked)
    paper, _ = laid_out(scorecard(row, position=Month(2023, position)), "compact")
    return [cell_text(cell) for cell in rows_of(paper)[1].cells]


def heads(paper: Document) -> list[str]:
    return [cell_text(cell) for row in tables(paper)[0].head for cell in row.cells]


def test_compact_prints_the_latest_three_months() -> None:
    paper, _ = laid_out(scorecard(indicator("7", ["1"] * 6), position=Month(2023, 9)), "compact")
    assert heads(paper)[-5:-1] == ["Jul-23", "Aug-23", "Sep-23", "Year to Date"]
    assert heads(paper)[-1] == "Trend, Apr-23 – Sep-23"
    assert "England" not in heads(paper)
    assert len(tables(paper)[0].head) == 1


def test_early_in_the_year_no_month_is_printed_before_it_is_due() -> None:
    assert compact_row("5", position=4)[5:7] == ["5", "9"]
    assert compact_row("5", "6", position=5)[5:8] == ["5", "6", "9"]


def test_a_month_withheld_outside_the_printed_ones_leaves_their_figures() -> None:
    row = compact_row("3", "4", "5", "6", "7", "8", position=9, marked=[0])
    assert row[5:9] == ["6", "7", "8", "9"]
    assert row[9].endswith("withheld: April 2023.")


def test_withheld_months_among_the_printed_ones_are_one_run_in_words() -> None:
    row = compact_row("3", "4", "5", "6", "7", "8", position=9, marked=[3, 4])
    assert row[5:8] == ["Data suppressed, see part 2 report", "8", "9"]


def test_a_wholly_withheld_row_says_so_over_months_total_and_trend() -> None:
    row = compact_row("3", "4", "5", position=6, marked=list(range(13)))
    assert row[5:] == ["Data suppressed, see part 2 report"]


def section_card() -> Observations:
    from dataclasses import replace

    from packgen.model.indicator import Section

    card = scorecard(
        indicator("1", ["1"], rationale="Shared."), indicator("2", ["1"], rationale="Shared.")
    )
    (block,) = card.blocks
    other = Section("Schools", (indicator("3", ["1"], rating=Rating.RED),))
    return replace(card, blocks=(replace(block, sections=(*block.sections, other)),))


def test_sections_stand_on_pages_of_their_own_with_their_counts() -> None:
    paper, _ = laid_out(section_card(), "sections")
    made = [
        b
        for b in paper.blocks
        if getattr(b, "new_page", False) or (isinstance(b, Table) and not b.strip)
    ]
    assert [b.caption if isinstance(b, Table) else plain(b.content) for b in made] == [
        *["Early Help"] * 2,
        *["Schools"] * 2,
    ]
    assert all(isinstance(b, Heading) for b in made[::2])
    first = [cell_text(cell) for cell in tables(paper)[0].bodies[0].rows[0].cells]
    assert first == ["2 indicators", "2 GREEN"]


def test_sections_share_their_columns_widths() -> None:
    first, second = tables(laid_out(section_card(), "sections")[0])
    assert first.columns == second.columns


def test_a_rationale_beneath_is_printed_once_for_the_rows_that_share_it() -> None:
    paper, _ = laid_out(section_card(), "sections")
    said = [cell_text(cell) for row in rows_of(paper) for cell in row.cells]
    assert sum("Shared." in text for text in said) == 1
    assert "Indicator 1 Shared." in said
