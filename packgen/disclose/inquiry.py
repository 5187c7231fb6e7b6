"""Inquiry: what a quantity of a block can be, as far as the block is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from packgen.disclose.blocks import Block
from packgen.disclose.propagate import Spent
from packgen.disclose.search import Knot, Problem
from packgen.disclose.solver import solve
from packgen.disclose.world import World

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Effort:
    """What a search may cost, the same on every machine: ties looked at on a first try and on the
    last one, and nodes of the solver after that."""

    first: int = 400
    last: int = 20_000
    nodes: int = 2_000


class NoWorld(Exception):
    """What is published contradicts itself: there is no world at all."""


class Inquiry:
    """Questions about one problem. ``worlds`` of the block that are known to be possible there
    are used; those found are added to them."""

    def __init__(self, problem: Problem, worlds: Iterable[World], effort: Effort) -> None:
        self._problem = problem
        self._knots = problem.knots()
        self._of = {
            quantity: (knot, place)
            for knot in self._knots
            for place, quantity in enumerate(knot.quantities)
        }
        self.effort = effort
        self.worlds = list(worlds)

    @property
    def block(self) -> Block:
        """The block that is asked about."""
        return self._problem.block

    def bounds(self, quantity: int) -> Range:
        """Outer bounds of a quantity."""
        return self._problem.lows[quantity], self._problem.highs[quantity]

    @cached_property
    def base(self) -> World:
        """A world, the true one if it is possible. Raises NoWorld or Spent."""
        if self.worlds:
            return self.worlds[0]
        world = list(self._problem.lows)
        for knot in self._knots:
            hint = [self.block.truth[quantity] for quantity in knot.quantities]
            found = _hinted(knot, hint) or self._any(knot, hint)
            _lay(world, knot, found)
        self.worlds.append(tuple(world))
        return self.worlds[0]

    def _any(self, knot: Knot, hint: list[int]) -> list[int]:
        low, high = knot.lows[0], knot.highs[0]
        try:
            found = knot.seek(0, low, high, hint, self.effort.last)
        except Spent:
            found = solve(knot, 0, low, high, self.effort.nodes)
            if found is None:
                raise
        if found is None:
            raise NoWorld
        return found

    def seek(self, quantity: int, among: Range, looks: int) -> World | None:
        """A world with a quantity in a range; None: proved that there is none. Raises Spent, and
        what ``base`` raises."""
        return self._ask(
            quantity, among, lambda knot, place, hint: knot.seek(place, *among, hint, looks)
        )

    def solve(self, quantity: int, among: Range) -> World | None:
        """A world with a quantity in a range, by the solver; None proves nothing."""
        nodes = self.effort.nodes
        return self._ask(quantity, among, lambda knot, place, _: solve(knot, place, *among, nodes))

    def _ask(
        self,
        quantity: int,
        among: Range,
        how: Callable[[Knot, int, list[int]], list[int] | None],
    ) -> World | None:
        base = self.base
        if quantity not in self._of:
            return base if among[0] <= base[quantity] <= among[1] else None
        knot, place = self._of[quantity]
        found = how(knot, place, [base[each] for each in knot.quantities])
        if found is None:
            return None
        world = list(base)
        _lay(world, knot, found)
        self.worlds.append(tuple(world))
        return self.worlds[-1]

    def values(
        self,
        quantity: int,
        enough: Callable[[Collection[int]], bool],
        useful: Callable[[Range, Collection[int]], bool],
        cut: Range | None = None,
    ) -> Values:
        """The values that a quantity can have, until there are ``enough`` of them.

        A range without any known value is looked at while ``useful``; ``cut``: no range lies
        across the ends of that one. Raises what ``base`` raises.
        """
        found: dict[int, World] = {self.base[quantity]: self.base}
        for world in self.worlds:
            found.setdefault(world[quantity], world)
        waiting = _between(self._pieces(quantity, cut), sorted(found))
        for looks in (self.effort.first, self.effort.last):
            waiting = self._round(quantity, found, waiting, looks, enough, useful)
        unproved = False
        while waiting and not enough(found):
            among = waiting.pop(0)
            if useful(among, found):
                solved = self.solve(quantity, among)
                unproved |= solved is None
                if solved:
                    found[solved[quantity]] = solved
                    waiting = _between([among], [solved[quantity]]) + waiting
        return Values(found, unproved)

    def _pieces(self, quantity: int, cut: Range | None) -> list[Range]:
        low, high = self.bounds(quantity)
        if not cut:
            return [(low, high)]
        pieces = [(low, cut[0] - 1), cut, (cut[1] + 1, high)]
        inside = [(max(low, a), min(high, b)) for a, b in pieces]
        return [(a, b) for a, b in inside if a <= b]

    def _round(
        self,
        quantity: int,
        found: dict[int, World],
        waiting: list[Range],
        looks: int,
        enough: Callable[[Collection[int]], bool],
        useful: Callable[[Range, Collection[int]], bool],
    ) -> list[Range]:
        """Look into the ranges waiting -> those for which the effort was not enough."""
        later, place = [], 0
        while place < len(waiting) and not enough(found):
            among = waiting[place]
            place += 1
            if not useful(among, found):
                continue
            try:
                world = self.seek(quantity, among, looks)
            except Spent:
                later.append(among)
                continue
            if world:
                found[world[quantity]] = world
                waiting += _between([among], [world[quantity]])
        return later


@dataclass(frozen=True, slots=True)
class Values:
    """Values of a quantity, each with a world; ``unproved``: there may be more."""

    worlds: dict[int, World]
    unproved: bool


def _hinted(knot: Knot, hint: list[int]) -> list[int] | None:
    inside = all(a <= n <= b for a, n, b in zip(knot.lows, hint, knot.highs, strict=True))
    return hint if inside and all(tie.holds(hint) for tie in knot.ties) else None


def _lay(world: list[int], knot: Knot, found: list[int]) -> None:
    for quantity, number in zip(knot.quantities, found, strict=True):
        world[quantity] = number


def _between(ranges: list[Range], values: list[int]) -> list[Range]:
    """What is left of ranges without some ascending values."""
    left = []
    for low, high in ranges:
        start = low
        for value in values:
            if low <= value <= high:
                left.append((start, value - 1))
                start = value + 1
        left.append((start, high))
    return [(low, high) for low, high in left if low <= high]
