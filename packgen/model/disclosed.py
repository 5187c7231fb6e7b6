"""Disclosed scorecards: what may be published, and what Part 2 holds.

A withheld figure is a type with no number in it. These types are made in ``disclose/release.py``
and nowhere else, and they check at run time what the type checker checks before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar

from packgen.model.indicator import Headings, Rationale
from packgen.model.observation import Gap, Unit
from packgen.model.period import Period, YearKind
from packgen.model.rating import Rating, StatedRating
from packgen.model.target import Polarity, Target
from packgen.model.trend import Accumulation, Travel


class WithheldReason(Enum):
    """Why the public does not see a figure, in words that say nothing of the figure.

    There is one reason: which figures the council marked and which go with them is for Part 2.
    """

    EXEMPT = "exempt information, in Part 2"


@dataclass(frozen=True, slots=True)
class Shown:
    """A published figure: its printed text, and the number that the text prints."""

    text: str
    number: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        _require(type(self.text) is str and type(self.number) is Decimal, "a shown figure", self)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that the public does not see. There is no place for a number in it."""

    reason: WithheldReason

    def __post_init__(self) -> None:
        _require(type(self.reason) is WithheldReason, "a withheld figure", self)


@dataclass(frozen=True, slots=True)
class NoData:
    """No figure to publish or to withhold, and why; ``text`` is what the sheet prints there."""

    reason: Gap
    text: str

    def __post_init__(self) -> None:
        _require(
            type(self.reason) is Gap and not any(map(str.isdigit, self.text)),
            "a lack of data",
            self,
        )


Cell = Shown | Withheld | NoData


@dataclass(frozen=True, slots=True)
class PublicIndicator:
    """One indicator as the public may see it; places as in the block's headings and months."""

    number: str
    title: str
    rationale: Rationale
    polarity: Polarity
    polarity_text: str
    target: Target
    benchmarks: tuple[Cell, ...]
    stated: StatedRating
    months: tuple[Cell, ...]
    year_to_date: Cell
    notes: str
    accumulation: Accumulation
    since_last_period: Travel | None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell: benchmarks, months, year to date."""
        return (*self.benchmarks, *self.months, self.year_to_date)

    @property
    def is_withheld(self) -> bool:
        """Whether any of its cells, or its rating, is withheld."""
        return self.stated.rating is Rating.WITHHELD or any(
            type(cell) is Withheld for cell in self.cells
        )


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why figures are exempt: the council's reason, and the paragraphs of Schedule 12A.

    ``computed``: nobody marked them; the reason is the rule that withholds them.
    """

    reason: str
    paragraphs: tuple[int, ...]
    computed: bool = False


@dataclass(frozen=True, slots=True)
class RestrictedIndicator(PublicIndicator):
    """One indicator in full. ``exempt`` are the places in ``cells`` that the public does not see,
    each with why; ``rating_exempt`` is why it does not see the rating (None: it does)."""

    exempt: Mapping[int, Exemption]
    rating_exempt: Exemption | None

    @property
    def exemptions(self) -> tuple[Exemption, ...]:
        """Why its figures are exempt: each reason once, in the order of its cells."""
        return tuple(dict.fromkeys(self.exempt.values()))


I_co = TypeVar("I_co", bound=PublicIndicator, covariant=True)


@dataclass(frozen=True, slots=True)
class DisclosedSection(Generic[I_co]):
    """Indicators under one section row."""

    title: str
    indicators: tuple[I_co, ...]
    continued: bool


@dataclass(frozen=True, slots=True)
class DisclosedBlock(Generic[I_co]):
    """Indicators under one header."""

    title: str
    headings: Headings
    months: tuple[Period, ...]
    year: YearKind
    sections: tuple[DisclosedSection[I_co], ...]

    @property
    def indicators(self) -> Iterator[I_co]:
        """Every indicator of the block, in order."""
        return (indicator for section in self.sections for indicator in section.indicators)


@dataclass(frozen=True, slots=True)
class DisclosedScorecard(Generic[I_co]):
    """What both disclosed scorecards share."""

    title: str
    position: Period
    blocks: tuple[DisclosedBlock[I_co], ...]

    @property
    def indicators(self) -> Iterator[I_co]:
        """Every indicator, in order."""
        return (indicator for block in self.blocks for indicator in block.indicators)


@dataclass(frozen=True, slots=True)
class PublicScorecard(DisclosedScorecard[PublicIndicator]):
    """The scorecard as the public may see it: no withheld figure is anywhere in it.

    ``rounded_to``: its counts are multiples of this (0: they are as they were read).
    """

    rounded_to: int = 0

    def __post_init__(self) -> None:
        for indicator in self.indicators:
            _require(type(indicator) is PublicIndicator, "a public indicator", indicator)
            for cell in indicator.cells:
                _require(type(cell) in _PUBLIC_CELLS, "a public cell", cell)


@dataclass(frozen=True, slots=True)
class RestrictedScorecard(DisclosedScorecard[RestrictedIndicator]):
    """The scorecard for Part 2. ``withheld_only``: it holds the withheld indicators alone."""

    withheld_only: bool = True

    def __post_init__(self) -> None:
        for indicator in self.indicators:
            _require(type(indicator) is RestrictedIndicator, "a restricted indicator", indicator)


_PUBLIC_CELLS = frozenset({Shown, Withheld, NoData})


def _require(holds: bool, what: str, found: object) -> None:
    if not holds:
        # The value itself may be exempt: name its type only.
        raise TypeError(f"not {what}: {type(found).__name__}")
