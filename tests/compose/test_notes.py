"""Notes and key explain what a paper prints, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from packgen.assess import assess
from packgen.compose import key, notes
from packgen.compose.printed import Printed
from packgen.compose.template import say
from packgen.disclose import release_public, release_restricted
from packgen.document.walk import passages, plain
from packgen.model.disclosed import DisclosedScorecard, PublicIndicator
from packgen.model.indicator import Indicator
from packgen.model.pack import Audience
from packgen.model.period import Quarter
from packgen.model.rating import Rating
from packgen.papers import papers_of
from packgen.pipeline import judge
from packgen.render.data import write_json
from packgen.settings.rules import RatingRules
from packgen.settings.style import load_style
from packgen.settings.template import load_template
from packgen.settings.vocabulary import load_words
from tests.cards import indicator, scorecard

WORDS, FULL = load_words(), [str(n) for n in range(12)]
SCHEMA = json.loads(
    (Path(__file__).parent.parent.parent / "docs/scorecard.schema.json").read_text("utf-8")
)
TEMPLATE = load_template("scorecard")
Card = DisclosedScorecard[PublicIndicator]


def public(*rows: Indicator) -> Card:
    return release_public(assess(scorecard(*rows), RatingRules()))


def part2(*rows: Indicator) -> Card:
    return release_restricted(assess(scorecard(*rows), RatingRules()), withheld_only=False)


def notes_of(card: Card) -> str:
    printed = Printed.of(card, WORDS, TEMPLATE)
    return "\n".join(notes.notes(card, printed, WORDS, say(WORDS.prose))).replace("\\", "")


@pytest.mark.parametrize("template", ["scorecard", "compact", "sections"])
def test_rounded_counts_are_said_to_be_rounded(template: str, tmp_path: Path) -> None:
    """Under a policy that rounds, in every template, in the card as data, and not in Part 2."""
    source = tmp_path / "card"
    workbook(source, "nhs", template)
    judged = judge(source, lambda _: None)
    style = load_style("civic")
    said = {
        audience: " ".join(p.text for p in passages(paper.document))
        for audience in Audience
        for paper in papers_of(judged, style, audience, lambda _: None)
        if not paper.name
    }
    assert "are rounded to the nearest 5" in said[Audience.PUBLIC]
    assert "are rounded to" not in said[Audience.PART2]
    data = json.loads(write_json(judged.public()))
    jsonschema.validate(data, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert data["rounded_to"] == 5
    assert data["blocks"][0]["sections"][0]["indicators"][0]["months"][0]["number"] == 120
    assert "rounded_to" not in json.loads(write_json(judged.restricted()))


def test_counts_as_they_are_need_no_such_note(tmp_path: Path) -> None:
    workbook(tmp_path / "card", "under-5")
    judged = judge(tmp_path / "card", lambda _: None)
    assert "rounded_to" not in json.loads(write_json(judged.public()))
    (paper,) = papers_of(judged, load_style("civic"), Audience.PUBLIC, lambda _: None)
    assert "are rounded to" not in " ".join(p.text for p in passages(paper.document))


def workbook(folder: Path, profile: str, template: str = "scorecard") -> None:
    """A pack whose counts are no multiples of 5, under a profile."""
    folder.mkdir()
    (folder / "pack.toml").write_text(
        f'scorecard = "card.xlsx"\ntemplate = "{template}"\n[disclosure]\nprofile = "{profile}"\n'
    )
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Homes: performance"],
        ["Position as at end of Jun-23"],
        ["No.", "Performance Indicators", "Polarity", "Target", "RAG rating", "Apr-23", "May-23",
         "Jun-23", "Year to Date", "Notes", "Part 2"],
        ["1", "Visits made", "High", 100, "GREEN", 121, 132, 127, 380, ""],
        ["2", "Complaints", "Low", 10, "GREEN", 4871, 5233, 6127, 16231, "", "Part 2: para 2"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(folder / "card.xlsx")


def key_of(card: Card, *, restricted: bool = False) -> str:
    printed = Printed.of(card, WORDS, TEMPLATE)
    lines = key.footer(printed, WORDS, restricted=restricted)
    return "\n".join(plain(line) for line in lines)


def test_the_first_public_ratio_is_the_example() -> None:
    rows = (
        indicator("1", ["12% (3/26)"], marked=[0]),
        indicator("2", ["5", "17% (5/29)"]),
        indicator("3", ["20% (6/30)"]),
    )
    for card in (public(*rows), part2(*rows)):
        assert "a figure such as 17% (5/29) means 5 out of 29." in notes_of(card)
        assert "3/26" not in notes_of(card)


@pytest.mark.parametrize("marked", [None, [0]])
def test_no_public_ratio_no_note_of_ratios(marked: list[int] | None) -> None:
    text = "12% (3/26)" if marked else "12%"
    assert "Ratios" not in notes_of(public(indicator("1", [text], marked=marked)))


def test_words_that_do_not_occur_are_not_explained() -> None:
    bare = notes_of(public(indicator("1", ["5"], benchmarks=("44", "45"))))
    assert not any(word in bare for word in ("Provisional", "Local Measure", "range", "suppressed"))
    told = notes_of(
        public(
            indicator("1", ["5"], target="4-6", notes="A provisional figure."),
            indicator("2", ["5"], marked=[0]),
        )
    )
    assert all(word in told for word in ("Provisional", "Local Measure", "range", "suppressed"))


def test_columns_that_are_not_there_are_not_explained() -> None:
    card = public(indicator("1", ["5"]))
    headings = replace(card.blocks[0].headings, polarity=None, year_to_date=None)
    bare = replace(card, blocks=(replace(card.blocks[0], headings=headings),))
    for word in ("Polarity", "Year to date"):
        assert word in notes_of(card)
        assert word not in notes_of(bare)


def test_the_key_holds_what_the_paper_holds() -> None:
    whole = indicator("1", FULL, "5", rating=Rating.RED)
    card = replace(public(whole), position=public(whole).blocks[0].months[-1])
    told = key_of(card)
    assert "RED" in told
    absent = ("AMBER", "GREEN", "No rating", "grey", "[c]", "blank", "\u2013 no figure")
    assert not any(word in told for word in absent)


def test_the_key_explains_gaps_and_withheld_figures_where_there_are_any() -> None:
    rows = (indicator("1", ["1", "", "3"]), indicator("2", ["1"], marked=[0]))
    told = key_of(public(*rows))
    signs = ("grey withheld, in Part 2", "[c]: withheld", "no figure for a month", "month not yet")
    assert all(word in told for word in signs)
    inside = key_of(part2(*rows), restricted=True)
    assert "tinted withheld from the public" in inside
    assert "[c]" not in inside


def test_quarters_are_no_months() -> None:
    card = public(indicator("1", ["1", "", "3"]))
    quarters = tuple(Quarter(2023 + n // 4, n % 4 + 1) for n in range(12))
    block = replace(card.blocks[0], months=quarters)
    told = key_of(replace(card, blocks=(block,), position=quarters[2]))
    assert "no figure for a period that is due" in told
    assert "period not yet due" in told
    assert "month" not in told
