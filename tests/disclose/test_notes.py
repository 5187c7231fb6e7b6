"""Withheld figures in an indicator's own words."""

from decimal import Decimal

import pytest

from packgen.disclose.notes import notes_give_withheld, written
from packgen.disclose.places import marked
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Indicator
from packgen.model.observation import Unit
from tests.cards import indicator
from tests.disclose.scorecards import judged


def found(row: Indicator) -> list[Finding]:
    card = judged(row)
    return list(notes_give_withheld(card, marked(card)))


@pytest.mark.parametrize(
    ("figure", "note"),
    [
        ("3", "There were 3 exclusions in May."),
        ("3", "Three exclusions this month"),
        ("3", "Apr 1, May 3, Jun 5"),
        ("3", "rose from 1 to 3"),
        ("1250", "1,250 families were seen"),
        ("1250", "1250 families"),
        ("12%", "only 12% on time"),
        ("12%", "only 12 per cent on time"),
        ("12% (3/26)", "3/26 on time"),
        ("12% (3/26)", "three of 26 plans"),
        ("12% (3/26)", "26 plans were issued"),
        ("17.3", "an average of 17.3"),
        ("2023", "2023 visits"),
        ("0", "Nil return"),
        ("1", "One child was excluded"),
        ("13", "thirteen exclusions"),
        ("40", "Forty were seen"),
        ("21", "Twenty-one plans, twenty one reviews"),
        ("99", "ninety-nine calls"),
        ("35", "an average of thirty-five"),
        ("2", "a couple of exclusions"),
        ("2", "A couple more than in May"),
        ("2", "There were a couple."),
        ("2", "Both were boys"),
        ("0", "None were excluded"),
        ("0", "none of the children"),
        ("12", "a dozen families"),
        ("6", "half a dozen families"),
        ("24", "two dozen families"),
    ],
)
def test_a_note_that_writes_a_withheld_figure(figure: str, note: str) -> None:
    (finding,) = found(indicator("55", [figure], marked=[0], notes=note))
    assert (finding.code, finding.severity, finding.exempt) == (
        "note-gives-withheld",
        Severity.STOPS,
        True,
    )
    assert (
        finding.what == "indicator 55: its note writes a number that is one of its withheld figures"
    )


@pytest.mark.parametrize(
    ("figure", "note"),
    [
        ("3", "There were 13 last year, 30 before"),
        ("3", "3 weeks late"),
        ("3", "30/3/2023, 3 June 2023 and by 3 June"),
        ("23", "Academic year 2022/23"),
        ("2023", "Year 2023/24; as at June 2023"),
        ("17", "children aged 10-17, and 16-17 year olds"),
        ("20", "within the 20 week timescale"),
        ("47", "under section 47 of the Act"),
        ("2", "see Part 2, paragraph 2, stage 2"),
        ("1", "no one, one of the schools, at one stop"),
        ("12%", "12 schools"),
        ("13", "thirteenth place, children aged thirteen, thirteen-year-olds"),
        ("16", "sixteen and seventeen year olds"),
        ("20", "twenty-one plans, twenty-first, in the twenty week timescale"),
        ("20", "one hundred and twenty, twenty thousand"),
        ("1", "twenty-one plans"),
        ("2", "Both boys and girls; both of Bromley and Bexley; both parents; both these years"),
        ("2", "a married couple; a couple adopted them"),
        ("0", "second to none, none the less, nonetheless; none other"),
        ("12", "half a dozen families, dozens of them"),
        ("2", "two dozen families"),
        ("10,000", "per 10,000 children"),
    ],
)
def test_numbers_that_are_something_else(figure: str, note: str) -> None:
    assert found(indicator("55", [figure], marked=[0], notes=note)) == []


def test_titles_rationales_and_targets_are_read_too() -> None:
    row = indicator("55", ["3"], marked=[0], title="3 schools", rationale="It is 3.", target="")
    assert [finding.what.split("its ")[1].split(" ")[0] for finding in found(row)] == [
        "title",
        "rationale",
    ]


def test_a_targets_own_number_is_no_figure() -> None:
    assert found(indicator("55", ["15"], marked=[0], target="15")) == []


def test_public_figures_may_be_written() -> None:
    row = indicator("55", ["3", "9"], marked=[0], notes="9 in May")
    assert found(row) == []


def test_what_a_text_writes() -> None:
    assert written("£1.2m and 4 weeks, £250") == {
        (Decimal("1200000.0"), Unit.POUNDS),
        (Decimal(250), Unit.POUNDS),
        (Decimal(4), Unit.WEEKS),
    }
