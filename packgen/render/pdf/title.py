"""The title block: a paper's first lines over a rule or on a ground, and the logo at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from packgen.document.nodes import Logo
from packgen.render.pdf.flow import Flow, TextItem, inset_of, stack_height
from packgen.render.pdf.graphics import RULE_STRONG, TITLE_FILL, area, artifact
from packgen.render.pdf.tags import Element, figure_element
from packgen.settings.style import TitleBar, TitleSpec

LOGO_GAP_PT: Final = 12.0
_RULE_GAP_PT: Final = 2.0
_PAD_Y_PT: Final = 5.0


class TitleItem:
    """The lines of the title block as one item of the flow; it breaks only if it must."""

    leads = False
    new_sheet = False
    before_pt = 0.0

    def __init__(self, items: Sequence[TextItem], spec: TitleSpec, logo: Logo | None) -> None:
        self.items = items
        self.spec = spec
        self.logo = logo
        self.after_pt = items[-1].after_pt if items else 0.0

    @property
    def _is_block(self) -> bool:
        return self.spec.bar is TitleBar.BLOCK and bool(self.items)

    @property
    def _lines_pt(self) -> float:
        """The height of the lines with the spaces between them."""
        pads = sum(2 * item.padding_pt for item in self.items)
        return stack_height(self.items) - self.after_pt - pads

    @property
    def _rule_pt(self) -> float:
        """The room that the rule takes under the lines and the logo."""
        return 0.0 if self._is_block else self.spec.rule_pt + _RULE_GAP_PT

    @property
    def height_pt(self) -> float:
        lines = self._lines_pt + (2 * _PAD_Y_PT if self._is_block else 0.0)
        return max(lines, self.logo.height_pt if self.logo else 0.0) + self._rule_pt

    def start_pt(self, full_pt: float) -> float:
        return min(self.height_pt, full_pt)

    def paint(self, flow: Flow, owner: Element) -> None:
        at, floor = flow.at, flow.y
        width = flow.width_pt
        if self.logo:
            floor = self._paint_logo(flow, owner, self.logo)
            width -= self.logo.width_pt + LOGO_GAP_PT
        column = Flow(flow.paper, flow.furniture, flow.x, width, flow.at, flow.y)
        if self._is_block and self.height_pt <= flow.room_pt:
            self._paint_block(column, owner)
        else:
            column.run(self.items, owner)
            column.y += self.after_pt
        flow.at = column.at
        flow.y = min(column.y, floor) if column.at == at else column.y
        if not self._is_block:
            flow.y -= self._rule_pt
            palette = flow.paper.palette
            rule = area(flow.x, flow.y, flow.width_pt, self.spec.rule_pt)
            flow.sheet.parts.append(artifact(palette.fill(RULE_STRONG) + rule))

    def _paint_block(self, flow: Flow, owner: Element) -> None:
        """All lines on one ground."""
        height = self._lines_pt + 2 * _PAD_Y_PT
        low = flow.y - height
        ground = flow.paper.palette.area(TITLE_FILL, flow.x, low, flow.width_pt, height)
        flow.sheet.parts.append(artifact(ground))
        flow.y -= _PAD_Y_PT
        for place, item in enumerate(self.items):
            flow.y -= item.before_pt if place else 0.0
            element = item.element(flow, owner)
            flow.paper.write(
                flow.sheet, element, item.block, flow.x + inset_of(item.block.spec), flow.y
            )
            flow.y -= item.block.height_pt + item.after_pt
        flow.y = low

    def _paint_logo(self, flow: Flow, owner: Element, logo: Logo) -> float:
        """The logo in the upper right corner -> its lower edge."""
        x, y = flow.x + flow.width_pt - logo.width_pt, flow.y - logo.height_pt
        size = f"{logo.width_pt:.2f} 0 0 {logo.height_pt:.2f} {x:.2f} {y:.2f}"
        emblem = flow.paper.typesetter.style.logo
        if emblem is None:
            raise ValueError("the document has a logo, and the style has none")
        shown = f"q {size} cm /{flow.paper.picture(flow.sheet, emblem.picture)} Do Q\n"
        box = (x, y, x + logo.width_pt, flow.y)
        owner.kids.append(figure_element(logo.alt, box, flow.sheet.tagged("Figure", shown)))
        return y
