"""Derive: ties that follow from others, and that propagation alone does not see.

Two years to date of which neither month is known differ by a month: each total by itself says
little of it, their difference all.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from packgen.disclose.blocks import INFINITY, LARGE, Tie

_MOST = 200
"""Ties derived of a problem, at most."""
_ROUNDS = 3

Terms = tuple[tuple[int, int], ...]
_Equation = tuple[dict[int, int], int]


def derived(ties: Sequence[Tie]) -> list[Tie]:
    """Ties between unknown quantities -> others that follow from them."""
    if len(ties) < 2:
        return []
    found: dict[Terms, Tie] = {}
    latest = list(ties)
    for _ in range(_ROUNDS):
        latest = [each for each in _differences([*ties, *found.values()]) if _adds(each, found)]
        if not latest or len(found) + len(latest) > _MOST:
            break
        for each in latest:
            found[each.terms] = each
    return [*found.values(), *_eliminated(ties)]


def _adds(tie: Tie, found: dict[Terms, Tie]) -> bool:
    known = found.get(tie.terms)
    return known is None or tie.low > known.low or tie.high < known.high


def _differences(ties: Sequence[Tie]) -> list[Tie]:
    """What is left of each tie without another one that is part of it."""
    holding: dict[tuple[int, int], list[int]] = {}
    members = [frozenset(tie.terms) for tie in ties]
    for place, tie in enumerate(ties):
        for term in tie.terms:
            holding.setdefault(term, []).append(place)
    found: dict[Terms, tuple[int, int]] = {}
    for tie in ties:
        for part in (tie, _negated(tie)):
            terms = frozenset(part.terms)
            for place in holding.get(part.terms[0], ()):
                if terms < members[place]:
                    rest, low, high = _less(ties[place], part, terms)
                    known = found.get(rest, (-INFINITY, INFINITY))
                    found[rest] = max(low, known[0]), min(high, known[1])
    return [
        Tie(terms, low, high)
        for terms, (low, high) in found.items()
        if low > -INFINITY or high < INFINITY
    ]


def _negated(tie: Tie) -> Tie:
    return Tie(tuple((quantity, -c) for quantity, c in tie.terms), -tie.high, -tie.low)


def _less(whole: Tie, part: Tie, terms: frozenset[tuple[int, int]]) -> Tie:
    return Tie(
        tuple(sorted(term for term in whole.terms if term not in terms)),
        -INFINITY if whole.low < -LARGE or part.high > LARGE else whole.low - part.high,
        INFINITY if whole.high > LARGE or part.low < -LARGE else whole.high - part.low,
    )


def _eliminated(ties: Sequence[Tie]) -> list[Tie]:
    """The equations of one or two quantities (or none, if they can't be) that come out of all
    equations together."""
    rows = [(dict(tie.terms), tie.low) for tie in ties if tie.low == tie.high]
    if len(rows) < 2:
        return []
    for place in range(len(rows)):
        terms = rows[place][0]
        if terms:
            pivot = min(terms)
            rows = [
                row if other == place or pivot not in row[0] else _without(row, rows[place], pivot)
                for other, row in enumerate(rows)
            ]
    return [
        Tie(tuple(sorted(terms.items())), total, total)
        for terms, total in rows
        if len(terms) <= 2 and (terms or total)
    ]


def _without(row: _Equation, other: _Equation, pivot: int) -> _Equation:
    """An equation less so much of another that a quantity falls out of it."""
    mine, its = other[0][pivot], row[0][pivot]
    terms = {quantity: mine * c for quantity, c in row[0].items()}
    for quantity, coefficient in other[0].items():
        terms[quantity] = terms.get(quantity, 0) - its * coefficient
    total = mine * row[1] - its * other[1]
    shared = gcd(total, *terms.values()) or 1
    return {q: c // shared for q, c in terms.items() if c}, total // shared
