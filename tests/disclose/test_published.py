"""What a public card prints, cell by cell."""

from dataclasses import replace
from decimal import Decimal

from packgen.assess import assess
from packgen.disclose import release_public
from packgen.disclose.published import published_cells
from packgen.model.indicator import Indicator
from packgen.model.observation import Unit
from packgen.model.period import Month
from packgen.model.published import ColumnKind, PublishedCell, PublishedFigure
from packgen.model.rating import WITHHELD_RATING
from packgen.settings.rules import DEFAULT_RULES
from tests.cards import indicator, scorecard

APRIL, MAY, JUNE = (Month(2023, month) for month in (4, 5, 6))


def published(*rows: Indicator) -> tuple[PublishedCell, ...]:
    assessed = assess(scorecard(*rows), DEFAULT_RULES)
    return published_cells(assessed, release_public(assessed))


def test_benchmarks_months_year_to_date_and_rating_in_the_paper_s_order() -> None:
    cells = published(indicator("1", ["20% (30/152)", "3"], "7", of=2))
    who = "1", "Indicator 1"
    ratio = PublishedFigure(Decimal(20), Unit.PERCENT, 30, 152)
    assert cells == (
        PublishedCell(*who, ColumnKind.BENCHMARK, None, "Bromley 2022/23", "44", count(44)),
        PublishedCell(*who, ColumnKind.BENCHMARK, None, "England", "Local Measure"),
        PublishedCell(*who, ColumnKind.MONTH, APRIL, "", "20% (30/152)", ratio),
        PublishedCell(*who, ColumnKind.MONTH, MAY, "", "3", count(3)),
        PublishedCell(*who, ColumnKind.YEAR_TO_DATE, JUNE, "", "7", count(7)),
        PublishedCell(*who, ColumnKind.RATING, JUNE, "", "GREEN"),
    )


def count(number: int) -> PublishedFigure:
    return PublishedFigure(Decimal(number), Unit.COUNT)


def test_of_a_withheld_cell_nothing_is_kept_but_that_it_was_withheld() -> None:
    cells = published(indicator("1", ["20% (30/152)", "3"], "7", of=2, marked=(0, 2)))
    april, may, year = (c for c in cells if c.kind in (ColumnKind.MONTH, ColumnKind.YEAR_TO_DATE))
    assert [c.withheld for c in (april, may, year)] == [True, False, True]
    assert [(c.text, c.figure) for c in (april, year)] == [("", None)] * 2


def test_withheld_figures_change_nothing_that_is_recorded() -> None:
    """Two scorecards that differ in withheld figures alone."""
    one = published(
        indicator("1", ["1", "3"], "4", of=2, marked=(0, 2)), indicator("2", ["5"], of=2)
    )
    two = published(
        indicator("1", ["8", "3"], "11", of=2, marked=(0, 2)), indicator("2", ["5"], of=2)
    )
    assert one == two


def test_a_text_that_is_not_as_read_takes_the_parts_of_its_ratio_along() -> None:
    """A card that prints ``20%`` in place of ``20% (30/152)``."""
    assessed = assess(scorecard(indicator("1", ["20% (30/152)"], of=1)), DEFAULT_RULES)
    public = release_public(assessed)
    (row,) = public.indicators
    rounded = replace(row, months=(replace(row.months[0], text="20%"),))
    section = replace(public.blocks[0].sections[0], indicators=(rounded,))
    card = replace(public, blocks=(replace(public.blocks[0], sections=(section,)),))
    (month,) = (c for c in published_cells(assessed, card) if c.kind is ColumnKind.MONTH)
    assert month.figure == PublishedFigure(Decimal(20), Unit.PERCENT, None, None)


def test_a_rating_may_be_withheld_too() -> None:
    assessed = assess(scorecard(indicator("1", ["3"], of=1)), DEFAULT_RULES)
    public = release_public(assessed)
    (row,) = public.indicators
    section = replace(
        public.blocks[0].sections[0], indicators=(replace(row, stated=WITHHELD_RATING),)
    )
    card = replace(public, blocks=(replace(public.blocks[0], sections=(section,)),))
    rating = published_cells(assessed, card)[-1]
    assert (rating.kind, rating.text, rating.withheld) == (ColumnKind.RATING, "", True)
