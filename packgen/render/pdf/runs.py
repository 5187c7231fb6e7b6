"""Pieces of text in one look, and how they make words and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from packgen.document.drawing import Ink
from packgen.document.nodes import Link, Symbol
from packgen.render.lines import SLACK
from packgen.render.pdf.fonts import Face
from packgen.settings.typeface import Typeface

# What is raised, in sizes of the text that it stands in: how small, and how high.
_RAISED_SIZE: Final = 0.64
_RAISED_BY: Final = 0.34


class PageLink(Link):
    """A page's number that leads there. It looks like the text around it, as numbers do."""

    __slots__ = ()


class Look(NamedTuple):
    """How a piece of a line looks in its role's text."""

    weight: int
    ink: Ink
    raised: bool = False

    def size_pt(self, size_pt: float) -> float:
        """The role's size -> this text's."""
        return round(_RAISED_SIZE * size_pt, 2) if self.raised else size_pt

    def raise_by(self, shown: str, size_pt: float) -> str:
        """Operators that show text -> the same that show it as high as it stands."""
        return f"{_RAISED_BY * size_pt:.2f} Ts {shown}0 Ts " if self.raised else shown


@dataclass(slots=True)
class Bit:
    """A piece of a line in one look, or a symbol."""

    text: str
    look: Look
    width_pt: float
    link: Link | None = None
    symbol: Symbol | None = None


def alike(bit: Bit) -> tuple[Look, int]:
    """What neighbours share that are shown together; a symbol stands alone."""
    return bit.look, id(bit if bit.symbol else bit.link)


def end_of(anchor: str) -> str:
    """A paper's anchor -> its last page's."""
    return f"end of {anchor}"


def faces_of(by_weight: Sequence[Typeface]) -> list[Face]:
    """Fonts by weight -> one face a file, by weight."""
    faces: dict[Path, Face] = {}
    for typeface in by_weight:
        faces.setdefault(typeface.path, Face(typeface, len(faces)))
    return [faces[typeface.path] for typeface in by_weight]


@dataclass(slots=True)
class Word:
    """Bits that no line may part, and the space after them if there is one."""

    bits: list[Bit]
    space: Bit | None = None

    @property
    def width_pt(self) -> float:
        return sum([bit.width_pt for bit in self.bits])


def fill_lines(words: list[Word], width_pt: float) -> list[list[Bit]]:
    """Words -> lines of bits, as many words in each as fit."""
    lines: list[list[Bit]] = [[]]
    used = 0.0
    for word in words:
        width = word.width_pt
        if lines[-1] and used + width > width_pt + SLACK:
            lines.append([])
            used = 0.0
        lines[-1] += word.bits
        used += width
        if word.space:
            lines[-1].append(word.space)
            used += word.space.width_pt
    return lines
