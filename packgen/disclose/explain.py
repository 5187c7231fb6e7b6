"""Explanation: the fewest printed figures, then rules, that alone give a target away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from packgen.disclose.attack import Attacker, Finding, enough, telling
from packgen.disclose.blocks import Block, places
from packgen.disclose.memory import Memory
from packgen.disclose.minimal import lightest
from packgen.disclose.span import Span, span_of
from packgen.disclose.world import Target, World

_STATEMENT, _RULE = 1_000, 1
"""First the fewest statements, then the fewest rules."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A statement that an explanation rests on: its place in the system, its name, its text."""

    statement: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a target counts as given away: these statements and rules alone do it.

    ``known``: what follows from them, to be put after the target's name ("= 2"); all that is
    published together may say more than that. ``shortest``:
    proved that none is shorter; else nothing can be left out of this one. ``untrue``: those of its
    reasons, in words, that the true figures don't bear out: a reader would believe them.
    ``misleads``: the true value is not among those that follow.
    """

    target: str
    known: str
    statements: tuple[Printed, ...]
    rules: tuple[str, ...]
    shortest: bool
    untrue: tuple[str, ...] = ()
    misleads: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements and rules, by their places in the system, that can't all be true: without any
    one of them the others can. ``targets`` are those of its block, none of which can be judged.
    ``shortest``: proved that there is no smaller conflict in the block."""

    statements: tuple[int, ...]
    rules: tuple[int, ...]
    targets: tuple[int, ...]
    shortest: bool


def explain(
    attacker: Attacker, levels: Sequence[int], target: int, *, calls: int = 2_000
) -> Explanation | None:
    """The system's levels, a target's place -> why it counts as given away.

    None: it is safe, or its search was not finished. A publication that contradicts itself is
    explained by its conflict. ``calls``: how many smaller publications to attack, at most, in
    search of the shortest explanation.
    """
    memory = attacker.memories[attacker.blocks.of_target[target]]
    known = memory.block.published(levels)
    aim = attacker.system.targets[target]
    if memory.contradicts(known):
        part, shortest = _conflict(memory, known, calls)
        return _explanation(attacker, memory, aim, part, "can be nothing at all", shortest=shortest)
    if attacker.finding(known, target) is not Finding.EXPOSED:
        return None
    part, shortest = lightest(
        known,
        lambda part: attacker.finding(part, target) is Finding.EXPOSED,
        _weigher(memory.block),
        lambda part: _extended(memory, part, aim),
        calls,
    )
    found = span_of(attacker, part, target, 64)
    misleads = bool(found.values) and attacker.system.truth[aim.quantity] not in found.values
    made = _explanation(attacker, memory, aim, part, _known(found), shortest=shortest)
    return replace(made, misleads=misleads)


def conflicts(
    attacker: Attacker, levels: Sequence[int], *, calls: int = 2_000
) -> tuple[Conflict, ...]:
    """The system's levels -> a conflict for each block with targets that has no world.

    There may be others in the same block once one of its members is dropped.
    """
    found = []
    for memory in attacker.memories:
        known = memory.block.published(levels)
        if memory.contradicts(known):
            part, shortest = _conflict(memory, known, calls)
            elements = [memory.block.elements[place] for place in places(part)]
            statements = tuple(e.statement for e in elements if e.statement is not None)
            rules = tuple(e.rule for e in elements if e.rule is not None)
            found.append(Conflict(statements, rules, memory.block.targets, shortest))
    return tuple(found)


def words(explanation: Explanation) -> str:
    """An explanation -> one sentence, with what kind of an explanation it is."""
    reasons = "; ".join(f"{each.name} prints {each.text}" for each in explanation.statements)
    rules = "; ".join(dict.fromkeys(explanation.rules))
    because = " | ".join(part for part in (reasons, rules) if part)
    said = f"{explanation.target} {explanation.known}"
    if explanation.misleads:
        said += " (which is not the true figure)"
    said += f", because: {because or 'it can be nothing else'}"
    if explanation.untrue:
        said += f" (not so by the true figures: {'; '.join(explanation.untrue)})"
    return f"{said} [{'the shortest reason' if explanation.shortest else 'one reason'}]"


def _conflict(memory: Memory, known: int, calls: int) -> tuple[int, bool]:
    return lightest(
        known,
        memory.contradicts,
        _weigher(memory.block),
        lambda part: _extended(memory, part, None),
        calls,
    )


def _weigher(block: Block) -> Callable[[int], int]:
    return lambda place: _RULE if place < len(block.rules) else _STATEMENT


def _extended(memory: Memory, part: int, aim: Target | None) -> int:
    """A part that leaves worlds enough (one, without a target) -> all that holds in them."""
    worlds = sorted(memory.possible(part), key=lambda world: -memory.fits(world).bit_count())
    if aim is None:
        return memory.fits(worlds[0]) if worlds else part
    quantity = memory.block.place(aim.quantity)
    by_value: dict[int, World] = {}
    for world in worlds:
        by_value.setdefault(world[quantity], world)
    if not enough(by_value, aim):
        return part
    chosen = telling(by_value, aim)
    return reduce(and_, map(memory.fits, chosen))


def _explanation(
    attacker: Attacker, memory: Memory, aim: Target, part: int, known: str, *, shortest: bool
) -> Explanation:
    system = attacker.system
    statements, rules, untrue = [], [], []
    for place in places(part):
        element = memory.block.elements[place]
        said = ""
        if element.rule is not None:
            said = system.rules[element.rule].words
            rules.append(said)
        elif element.statement is not None:
            statement = system.statements[element.statement]
            text = statement.levels[element.level].text
            statements.append(Printed(element.statement, statement.name, text))
            said = f"{statement.name} prints {text}"
        if not element.holds(memory.block.truth):
            untrue.append(said)
    return Explanation(aim.name, known, tuple(statements), tuple(rules), shortest, tuple(untrue))


def _known(found: Span) -> str:
    values = found.values
    if len(values) == 1:
        return f"= {values[0]}"
    if not values:
        return (
            f"is {found.low} or more" if found.high is None else f"is {found.low} to {found.high}"
        )
    if len(values) > 3 and values[-1] - values[0] == len(values) - 1:
        return f"is {values[0]} to {values[-1]}"
    return f"is {', '.join(map(str, values[:-1]))} or {values[-1]}"
