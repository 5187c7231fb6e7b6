"""A peer for Word: python-docx's own API, cell by cell."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.shared import Pt

from packgen.document.nodes import Document
from packgen.settings.style import Style
from tests.benchmarks.sheet import Sheet, sheets
from tests.benchmarks.word import fill, place_row, repeat_head, set_page


def write(document: Document, style: Style) -> bytes:
    """A document's title and scorecard -> .docx bytes, by python-docx."""
    paper = docx.Document()
    set_page(paper, document)
    paper.add_heading(document.title, 0)
    for sheet in sheets(document, style):
        _add_table(paper, sheet, style)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _add_table(paper: Any, sheet: Sheet, style: Style) -> None:
    rows = (*sheet.head, *sheet.body)
    # All rows at once, and each row's cells asked for once: the quick way to use this API.
    table = paper.add_table(len(rows), len(sheet.widths_pt))
    table.autofit = False
    for column, width in zip(table.columns, sheet.widths_pt, strict=True):
        column.width = Pt(width)
    grid = [row.cells for row in table.rows]
    held = [0] * len(sheet.widths_pt)
    for number, places in enumerate(rows):
        if number < len(sheet.head):
            repeat_head(table.rows[number])
        for cell, place in place_row(grid, number, places, held):
            fill(cell, place, style)
