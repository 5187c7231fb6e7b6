"""Memory: worlds of a block found once, used again wherever they are possible."""

from __future__ import annotations

from collections.abc import Iterable

from packgen.disclose.blocks import Block
from packgen.disclose.inquiry import Effort, Inquiry, NoWorld
from packgen.disclose.propagate import Spent
from packgen.disclose.search import problem
from packgen.disclose.world import World

_WORLDS = 400
_INQUIRIES = 4


class Memory:
    """Of one block: its worlds found so far, each with the elements known to hold in it."""

    def __init__(self, block: Block, effort: Effort) -> None:
        self.block = block
        self._effort = effort
        self._fits: dict[World, int] = {}
        self._judged: set[World] = set()
        self._inquiries: dict[int, Inquiry] = {}

    def possible(self, known: int) -> list[World]:
        """The worlds remembered that are possible where a set of elements is known."""
        return [world for world in self._fits if self._holds(world, known)]

    def add(self, worlds: Iterable[World], known: int) -> None:
        """Remember worlds that are possible where a set of elements is known."""
        for world in worlds:
            self._fits.setdefault(world, known)
        while len(self._fits) > _WORLDS:
            oldest = next(iter(self._fits))
            del self._fits[oldest]
            self._judged.discard(oldest)

    @property
    def worlds(self) -> list[World]:
        """All worlds remembered."""
        return list(self._fits)

    def fits(self, world: World) -> int:
        """A world remembered -> all elements that hold in it."""
        if world not in self._judged:
            self._fits[world] = self.block.fits(world)
            self._judged.add(world)
        return self._fits[world]

    def inquiry(self, known: int) -> Inquiry:
        """Questions about the block where a set of elements is known. Raises NoWorld."""
        if known not in self._inquiries:
            left = problem(self.block, known)
            if left is None:
                raise NoWorld
            while len(self._inquiries) >= _INQUIRIES:
                del self._inquiries[next(iter(self._inquiries))]
            self._inquiries[known] = Inquiry(left, self.possible(known), self._effort)
        return self._inquiries[known]

    def contradicts(self, known: int) -> bool:
        """Whether it is proved that there is no world where a set of elements is known."""
        if self.possible(known):
            return False
        try:
            self.add([self.inquiry(known).base], known)
        except NoWorld:
            return True
        except Spent:
            return False
        return False

    def _holds(self, world: World, known: int) -> bool:
        return not (known & ~self._fits[world] and known & ~self.fits(world))
