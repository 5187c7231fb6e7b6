"""The document's blocks -> the body of document.xml, cut into sections where columns start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from packgen.document.nodes import Block, Bullets, Columns, Document, Heading, Paragraph, Table
from packgen.document.walk import title_end
from packgen.render.docx import oxml, oxml_parts
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.table import table
from packgen.render.docx.text import bullets, heading, paragraph
from packgen.render.docx.title import title_block

_GAP_PT: Final = 6.0


def body(document: Document, ledger: Ledger, page: str, references: str) -> str:
    """A document, its page (w:pgSz, w:pgMar) and its running parts -> blocks and sections.

    A section says how it looks at its end: in its last paragraph, or at the end of the body.
    """
    out: list[str] = []
    end = title_end(document.blocks)
    titles = [text for block in document.blocks[:end] for text in _block(block, ledger)]
    titles = title_block(titles, document, ledger)
    groups = _groups(document.blocks[end:])
    if titles and groups[0] and isinstance(groups[0][0], Columns):
        groups.insert(0, [])
    for number, blocks in enumerate(groups):
        columns = blocks[0] if blocks and isinstance(blocks[0], Columns) else None
        texts = _column_blocks(columns, ledger) if columns else _blocks(blocks, ledger)
        texts = texts if number else [*titles, *texts]
        if number and not columns and not oxml.is_paragraph(texts[0]):
            texts.insert(0, _gap())
        if not texts or not oxml.is_paragraph(texts[-1]):
            texts.append(_space())
        section = oxml_parts.section(
            "" if number else references,
            bool(number),
            page,
            _widths(columns, document.page.text_width_pt),
            oxml.twips(columns.gap_pt if columns else 0),
            not number,
        )
        if number == len(groups) - 1:
            texts.append(section)
        else:
            texts[-1] = oxml.with_section(texts[-1], section)
        out += texts
    return "".join(out)


def _groups(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Blocks -> runs of blocks that share a section; columns stand alone."""
    groups: list[list[Block]] = []
    for block in blocks:
        apart = isinstance(block, Columns) or not groups or isinstance(groups[-1][0], Columns)
        if apart:
            groups.append([block])
        else:
            groups[-1].append(block)
    return groups or [[]]


def _widths(columns: Columns | None, text_width_pt: float) -> list[int]:
    return [oxml.twips(width) for width in columns.widths_pt(text_width_pt)] if columns else []


def _column_blocks(columns: Columns, ledger: Ledger) -> list[str]:
    out: list[str] = []
    for number, part in enumerate(columns.parts):
        if number:
            # The break has a paragraph of its own: in the next part's first one, that paragraph's
            # space above would stay behind in the column before.
            out.append(_space(oxml.column_break()))
        texts = _blocks(part, ledger)
        if texts and oxml.is_paragraph(texts[0]):
            # Word and LibreOffice differ on the space above a column's first line: none is safe.
            texts[0] = oxml.at_top(texts[0])
        out += texts
    return out


def _blocks(blocks: Iterable[Block], ledger: Ledger) -> list[str]:
    out: list[str] = []
    after_strip = False
    for block in blocks:
        texts = _block(block, ledger)
        # Word makes one table of two that touch, and sets text close under a strip's fills.
        after_table = bool(out) and not oxml.is_paragraph(out[-1])
        if after_table and (after_strip or not oxml.is_paragraph(texts[0])):
            out.append(_gap())
        after_strip = isinstance(block, Table) and block.strip
        out += texts
    return out


def _block(block: Block, ledger: Ledger) -> list[str]:
    match block:
        case Heading():
            return [heading(block, ledger)]
        case Paragraph():
            return [paragraph(block, ledger)]
        case Bullets():
            return bullets(block, ledger)
        case Table():
            return table(block, ledger)
        case Columns():
            raise AssertionError("columns are cut off before")
        case _:
            assert_never(block)


def _gap() -> str:
    """The room between two tables, or between columns and a table."""
    pitch = oxml.exact_spacing(oxml.twips(_GAP_PT))
    return oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE, spacing=pitch), "")


def _space(runs: str = "") -> str:
    """A paragraph that takes no room to speak of, where Word needs one."""
    return oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE), runs)
