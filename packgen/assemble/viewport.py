"""What is seen of a page: its crop box, turned as it is shown."""

from __future__ import annotations

from typing import Any, NamedTuple

from packgen.assemble.matrix import Box, Matrix

LEAST_PT, MOST_PT = 3.0, 14400.0
"""The sizes of pages that PDF readers show (ISO 32000-1, annex C)."""
_CLOSE = 0.002


class Viewport(NamedTuple):
    """The visible box in the page's own space, the quarter turns it is shown with (clockwise), and
    how many points a unit is."""

    box: Box
    turns: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, in points."""
        width, height = self.box.width * self.unit, self.box.height * self.unit
        return (height, width) if self.turns % 2 else (width, height)

    def onto(self, page: Box) -> Matrix:
        """The box of another page -> the matrix that lays this one into its middle.

        It is shrunk or grown to fit, unless that would be by less than can be seen.
        """
        width, height = self.size
        scale = min(page.width / width, page.height / height)
        if abs(scale - 1) < _CLOSE:
            scale = 1.0
        x = page.left + (page.width - width * scale) / 2
        y = page.bottom + (page.height - height * scale) / 2
        if abs(page.width - width) < 1 and abs(page.height - height) < 1:
            x, y = page.left, page.bottom
        unit = scale * self.unit
        return self._upright().then(Matrix(unit, 0, 0, unit, x, y))

    def _upright(self) -> Matrix:
        """The matrix that brings the box as shown to the origin."""
        left, bottom, right, top = self.box
        match self.turns:
            case 1:
                return Matrix(0, -1, 1, 0, -bottom, right)
            case 2:
                return Matrix(-1, 0, 0, -1, right, top)
            case 3:
                return Matrix(0, 1, -1, 0, top, -left)
            case _:
                return Matrix(1, 0, 0, 1, -left, -bottom)


def viewport(page: Any) -> Viewport | None:
    """A page with its inherited entries -> what is seen of it; None for no page that can be shown.

    Sizes beyond what readers show are no page either.
    """
    media = box_of(page.get("/MediaBox"))
    if media is None:
        return None
    crop = box_of(page.get("/CropBox"))
    seen = media if crop is None else crop.within(media)
    turned, unit = as_number(page.get("/Rotate", 0)), as_number(page.get("/UserUnit", 1))
    if turned is None or turned % 90 or unit is None or not 0 < unit <= MOST_PT:
        return None
    found = Viewport(seen, int(turned) // 90 % 4, unit)
    return found if all(LEAST_PT <= side <= MOST_PT for side in found.size) else None


def box_of(array: Any) -> Box | None:
    """A PDF rectangle, its corners in any order -> a box; None for anything else."""
    try:
        edges = [float(edge) for edge in array]
    except (TypeError, ValueError):
        return None
    if len(edges) != 4 or any(abs(edge) > 1e6 for edge in edges):
        return None
    left, right = sorted(edges[::2])
    bottom, top = sorted(edges[1::2])
    return Box(left, bottom, right, top)


def as_number(value: Any) -> float | None:
    """A PDF number -> a float; None for anything else."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
