"""The peer for Word: python-docx's own API, with the same texts and no pictures."""

from __future__ import annotations

from io import BytesIO

import docx

from packgen.document.nodes import Document, Table
from packgen.document.walk import cell_text


def write(document: Document) -> bytes:
    """A document's scorecard tables -> .docx bytes, by python-docx."""
    paper = docx.Document()
    for block in document.blocks:
        if isinstance(block, Table):
            table = paper.add_table(0, len(block.columns))
            for row in (*block.head, *(row for body in block.bodies for row in body.rows)):
                cells = table.add_row().cells
                place = 0
                for cell in row.cells:
                    if place < len(cells):
                        cells[place].text = cell_text(cell)
                    place += cell.colspan
    out = BytesIO()
    paper.save(out)
    return out.getvalue()
