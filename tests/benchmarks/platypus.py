"""The peer for PDF: reportlab's LongTable, untagged, with the same texts, widths and fills."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from packgen.document.nodes import Cell, Document, Table
from packgen.document.walk import cell_text
from packgen.settings.style import Style


def write(document: Document, style: Style) -> bytes:
    """A document's scorecard tables -> PDF bytes, by platypus."""
    out = BytesIO()
    page = document.page
    paper = SimpleDocTemplate(
        out,
        pagesize=(page.width_pt, page.height_pt),
        leftMargin=page.left_pt,
        rightMargin=page.right_pt,
        topMargin=page.top_pt,
        bottomMargin=page.bottom_pt,
    )
    paper.build([_table(b, style) for b in document.blocks if isinstance(b, Table)])
    return out.getvalue()


def _table(table: Table, style: Style) -> LongTable:
    text = ParagraphStyle("cell", fontName="Helvetica", fontSize=7, leading=7.9)
    rows, commands = [], [("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#B4BFCB"))]
    for row in (*table.head, *(row for body in table.bodies for row in body.rows)):
        line: list[object] = []
        for cell in row.cells:
            at = (len(line), len(rows))
            if cell.fill:
                commands.append(("BACKGROUND", at, at, HexColor(style.colour(cell.fill))))
            line += [_content(cell, text), *[""] * (cell.colspan - 1)]
        rows.append((line + [""] * len(table.columns))[: len(table.columns)])
    widths = [column.width_pt for column in table.columns]
    return LongTable(rows, colWidths=widths, repeatRows=len(table.head), style=TableStyle(commands))


def _content(cell: Cell, text: ParagraphStyle) -> object:
    if cell.figure:
        return ""
    words = cell_text(cell).replace("&", "&amp;").replace("<", "&lt;")
    return Paragraph(words, text) if " " in words else words
