"""The ground of a page's text: what is under each character, and what was painted over it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import Final

from packgen.assemble.colouring import WHITE, Colour, alike
from packgen.assemble.matrix import Box, around
from packgen.assemble.painting import Area, Kind, Painting, Shown, TooIntricate

_CELLS: Final = 24
_FINE: Final = 48
_MOST_LOOKS: Final = 20_000_000
_VISIBLE: Final = 0.05
_INVISIBLE: Final = (3, 7)
_FULL_HEIGHT: Final = 0.7
_DARK: Final = 0.2
_LEAST_BOX_PT: Final = 4.0
_INSET: Final = 0.05
_CLOSE_PT: Final = 1.0
# Where a character is looked at, from its middle, in parts of its size.
_ACROSS: Final = (-0.12, 0.0, 0.12)
_UP: Final = (-0.25, -0.15, -0.05, 0.05, 0.15, 0.25, 0.35)
_HATCHED: Final = 0.75
"""The part of a character that lines must cover for it to be no longer read."""


class How(Enum):
    """How text is hidden."""

    COVERED = "under a box or a picture"
    BLACKED = "under dark boxes"
    UNSEEN = "in the colour of what is under it, or invisible"
    OUTSIDE = "beyond what is shown of the page"


class _Cells:
    """Areas by the cells of a page that they reach into, in the order of painting."""

    def __init__(self, areas: list[Area], seen: Box, most: int) -> None:
        self.seen, self.most = seen, most
        self.size = 0
        self.held: dict[tuple[int, int], list[Area]] = defaultdict(list)
        for area in areas:
            for cell in self.cells(*area.box[:2], *area.box[2:]):
                self.held[cell].append(area)
                self.size += 1
            if self.size > _MOST_LOOKS:
                raise TooIntricate

    def cell(self, x: float, y: float) -> tuple[int, int]:
        across = (x - self.seen.left) / self.seen.width * self.most
        up = (y - self.seen.bottom) / self.seen.height * self.most
        return int(min(self.most, max(-1, across))), int(min(self.most, max(-1, up)))

    def cells(
        self, x: float, y: float, other_x: float, other_y: float
    ) -> Iterator[tuple[int, int]]:
        """The cells between two points."""
        (left, low), (right, high) = self.cell(x, y), self.cell(other_x, other_y)
        for column in range(min(left, right), max(left, right) + 1):
            for row in range(min(low, high), max(low, high) + 1):
                yield column, row

    def at(self, x: float, y: float) -> list[Area]:
        return self.held.get(self.cell(x, y), [])


class Ground:
    """What a page paints under its text and over it. Raises TooIntricate."""

    def __init__(self, painting: Painting, seen: Box) -> None:
        self.seen, self.areas = seen, painting.areas
        self.looks = 0
        self.thick = _Cells(painting.areas, seen, _CELLS)
        self.thin = _Cells(painting.thin, seen, _FINE)

    def is_plain(self, text: Shown) -> bool:
        """Whether a text is plainly there: nothing is painted later where it stands, and it is of
        another colour than the paper and all that was painted there before."""
        first = text.matrix.at(text.middles[0], text.rise)
        last = text.matrix.at(text.middles[-1], text.rise)
        inside = all(box.holds(*end) for box in (self.seen, text.clip) for end in (first, last))
        if not inside or text.mode in _INVISIBLE or text.alpha < _VISIBLE:
            return False
        if min(text.middles) < text.middles[0] or max(text.middles) > text.middles[-1]:
            return False
        if alike(text.colour, WHITE):
            return False
        for cell in self.thick.cells(*first, *last):
            for area in self.thick.held.get(cell, ()):
                self._look(area)
                later = area.order > text.order
                if area.opaque and (later or alike(text.colour, area.colour)):
                    return False
        lines = (self.thin.held.get(cell) for cell in self.thin.cells(*first, *last))
        return not any(held and held[-1].order > text.order for held in lines)

    def _look(self, area: Area) -> None:
        self.looks += 1 + sum(map(len, area.outlines)) // 16
        if self.looks > _MOST_LOOKS:
            raise TooIntricate

    def hides(self, text: Shown, x: float, y: float) -> How | None:
        """Whether the character of a text that is at a point is hidden, and how."""
        if text.mode in _INVISIBLE:
            return None if self._is_scanned(x, y) else How.UNSEEN
        if not (self.seen.holds(x, y) and text.clip.holds(x, y)):
            return How.OUTSIDE
        if text.alpha < _VISIBLE:
            return How.UNSEEN
        return self._painted_out(text, x, y)

    def _painted_out(self, text: Shown, x: float, y: float) -> How | None:
        under: Colour | None = WHITE
        for area in self._down(x, y):
            if area.order <= text.order:
                under = area.colour if area.opaque else None
                break
            if area.opaque:
                return How.COVERED
        if alike(text.colour, under):
            # Black on black was readable once; white on paper may be meant for machines.
            return How.UNSEEN if alike(under, WHITE) else How.COVERED
        return How.COVERED if self._is_hatched(text, x, y) else None

    def _is_hatched(self, text: Shown, x: float, y: float) -> bool:
        """Whether lines and boxes, none of which hides a character, together do."""
        if not any(_after(text, cells.at(x, y)) for cells in (self.thin, self.thick)):
            return False
        size, matrix = text.height / _FULL_HEIGHT, text.matrix
        points = [
            (x + (matrix.a * right + matrix.c * up) * size,
             y + (matrix.b * right + matrix.d * up) * size)
            for right in _ACROSS
            for up in _UP
        ]  # fmt: skip
        over = [*self._about(text, points)]
        if not over:
            return False
        left = len(points) - math.ceil(_HATCHED * len(points))
        for point in points:
            if not any(area.holds(*point) for area in over):
                left -= 1
                if left < 0:
                    return False
        return True

    def _about(self, text: Shown, points: list[tuple[float, float]]) -> Iterator[Area]:
        """What is painted opaquely after a text, and reaches into the box around some points."""
        box = around(points)
        for cells in (self.thin, self.thick):
            for cell in cells.cells(*box[:2], *box[2:]):
                for area in _after(text, cells.held.get(cell, [])):
                    self._look(area)
                    common = area.box.within(box)
                    if area.opaque and common.width >= 0 and common.height >= 0:
                        yield area

    def dark_boxes(self) -> int:
        """How many dark boxes lie on pictures, whose dots stay as they are under them."""
        return sum(_is_dark_box(area) and self._is_on_picture(area) for area in self.areas)

    def _is_on_picture(self, box: Area) -> bool:
        left, bottom, right, top = box.box
        for area in self._down((left + right) / 2, (bottom + top) / 2):
            outer = area.box
            inside = (
                outer.left - _CLOSE_PT <= left
                and outer.bottom - _CLOSE_PT <= bottom
                and outer.right + _CLOSE_PT >= right
                and outer.top + _CLOSE_PT >= top
            )
            if area.order < box.order and area.kind is Kind.PICTURE and inside:
                return True
        return False

    def _is_scanned(self, x: float, y: float) -> bool:
        """Whether a picture is what is seen at a point: then invisible text says what it shows."""
        for area in self._down(x, y):
            if area.kind is Kind.PICTURE:
                return self.seen.holds(x, y)
            if area.opaque:
                return False
        return False

    def _down(self, x: float, y: float) -> Iterator[Area]:
        """The areas that are filled at a point, from the top down."""
        for area in reversed(self.thick.at(x, y)):
            self._look(area)
            if area.holds(x, y):
                yield area


def _after(text: Shown, areas: list[Area]) -> list[Area]:
    """Those of a cell's areas that are painted after a text."""
    return areas[bisect_right(areas, text.order, key=lambda area: area.order) :]


def _is_dark_box(area: Area) -> bool:
    """Whether an area is dark, larger than a line is thick, and filled into its corners."""
    if not area.opaque or area.kind is not Kind.PATH or area.colour is None:
        return False
    left, bottom, right, top = area.box
    wide, high = right - left, top - bottom
    if max(area.colour) > _DARK or min(wide, high) < _LEAST_BOX_PT:
        return False
    across = left + wide * _INSET, right - wide * _INSET
    up = bottom + high * _INSET, top - high * _INSET
    return all(area.holds(x, y) for x in across for y in up)
