"""What both peers for Word share: the page, cells in their places, pictures and looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from packgen.document.drawing import Figure
from packgen.document.nodes import Document
from packgen.document.roles import Align
from packgen.render.docx.raster import png
from packgen.settings.style import Style
from tests.benchmarks.sheet import Place

_SIDES = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def picture(figure: Figure, style: Style) -> BytesIO:
    """A trend -> a PNG. Neither peer draws: packgen draws for them too, and the time counts."""
    return BytesIO(png(figure.drawing, style))


def set_page(paper: Any, document: Document) -> None:
    """Gives a paper the page of the tree."""
    page, section = document.page, paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(page.width_pt), Pt(page.height_pt)
    section.left_margin, section.right_margin = Pt(page.left_pt), Pt(page.right_pt)
    section.top_margin, section.bottom_margin = Pt(page.top_pt), Pt(page.bottom_pt)


def place_row(
    grid: Sequence[Sequence[Any]], number: int, places: Sequence[Place], held: list[int]
) -> Iterator[tuple[Any, Place]]:
    """A row's places -> their cells, merged as they span; ``held`` is kept from row to row."""
    column = 0
    for place in places:
        while held[column]:
            column += 1
        cell = grid[number][column]
        if place.colspan > 1 or place.rowspan > 1:
            cell = cell.merge(grid[number + place.rowspan - 1][column + place.colspan - 1])
        yield cell, place
        for over in range(column, column + place.colspan):
            held[over] = place.rowspan
        column += place.colspan
    held[:] = [max(0, count - 1) for count in held]


def fill(cell: Any, place: Place, style: Style) -> None:
    """Puts a place's words or its picture into a cell."""
    if place.fill:
        _shade(cell, place.fill)
    paragraph = cell.paragraphs[0]
    if place.figure:
        width = Pt(place.figure.drawing.width_pt)
        paragraph.add_run().add_picture(picture(place.figure, style), width)
        return
    for number, words in enumerate(words for words in place.words if words.text):
        paragraph = cell.add_paragraph() if number else paragraph
        paragraph.alignment = _SIDES[place.align]
        run = paragraph.add_run(words.text)
        run.font.size, run.font.bold = Pt(words.size_pt), words.bold
        run.font.color.rgb = RGBColor.from_string(words.colour.lstrip("#"))


def repeat_head(row: Any) -> None:
    """Lets a row stand on every page; python-docx has no call for it."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _shade(cell: Any, ground: str) -> None:
    """Gives a cell a ground; python-docx has no call for it."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), ground.lstrip("#"))
    cell._tc.get_or_add_tcPr().append(shading)
