"""Hitting: the lightest set that has a member in each of many sets, in whole numbers alone.

Sets are bits of a whole number. Each set is given a price that none of its members' weights can
be below; what all prices come to is a bound that no set that hits them all is lighter than.
"""

from __future__ import annotations

from collections.abc import Sequence

from packgen.disclose.blocks import places
from packgen.disclose.propagate import Meter


def hitting(
    cuts: Sequence[int], weights: Sequence[int], meter: Meter, below: int | None = None
) -> int | None:
    """Sets, the weight of each member by its place -> the lightest set that hits them all.

    None: there is none lighter than ``below``, and that is proved. A set without members can't be
    hit. Raises Spent when the meter, which counts nodes of the search, runs out.
    """
    search = _Search(weights, meter, below)
    search.visit(sorted(undominated(cuts), key=int.bit_count), 0, 0)
    return search.best


def greedy(cuts: Sequence[int], weights: Sequence[int]) -> int:
    """A set that hits them all, found quickly: each time the member that hits the most sets for
    its weight, and what is needless left out at the end. Each set must have a member."""
    left, chosen = list(cuts), 0
    while left:
        hits: dict[int, int] = {}
        for cut in left:
            for place in places(cut):
                hits[place] = hits.get(place, 0) + 1
        place = min(hits, key=lambda each: (weights[each] / hits[each], each))
        chosen |= 1 << place
        left = [cut for cut in left if not cut >> place & 1]
    for place in sorted(places(chosen), key=lambda each: (-weights[each], each)):
        rest = chosen & ~(1 << place)
        if all(cut & rest for cut in cuts):
            chosen = rest
    return chosen


def undominated(cuts: Sequence[int]) -> list[int]:
    """Sets -> those of which no other one is a part: who hits these hits all."""
    kept: list[int] = []
    for cut in sorted(dict.fromkeys(cuts), key=int.bit_count):
        if not any(other & cut == other for other in kept):
            kept.append(cut)
    return kept


class _Search:
    """The best set so far, or the weight that a set must stay below."""

    def __init__(self, weights: Sequence[int], meter: Meter, below: int | None) -> None:
        self.weights = weights
        self.meter = meter
        self.below = below
        self.best: int | None = None

    def visit(self, cuts: list[int], chosen: int, weighs: int) -> None:
        """All that can be added to what is chosen so that the rest is hit, too."""
        self.meter.spend(1)
        if not cuts:
            if self.below is None or weighs < self.below:
                self.best, self.below = chosen, weighs
            return
        bound, left = self._priced(cuts)
        if self._too_heavy(weighs + bound):
            return
        barred = self._barred(left, weighs + bound)
        if barred:
            cuts = [cut & ~barred for cut in cuts]
        narrow = min(cuts, key=int.bit_count)
        barred = 0
        for place in sorted(places(narrow), key=lambda each: (left[each], each)):
            member = 1 << place
            rest = [cut & ~barred for cut in cuts if not cut & member]
            self.visit(rest, chosen | member, weighs + self.weights[place])
            barred |= member

    def _too_heavy(self, weighs: int) -> bool:
        return self.below is not None and weighs >= self.below

    def _priced(self, cuts: list[int]) -> tuple[int, dict[int, int]]:
        """What hitting them all weighs at the least; what is left of each member's weight."""
        bound, left = 0, {}
        for cut in cuts:
            members = list(places(cut))
            for place in members:
                if place not in left:
                    left[place] = self.weights[place]
            price = min((left[place] for place in members), default=0)
            if price:
                bound += price
                for place in members:
                    left[place] -= price
        return bound, left

    def _barred(self, left: dict[int, int], bound: int) -> int:
        """Members that are in no set that is light enough."""
        barred = 0
        for place, more in left.items():
            if self._too_heavy(bound + more):
                barred |= 1 << place
        return barred
