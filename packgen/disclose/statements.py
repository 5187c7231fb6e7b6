"""Statements: what each printed figure tells, and the weaker ways of printing it."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.disclose.amounts import Amount, share
from packgen.disclose.draft import Draft, between, fixed
from packgen.disclose.world import Level, Linear, Treatment

_ROUND_TO = 5
_BANDS = (10, 20, 50)


def levels(
    draft: Draft, amount: Amount, cost: int, round_to: int, *, alternatives: bool
) -> tuple[Level, ...]:
    """An amount -> how its cell may be printed, from as it is (or as rounded as the policy has
    it) to not at all; ``alternatives``: the ways between too."""
    if round_to and amount.is_whole:
        first = Level(Treatment.ROUNDED, *_rounded(draft, amount, round_to))
    else:
        first = Level(Treatment.AS_IS, amount.figure.text, tuple(as_printed(draft, amount)))
    between_them = tuple(_weaker(draft, amount, cost)) if alternatives and not round_to else ()
    return first, *between_them, Level(Treatment.WITHHELD, "", (), cost)


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


def _weaker(draft: Draft, amount: Amount, cost: int) -> Iterator[Level]:
    """The percentage without its parts; a count rounded, then in a band from nought."""
    if amount.is_ratio:
        bare = _share(draft, amount) if amount.told else None
        if bare:
            text = f"{amount.figure.printed}%"
            yield Level(Treatment.ROUNDED, text, tuple(bare), cost // 2)
    elif amount.is_whole and draft.quantities[amount.quantities[0]].truth >= 0:
        text, tells = _rounded(draft, amount, _ROUND_TO)
        yield Level(Treatment.ROUNDED, text, tells, cost // 3)
        top = _band_above(tells[0].high or 0)
        band = between(amount.quantities[0], 0, top - 1)
        yield Level(Treatment.BANDED, f"fewer than {top:,}", (band,), cost // 2)


def _rounded(draft: Draft, amount: Amount, base: int) -> tuple[str, tuple[Linear, ...]]:
    """A count, or both parts of a ratio, rounded to a base -> the text and what it tells."""
    near = [_nearest(draft.quantities[q].truth, base) for q in amount.quantities]
    low = base // 2
    tells = tuple(
        between(q, max(0, n - low), n - low + base - 1)
        for q, n in zip(amount.quantities, near, strict=True)
    )
    if not amount.is_ratio:
        return f"{near[0]:,}", tells
    numerator, denominator = near
    if not denominator:
        return f"{numerator:,}/{denominator:,}", tells
    percent = (200 * numerator + denominator) // (2 * denominator)
    return f"{percent}% ({numerator:,}/{denominator:,})", tells


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
