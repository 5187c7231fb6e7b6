"""The steps from the document tree to the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

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
from packgen.render.pdf.title import LOGO_PICTURE
from packgen.settings.style import Style

_FACE_NAMES: Final = ("regular", "bold", "heading", "headingbold")


def write(document: Document, style: Style) -> bytes:
    """A document in a style -> a PDF file's bytes."""
    canvas = Container(document)
    paper = Paper(document, _typesetter(canvas, style), _pictures(canvas, document, style))
    furniture = Furniture(paper)
    page = document.page
    flow = Flow(paper, furniture, page.left_pt, page.text_width_pt, 0, furniture.top)
    _check_room(flow, page.height_pt)
    paper.sheet(0)
    flow.run(Preparer(paper).items(document, flow.x, flow.width_pt), paper.root)
    furniture.paint()
    _check_links(paper.sheets)
    return write_file(canvas, document, paper.sheets, paper.bookmarks, paper.root)


def _check_room(flow: Flow, height_pt: float) -> None:
    """Raises BadInput when what stands on every page leaves hardly any room between."""
    if flow.full_pt < height_pt / 4:
        raise BadInput(
            Fault(
                f"page of {height_pt:.0f} pt",
                f"its margins, running head and foot leave {max(0, flow.full_pt):.0f} pt between",
                "make the type of runninghead and runningfoot smaller, or the margins",
            )
        )


def _typesetter(canvas: Container, style: Style) -> Typesetter:
    """Each font file is in the document once, and only if text is set in it."""
    faces: dict[Path, Face] = {}
    for weight, typeface in enumerate(style.fonts.by_weight):
        if typeface.path not in faces:
            faces[typeface.path] = Face(typeface, _FACE_NAMES[weight], canvas.doc)
    by_weight = [faces[typeface.path] for typeface in style.fonts.by_weight]
    return Typesetter(style, Palette(style), by_weight)


def _pictures(canvas: Container, document: Document, style: Style) -> dict[str, str]:
    if document.logo is None:
        return {}
    if style.logo is None:
        raise ValueError("the document has a logo, and the style has none")
    return {LOGO_PICTURE: canvas.add_picture(LOGO_PICTURE, style.logo.picture)}


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
