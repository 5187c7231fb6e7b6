"""Text that a page hides and a reader's mouse would find: under boxes, in the ground's own colour,
invisible, or beyond the page's edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, assert_never

import pikepdf

from packgen.assemble.colouring import BLACK
from packgen.assemble.ground import Ground, How
from packgen.assemble.interpreter import Interpreter
from packgen.assemble.matrix import IDENTITY, Box
from packgen.assemble.painting import Kind, Painting, Shown, corners
from packgen.assemble.viewport import as_number, box_of, viewport

_EVERYWHERE: Final = Box(-1e7, -1e7, 1e7, 1e7)


class Hidden(NamedTuple):
    """How much is hidden on a page, and how: characters, or the boxes on pictures. What it says is
    nowhere kept."""

    page: int
    how: How
    amount: int

    @property
    def said(self) -> str:
        """In words."""
        match self.how:
            case How.BLACKED:
                return f"parts of pictures are hidden {self.how.value}, {self.amount} of them"
            case How.COVERED | How.UNSEEN | How.OUTSIDE:
                return f"{self.amount} characters are hidden {self.how.value}"
            case _:
                assert_never(self.how)

    @property
    def stops(self) -> bool:
        """Whether someone seems to have blacked it out."""
        return self.how in (How.COVERED, How.BLACKED)


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
        ground = Ground(painting, seen.box)
        found = Counter(_hidden(painting, ground))
        found[How.BLACKED] = ground.dark_boxes()
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
        # It is taken off, of whatever colour it is: as good as black to what is under it.
        painting.add_area(Kind.PATH, outline, _EVERYWHERE, opaque=True, colour=BLACK)


_Mark = tuple[int, int, int]
"""A character and where it stands, to a point."""


def _hidden(painting: Painting, ground: Ground) -> Iterator[How]:
    """One for each character that is hidden."""
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


def _shown(painting: Painting, ground: Ground, marks: frozenset[_Mark]) -> Iterator[_Mark]:
    """Those characters that can be read somewhere on the page."""
    for text in painting.texts:
        for mark, x, y in _characters(text):
            if mark in marks and ground.hides(text, x, y) is None:
                yield mark
