"""Past years: what a benchmark and the releases of its year tell of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from packgen.disclose.amounts import Amount, steps
from packgen.disclose.assumed import UNKNOWN_TEXT
from packgen.disclose.draft import Draft
from packgen.disclose.earlier import EarlierCell, as_printed_then, is_all, is_same
from packgen.disclose.outturns import Past
from packgen.disclose.quantities import draft_benchmark
from packgen.disclose.records import RecordKind, day
from packgen.disclose.world import Level, Linear, Statement, Target, Treatment
from packgen.disclose.years import How, Year, how_of
from packgen.model.observation import Figure
from packgen.model.published import ColumnKind, PublishedCell, PublishedFigure
from packgen.settings.disclosure import DisclosurePolicy

_Cells = Mapping[int, tuple[date, PublishedCell]]
"""Months of a year, by their places, as they were released."""


def bind_past(draft: Draft, past: Past, policy: DisclosurePolicy) -> None:
    """A benchmark and what was released of its year -> what they tell of each other, and what of
    that year must stay unknown still."""
    row, cell = past.row, past.cell
    name = row.called(cell)
    amount = draft_benchmark(draft, row, cell)
    figure = row.observations[cell].figure
    if amount is None or figure is None:
        return
    then = past.final.figure
    if then and not is_same(then, figure):
        words = f"{name}: printed on {day(past.on)} otherwise than it is now; not tied"
        draft.note(RecordKind.REVISED, row, cell, words)
        return
    hidden = (row.index, cell) in draft.withheld
    if past.assumed:
        words = f"{name}: taken for granted that it is the year to date at {past.months[-1].label}"
        draft.note(RecordKind.TAKEN, row, cell, words)
    if then:
        _printed_then(draft, past, amount, then, hidden=hidden)
    elif past.final.withheld and not hidden:
        words = f"{name}: withheld on {day(past.on)} as the year to date, and printed now"
        draft.note(RecordKind.SHOWN_NOW, row, cell, words)
    _of_months(draft, past, amount, policy)


def _printed_then(
    draft: Draft, past: Past, amount: Amount, then: PublishedFigure, *, hidden: bool
) -> None:
    row, cell = past.row, past.cell
    if hidden and is_all(then, amount.figure):
        draft.public.add((row.index, cell))
        words = f"{row.called(cell)}: already public since {day(past.on)}; withholding it now hides"
        draft.note(RecordKind.ALREADY_PUBLIC, row, cell, f"{words} nothing")
    name = f"{row.name}, year to date at {past.months[-1].label}, printed on {day(past.on)}"
    tells = tuple(as_printed_then(draft, amount, then))
    _state(draft, past, ColumnKind.YEAR_TO_DATE, len(past.months) - 1, past.on, name,
           past.final.text, tells)  # fmt: skip


def _of_months(draft: Draft, past: Past, total: Amount, policy: DisclosurePolicy) -> None:
    """The year's months: what was printed of them, and what was withheld of them to the last."""
    how = how_of(past.row.assessed.full.accumulation)
    shown = {p: each for p, each in past.printed.items() if each[1].figure or each[1].withheld}
    if how is None or not shown or max(shown) != len(past.months) - 1:
        return
    if how is How.MEAN and total.is_ratio:
        return
    months = _drafted(draft, past, total, how, shown)
    if months is None:
        words = f"{past.row.called(past.cell)}: not so that, of its year, {how.value}"
        draft.note(RecordKind.RULE_DROPPED, past.row, past.cell, words)
        return
    year = Year(how, tuple(months.items()))
    _tie(draft, past, year, total)
    for place, amount in months.items():
        on, cell = shown[place]
        name = f"{past.row.name}, {past.months[place].label}"
        if cell.figure:
            tells = tuple(as_printed_then(draft, amount, cell.figure))
            said = f"{name}, printed on {day(on)}"
            _state(draft, past, ColumnKind.MONTH, place, on, said, cell.text, tells)
            continue
        whole = amount.is_whole and not policy.smallest.withholds and policy.small >= policy.values
        never = (1, policy.small - 1) if whole else None
        key = EarlierCell(past.row.index, ColumnKind.MONTH, past.months[place].code, on)
        for quantity in amount.quantities:
            said = f"{draft.quantities[quantity].name}, withheld on {day(on)}"
            draft.targets.append(Target(key, said, quantity, policy.values, never))


def _tie(draft: Draft, past: Past, year: Year, total: Amount) -> None:
    """The year's rule, and what years to date before the last one say."""
    last = len(past.months) - 1
    tells = []
    for component in range(len(total.quantities)):
        slack = year.rounding(last, total)
        if terms := year.tie(last, component, total):
            tells.append(Linear(tuple(terms), -slack, slack))
    how = year.how.value if year.how else ""
    draft.rule(f"{past.row.called(past.cell)}: of its year, {how}", tells)
    if year.how is not How.MEAN:
        _earlier_totals(draft, past, year, total)


def _earlier_totals(draft: Draft, past: Past, year: Year, total: Amount) -> None:
    """What years to date before the last one say of the months up to them."""
    parts = len(total.quantities)
    for place, on, cell in past.totals:
        numbers = _numbers(cell.figure, total, total.step)
        slack = sum(amount.rounding for at, amount in year.months if at <= place) // 2
        told = tuple(
            Linear(tuple(terms), number - slack, number + slack)
            for component, number in enumerate(numbers or ())
            if (terms := year.terms(place, component, parts))
        )
        unknown = any(a.figure.text == UNKNOWN_TEXT for at, a in year.months if at <= place)
        near = all(0 <= draft.truth(each.terms) - (each.low or 0) <= 2 * slack for each in told)
        if told and (unknown or near):
            label = past.months[place].label
            name = f"{past.row.name}, year to date at {label}, printed on {day(on)}"
            _state(draft, past, ColumnKind.YEAR_TO_DATE, place, on, name, cell.text, told)


def _drafted(
    draft: Draft,
    past: Past,
    total: Amount,
    how: How,
    shown: _Cells,
) -> dict[int, Amount] | None:
    """The months' quantities; None where their figures can't make the benchmark.

    What was withheld is not known here: it is put at what the rest leaves, all in one month.
    """
    figures = {place: cell.figure for place, (_, cell) in shown.items() if cell.figure}
    step = total.step if how is not How.MEAN else _step(figures.values(), total)
    numbers = {place: _numbers(figure, total, step) for place, figure in figures.items()}
    if not all(numbers.values()):
        return None
    last = max(shown)
    times = len(shown) if how is How.MEAN else 1
    made_of = [n for p, n in numbers.items() if n and (how is not How.LAST or p == last)]
    left = [
        int(times * draft.quantities[quantity].truth * Decimal(10) ** (total.step - step))
        - sum(each[i] for each in made_of)
        for i, quantity in enumerate(total.quantities)
    ]
    unknown = [place for place in shown if place not in numbers]
    made: dict[int, Amount] = {}
    for place in shown:
        rest = [max(0, each) if place == unknown[-1] else 0 for each in left] if unknown else []
        named = _named(past, place, total)
        parts = zip(named, numbers.get(place) or rest, strict=True)
        quantities = tuple(draft.quantity(name, number) for name, number in parts)
        made[place] = Amount(quantities, _figure(shown[place][1].figure, total, step), step)
    year = Year(how, tuple(made.items()))
    slack = -(-year.rounding(last, total) // year.scales(total)[0])
    open_ = bool(unknown) and (how is not How.LAST or last in unknown)
    fits = all(each >= -slack and (open_ or each <= slack) for each in left)
    return made if fits else None


def _named(past: Past, place: int, total: Amount) -> tuple[str, ...]:
    name = f"{past.row.name}, {past.months[place].label}"
    return (f"{name}, numerator", f"{name}, denominator") if total.is_ratio else (name,)


def _step(figures: Iterable[PublishedFigure], total: Amount) -> int:
    """The power of ten that an average's months are counted in: their finest digit's."""
    places = [min(0, int(figure.number.as_tuple().exponent)) for figure in figures]
    return min(places, default=total.step)


def _numbers(figure: PublishedFigure | None, total: Amount, step: int) -> tuple[int, ...] | None:
    """A released figure in the quantities of a benchmark's amount; None: it is of another kind."""
    if figure is None or figure.unit is not total.figure.unit:
        return None
    if total.is_ratio:
        parts = figure.numerator, figure.denominator
        return (parts[0], parts[1]) if parts[0] is not None and parts[1] is not None else None
    if int(figure.number.as_tuple().exponent) < step or figure.number < 0:
        return None
    return (steps(figure.number, step),)


def _figure(figure: PublishedFigure | None, total: Amount, step: int) -> Figure:
    if figure is None:
        nothing = Decimal(0).scaleb(step)
        return Figure(UNKNOWN_TEXT, nothing, nothing, total.figure.unit)
    number = figure.number
    return Figure(str(number), number, number, figure.unit, figure.numerator, figure.denominator)


def _state(
    draft: Draft,
    past: Past,
    kind: ColumnKind,
    place: int,
    on: date,
    name: str,
    text: str,
    tells: tuple[Linear, ...],
) -> None:
    key = EarlierCell(past.row.index, kind, past.months[place].code, on)
    level = Level(Treatment.AS_IS, text, tells)
    draft.statements.append(Statement(key, name, (level,), fixed=True))
