"""Charts and pictures that stand by themselves, with their captions."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.document.drawing import Figure
from packgen.document.nodes import Illustration, Image
from packgen.document.roles import Role
from packgen.render.pdf.cells import label_operators
from packgen.render.pdf.flow import Flow
from packgen.render.pdf.shapes import drawing_operators
from packgen.render.pdf.sheet import Place
from packgen.render.pdf.tags import Element, figure_element
from packgen.render.pdf.text import Block, Typesetter

_BEFORE_PT, _AFTER_PT, _GAP_PT = 4.0, 8.0, 4.0


@dataclass(slots=True)
class IllustrationItem:
    """A measured illustration; it is never broken, and smaller where it would not fit."""

    content: Figure | Image
    caption: Block | None
    anchor: str
    inset_pt: float
    width_pt: float
    leads: bool = False
    new_sheet: bool = False
    before_pt: float = _BEFORE_PT
    after_pt: float = _AFTER_PT

    @property
    def size_pt(self) -> tuple[float, float]:
        """Its own width and height."""
        held = self.content.drawing if isinstance(self.content, Figure) else self.content
        return held.width_pt, held.height_pt

    @property
    def _caption_pt(self) -> float:
        return self.caption.height_pt + _GAP_PT if self.caption else 0.0

    @property
    def height_pt(self) -> float:
        width, height = self.size_pt
        return height * min(1.0, self.width_pt / width) + self._caption_pt

    def start_pt(self, full_pt: float) -> float:
        return min(self.height_pt, full_pt)

    def paint(self, flow: Flow, owner: Element) -> None:
        width, height = self.size_pt
        room = max(1.0, flow.full_pt - self._caption_pt)
        scale = min(1.0, self.width_pt / width, room / height)
        x, y = flow.x + self.inset_pt, flow.y - height * scale
        flow.sheet.places.append(Place(self.anchor, flow.x, flow.y))
        if self.caption:
            owner = owner.add("Div")
        box = (x, y, x + width * scale, flow.y)
        content = flow.sheet.tagged("Figure", self._shown(flow, (x, y), scale))
        owner.kids.append(figure_element(self.content.alt, box, content))
        flow.y = y
        if self.caption:
            flow.y -= _GAP_PT
            flow.paper.write(flow.sheet, owner.add("Caption"), self.caption, x, flow.y)
            flow.y -= self.caption.height_pt

    def _shown(self, flow: Flow, at: tuple[float, float], scale: float) -> str:
        x, y = at
        if isinstance(self.content, Image):
            width, height = self.size_pt
            name = flow.paper.picture(flow.sheet, self.content)
            size = f"{width * scale:.2f} 0 0 {height * scale:.2f} {x:.2f} {y:.2f}"
            return f"q {size} cm /{name} Do Q\n"
        setter = flow.paper.typesetter
        drawing = self.content.drawing
        marks = drawing_operators(drawing, setter.palette, lambda m: label_operators(m, setter))
        return f"q {scale:.4g} 0 0 {scale:.4g} {x:.2f} {y:.2f} cm {marks}Q\n"


def illustration_item(
    illustration: Illustration, inset_pt: float, width_pt: float, setter: Typesetter
) -> IllustrationItem:
    """An illustration, how far in it stands, a width -> its item."""
    room = max(1.0, width_pt - inset_pt)
    spec = setter.style.type[Role.CAPTION]
    caption = illustration.caption
    block = setter.rich(caption, spec, room, spec.align) if caption else None
    return IllustrationItem(illustration.content, block, illustration.anchor, inset_pt, room)
