"""Page numbers: a tree whose references to pages are to be filled in, and where things stand."""

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
    Item,
    Listing,
    PageOf,
    Panel,
    Paragraph,
    Row,
    Table,
)
from packgen.document.volume import Attached, Bound, Pagination, Volume


def numbered(volume: Volume, pages: Pagination) -> Volume:
    """A volume and where things stand (also in other volumes) -> the same, with every reference
    to a page filled in. Papers without references are the same objects as before.

    Raises KeyError for an anchor that stands nowhere.
    """
    return replace(volume, papers=tuple(_paper(paper, pages) for paper in volume.papers))


def _paper(paper: Bound | Attached, pages: Pagination) -> Bound | Attached:
    if isinstance(paper, Attached):
        return replace(paper, instead=_document(paper.instead, pages))
    document = _document(paper.document, pages)
    return paper if document is paper.document else replace(paper, document=document)


def _document(document: Document, pages: Pagination) -> Document:
    new = tuple(_block(block, pages) for block in document.blocks)
    if all(now is then for now, then in zip(new, document.blocks, strict=True)):
        return document
    return replace(document, blocks=new)


def _block(block: Block, pages: Pagination) -> Block:
    found = _filled(block, pages)
    return block if found == block else found


def _filled(block: Block, pages: Pagination) -> Block:
    filled: Block
    match block:
        case Heading(content=content):
            filled = replace(block, content=_inlines(content, pages))
        case Paragraph():
            filled = _text(block, pages)
        case Bullets(items=items):
            filled = Bullets(tuple(_inlines(item, pages) for item in items))
        case Listing(items=items):
            filled = replace(block, items=tuple(_item(item, pages) for item in items))
        case Illustration(caption=caption):
            filled = replace(block, caption=_inlines(caption, pages))
        case Table():
            filled = _table(block, pages)
        case Columns(parts=parts):
            inner = tuple(tuple(_block(b, pages) for b in part) for part in parts)
            filled = replace(block, parts=inner)
        case Panel(blocks=blocks):
            filled = replace(block, blocks=tuple(_block(b, pages) for b in blocks))
        case _:
            assert_never(block)
    return filled


def _text(block: Paragraph, pages: Pagination) -> Paragraph:
    content = _inlines(block.content, pages)
    return block if content is block.content else replace(block, content=content)


def _item(item: Item, pages: Pagination) -> Item:
    return replace(item, paragraphs=tuple(_inlines(p, pages) for p in item.paragraphs))


def _table(table: Table, pages: Pagination) -> Table:
    rows = (*table.head, *(row for body in table.bodies for row in body.rows))
    if not any(_refers(row) for row in rows):
        return table
    head = tuple(_row(row, pages) for row in table.head)
    bodies = tuple(
        replace(body, rows=tuple(_row(row, pages) for row in body.rows)) for body in table.bodies
    )
    return replace(table, head=head, bodies=bodies)


def _refers(row: Row) -> bool:
    paragraphs = (p for cell in row.cells for p in cell.paragraphs)
    return any(isinstance(inline, PageOf) for p in paragraphs for inline in p.content)


def _row(row: Row, pages: Pagination) -> Row:
    return replace(row, cells=tuple(_cell(cell, pages) for cell in row.cells))


def _cell(cell: Cell, pages: Pagination) -> Cell:
    return replace(cell, paragraphs=tuple(_text(p, pages) for p in cell.paragraphs))


def _inlines(content: tuple[Inline, ...], pages: Pagination) -> tuple[Inline, ...]:
    if not any(isinstance(inline, PageOf) for inline in content):
        return content
    return tuple(_page(i, pages) if isinstance(i, PageOf) else i for i in content)


def _page(inline: PageOf, pages: Pagination) -> PageOf:
    if inline.last:
        return replace(inline, text=pages.spans[inline.anchor].last)
    return replace(inline, text=pages.anchors[inline.anchor])
