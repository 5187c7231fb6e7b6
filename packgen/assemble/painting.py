"""What a page paints, in its order: texts and the areas that can hide them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

import pikepdf

from packgen.assemble.colouring import Colour
from packgen.assemble.fontwidths import FontWidths
from packgen.assemble.matrix import Box, Matrix, around

MOST_STEPS: Final = 2_000_000
"""The most operators that a page may take, forms in forms included, each time they are used."""

MOST_THIN: Final = 400_000
"""The most thin lines over text that a page may have."""

_ENTERING: Final = 20
"""What it costs to begin with a form, in operators."""

Outline = list[tuple[float, float]]
"""A closed line of straight pieces."""


class TooIntricate(ValueError):
    """A page takes more operators than any report's would."""


class Kind(Enum):
    """What an area is filled with."""

    PATH = "path"
    PICTURE = "picture"
    SHADING = "shading"


@dataclass(slots=True)
class Shown:
    """Text as one operator shows it: each glyph's code, and where its middle is along the line."""

    order: int
    font: FontWidths
    codes: list[int]
    middles: list[float]
    rise: float
    height: float
    matrix: Matrix
    clip: Box
    mode: int
    colour: Colour | None
    alpha: float


@dataclass(slots=True)
class Area:
    """A filled area. ``colour`` is None where it isn't one colour, or not known."""

    order: int
    kind: Kind
    outlines: list[Outline]
    clip: Box
    even_odd: bool
    opaque: bool
    colour: Colour | None
    box: Box

    def holds(self, x: float, y: float) -> bool:
        """Whether it is filled at a point."""
        if not (self.box.holds(x, y) and self.clip.holds(x, y)):
            return False
        wound = crossed = 0
        for outline in self.outlines:
            before = outline[-1]
            for point in outline:
                if (before[1] > y) != (point[1] > y):
                    run = (point[0] - before[0]) / (point[1] - before[1])
                    if x < before[0] + run * (y - before[1]):
                        crossed += 1
                        wound += 1 if point[1] > before[1] else -1
                before = point
        return bool(crossed % 2) if self.even_odd else bool(wound)


@dataclass(slots=True)
class Painting:
    """All that a page paints."""

    texts: list[Shown] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    thin: list[Area] = field(default_factory=list)
    """Lines painted after text, of which it takes many to hide any."""
    steps: int = 0
    contents: dict[tuple[int, int], Any] = field(default_factory=dict)

    def parsed(self, content: Any) -> Any:
        """A page or a form -> its operators; a form's are read once, however often it is used."""
        if not isinstance(content, pikepdf.Stream):
            return pikepdf.parse_content_stream(content)
        self.steps += _ENTERING
        if content.objgen not in self.contents:
            self.contents[content.objgen] = pikepdf.parse_content_stream(content)
        return self.contents[content.objgen]

    def step(self) -> None:
        """One more operator. Raises TooIntricate."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooIntricate

    def add_area(
        self,
        kind: Kind,
        outlines: list[Outline],
        clip: Box,
        *,
        opaque: bool,
        colour: Colour | None,
        even_odd: bool = False,
        thin: bool = False,
    ) -> None:
        """A filled area on top of all that is painted already. Raises TooIntricate."""
        outlines = [outline for outline in outlines if len(outline) > 1]
        if not outlines:
            return
        box = around(point for outline in outlines for point in outline).within(clip)
        if box.width <= 0 or box.height <= 0:
            return
        area = Area(self.steps, kind, outlines, clip, even_odd, opaque, colour, box)
        if len(self.thin) >= MOST_THIN:
            raise TooIntricate
        (self.thin if thin else self.areas).append(area)


def corners(box: Box, matrix: Matrix) -> Outline:
    """A box in some space, and where that space lies -> its outline."""
    left, bottom, right, top = box
    return [
        matrix.at(left, bottom),
        matrix.at(right, bottom),
        matrix.at(right, top),
        matrix.at(left, top),
    ]
