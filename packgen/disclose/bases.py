"""Bases: indicators that are shares of one base, and the count that it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP

from packgen.disclose.amounts import Amount, share
from packgen.disclose.cells import dropped, shared
from packgen.disclose.draft import Draft, fixed
from packgen.disclose.links import BaseOf, Complement
from packgen.disclose.places import Row
from packgen.disclose.world import Linear
from packgen.model.observation import Unit


def of_complement(draft: Draft, link: Complement) -> Iterator[Linear]:
    """Both have the same denominator, and their numerators make it; or both print percentages
    alone, which make a hundred, as they are rounded."""
    for cell, (one, other) in shared(draft, link.rows):
        if one.is_ratio and other.is_ratio:
            (n, d), (m, e) = one.quantities, other.quantities
            ties = [Linear(((d, 1), (e, -1)), 0, 0), Linear(((n, 1), (m, 1), (d, -1)), 0, 0)]
        elif one.is_ratio:
            ties = _of_mixed(draft, (link.one, one), (link.other, other), cell)
        elif other.is_ratio:
            ties = _of_mixed(draft, (link.other, other), (link.one, one), cell)
        else:
            ties = _of_percentages(draft, one, other)
        if ties and all(_is_true(draft, tie) for tie in ties):
            yield from ties
        else:
            dropped(draft, link.rows, cell, f"not what {link.other.name} leaves")


def _of_percentages(draft: Draft, one: Amount, other: Amount) -> list[Linear]:
    """Two percentages alone: a hundred, as they are rounded. Two that are rounded alike, halves up
    or to even, never come to less, unless these do."""
    if not one.figure.unit is other.figure.unit is Unit.PERCENT or max(one.step, other.step) > 0:
        return []
    finest = min(one.step, other.step)
    scales = [10 ** (amount.step - finest) for amount in (one, other)]
    digits = [amount.digit * scale for amount, scale in zip((one, other), scales, strict=True)]
    terms = ((one.quantities[0], scales[0]), (other.quantities[0], scales[1]))
    hundred, half = 100 * 10**-finest, sum(digits) // 2
    alike = digits[0] == digits[1] and draft.truth(terms) >= hundred
    return [Linear(terms, hundred if alike else hundred - half, hundred + half)]


def _of_mixed(
    draft: Draft, ratio: tuple[Row, Amount], bare: tuple[Row, Amount], cell: int
) -> list[Linear]:
    """A ratio, and the percentage of what it leaves: each tells of the other where printed."""
    (whole, amount), (row, percentage) = ratio, bare
    (n, d), (quantity,) = amount.quantities, percentage.quantities
    printed = percentage.figure.printed
    truths = draft.truth([(d, 1), (n, -1)]), draft.truth([(d, 1)])
    if percentage.figure.unit is not Unit.PERCENT or share((0, 1), printed, truths) is None:
        return []
    left = draft.difference(f"{whole.called(cell)}, denominator without its numerator", d, n)
    draft.tell(row.place(cell), share((left, d), printed, truths) or [])
    draft.tell(whole.place(cell), [fixed(quantity, draft.truth([(quantity, 1)]))])
    return [Linear(((d, 1), (left, -1)), 0, None)]


def of_base(draft: Draft, link: BaseOf) -> Iterator[Linear]:
    """A ratio's denominator is the count; a percentage alone is a whole number of the count's,
    rounded, and says so wherever it is printed."""
    for cell, (part, count) in shared(draft, link.rows):
        if count.is_ratio or not count.is_whole:
            continue
        base = count.quantities[0]
        if part.is_ratio:
            told = [Linear(((part.quantities[1], 1), (base, -1)), 0, 0)]
        elif part.figure.unit is Unit.PERCENT:
            told = _of_percentage(draft, link.share, cell, part, base)
        else:
            continue
        if told and all(_is_true(draft, tie) for tie in told):
            yield from told
        else:
            dropped(draft, link.rows, cell, f"no share of {link.count.name}")


def _of_percentage(draft: Draft, row: Row, cell: int, part: Amount, base: int) -> list[Linear]:
    """A percentage printed alone, and what it is of -> what holds of the numerator that nobody
    prints; nothing: no whole number is that share."""
    whole = draft.quantities[base].truth
    number = int((part.figure.printed * whole / 100).to_integral_value(ROUND_HALF_UP))
    share_of = share((0, 1), part.figure.printed, (number, whole))
    if share_of is None or not 0 <= number <= whole:
        return []
    made = draft.quantity(f"{row.called(cell)}, numerator", number)
    tells = share((made, base), part.figure.printed, (number, whole)) or []
    draft.tell(row.place(cell), tells)
    return [Linear(((base, 1), (made, -1)), 0, None)]


def _is_true(draft: Draft, linear: Linear) -> bool:
    truth = draft.truth(linear.terms)
    low, high = linear.low, linear.high
    return (low is None or low <= truth) and (high is None or truth <= high)
