"""Indicators, their sections and blocks: a scorecard as it was read, in the sheet's own order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from packgen.model.finding import Finding
from packgen.model.observation import CellRef, Mark, Observation
from packgen.model.period import Period, YearKind
from packgen.model.rating import StatedRating
from packgen.model.target import Polarity, Target
from packgen.model.understood import NOTHING_UNDERSTOOD, Understood


@dataclass(frozen=True, slots=True)
class Rationale:
    """Why an indicator is important. Indicators under one merged cell share ``at``."""

    text: str
    at: CellRef


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row. ``benchmarks`` and ``months`` stand in the order of the block's headings.

    ``aimed_at``, ``rated_at``, ``polarity_at``, ``noted_at`` and ``numbered_at`` are the cells of
    its target, its stated rating, its polarity, its notes and its number.
    ``rating_mark`` withholds the stated rating (None: public).
    """

    number: str
    title: str
    rationale: Rationale
    polarity: Polarity
    polarity_text: str
    target: Target
    benchmarks: tuple[Observation, ...]
    stated: StatedRating
    months: tuple[Observation, ...]
    year_to_date: Observation
    notes: str
    at: CellRef
    aimed_at: CellRef | None = None
    rated_at: CellRef | None = None
    rating_mark: Mark | None = None
    polarity_at: CellRef | None = None
    noted_at: CellRef | None = None
    numbered_at: CellRef | None = None

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Every observed cell: benchmarks, months, year to date."""
        return (*self.benchmarks, *self.months, self.year_to_date)

    @property
    def is_altered(self) -> bool:
        """Whether the public sees anything else than what was read."""
        return self.is_marked or any(o.rounded for o in self.observations)

    @property
    def is_marked(self) -> bool:
        """Whether any of its figures, or its rating, belongs in Part 2."""
        return self.rating_mark is not None or any(o.mark for o in self.observations)


@dataclass(frozen=True, slots=True)
class Section:
    """Indicators under one section row; ``continued`` when its row stands in an earlier block."""

    title: str
    indicators: tuple[Indicator, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Headings:
    """The sheet's own column headings, as printed; None for a column that the sheet has not."""

    number: str | None
    indicator: str
    rationale: str | None
    polarity: str | None
    target: str | None
    benchmark_group: str
    benchmarks: tuple[str, ...]
    rating: str | None
    year_to_date: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """Indicators under one header: one kind of year, one run of months."""

    title: str
    headings: Headings
    months: tuple[Period, ...]
    year: YearKind
    sections: tuple[Section, ...]

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator of the block, in order."""
        return (indicator for section in self.sections for indicator in section.indicators)

    def changed(self, change: Callable[[Indicator], Indicator]) -> Block:
        """The same block with a change made to every indicator."""
        sections = (
            replace(section, indicators=tuple(map(change, section.indicators)))
            for section in self.sections
        )
        return replace(self, sections=tuple(sections))


@dataclass(frozen=True, slots=True)
class Observations:
    """A scorecard as read. ``position`` is the month that it reports on; ``places`` tells where
    its titles and headings stand, each by its text."""

    title: str
    position: Period
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    understood: Understood = NOTHING_UNDERSTOOD
    places: Mapping[str, CellRef] = field(default_factory=dict)

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, in order."""
        return (indicator for block in self.blocks for indicator in block.indicators)

    def changed(self, change: Callable[[Indicator], Indicator]) -> Observations:
        """The same scorecard with a change made to every indicator."""
        return replace(self, blocks=tuple(block.changed(change) for block in self.blocks))
