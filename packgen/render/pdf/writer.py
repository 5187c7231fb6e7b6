"""The steps from the document tree to the file."""

from __future__ import annotations

from collections.abc import Sequence

from packgen.document.nodes import Document
from packgen.errors import BadInput, Fault
from packgen.render.pdf.container import Container, write_file
from packgen.render.pdf.flow import Flow
from packgen.render.pdf.fonts import Face
from packgen.render.pdf.furniture import Furniture
from packgen.render.pdf.graphics import Palette
from packgen.render.pdf.paper import Paper
from packgen.render.pdf.prepare import Preparer
from packgen.render.pdf.sheet import Sheet
from packgen.render.pdf.text import Typesetter
from packgen.settings.style import Style


def write(document: Document, style: Style) -> bytes:
    """A document in a style -> a PDF file's bytes."""
    canvas = Container(document)
    paper = Paper(document, _typesetter(canvas, style))
    furniture = Furniture(paper)
    page = document.page
    flow = Flow(paper, furniture, page.left_pt, page.text_width_pt, 0, furniture.top)
    paper.sheet(0)
    flow.run(Preparer(paper).items(document, flow.x, flow.width_pt), paper.root)
    furniture.paint()
    _check_links(paper.sheets)
    return write_file(canvas, document, paper.sheets, paper.bookmarks, paper.root)


def _typesetter(canvas: Container, style: Style) -> Typesetter:
    regular = Face(style.regular, "regular", canvas.doc)
    same = style.bold.path == style.regular.path
    bold = regular if same else Face(style.bold, "bold", canvas.doc)
    return Typesetter(style, Palette(style), regular, bold)


def _check_links(sheets: Sequence[Sheet]) -> None:
    """Raises BadInput for links that lead nowhere."""
    anchors = {place.anchor for sheet in sheets for place in sheet.places}
    faults = [
        Fault(
            f"link {link.text!r}",
            f"there is no heading or table {link.target!r} in the document",
            "mend the link's target",
        )
        for sheet in sheets
        for link in sheet.links
        if link.target.startswith("#") and link.target[1:] not in anchors
    ]
    if faults:
        raise BadInput(faults)
