"""Blocks of the document tree -> measured items for the flow."""

from __future__ import annotations

from typing import assert_never

from packgen.document.nodes import (
    Block,
    Bullets,
    Columns,
    Document,
    Heading,
    Inline,
    Paragraph,
    Table,
)
from packgen.document.roles import Align, Role
from packgen.document.walk import plain, title_end
from packgen.render.pdf import text as setting
from packgen.render.pdf.flow import (
    ColumnsItem,
    Item,
    ListItem,
    TextItem,
    column_places,
    inset_of,
)
from packgen.render.pdf.paper import Paper
from packgen.render.pdf.table import TableItem
from packgen.render.pdf.title import LOGO_GAP_PT, TitleItem

_HEADING_ROLES = {1: Role.TITLE, 2: Role.HEADING_1, 3: Role.HEADING_2}
_BULLET = "\u2022"
_BULLET_INDENT = 1.05  # in sizes of the list's type


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
        match block:
            case Heading(level=level, content=content, anchor=anchor):
                set_text = self._set(content, _HEADING_ROLES[level], width_pt)
                item = TextItem(f"H{level}", set_text, anchor, plain(content), level)
                item.new_sheet = block.new_page
                return item
            case Paragraph(role=role, content=content, align=align):
                return TextItem("P", self._set(content, role, width_pt, align))
            case Bullets(items=items):
                return self._list(items, width_pt)
            case Table():
                return TableItem(block, x, width_pt, self.setter)
            case Columns():
                return self._columns(block, x, width_pt)
            case _:
                assert_never(block)

    def _set(
        self,
        content: tuple[Inline, ...],
        role: Role,
        width_pt: float,
        align: Align | None = None,
    ) -> setting.Block:
        spec = self.type[role]
        return self.setter.rich(content, spec, width_pt - 2 * inset_of(spec), align or spec.align)

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
