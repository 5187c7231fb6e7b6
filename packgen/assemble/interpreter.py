"""A page's content -> what it paints, as a reader would paint it, but with boxes for glyphs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pikepdf

from packgen.assemble.appearance import appearance_of, matrix_of, placing
from packgen.assemble.colouring import BLACK, Colour, Space, colour_in, colour_of, space_of
from packgen.assemble.fontwidths import FontWidths, font_widths
from packgen.assemble.masks import is_cut_out
from packgen.assemble.matrix import IDENTITY, UNIT, Box, Matrix, around
from packgen.assemble.painting import Kind, Outline, Painting, Shown, corners
from packgen.assemble.pen import Pen
from packgen.assemble.viewport import as_number, box_of

_DEEPEST: Final = 30
_FULL_HEIGHT, _MIDDLE = 0.7, 0.3
_LEAST_STROKE_PT, _LEAST_THIN_PT = 4.0, 0.1
"""Lines at least as thick can hide a line of text, one alone or many together."""
_FILLING: Final = (0, 2, 4, 6)
_FILLS: Final = {"f": False, "F": False, "f*": True, "B": False, "B*": True, "b": False, "b*": True}
_STROKES: Final = frozenset({"S", "s", "B", "B*", "b", "b*"})
_CLOSES: Final = frozenset({"s", "b", "b*"})


class Interpreter:
    """Paints one page after the other; fonts are read once for all of them."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], FontWidths] = {}

    def page(self, page: pikepdf.Page, seen: Box) -> Painting:
        """A page and the box that can hold what is painted -> what it paints.

        Raises TooIntricate, or pikepdf.PdfError for content that can't be read.
        """
        painting = Painting()
        pen = Pen(IDENTITY, seen)
        _Run(self._fonts, painting, pen, page.obj.get("/Resources"), ()).paint(page)
        return painting

    def appearance(self, painting: Painting, annotation: Any, seen: Box) -> bool:
        """Paints an annotation by its appearance; whether it has any."""
        form, box = appearance_of(annotation), box_of(annotation.get("/Rect"))
        if form is None or box is None:
            return False
        pen = Pen(placing(form, box), seen)
        _Run(self._fonts, painting, pen, None, ()).form(form)
        return True


def _entry(resources: Any, kind: str, name: Any) -> Any:
    held = resources.get(kind) if isinstance(resources, pikepdf.Dictionary) else None
    return held.get(str(name)) if isinstance(held, pikepdf.Dictionary) else None


class _Run:
    """One content stream: the page's, or a form's."""

    def __init__(
        self,
        fonts: dict[tuple[int, int], FontWidths],
        painting: Painting,
        pen: Pen,
        resources: Any,
        within: tuple[tuple[int, int], ...],
    ) -> None:
        self.fonts, self.painting, self.pen = fonts, painting, pen
        self.resources, self.within = resources, within
        self.saved: list[Pen] = []
        self.outlines: list[Outline] = []
        self.clipping = False
        self.text = self.line = IDENTITY

    def paint(self, content: Any) -> None:
        for instruction in self.painting.parsed(content):
            self.painting.step()
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._picture(instruction.iimage.obj)
                continue
            name = str(instruction.operator)
            if name in _FILLS or name in _STROKES or name == "n":
                self._finish(name)
            elif (handler := _HANDLERS.get(name)) is not None:
                operands = instruction.operands
                handler(self, [as_number(o) if _is_number(o) else o for o in operands])

    # The graphics state.

    def save(self, _: list[Any]) -> None:
        self.saved.append(replace(self.pen))

    def restore(self, _: list[Any]) -> None:
        if self.saved:
            self.pen = self.saved.pop()

    def transform(self, values: list[Any]) -> None:
        if len(values) == 6 and _all_numbers(values):
            self.pen.ctm = Matrix(*values).then(self.pen.ctm)

    def width(self, values: list[Any]) -> None:
        self.pen.line = _first(values)

    def state(self, values: list[Any]) -> None:
        entries = _entry(self.resources, "/ExtGState", values[0]) if values else None
        if not isinstance(entries, pikepdf.Dictionary):
            return
        pen = self.pen
        pen.fill_alpha = _or(as_number(entries.get("/ca")), pen.fill_alpha)
        pen.stroke_alpha = _or(as_number(entries.get("/CA")), pen.stroke_alpha)
        pen.line = _or(as_number(entries.get("/LW")), pen.line)
        if (blend := entries.get("/BM")) is not None:
            held = blend[0] if isinstance(blend, pikepdf.Array) and len(blend) else blend
            pen.blend = str(held)
        if (mask := entries.get("/SMask")) is not None:
            pen.masked = mask != "/None"
        font = entries.get("/Font")
        if isinstance(font, pikepdf.Array) and len(font) == 2:
            pen.font, pen.size = self._widths(font[0]), as_number(font[1]) or 0.0

    def fill_device(self, values: list[Any]) -> None:
        self.pen.fill, self.pen.fill_space = colour_of(values), Space.PLAIN

    def stroke_device(self, values: list[Any]) -> None:
        self.pen.stroke, self.pen.stroke_space = colour_of(values), Space.PLAIN

    def fill_in(self, values: list[Any]) -> None:
        self.pen.fill, self.pen.fill_space = BLACK, self._space(values)

    def stroke_in(self, values: list[Any]) -> None:
        self.pen.stroke, self.pen.stroke_space = BLACK, self._space(values)

    def fill_colour(self, values: list[Any]) -> None:
        self.pen.fill = colour_in(self.pen.fill_space, values)

    def stroke_colour(self, values: list[Any]) -> None:
        self.pen.stroke = colour_in(self.pen.stroke_space, values)

    def _space(self, values: list[Any]) -> Space:
        name = values[0] if values else None
        return space_of(_entry(self.resources, "/ColorSpace", name) or name)

    # Paths.

    def move(self, values: list[Any]) -> None:
        if len(values) == 2 and _all_numbers(values):
            self.outlines.append([self.pen.ctm.at(*values)])

    def draw(self, values: list[Any]) -> None:
        """Curves become the line through their points of control."""
        if not self.outlines or not _all_numbers(values):
            return
        points = zip(values[::2], values[1::2], strict=False)
        self.outlines[-1] += [self.pen.ctm.at(x, y) for x, y in points]

    def close(self, _: list[Any]) -> None:
        if self.outlines:
            self.outlines.append([self.outlines[-1][0]])

    def rectangle(self, values: list[Any]) -> None:
        if len(values) == 4 and _all_numbers(values):
            x, y, width, height = values
            self.outlines.append(corners(Box(x, y, x + width, y + height), self.pen.ctm))

    def clip(self, _: list[Any]) -> None:
        self.clipping = True

    def _finish(self, name: str) -> None:
        pen = self.pen
        if name in _FILLS:
            opaque = pen.is_opaque(pen.fill_alpha, pen.fill)
            self._area(self.outlines, pen.fill, opaque=opaque, even_odd=_FILLS[name])
        if name in _STROKES:
            self._strokes(closed=name in _CLOSES)
        if self.clipping and self.outlines:
            points = (point for outline in self.outlines for point in outline)
            pen.clip = pen.clip.within(around(points))
        self.outlines, self.clipping = [], False

    def _strokes(self, *, closed: bool) -> None:
        """Lines, each as the area that it covers: thin ones too, if there is text to hide."""
        pen = self.pen
        thick = pen.line * math.sqrt(abs(pen.ctm.a * pen.ctm.d - pen.ctm.b * pen.ctm.c))
        thin = thick < _LEAST_STROKE_PT
        opaque = pen.is_opaque(pen.stroke_alpha, pen.stroke)
        if thin and not (opaque and self.painting.texts and thick >= _LEAST_THIN_PT):
            return
        for outline in self.outlines:
            points = [*outline, outline[0]] if closed else outline
            for start, end in itertools.pairwise(points):
                if (length := math.dist(start, end)) > 0:
                    across = (end[0] - start[0]) / length, (end[1] - start[1]) / length
                    x, y = -across[1] * thick / 2, across[0] * thick / 2
                    (ax, ay), (bx, by) = start, end
                    band = [(ax + x, ay + y), (bx + x, by + y), (bx - x, by - y), (ax - x, ay - y)]
                    self._area([band], pen.stroke, opaque=opaque, thin=thin)

    def _area(
        self,
        outlines: list[Outline],
        colour: Colour | None,
        *,
        opaque: bool,
        even_odd: bool = False,
        kind: Kind = Kind.PATH,
        thin: bool = False,
    ) -> None:
        self.painting.add_area(
            kind, outlines, self.pen.clip, opaque=opaque, colour=colour, even_odd=even_odd,
            thin=thin,
        )  # fmt: skip

    # Pictures and forms.

    def shading(self, _: list[Any]) -> None:
        pen = self.pen
        everywhere = [corners(pen.clip, IDENTITY)]
        opaque = pen.is_opaque(pen.fill_alpha, None)
        self._area(everywhere, None, opaque=opaque, kind=Kind.SHADING)

    def place(self, values: list[Any]) -> None:
        held = _entry(self.resources, "/XObject", values[0]) if values else None
        if not isinstance(held, pikepdf.Stream):
            return
        if held.get("/Subtype") == "/Image":
            self._picture(held)
        elif held.get("/Subtype") == "/Form":
            self.form(held)

    def _picture(self, picture: Any) -> None:
        """A picture. A stencil of a few dots is how some programs paint a box."""
        pen = self.pen
        stencil = bool(picture.get("/ImageMask", picture.get("/IM", False)))
        width = as_number(picture.get("/Width", picture.get("/W"))) or 0
        height = as_number(picture.get("/Height", picture.get("/H"))) or 0
        colour = pen.fill if stencil else None
        solid = width * height <= 4 if stencil else not is_cut_out(picture)
        opaque = solid and pen.is_opaque(pen.fill_alpha, colour)
        kind = Kind.PATH if stencil and solid else Kind.PICTURE
        self._area([corners(UNIT, pen.ctm)], colour, opaque=opaque, kind=kind)

    def form(self, form: Any) -> None:
        if form.objgen in self.within or len(self.within) > _DEEPEST:
            return
        pen = replace(self.pen, ctm=matrix_of(form.get("/Matrix")).then(self.pen.ctm))
        if (box := box_of(form.get("/BBox"))) is not None:
            pen.clip = pen.clip.within(pen.ctm.box(box))
        if "/Group" in form:
            pen.veil, pen.fill_alpha, pen.stroke_alpha = pen.veil * pen.fill_alpha, 1.0, 1.0
        resources = form.get("/Resources", self.resources)
        run = _Run(self.fonts, self.painting, pen, resources, (*self.within, form.objgen))
        run.paint(form)

    # Text.

    def begin(self, _: list[Any]) -> None:
        self.text = self.line = IDENTITY

    def font(self, values: list[Any]) -> None:
        if len(values) == 2:
            self.pen.font = self._widths(_entry(self.resources, "/Font", values[0]))
            self.pen.size = values[1] if isinstance(values[1], float) else 0.0

    def spacing(self, values: list[Any]) -> None:
        self.pen.spacing = _first(values)

    def word(self, values: list[Any]) -> None:
        self.pen.word = _first(values)

    def across(self, values: list[Any]) -> None:
        self.pen.across = _first(values) / 100

    def rise(self, values: list[Any]) -> None:
        self.pen.rise = _first(values)

    def leading(self, values: list[Any]) -> None:
        self.pen.leading = _first(values)

    def mode(self, values: list[Any]) -> None:
        self.pen.mode = int(_first(values))

    def set_line(self, values: list[Any]) -> None:
        if len(values) == 6 and _all_numbers(values):
            self.text = self.line = Matrix(*values)

    def go(self, values: list[Any]) -> None:
        if len(values) == 2 and _all_numbers(values):
            self.text = self.line = Matrix(1, 0, 0, 1, *values).then(self.line)

    def go_leading(self, values: list[Any]) -> None:
        if len(values) == 2 and _all_numbers(values):
            self.pen.leading = -values[1]
            self.go(values)

    def next_line(self, _: list[Any]) -> None:
        self.go([0.0, -self.pen.leading])

    def show(self, values: list[Any]) -> None:
        if not values:
            return
        pen, font = self.pen, self.pen.font
        codes, middles, x = list[int](), list[float](), 0.0
        pieces = values[-1] if isinstance(values[-1], pikepdf.Array) else values[-1:]
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                x -= (as_number(piece) or 0.0) / 1000 * pen.size * pen.across
                continue
            for code in font.codes(bytes(piece)):
                wide = font.width(code) * pen.size
                if code in font.blocks:
                    self._block(x, wide * pen.across)
                elif code not in font.blanks:
                    codes.append(code)
                    middles.append(x + wide * pen.across / 2)
                gap = pen.spacing + (pen.word if code == 32 and font.length == 1 else 0.0)
                x += (wide + gap) * pen.across
        if codes:
            self.painting.texts.append(self._shown(codes, middles))
        self.text = Matrix(1, 0, 0, 1, x, 0).then(self.text)

    def _block(self, x: float, wide: float) -> None:
        """A glyph that is a box: painted, and nothing to read."""
        pen = self.pen
        if pen.mode in _FILLING:
            box = Box(x, pen.rise, x + wide, pen.rise + _FULL_HEIGHT * pen.size)
            opaque = pen.is_opaque(pen.fill_alpha, pen.fill)
            self._area([corners(box, self.text.then(pen.ctm))], pen.fill, opaque=opaque)

    def _shown(self, codes: list[int], middles: list[float]) -> Shown:
        pen = self.pen
        stroked = pen.mode % 4 == 1
        colour = pen.stroke if stroked else pen.fill
        alpha = (pen.stroke_alpha if stroked else pen.fill_alpha) * pen.veil
        matrix = self.text.then(pen.ctm)
        middle, high = pen.rise + _MIDDLE * pen.size, _FULL_HEIGHT * pen.size
        return Shown(
            self.painting.steps, pen.font, codes, middles, middle, high, matrix, pen.clip,
            pen.mode, colour, alpha,
        )  # fmt: skip

    def show_next(self, values: list[Any]) -> None:
        self.next_line([])
        self.show(values)

    def show_spaced(self, values: list[Any]) -> None:
        if len(values) == 3:
            self.word(values)
            self.spacing(values[1:])
        self.show_next(values)

    def _widths(self, font: Any) -> FontWidths:
        if not isinstance(font, pikepdf.Dictionary) or not font.is_indirect:
            return font_widths(font)
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = font_widths(font)
        return self.fonts[font.objgen]


def _is_number(operand: Any) -> bool:
    return not isinstance(operand, pikepdf.Object | bool)


def _all_numbers(values: list[Any]) -> bool:
    return all(isinstance(value, float) for value in values)


def _first(values: list[Any]) -> float:
    return values[0] if values and isinstance(values[0], float) else 0.0


def _or(value: float | None, other: float) -> float:
    return other if value is None else value


_HANDLERS: Final[dict[str, Callable[[_Run, list[Any]], None]]] = {
    "q": _Run.save, "Q": _Run.restore, "cm": _Run.transform, "w": _Run.width, "gs": _Run.state,
    "g": _Run.fill_device, "rg": _Run.fill_device, "k": _Run.fill_device,
    "G": _Run.stroke_device, "RG": _Run.stroke_device, "K": _Run.stroke_device,
    "cs": _Run.fill_in, "CS": _Run.stroke_in, "sc": _Run.fill_colour, "scn": _Run.fill_colour,
    "SC": _Run.stroke_colour, "SCN": _Run.stroke_colour,
    "m": _Run.move, "l": _Run.draw, "c": _Run.draw, "v": _Run.draw, "y": _Run.draw,
    "h": _Run.close, "re": _Run.rectangle, "W": _Run.clip, "W*": _Run.clip,
    "sh": _Run.shading, "Do": _Run.place, "BT": _Run.begin, "Tf": _Run.font,
    "Tc": _Run.spacing, "Tw": _Run.word, "Tz": _Run.across, "Ts": _Run.rise, "TL": _Run.leading,
    "Tr": _Run.mode, "Tm": _Run.set_line, "Td": _Run.go, "TD": _Run.go_leading,
    "T*": _Run.next_line, "Tj": _Run.show, "TJ": _Run.show, "'": _Run.show_next,
    '"': _Run.show_spaced,
}  # fmt: skip
