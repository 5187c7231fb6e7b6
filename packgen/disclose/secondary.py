"""Secondary suppression: what else to withhold, so that nothing withheld can be worked out.

Withholding more never tells an outsider more. So the choices that protect are those that relax at
least one statement of every set of statements that gives something away, and the cheapest of them
is a lightest hitting set. Every answer is certified by the attack itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from packgen.disclose.attack import Attacker, Finding
from packgen.disclose.blocks import Block, places
from packgen.disclose.direct import Model, Step
from packgen.disclose.explain import Explanation, explain
from packgen.disclose.inquiry import Effort
from packgen.disclose.minimal import lightest, weight
from packgen.disclose.world import Levels, System, Treatment

CALLS = 250
"""Attacks on a block, at most, in search of a proof that nothing cheaper protects it."""
QUICK = Effort(first=200, last=1_500, nodes=100)
"""What one attack may cost while a choice is looked for: unfinished ones count as exposed."""
_NODES = 1_000
_CUTS = 20


@dataclass(frozen=True, slots=True)
class Change:
    """A statement (its place in the system) that is printed at another level than it stood at."""

    statement: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Impossible:
    """A target that is given away by what must be shown; ``because`` None: nobody could tell in
    the effort allowed."""

    target: int
    because: Explanation | None


@dataclass(frozen=True, slots=True)
class Protection:
    """The cheapest levels found at which every target is safe, but those that can't be.

    ``proven``: nothing cheaper does it, by an exact method.
    """

    levels: Levels
    changes: tuple[Change, ...]
    cost: int
    proven: bool
    impossible: tuple[Impossible, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """A statement's step to a level from the one before, and what it costs more."""

    statement: int
    level: int
    cost: int


def protect(
    system: System,
    treatments: Iterable[Treatment] = (Treatment.WITHHELD,),
    *,
    effort: Effort | None = None,
    calls: int = CALLS,
) -> Protection:
    """A system -> how to print it so that its targets stay unknown, at the least cost.

    Only levels of these treatments are chosen; a fixed statement stays as it stands. Among choices
    of one cost, statements that stand later in the system are relaxed rather than earlier ones.
    """
    attacker = Attacker(system, effort or QUICK)
    levels, proven = list(system.start), True
    impossible: list[Impossible] = []
    for block in attacker.blocks.blocks:
        guard = _Guard(attacker, block, frozenset(treatments))
        impossible += guard.impossible
        chosen, is_least = guard.choose(calls)
        proven &= is_least
        for statement, level in chosen.items():
            levels[statement] = level
    changes = tuple(
        Change(place, before, after)
        for place, (before, after) in enumerate(zip(system.start, levels, strict=True))
        if before != after
    )
    cost = sum(_costs(system, change) for change in changes)
    return Protection(tuple(levels), changes, cost, proven, tuple(impossible))


def _costs(system: System, change: Change) -> int:
    levels = system.statements[change.statement].levels
    return levels[change.after].cost - levels[change.before].cost


class _Guard:
    """Protects one block."""

    def __init__(self, attacker: Attacker, block: Block, treatments: frozenset[Treatment]) -> None:
        self._attacker, self._block = attacker, block
        self._unsettled = False
        self._steps = tuple(_steps(attacker.system, block, treatments))
        everything = (1 << len(self._steps)) - 1
        weakest = self._levels(everything)
        self.impossible = tuple(
            Impossible(target, explain(attacker, weakest, target))
            for target in block.targets
            if attacker.exposed(weakest, target)
        )
        given_up = {each.target for each in self.impossible}
        self._targets = tuple(t for t in block.targets if t not in given_up)

    def choose(self, calls: int) -> tuple[dict[int, int], bool]:
        """The cheapest levels found for the block's statements, and whether they are proven so."""
        if self._is_safe(0):
            return {}, True
        everything = (1 << len(self._steps)) - 1
        chosen, proven = lightest(everything, self._is_safe, self._weigh, lambda part: part, calls)
        if not proven:
            chosen = self._direct(weight(chosen, self._weigh)) or chosen
        return self._reached(chosen), proven and not self._unsettled

    def _direct(self, dearest: int) -> int | None:
        """What the direct model proposes that weighs less, certified, and without what turns out
        to be needless."""
        model = Model(
            self._block,
            self._attacker.system.start,
            [self._attacker.system.targets[target] for target in self._targets],
            [
                Step(self._block.statements.index(step.statement), step.level, self._weigh(place))
                for place, step in enumerate(self._steps)
            ],
        )
        model.cheaper_than(dearest)
        for _ in range(_CUTS):
            found = model.solve(_NODES)
            if found is None:
                return None
            if self._is_safe(found):
                return self._without_needless(found)
            model.cut(((1 << len(self._steps)) - 1) & ~found)
        return None

    def _without_needless(self, chosen: int) -> int:
        """A safe choice without the steps, the dearest first, that it is safe without too."""
        for place in sorted(places(chosen), key=self._weigh, reverse=True):
            if self._is_safe(chosen & ~(1 << place)):
                chosen &= ~(1 << place)
        return chosen

    def _weigh(self, step: int) -> int:
        """Its cost; of one cost, the later statement weighs less."""
        return self._steps[step].cost * (len(self._steps) ** 2 + 1) + len(self._steps) - step

    def _is_safe(self, chosen: int) -> bool:
        known = self._block.published(self._levels(chosen))
        for target in self._targets:
            finding = self._attacker.finding(known, target)
            self._unsettled |= finding is Finding.UNFINISHED
            if finding is not Finding.SAFE:
                return False
        return True

    def _levels(self, chosen: int) -> Sequence[int]:
        levels = list(self._attacker.system.start)
        for statement, level in self._reached(chosen).items():
            levels[statement] = level
        return levels

    def _reached(self, chosen: int) -> dict[int, int]:
        """Steps as bits -> the level that each statement reaches: a step counts with those before
        it."""
        reached: dict[int, int] = {}
        missed: set[int] = set()
        for place, step in enumerate(self._steps):
            if step.statement in missed:
                continue
            if chosen >> place & 1:
                reached[step.statement] = step.level
            else:
                missed.add(step.statement)
        return reached


def _steps(system: System, block: Block, treatments: frozenset[Treatment]) -> Iterable[_Step]:
    """The steps that a block's statements may take, each statement's in order."""
    for place in block.statements:
        statement = system.statements[place]
        if statement.fixed:
            continue
        cost = statement.levels[statement.start].cost
        for level in range(statement.start + 1, len(statement.levels)):
            way = statement.levels[level]
            if way.treatment in treatments:
                yield _Step(place, level, way.cost - cost)
                cost = way.cost
