"""Propagation: what ties say of the bounds of each quantity, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from packgen.disclose.blocks import LARGE, Tie


class Spent(Exception):
    """A search has used up its effort."""


class Meter:
    """Effort still to be spent, in ties looked at: the same on every machine."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, looks: int) -> None:
        """Take effort away; raises Spent when there is none left."""
        self.left -= looks
        if self.left < 0:
            raise Spent


def watchers(ties: Sequence[Tie], quantities: int) -> list[list[int]]:
    """For each quantity, the ties that it is in."""
    found: list[list[int]] = [[] for _ in range(quantities)]
    for place, tie in enumerate(ties):
        for quantity, _ in tie.terms:
            found[quantity].append(place)
    return found


def propagate(
    lows: list[int],
    highs: list[int],
    ties: Sequence[Tie],
    watching: Sequence[Sequence[int]],
    first: Iterable[int],
    meter: Meter | None = None,
) -> bool:
    """Narrow bounds in place, from the ties ``first`` on -> False when no world is left.

    Bounds that creep (by one each time, say) are left where they are after a while: they stay
    true, if wider than need be. Raises Spent when the meter runs out.
    """
    queue = list(first)
    queued = set(queue)
    looks, most = 0, 50 * len(ties) + 500
    changed: list[int] = []
    while queue and looks < most:
        looks += 1
        place = queue.pop()
        queued.discard(place)
        if meter:
            meter.spend(1)
        if not _tighten(ties[place], lows, highs, changed):
            return False
        for quantity in changed:
            for tie in watching[quantity]:
                if tie not in queued:
                    queued.add(tie)
                    queue.append(tie)
        changed.clear()
    return True


def _tighten(tie: Tie, lows: list[int], highs: list[int], changed: list[int]) -> bool:
    """Narrow the bounds of a tie's quantities, and name those changed; False: it can't hold."""
    terms, low, high = tie
    least = most = 0
    for quantity, coefficient in terms:
        if coefficient > 0:
            least += coefficient * lows[quantity]
            most += coefficient * highs[quantity]
        else:
            least += coefficient * highs[quantity]
            most += coefficient * lows[quantity]
    if least > high or most < low:
        return False
    if least >= low and most <= high:
        return True
    up, down = high - least, most - low  # how far the sum may still move
    for quantity, coefficient in terms:
        lowest, highest = lows[quantity], highs[quantity]
        if lowest == highest:
            continue
        if coefficient > 0:
            above, below = lowest + up // coefficient, highest - down // coefficient
        else:
            above, below = lowest + down // -coefficient, highest - up // -coefficient
        if above < highest and above < LARGE:
            highs[quantity] = highest = above
            changed.append(quantity)
        if below > lowest:
            lows[quantity] = lowest = below
            changed.append(quantity)
        if lowest > highest:
            return False
    return True
