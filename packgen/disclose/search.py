"""Search: worlds in which a quantity has another value, or the proof that there are none.

A problem is a block as far as some of it is known. Propagation leaves most quantities at one
value; the others fall apart into *knots*, which are searched one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from packgen.disclose.blocks import LARGE, Block, Element, Tie, places
from packgen.disclose.derive import derived
from packgen.disclose.propagate import Meter, propagate, watchers

_Branch = tuple[list[int], list[int], Iterable[int]]
"""Bounds below and above, and the ties to propagate them from."""


@dataclass(frozen=True, slots=True)
class Knot:
    """Unknown quantities of a block that hang together: their bounds, and ties over their places
    in the knot."""

    quantities: tuple[int, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    ties: tuple[Tie, ...]
    watching: tuple[tuple[int, ...], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        watching = watchers(self.ties, len(self.quantities))
        object.__setattr__(self, "watching", tuple(map(tuple, watching)))

    def seek(
        self, quantity: int, low: int, high: int, hint: Sequence[int], effort: int
    ) -> list[int] | None:
        """A world of the knot with one of its quantities in ``low..high``, near the hint; None:
        there is none, and that is proved. Raises Spent when the effort is used up first.
        """
        lows, highs = list(self.lows), list(self.highs)
        lows[quantity], highs[quantity] = max(low, lows[quantity]), min(high, highs[quantity])
        if lows[quantity] > highs[quantity]:
            return None
        first = self.watching[quantity] or range(len(self.ties))
        branches: list[_Branch] = [(lows, highs, first)]
        if lows[quantity] < highs[quantity]:
            branches = _branches(lows, highs, quantity, hint, first)
        return self._search(branches, hint, Meter(effort))

    def _search(
        self,
        branches: list[_Branch],
        hint: Sequence[int],
        meter: Meter,
    ) -> list[int] | None:
        while branches:
            lows, highs, first = branches.pop()
            meter.spend(1)
            if not propagate(lows, highs, self.ties, self.watching, first, meter):
                continue
            quantity = _narrowest(lows, highs)
            if quantity is not None:
                watching = self.watching[quantity]
                branches += _branches(lows, highs, quantity, hint, watching)
            elif all(tie.holds(lows) for tie in self.ties):
                return lows
        return None


def _narrowest(lows: list[int], highs: list[int]) -> int | None:
    """The quantity with the fewest values above one; None: each has one."""
    width, found = 0, None
    for quantity, (low, high) in enumerate(zip(lows, highs, strict=True)):
        if low != high and (found is None or high - low < width):
            width, found = high - low, quantity
    return found


def _branches(
    lows: list[int], highs: list[int], quantity: int, hint: Sequence[int], first: Iterable[int]
) -> list[_Branch]:
    """What to try, the last first: the value nearest to the hint, those below, those above."""
    low, high = lows[quantity], highs[quantity]
    value = min(max(hint[quantity], low), high)
    branches: list[_Branch] = []
    for least, most in ((value + 1, high), (low, value - 1), (value, value)):
        if least <= most:
            below, above = lows.copy(), highs.copy()
            below[quantity], above[quantity] = least, most
            branches.append((below, above, first))
    return branches


@dataclass(frozen=True, slots=True)
class Problem:
    """What is left to find out in a block: bounds after propagation, and the ties still open."""

    block: Block
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    ties: tuple[Tie, ...]

    def knots(self) -> tuple[Knot, ...]:
        """Each knot of unknown quantities, by its first quantity."""
        groups = _groups(len(self.lows), self.ties)
        ties: dict[int, list[Tie]] = {}
        for tie in self.ties:
            ties.setdefault(groups[tie.terms[0][0]], []).append(tie)
        members: dict[int, list[int]] = {}
        for quantity, group in enumerate(groups):
            if self.lows[quantity] < self.highs[quantity]:
                members.setdefault(group, []).append(quantity)
        return tuple(self._knot(among, ties.get(group, [])) for group, among in members.items())

    def _knot(self, quantities: list[int], ties: list[Tie]) -> Knot:
        local = {quantity: place for place, quantity in enumerate(quantities)}
        return Knot(
            tuple(quantities),
            tuple(self.lows[quantity] for quantity in quantities),
            tuple(self.highs[quantity] for quantity in quantities),
            tuple(
                Tie(tuple((local[q], c) for q, c in tie.terms), tie.low, tie.high) for tie in ties
            ),
        )


def problem(block: Block, known: int) -> Problem | None:
    """A block and the set of elements known of it -> what is left to find out.

    None: propagation proves that there is no world.
    """
    elements = [block.elements[place] for place in places(known)]
    lows, highs = _bounds(block, elements)
    if any(low > high for low, high in zip(lows, highs, strict=True)):
        return None
    ties = [tie for element in elements for tie in element.ties]
    left = _settled(ties, lows, highs)
    if more := derived(left or []):
        left = _settled([*(left or []), *more], lows, highs)
    return None if left is None else Problem(block, tuple(lows), tuple(highs), tuple(left))


def _settled(ties: list[Tie], lows: list[int], highs: list[int]) -> list[Tie] | None:
    """Narrow bounds in place by propagation -> the ties still open; None: there is no world."""
    if not all(tie.terms for tie in ties):
        return None
    if not propagate(lows, highs, ties, watchers(ties, len(lows)), range(len(ties))):
        return None
    left = [each for tie in ties if (each := _open(tie, lows, highs))]
    return left if all(tie.terms for tie in left) else None


def _bounds(block: Block, elements: Iterable[Element]) -> tuple[list[int], list[int]]:
    lows, highs = list(block.lows), list(block.highs)
    for element in elements:
        for quantity, low, high in element.bounds:
            lows[quantity] = max(low, lows[quantity])
            highs[quantity] = min(high, highs[quantity])
    return lows, highs


def _open(tie: Tie, lows: list[int], highs: list[int]) -> Tie | None:
    """A tie without the quantities that are known; None: it holds whatever the others are.

    Without terms, it can't hold.
    """
    known, least, most = 0, 0, 0
    terms = []
    for quantity, coefficient in tie.terms:
        low, high = lows[quantity], highs[quantity]
        if low == high:
            known += coefficient * low
            continue
        terms.append((quantity, coefficient))
        least += coefficient * (low if coefficient > 0 else high)
        most += coefficient * (high if coefficient > 0 else low)
    low, high = tie.low - known, tie.high - known
    if (low <= least or low < -LARGE) and (most <= high or high > LARGE):
        return None
    return Tie(tuple(terms), low, high)


def _groups(quantities: int, ties: Iterable[Tie]) -> list[int]:
    """For each quantity, the one that stands for all those tied to it."""
    parents = list(range(quantities))

    def root(quantity: int) -> int:
        while parents[quantity] != quantity:
            parents[quantity] = quantity = parents[parents[quantity]]
        return quantity

    for tie in ties:
        first = root(tie.terms[0][0])
        for quantity, _ in tie.terms[1:]:
            parents[root(quantity)] = first
    return [root(quantity) for quantity in range(quantities)]
