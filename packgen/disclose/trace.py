"""Trace: which elements propagation alone needs to give a target away.

Each bound carries the elements that it follows from, as bits; so one pass finds a small part of
what is known that exposes a target, though seldom the smallest.
"""

from __future__ import annotations

from collections import deque

from packgen.disclose.blocks import LARGE, Block, Tie, places
from packgen.disclose.propagate import watchers
from packgen.disclose.world import Target

_LOOKS = 40
"""Looks at each tie on the average, at most."""


def trace(block: Block, known: int, aim: Target) -> int | None:
    """A set of elements, a target of the block -> those of them from which bounds follow that give
    it away, or a contradiction. None: propagation does not get there."""
    quantity = block.place(aim.quantity)
    traced = _Traced(block, known)
    queue = deque(range(len(traced.ties)))
    queued = set(queue)
    watching = watchers([tie for tie, _ in traced.ties], len(block.lows))
    looks = _LOOKS * len(traced.ties)
    while True:
        if _too_near(traced.lows[quantity], traced.highs[quantity], aim):
            return traced.why(quantity)
        if not queue or not looks:
            return None
        looks -= 1
        place = queue.popleft()
        queued.discard(place)
        for changed in traced.tighten(*traced.ties[place]):
            if traced.lows[changed] > traced.highs[changed]:
                return traced.why(changed)
            for tie in watching[changed]:
                if tie not in queued:
                    queued.add(tie)
                    queue.append(tie)


def _too_near(low: int, high: int, aim: Target) -> bool:
    """Whether bounds give a target away."""
    within = aim.never_within
    inside = within is not None and within[0] <= low and high <= within[1]
    return high - low + 1 < aim.values or inside


class _Traced:
    """Bounds, and for each the elements that it follows from."""

    def __init__(self, block: Block, known: int) -> None:
        self.lows, self.highs = list(block.lows), list(block.highs)
        self.below, self.above = [0] * len(self.lows), [0] * len(self.lows)
        self.ties: list[tuple[Tie, int]] = []
        for place in places(known):
            element, bit = block.elements[place], 1 << place
            for quantity, low, high in element.bounds:
                self._raise(quantity, low, bit)
                self._lower(quantity, high, bit)
            self.ties += [(tie, bit) for tie in element.ties]

    def why(self, quantity: int) -> int:
        """The elements from which both bounds of a quantity follow."""
        return self.below[quantity] | self.above[quantity]

    def tighten(self, tie: Tie, bit: int) -> list[int]:
        """Narrow the bounds of a tie's quantities -> those that were."""
        least = most = 0
        for quantity, c in tie.terms:
            low, high = self.lows[quantity], self.highs[quantity]
            least += c * (low if c > 0 else high)
            most += c * (high if c > 0 else low)
        changed = []
        for quantity, c in tie.terms:
            low, high = self.lows[quantity], self.highs[quantity]
            up = tie.high - least  # how far the sum may still rise, and fall
            down = most - tie.low
            if c > 0:
                above, below = low + up // c, high - down // c
            else:
                above, below = low + down // -c, high - up // -c
            if above < high and above < LARGE:
                why = bit | self._others(tie, quantity, rising=c < 0)
                self._lower(quantity, above, why)
                changed.append(quantity)
            if below > low and below > -LARGE:
                why = bit | self._others(tie, quantity, rising=c > 0)
                self._raise(quantity, below, why)
                changed.append(quantity)
            if changed and changed[-1] == quantity:
                return changed  # the sums are no longer right; the tie comes up again
        return changed

    def _others(self, tie: Tie, quantity: int, *, rising: bool) -> int:
        """Why the rest of a tie is not more (``rising``) or not less than it is."""
        why = 0
        for other, c in tie.terms:
            if other != quantity:
                why |= (self.above if (c > 0) is rising else self.below)[other]
        return why

    def _raise(self, quantity: int, low: int, why: int) -> None:
        if low > self.lows[quantity]:
            self.lows[quantity], self.below[quantity] = low, why

    def _lower(self, quantity: int, high: int, why: int) -> None:
        if high < self.highs[quantity]:
            self.highs[quantity], self.above[quantity] = high, why
