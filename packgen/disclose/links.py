"""Links between indicators: sums, one within another, rates of a count; declared or found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from packgen.disclose.places import Row
from packgen.model.observation import Figure, Observation
from packgen.model.period import Year
from packgen.settings.disclosure import DisclosurePolicy

_FEWEST = 2  # periods in which one is within the other before that counts as found
_WORD = re.compile(r"\w+")
_YEARS = re.compile(r"(?<!\d)(\d{4})(?:\s?[/\u2013-]\s?(?:\d\d)?(\d\d))?(?!\d)")
_IN_OR_OUT = frozenset({
    "excluding", "including", "exclude", "include", "excludes", "includes", "excl", "incl", "exc",
    "inc", "ex", "without", "with", "not", "no",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Total:
    """An indicator and those that add up to it."""

    whole: Row
    parts: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that it links."""
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class Within:
    """What ``inner`` counts, ``outer`` counts too, among others."""

    inner: Row
    outer: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that it links."""
        return self.inner, self.outer


@dataclass(frozen=True, slots=True)
class Complement:
    """``one`` counts all of a base that ``other`` does not."""

    one: Row
    other: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that it links."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class BaseOf:
    """``count`` is what ``share`` is a share of: its denominators."""

    share: Row
    count: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that it links."""
        return self.share, self.count


@dataclass(frozen=True, slots=True)
class RateOf:
    """``rate`` is ``count`` for each ``per`` of a population that everybody knows."""

    rate: Row
    count: Row
    population: int
    per: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that it links."""
        return self.rate, self.count


@dataclass(frozen=True, slots=True)
class Outturn:
    """A benchmark (a cell of ``row``) that is the final year to date of another block's row."""

    row: Row
    cell: int
    of: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that it links."""
        return self.row, self.of


Link = Total | Within | Complement | BaseOf | RateOf | Outturn


def links_of(table: Sequence[Row], policy: DisclosurePolicy) -> tuple[Link, ...]:
    """A scorecard's indicators -> what links them, each once, in their order."""
    by_number = {row.indicator.number: row for row in table if row.indicator.number}
    return tuple(
        dict.fromkeys(
            (
                *_totals(table),
                *_declared(table, by_number, policy),
                *_found_within(table),
                *_outturns(table),
            )
        )
    )


def families(table: Sequence[Row], links: Iterable[Link]) -> list[int]:
    """Rows and links -> for each row the first of those that it is linked with, near or far."""
    first = list(range(len(table)))

    def root(index: int) -> int:
        while first[index] != index:
            first[index] = first[first[index]]
            index = first[index]
        return index

    for link in links:
        roots = [root(row.index) for row in link.rows]
        for each in roots:
            first[each] = min(roots)
    return [root(index) for index in range(len(table))]


def _totals(table: Sequence[Row]) -> Iterator[Total]:
    in_block: dict[int, list[Row]] = defaultdict(list)
    for row in table:
        in_block[id(row.block)].append(row)
    for rows in in_block.values():
        for told in rows[0].block.sums:
            yield Total(rows[told.whole], tuple(rows[part] for part in told.parts))


def _declared(
    table: Sequence[Row], by_number: dict[str, Row], policy: DisclosurePolicy
) -> Iterator[Link]:
    for row in table:
        told = policy.of(row.indicator.number)
        outer, count = by_number.get(told.within), by_number.get(told.rate_of)
        other, base = by_number.get(told.complement), by_number.get(told.base)
        if outer and outer is not row and _aligned(row, outer):
            yield Within(row, outer)
        if other and other is not row and _aligned(row, other):
            yield Complement(*sorted((row, other), key=lambda each: each.index))
        if base and base is not row and _aligned(row, base):
            yield BaseOf(row, base)
        if count and count is not row and _aligned(row, count):
            yield RateOf(row, count, told.population, told.per)


def _aligned(one: Row, other: Row) -> bool:
    """Whether two rows have the same columns."""
    return one.block.months == other.block.months and one.first == other.first


def _found_within(table: Sequence[Row]) -> Iterator[Within]:
    """Ratios of one block whose titles differ only in what they exclude or include, where one is
    no larger than the other in every period that both have."""
    alike: dict[tuple[int, frozenset[str]], list[Row]] = defaultdict(list)
    for row in table:
        if any(_ratio(row.observations[cell]) for cell in row.own):
            words = frozenset(_WORD.findall(row.indicator.title.casefold()))
            if words & _IN_OR_OUT:
                alike[id(row.block), words - _IN_OR_OUT].append(row)
    for rows in alike.values():
        for inner in rows:
            yield from (Within(inner, outer) for outer in rows if _is_within(inner, outer))


def _is_within(inner: Row, outer: Row) -> bool:
    both = [
        (one, other)
        for cell in inner.own
        if (one := _ratio(inner.observations[cell])) and (other := _ratio(outer.observations[cell]))
    ]
    smaller = all(n <= m and d <= e for (n, d), (m, e) in both)
    return smaller and len(both) >= _FEWEST and any(one != other for one, other in both)


def _outturns(table: Sequence[Row]) -> Iterator[Outturn]:
    """Benchmarks headed with a year that another block of the same indicator holds in full."""
    alike: dict[str, list[Row]] = defaultdict(list)
    for row in table:
        alike[row.indicator.number or row.indicator.title].append(row)
    for rows in (each for each in alike.values() if len(each) > 1):
        for of in (row for row in rows if row.block.months):
            begins = of.block.months[0].first_day
            year = Year(begins.year, begins.month).label
            if of.observations[of.last - 1].figure is None:
                continue
            for row in (each for each in rows if each.block is not of.block):
                for cell in range(row.first):
                    heading = row.block.headings.benchmarks[cell]
                    if year in years_named(heading) and row.observations[cell].figure:
                        yield Outturn(row, cell, of)


def years_named(heading: str) -> frozenset[str]:
    """A heading -> the years that it names, each as a year's label is: ``2022/23``, ``2022``."""
    return frozenset(f"{a}/{b}" if b else a for a, b in _YEARS.findall(heading))


def _ratio(observation: Observation) -> tuple[int, int] | None:
    figure: Figure | None = observation.figure
    if figure is None or figure.numerator is None or figure.denominator is None:
        return None
    return figure.numerator, figure.denominator
