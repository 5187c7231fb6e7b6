"""Blocks that are set off from the text -> a table of one cell around them.

Paragraphs' own borders would follow each one's indent, and leave tables out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, assert_never

from packgen.document.drawing import Ink
from packgen.document.nodes import Block, Panel
from packgen.document.roles import PanelKind
from packgen.render.docx import oxml, oxml_tables
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.measure import stack_pt
from packgen.render.docx.rooms import PANEL_PAD_X_PT, PANEL_PAD_Y_PT, bar_pt, panel_inner_pt

_FRAME_PT: Final = 0.6
# A panel goes to the next page whole if that leaves no more than this part of this one empty; a
# chart's is better kept whole.
_DEAREST_MOVE: Final = {
    PanelKind.ASIDE: 1 / 3,
    PanelKind.EXEMPT: 1 / 3,
    PanelKind.EXCEPTION: 0.7,
}

Blocks = Callable[[tuple[Block, ...], Ledger, float], list[str]]


def panel(node: Panel, ledger: Ledger, room_pt: float, blocks: Blocks) -> str:
    """A panel, the width that there is, and what writes blocks -> its table."""
    bar = bar_pt(node.kind)
    inner = panel_inner_pt(node.kind, room_pt)
    texts = blocks(node.blocks, ledger, inner)
    if oxml.is_paragraph(texts[0]):
        texts[0] = oxml.respaced(texts[0], before=0)
    if oxml.is_paragraph(texts[-1]):
        texts[-1] = oxml.respaced(texts[-1], after=0)
    else:
        texts.append(oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE), ""))
    # A cell's rule stands half outside of it.
    return oxml_tables.panel(
        # Half of the bar stands outside of the cell in Word, at its left; in LibreOffice, at its
        # right.
        oxml.twips(room_pt - bar / 2),
        oxml.twips(bar / 4),
        (
            oxml.twips(PANEL_PAD_X_PT + bar / 2),
            oxml.twips(PANEL_PAD_X_PT),
            oxml.twips(PANEL_PAD_Y_PT),
        ),
        _lines(node, ledger),
        _ground(node.kind, ledger),
        "".join(texts),
        stack_pt(node.blocks, inner, ledger.style) <= _DEAREST_MOVE[node.kind] * ledger.sheet_pt,
    )


def _lines(node: Panel, ledger: Ledger) -> list[tuple[str, oxml_tables.Line]]:
    eighths = round(bar_pt(node.kind) * 8)
    match node.kind:
        case PanelKind.ASIDE:
            return []
        case PanelKind.EXCEPTION:
            rule = (round(_FRAME_PT * 8), ledger.colours[Ink("rule")])
            bar = (eighths, ledger.colours[node.ink or Ink("rule")])
            return [("top", rule), ("left", bar), ("bottom", rule), ("right", rule)]
        case PanelKind.EXEMPT:
            return [("left", (eighths, ledger.colours[Ink("p2edge")]))]
        case _:
            assert_never(node.kind)


def _ground(kind: PanelKind, ledger: Ledger) -> str:
    inks = {PanelKind.ASIDE: Ink("colfill"), PanelKind.EXEMPT: Ink("p2fill")}
    return ledger.colours[inks[kind]] if kind in inks else ""
