"""Outturns: a year's final year to date, released before, that a benchmark prints again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from packgen.disclose.earlier import Releases, is_same
from packgen.disclose.links import years_named
from packgen.disclose.places import Row
from packgen.model.period import Period, Year
from packgen.model.published import ColumnKind, PublishedCell

_BACK = 5
"""Years before the table's own that are looked for."""
_FIRST = 1900
"""No scorecard is of a year before."""
_Cells = Sequence[tuple[date, PublishedCell]]


@dataclass(frozen=True, slots=True)
class Past:
    """A benchmark (a cell of ``row``) and what was released of the year that it is the outturn of:
    its months, the last card's year to date and its day, the years to date before, and each month
    as it was printed last, or else withheld. ``assumed``: no other row bears out that the column
    is the council's own."""

    row: Row
    cell: int
    months: tuple[Period, ...]
    on: date
    final: PublishedCell
    totals: tuple[tuple[int, date, PublishedCell], ...]
    printed: Mapping[int, tuple[date, PublishedCell]]
    assumed: bool

    @property
    def hides(self) -> bool:
        """Whether any of it was withheld to the last."""
        return self.final.withheld or any(cell.withheld for _, cell in self.printed.values())


def pasts(table: Sequence[Row], released: Releases) -> tuple[Past, ...]:
    """A scorecard's rows and what was released before -> the benchmarks that print a year's final
    year to date again.

    A column is the council's own where it agrees with what was released for most rows, or where
    nothing can be compared and it is the only one headed with that year.
    """
    found: dict[tuple[int, int], list[Past]] = defaultdict(list)
    for row in table:
        for past in _of_row(row, released):
            found[id(row.block), past.cell].append(past)
    kept = []
    for column in found.values():
        compared = [past for past in column if past.final.figure]
        agree = sum(_agrees(past) for past in compared)
        rivals = sum(_same_year(each[0], column[0]) for each in found.values()) - 1
        if 2 * agree > len(compared) or not (compared or rivals):
            kept += [replace(past, assumed=not compared) for past in column]
    return tuple(sorted(kept, key=lambda past: (past.row.index, past.cell)))


def _of_row(row: Row, released: Releases) -> Iterator[Past]:
    if not row.block.months:
        return
    of = row.indicator.number or row.indicator.title
    totals = released.get((of, ColumnKind.YEAR_TO_DATE), ())
    months = released.get((of, ColumnKind.MONTH), ())
    year = row.block.months
    back = min(_BACK, year[0].first_day.year - _FIRST) if totals else 0
    for _ in range(back):
        year = tuple(month.year_before for month in year)
        final = [(on, each) for on, each in totals if each.period == year[-1]]
        if not final or not _is_whole(year):
            continue
        begins = year[0].first_day
        label = Year(begins.year, begins.month).label
        for cell in range(row.first):
            headed = label in years_named(row.block.headings.benchmarks[cell])
            if headed and row.observations[cell].figure:
                yield Past(
                    row,
                    cell,
                    year,
                    *final[-1],
                    tuple(_before(totals, year)),
                    _latest(months, year),
                    assumed=False,
                )


def _is_whole(year: Sequence[Period]) -> bool:
    return year[-1].last_day - year[0].first_day in (timedelta(days=364), timedelta(days=365))


def _before(totals: _Cells, year: Sequence[Period]) -> Iterator[tuple[int, date, PublishedCell]]:
    """The years to date that were printed before the last, each with the place of its month."""
    for on, each in totals:
        if each.figure and each.period in year[:-1]:
            yield year.index(each.period), on, each


def _latest(months: _Cells, year: Sequence[Period]) -> dict[int, tuple[date, PublishedCell]]:
    """Each month as it was printed last; where it never was, as it was withheld."""
    found: dict[int, tuple[date, PublishedCell]] = {}
    for on, each in months:
        if each.period in year:
            place = year.index(each.period)
            if each.figure or place not in found or found[place][1].figure is None:
                found[place] = on, each
    return {place: found[place] for place in sorted(found)}


def _same_year(one: Past, other: Past) -> bool:
    return one.row.block is other.row.block and one.months == other.months


def _agrees(past: Past) -> bool:
    figure = past.row.observations[past.cell].figure
    then = past.final.figure
    return figure is not None and then is not None and is_same(then, figure)
