"""A block with its inline content and its anchors made anew: one walk for whoever changes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from packgen.document.nodes import (
    Block,
    Bullets,
    Cell,
    Columns,
    Heading,
    Illustration,
    Inline,
    Item,
    Listing,
    Panel,
    Paragraph,
    Row,
    Table,
)

Inlines = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
"""Inline content -> the same changed; the very same object where nothing is."""
Anchor = Callable[[str], str]


def _same(anchor: str) -> str:
    return anchor


def mapped(block: Block, inlines: Inlines, anchor: Anchor = _same) -> Block:
    """A block, what to make of inline content and of anchors -> the block with them."""
    made: Block
    match block:
        case Heading():
            made = replace(block, content=inlines(block.content), anchor=anchor(block.anchor))
        case Paragraph():
            made = _paragraph(block, inlines, anchor)
        case Bullets(items=items):
            made = Bullets(tuple(map(inlines, items)))
        case Listing(items=items):
            made = replace(block, items=tuple(_item(item, inlines) for item in items))
        case Illustration():
            made = replace(block, caption=inlines(block.caption), anchor=anchor(block.anchor))
        case Table():
            made = _table(block, inlines, anchor)
        case Columns(parts=parts):
            inner = tuple(tuple(mapped(b, inlines, anchor) for b in part) for part in parts)
            made = replace(block, parts=inner)
        case Panel(blocks=blocks):
            made = replace(block, blocks=tuple(mapped(b, inlines, anchor) for b in blocks))
        case _:
            assert_never(block)
    return made


def _paragraph(paragraph: Paragraph, inlines: Inlines, anchor: Anchor) -> Paragraph:
    named = anchor(paragraph.anchor) if paragraph.anchor else ""
    return replace(paragraph, content=inlines(paragraph.content), anchor=named)


def _item(item: Item, inlines: Inlines) -> Item:
    return replace(item, paragraphs=tuple(map(inlines, item.paragraphs)))


def _table(table: Table, inlines: Inlines, anchor: Anchor) -> Table:
    named = anchor(table.anchor)
    rows = (*table.head, *(row for body in table.bodies for row in body.rows))
    # Most tables hold nothing that changes, and thousands of cells.
    if not any(_changes(row, inlines) for row in rows):
        return replace(table, anchor=named)
    head = tuple(_row(row, inlines, anchor) for row in table.head)
    bodies = tuple(
        replace(body, rows=tuple(_row(row, inlines, anchor) for row in body.rows))
        for body in table.bodies
    )
    return replace(table, anchor=named, head=head, bodies=bodies)


def _changes(row: Row, inlines: Inlines) -> bool:
    paragraphs = (p for cell in row.cells for p in cell.paragraphs)
    return any(inlines(p.content) is not p.content for p in paragraphs)


def _row(row: Row, inlines: Inlines, anchor: Anchor) -> Row:
    return replace(row, cells=tuple(_cell(cell, inlines, anchor) for cell in row.cells))


def _cell(cell: Cell, inlines: Inlines, anchor: Anchor) -> Cell:
    return replace(cell, paragraphs=tuple(_paragraph(p, inlines, anchor) for p in cell.paragraphs))
