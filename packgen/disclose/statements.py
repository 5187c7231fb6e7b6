"""Statements: what each printed figure tells, and the weaker ways of printing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packgen.disclose.amounts import Amount, share
from packgen.disclose.draft import Draft, between, fixed
from packgen.disclose.world import Level, Linear, Treatment
from packgen.model.observation import Figure, Unit
from packgen.settings.disclosure import Smallest

_ANY = Smallest()
_ROUND_TO = 5
_BANDS = (10, 20, 50)


def levels(
    draft: Draft,
    amount: Amount,
    cost: int,
    round_to: int,
    smallest: Smallest = _ANY,
    *,
    alternatives: bool = False,
) -> tuple[Level, ...]:
    """An amount -> how its cell may be printed, from as it is (or as rounded as the policy has
    it) to not at all; ``alternatives``: the ways between too. Readers know the ``smallest``
    figures that are printed."""
    floors = _floors(amount, smallest)
    if round_to and amount.is_whole and amount.told:
        first = Level(Treatment.ROUNDED, *_rounded(draft, amount, round_to, floors))
    else:
        first = Level(Treatment.AS_IS, amount.figure.text, tuple(as_printed(draft, amount)))
    wanted = alternatives and not round_to
    between_them = tuple(_weaker(draft, amount, cost, floors)) if wanted else ()
    return first, *between_them, Level(Treatment.WITHHELD, "", (), cost)


def rounded(figure: Figure, base: int) -> str:
    """A figure -> its text with its count, or both parts of its ratio, rounded to a base; any
    other figure's own text."""
    if figure.numerator is not None and figure.denominator is not None:
        return _said(_nearest(figure.numerator, base), _nearest(figure.denominator, base))
    whole = figure.printed == figure.printed.to_integral_value()
    if figure.unit is not Unit.COUNT or not whole:
        return figure.text
    return f"{_nearest(int(figure.printed), base):,}"


def printed_total(
    parts: Sequence[Sequence[int]], numbers: Sequence[int], round_to: int
) -> tuple[str, tuple[Linear, ...]]:
    """The quantities that a count, or a numerator and a denominator, are each the sum of, and
    those sums -> the text printed, rounded where the policy rounds, and what it tells."""
    near = [_nearest(number, round_to) for number in numbers] if round_to else list(numbers)
    text = _said(*near) if len(near) == 2 else f"{near[0]:,}"
    tells = []
    for part, number in zip(parts, near, strict=True):
        low = number - round_to // 2
        most = max(low, low + round_to - 1)
        tells.append(Linear(tuple((quantity, 1) for quantity in part), low, most))
    return text, tuple(tells)


def as_printed(draft: Draft, amount: Amount) -> Iterator[Linear]:
    """An amount -> what its printed text tells."""
    truths = [draft.quantities[q].truth for q in amount.quantities]
    if amount.is_ratio and not amount.told:
        yield from _share(draft, amount) or ()
    elif amount.digit > 1 and amount.figure.number != amount.figure.printed:
        half = amount.digit // 2
        yield between(amount.quantities[0], truths[0] - half, truths[0] + half)
    else:
        yield from (fixed(q, n) for q, n in zip(amount.quantities, truths, strict=True))


def _share(draft: Draft, amount: Amount) -> list[Linear] | None:
    n, d = amount.quantities
    truths = draft.quantities[n].truth, draft.quantities[d].truth
    return share((n, d), amount.figure.printed, truths)


def _weaker(draft: Draft, amount: Amount, cost: int, floors: tuple[int, ...]) -> Iterator[Level]:
    """The percentage without its parts; a count rounded, then in a band from nought."""
    if amount.is_ratio:
        bare = _share(draft, amount) if amount.told else None
        if bare:
            text = f"{amount.figure.printed}%"
            yield Level(Treatment.ROUNDED, text, tuple(bare), cost // 2)
    elif amount.is_whole and draft.quantities[amount.quantities[0]].truth >= 0:
        text, tells = _rounded(draft, amount, _ROUND_TO, floors)
        yield Level(Treatment.ROUNDED, text, tells, cost // 3)
        top = _band_above(tells[0].high or 0)
        low = floors[0] if draft.quantities[amount.quantities[0]].truth else 0
        band = between(amount.quantities[0], min(low, tells[0].low or 0), top - 1)
        yield Level(Treatment.BANDED, f"fewer than {top:,}", (band,), cost // 2)


def _floors(amount: Amount, smallest: Smallest) -> tuple[int, ...]:
    """The smallest of each part of an amount that is printed, noughts aside."""
    return (smallest.numerator, smallest.denominator) if amount.is_ratio else (smallest.count,)


def _rounded(
    draft: Draft, amount: Amount, base: int, floors: tuple[int, ...]
) -> tuple[str, tuple[Linear, ...]]:
    """A count, or both parts of a ratio, rounded to a base -> the text and what it tells.

    What is printed is no figure that a threshold withholds: from the threshold up, or nought.
    """
    tells = []
    near = []
    for quantity, floor in zip(amount.quantities, floors, strict=True):
        truth = draft.quantities[quantity].truth
        number = _nearest(truth, base)
        low, high = max(0, number - base // 2), number - base // 2 + base - 1
        if truth >= floor:
            low = max(low, floor)
        elif truth == 0:
            high = 0
        near.append(number)
        tells.append(between(quantity, low, high))
    text = _said(*near) if amount.is_ratio else f"{near[0]:,}"
    return text, tuple(tells)


def _said(numerator: int, denominator: int) -> str:
    """A rounded ratio as it is printed, with the percentage of what it shows."""
    if not denominator:
        return f"{numerator:,}/{denominator:,}"
    percent = (200 * numerator + denominator) // (2 * denominator)
    return f"{percent}% ({numerator:,}/{denominator:,})"


def _nearest(number: int, base: int) -> int:
    return (number + base // 2) // base * base


def _band_above(number: int) -> int:
    """The least round number above another: 10, 20, 50, 100, 200, ..."""
    scale = 1
    while True:
        for band in _BANDS:
            if band * scale > number:
                return band * scale
        scale *= 10
