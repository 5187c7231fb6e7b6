"""Which figures of an indicator can be held against each other, and which one is judged."""

from __future__ import annotations

from dataclasses import replace

from packgen.model.indicator import Indicator
from packgen.model.observation import Figure, Gap, NoFigure, Observation, Unit
from packgen.model.rating import WITHHELD_RATING


def as_published(indicator: Indicator) -> Indicator:
    """An indicator -> what a public paper shows of it: nothing marked, and figures as rounded."""
    if not indicator.is_altered:
        return indicator
    known = without_marked(indicator)
    return replace(
        known,
        benchmarks=tuple(map(_rounded, known.benchmarks)),
        months=tuple(map(_rounded, known.months)),
        year_to_date=_rounded(known.year_to_date),
    )


def without_marked(indicator: Indicator) -> Indicator:
    """An indicator -> the same with every marked figure taken out, as the public knows it."""
    if not indicator.is_marked:
        return indicator
    return replace(
        indicator,
        benchmarks=tuple(map(_blanked, indicator.benchmarks)),
        months=tuple(map(_blanked, indicator.months)),
        year_to_date=_blanked(indicator.year_to_date),
        stated=WITHHELD_RATING if indicator.rating_mark else indicator.stated,
    )


def _blanked(observation: Observation) -> Observation:
    if observation.mark is None:
        return observation
    # Not blank: a missing year to date is not the same as none.
    return replace(observation, reading=NoFigure("", Gap.NOT_SUPPLIED), rounded=None)


def _rounded(observation: Observation) -> Observation:
    return replace(observation, reading=observation.published)


def figure(observation: Observation) -> Figure | None:
    """An observation -> its figure, if it holds one."""
    return observation.figure


def monthly(indicator: Indicator) -> list[tuple[int, Figure]]:
    """An indicator -> its monthly figures with their places in the block's months."""
    return [
        (place, observation.reading)
        for place, observation in enumerate(indicator.months)
        if isinstance(observation.reading, Figure)
    ]


def comparable(first: Unit, second: Unit) -> bool:
    """Whether two units may be compared: a plain count may stand for weeks, never for per cent."""
    return first is second or (
        Unit.COUNT in (first, second) and not {Unit.PERCENT, Unit.RATE} & {first, second}
    )


def judged(indicator: Indicator, unit: Unit) -> Figure | None:
    """The figure that a target of this unit is held against.

    The year to date when it has the target's unit; else the latest month that has, unless a count
    may add up to a year to date that is not there.
    """
    total = figure(indicator.year_to_date)
    if total and comparable(total.unit, unit):
        return total
    latest = next(
        (value for _, value in reversed(monthly(indicator)) if comparable(value.unit, unit)), None
    )
    reading = indicator.year_to_date.reading
    missing = isinstance(reading, NoFigure) and reading.gap is not Gap.BLANK
    return None if latest and latest.unit is Unit.COUNT and missing else latest
