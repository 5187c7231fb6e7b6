"""What earlier releases printed: it can't be withheld any more, and tells of what is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from packgen.disclose.earlier import EarlierCell
from packgen.disclose.records import RecordKind
from packgen.model.observation import Unit
from packgen.model.period import Month
from packgen.model.published import ColumnKind, Publication, PublishedCell, PublishedFigure
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.disclosure import load_profile
from packgen.settings.rules import IndicatorRule
from tests.cards import indicator, reading
from tests.disclose.scorecards import exposed, known, noted, statements_of

APRIL, MAY = Month(2023, 4), Month(2023, 5)
MONTH, YEAR, RATING = ColumnKind.MONTH, ColumnKind.YEAR_TO_DATE, ColumnKind.RATING
UNRATED = Rating.UNRATED


def cell(kind: ColumnKind, period: Month, text: str) -> PublishedCell:
    """Indicator 1's cell as it was printed; "[c]": withheld."""
    figure = None
    if text != "[c]" and kind is not RATING:
        read = reading(text)
        number = Decimal(text.partition("%")[0])
        unit = Unit.PERCENT if "%" in text else Unit.COUNT
        parts = (getattr(read, "numerator", None), getattr(read, "denominator", None))
        figure = PublishedFigure(number, unit, *parts)
    return PublishedCell("1", "Indicator 1", kind, period, "", text, figure, text == "[c]")


def release(position: Month, *cells: PublishedCell) -> Publication:
    """What was released on the twelfth of the month after its position."""
    return Publication("cef", position, position.next.first_day.replace(day=12), (), cells)


def test_what_was_printed_stays_printed() -> None:
    row = indicator("1", ["7", "2", "9"], "18", marked=[1], rating=UNRATED)
    found = known(row, earlier=[release(MAY, cell(MONTH, APRIL, "7"))])
    april, june, _ = found.system.statements
    assert (april.name, april.fixed) == ("indicator 1, Apr-23, printed on 12 June 2023 too", True)
    assert not june.fixed


def test_what_was_printed_exactly_is_not_rounded_away() -> None:
    row = indicator("1", ["12", "2", "9"], "23", rating=UNRATED)
    found = known(row, policy=load_profile("nhs"), earlier=[release(MAY, cell(MONTH, APRIL, "12"))])
    told = statements_of(found)["indicator 1, Apr-23, printed on 12 June 2023 too"]
    assert told == ["8 <= 1, Apr-23 <= 12", "1, Apr-23 = 12"]


def test_withholding_what_is_public_hides_nothing() -> None:
    row = indicator("1", ["7", "2", "9"], "18", marked=[1, 2], rating=UNRATED)
    found = known(row, earlier=[release(MAY, cell(MONTH, MAY, "2"))])
    assert noted(found, RecordKind.ALREADY_PUBLIC) == [
        "indicator 1, May-23: already public since 12 June 2023; withholding it now hides nothing"
    ]
    assert [target.name for target in found.system.targets] == ["indicator 1, Jun-23"]
    assert exposed(found) == {"1, Jun-23": (9,)}, "18 less 7 less 2"


def test_a_less_exact_print_is_not_all() -> None:
    row = indicator("1", ["12% (3/26)", "17% (5/29)"], marked=[0], rating=UNRATED)
    found = known(row, earlier=[release(APRIL, cell(MONTH, APRIL, "12%"))])
    assert noted(found, RecordKind.ALREADY_PUBLIC) == []
    assert len(statements_of(found)["indicator 1, Apr-23, printed on 12 May 2023"]) == 3
    assert {target.name for target in found.system.targets} >= {"indicator 1, Apr-23, numerator"}


def test_a_revised_figure_is_another_one() -> None:
    row = indicator("1", ["7", "2", "9"], "18", marked=[1, 2], rating=UNRATED)
    found = known(row, earlier=[release(MAY, cell(MONTH, MAY, "3"))])
    assert noted(found, RecordKind.REVISED) == [
        "indicator 1, May-23: printed on 12 June 2023 otherwise than it is now; not tied"
    ]
    assert exposed(found) == {}


def test_an_earlier_year_to_date_is_the_sum_of_its_months() -> None:
    row = indicator("1", ["4", "2", "9"], "15", marked=[0, 1, 2, 12], rating=UNRATED)
    rules = {"1": IndicatorRule(accumulation=Accumulation.PER_MONTH)}
    assert exposed(known(row, rules=rules)) == {}
    april = release(APRIL, cell(YEAR, APRIL, "4"))
    may = release(MAY, cell(MONTH, APRIL, "[c]"), cell(YEAR, MAY, "6"))
    assert exposed(known(row, rules=rules, earlier=[april, may])) == {
        "1, Apr-23": (4,),
        "1, May-23": (2,),
    }


def test_an_earlier_running_total_is_the_month() -> None:
    row = indicator("1", ["4", "6", "15"], "15", marked=[0, 1], rating=UNRATED)
    rules = {"1": IndicatorRule(accumulation=Accumulation.RUNNING_TOTAL)}
    found = known(row, rules=rules, earlier=[release(MAY, cell(YEAR, MAY, "6"))])
    assert exposed(found) == {"1, May-23": (6,)}


def test_two_years_to_date_differ_by_the_month_whatever_else_they_count() -> None:
    row = indicator("1", ["3", "1", "16"], "52", marked=[2], rating=UNRATED)
    assert exposed(known(row)) == {}
    found = known(row, earlier=[release(MAY, cell(YEAR, MAY, "36"))])
    assert exposed(found) == {"1, Jun-23": (16,)}


def test_a_year_to_date_that_was_withheld_stays_so() -> None:
    row = indicator("1", ["9", "2", "9"], "20", marked=[1, 2], rating=UNRATED)
    found = known(row, earlier=[release(MAY, cell(YEAR, MAY, "[c]"))])
    goal = found.system.targets[-1]
    assert goal.name == "indicator 1, year to date at May-23, withheld on 12 June 2023"
    assert isinstance(goal.key, EarlierCell)
    assert exposed(found) == {}


def test_a_year_to_date_that_was_withheld_and_adds_up_now_is_told() -> None:
    row = indicator("1", ["9", "2", "9"], "20", marked=[2], rating=UNRATED)
    found = known(row, earlier=[release(MAY, cell(YEAR, MAY, "[c]"))])
    (words,) = noted(found, RecordKind.SHOWN_NOW)
    assert words == (
        "indicator 1, year to date at May-23: withheld on 12 June 2023, and what it is made of is "
        "printed now"
    )


@pytest.mark.parametrize(
    ("months", "printed", "exposes"),
    [(["0", "0", "4"], "GREEN", True), (["5", "2", "4"], "RED", False)],
)
def test_an_earlier_rating_tells_of_the_year_to_date_of_its_time(
    months: list[str], printed: str, exposes: bool
) -> None:
    row = indicator("1", months, "4", marked=(), rating=UNRATED, polarity=Polarity.LOW, target="0")
    rules = {"1": IndicatorRule(accumulation=Accumulation.SNAPSHOT)}
    found = known(row, rules=rules, earlier=[release(MAY, cell(RATING, MAY, printed))])
    assert ("1, May-23" in exposed(found)) is exposes


def test_what_lies_between_two_public_figures_is_no_target() -> None:
    title = "Plans in time ({} exceptions)"
    rows = [
        indicator("1", ["12% (3/26)", "17% (5/29)"], rating=UNRATED, title=title.format("excl")),
        indicator("2", ["10% (3/30)", "15% (5/33)"], rating=UNRATED, title=title.format("incl")),
    ]
    cells = [
        replace(cell(MONTH, APRIL, "12% (3/26)"), indicator="1"),
        replace(cell(MONTH, APRIL, "10% (3/30)"), indicator="2"),
    ]
    found = known(*rows, policy=load_profile("under-5"), earlier=[release(APRIL, *cells)])
    beyond = [each.name for each in found.system.targets if "beyond" in each.name]
    assert beyond == ["indicator 2 beyond indicator 1, May-23, denominator"]
    assert noted(found, RecordKind.ALREADY_PUBLIC)[-1] == (
        "indicator 2 beyond indicator 1, Apr-23, denominator: already public; withholding it now "
        "hides nothing"
    )


def test_what_was_withheld_and_is_printed_now_is_told() -> None:
    row = indicator("1", ["7", "2", "9"], "18", marked=[2], rating=UNRATED)
    found = known(row, earlier=[release(MAY, cell(MONTH, MAY, "[c]"))])
    assert noted(found, RecordKind.SHOWN_NOW) == [
        "indicator 1, May-23: withheld on 12 June 2023, and printed now"
    ]


def test_what_was_withheld_last_time_is_cheaper_to_withhold_again() -> None:
    row = indicator("1", ["7", "2", "9"], "18", marked=[2], rating=UNRATED)
    alone = known(row).system.statements[1]
    again = known(row, earlier=[release(MAY, cell(MONTH, MAY, "[c]"))]).system.statements[1]
    assert again.levels[-1].cost * 3 == alone.levels[-1].cost
