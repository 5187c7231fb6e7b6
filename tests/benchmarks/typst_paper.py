"""The peer for PDF that is fastest: Typst, tagged and held to PDF/UA-1 and PDF/A-2a as we are."""

from __future__ import annotations

from functools import cache
from typing import Any

import typst

from packgen.document.drawing import Area, Dot, Drawing, Figure, Stroke
from packgen.document.nodes import Document
from packgen.settings.style import Style
from tests.benchmarks.sheet import Place, Sheet, Words, sheets

_STANDARDS: Any = ["ua-1", "a-2a"]


@cache
def _compiler(fonts: str) -> typst.Compiler:
    """Typst with the style's fonts alone; kept, as its fonts are read once a process."""
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )
    return typst.Compiler(font_paths=found)


def write(document: Document, style: Style) -> bytes:
    """A document's title and scorecard -> PDF bytes, by Typst."""
    compiler = _compiler(str(style.regular.path.parent))
    source = _Writer(style).source(document)
    made = compiler.compile(source.encode("utf-8"), format="pdf", pdf_standards=_STANDARDS)
    if not isinstance(made, bytes):
        raise TypeError("Typst made no PDF")
    return made


class _Writer:
    """Writes Typst's markup: looks are functions defined once, cells call them."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.looks: dict[tuple[float, bool, str], str] = {}

    def source(self, document: Document) -> str:
        """A document -> one Typst file."""
        page = document.page
        body = "".join(self.table(sheet) for sheet in sheets(document, self.style))
        looks = "".join(
            f"#let {name}(t) = text(size: {size}pt, "
            f'weight: {"bold" if bold else "regular"!r}, fill: rgb("{colour}"), t)\n'.replace(
                "'", '"'
            )
            for (size, bold, colour), name in self.looks.items()
        )
        title = _string(document.title)
        return (
            f"#set document(title: {title})\n"
            f"#set page(width: {page.width_pt}pt, height: {page.height_pt}pt, "
            f"margin: (left: {page.left_pt}pt, right: {page.right_pt}pt, "
            f"top: {page.top_pt}pt, bottom: {page.bottom_pt}pt), footer: context align(right, "
            "counter(page).display()))\n"
            f'#set text(font: "Liberation Sans", size: 7pt, lang: "en", hyphenate: false)\n'
            "#set par(leading: 0.3em)\n"
            f"{looks}= #{title}\n{body}"
        )

    def table(self, sheet: Sheet) -> str:
        """A sheet -> a table with a head that repeats."""
        widths = ", ".join(f"{width:.2f}pt" for width in sheet.widths_pt)
        aligns = ", ".join(align.value for align in sheet.aligns)
        head = ", ".join(self.cell(place) for row in sheet.head for place in row)
        body = ",\n".join(self.cell(place) for row in sheet.body for place in row)
        return (
            f"#table(columns: ({widths}), align: ({aligns}), inset: (x: 2pt, y: 1.5pt), "
            'stroke: (rest: none, bottom: 0.4pt + rgb("#B4BFCB")),\n'
            f"table.header({head}),\n{body})\n"
        )

    def cell(self, place: Place) -> str:
        """A cell -> content, or a table.cell where it spans or has a ground."""
        content = self.figure(place.figure) if place.figure else self.words(place.words)
        settings = []
        if place.colspan > 1:
            settings.append(f"colspan: {place.colspan}")
        if place.rowspan > 1:
            settings.append(f"rowspan: {place.rowspan}")
        if place.fill:
            settings.append(f'fill: rgb("{place.fill}")')
        return f"table.cell({', '.join(settings)}, {content})" if settings else content

    def words(self, words: tuple[Words, ...]) -> str:
        """A cell's paragraphs -> content."""
        parts = [f"{self.look(part)}({_string(part.text)})" for part in words if part.text]
        return " + linebreak() + ".join(parts) or "[]"

    def look(self, words: Words) -> str:
        """A paragraph's look -> the name of its function."""
        key = (words.size_pt, words.bold, words.colour)
        return self.looks.setdefault(key, f"look{len(self.looks)}")

    def figure(self, figure: Figure) -> str:
        """A trend -> placed curves and circles in a box."""
        drawing = figure.drawing
        marks = "".join(self.mark(mark, drawing) for mark in drawing.marks)
        return (
            f"figure(alt: {_string(figure.alt)}, box(width: {drawing.width_pt:.2f}pt, "
            f"height: {drawing.height_pt:.2f}pt, {{{marks}}}))"
        )

    def mark(self, mark: object, drawing: Drawing) -> str:
        """A mark of a drawing -> one placed shape."""
        top = drawing.height_pt
        match mark:
            case Area():
                return (
                    f"place(dx: {mark.x:.2f}pt, dy: {top - mark.y - mark.height:.2f}pt, "
                    f"rect(width: {mark.width:.2f}pt, height: {mark.height:.2f}pt, "
                    f'fill: rgb("{self.style.colour(mark.ink)}")));'
                )
            case Stroke():
                (x, y), *rest = mark.points
                steps = "".join(f", curve.line(({a:.2f}pt, {top - b:.2f}pt))" for a, b in rest)
                return (
                    f'place(curve(stroke: {mark.width_pt:g}pt + rgb("'
                    f'{self.style.colour(mark.ink)}"), '
                    f"curve.move(({x:.2f}pt, {top - y:.2f}pt)){steps}));"
                )
            case Dot():
                return (
                    f"place(dx: {mark.x - mark.radius:.2f}pt, "
                    f"dy: {top - mark.y - mark.radius:.2f}pt, "
                    f"circle(radius: {mark.radius:g}pt, "
                    f'fill: rgb("{self.style.colour(mark.ink)}")));'
                )
            case _:
                raise TypeError(f"no {type(mark).__name__} in the benchmark's trends")


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
