"""A PDF -> what stands on its pages and where: words, grounds and lines, in points.

The tests' door to pypdfium2. The origin is the top left corner of a page, as readers see it.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from packgen.document.roles import Shape

Colour = tuple[int, int, int]
_SPACES = " \t\r\n\u00a0\u2007\u0002\ufffe"
_SHAPES = "".join(shape.value for shape in Shape if shape is not Shape.BAR)
_GAP = 0.22  # of the type size: a wider gap parts words


class Box(NamedTuple):
    """Left, top, right and bottom edge."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> tuple[float, float]:
        """How far two boxes reach into each other, across and down; negative if they don't."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across, down

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the other box lies in this one."""
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Letters between spaces: the ink's box, the baseline, the size as it is seen."""

    text: str
    box: Box
    base: float
    size: float
    colour: Colour
    turned: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled rectangle, in painting order."""

    box: Box
    colour: Colour


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke along an axis, from its upper left to its lower right end."""

    box: Box
    colour: Colour

    @property
    def upright(self) -> bool:
        return self.box.bottom - self.box.top > self.box.right - self.box.left


@dataclass(frozen=True)
class Page:
    """One page."""

    width: float
    height: float
    words: tuple[Word, ...]
    grounds: tuple[Ground, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def text(self) -> str:
        """The words in painting order."""
        return " ".join(word.text for word in self.words)


def read_pages(data: Any) -> tuple[Page, ...]:
    """A PDF's bytes or path -> its pages."""
    with pypdfium2.PdfDocument(data) as pdf:
        return tuple(_page(page) for page in pdf)


def _page(page: Any) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    grounds, rules = [], []
    for shape in _paths(page.raw):
        for found in _shapes(shape, height):
            (grounds if isinstance(found, Ground) else rules).append(found)
    return Page(width, height, tuple(_words(text, height)), tuple(grounds), tuple(rules))


# --- words ----------------------------------------------------------------------------------


class _Glyph(NamedTuple):
    char: str
    box: Box
    x: float
    base: float
    size: float
    angle: float
    colour: Colour
    advance: float


def _words(text: Any, height: float) -> Iterator[Word]:
    word: list[_Glyph] = []
    for glyph in _glyphs(text, height):
        if glyph is None or (word and _apart(word[-1], glyph)):
            yield from _joined(word)
            word = []
        if glyph:
            word.append(glyph)
    yield from _joined(word)


def _apart(one: _Glyph, other: _Glyph) -> bool:
    if one.angle != other.angle or one.char in _SHAPES:
        return True
    if one.angle:
        return abs(one.x - other.x) > 1 or abs(one.base - other.base) > 2 * other.size
    gap = other.x - one.advance
    return abs(one.base - other.base) > 1 or abs(gap) > _GAP * other.size


def _joined(word: list[_Glyph]) -> Iterator[Word]:
    if word:
        boxes = [glyph.box for glyph in word]
        box = Box(
            min(b.left for b in boxes),
            min(b.top for b in boxes),
            max(b.right for b in boxes),
            max(b.bottom for b in boxes),
        )
        first = word[0]
        said = "".join(glyph.char for glyph in word)
        yield Word(said, box, first.base, first.size, first.colour, bool(first.angle))


def _glyphs(text: Any, height: float) -> Iterator[_Glyph | None]:
    """Glyphs in painting order, None for what parts words."""
    raw = text.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    rgba = [ctypes.c_uint() for _ in range(4)]
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(raw, index))
        if char in _SPACES or pdfium.FPDFText_IsGenerated(raw, index) == 1:
            yield None
            continue
        pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, loose)
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        pdfium.FPDFText_GetFillColor(raw, index, *rgba)
        size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
        yield _Glyph(
            char,
            Box(left.value, height - top.value, right.value, height - bottom.value),
            x.value,
            height - y.value,
            size,
            round(math.atan2(matrix.b, matrix.a), 2),
            (rgba[0].value, rgba[1].value, rgba[2].value),
            loose.right,
        )


# --- grounds and rules ----------------------------------------------------------------------


def _paths(page: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        shape = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH:
            yield shape


def _shapes(shape: Any, height: float) -> Iterator[Ground | Rule]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, filled, stroked)
    if filled.value:
        if _upright_rectangle(shape):
            yield Ground(_bounds(shape, height), _colour(pdfium.FPDFPageObj_GetFillColor, shape))
    elif stroked.value:
        colour = _colour(pdfium.FPDFPageObj_GetStrokeColor, shape)
        for (x, y), (to_x, to_y) in _segments(shape):
            if abs(x - to_x) < 0.05 or abs(y - to_y) < 0.05:
                across, down = sorted((x, to_x)), sorted((height - y, height - to_y))
                yield Rule(Box(across[0], down[0], across[1], down[1]), colour)


def _colour(getter: Any, shape: Any) -> Colour:
    rgba = [ctypes.c_uint() for _ in range(4)]
    getter(shape, *rgba)
    return rgba[0].value, rgba[1].value, rgba[2].value


def _bounds(shape: Any, height: float) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    return Box(left.value, height - top.value, right.value, height - bottom.value)


def _segments(shape: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    at = (0.0, 0.0)
    for kind, point in _points(shape):
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield at, point
        at = point


def _points(shape: Any) -> Iterator[tuple[int, tuple[float, float]]]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(shape)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        yield (
            pdfium.FPDFPathSegment_GetType(segment),
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            ),
        )


def _upright_rectangle(shape: Any) -> bool:
    points = [point for _, point in _points(shape)]
    xs, ys = ({round(point[axis], 1) for point in points} for axis in (0, 1))
    return 4 <= len(points) <= 5 and len(xs) == 2 and len(ys) == 2


def letters(words: Iterable[Word]) -> str:
    """Words -> their letters alone, hyphens as typed: for comparing texts."""
    return "".join(word.text for word in words).replace("\u2011", "-")
