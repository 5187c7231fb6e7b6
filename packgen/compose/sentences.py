"""Sentences made from the card, for a summary that can be read aloud. No adjectives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from packgen.compose import figures
from packgen.model.disclosed import PublicIndicator, Shown
from packgen.model.observation import Unit
from packgen.model.period import Period
from packgen.model.target import AcceptableRange, NoTarget, Threshold
from packgen.model.trend import Accumulation, Direction

_TRAVEL = {
    Direction.BETTER: "better than in",
    Direction.WORSE: "worse than in",
    Direction.SAME: "the same as in",
    Direction.UP: "up on",
    Direction.DOWN: "down on",
}
_ANNUAL = (Accumulation.PER_MONTH, Accumulation.RUNNING_TOTAL)


def standing(indicator: PublicIndicator, months: Sequence[Period]) -> str:
    """An indicator -> where it stands: figure, target, distance, direction; empty when withheld."""
    figure, said = _latest(indicator, months)
    if figure is None:
        return ""
    target = f" against {indicator.target.text}" if indicator.target.text else ""
    parts = [f"{said}{target}", *_distance(indicator, figure)]
    travel = indicator.since_last_period
    if travel:
        parts.append(f"{_TRAVEL[travel.direction]} {months[travel.earlier].label}")
    return "; ".join(parts)


def _latest(indicator: PublicIndicator, months: Sequence[Period]) -> tuple[Shown | None, str]:
    """The year to date, else the latest month's figure; and how it is said."""
    if isinstance(indicator.year_to_date, Shown):
        return indicator.year_to_date, indicator.year_to_date.text
    for month, cell in zip(reversed(months), reversed(indicator.months), strict=True):
        if isinstance(cell, Shown):
            return cell, f"{cell.text} in {month.label}"
    return None, ""


def _distance(indicator: PublicIndicator, figure: Shown) -> list[str]:
    """How far the figure lies outside its target or range, where the two can be compared."""
    aim = indicator.target.aim
    match aim:
        case NoTarget():
            return []
        case Threshold(number=number, unit=unit):
            low, high, name = number, number, "the target"
        case AcceptableRange(low=low, high=high, unit=unit):
            name = "the range"
        case _:
            assert_never(aim)
    annual = figure.unit is Unit.COUNT and indicator.accumulation in _ANNUAL
    if unit is not figure.unit or annual:
        return []
    if figure.number < low:
        return [f"{figures.amount(low - figure.number, figure)} below {name}"]
    if figure.number > high:
        return [f"{figures.amount(figure.number - high, figure)} above {name}"]
    return [f"on {name}" if low == high else f"inside {name}"]


def travellers(indicators: Sequence[PublicIndicator], direction: Direction) -> list[str]:
    """Indicators and a direction -> the numbers (else titles) of those that went that way."""
    return [
        i.number or i.title
        for i in indicators
        if i.since_last_period and i.since_last_period.direction is direction
    ]
