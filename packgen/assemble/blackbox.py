"""Text that a page hides and a reader's mouse would find: under boxes, in the ground's own colour,
invisible, or beyond the page's edge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, NamedTuple

import pikepdf

from packgen.assemble.colouring import WHITE, alike
from packgen.assemble.interpreter import Interpreter
from packgen.assemble.matrix import IDENTITY, Box
from packgen.assemble.painting import Area, Kind, Painting, Shown, TooIntricate, corners
from packgen.assemble.viewport import as_number, box_of, viewport

_CELLS: Final = 24
_MOST_LOOKS: Final = 20_000_000
_VISIBLE: Final = 0.05
_EVERYWHERE: Final = Box(-1e7, -1e7, 1e7, 1e7)
_INVISIBLE: Final = (3, 7)


class How(Enum):
    """How text is hidden."""

    COVERED = "under a box or a picture"
    UNSEEN = "in the colour of what is under it, or invisible"
    OUTSIDE = "beyond what is shown of the page"


class Hidden(NamedTuple):
    """How much is hidden on a page, and how. What it says is nowhere kept."""

    page: int
    how: How
    characters: int


def hidden_text(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    """A PDF -> the text that is hidden on its pages, its notes still in it.

    Raises TooIntricate, or pikepdf.PdfError for content that can't be read.
    """
    interpreter = Interpreter()
    for number, page in enumerate(pdf.pages, 1):
        seen = viewport(page.obj)
        if seen is None:
            continue
        painting = interpreter.page(page, _EVERYWHERE)
        for annotation in _annotations(page.obj):
            painting.steps += 1
            _cover(interpreter, painting, annotation)
        found = Counter(_hidden(painting, seen.box))
        yield from (Hidden(number, how, found[how]) for how in How if found[how])


def _annotations(page: Any) -> Iterator[Any]:
    held = page.get("/Annots")
    for annotation in held if isinstance(held, pikepdf.Array) else ():
        if isinstance(annotation, pikepdf.Dictionary):
            yield annotation


def _cover(interpreter: Interpreter, painting: Painting, annotation: Any) -> None:
    """What an annotation paints. One that marks a redaction counts as a box, drawn or not."""
    kind, box = str(annotation.get("/Subtype")), box_of(annotation.get("/Rect"))
    if kind == "/Popup" or box is None:
        return
    if kind != "/Redact":
        if interpreter.appearance(painting, annotation, _EVERYWHERE):
            return
        if kind in ("/Link", "/Widget"):
            return
        inside = annotation.get("/C" if kind == "/FreeText" else "/IC")
        alpha = as_number(annotation.get("/CA", 1))
        if not isinstance(inside, pikepdf.Array) or not len(inside) or (alpha or 0) < 1:
            return
    quads = annotation.get("/QuadPoints")
    points = [as_number(v) or 0.0 for v in quads] if isinstance(quads, pikepdf.Array) else []
    fours = [points[i : i + 8] for i in range(0, len(points) - 7, 8)]
    boxes = [Box(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in fours] or [box]
    for one in boxes:
        outline = [corners(one, IDENTITY)]
        painting.add_area(Kind.PATH, outline, _EVERYWHERE, opaque=True, colour=None)


_Mark = tuple[int, int, int]
"""A character and where it stands, to a point."""


def _hidden(painting: Painting, seen: Box) -> Iterator[How]:
    """One for each character that is hidden."""
    ground = _Ground(painting.areas, seen)
    covered = list[_Mark]()
    for text in painting.texts:
        if ground.is_plain(text):
            continue
        for mark, x, y in _characters(text):
            how = ground.hides(text, x, y)
            if how is How.COVERED:
                covered.append(mark)
            elif how is not None:
                yield how
    if covered:
        # What is painted once more on top of its cover is not hidden.
        shown = set(_shown(painting, ground, frozenset(covered)))
        yield from (How.COVERED for mark in covered if mark not in shown)


def _characters(text: Shown) -> Iterator[tuple[_Mark, float, float]]:
    for code, middle in zip(text.codes, text.middles, strict=True):
        x, y = text.matrix.at(middle, text.rise)
        yield (code, round(x), round(y)), x, y


def _shown(painting: Painting, ground: _Ground, marks: frozenset[_Mark]) -> Iterator[_Mark]:
    """Those characters that can be read somewhere on the page."""
    for text in painting.texts:
        for mark, x, y in _characters(text):
            if mark in marks and ground.hides(text, x, y) is None:
                yield mark


class _Ground:
    """The areas of a page, by where they are."""

    def __init__(self, areas: list[Area], seen: Box) -> None:
        self.seen = seen
        self.looks = 0
        self.cells: dict[tuple[int, int], list[Area]] = defaultdict(list)
        for area in areas:
            left, bottom = self._cell(area.box.left, area.box.bottom)
            right, top = self._cell(area.box.right, area.box.top)
            for column in range(left, right + 1):
                for row in range(bottom, top + 1):
                    self.cells[column, row].append(area)

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        across = (x - self.seen.left) / self.seen.width * _CELLS
        up = (y - self.seen.bottom) / self.seen.height * _CELLS
        return int(min(_CELLS, max(-1, across))), int(min(_CELLS, max(-1, up)))

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
        (left, low), (right, high) = self._cell(*first), self._cell(*last)
        for column in range(min(left, right), max(left, right) + 1):
            for row in range(min(low, high), max(low, high) + 1):
                for area in self.cells.get((column, row), ()):
                    self._look(area)
                    later = area.order > text.order
                    if area.opaque and (later or alike(text.colour, area.colour)):
                        return False
        return True

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
        under = WHITE
        for area in self._down(x, y):
            if area.order > text.order:
                if area.opaque:
                    return How.COVERED
                continue
            if not area.opaque or area.colour is None:
                return None
            under = area.colour
            break
        # Black on black was readable once; white on paper may be meant for machines.
        how = How.UNSEEN if alike(under, WHITE) else How.COVERED
        return how if alike(text.colour, under) else None

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
        areas = self.cells.get(self._cell(x, y), ())
        for area in reversed(areas):
            self._look(area)
            if area.holds(x, y):
                yield area
