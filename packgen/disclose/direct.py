"""The direct model: the cheapest statements to relax and the worlds that show it, in one program.

For each target it holds so many worlds as must be possible, the true one among them where that is
feasible; a statement binds them unless it is relaxed. HiGHS solves it. Its answer is only a
proposal: it is certified by the attack, and may now and then be dearer than need be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from packgen.disclose.blocks import LARGE, Block, places
from packgen.disclose.search import problem
from packgen.disclose.world import Target

_FAR = 100


@dataclass(frozen=True, slots=True)
class Step:
    """A statement's step (its place in the block, the level reached) and its weight."""

    statement: int
    level: int
    weight: int


@dataclass(slots=True)
class _Program:
    """A mixed-integer program in the making: columns with bounds and cost, rows with bounds."""

    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    rows: list[tuple[list[tuple[int, int]], float, float]] = field(default_factory=list)

    def column(self, low: int, high: int, cost: int = 0) -> int:
        self.lows.append(low)
        self.highs.append(high)
        self.costs.append(cost)
        return len(self.lows) - 1

    def row(self, terms: list[tuple[int, int]], low: float, high: float) -> None:
        self.rows.append((terms, low, high))

    def solve(self, nodes: int) -> list[float] | None:
        """The columns' values at the least cost; None where none was found."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        at = [(row, column, c) for row, (t, _, _) in enumerate(self.rows) for column, c in t]
        where, columns, coefficients = zip(*at, strict=True)
        shape = len(self.rows), len(self.lows)
        matrix: Any = csr_array((coefficients, (where, columns)), shape=shape)
        answer = milp(
            np.array(self.costs),
            bounds=Bounds(self.lows, self.highs),
            integrality=np.ones(len(self.lows)),
            constraints=LinearConstraint(
                matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
            ),
            options={"node_limit": nodes, "mip_rel_gap": 0},
        )
        return None if answer.x is None else [float(number) for number in answer.x.tolist()]


class Model:
    """The program of one block, for some of its targets and the steps that may be taken."""

    def __init__(
        self, block: Block, levels: Sequence[int], targets: Sequence[Target], steps: Sequence[Step]
    ) -> None:
        self._block, self._steps = block, steps
        self._program = _Program()
        self._takes = [self._program.column(0, 1, step.weight) for step in steps]
        by_place = {(s.statement, s.level): y for s, y in zip(steps, self._takes, strict=True)}
        self._bound = list(_bound(block, levels, by_place))
        self._chain(steps)
        kept = block.published(levels)
        for place, _ in self._bound:
            kept &= ~(1 << place)
        self._possible = True
        left = problem(block, kept)
        if left is None:
            self._possible = False
            return
        self._ties = left.ties
        self._lows, self._highs = _domains(block, left.lows, left.highs)
        self._is_true = block.obeys(block.truth, block.published(levels)) and all(
            a <= n <= b for a, n, b in zip(self._lows, block.truth, self._highs, strict=True)
        )
        for target in targets:
            self._protect(target)

    def cut(self, among: int) -> None:
        """At least one of some steps (as bits) must be taken."""
        self._program.row([(self._takes[place], 1) for place in places(among)], 1, _INFINITE)

    def cheaper_than(self, weight: int) -> None:
        """All steps together must weigh less than this."""
        costs = [(take, step.weight) for take, step in zip(self._takes, self._steps, strict=True)]
        self._program.row(costs, 0, weight - 1)

    def solve(self, nodes: int) -> int | None:
        """The steps to take, as bits; None where the solver found nothing."""
        answer = self._program.solve(nodes) if self._possible else None
        if answer is None:
            return None
        taken = (place for place, y in enumerate(self._takes) if answer[y] > _HALF)
        return sum(1 << place for place in taken)

    def _chain(self, steps: Sequence[Step]) -> None:
        for place in range(1, len(steps)):
            if steps[place].statement == steps[place - 1].statement:
                terms = [(self._takes[place - 1], 1), (self._takes[place], -1)]
                self._program.row(terms, 0, _INFINITE)

    def _world(self) -> list[int]:
        """A world's columns, bound by what stays known, and by what is not relaxed."""
        columns = [
            self._program.column(low, high)
            for low, high in zip(self._lows, self._highs, strict=True)
        ]
        for tie in self._ties:
            terms = [(columns[q], c) for q, c in tie.terms]
            self._program.row(terms, _low(tie.low), _high(tie.high))
        for place, take in self._bound:
            element = self._block.elements[place]
            for quantity, low, high in element.bounds:
                self._relaxable(columns, ((quantity, 1),), low, high, take)
            for tie in element.ties:
                self._relaxable(columns, tie.terms, tie.low, tie.high, take)
        return columns

    def _relaxable(
        self,
        columns: list[int],
        terms: tuple[tuple[int, int], ...],
        low: int,
        high: int,
        take: int,
    ) -> None:
        """A tie that holds unless its step is taken."""
        least = sum(c * (self._lows[q] if c > 0 else self._highs[q]) for q, c in terms)
        most = sum(c * (self._highs[q] if c > 0 else self._lows[q]) for q, c in terms)
        mine = [(columns[q], c) for q, c in terms]
        if low > -LARGE and least < low:
            self._program.row([*mine, (take, low - least)], low, _INFINITE)
        if high < LARGE and most > high:
            self._program.row([*mine, (take, high - most)], -_INFINITE, high)

    def _protect(self, target: Target) -> None:
        """Worlds enough for a target, whose values rise from one to the next."""
        quantity = self._block.place(target.quantity)
        truth, program = self._block.truth[quantity], self._program
        low, high = self._lows[quantity], self._highs[quantity]
        columns = [self._world()[quantity] for _ in range(target.values - int(self._is_true))]
        for before, after in pairwise(columns):
            program.row([(after, 1), (before, -1)], 1, _INFINITE)
        if self._is_true:
            for column in columns:
                below = program.column(0, 1)
                program.row([(column, 1), (below, high - truth + 1)], -_INFINITE, high)
                program.row([(column, 1), (below, truth + 1 - low)], truth + 1, _INFINITE)
        within = target.never_within
        if within and not (self._is_true and not within[0] <= truth <= within[1]):
            self._outside(columns, quantity, within)

    def _outside(self, columns: list[int], quantity: int, within: tuple[int, int]) -> None:
        """At least one of some worlds lies outside a range."""
        low, high, program = self._lows[quantity], self._highs[quantity], self._program
        outside = []
        for column in columns:
            under, over = program.column(0, 1), program.column(0, 1)
            outside += [(under, 1), (over, 1)]
            program.row([(column, 1), (under, high - within[0] + 1)], -_INFINITE, high)
            program.row([(column, 1), (over, low - within[1] - 1)], low, _INFINITE)
        program.row(outside, 1, _INFINITE)


_INFINITE = float("inf")
_HALF = 0.5


def _low(bound: int) -> float:
    return bound if bound > -LARGE else -_INFINITE


def _high(bound: int) -> float:
    return bound if bound < LARGE else _INFINITE


def _bound(
    block: Block, levels: Sequence[int], takes: dict[tuple[int, int], int]
) -> list[tuple[int, int]]:
    """What may be relaxed: each element's place, and the column of the step that relaxes it."""
    found = []
    for place, (statement, bits) in enumerate(zip(block.statements, block.bits, strict=True)):
        for level in range(levels[statement], len(bits) - 1):
            after = next((x for x in range(level + 1, len(bits)) if (place, x) in takes), None)
            if bits[level] and after is not None:
                found.append((bits[level].bit_length() - 1, takes[place, after]))
    return found


def _domains(
    block: Block, lows: Sequence[int], highs: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Bounds of each quantity, those without one a good way beyond the figures of the block: too
    near costs a cell too many, and no safety."""
    far = 2 * max(map(abs, block.truth), default=0) + _FAR
    return (
        [
            min(max(low, -far), max(low, truth))
            for low, truth in zip(lows, block.truth, strict=True)
        ],
        [
            max(min(high, far), min(high, truth))
            for high, truth in zip(highs, block.truth, strict=True)
        ],
    )
