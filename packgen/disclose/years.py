"""Years: how an indicator's months make its year to date, as its readers take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import assert_never

from packgen.disclose.amounts import Amount, has_parts, share
from packgen.disclose.draft import Draft
from packgen.disclose.places import Row
from packgen.disclose.records import RecordKind
from packgen.disclose.world import Linear
from packgen.model.observation import Figure, Unit
from packgen.model.trend import Accumulation

_SLIP = 20  # a sum that is off by at most one in so many is a slip of the pen


class How(Enum):
    """How months make the year to date, in words."""

    SUM = "its months add up to its year to date"
    LAST = "its latest month is its year to date"
    MEAN = "its year to date is the average of its months"


_HOW = {
    Accumulation.PER_MONTH: How.SUM,
    Accumulation.RUNNING_TOTAL: How.LAST,
    Accumulation.SNAPSHOT: How.LAST,
    Accumulation.RUNNING_RATE: How.LAST,
    Accumulation.AVERAGE: How.MEAN,
}


def how_of(kind: Accumulation) -> How | None:
    """How months accumulate -> how they make the year to date; None: nobody can say."""
    return _HOW.get(kind)


@dataclass(frozen=True, slots=True)
class Year:
    """A row's months (each with its cell's place) and how they make the year to date. ``rest`` is
    what the year to date counts beyond them, by component."""

    how: How | None
    months: tuple[tuple[int, Amount], ...]
    rest: tuple[int, ...] = ()

    def terms(self, upto: int, component: int, parts: int) -> list[tuple[int, int]] | None:
        """What makes the year to date at a month's place; None: nobody can say."""
        known = [amount for cell, amount in self.months if cell <= upto]
        if not known or self.how is None or any(len(a.quantities) != parts for a in known):
            return None
        if self.how is How.LAST:
            return [(known[-1].quantities[component], 1)]
        rest = [(self.rest[component], 1)] if self.rest else []
        return [*((amount.quantities[component], 1) for amount in known), *rest]

    def times(self, upto: int) -> int:
        """How many of the year to date its months make together."""
        return sum(cell <= upto for cell, _ in self.months) if self.how is How.MEAN else 1

    def tie(self, upto: int, component: int, total: Amount) -> list[tuple[int, int]] | None:
        """What makes the year to date at a month's place, less the year to date itself, all in
        the finer of their steps; None: nobody can say."""
        terms = self.terms(upto, component, len(total.quantities))
        if terms is None:
            return None
        month, year = self.scales(total)
        whole = (total.quantities[component], -self.times(upto) * year)
        return [*((quantity, times * month) for quantity, times in terms), whole]

    def scales(self, total: Amount) -> tuple[int, int]:
        """How many of the finer steps one of the months' is, and one of the year to date's."""
        step = self.months[0][1].step
        finest = min(step, total.step)
        return int(10 ** (step - finest)), int(10 ** (total.step - finest))

    def rounding(self, upto: int, total: Amount) -> int:
        """By how many of the finer steps the months may miss, all of them printed rounded."""
        known = [amount for cell, amount in self.months if cell <= upto]
        month, year = self.scales(total)
        match self.how:
            case How.SUM:
                half_steps = sum(a.rounding for a in known) * month + total.rounding * year
            case How.MEAN:
                months = sum(amount.rounding for amount in known) * month
                half_steps = months + len(known) * total.digit * year
            case How.LAST:
                digits = {known[-1].digit * month, total.digit * year}
                half_steps = max(digits) if len(digits) > 1 else 0
            case None:
                half_steps = 0
            case _:
                assert_never(self.how)
        return half_steps // 2


def year_of(draft: Draft, row: Row, *, rest: bool) -> Year:
    """A row whose amounts are drafted -> its year, with the rules that bind it. ``rest``: the
    council says that the year to date counts months which the table has not."""
    months = tuple(
        (cell, draft.amounts[row.index, cell])
        for cell in row.own[:-1]
        if (row.index, cell) in draft.amounts
    )
    kind = row.assessed.full.accumulation
    if kind is Accumulation.RUNNING_TOTAL:
        _never_falls(draft, row, months)
    total = draft.amounts.get((row.index, row.last))
    if total is None or not months:
        return Year(How.SUM if rest else _HOW.get(kind), months)
    how = How.SUM if rest else _HOW.get(kind) or _taken(draft, row, months, total)
    if how is How.MEAN and total.is_ratio:
        how = None
    return _tied(draft, row, Year(how, months), total, rest=rest)


def _tied(draft: Draft, row: Row, year: Year, total: Amount, *, rest: bool) -> Year:
    """The year with its rule, or without one where its figures don't bear it."""
    tells, rests, errors = [], [], []
    for component, quantity in enumerate(total.quantities):
        terms = year.tie(row.last, component, total)
        if terms is None:
            return Year(year.how, year.months)
        off, slack = draft.truth(terms), year.rounding(row.last, total)
        times = year.times(row.last) * year.scales(total)[1]
        of_total = abs(times * draft.quantities[quantity].truth)
        slipped = abs(off) > slack
        if year.how is How.SUM and (rest or (slipped and abs(off) * _SLIP > of_total)):
            if off > slack or not (total.is_whole or total.figure.unit is Unit.POUNDS):
                return _dropped(draft, row, year)
            name = f"{row.name}, what its year to date counts beyond its months"
            rests.append(draft.quantity(name, max(0, -off)))
            terms, off, slipped = [*terms, (rests[-1], 1)], 0, False
        elif slipped and abs(off) * _SLIP > of_total:
            return _dropped(draft, row, year)
        errors.append(slipped)
        around = off if slipped else 0
        tells.append(Linear(tuple(terms), around - slack, around + slack))
    if year.how is None or (rests and len(rests) < len(total.quantities)):
        return _dropped(draft, row, year)
    if any(errors):
        words = "doesn't foot; the rule is kept with what it is off by"
        draft.note(RecordKind.ERROR_KEPT, row, row.last, f"{row.name}: its year to date {words}")
    if year.how is How.SUM and not rests:
        draft.adding.add(row.index)
    draft.rule(f"{row.name}: {_said(year.how, bool(rests))}", tells)
    return Year(year.how, year.months, tuple(rests))


def _said(how: How, rest: bool) -> str:
    return "its months and earlier ones add up to its year to date" if rest else how.value


def _dropped(draft: Draft, row: Row, year: Year) -> Year:
    words = f"{row.name}: not so that {year.how.value if year.how else 'its months foot'}"
    draft.note(RecordKind.RULE_DROPPED, row, row.last, words)
    return Year(None, year.months)


def _taken(
    draft: Draft, row: Row, months: Sequence[tuple[int, Amount]], total: Amount
) -> How | None:
    """How readers would take months to make a year to date that foots in no single way.

    Counts that don't exceed the year to date are taken to add up, perhaps with earlier ones.
    """
    figures = [amount.figure for _, amount in months]
    parts = len(total.quantities)
    if any(len(amount.quantities) != parts for _, amount in months):
        return None
    made = [sum(draft.quantities[a.quantities[i]].truth for _, a in months) for i in range(parts)]
    last = [draft.quantities[q].truth for q in months[-1][1].quantities]
    whole = [draft.quantities[q].truth for q in total.quantities]
    adds = any(a == b != 0 for a, b in zip(made, whole, strict=True)) or made == whole
    counts = total.figure.unit is Unit.COUNT and all(f.unit is Unit.COUNT for f in figures)
    if (total.is_ratio or counts) and adds:
        how = How.SUM
    elif last == whole:
        how = How.LAST
    elif counts and total.is_whole and made[0] <= whole[0]:
        how = How.SUM
    else:
        return None
    words = f"{row.name}: taken for granted that {how.value}"
    draft.note(RecordKind.TAKEN, row, row.last, words)
    return how


def _never_falls(draft: Draft, row: Row, months: Sequence[tuple[int, Amount]]) -> None:
    tells = []
    for (_, before), (cell, after) in pairwise(months):
        for less, more in zip(before.quantities, after.quantities, strict=False):
            terms = ((more, 1), (less, -1))
            if draft.truth(terms) >= 0:
                tells.append(Linear(terms, 0, None))
            else:
                words = f"{row.called(cell)}: a running total falls here"
                draft.note(RecordKind.RULE_DROPPED, row, cell, words)
    draft.rule(f"{row.name}: a running total never falls", tells)


def year_parts(row: Row) -> tuple[int, int] | None:
    """A year to date that prints a percentage alone, and months that are ratios -> the numerator
    and denominator that readers can work out for it; None when there are none."""
    total = row.observations[row.last].figure
    months = [f for cell in row.own[:-1] if (f := row.observations[cell].figure)]
    if total is None or has_parts(total) or total.unit is not Unit.PERCENT or not months:
        return None
    ratios = [_parts(figure) for figure in months]
    known = [each for each in ratios if each]
    if len(known) < len(months):
        return None
    kind = _HOW.get(row.assessed.full.accumulation)
    summed = sum(n for n, _ in known), sum(d for _, d in known)
    found = [made for how, made in ((How.SUM, summed), (How.LAST, known[-1]))
             if kind in (None, how, How.MEAN) and share((0, 1), total.printed, made)]  # fmt: skip
    return found[0] if found else None


def _parts(figure: Figure) -> tuple[int, int] | None:
    if figure.numerator is None or figure.denominator is None:
        return None
    return figure.numerator, figure.denominator
