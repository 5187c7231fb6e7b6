"""Minimal: the lightest part of a set that still does what the whole does.

Sets are bits of a whole number. What is asked of a set must be monotone: more members never undo
it. A part that does it has a member in every *remainder*, what is left of the whole beside a part
that does not; so the lightest set to hit all remainders found so far is no heavier than the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from packgen.disclose.blocks import places
from packgen.disclose.propagate import Meter, Spent

Does = Callable[[int], bool]
Weigh = Callable[[int], int]

_NODES = 50_000


def lightest(
    whole: int, does: Does, weigh: Weigh, extend: Callable[[int], int], calls: int
) -> tuple[int, bool]:
    """A set that does it -> the lightest part that does it alone, and True; or, when that many
    calls are not enough, a part of which nothing can be left out, and False.

    ``weigh``: the weight of a member, by its place. ``extend``: a part that does not do it -> a
    larger one that does not either, as far as that is cheap to say.
    """
    best = irreducible(whole, does)
    meter = Meter(calls)

    def counted(part: int) -> bool:
        meter.spend(1)
        return does(part)

    try:
        remainders = [1 << place for place in places(best) if not counted(whole & ~(1 << place))]
        while True:
            part = _hitting(remainders, weigh, Meter(_NODES))
            if weight(part, weigh) >= weight(best, weigh):
                return best, True
            if counted(part):
                return part, True
            remainders.append(whole & ~_grown(part, whole, counted, extend))
    except Spent:
        return best, False


def irreducible(whole: int, does: Does) -> int:
    """A set that does it -> a part that does it, of which nothing can be left out.

    The last members are left out first, where there is a choice.
    """
    kept = list(places(whole))
    size = len(kept)
    while size:
        end = len(kept)
        while end > 0:
            trial = kept[: max(0, end - size)] + kept[end:]
            if does(_bits(trial)):
                kept = trial
            end -= size
        size //= 2
    return _bits(kept)


def weight(part: int, weigh: Weigh) -> int:
    """What all members of a set weigh."""
    return sum(map(weigh, places(part)))


def _grown(part: int, whole: int, does: Does, extend: Callable[[int], int]) -> int:
    """A part that does not do it -> one to which nothing can be added."""
    part = whole & extend(part)
    tried = part
    while left := whole & ~tried:
        member = left & -left
        tried |= member
        if not does(part | member):
            part = whole & extend(part | member)
            tried |= part
    return part


def _bits(members: Iterable[int]) -> int:
    found = 0
    for place in members:
        found |= 1 << place
    return found


def _hitting(remainders: list[int], weigh: Weigh, meter: Meter) -> int:
    """The lightest set with a member in each remainder. Raises Spent."""
    everything = _bits(place for each in remainders for place in places(each))
    best = [everything, weight(everything, weigh)]

    def search(left: list[int], chosen: int, weighs: int) -> None:
        meter.spend(1)
        if weighs + _at_least(left, weigh) >= best[1]:
            return
        if not left:
            best[:] = chosen, weighs
            return
        barred = 0
        for place in sorted(places(min(left, key=int.bit_count)), key=weigh):
            member = 1 << place
            rest = [each & ~barred for each in left if not each & member]
            if all(rest):
                search(rest, chosen | member, weighs + weigh(place))
            barred |= member

    search(remainders, 0, 0)
    return best[0]


def _at_least(remainders: list[int], weigh: Weigh) -> int:
    """What hitting them all weighs at the least: what some that have nothing in common weigh."""
    hit, least = 0, 0
    for each in sorted(remainders, key=int.bit_count):
        if not each & hit:
            hit |= each
            least += min(map(weigh, places(each)))
    return least
