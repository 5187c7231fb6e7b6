"""Guard: the cheapest choices for one block, certified by the attack.

First cuts and the sets that hit them, which prove what they find; where that takes too long the
direct model, whose answer is checked, pruned, and then proved if it can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from packgen.disclose.attack import Verdict
from packgen.disclose.blocks import places
from packgen.disclose.choices import Choices
from packgen.disclose.defence import Defence
from packgen.disclose.direct import Direct
from packgen.disclose.explain import Explanation, explain
from packgen.disclose.highs import least
from packgen.disclose.inquiry import Effort
from packgen.disclose.propagate import Meter, Spent
from packgen.disclose.world import Levels, System

_REPAIRS = 20
"""How often the direct model is mended by a cut, at most."""
_ENDLESS = 1 << 60


@dataclass(frozen=True, slots=True)
class Budget:
    """What the defence of one block may cost, the same on every machine: attacks before the
    direct model is asked, and after it to prune and to prove; nodes of the search for sets, and
    of the solver; and each attack's effort."""

    calls: int = 150
    proof: int = 300
    sets: int = 20_000
    nodes: int = 5_000
    attack: Effort = field(default_factory=Effort)


@dataclass(frozen=True, slots=True)
class Guarded:
    """Levels that protect each target of a block that can be protected, and what the attack says
    of each target there. ``proven``: nothing lighter protects them. ``hopeless``: the others,
    each with why (None: the attack was not finished)."""

    levels: Levels
    proven: bool
    verdicts: tuple[Verdict, ...]
    hopeless: tuple[tuple[int, Explanation | None], ...]


def guard(system: System, budget: Budget) -> Guarded:
    """A system of one block -> its cheapest protection."""
    defence = Defence(system, budget.attack)
    levels, proven = _lightest(defence, budget)
    return Guarded(
        levels,
        proven,
        defence.verdicts(levels),
        tuple(
            (target, explain(defence.attacker, defence.choices.weakest, target))
            for target in defence.hopeless
        ),
    )


def _lightest(defence: Defence, budget: Budget) -> tuple[Levels, bool]:
    """Levels that protect, and whether none lighter do."""
    levels = defence.close(Meter(budget.calls), Meter(budget.sets), briefly=True)
    if levels is not None:
        return levels, True
    calls = Meter(budget.proof)
    levels = _pruned(defence, _solved(defence, budget.nodes) or defence.quick(), calls)
    closed = defence.close(calls, Meter(budget.sets), levels)
    return closed or levels, closed is not None


def _solved(defence: Defence, nodes: int) -> Levels | None:
    """What the direct model answers, as soon as the attack finds nothing in it."""
    direct = Direct(defence.choices, defence.attacker.blocks.blocks[0], defence.aims)
    for cut in defence.cuts:
        direct.cut(cut)
    for _ in range(_REPAIRS):
        answer = least(direct.model, nodes)
        if answer is None:
            return None
        levels = defence.choices.levels(direct.chosen(answer.numbers))
        defence.remember(direct.worlds(answer.numbers), levels)
        target = defence.beaten(levels)
        if target is None:
            return levels
        learnt = defence.learn(levels, target, Meter(_ENDLESS))
        direct.cut(learnt or defence.choices.beyond(levels))
    return None


def _pruned(defence: Defence, levels: Levels, calls: Meter) -> Levels:
    """Levels that protect -> lighter ones that do, too: a choice left out, taken back to a level
    between, or swapped for another, as long as that helps and the meter lasts."""
    choices = defence.choices
    best = choices.chosen(levels)
    try:
        while (lighter := _lighter(defence, best, calls)) is not None:
            best = lighter
    except Spent:
        pass
    return choices.levels(best)


def _lighter(defence: Defence, best: int, calls: Meter) -> int | None:
    for chosen in sorted(_neighbours(defence.choices, best), key=defence.choices.weight):
        if not defence.hits(chosen):
            continue
        levels = defence.choices.levels(chosen)
        target = defence.beaten(levels, briefly=True)
        if target is None:
            return chosen
        defence.learn(levels, target, calls, briefly=True)
    return None


def _neighbours(choices: Choices, best: int) -> Iterator[int]:
    """Sets of choices that differ from one in one choice, left out or swapped for a lighter one."""
    for bit in places(best):
        rest = best & ~(1 << bit)
        yield rest
        taken = {choices.offered[other][0] for other in places(rest)}
        for other, (statement, _) in enumerate(choices.offered):
            if choices.weights[other] < choices.weights[bit] and statement not in taken:
                yield rest | 1 << other
