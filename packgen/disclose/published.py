"""What a public card prints, cell by cell: for the memory of releases."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.model.assessed import AssessedBlock, AssessedIndicator, AssessedScorecard
from packgen.model.disclosed import (
    DisclosedBlock,
    PublicIndicator,
    PublicScorecard,
    Shown,
    Withheld,
)
from packgen.model.indicator import Headings
from packgen.model.observation import Figure, Observation
from packgen.model.period import Period
from packgen.model.published import ColumnKind, PublishedCell, PublishedFigure
from packgen.model.rating import WITHHELD_RATING

Place = tuple[ColumnKind, Period | None, str]
"""A cell's kind, period and heading."""


def published_cells(
    assessed: AssessedScorecard, public: PublicScorecard
) -> tuple[PublishedCell, ...]:
    """A scorecard and what may be published of it -> its printed cells, in the paper's order.

    Of each indicator: benchmarks, months, year to date, rating. Of a withheld cell nothing is
    kept but that it was withheld.
    """
    blocks = zip(assessed.blocks, public.blocks, strict=True)
    return tuple(cell for pair in blocks for cell in _of_block(*pair, public.position))


def _of_block(
    block: AssessedBlock, public: DisclosedBlock[PublicIndicator], position: Period
) -> Iterator[PublishedCell]:
    places = tuple(_places(public.headings, public.months, position))
    assessed = (indicator for section in block.sections for indicator in section.indicators)
    for known, shown in zip(assessed, public.indicators, strict=True):
        yield from _of_indicator(known, shown, places)
        yield _of_rating(shown, position)


def _places(headings: Headings, months: tuple[Period, ...], position: Period) -> Iterator[Place]:
    for heading in headings.benchmarks:
        yield ColumnKind.BENCHMARK, None, heading
    for month in months:
        yield ColumnKind.MONTH, month, ""
    yield ColumnKind.YEAR_TO_DATE, position, ""


def _of_indicator(
    known: AssessedIndicator, shown: PublicIndicator, places: tuple[Place, ...]
) -> Iterator[PublishedCell]:
    observed = known.indicator.observations
    for place, cell, observation in zip(places, shown.cells, observed, strict=True):
        text, withheld = _printed(cell)
        figure = _figure(cell, observation) if isinstance(cell, Shown) else None
        yield PublishedCell(shown.number, shown.title, *place, text, figure, withheld)


def _of_rating(shown: PublicIndicator, position: Period) -> PublishedCell:
    text, withheld = _printed(shown.stated)
    kind = ColumnKind.RATING
    return PublishedCell(shown.number, shown.title, kind, position, "", text, None, withheld)


def _printed(cell: object) -> tuple[str, bool]:
    """A cell or a rating -> its text, and whether it is withheld."""
    if isinstance(cell, Withheld) or cell == WITHHELD_RATING:
        return "", True
    return str(getattr(cell, "text", "")), False


def _figure(cell: Shown, observation: Observation) -> PublishedFigure:
    """A figure; the parts of its ratio too, if its text is printed as it was read."""
    reading = observation.published
    if isinstance(reading, Figure) and reading.text == cell.text:
        parts = reading.numerator, reading.denominator
    else:
        parts = None, None
    return PublishedFigure(cell.number, cell.unit, *parts)
