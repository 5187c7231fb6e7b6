"""Statistical process control: what varies by chance, and what doesn't.

An XmR chart (individuals and moving ranges) as NHS England's "Making Data Count" draws it, by the
rules of its reference implementation, the R package NHSRplotthedots, with the limits of the
programme's own spreadsheets (no outlier is left out of them):

- mean of all points; process limits at 2.66 times the average moving range on either side;
- special cause: a point outside the limits; a shift, 7 or more points in a row on one side of the
  mean; a trend, 7 or more points in a row that rise, or fall; two of three points in a row, all
  three on one side of the mean, beyond two thirds of the way to a limit;
- limits from 12 points on (vignette "Number of points required": with fewer they are on trial).

A period without a published figure breaks moving ranges and rows alike: nothing is known of what
stands between its neighbours. Running totals get no limits: each holds the one before it, so that
its points do not vary by themselves, and any that grows is one long trend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from packgen.compose.series import runs
from packgen.model.target import Polarity

FEWEST = 12
"""How many points limits are made from at least."""
_LIMIT = Fraction(266, 100)
_NEAR = _LIMIT * 2 / 3
_ROW = 7


class Side(Enum):
    """Where a special cause points to."""

    HIGH = "high"
    LOW = "low"


class Change(Enum):
    """What a special cause means, in the light of polarity."""

    IMPROVING = "improving"
    CONCERNING = "concerning"
    NEITHER = "neither"


class Assurance(Enum):
    """Whether the process, as it runs, will meet its target."""

    HITS = "hits"
    MISSES = "misses"
    HIT_AND_MISS = "hit and miss"


@dataclass(frozen=True, slots=True)
class Limits:
    """A process's mean and its limits; ``spread`` is from the mean to either limit."""

    mean: Fraction
    spread: Fraction

    @property
    def lower(self) -> Fraction:
        """The lower process limit."""
        return self.mean - self.spread

    @property
    def upper(self) -> Fraction:
        """The upper process limit."""
        return self.mean + self.spread


@dataclass(frozen=True, slots=True)
class Control:
    """A process's limits, and the points (by their places) that are special causes."""

    limits: Limits
    signals: Mapping[int, Side]


def control(points: Mapping[int, Decimal]) -> Control | None:
    """Published figures by their periods' places -> limits and special causes.

    None for too few points, or where no two of them are neighbours.
    """
    if len(points) < FEWEST:
        return None
    values = {place: Fraction(points[place]) for place in sorted(points)}
    ranges = [
        abs(values[later] - values[earlier])
        for earlier, later in pairwise(values)
        if later == earlier + 1
    ]
    if not ranges:
        return None
    mean = sum(values.values(), Fraction(0)) / len(values)
    limits = Limits(mean, _LIMIT * sum(ranges, Fraction(0)) / len(ranges))
    return Control(limits, _signals(values, limits))


def change(side: Side, polarity: Polarity) -> Change:
    """A special cause's side and the indicator's polarity -> what it means."""
    if polarity is Polarity.NONE:
        return Change.NEITHER
    better = Side.HIGH if polarity is Polarity.HIGH else Side.LOW
    return Change.IMPROVING if side is better else Change.CONCERNING


def assurance(limits: Limits, low: Decimal, high: Decimal, polarity: Polarity) -> Assurance | None:
    """Limits and a target (``low == high``) or an acceptable range -> whether it will be met.

    Of a range the edge counts that polarity says must be reached; without polarity both, and a
    single target says nothing.
    """
    below, above = Fraction(low), Fraction(high)
    match polarity:
        case Polarity.HIGH:
            hits, misses = limits.lower >= below, limits.upper < below
        case Polarity.LOW:
            hits, misses = limits.upper <= above, limits.lower > above
        case Polarity.NONE:
            if low == high:
                return None
            hits = below <= limits.lower and limits.upper <= above
            misses = limits.upper < below or above < limits.lower
    if hits:
        return Assurance.HITS
    return Assurance.MISSES if misses else Assurance.HIT_AND_MISS


def _signals(values: Mapping[int, Fraction], limits: Limits) -> dict[int, Side]:
    """The places of special causes. A trend points where it goes, all else where it lies."""
    found: dict[int, Side] = {}
    for first, last in runs(list(values)):
        row = [values[place] for place in range(first, last + 1)]
        for rule in (_trends(row), _lying(row, limits)):
            found.update({first + index: side for index, side in rule})
    return dict(sorted(found.items()))


def _trends(row: Sequence[Fraction]) -> Iterator[tuple[int, Side]]:
    ways = [_side(later - earlier) for earlier, later in pairwise(row)]
    for first, last, way in _same(ways):
        if way and last - first + 2 >= _ROW:
            yield from ((index, way) for index in range(first, last + 2))


def _lying(row: Sequence[Fraction], limits: Limits) -> Iterator[tuple[int, Side]]:
    """Shifts, two of three near a limit, and points outside the limits."""
    sides = [_side(value - limits.mean) for value in row]
    for first, last, side in _same(sides):
        if side is None:
            continue
        is_shift = last - first + 1 >= _ROW
        near = [i for i in range(first, last + 1) if _is_beyond(row[i], limits, _NEAR / _LIMIT)]
        for index in range(first, last + 1):
            if is_shift or _is_beyond(row[index], limits, Fraction(1)):
                yield index, side
        for one, other in pairwise(near):
            if other - one <= 2 and last - first >= 2:
                yield one, side
                yield other, side


def _is_beyond(value: Fraction, limits: Limits, share: Fraction) -> bool:
    return abs(value - limits.mean) > share * limits.spread


def _side(distance: Fraction) -> Side | None:
    if distance == 0:
        return None
    return Side.HIGH if distance > 0 else Side.LOW


def _same(sides: Sequence[Side | None]) -> Iterator[tuple[int, int, Side | None]]:
    """Sides in a row -> stretches of one side, each with its first and its last place."""
    first = 0
    for index, side in enumerate(sides):
        if index + 1 == len(sides) or sides[index + 1] is not side:
            yield first, index, side
            first = index + 1
