"""Other ways to protect what is withheld: each with what it changes and what it costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from packgen.disclose.consistent import consistent
from packgen.disclose.places import Place
from packgen.disclose.relations import relations
from packgen.disclose.secondary import Protection, protect
from packgen.disclose.world import System, Treatment
from packgen.model.assessed import AssessedScorecard
from packgen.model.published import Publication
from packgen.model.record import Choice
from packgen.settings.disclosure import DisclosurePolicy

_WAYS = (
    ("round or withhold further cells", (Treatment.ROUNDED, Treatment.WITHHELD)),
    ("print bands or withhold further cells", (Treatment.BANDED, Treatment.WITHHELD)),
    ("round, print bands or withhold", tuple(Treatment)),
)
_EFFORT = 600


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
    found = []
    for words, treatments in _WAYS:
        protection = protect(system, treatments, calls=_EFFORT)
        if protection.changes and not protection.impossible:
            found.append(way(words, system, protection))
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
