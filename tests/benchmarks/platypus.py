"""A peer for PDF: reportlab's platypus LongTable, untagged."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Circle, PolyLine, Rect
from reportlab.graphics.shapes import Drawing as Canvas
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from packgen.document.drawing import Area, Dot, Drawing, Stroke
from packgen.document.nodes import Document
from packgen.document.roles import Align
from packgen.settings.style import Style
from tests.benchmarks.sheet import Place, Sheet, Words, sheets

_SIDES = {Align.LEFT: TA_LEFT, Align.CENTRE: TA_CENTER, Align.RIGHT: TA_RIGHT}
_FACES = {False: "Peer", True: "Peer-Bold"}


def write(document: Document, style: Style) -> bytes:
    """A document's title and scorecard -> PDF bytes, by platypus."""
    _register(style.regular.path, style.bold.path)
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
    title = Paragraph(escape(document.title), _look(18, 22, True, "#1B3A5C", Align.LEFT))
    paper.build(
        [title, *(_table(sheet, style) for sheet in sheets(document, style))],
        onFirstPage=_page_number,
        onLaterPages=_page_number,
    )
    return out.getvalue()


@cache
def _register(regular: Path, bold: Path) -> None:
    """The style's fonts, once a process."""
    pdfmetrics.registerFont(TTFont(_FACES[False], str(regular)))
    pdfmetrics.registerFont(TTFont(_FACES[True], str(bold)))


def _page_number(canvas, paper) -> None:  # type: ignore[no-untyped-def]
    canvas.setFont(_FACES[False], 7)
    canvas.drawRightString(paper.pagesize[0] - paper.rightMargin, 20, str(paper.page))


def _table(sheet: Sheet, style: Style) -> LongTable:
    rows = []
    commands: list[tuple[object, ...]] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#B4BFCB")),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    held = [0] * len(sheet.widths_pt)
    for number, places in enumerate((*sheet.head, *sheet.body)):
        row: list[object] = [""] * len(held)
        column = 0
        for place in places:
            while held[column]:
                column += 1
            row[column] = _content(place, style)
            at = (column, number)
            end = (column + place.colspan - 1, number + place.rowspan - 1)
            if at != end:
                commands.append(("SPAN", at, end))
            if place.fill:
                commands.append(("BACKGROUND", at, end, HexColor(place.fill)))
            for over in range(column, column + place.colspan):
                held[over] = place.rowspan
            column += place.colspan
        held = [max(0, count - 1) for count in held]
        rows.append(row)
    return LongTable(
        rows, colWidths=sheet.widths_pt, repeatRows=len(sheet.head), style=TableStyle(commands)
    )


def _content(place: Place, style: Style) -> object:
    if place.figure:
        return _trend(place.figure.drawing, style)
    return [_paragraph(words, place.align) for words in place.words if words.text]


def _paragraph(words: Words, align: Align) -> Paragraph:
    look = _look(words.size_pt, words.leading_pt, words.bold, words.colour, align)
    return Paragraph(escape(words.text), look)


@cache
def _look(
    size_pt: float, leading_pt: float, bold: bool, colour: str, align: Align
) -> ParagraphStyle:
    return ParagraphStyle(
        "cell",
        fontName=_FACES[bold],
        fontSize=size_pt,
        leading=leading_pt,
        textColor=HexColor(colour),
        alignment=_SIDES[align],
    )


def _trend(drawing: Drawing, style: Style) -> Canvas:
    canvas = Canvas(drawing.width_pt, drawing.height_pt)
    for mark in drawing.marks:
        ink = HexColor(style.colour(mark.ink))
        match mark:
            case Area():
                shape = Rect(
                    mark.x, mark.y, mark.width, mark.height, fillColor=ink, strokeColor=None
                )
            case Stroke():
                points = [edge for point in mark.points for edge in point]
                shape = PolyLine(points, strokeColor=ink, strokeWidth=mark.width_pt)
            case Dot():
                shape = Circle(mark.x, mark.y, mark.radius, fillColor=ink, strokeColor=None)
            case _:
                raise TypeError(f"no {type(mark).__name__} in the benchmark's trends")
        canvas.add(shape)
    return canvas
