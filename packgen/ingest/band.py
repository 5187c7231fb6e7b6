"""Bands: a table's header, its columns and what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.ingest.columns import Role
from packgen.ingest.periods import Kind
from packgen.model.indicator import Headings
from packgen.model.period import Period


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what it holds, its heading as printed, the heading's row."""

    index: int
    role: Role | None
    heading: str
    row: int


@dataclass(frozen=True, slots=True)
class Band:
    """A header: its rows, its columns from left to right, its own title, its periods.

    ``months`` has a period of one ``kind`` for each month column, or is None when nothing tells
    their year; ``starts`` is the month that their year is said to start in.
    """

    top: int
    bottom: int
    columns: tuple[Column, ...]
    title: str
    group: str
    months: tuple[Period, ...] | None
    kind: Kind = Kind.MONTH
    starts: int | None = None

    def all(self, role: Role | None) -> tuple[Column, ...]:
        """The columns of one role, from left to right."""
        return tuple(column for column in self.columns if column.role is role)

    def one(self, role: Role) -> int | None:
        """The index of the first column of a role."""
        return next((column.index for column in self.columns if column.role is role), None)

    @property
    def places(self) -> list[int | None]:
        """The columns of its places: benchmarks, months, year to date."""
        found = [c.index for role in (Role.BENCHMARK, Role.MONTH) for c in self.all(role)]
        return [*found, self.one(Role.YEAR_TO_DATE)]

    @property
    def year_start(self) -> int:
        """The month that its periods' year starts in."""
        told = self.starts or (self.months and self.months[0].starts_year_in)
        return told or 1

    @property
    def lead(self) -> int:
        """The last of the columns in which a section's title may stand."""
        found = self.one(Role.INDICATOR) or self.one(Role.NUMBER)
        return found or self.columns[0].index

    @property
    def headings(self) -> Headings:
        """The headings as printed."""
        told = {column.role: column.heading for column in reversed(self.columns)}
        return Headings(
            number=told.get(Role.NUMBER),
            indicator=told.get(Role.INDICATOR, ""),
            rationale=told.get(Role.RATIONALE),
            polarity=told.get(Role.POLARITY),
            target=told.get(Role.TARGET),
            benchmark_group=self.group,
            benchmarks=tuple(column.heading for column in self.all(Role.BENCHMARK)),
            rating=told.get(Role.RATING),
            year_to_date=told.get(Role.YEAR_TO_DATE),
            notes=told.get(Role.NOTES),
        )
