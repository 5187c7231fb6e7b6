"""Assumed figures: withheld cells that hold none here may have one all the same.

A scorecard may say 'Data suppressed' and keep its figures elsewhere. What is printed beside them
gives them away no less, so readers are asked about a figure that nobody here knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from packgen.model.indicator import Block, Indicator, Observations
from packgen.model.observation import CellRef, Figure, Observation, Unit
from packgen.model.period import Period
from packgen.model.target import NoTarget

UNKNOWN_TEXT = ""
"""The text of a figure that is assumed: no figure that was read has an empty one."""


def assumed(
    observations: Observations, parts: Mapping[str, tuple[str, ...]] | None = None
) -> Observations:
    """Observations, and which indicators are declared to be the sum of which -> the same with a
    figure, without a text, in each withheld cell that is due and holds none.

    It is what makes sums come out, where a reader would take them to: a year to date of its
    months, a whole of its parts. Else it is nought.
    """
    by_number = {i.number: i for i in observations.indicators if i.number}
    told = {
        number: (by_number[number], tuple(by_number[part] for part in of))
        for number, of in (parts or {}).items()
        if of and number in by_number and all(part in by_number for part in of)
    }
    lefts = dict(_of_sums(told))
    blocks = (_block(block, observations.position, lefts) for block in observations.blocks)
    return replace(observations, blocks=tuple(blocks))


def _of_sums(
    told: Mapping[str, tuple[Indicator, tuple[Indicator, ...]]],
) -> Iterator[tuple[CellRef, int]]:
    """What a declared sum leaves for the one of its cells that nobody here knows."""
    for whole, parts in told.values():
        if any(len(part.months) != len(whole.months) for part in parts):
            continue
        for place in range(len(whole.months) + 1):
            cells = [(*each.months, each.year_to_date)[place] for each in (whole, *parts)]
            unknown = [cell for cell in cells if _lacks(cell)]
            known = [cell.figure for cell in cells if cell.figure]
            if len(unknown) != 1 or len(known) != len(cells) - 1:
                continue
            numbers = [0 if c.figure is None else int(c.figure.number) for c in cells]
            left = sum(numbers[1:]) if unknown[0] is cells[0] else numbers[0] - sum(numbers[1:])
            if left >= 0:
                yield unknown[0].at, left


def _block(block: Block, position: Period, lefts: Mapping[CellRef, int]) -> Block:
    due = tuple(month <= position for month in block.months)

    def change(indicator: Indicator) -> Indicator:
        if not any(_lacks(o) for o in (*indicator.months, indicator.year_to_date)):
            return indicator
        blank = Figure(UNKNOWN_TEXT, Decimal(0), Decimal(0), _unit(indicator))
        months = tuple(
            _filled(month, _of(blank, lefts.get(month.at, 0))) if is_due else month
            for month, is_due in zip(indicator.months, due, strict=True)
        )
        total = _filled(indicator.year_to_date, _of(blank, lefts.get(indicator.year_to_date.at, 0)))
        return _summed(replace(indicator, months=months, year_to_date=total))

    return block.changed(change)


def _summed(indicator: Indicator) -> Indicator:
    """An indicator whose unknown figures are noughts -> the same with what its sum leaves in the
    last of them, where nothing is known to be left otherwise."""
    total = indicator.year_to_date.figure
    months = [o for o in indicator.months if o.figure]
    unknown = [place for place, o in enumerate(indicator.months) if _is_nought(o)]
    if total is None or (total.unit is not Unit.COUNT and total.denominator is None):
        return indicator
    if total.text == UNKNOWN_TEXT:
        if total.number or unknown:
            return indicator
        return replace(indicator, year_to_date=_with(indicator.year_to_date, _parts_of(months)))
    left = tuple(a - b for a, b in zip(_parts(total), _parts_of(months), strict=False))
    if not unknown or len(left) != len(_parts(total)) or min(left) < 0:
        return indicator
    last = unknown[-1]
    filled = [*indicator.months]
    filled[last] = _with(filled[last], left)
    return replace(indicator, months=tuple(filled))


def _parts(figure: Figure) -> tuple[int, ...]:
    """A count, or a numerator and a denominator."""
    if figure.numerator is not None and figure.denominator is not None:
        return figure.numerator, figure.denominator
    return (int(figure.number),)


def _parts_of(months: Sequence[Observation]) -> tuple[int, ...]:
    """The sums of months' counts, or of their numerators and denominators."""
    each = [_parts(o.figure) for o in months if o.figure and o.figure.text != UNKNOWN_TEXT]
    return tuple(map(sum, zip(*each, strict=False))) or (0, 0)


def _with(observation: Observation, parts: tuple[int, ...]) -> Observation:
    """An unknown figure with these parts."""
    figure = observation.figure
    if figure is None or not parts:
        return observation
    if len(parts) == 1:
        return replace(observation, reading=_of(figure, parts[0]))
    share = Decimal(round(100 * parts[0] / parts[1])) if parts[1] else Decimal(0)
    ratio = replace(figure, number=share, printed=share, unit=Unit.PERCENT)
    return replace(observation, reading=replace(ratio, numerator=parts[0], denominator=parts[1]))


def _of(figure: Figure, number: int) -> Figure:
    return replace(figure, number=Decimal(number), printed=Decimal(number))


def _is_nought(observation: Observation) -> bool:
    figure = observation.figure
    return figure is not None and figure.text == UNKNOWN_TEXT and not figure.number


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
