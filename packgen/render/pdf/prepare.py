"""Blocks of the document tree -> measured items for the flow."""

from __future__ import annotations

from typing import assert_never

from packgen.document.measures import HANG_PT
from packgen.document.nodes import (
    Block,
    Bullets,
    Columns,
    Document,
    Heading,
    Illustration,
    Inline,
    Listing,
    Panel,
    Paragraph,
    Table,
    Text,
)
from packgen.document.roles import Align, Role
from packgen.document.walk import labelled, plain, title_end
from packgen.render.pdf import text as setting
from packgen.render.pdf.flow import (
    ColumnsItem,
    Hanging,
    Item,
    ListItem,
    TextItem,
    column_places,
    inset_of,
)
from packgen.render.pdf.illustration import illustration_item
from packgen.render.pdf.listing import listing_item
from packgen.render.pdf.panel import PanelItem, insets
from packgen.render.pdf.paper import Paper
from packgen.render.pdf.table import TableItem
from packgen.render.pdf.title import LOGO_GAP_PT, TitleItem

_HEADING_ROLES = {1: Role.TITLE, 2: Role.HEADING_1, 3: Role.HEADING_2, 4: Role.HEADING_3}
_BULLET = "\u2022"
_BULLET_INDENT = 1.05  # in sizes of the list's type
_LABEL_GAP_PT = 6.0
_NOTE_LABEL_PT = 17.0
_QUOTATION_PT = 17.0


class Preparer:
    """Measures blocks for a paper."""

    def __init__(self, paper: Paper) -> None:
        self.setter = paper.typesetter
        self.type = paper.typesetter.style.type

    def items(self, document: Document, x: float, width_pt: float) -> list[Item]:
        """A document's blocks -> items, its title block as one."""
        end, logo = title_end(document.blocks), document.logo
        if not end and not logo:
            return [self.item(block, x, width_pt) for block in document.blocks]
        width = width_pt - (logo.width_pt + LOGO_GAP_PT if logo else 0.0)
        lines = [self.item(block, x, width) for block in document.blocks[:end]]
        texts = [line for line in lines if isinstance(line, TextItem)]
        title = TitleItem(texts, self.setter.style.title, logo)
        return [title, *(self.item(block, x, width_pt) for block in document.blocks[end:])]

    def item(self, block: Block, x: float, width_pt: float) -> Item:
        """A block for a column of the page -> its item."""
        found: Item
        match block:
            case Heading():
                found = self._heading(block, width_pt)
            case Paragraph():
                found = self._paragraph(block, width_pt)
            case Bullets(items=items):
                found = self._list(items, width_pt)
            case Listing():
                found = listing_item(block, _inset(block.indented), width_pt, self.setter)
            case Table():
                inset = _inset(block.indented)
                found = TableItem(block, x + inset, width_pt - inset, self.setter)
            case Illustration():
                found = illustration_item(block, _inset(block.indented), width_pt, self.setter)
            case Panel():
                found = self._panel(block, x, width_pt)
            case Columns():
                found = self._columns(block, x, width_pt)
            case _:
                assert_never(block)
        return found

    def _heading(self, block: Heading, width_pt: float) -> TextItem:
        role, content = _HEADING_ROLES[block.level], block.content
        label = self._label(block.label, role)
        inset = self._hung(label, HANG_PT)
        set_text = self._set(content, role, width_pt - inset)
        title = labelled(block.label, content)
        return TextItem(
            f"H{block.level}",
            set_text,
            block.anchor,
            title,
            block.level,
            block.new_page,
            label,
            inset,
        )

    def _paragraph(self, block: Paragraph, width_pt: float) -> TextItem:
        role, note = block.role, block.role is Role.NOTE
        label = self._label(block.label, role)
        inset = self._hung(label, _NOTE_LABEL_PT if note else HANG_PT) or _inset(block.indented)
        right = 0.0
        if role is Role.QUOTATION:
            inset, right = inset + _QUOTATION_PT, _QUOTATION_PT
        item = TextItem("P", self._set(block.content, role, width_pt - inset - right, block.align))
        item.anchor, item.label, item.inset_pt = block.anchor, label, inset
        item.announces = bool(inset) and plain(block.content).rstrip().endswith(":")
        if note and block.anchor:
            item.tag, item.identifier = "Note", block.anchor
        return item

    def _label(self, text: str, role: Role) -> Hanging | None:
        """A number that hangs before its text, with the space that parts them for readers."""
        if not text:
            return None
        spec = self.type[role]
        width = self.setter.style.typeface(spec).measure(text, spec.size_pt)
        return Hanging(self.setter.rich((Text(f"{text} "),), spec, width + 1, Align.LEFT))

    def _hung(self, label: Hanging | None, room_pt: float) -> float:
        """How far in text stands behind a label: as all others, or further behind a long one."""
        return max(room_pt, label.block.width_pt + _LABEL_GAP_PT) if label else 0.0

    def _panel(self, panel: Panel, x: float, width_pt: float) -> PanelItem:
        left, right = insets(panel.kind)
        width = width_pt - left - right
        items = [self.item(block, x + left, width) for block in panel.blocks]
        return PanelItem(panel.kind, panel.ink, items)

    def _set(
        self,
        content: tuple[Inline, ...],
        role: Role,
        width_pt: float,
        align: Align | None = None,
    ) -> setting.Block:
        spec = self.type[role]
        room = max(1.0, width_pt - 2 * inset_of(spec))
        return self.setter.rich(content, spec, room, align or spec.align)

    def _list(self, items: tuple[tuple[Inline, ...], ...], width_pt: float) -> ListItem:
        spec = self.type[Role.LIST_ITEM]
        indent = _BULLET_INDENT * spec.size_pt
        bullet = self.setter.line(_BULLET, spec, indent, Align.LEFT)
        blocks = [self.setter.rich(item, spec, width_pt - indent, spec.align) for item in items]
        return ListItem(bullet, blocks, indent)

    def _columns(
        self,
        columns: Columns,
        x: float,
        width_pt: float,
    ) -> ColumnsItem:
        places = column_places(columns, x, width_pt)
        return ColumnsItem(
            places,
            [
                [self.item(block, left, width) for block in part]
                for (left, width), part in zip(places, columns.parts, strict=True)
            ],
        )


def _inset(indented: bool) -> float:
    """How far in a block stands that belongs to a numbered paragraph."""
    return HANG_PT if indented else 0.0
