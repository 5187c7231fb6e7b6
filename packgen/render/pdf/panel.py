"""Panels: blocks on a ground of their own, in a frame or behind an edge, on as many sheets as
they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packgen.document.drawing import Ink
from packgen.document.roles import PanelKind
from packgen.render.pdf.flow import Flow, Item, needs, stack_height
from packgen.render.pdf.graphics import COLUMN_FILL, P2_EDGE, P2_FILL, RULE, area, artifact, box
from packgen.render.pdf.tags import Element

# Bars and edges at the left, and the room about what stands inside.
_BAR_PT, _EDGE_PT = 6.8, 6.0
_PAD_X_PT, _PAD_Y_PT = 11.0, 9.0
_FRAME_PT = 0.6
_BEFORE_PT, _AFTER_PT = 6.0, 10.0
# A panel goes to the next sheet whole if that leaves no more than this part of this one empty;
# a chart's is better kept whole.
_DEAREST_MOVE = {PanelKind.ASIDE: 1 / 3, PanelKind.EXEMPT: 1 / 3, PanelKind.EXCEPTION: 0.7}


def insets(kind: PanelKind) -> tuple[float, float]:
    """A panel's kind -> how far in its blocks stand, at the left and at the right."""
    match kind:
        case PanelKind.EXCEPTION:
            return _BAR_PT + _PAD_X_PT, _PAD_X_PT
        case PanelKind.EXEMPT:
            return _EDGE_PT + _PAD_X_PT, _PAD_X_PT
        case PanelKind.ASIDE:
            return _PAD_X_PT, _PAD_X_PT


@dataclass(slots=True)
class PanelItem:
    """A measured panel in the flow."""

    kind: PanelKind
    ink: Ink | None
    items: Sequence[Item]
    leads: bool = False
    new_sheet: bool = False
    before_pt: float = _BEFORE_PT
    after_pt: float = _AFTER_PT

    @property
    def height_pt(self) -> float:
        return stack_height(self.items) - self.items[-1].after_pt + 2 * _PAD_Y_PT

    def start_pt(self, full_pt: float) -> float:
        inside = full_pt - 2 * _PAD_Y_PT
        first = needs(self.items, inside)[0] + 2 * _PAD_Y_PT
        whole = self.height_pt if self.height_pt <= full_pt * _DEAREST_MOVE[self.kind] else 0.0
        return min(full_pt, max(first, whole))

    def paint(self, flow: Flow, owner: Element) -> None:
        inner = _PanelFlow(flow, self)
        inner.run(self.items, owner.add("Div"))
        inner.y += self.items[-1].after_pt
        inner.close()
        flow.at, flow.y = inner.at, inner.y


class _PanelFlow(Flow):
    """The room inside a panel; its ground and edges are painted where it leaves a sheet."""

    def __init__(self, around: Flow, item: PanelItem) -> None:
        left, right = insets(item.kind)
        width = around.width_pt - left - right
        x, y = around.x + left, around.y - _PAD_Y_PT
        super().__init__(around.paper, around.furniture, x, width, around.at, y)
        self._around = around
        self._item = item
        self._open()

    @property
    def room_pt(self) -> float:
        return self.y - self.furniture.bottom - _PAD_Y_PT

    @property
    def full_pt(self) -> float:
        return self._around.full_pt - 2 * _PAD_Y_PT

    @property
    def fresh(self) -> bool:
        # At its top there is no space above what comes first, wherever on a sheet that is.
        return self.y >= self._top - _PAD_Y_PT

    def next_sheet(self) -> None:
        self.close()
        super().next_sheet()
        self.y -= _PAD_Y_PT
        self._open()

    def _open(self) -> None:
        """Keeps a place for the ground, which goes under the text."""
        self._top = self.y + _PAD_Y_PT
        self._slot = len(self.sheet.parts)
        self.sheet.parts.append("")

    def close(self) -> None:
        """Ends the panel on this sheet, under what stands in it."""
        self.y = max(self.furniture.bottom, self.y - _PAD_Y_PT)
        if self._top > self.y:
            self.sheet.parts[self._slot] = artifact("".join(self._grounds()))

    def _grounds(self) -> Sequence[str]:
        palette, item = self.paper.palette, self._item
        x, width = self._around.x, self._around.width_pt
        y, height = self.y, self._top - self.y
        match item.kind:
            case PanelKind.ASIDE:
                return [palette.area(COLUMN_FILL, x, y, width, height)]
            case PanelKind.EXEMPT:
                ground = palette.area(P2_FILL, x, y, width, height)
                return [ground, palette.area(P2_EDGE, x, y, _EDGE_PT, height)]
            case PanelKind.EXCEPTION:
                half = _FRAME_PT / 2
                frame = box(x + half, y + half, width - _FRAME_PT, height - _FRAME_PT)
                bar = palette.fill(item.ink or RULE) + area(x, y, _BAR_PT, height)
                return [palette.stroke(RULE, _FRAME_PT), frame, bar]
