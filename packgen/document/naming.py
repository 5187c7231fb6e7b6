"""Anchors of a paper -> the same with a prefix, so that papers can stand in one volume."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from packgen.document.nodes import (
    Block,
    Bullets,
    Cell,
    Columns,
    Document,
    Heading,
    Illustration,
    Inline,
    Link,
    Listing,
    Panel,
    Paragraph,
    Row,
    Table,
)


def prefixed(document: Document, prefix: str) -> Document:
    """A paper whose anchors, and the links to them, begin with this prefix and a hyphen.

    References to pages stay as they are: they name anchors of volumes.
    """
    blocks = tuple(_block(block, f"{prefix}-") for block in document.blocks)
    return replace(document, blocks=blocks)


def _block(block: Block, prefix: str) -> Block:
    named: Block
    match block:
        case Heading():
            content = _inlines(block.content, prefix)
            named = replace(block, content=content, anchor=f"{prefix}{block.anchor}")
        case Paragraph():
            named = _paragraph(block, prefix)
        case Bullets(items=items):
            named = Bullets(tuple(_inlines(item, prefix) for item in items))
        case Listing(items=items):
            listed = tuple(
                replace(item, paragraphs=tuple(_inlines(p, prefix) for p in item.paragraphs))
                for item in items
            )
            named = replace(block, items=listed)
        case Illustration():
            caption = _inlines(block.caption, prefix)
            named = replace(block, caption=caption, anchor=f"{prefix}{block.anchor}")
        case Table():
            named = _table(block, prefix)
        case Columns(parts=parts):
            inner = tuple(tuple(_block(b, prefix) for b in part) for part in parts)
            named = replace(block, parts=inner)
        case Panel(blocks=blocks):
            named = replace(block, blocks=tuple(_block(b, prefix) for b in blocks))
        case _:
            assert_never(block)
    return named


def _paragraph(paragraph: Paragraph, prefix: str) -> Paragraph:
    content = _inlines(paragraph.content, prefix)
    anchor = f"{prefix}{paragraph.anchor}" if paragraph.anchor else ""
    return replace(paragraph, content=content, anchor=anchor)


def _table(table: Table, prefix: str) -> Table:
    anchor = f"{prefix}{table.anchor}"
    rows = (*table.head, *(row for body in table.bodies for row in body.rows))
    if not any(_links(row) for row in rows):
        return replace(table, anchor=anchor)
    head = tuple(_row(row, prefix) for row in table.head)
    bodies = tuple(
        replace(body, rows=tuple(_row(row, prefix) for row in body.rows)) for body in table.bodies
    )
    return replace(table, anchor=anchor, head=head, bodies=bodies)


def _links(row: Row) -> bool:
    return any(
        isinstance(inline, Link) and inline.target.startswith("#")
        for cell in row.cells
        for paragraph in cell.paragraphs
        for inline in paragraph.content
    )


def _row(row: Row, prefix: str) -> Row:
    return replace(row, cells=tuple(_cell(cell, prefix) for cell in row.cells))


def _cell(cell: Cell, prefix: str) -> Cell:
    return replace(cell, paragraphs=tuple(_paragraph(p, prefix) for p in cell.paragraphs))


def _inlines(content: tuple[Inline, ...], prefix: str) -> tuple[Inline, ...]:
    return tuple(
        replace(inline, target=f"#{prefix}{inline.target[1:]}")
        if isinstance(inline, Link) and inline.target.startswith("#")
        else inline
        for inline in content
    )
