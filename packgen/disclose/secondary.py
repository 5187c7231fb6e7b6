"""Secondary suppression: the cheapest levels at which nothing that must stay unknown is known.

Blocks have nothing to do with each other: each is seen to by itself, in processes side by side
where that is quicker, and the answer is the same however many there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import current_process, get_context

from packgen.disclose.attack import Attacker, Verdict
from packgen.disclose.blocks import Block
from packgen.disclose.choices import Change, Choices
from packgen.disclose.explain import Explanation
from packgen.disclose.guard import Budget, Guarded, guard
from packgen.disclose.parts import part_of, weakened
from packgen.disclose.world import Levels, System, Treatment, World

_WORTHWHILE = 2_000_000
"""Work, in choices cubed times targets, from which on processes of their own are worth starting;
about as many microseconds."""
_PROCESSES = 8
_EVERYTHING = (Treatment.ROUNDED, Treatment.BANDED, Treatment.WITHHELD)
FEWER = (_EVERYTHING[2:], (Treatment.ROUNDED, Treatment.WITHHELD), _EVERYTHING[1:])
"""Treatments that are allowed alone: withholding, and withholding beside rounding or bands."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """A target, by its place in the system, that is exposed however little is printed of what may
    be changed. ``because``: what stays printed and gives it away; None: its attack was not
    finished, so that it can't be shown to be safe."""

    target: int
    because: Explanation | None


@dataclass(frozen=True, slots=True)
class Part:
    """What protects the targets of one block, by their places in the system. ``proven_least``:
    nothing cheaper does, which was proved in whole numbers; else nothing cheaper was found."""

    targets: tuple[int, ...]
    changes: tuple[Change, ...]
    cost: int
    proven_least: bool


@dataclass(frozen=True, slots=True)
class Protection:
    """The levels for each statement, what they cost, and what an attack comes to at them: a
    verdict for each target, the safe ones with their certificates. ``parts`` are the blocks that
    had something exposed. ``impossible``: the targets that stay exposed.
    """

    levels: Levels
    cost: int
    changes: tuple[Change, ...]
    verdicts: tuple[Verdict, ...]
    parts: tuple[Part, ...]
    impossible: tuple[Impossible, ...]

    @property
    def complete(self) -> bool:
        """Whether every target is safe."""
        return not any(verdict.exposed for verdict in self.verdicts)

    @property
    def proven_least(self) -> bool:
        """Whether nothing cheaper protects as much, in any block."""
        return all(part.proven_least for part in self.parts)


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same, had only some treatments been allowed."""

    treatments: tuple[Treatment, ...]
    protection: Protection


def protect(
    system: System,
    *,
    processes: int | None = None,
    effort: Budget | None = None,
    known: Sequence[Verdict] = (),
) -> Protection:
    """A system -> the cheapest levels at which each target is safe.

    Statements that are fixed stay as they are, others are printed as where they stand or less. A
    target that can't be protected is named in ``impossible``, and all others are protected.
    ``processes``: how many at most (None: as many as there are processors). ``known``: what
    attacks on systems of the same quantities found, which saves the search for it.
    """
    attacker = Attacker(system, effort.attack if effort else None)
    attacker.remember(known, Choices(system).weakest)
    verdicts = [attacker.verdict(system.start, t) for t in range(len(system.targets))]
    blocks = [
        block
        for block in attacker.blocks.blocks
        if any(verdicts[target].exposed for target in block.targets)
    ]
    worlds = {memory.block.quantities: memory.worlds for memory in attacker.memories}
    work = [(part_of(system, block), worlds[block.quantities]) for block in blocks]
    guarded = _guarded(work, processes, effort or Budget())
    choices = Choices(system)
    levels = list(system.start)
    parts: list[Part] = []
    impossible: list[Impossible] = []
    for block, found in zip(blocks, guarded, strict=True):
        for statement, level in zip(block.statements, found.levels, strict=True):
            levels[statement] = level
        for target, verdict in zip(block.targets, found.verdicts, strict=True):
            verdicts[target] = replace(
                verdict, target=system.targets[target], quantities=block.quantities
            )
        parts.append(_part(choices, block, found))
        impossible += [_impossible(block, *each) for each in found.hopeless]
    return Protection(
        tuple(levels),
        choices.cost(levels),
        choices.changes(levels),
        tuple(verdicts),
        tuple(parts),
        tuple(sorted(impossible, key=lambda each: each.target)),
    )


def alternatives(
    system: System,
    protection: Protection,
    among: Sequence[tuple[Treatment, ...]] = FEWER,
    *,
    processes: int | None = None,
    effort: Budget | None = None,
) -> tuple[Alternative, ...]:
    """A system and its protection -> the same with fewer treatments allowed: withholding alone,
    and with rounding or bands where some statement offers both. What all allow is ``protection``
    itself, which comes last."""
    offered = [Choices(system).offered]
    found: list[Alternative] = []
    for treatments in among:
        fewer, kept = weakened(system, treatments)
        allowed = tuple(
            (statement, kept[statement][level]) for statement, level in Choices(fewer).offered
        )
        if allowed not in offered:
            offered.append(allowed)
            known = protection.verdicts
            made = protect(fewer, processes=processes, effort=effort, known=known)
            found.append(Alternative(treatments, _as_in(system, made, kept)))
    return (*found, Alternative(_EVERYTHING, protection))


def _as_in(system: System, protection: Protection, kept: Sequence[tuple[int, ...]]) -> Protection:
    """A protection of a system with fewer levels -> the same in terms of all its levels."""

    def moved(changes: Sequence[Change]) -> tuple[Change, ...]:
        return tuple(
            Change(each.statement, kept[each.statement][each.before], of[each.after])
            for each in changes
            for of in [kept[each.statement]]
        )

    levels = [of[level] for of, level in zip(kept, protection.levels, strict=True)]
    return replace(
        protection,
        levels=tuple(levels),
        changes=Choices(system).changes(levels),
        parts=tuple(replace(part, changes=moved(part.changes)) for part in protection.parts),
    )


def _part(choices: Choices, block: Block, found: Guarded) -> Part:
    levels = list(choices.system.start)
    for statement, level in zip(block.statements, found.levels, strict=True):
        levels[statement] = level
    return Part(block.targets, choices.changes(levels), choices.cost(levels), found.proven)


def _impossible(block: Block, target: int, because: Explanation | None) -> Impossible:
    if because is not None:
        because = replace(
            because,
            statements=tuple(
                replace(each, statement=block.statements[each.statement])
                for each in because.statements
            ),
        )
    return Impossible(block.targets[target], because)


_Work = tuple[System, list[World]]
"""A system of one block, and worlds of it that are known."""


def _guarded(parts: Sequence[_Work], processes: int | None, budget: Budget) -> list[Guarded]:
    """Systems of one block each -> their protections, in the same order."""
    work = [_work(part) for part, _ in parts]
    most = min(processes or min(os.cpu_count() or 1, _PROCESSES), len(parts))
    job = partial(_guard, budget=budget)
    if most < 2 or sum(work) < _WORTHWHILE or current_process().daemon:
        return [job(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda place: -work[place])
    try:
        found = _side_by_side(job, [parts[place] for place in order], most)
    except BrokenProcessPool:  # a program that can't be started anew, or too little memory
        return [job(part) for part in parts]
    answers = dict(zip(order, found, strict=True))
    return [answers[place] for place in range(len(parts))]


def _guard(part: _Work, budget: Budget) -> Guarded:
    return guard(*part, budget)


def _side_by_side(
    job: Callable[[_Work], Guarded], parts: Sequence[_Work], processes: int
) -> list[Guarded]:
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return list(pool.map(job, parts))


def _work(part: System) -> int:
    return len(part.targets) * sum(not each.fixed for each in part.statements) ** 3
