"""Assessed scorecards: what was read, and what was made of it. May hold withheld figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packgen.model.finding import Finding
from packgen.model.indicator import Headings, Indicator
from packgen.model.period import Period, YearKind
from packgen.model.rating import Rating
from packgen.model.trend import Accumulation, Travel


@dataclass(frozen=True, slots=True)
class Computed:
    """A rating worked out by rule; ``because`` spells the rule out in words and figures."""

    rating: Rating
    because: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the figures of one indicator amount to."""

    accumulation: Accumulation
    computed: Computed | None
    since_last_period: Travel | None
    since_last_year: Travel | None


@dataclass(frozen=True, slots=True)
class AssessedIndicator:
    """``full`` judges every figure; ``public`` was judged without those that are marked."""

    indicator: Indicator
    full: Judgement
    public: Judgement


@dataclass(frozen=True, slots=True)
class AssessedSection:
    """Judged indicators under one section row."""

    title: str
    indicators: tuple[AssessedIndicator, ...]
    continued: bool


@dataclass(frozen=True, slots=True)
class AssessedBlock:
    """Judged indicators under one header."""

    title: str
    headings: Headings
    months: tuple[Period, ...]
    year: YearKind
    sections: tuple[AssessedSection, ...]


@dataclass(frozen=True, slots=True)
class AssessedScorecard:
    """``findings`` rest on public figures alone, except those that are exempt."""

    title: str
    position: Period
    blocks: tuple[AssessedBlock, ...]
    findings: tuple[Finding, ...]

    @property
    def indicators(self) -> Iterator[AssessedIndicator]:
        """Every indicator, in order."""
        return (
            i for block in self.blocks for section in block.sections for i in section.indicators
        )
