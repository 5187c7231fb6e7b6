"""Attack: what an outsider can work out from what is printed.

A target is safe when worlds are shown in which it differs enough; those worlds are the proof, and
anybody can check them by adding up. Everything else counts as exposed: proved so, not finished, or
a publication that contradicts itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from packgen.disclose.blocks import Block, Blocks
from packgen.disclose.inquiry import Effort, NoWorld, Range, Values
from packgen.disclose.memory import Memory
from packgen.disclose.propagate import Spent
from packgen.disclose.world import Levels, System, Target, World

_LISTED = 64
"""Values listed of an exposed target, at most."""


class Finding(Enum):
    """What an attack on a target came to."""

    SAFE = "safe"
    EXPOSED = "exposed"
    UNFINISHED = "not finished"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an outsider can work out of a target.

    ``quantities`` are those of the target's block, by their place in the system; each world of the
    ``certificate`` gives them numbers, in that order. When safe, the certificate holds worlds
    enough: all are possible, and the target's values differ. ``possible``: when exposed and
    finished, every value that the target can have, ascending; empty if there are more than 64
    (all of them inside ``never_within``).
    """

    target: Target
    finding: Finding
    truth: int
    quantities: tuple[int, ...]
    certificate: tuple[World, ...] = ()
    possible: tuple[int, ...] = ()

    @property
    def exposed(self) -> bool:
        """Whether the target must be taken as given away."""
        return self.finding is not Finding.SAFE

    @property
    def unfinished(self) -> bool:
        """Whether the effort was used up before anything was proved."""
        return self.finding is Finding.UNFINISHED

    @property
    def contradiction(self) -> bool:
        """Whether what is published has no world at all."""
        return self.finding is Finding.CONTRADICTORY

    @property
    def misleads(self) -> bool:
        """Whether an outsider would conclude on values of which none is the true one."""
        return bool(self.possible) and self.truth not in self.possible


class Attacker:
    """An outsider who remembers: asks about one system at many levels.

    Worlds found once are used again wherever they are possible, so that most questions are
    answered without a search. The same questions in the same order have the same answers.
    """

    def __init__(self, system: System, effort: Effort | None = None) -> None:
        self.system = system
        self.blocks = Blocks(system)
        self.memories = tuple(Memory(each, effort or Effort()) for each in self.blocks.blocks)
        self._findings: dict[tuple[int, int], Finding] = {}

    def exposed(self, levels: Sequence[int], target: int) -> bool:
        """The system's levels, a target's place -> whether it must be taken as given away."""
        memory = self.memories[self.blocks.of_target[target]]
        return self.finding(memory.block.published(levels), target) is not Finding.SAFE

    def finding(self, known: int, target: int) -> Finding:
        """A set of elements of a target's block, the target's place -> what can be worked out of
        it from those elements alone."""
        memory, aim = self._of(target)
        if (known, target) not in self._findings:
            self._findings[known, target] = _finding(memory, known, aim)
        return self._findings[known, target]

    def verdict(self, levels: Sequence[int], target: int) -> Verdict:
        """The system's levels, a target's place -> what an outsider can work out of it."""
        memory, aim = self._of(target)
        known = memory.block.published(levels)
        worlds: tuple[World, ...] = ()
        possible: tuple[int, ...] = ()
        try:
            values = _values(memory, known, aim)
        except NoWorld:
            finding = Finding.CONTRADICTORY
        except Spent:
            finding = Finding.UNFINISHED
        else:
            finding = _judged(values, aim)
            if finding is Finding.SAFE:
                worlds = _certificate(memory.block, known, telling(values.worlds, aim))
            elif finding is Finding.EXPOSED:
                possible = _listed(memory, known, aim)
        truth = self.system.quantities[aim.quantity].truth
        return Verdict(aim, finding, truth, memory.block.quantities, worlds, possible)

    def remember(self, verdicts: Iterable[Verdict], levels: Sequence[int]) -> None:
        """Keep what attacks on systems of the same quantities found: the worlds of their
        certificates that are possible at those levels."""
        memories = {memory.block.quantities: memory for memory in self.memories}
        for verdict in verdicts:
            if memory := memories.get(verdict.quantities):
                known = memory.block.published(levels)
                worlds = [w for w in verdict.certificate if memory.block.obeys(w, known)]
                memory.add(worlds, known)

    def _of(self, target: int) -> tuple[Memory, Target]:
        return self.memories[self.blocks.of_target[target]], self.system.targets[target]


def attack(
    system: System, levels: Levels | None = None, *, effort: Effort | None = None
) -> tuple[Verdict, ...]:
    """A system at some levels (those it stands at) -> a verdict for each target, in order."""
    attacker = Attacker(system, effort)
    at = system.start if levels is None else levels
    return tuple(attacker.verdict(at, target) for target in range(len(system.targets)))


def _finding(memory: Memory, known: int, aim: Target) -> Finding:
    quantity = memory.block.place(aim.quantity)
    if enough({world[quantity] for world in memory.possible(known)}, aim):
        return Finding.SAFE
    try:
        if _too_few(memory.inquiry(known).bounds(quantity), aim):
            return Finding.EXPOSED
        return _judged(_values(memory, known, aim), aim)
    except NoWorld:
        return Finding.CONTRADICTORY
    except Spent:
        return Finding.UNFINISHED


def _judged(values: Values, aim: Target) -> Finding:
    if enough(values.worlds, aim):
        return Finding.SAFE
    return Finding.UNFINISHED if values.unproved else Finding.EXPOSED


def _values(memory: Memory, known: int, aim: Target) -> Values:
    """Values of a target, until they are enough or there are no more."""

    def useful(among: Range, found: Collection[int]) -> bool:
        return len(found) < aim.values or not _inside(among, aim)

    inquiry, quantity = memory.inquiry(known), memory.block.place(aim.quantity)
    values = inquiry.values(quantity, partial(enough, aim=aim), useful, aim.never_within)
    memory.add(values.worlds.values(), known)
    return values


def _listed(memory: Memory, known: int, aim: Target) -> tuple[int, ...]:
    """Every value of a target; none if they are too many or not all can be found."""
    values = memory.inquiry(known).values(
        memory.block.place(aim.quantity),
        lambda found: len(found) > _LISTED,
        lambda *_: True,
    )
    if values.unproved or len(values.worlds) > _LISTED:
        return ()
    return tuple(sorted(values.worlds))


def enough(values: Collection[int], aim: Target) -> bool:
    """Whether that many possible values make a target safe."""
    return len(values) >= aim.values and not all(_inside((value, value), aim) for value in values)


def _too_few(bounds: Range, aim: Target) -> bool:
    return bounds[1] - bounds[0] + 1 < aim.values or _inside(bounds, aim)


def _inside(among: Range, aim: Target) -> bool:
    """Whether all of a range is where the target must never be known to be."""
    within = aim.never_within
    return within is not None and within[0] <= among[0] and among[1] <= within[1]


def telling(worlds: Mapping[int, World], aim: Target) -> tuple[World, ...]:
    """Worlds by the value of a target, enough of them -> the fewest that prove it safe."""
    values = sorted(worlds, key=lambda value: _inside((value, value), aim))
    return tuple(worlds[value] for value in values[: aim.values])


def _certificate(block: Block, known: int, worlds: tuple[World, ...]) -> tuple[World, ...]:
    """The worlds, checked once more; raises AssertionError if one is not possible."""
    if not all(block.obeys(world, known) for world in worlds):
        raise AssertionError("a world that was found is not possible")
    return worlds
