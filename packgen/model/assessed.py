"""Assessed scorecards: what was read, and what was made of it. May hold withheld figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packgen.model.finding import Finding
from packgen.model.indicator import Headings, Indicator
from packgen.model.period import Period, YearKind
from packgen.model.rating import Rating, RatingRule
from packgen.model.trend import Accumulation, Travel


@dataclass(frozen=True, slots=True)
class Computed:
    """A rating worked out by rule; ``because`` spells the rule out in words and figures."""

    rating: Rating
    because: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the figures of one indicator amount to; ``rule`` is what a rating would rest on."""

    accumulation: Accumulation
    computed: Computed | None
    since_last_period: Travel | None
    since_last_year: Travel | None
    rule: RatingRule | None = None


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
class Sum:
    """An indicator that is the sum of others, by their places among their block's."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AssessedBlock:
    """Judged indicators under one header. ``sums`` are declared, or found with every figure."""

    title: str
    headings: Headings
    months: tuple[Period, ...]
    year: YearKind
    sections: tuple[AssessedSection, ...]
    sums: tuple[Sum, ...] = ()

    @property
    def indicators(self) -> Iterator[AssessedIndicator]:
        """Every indicator of the block, in order."""
        return (indicator for section in self.sections for indicator in section.indicators)


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
        return (indicator for block in self.blocks for indicator in block.indicators)
