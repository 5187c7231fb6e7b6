"""A peer for Word: docxtpl, a template whose table loops over rows."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.shared import Pt, RGBColor
from docxtpl import DocxTemplate, InlineImage, RichText

from packgen.document.nodes import Document
from packgen.settings.style import Style
from tests.benchmarks.sheet import Place, Sheet, Words, sheets
from tests.benchmarks.word import fill, picture, place_row, repeat_head, set_page

_made: dict[tuple[float, ...], bytes] = {}
"""Templates by their column widths: a user draws one once, in Word, so that no run counts it."""


def prepare(document: Document, style: Style) -> None:
    """Draws the template for a document's columns, before the clock starts."""
    for sheet in sheets(document, style):
        _made[sheet.widths_pt] = _template(document, sheet, style)


def write(document: Document, style: Style) -> bytes:
    """A document's title and scorecard -> .docx bytes, by docxtpl."""
    (sheet,) = sheets(document, style)
    template = DocxTemplate(BytesIO(_made[sheet.widths_pt]))
    rows = [_row(places, template, sheet, style) for places in sheet.body]
    template.render({"title": document.title, "rows": rows}, autoescape=True)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _row(
    places: Sequence[Place], template: DocxTemplate, sheet: Sheet, style: Style
) -> dict[str, Any]:
    if len(places) < len(sheet.widths_pt):
        return {"section": [" ".join(words.text for words in place.words) for place in places]}
    rating = next((place for place in places if place.fill), None)
    row: dict[str, Any] = {
        "texts": [[words.text for words in place.words] for place in places],
        "fill": rating.fill.lstrip("#") if rating and rating.fill else "FFFFFF",
    }
    if rating:
        (words,) = rating.words
        size = round(2 * words.size_pt)
        row["rating"] = RichText(words.text, color=words.colour, bold=words.bold, size=size)
    for place in places:
        if place.figure:
            width = Pt(place.figure.drawing.width_pt)
            row["trend"] = InlineImage(template, picture(place.figure, style), width)
    return row


def _template(document: Document, sheet: Sheet, style: Style) -> bytes:
    """The head as it is; a section row and a row of figures to be repeated."""
    width = len(sheet.widths_pt)
    section = next((row for row in sheet.body if len(row) < width), None)
    plain = next(row for row in sheet.body if len(row) == width)
    rated = next(at for at, place in enumerate(plain) if place.fill)
    paper = docx.Document()
    set_page(paper, document)
    paper.add_heading("{{ title }}", 0)
    table = paper.add_table(len(sheet.head) + 7, width)
    table.autofit = False
    for column, width_pt in zip(table.columns, sheet.widths_pt, strict=True):
        column.width = Pt(width_pt)
    grid = [row.cells for row in table.rows]
    held = [0] * width
    for number, places in enumerate(sheet.head):
        repeat_head(table.rows[number])
        for cell, place in place_row(grid, number, places, held):
            fill(cell, place, style)
    tags = ["for row in rows", "if row.section", "", "else", "", "endif", "endfor"]
    for number, tag in enumerate(tags, len(sheet.head)):
        if tag:
            grid[number][0].text = f"{{%tr {tag} %}}"
    at = len(sheet.head) + 2
    for number, (cell, place) in enumerate(place_row(grid, at, section or plain, [0] * width)):
        _say(cell, place.words, [f"{{{{ row.section[{number}] }}}}"])
    for number, (cell, place) in enumerate(place_row(grid, at + 2, plain, [0] * width)):
        if place.figure:
            cell.text = "{{ row.trend }}"
        elif number == rated:
            cell.text = "{% cellbg row.fill %}{{r row.rating }}"
        else:
            texts = [f"{{{{ row.texts[{number}][{n}] }}}}" for n in range(len(place.words))]
            _say(cell, place.words, texts)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _say(cell: Any, words: Sequence[Words], texts: Sequence[str]) -> None:
    """Puts placeholders into a cell, in the looks of the words that will stand there."""
    for number, (look, text) in enumerate(zip(words, texts, strict=False)):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.font.bold = Pt(look.size_pt), look.bold
        run.font.color.rgb = RGBColor.from_string(look.colour.lstrip("#"))
