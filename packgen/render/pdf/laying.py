"""A document in a style -> its sheets, laid out for any file: without fonts' codes and pages'
numbers, which are the file's affair."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from packgen.document.nodes import Document
from packgen.errors import BadInput, Fault
from packgen.render.pdf.flow import Flow
from packgen.render.pdf.furniture import Furniture
from packgen.render.pdf.graphics import Palette
from packgen.render.pdf.paper import Paper
from packgen.render.pdf.prepare import Preparer
from packgen.render.pdf.text import Typesetter
from packgen.settings.style import Style


@dataclass
class Laid:
    """A paper whose sheets are painted, but for what hangs on their numbers."""

    paper: Paper
    furniture: Furniture

    @property
    def asked(self) -> dict[str, bool]:
        """The anchors that mattered to how it looks, and whether they were in its file."""
        return self.paper.typesetter.asked

    @cached_property
    def places(self) -> dict[str, int]:
        """Each anchor's sheet, by its index."""
        return {place.anchor: s.index for s in self.paper.sheets for place in s.places}


def lay_out(
    document: Document, style: Style, inside: Collection[str], tag: str = "Document"
) -> Laid:
    """A document in a style, and the anchors in its file -> its sheets; ``tag`` is its element's.

    Raises BadInput as ``write_pdf`` does, but for links.
    """
    paper = Paper(document, Typesetter(style, Palette(style), inside), tag)
    furniture = Furniture(paper)
    page = document.page
    flow = Flow(paper, furniture, page.left_pt, page.text_width_pt, 0, furniture.top)
    _check_room(flow, page.height_pt)
    paper.sheet(0)
    flow.run(Preparer(paper).items(document, flow.x, flow.width_pt), paper.root)
    furniture.finish()
    return Laid(paper, furniture)


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
