"""Bands: a table's header, its columns and what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    headings: Headings = field(init=False, repr=False, compare=False)
    """The headings as printed."""
    known: frozenset[int] = field(init=False, repr=False, compare=False)
    """The indexes of the columns that are understood."""
    _by_index: dict[int, Column] = field(init=False, repr=False, compare=False)
    _by_role: dict[Role | None, tuple[Column, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # What is asked for in every row.
        by_index = {column.index: column for column in self.columns}
        by_role: dict[Role | None, tuple[Column, ...]] = {}
        for column in self.columns:
            by_role[column.role] = (*by_role.get(column.role, ()), column)
        object.__setattr__(self, "_by_index", by_index)
        object.__setattr__(self, "_by_role", by_role)
        object.__setattr__(self, "headings", self._headings())
        known = frozenset(column.index for column in self.columns if column.role)
        object.__setattr__(self, "known", known)

    @property
    def year_start(self) -> int:
        """The month that its years start in, as it is said, else as its first period tells."""
        return self.starts or (self.months[0].starts_year_in if self.months else 1)

    def at(self, index: int) -> Column | None:
        """The column at an index."""
        return self._by_index.get(index)

    def all(self, role: Role | None) -> tuple[Column, ...]:
        """The columns of one role, from left to right."""
        return self._by_role.get(role, ())

    @property
    def places(self) -> list[int | None]:
        """The columns of its places: benchmarks, months, year to date."""
        found = [column.index for role in (Role.BENCHMARK, Role.MONTH) for column in self.all(role)]
        return [*found, self.one(Role.YEAR_TO_DATE)]

    def one(self, role: Role) -> int | None:
        """The index of the first column of a role."""
        found = self._by_role.get(role)
        return found[0].index if found else None

    @property
    def lead(self) -> int:
        """The last of the columns in which a section's title may stand."""
        found = self.one(Role.INDICATOR) or self.one(Role.NUMBER)
        return found or self.columns[0].index

    def _headings(self) -> Headings:
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
