"""Consistency: rules that the published figures contradict are left out, and said."""

from __future__ import annotations

from dataclasses import replace

from packgen.disclose.attack import Attacker
from packgen.disclose.explain import Conflict, conflicts
from packgen.disclose.places import Place
from packgen.disclose.world import Level, Statement, System

_MOST = 200


def consistent(system: System) -> tuple[System, tuple[str, ...]]:
    """A system -> the same without what contradicts itself, and what was left out, in words.

    No world agrees with contradictory papers, and nothing could be said of them. A rating that may
    be withheld is: what it says can't be so, and a reader may believe it all the same. Else a
    reader gives up a rule of thumb before a printed figure; of several, the one that stands last.
    """
    left_out: list[str] = []
    while len(left_out) < _MOST:
        found = conflicts(Attacker(system), system.start)
        if not found:
            break
        for conflict in found:
            system, words = _without(system, conflict)
            left_out.append(words)
    return system, tuple(dict.fromkeys(left_out))


def _without(system: System, conflict: Conflict) -> tuple[System, str]:
    rating = next((s for s in conflict.statements if _is_free_rating(system.statements[s])), None)
    if rating is not None:
        statement = system.statements[rating]
        statements = [*system.statements]
        statements[rating] = replace(statement, start=len(statement.levels) - 1)
        return (
            replace(system, statements=tuple(statements)),
            f"{statement.name} contradicts what else is known, and is withheld",
        )
    if conflict.rules:
        place = conflict.rules[-1]
        rule = system.rules[place]
        rules = [*system.rules]
        rules[place] = replace(rule, tells=())
        return replace(system, rules=tuple(rules)), f"not so that {rule.words}"
    place = conflict.statements[-1]
    statement = system.statements[place]
    silent = tuple(_silent(level) for level in statement.levels)
    statements = [*system.statements]
    statements[place] = replace(statement, levels=silent)
    return (
        replace(system, statements=tuple(statements)),
        f"{statement.name} contradicts what else is known",
    )


def _is_free_rating(statement: Statement) -> bool:
    key = statement.key
    is_rating = isinstance(key, Place) and key.cell is None
    return is_rating and not statement.fixed and statement.start < len(statement.levels) - 1


def _silent(level: Level) -> Level:
    return replace(level, tells=())
