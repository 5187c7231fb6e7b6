"""Aims: what a chart may hold the figures of single periods against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from packgen.model.disclosed import NoData, PublicIndicator
from packgen.model.observation import Gap, Unit
from packgen.model.target import AcceptableRange, NoTarget, Threshold
from packgen.model.trend import Accumulation

_RATED = (Unit.PERCENT, Unit.RATE)


@dataclass(frozen=True, slots=True)
class Aim:
    """The target in a chart: a line (low == high) or a band."""

    low: float
    high: float


def aim_of(indicator: PublicIndicator, unit: Unit) -> Aim | None:
    """An indicator, and the unit that its chart is drawn in -> its target, where it can be held
    against figures of single periods."""
    aim = indicator.target.aim
    match aim:
        case NoTarget():
            return None
        case Threshold(number=number, unit=of):
            low = high = number
        case AcceptableRange(low=low, high=high, unit=of):
            pass
        case _:
            assert_never(aim)
    if of is not unit and ({of, unit} & set(_RATED) or Unit.COUNT not in (of, unit)):
        return None
    return Aim(float(low), float(high)) if compares_with_periods(indicator, unit) else None


def compares_with_periods(indicator: PublicIndicator, unit: Unit) -> bool:
    """Whether a figure of a whole year (a target, an outturn) says something of a single period's,
    as a share does, and a count doesn't whose months add up to the year's."""
    if unit in _RATED:
        return True
    total = indicator.year_to_date
    if isinstance(total, NoData) and total.reason is Gap.BLANK:
        return True
    return indicator.accumulation not in (Accumulation.PER_MONTH, Accumulation.UNKNOWN)
