"""Assumed figures: withheld cells that hold none here may have one all the same.

A scorecard may say 'Data suppressed' and keep its figures elsewhere. What is printed beside them
gives them away no less, so readers are asked about a figure that nobody here knows.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from packgen.model.indicator import Block, Indicator, Observations
from packgen.model.observation import Figure, Observation, Unit
from packgen.model.period import Period
from packgen.model.target import NoTarget

UNKNOWN_TEXT = ""
"""The text of a figure that is assumed: no figure that was read has an empty one."""


def assumed(observations: Observations) -> Observations:
    """Observations -> the same with a nought, without a text, in each withheld cell that is due
    and holds no figure."""
    blocks = (_block(block, observations.position) for block in observations.blocks)
    return replace(observations, blocks=tuple(blocks))


def _block(block: Block, position: Period) -> Block:
    due = tuple(month <= position for month in block.months)

    def change(indicator: Indicator) -> Indicator:
        if not any(_lacks(o) for o in (*indicator.months, indicator.year_to_date)):
            return indicator
        figure = Figure(UNKNOWN_TEXT, Decimal(0), Decimal(0), _unit(indicator))
        months = (
            _filled(month, figure) if is_due else month
            for month, is_due in zip(indicator.months, due, strict=True)
        )
        return replace(
            indicator,
            months=tuple(months),
            year_to_date=_filled(indicator.year_to_date, figure),
        )

    return block.changed(change)


def _lacks(observation: Observation) -> bool:
    return observation.mark is not None and observation.figure is None


def _filled(observation: Observation, figure: Figure) -> Observation:
    return replace(observation, reading=figure) if _lacks(observation) else observation


def _unit(indicator: Indicator) -> Unit:
    """The unit that its figures most likely have: that of another of them, else its target's."""
    known = (o.figure for o in (*indicator.months, indicator.year_to_date, *indicator.benchmarks))
    figure = next((f for f in known if f), None)
    if figure:
        return figure.unit
    aim = indicator.target.aim
    return Unit.COUNT if isinstance(aim, NoTarget) else aim.unit
