"""The matrices of PDF: how one space lies in another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle, in points: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def within(self, other: Box) -> Box:
        """The part of it that lies in another; turned inside out if there is none."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


class Matrix(NamedTuple):
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, outer: Matrix) -> Matrix:
        """This matrix, and after it another: the one that ``cm`` makes of a new one and the old."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """The upright box around where a box comes to lie."""
        return around(self.at(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top))

    @property
    def is_identity(self) -> bool:
        """Whether everything stays where it is."""
        return all(abs(m - i) < 1e-6 for m, i in zip(self, IDENTITY, strict=True))


IDENTITY = Matrix()
UNIT = Box(0, 0, 1, 1)


def around(points: Iterable[tuple[float, float]]) -> Box:
    """Points, one at least -> the box around them."""
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def number(value: float) -> str:
    """A number as PDF writes it: without an exponent, to a ten-thousandth."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def numbers(values: Iterable[float]) -> str:
    """Numbers as PDF writes them, with spaces between."""
    return " ".join(map(number, values))
