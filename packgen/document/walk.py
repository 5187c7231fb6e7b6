"""The tree's text in reading order: what both formats must say, and what readers hear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, assert_never

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
    PageOf,
    Panel,
    Paragraph,
    Row,
    Symbol,
    Table,
    Text,
)
from packgen.document.roles import Role

_TITLE_ROLES = frozenset({Role.MARKING, Role.MARKING_DETAIL, Role.KICKER, Role.PERIOD})


class Passage(NamedTuple):
    """A piece of text as a reader meets it; kinds: heading, text, item, head, cell, alt."""

    kind: str
    text: str


def plain(content: tuple[Inline, ...]) -> str:
    """Inline content -> its text. Symbols say nothing that the words don't."""
    parts = []
    for inline in content:
        match inline:
            case Text(text=text) | Link(text=text) | PageOf(text=text):
                parts.append(text)
            case Symbol():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)


def labelled(label: str, content: tuple[Inline, ...]) -> str:
    """A heading's or a paragraph's text with the number that hangs before it."""
    return f"{label} {plain(content)}" if label else plain(content)


def cell_text(cell: Cell) -> str:
    """A cell's paragraphs, joined by spaces; a figure's alternative text."""
    if cell.figure:
        return cell.figure.alt
    return " ".join(plain(paragraph.content) for paragraph in cell.paragraphs)


def passages(document: Document) -> Iterator[Passage]:
    """A document's body -> its passages in reading order (running headers and footers excluded)."""
    if document.logo:
        yield Passage("alt", document.logo.alt)
    for block in document.blocks:
        yield from _block(block)


def title_end(blocks: tuple[Block, ...]) -> int:
    """How many of a document's first blocks are its title block; 0 if there is none."""
    end, titled = 0, False
    for place, block in enumerate(blocks, 1):
        if isinstance(block, Heading) and block.level == 1 and not titled:
            titled = True
        elif not (isinstance(block, Paragraph) and block.role in _TITLE_ROLES):
            break
        end = place
    return end if titled else 0


def _block(block: Block) -> Iterator[Passage]:
    match block:
        case Heading():
            yield Passage("heading", labelled(block.label, block.content))
        case Paragraph():
            yield Passage("text", labelled(block.label, block.content))
        case Bullets():
            yield from (Passage("item", plain(item)) for item in block.items)
        case Listing():
            yield from (Passage("item", plain(p)) for i in block.items for p in i.paragraphs)
        case Illustration():
            yield from _illustration(block)
        case Columns():
            yield from (found for part in block.parts for found in passages_of(part))
        case Panel():
            yield from passages_of(block.blocks)
        case Table():
            yield from _table(block)
        case _:
            assert_never(block)


def passages_of(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    """Blocks -> their passages in reading order."""
    for block in blocks:
        yield from _block(block)


def _illustration(block: Illustration) -> Iterator[Passage]:
    yield Passage("alt", block.content.alt)
    if block.caption:
        yield Passage("text", plain(block.caption))


def _table(table: Table) -> Iterator[Passage]:
    if table.caption_shown:
        yield Passage("text", table.caption)
    for row in table.head:
        yield from _row(row, "head")
    for body in table.bodies:
        for row in body.rows:
            yield from _row(row, "cell")


def _row(row: Row, kind: str) -> Iterator[Passage]:
    for cell in row.cells:
        if text := cell_text(cell):
            yield Passage("alt" if cell.figure else kind, text)
