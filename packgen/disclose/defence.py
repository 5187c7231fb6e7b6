"""Defence: choices tried against the attack, and what each defeat teaches.

A set of choices that leaves a target exposed is defeated by what is still printed. The least of
it that does so is a *cut*: whatever protects the target has a choice in the cut. Printing less
never tells more, so cuts found once hold for good, and the lightest set that hits all cuts weighs
no more than any that protects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from packgen.disclose.attack import Attacker, Finding, Verdict
from packgen.disclose.blocks import places
from packgen.disclose.choices import Choices
from packgen.disclose.hitting import greedy, hitting
from packgen.disclose.inquiry import Effort
from packgen.disclose.minimal import irreducible
from packgen.disclose.propagate import Meter, Spent
from packgen.disclose.trace import trace
from packgen.disclose.world import Levels, System, World

_BRIEF = Effort(first=40, last=40, nodes=0)
"""For the many attacks that a cut is made with; one unfinished makes a cut larger, never wrong."""
_ENDLESS = 1 << 60


class Defence:
    """Of one system of one block: the cuts found so far. ``worlds`` that are known already save
    the search for them.

    ``aims``: the targets, by their places, that can be protected at all; the others are
    ``hopeless``.
    """

    def __init__(
        self, system: System, effort: Effort | None = None, worlds: Iterable[World] = ()
    ) -> None:
        self.system = system
        self.choices = Choices(system)
        self.attacker = Attacker(system, effort)
        self._brief = Attacker(system, _BRIEF)
        self.cuts: list[int] = []
        self._order = sorted(
            (place for place, each in enumerate(system.statements) if not each.fixed),
            key=lambda place: (-system.statements[place].levels[-1].cost, place),
        )
        weakest = self.choices.weakest
        self.remember(worlds, weakest)
        self.hopeless = tuple(t for t in range(len(system.targets)) if self._fails(weakest, t))
        self.aims = tuple(t for t in range(len(system.targets)) if t not in self.hopeless)

    def beaten(self, levels: Sequence[int], *, briefly: bool = False) -> int | None:
        """Levels -> a target that is exposed there although it need not be; None: there is none.
        ``briefly``: an attack that is soon given up counts as one that succeeds."""
        return next((t for t in self.aims if self._fails(levels, t, briefly=briefly)), None)

    def remember(self, worlds: Iterable[World], levels: Sequence[int]) -> None:
        """Keep worlds that are possible at those levels, and forget those that are not."""
        block = self.attacker.blocks.blocks[0]
        known = block.published(levels)
        possible = [world for world in worlds if block.obeys(world, known)]
        for who in (self._brief, self.attacker):
            who.memories[0].add(possible, known)

    def verdicts(self, levels: Sequence[int]) -> tuple[Verdict, ...]:
        """Levels -> what the attack says of each target."""
        memory = self._brief.memories[0]
        self.remember(memory.possible(memory.block.published(levels)), levels)
        return tuple(self.attacker.verdict(levels, t) for t in range(len(self.system.targets)))

    def learn(
        self, levels: Sequence[int], target: int, calls: Meter, *, briefly: bool = False
    ) -> int | None:
        """Levels at which a target is exposed -> the cut, which is kept; None: it is not proved to
        be exposed. Raises Spent when the meter, which counts attacks, runs out."""
        who = self._brief
        if not _proved(who, levels, target):
            who = self.attacker
            if briefly or not _proved(who, levels, target):
                return None
        weakest = self.choices.weakest

        def fails(made: Sequence[int]) -> bool:
            calls.spend(1)
            return _proved(who, made, target)

        among = [place for place in self._order if levels[place] < weakest[place]]
        traced = self._traced(levels, target)
        if fails(_printed(weakest, levels, [place for place in among if place in traced])):
            among = [place for place in among if place in traced]

        def printed(part: int) -> list[int]:
            return _printed(weakest, levels, [among[bit] for bit in places(part)])

        part = irreducible((1 << len(among)) - 1, lambda part: fails(printed(part)))
        least = printed(part)
        for place in among:
            for level in range(weakest[place] - 1, least[place], -1):
                if fails([*least[:place], level, *least[place + 1 :]]):
                    least[place] = level
                    break
        self.cuts.append(self.choices.beyond(least))
        return self.cuts[-1]

    def _traced(self, levels: Sequence[int], target: int) -> set[int]:
        """Statements of which it is likely that they alone give a target away at those levels."""
        block = self.attacker.blocks.blocks[0]
        found = trace(block, block.published(levels), self.system.targets[target])
        elements = (block.elements[place] for place in places(found or 0))
        return {each.statement for each in elements if each.statement is not None}

    def hits(self, chosen: int) -> bool:
        """Whether a set of choices, one a statement, has a choice in each cut."""
        return all(cut & chosen for cut in self.cuts)

    def close(
        self, calls: Meter, nodes: Meter, known: Levels | None = None, *, briefly: bool = False
    ) -> Levels | None:
        """The levels that protect and weigh the least, if that can be proved: the lightest set
        that hits all cuts, as soon as it protects, too. ``known``: levels that protect; they come
        back if none that protect weigh less. None: an attack was not finished, or the meters,
        which count attacks and nodes of the search for sets, have run out.
        """
        below = None if known is None else self.choices.weight(self.choices.chosen(known))
        try:
            while True:
                chosen = hitting(self.cuts, self.choices.weights, nodes, below)
                if chosen is None:
                    return known
                levels = self.choices.levels(chosen)
                target = self.beaten(levels, briefly=briefly)
                if target is None:
                    return levels
                while target is not None:  # until what is left has nothing more in common
                    cut = self.learn(levels, target, calls, briefly=briefly)
                    if cut is None:
                        return None
                    levels = self._without(levels, cut)
                    target = self.beaten(levels, briefly=briefly)
        except Spent:
            return None

    def quick(self) -> Levels:
        """Levels that protect, found quickly: sets that hit all cuts, until one protects."""
        cuts = list(self.cuts)
        while True:
            levels = self.choices.levels(greedy(cuts, self.choices.weights))
            target = self.beaten(levels)
            if target is None:
                return levels
            while target is not None:
                cut = self.learn(levels, target, Meter(_ENDLESS)) or self.choices.beyond(levels)
                cuts.append(cut)
                levels = self._without(levels, cut)
                target = self.beaten(levels)

    def _without(self, levels: Sequence[int], cut: int) -> Levels:
        """Levels, with each statement of a cut printed as little as may be."""
        return self.choices.levels(self.choices.chosen(levels) | cut)

    def _fails(self, levels: Sequence[int], target: int, *, briefly: bool = False) -> bool:
        finding = _found(self._brief, levels, target)
        if finding is Finding.UNFINISHED and not briefly:
            finding = _found(self.attacker, levels, target)
        return finding is not Finding.SAFE


def _proved(who: Attacker, levels: Sequence[int], target: int) -> bool:
    """Whether a target is proved to be exposed."""
    return _found(who, levels, target) in {Finding.EXPOSED, Finding.CONTRADICTORY}


def _printed(weakest: Levels, levels: Sequence[int], kept: Sequence[int]) -> list[int]:
    """The weakest levels, but with some statements at others."""
    made = list(weakest)
    for place in kept:
        made[place] = levels[place]
    return made


def _found(who: Attacker, levels: Sequence[int], target: int) -> Finding:
    block = who.memories[who.blocks.of_target[target]].block
    return who.finding(block.published(levels), target)
