"""What was made of a meeting once, and need not be made again while nothing behind it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from packgen.compose.report import Report
from packgen.document.nodes import Document
from packgen.render.pdf.volume import Kept

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remembered(Generic[T]):
    """Things that were made, each with all that it was made of."""

    made: dict[object, tuple[tuple[Any, ...], T]] = field(default_factory=dict)

    def get(self, name: object, of: tuple[Any, ...], make: Callable[[], T]) -> T:
        """A thing's name, everything that it is made of, and how -> the thing: as it was made
        before, if that was made of the same."""
        held = self.made.get(name)
        if held and held[0] == of:
            return held[1]
        thing = make()
        self.made[name] = (of, thing)
        return thing


@dataclass(frozen=True, slots=True)
class Remade:
    """The reports and the papers of one meeting, and how they are laid out. A proof makes a whole
    pack again and again, and most of it has nothing to do with what was replaced."""

    reports: Remembered[Report] = field(default_factory=Remembered)
    papers: Remembered[Document] = field(default_factory=Remembered)
    kept: Mapping[str, Kept] = field(default_factory=lambda: {"public": Kept(), "part2": Kept()})
