"""Choices: what may be printed otherwise in a system, and what that costs.

A *choice* is a statement at a level beyond the one where it stands; a set of choices is kept as
the bits of a whole number. What a set costs and what tells it from others that cost the same are
one whole number, its *weight*: first the cost, then a sum to which few choices, and early ones,
add little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from packgen.disclose.blocks import places
from packgen.disclose.world import Levels, System


@dataclass(frozen=True, slots=True)
class Change:
    """A statement of a system, by its place, printed at another level than it stands at."""

    statement: int
    before: int
    after: int


class Choices:
    """The choices that a system offers, by statement and level."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.offered = tuple(
            (place, level)
            for place, statement in enumerate(system.statements)
            if not statement.fixed
            for level in range(statement.start + 1, len(statement.levels))
        )
        self._bits = {choice: 1 << bit for bit, choice in enumerate(self.offered)}

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """The weight of each choice."""
        count = len(self.offered)
        scale = 2 * count * count + 1
        statements = self.system.statements
        return tuple(
            self._cost(statements[place].start, place, level) * scale + count + bit
            for bit, (place, level) in enumerate(self.offered)
        )

    @cached_property
    def weakest(self) -> Levels:
        """The levels at which everything that may be is printed as little as may be."""
        return tuple(
            each.start if each.fixed else len(each.levels) - 1 for each in self.system.statements
        )

    def levels(self, chosen: int) -> Levels:
        """A set of choices -> the level of each statement."""
        levels = list(self.system.start)
        for bit in places(chosen):
            statement, level = self.offered[bit]
            levels[statement] = max(level, levels[statement])
        return tuple(levels)

    def chosen(self, levels: Sequence[int]) -> int:
        """The level of each statement -> the set of choices, one a statement."""
        chosen = 0
        for change in self.changes(levels):
            chosen |= self._bits[change.statement, change.after]
        return chosen

    def beyond(self, levels: Sequence[int]) -> int:
        """The choices that print less than those levels do."""
        beyond = 0
        for bit, (statement, level) in enumerate(self.offered):
            if level > levels[statement]:
                beyond |= 1 << bit
        return beyond

    def changes(self, levels: Sequence[int]) -> tuple[Change, ...]:
        """The level of each statement -> those not at the level where they stand."""
        return tuple(
            Change(place, start, level)
            for place, (start, level) in enumerate(zip(self.system.start, levels, strict=True))
            if level != start
        )

    def weight(self, chosen: int) -> int:
        """What a set of choices weighs."""
        return sum(self.weights[bit] for bit in places(chosen))

    def cost(self, levels: Sequence[int]) -> int:
        """What the levels cost beyond those where the statements stand."""
        return sum(
            self._cost(change.before, change.statement, change.after)
            for change in self.changes(levels)
        )

    def _cost(self, before: int, statement: int, after: int) -> int:
        levels = self.system.statements[statement].levels
        return levels[after].cost - levels[before].cost
