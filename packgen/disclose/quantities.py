"""Quantities: the whole numbers of one indicator, each named in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from packgen.disclose.amounts import Amount, has_parts, step_of, steps
from packgen.disclose.draft import Draft
from packgen.disclose.places import Row
from packgen.disclose.records import RecordKind
from packgen.disclose.world import Linear
from packgen.disclose.years import year_parts
from packgen.model.observation import Figure, Unit
from packgen.model.trend import Accumulation

_WIDER = 10  # times the largest figure: how far below nothing a figure may be, if any is


def draft_amounts(draft: Draft, row: Row) -> None:
    """A row -> its months' and its year to date's quantities, with what holds within each."""
    figures = {cell: f for cell in row.own if (f := row.observations[cell].figure)}
    low, high = _domain(list(figures.values()))
    made_of = year_parts(row)
    inside = []
    for cell, figure in figures.items():
        name, step = row.called(cell), _step(row, figures, cell)
        parts = _parts(figure) or (made_of if cell == row.last else None)
        if parts is None:
            bounds = steps(low, step), None if high is None else steps(high, step)
            quantity = draft.quantity(name, steps(figure.printed, step), *bounds)
            draft.amounts[row.index, cell] = Amount((quantity,), figure, step)
            continue
        amount = _ratio(draft, name, parts, figure)
        draft.amounts[row.index, cell] = amount
        if parts[0] <= parts[1]:
            n, d = amount.quantities
            inside.append(Linear(((d, 1), (n, -1)), 0, None))
        else:
            words = f"{name}: a numerator above its denominator"
            draft.note(RecordKind.RULE_DROPPED, row, cell, words)
    draft.rule(f"{row.name}: a numerator is no larger than its denominator", inside)


def _step(row: Row, figures: Mapping[int, Figure], cell: int) -> int:
    """The power of ten that a cell is counted in: its row's finest; where the year to date is an
    average, which may print more digits than its months, its own and theirs apart."""
    if row.assessed.full.accumulation is not Accumulation.AVERAGE:
        return step_of(figures.values())
    return step_of(each for at, each in figures.items() if (at == row.last) == (cell == row.last))


def draft_benchmark(draft: Draft, row: Row, cell: int) -> Amount | None:
    """A benchmark's cell -> its quantities, counted as the row's own figures are."""
    if known := draft.amounts.get((row.index, cell)):
        return known
    figure = row.observations[cell].figure
    if figure is None:
        return None
    own = [f for place in row.own if (f := row.observations[place].figure)]
    step, name = step_of([*own, figure]), row.called(cell)
    parts = _parts(figure)
    if parts:
        amount = _ratio(draft, name, parts, figure)
    else:
        low = steps(min(Decimal(0), figure.printed * _WIDER), step)
        quantity = draft.quantity(name, steps(figure.printed, step), low)
        amount = Amount((quantity,), figure, step)
    draft.amounts[row.index, cell] = amount
    return amount


def _ratio(draft: Draft, name: str, parts: tuple[int, int], figure: Figure) -> Amount:
    words = ("numerator", "denominator")
    quantities = (
        draft.quantity(f"{name}, {word}", part) for word, part in zip(words, parts, strict=True)
    )
    return Amount(tuple(quantities), figure, 0, has_parts(figure))


def _parts(figure: Figure) -> tuple[int, int] | None:
    if figure.numerator is None or figure.denominator is None:
        return None
    return figure.numerator, figure.denominator


def _domain(figures: list[Figure]) -> tuple[Decimal, Decimal | None]:
    """What readers know of such figures: none below nothing, no percentage above 100, unless one
    is."""
    low, hundred = Decimal(0), Decimal(100)
    least = min((figure.printed for figure in figures), default=low)
    most = max((abs(figure.printed) for figure in figures), default=low)
    shares = all(figure.unit is Unit.PERCENT for figure in figures)
    return (
        low if least >= 0 else -_WIDER * most,
        hundred if figures and shares and most <= hundred else None,
    )
