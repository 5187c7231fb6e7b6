"""The room that things take about them, and how far in they stand; as in the PDF."""

from __future__ import annotations

from typing import Final, assert_never

from packgen.document.drawing import Figure
from packgen.document.nodes import Illustration
from packgen.document.roles import PanelKind, Role
from packgen.render.lines import HANG_PT
from packgen.settings.style import Style

_NOTE_PT: Final = 17.0
_QUOTATION_PT: Final = 17.0
_GAP_PT: Final = 6.0

# The room around a table. Word's tables have none: texts beside them give it.
BEFORE_TABLE_PT: Final = 4.0
AFTER_TABLE_PT: Final = 8.0

BEFORE_PICTURE_PT: Final = 4.0
AFTER_PICTURE_PT: Final = 8.0
CAPTION_GAP_PT: Final = 4.0
"""The room between a picture and its caption."""

BEFORE_PANEL_PT: Final = 6.0
AFTER_PANEL_PT: Final = 10.0
PANEL_PAD_X_PT: Final = 11.0
PANEL_PAD_Y_PT: Final = 9.0
PANEL_ROOM_PT: Final = BEFORE_PANEL_PT + 2 * PANEL_PAD_Y_PT + AFTER_PANEL_PT
"""The height that a panel takes besides its blocks."""
_BAR_PT: Final = 6.8
_EDGE_PT: Final = 6.0
_LEAST_PT: Final = 20.0


def under_pt(indented: bool) -> float:
    """How far in a block stands that belongs to a numbered paragraph, or to none."""
    return HANG_PT if indented else 0.0


def hang_pt(label: str, role: Role, style: Style) -> float:
    """A label and its role -> how far its text stands behind it: as all others, or further behind a
    long one."""
    spec = style.type[role]
    usual = _NOTE_PT if role is Role.NOTE else HANG_PT
    return max(usual, style.typeface(spec).measure(label, spec.size_pt) + _GAP_PT)


def inset_pt(role: Role) -> float:
    """A role -> how far in its text stands at both sides."""
    return _QUOTATION_PT if role is Role.QUOTATION else 0.0


def picture_pt(node: Illustration, room_pt: float) -> tuple[float, float]:
    """An illustration and the width that there is -> its picture's width and height."""
    own = node.content.drawing if isinstance(node.content, Figure) else node.content
    scale = min(1.0, max(room_pt, _LEAST_PT) / own.width_pt)
    return own.width_pt * scale, own.height_pt * scale


def bar_pt(kind: PanelKind) -> float:
    """The width of the bar at a panel's left."""
    match kind:
        case PanelKind.ASIDE:
            return 0.0
        case PanelKind.EXCEPTION:
            return _BAR_PT
        case PanelKind.EXEMPT:
            return _EDGE_PT
        case _:
            assert_never(kind)


def panel_inner_pt(kind: PanelKind, room_pt: float) -> float:
    """A panel in this room -> the width for its blocks."""
    return max(_LEAST_PT, room_pt - bar_pt(kind) - 2 * PANEL_PAD_X_PT)
