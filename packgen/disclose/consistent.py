"""Consistency: rules that the published figures contradict are left out, and said."""

from __future__ import annotations

from dataclasses import replace

from packgen.disclose.attack import Attacker
from packgen.disclose.explain import Conflict, conflicts
from packgen.disclose.world import Level, System

_MOST = 200


def consistent(system: System) -> tuple[System, tuple[str, ...]]:
    """A system -> the same without rules that what is published contradicts, and what was left out
    of it, in words.

    No world agrees with contradictory papers, and nothing could be said of them. A reader who
    meets a contradiction gives up a rule of thumb before a printed figure, and a rating before a
    figure; of several rules, the one that stands last.
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


def _silent(level: Level) -> Level:
    return replace(level, tells=())
