"""Other ways to protect what is withheld: each with what it changes and what it costs.

Only those are offered at which the attack finds every figure safe.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from packgen.disclose.attack import Attacker, Verdict
from packgen.disclose.blocks import Block
from packgen.disclose.guard import Budget
from packgen.disclose.inquiry import Effort
from packgen.disclose.places import Row
from packgen.disclose.regrouped import Regrouped, merged, moved, ratings_off
from packgen.disclose.relations import Relations
from packgen.disclose.secondary import FEWER, Protection, alternatives, protect
from packgen.disclose.targets import Goal
from packgen.disclose.world import System, Treatment
from packgen.model.record import Choice
from packgen.settings.disclosure import DisclosurePolicy

_BUDGET = Budget(calls=60, proof=60, attack=Effort(first=200, last=1_500, nodes=100))
_ROWS = 6
"""Rows of one block that are regrouped, at most."""
_WORDS = {
    (Treatment.WITHHELD,): "withhold further cells",
    (Treatment.ROUNDED, Treatment.WITHHELD): "round or withhold further cells",
    (Treatment.BANDED, Treatment.WITHHELD): "print bands or withhold further cells",
    (Treatment.ROUNDED, Treatment.BANDED, Treatment.WITHHELD): "round, print bands or withhold",
}
_Make = Callable[[System, Row], Regrouped | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is withheld from the start and how it is protected: the system of it, what protects
    it, and the keys of the targets that were given away before."""

    system: System
    protection: Protection
    exposed: frozenset[Hashable]


def other_ways(
    weaker: System,
    made: Relations,
    chosen: Chosen,
    policy: DisclosurePolicy,
    table: Sequence[Row],
) -> tuple[Choice, ...]:
    """What was chosen, and the same system with weaker ways of printing (which was ``made`` of
    the scorecard's rows) -> the other ways that protect every figure, the cheapest first."""
    keys = {
        chosen.protection.verdicts[target].target.key
        for part in chosen.protection.parts
        for target in part.targets
    }
    known = chosen.protection.verdicts
    printing = _treated(_of(weaker, keys), known)
    regrouping = _regrouped(_of(chosen.system, keys), known, made, chosen.exposed, policy, table)
    own = way("", chosen.system, chosen.protection).changes
    kept: dict[tuple[str, ...], Choice] = {}
    for choice in chain(printing, regrouping):
        if choice.changes != own:
            kept.setdefault(choice.changes, choice)
    return tuple(sorted(kept.values(), key=lambda choice: (choice.cost, choice.words)))


def way(words: str, system: System, protection: Protection) -> Choice:
    """A way to protect in words -> the choice with its changes in words."""
    changes = []
    for change in protection.changes:
        statement = system.statements[change.statement]
        level = statement.levels[change.after]
        how = "" if level.treatment is Treatment.WITHHELD else f" as {level.text}"
        changes.append(f"{statement.name}{how}")
    return Choice(words, tuple(changes), protection.cost)


def _of(system: System, keys: Collection[Hashable]) -> System:
    """A system with those targets alone that stand in a block where something is given away."""
    return replace(system, targets=tuple(t for t in system.targets if t.key in keys))


def _treated(system: System, known: Sequence[Verdict]) -> Iterator[Choice]:
    """Rounding and bands, where any help."""
    everything = protect(system, effort=_BUDGET, known=known)
    for each in alternatives(system, everything, FEWER[1:], effort=_BUDGET):
        if each.protection.changes and not each.protection.impossible:
            yield way(_WORDS[each.treatments], system, each.protection)


def _regrouped(
    system: System,
    known: Sequence[Verdict],
    made: Relations,
    exposed: Collection[Hashable],
    policy: DisclosurePolicy,
    table: Sequence[Row],
) -> Iterator[Choice]:
    """Months printed as one figure, and rows moved to Part 2: in each block that this protects,
    and further cells withheld in the others."""
    ways: tuple[tuple[str, _Make], ...] = (
        ("merge months into a quarter", lambda s, row: merged(s, made, row, policy, whole=False)),
        (
            "merge months into the year to date",
            lambda s, row: merged(s, made, row, policy, whole=True),
        ),
        ("move the row to Part 2", lambda s, row: moved(s, row, policy)),
    )
    for words, make in ways:
        done = Regrouped(system, 0, ())
        for block in Attacker(system).blocks.blocks:
            aims = [system.targets[target] for target in block.targets]
            among = _rows(table, [aim.key for aim in aims if aim.key in exposed], made)
            done = _best(done, block, known, _tries(done.system, among, make))
        if done.changes:
            found = protect(done.system, effort=_BUDGET, known=known)
            if found.complete:
                rest = way(words, done.system, found)
                yield Choice(words, (*done.changes, *rest.changes), done.cost + rest.cost)


def _rows(table: Sequence[Row], keys: Sequence[Hashable], made: Relations) -> list[Row]:
    """The rows with withheld figures that targets are about; else the rows that they are about."""
    hiding = {index for index, _ in made.withheld}
    named = [key for key in keys if isinstance(key, Goal)]
    about = {p.indicator for key in named for p in (key.place, key.beyond) if p is not None}
    return [table[index] for index in sorted(about & hiding or about)][:_ROWS]


def _tries(system: System, among: Sequence[Row], make: _Make) -> Iterator[Regrouped]:
    """Each row alone, the cheapest first, then all of them."""
    alone = [each for row in among if (each := make(system, row))]
    yield from sorted(alone, key=lambda each: each.cost)
    if len(alone) > 1:
        both = Regrouped(system, 0, ())
        for row in among:
            if more := make(both.system, row):
                both = Regrouped(more.system, both.cost + more.cost, both.changes + more.changes)
        yield both


def _best(
    done: Regrouped, block: Block, known: Sequence[Verdict], tries: Iterator[Regrouped]
) -> Regrouped:
    """The first try that, with ratings withheld at most, leaves no target of a block exposed."""
    for each in tries:
        levels = ratings_off(each.system)
        attacker = Attacker(each.system, _BUDGET.attack)
        attacker.remember(known, levels)
        if not any(attacker.exposed(levels, target) for target in block.targets):
            return Regrouped(each.system, done.cost + each.cost, done.changes + each.changes)
    return done
