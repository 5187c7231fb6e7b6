"""Direction of travel: where an indicator went since the last period, and since last year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from packgen.assess.figures import monthly
from packgen.model.indicator import Indicator
from packgen.model.period import Period
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation, Direction, Travel


def since_last_period(
    indicator: Indicator, polarity: Polarity, accumulation: Accumulation
) -> Travel | None:
    """The travel between the two latest figures; None when there are not two of one unit.

    Of a running total, the amounts that each month added are compared, not the totals.
    """
    series = _series(indicator, accumulation)
    if len(series) < 2:
        return None
    (earlier, before), (later, after) = series[-2:]
    return Travel(direction(before, after, polarity), earlier, later)


def since_last_year(
    indicator: Indicator,
    months: Sequence[Period],
    polarity: Polarity,
    accumulation: Accumulation,
) -> Travel | None:
    """The travel between the latest figure and that of the same month a year before, if known."""
    series = dict(_series(indicator, accumulation))
    if not series:
        return None
    later = max(series)
    year_before = months[later].year_before
    earlier = next((place for place in series if months[place] == year_before), None)
    if earlier is None:
        return None
    return Travel(direction(series[earlier], series[later], polarity), earlier, later)


def direction(before: Decimal, after: Decimal, polarity: Polarity) -> Direction:
    """Two figures and a polarity -> the direction of travel from the first to the second."""
    if before == after:
        return Direction.SAME
    risen = after > before
    match polarity:
        case Polarity.HIGH:
            return Direction.BETTER if risen else Direction.WORSE
        case Polarity.LOW:
            return Direction.WORSE if risen else Direction.BETTER
        case Polarity.NONE:
            return Direction.UP if risen else Direction.DOWN


def _series(indicator: Indicator, accumulation: Accumulation) -> list[tuple[int, Decimal]]:
    """The latest run of figures of one unit, with their places."""
    figures = monthly(indicator)
    if not figures:
        return []
    unit = figures[-1][1].unit
    numbers = [(place, value.number) for place, value in figures if value.unit is unit]
    if accumulation is not Accumulation.RUNNING_TOTAL:
        return numbers
    starts = [(-1, Decimal(0)), *numbers]
    return [
        (place, number - before)
        for (place_before, before), (place, number) in zip(starts, numbers, strict=False)
        if place == place_before + 1
    ]
