"""The direct model: which choices protect all targets, and the worlds that show it, at once.

For each target there are worlds beside the true one (or, where the true one is not possible,
worlds alone) in which it differs; whatever is printed ties them, unless a choice lets it go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from packgen.disclose.blocks import LARGE, Block, Tie, places
from packgen.disclose.choices import Choices
from packgen.disclose.propagate import propagate, watchers
from packgen.disclose.search import Problem, problem
from packgen.disclose.world import Target, World

Literal = tuple[int, int]
"""A column that is 0 or 1, and one of the two: a row that has it holds unless the column is it."""


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum(coefficient * column) <= high``, unless ``unless``."""

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None
    unless: Literal | None = None


@dataclass(slots=True)
class Model:
    """Whole numbers to be found, the rows that they must obey, and what is to be least: the sum
    of the columns, each by its weight."""

    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def column(self, low: int, high: int, weight: int = 0) -> int:
        """A new column -> its place."""
        self.lows.append(low)
        self.highs.append(high)
        self.weights.append(weight)
        return len(self.lows) - 1

    def row(
        self,
        terms: Sequence[tuple[int, int]],
        low: int | None,
        high: int | None,
        unless: Literal | None = None,
    ) -> None:
        """A new row, if it is not always obeyed."""
        least, most = self.range(terms)
        low = None if low is None or low <= least else low
        high = None if high is None or high >= most else high
        if low is not None or high is not None:
            self.rows.append(Row(tuple(terms), low, high, unless))

    def range(self, terms: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """The least and the most that a sum of columns can be."""
        least = sum(c * (self.lows if c > 0 else self.highs)[place] for place, c in terms)
        most = sum(c * (self.highs if c > 0 else self.lows)[place] for place, c in terms)
        return least, most


@dataclass(frozen=True, slots=True)
class _Copy:
    """The columns of one world of the model, by quantity; the other quantities are constant."""

    columns: dict[int, int]


class Direct:
    """The model of a system of one block, for some of its targets.

    ``capped``: some quantity without an upper bound is looked for only up to a cap.
    """

    def __init__(self, choices: Choices, block: Block, aims: Sequence[int]) -> None:
        self.choices = choices
        self.block = block
        self.model = Model()
        left = problem(block, block.published(choices.weakest))
        if left is None:
            raise ValueError("a block without a world can't be protected")
        start = block.published(choices.system.start)
        self._true = block.obeys(block.truth, start)
        self._left, self.capped = _capped(left, block)
        self._steps = self._add_steps()
        self._copies: list[tuple[int, _Copy]] = []
        for aim in aims:
            self._add_target(choices.system.targets[aim])

    def cut(self, members: int) -> None:
        """Ask for one of a set of choices at least."""
        least: dict[int, int] = {}
        for bit in places(members):
            statement, level = self.choices.offered[bit]
            least[statement] = min(level, least.get(statement, level))
        self.model.row([(self._steps[step], 1) for step in least.items()], 1, None)

    def chosen(self, answer: Sequence[int]) -> int:
        """The columns' numbers -> the set of choices, one a statement."""
        levels = list(self.choices.system.start)
        for (statement, level), column in self._steps.items():
            if answer[column]:
                levels[statement] = max(level, levels[statement])
        return self.choices.chosen(levels)

    def worlds(self, answer: Sequence[int]) -> Iterator[World]:
        """The columns' numbers -> the worlds of the block that they stand for."""
        for _, copy in self._copies:
            world = list(self.block.truth if self._true else self._left.lows)
            for quantity, column in copy.columns.items():
                world[quantity] = answer[column]
            yield tuple(world)

    def _add_steps(self) -> dict[tuple[int, int], int]:
        """A column for each choice: whether the statement is printed at that level or beyond."""
        steps: dict[tuple[int, int], int] = {}
        for (statement, level), weight in zip(
            self.choices.offered, self.choices.weights, strict=True
        ):
            before = self.choices.chosen(_at(self.choices.system.start, statement, level - 1))
            steps[statement, level] = self.model.column(0, 1, weight - self.choices.weight(before))
            if (statement, level - 1) in steps:
                ordered = [(steps[statement, level - 1], 1), (steps[statement, level], -1)]
                self.model.row(ordered, 0, None)
        return steps

    def _add_target(self, target: Target) -> None:
        place, within = self.block.place(target.quantity), target.never_within
        true = self.block.truth[place]
        outside = within is not None and not (self._true and not within[0] <= true <= within[1])
        count = max(target.values - self._true, int(outside))
        among = self._around(place)
        copies = [self._add_world(among) for _ in range(count)]
        numbers = [copy.columns.get(place) for copy in copies]
        columns = [number for number in numbers if number is not None]
        if len(columns) < count:
            raise ValueError("a target that can't be protected")
        for one, other in pairwise(columns):
            self.model.row([(other, 1), (one, -1)], 1, None)
        if self._true:
            self._part(columns, true - 1, true + 1)
        if within is not None and outside:
            self._leave(columns, within)
        self._copies += [(place, copy) for copy in copies]

    def _part(self, columns: list[int], below: int, above: int) -> None:
        """Each world has a value below the true one, or above it."""
        last = None
        for column in columns:
            side = self.model.column(0, 1)
            self.model.row([(column, 1)], None, below, (side, 1))
            self.model.row([(column, 1)], above, None, (side, 0))
            if last is not None:
                self.model.row([(side, 1), (last, -1)], 0, None)
            last = side

    def _leave(self, columns: list[int], within: tuple[int, int]) -> None:
        """One world, the first or the last, has a value outside a range."""
        side = self.model.column(0, 1)
        self.model.row([(columns[0], 1)], None, within[0] - 1, (side, 1))
        self.model.row([(columns[-1], 1)], within[1] + 1, None, (side, 0))

    def _around(self, place: int) -> list[int]:
        """The quantities that can vary and hang together with one of them."""
        lows, highs = self._left.lows, self._left.highs
        open_ = [q for q in range(len(lows)) if lows[q] < highs[q]]
        if not self._true:
            return open_
        told = [tie for element in self.block.elements for tie in element.ties]
        found, waiting = {place}, [place]
        watching = watchers(told, len(lows))
        while waiting:
            for tie in watching[waiting.pop()]:
                for quantity, _ in told[tie].terms:
                    if quantity not in found and lows[quantity] < highs[quantity]:
                        found.add(quantity)
                        waiting.append(quantity)
        return [quantity for quantity in open_ if quantity in found]

    def _add_world(self, among: Sequence[int]) -> _Copy:
        lows, highs = self._left.lows, self._left.highs
        copy = _Copy({q: self.model.column(lows[q], highs[q]) for q in among})
        for tie in self._left.ties:
            self._tie(copy, tie, None)
        for element in self.block.elements:
            if element.statement is None:
                continue
            step = self._steps.get((element.statement, element.level + 1))
            if step is None or element.level < self.choices.system.start[element.statement]:
                continue  # fixed, and so in what is left; or printed less of anyway
            for quantity, low, high in element.bounds:
                self._tie(copy, Tie(((quantity, 1),), low, high), (step, 1))
            for tie in element.ties:
                self._tie(copy, tie, (step, 1))
        return copy

    def _tie(self, copy: _Copy, tie: Tie, unless: Literal | None) -> None:
        known, terms = 0, []
        constants = self.block.truth if self._true else self._left.lows
        for quantity, coefficient in tie.terms:
            if (column := copy.columns.get(quantity)) is not None:
                terms.append((column, coefficient))
            else:
                known += coefficient * constants[quantity]
        if terms:
            low = None if tie.low < -LARGE else tie.low - known
            high = None if tie.high > LARGE else tie.high - known
            self.model.row(terms, low, high, unless)


def _at(levels: Sequence[int], statement: int, level: int) -> list[int]:
    made = list(levels)
    made[statement] = level
    return made


def _capped(left: Problem, block: Block) -> tuple[Problem, bool]:
    """What is left to find out, with an upper bound for each quantity."""
    bounds = [abs(n) for n in (*block.truth, *left.lows, *left.highs) if abs(n) < LARGE]
    bounds += [
        abs(bound)
        for element in block.elements
        for _, low, high in element.bounds
        for bound in (low, high)
        if abs(bound) < LARGE
    ]
    cap = 2 * max(bounds) + 100
    lows, highs = list(left.lows), [min(high, cap) for high in left.highs]
    capped = list(left.highs) != highs
    propagate(lows, highs, left.ties, watchers(left.ties, len(lows)), range(len(left.ties)))
    return Problem(block, tuple(lows), tuple(highs), left.ties), capped
