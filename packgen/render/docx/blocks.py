"""Blocks that stand one below the other -> paragraphs and tables, and the spaces between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from packgen.document.nodes import (
    Block,
    Bullets,
    Columns,
    Heading,
    Illustration,
    Listing,
    Panel,
    Paragraph,
    Table,
)
from packgen.document.roles import Role
from packgen.render.docx import oxml, rooms
from packgen.render.docx.illustration import illustration
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.panel import panel
from packgen.render.docx.table import table
from packgen.render.docx.text import bullets, heading, listing, paragraph

SPACE_PT: Final = 1.0


def blocks_text(blocks: Iterable[Block], ledger: Ledger, room_pt: float) -> list[str]:
    """Blocks and the width that there is -> paragraphs and tables, with the spaces between."""
    out: list[str] = []
    above: Block | None = None
    for block in blocks:
        texts = block_text(block, ledger, room_pt)
        if on_new_page(block):
            texts[0] = oxml.respaced(texts[0], before=0)
        elif isinstance(above, Table | Panel):
            room = below_pt(above, ledger) + above_pt(block, ledger)
            if oxml.is_paragraph(texts[0]):
                texts[0] = oxml.respaced(texts[0], before=oxml.twips(room))
            else:
                # Word makes one table of two that touch.
                out.append(gap(room))
        elif above:
            out[-1], texts[0] = apart(out[-1], texts[0], below_pt(above, ledger), block, ledger)
        out += texts
        above = block
    return out


def apart(one: str, other: str, after_pt: float, block: Block, ledger: Ledger) -> tuple[str, str]:
    """A paragraph with this space below, and the first text of the block after it -> both with
    their spaces added up, which not every program does: in one of them."""
    before_pt = above_pt(block, ledger)
    room = oxml.twips(after_pt + before_pt)
    if not oxml.is_paragraph(other):
        return oxml.respaced(one, after=room), other
    if after_pt and before_pt:
        return oxml.respaced(one, after=0), oxml.respaced(other, before=room)
    return one, other


def on_new_page(block: Block) -> bool:
    """Whether a block stands at the top of a page."""
    return isinstance(block, Heading) and block.new_page


def above_pt(block: Block, ledger: Ledger) -> float:
    """The space above a block."""
    match block:
        case Table(caption_shown=False):
            return rooms.BEFORE_TABLE_PT
        case Panel():
            return rooms.BEFORE_PANEL_PT
        case Illustration():
            return rooms.BEFORE_PICTURE_PT
        case _:
            return ledger.style.type[_role(block)].before_pt


def below_pt(block: Block, ledger: Ledger) -> float:
    """The space below a block."""
    match block:
        case Table():
            return rooms.AFTER_TABLE_PT
        case Panel():
            return rooms.AFTER_PANEL_PT
        case Illustration():
            return rooms.AFTER_PICTURE_PT
        case _:
            return ledger.style.type[_role(block)].after_pt


def _role(block: Heading | Paragraph | Bullets | Listing | Table | Columns) -> Role:
    match block:
        case Heading(level=level):
            return oxml.HEADING_ROLE[level]
        case Paragraph(role=role):
            return role
        case Bullets() | Listing():
            return Role.LIST_ITEM
        case Table():
            return Role.CAPTION
        case Columns():
            raise AssertionError("columns are cut off before")
        case _:
            assert_never(block)


def block_text(block: Block, ledger: Ledger, room_pt: float) -> list[str]:
    """A block and the width that there is -> its paragraphs and tables."""
    texts: list[str]
    match block:
        case Heading():
            texts = [heading(block, ledger)]
        case Paragraph():
            texts = [paragraph(block, ledger)]
        case Bullets():
            texts = bullets(block, ledger)
        case Listing():
            texts = listing(block, ledger)
        case Table():
            texts = table(block, ledger, room_pt)
        case Illustration():
            texts = illustration(block, ledger, room_pt)
        case Panel():
            texts = [panel(block, ledger, room_pt, blocks_text)]
        case Columns():
            raise AssertionError("columns are cut off before")
        case _:
            assert_never(block)
    return texts


def gap(room_pt: float) -> str:
    """A paragraph of this height without text."""
    pitch = oxml.exact_spacing(oxml.twips(max(room_pt, SPACE_PT)))
    return oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE, spacing=pitch), "")


def space(runs: str = "") -> str:
    """A paragraph that takes no room to speak of, where Word needs one."""
    return oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE), runs)
