"""Places: the cells of a scorecard by which a disclosure policy and its answer are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packgen.model.assessed import AssessedBlock, AssessedIndicator, AssessedScorecard
from packgen.model.indicator import Indicator
from packgen.model.observation import CellRef, Observation
from packgen.model.period import Period

MARKED = "marked for Part 2 by the council"


@dataclass(frozen=True, slots=True)
class Place:
    """One cell: the place of its indicator among the scorecard's, its own place among the
    indicator's ``observations`` (None: the stated rating), and where the workbook has it."""

    indicator: int
    cell: int | None
    at: CellRef


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with its place in the scorecard, the block that it stands in, its cells
    (benchmarks, months, year to date), and the scorecard's position."""

    index: int
    assessed: AssessedIndicator
    block: AssessedBlock
    observations: tuple[Observation, ...]
    position: Period

    @property
    def indicator(self) -> Indicator:
        """The indicator itself, with all its figures."""
        return self.assessed.indicator

    @property
    def first(self) -> int:
        """The place of its first month."""
        return len(self.indicator.benchmarks)

    @property
    def last(self) -> int:
        """The place of its year to date."""
        return len(self.observations) - 1

    @property
    def own(self) -> range:
        """The places of its months and its year to date."""
        return range(self.first, self.last + 1)

    @property
    def name(self) -> str:
        """How records and explanations call it."""
        number, title = self.indicator.number, self.indicator.title
        return f"indicator {number}" if number else f"indicator '{title[:40]}'"

    def place(self, cell: int | None) -> Place:
        """A cell's place in the scorecard; None: its rating's."""
        rated = self.indicator.rated_at or self.indicator.at
        return Place(self.index, cell, rated if cell is None else self.observations[cell].at)

    def when(self, cell: int) -> str:
        """What a cell is of: a month, the year to date, or a benchmark's heading."""
        if cell < self.first:
            return self.block.headings.benchmarks[cell]
        return "year to date" if cell == self.last else self.block.months[cell - self.first].label

    def called(self, cell: int) -> str:
        """A cell in words: ``indicator 18a, May-23``."""
        return f"{self.name}, {self.when(cell)}"


def rows(assessed: AssessedScorecard) -> tuple[Row, ...]:
    """A scorecard -> its indicators in order."""
    return tuple(
        Row(i, each, block, each.indicator.observations, assessed.position)
        for i, (each, block) in enumerate(_each(assessed))
    )


def marked(assessed: AssessedScorecard) -> dict[Place, str]:
    """A scorecard -> the places that the council marked, with why in words."""
    return {
        row.place(cell): MARKED
        for row in rows(assessed)
        if row.indicator.is_marked
        for cell, observation in enumerate(row.observations)
        if observation.mark
    }


def _each(assessed: AssessedScorecard) -> Iterator[tuple[AssessedIndicator, AssessedBlock]]:
    return ((each, block) for block in assessed.blocks for each in block.indicators)
