"""Guard: the cheapest choices for one block, certified by the attack.

First cuts and the sets that hit them, which prove what they find; where that takes too long the
direct model, whose answer is checked, pruned, and then proved if it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from packgen.disclose.attack import Verdict
from packgen.disclose.blocks import places
from packgen.disclose.defence import Defence
from packgen.disclose.direct import Direct
from packgen.disclose.explain import Explanation, explain
from packgen.disclose.highs import least
from packgen.disclose.inquiry import Effort
from packgen.disclose.propagate import Meter, Spent
from packgen.disclose.world import Levels, System, World

_REPAIRS = 20
"""How often the direct model is mended by a cut, at most."""
_COLUMNS = 30_000
"""Numbers that the direct model may have to find, about; a larger one is not tried."""
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


def guard(system: System, worlds: Sequence[World], budget: Budget) -> Guarded:
    """A system of one block, and worlds of it that are known -> its cheapest protection."""
    defence = Defence(system, budget.attack, worlds)
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
    calls, sets = Meter(budget.calls), Meter(budget.sets)
    for briefly in (True, False):  # what brief attacks can't settle, thorough ones may
        levels = defence.close(calls, sets, briefly=briefly)
        if levels is not None:
            return levels, True
    calls = Meter(budget.proof)
    levels = _pruned(defence, _solved(defence, budget.nodes) or defence.quick(), calls)
    closed = defence.close(calls, Meter(budget.sets), levels)
    return closed or levels, closed is not None


def _solved(defence: Defence, nodes: int) -> Levels | None:
    """What the direct model answers, as soon as the attack finds nothing in it; None: it is too
    large, or has no answer."""
    block = defence.attacker.blocks.blocks[0]
    worlds = sum(defence.system.targets[target].values for target in defence.aims)
    if worlds * len(block.quantities) > _COLUMNS:
        return None
    direct = Direct(defence.choices, block, defence.aims)
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
    """Levels that protect -> lighter ones that do, too: a choice left out or swapped for another
    (of the same statement, or not), as long as that helps and the meter lasts."""
    choices = defence.choices
    best = choices.chosen(levels)
    try:
        while (lighter := _lighter(defence, best, calls)) is not None:
            best = lighter
    except Spent:
        pass
    return choices.levels(best)


def _lighter(defence: Defence, best: int, calls: Meter) -> int | None:
    """A lighter set of choices that protects, too: the heaviest choice first left out, then
    swapped for the lightest that hits all cuts that it alone did."""
    choices = defence.choices
    weights = choices.weights
    for bit in sorted(places(best), key=lambda each: -weights[each]):
        rest = best & ~(1 << bit)
        if _protects(defence, rest, calls):
            return rest
        taken = {choices.offered[other][0] for other in places(rest)}
        common = (1 << len(weights)) - 1
        for cut in defence.cuts:
            common &= -1 if cut & rest else cut
        for other in sorted(places(common), key=lambda each: weights[each]):
            if weights[other] >= weights[bit]:
                break
            chosen = rest | 1 << other
            if choices.offered[other][0] not in taken and _protects(defence, chosen, calls):
                return chosen
    return None


def _protects(defence: Defence, chosen: int, calls: Meter) -> bool:
    """Whether a brief attack finds nothing exposed; else it is learnt from. Raises Spent."""
    if not defence.hits(chosen):
        return False
    calls.spend(1)
    levels = defence.choices.levels(chosen)
    target = defence.beaten(levels, briefly=True)
    if target is not None:
        defence.learn(levels, target, calls, briefly=True)
    return target is None
