"""Other ways to protect what is withheld: each with what it changes and what it costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from packgen.disclose.consistent import consistent
from packgen.disclose.guard import Budget
from packgen.disclose.inquiry import Effort
from packgen.disclose.places import Place
from packgen.disclose.relations import relations
from packgen.disclose.secondary import Protection, alternatives, protect
from packgen.disclose.world import System, Treatment
from packgen.model.assessed import AssessedScorecard
from packgen.model.published import Publication
from packgen.model.record import Choice
from packgen.settings.disclosure import DisclosurePolicy

_BUDGET = Budget(calls=60, proof=60, attack=Effort(first=200, last=1_500, nodes=100))
_WORDS = {
    (Treatment.WITHHELD,): "withhold further cells",
    (Treatment.ROUNDED, Treatment.WITHHELD): "round or withhold further cells",
    (Treatment.BANDED, Treatment.WITHHELD): "print bands or withhold further cells",
    (Treatment.ROUNDED, Treatment.BANDED, Treatment.WITHHELD): "round, print bands or withhold",
}


def other_ways(
    assessed: AssessedScorecard,
    policy: DisclosurePolicy,
    withheld: Collection[Place],
    earlier: Iterable[Publication],
    chosen: Choice,
) -> tuple[Choice, ...]:
    """A scorecard, its policy, what is withheld from the start, what was released before, the way
    that was chosen -> the other ways that protect every figure, the cheapest first."""
    made = relations(assessed, policy, withheld, earlier, alternatives=True)
    system, _ = consistent(made.system)
    found = [
        way(_WORDS[each.treatments], system, each.protection)
        for each in alternatives(system, protect(system, effort=_BUDGET), effort=_BUDGET)
        if each.protection.changes and not each.protection.impossible
    ]
    kept = {choice.changes: choice for choice in reversed(found)}
    kept.pop(chosen.changes, None)
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
