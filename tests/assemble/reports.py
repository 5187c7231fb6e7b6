"""Reports by others, of many kinds, for merging."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
from docx.enum.section import WD_ORIENT
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from tests.assemble.drawn import A4, drawn, lines, picture
from tests.libreoffice import as_pdfs

_OPTIONS = {"PDFUACompliance": "true", "UseTaggedPDF": "true", "ExportBookmarks": "true"}


def word_report(*, bullets: bool) -> bytes:
    """Headings, a table, a list, and a page across, in Word."""
    report = docx.Document()
    report.core_properties.title = "Annual report of the auditor"
    report.core_properties.language = "cy-GB"
    report.add_heading("Annual report", 1)
    report.add_paragraph("What the auditor found in the year.")
    for text in ("First finding", "Second finding"):
        report.add_paragraph(text, style="List Bullet" if bullets else "List Number")
    report.add_heading("Figures", 2)
    table = report.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for row in table.rows:
        for cell in row.cells:
            cell.text = "A figure"
    section = report.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    report.add_heading("A page across", 2)
    report.add_paragraph("Printed landscape.")
    out = BytesIO()
    report.save(out)
    return out.getvalue()


def printed(folder: Path, *, bullets: bool = True) -> bytes:
    """The report in Word, as LibreOffice makes a tagged PDF of it."""
    options = {key: {"type": "boolean", "value": value} for key, value in _OPTIONS.items()}
    kind = f"pdf:writer_pdf_Export:{json.dumps(options)}"
    return as_pdfs(folder, {"report": word_report(bullets=bullets)}, kind)["report"].read_bytes()


@cache
def linked() -> bytes:
    """Three pages with bookmarks, links between them, and names."""

    def first(canvas: Canvas) -> None:
        lines("Contents", "See the end")(canvas)
        canvas.bookmarkPage("start")
        canvas.addOutlineEntry("Contents", "start", 0)
        canvas.linkAbsolute("See the end", "end", (72, 735, 140, 755), Border="[0 0 0]")
        canvas.linkURL("https://example.org/report", (72, 600, 140, 620))

    def second(canvas: Canvas) -> None:
        lines("Middle")(canvas)
        canvas.bookmarkHorizontal("middle", 0, 700)
        canvas.addOutlineEntry("Middle", "middle", 1)

    def third(canvas: Canvas) -> None:
        lines("The end")(canvas)
        canvas.bookmarkHorizontal("end", 0, 500)
        canvas.addOutlineEntry("The end", "end", 0)

    out = BytesIO()
    with pikepdf.open(BytesIO(drawn(first, second, third))) as pdf:
        end = Array([pdf.pages[2].obj, Name.XYZ, 0, 500, None])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("end"), end])))
        pdf.pages[0].obj.Annots[0].Dest = String("end")
        pdf.save(out)
    return out.getvalue()


def scanned() -> bytes:
    """A page that is a picture, with the text that was read from it."""

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture("lightyellow", (600, 840)), 0, 0, *A4)
        line = canvas.beginText(72, 700)
        line.setTextRenderMode(3)
        line.textLine("Read from the scan")
        canvas.drawText(line)

    return drawn(scan)


def changed(data: bytes, rotate: int = 0, crop: tuple[float, ...] = ()) -> bytes:
    """A report whose pages are turned and cropped."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            if rotate:
                page.obj.Rotate = rotate
            if crop:
                page.obj.CropBox = Array(crop)
        pdf.save(out)
    return out.getvalue()


def patterned() -> bytes:
    """A page with a square of a tiling pattern: red below, blue above."""
    out = BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 300)).obj
        tile = pdf.make_stream(b"1 0 0 rg 0 0 100 50 re f 0 0 1 rg 0 50 100 50 re f")
        entries = Dictionary(
            Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
            BBox=Array([0, 0, 100, 100]), XStep=100, YStep=100, Resources=Dictionary(),
        )  # fmt: skip
        for key, value in entries.items():
            tile[key] = value
        page.Resources = Dictionary(Pattern=Dictionary(P1=tile))
        page.Contents = pdf.make_stream(b"/Pattern cs /P1 scn 100 200 100 100 re f")
        pdf.docinfo[Name.Title] = String("Patterns")
        pdf.save(out)
    return out.getvalue()
