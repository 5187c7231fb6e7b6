"""The document's blocks -> the body of document.xml, cut into sections where columns start."""

from __future__ import annotations

from typing import NamedTuple

from packgen.document.nodes import Block, Columns, Document
from packgen.document.walk import title_end
from packgen.render.docx import oxml, oxml_parts
from packgen.render.docx.blocks import (
    SPACE_PT,
    above_pt,
    apart,
    below_pt,
    block_text,
    blocks_text,
    gap,
    on_new_page,
    space,
)
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.title import title_block


class Sheet(NamedTuple):
    """What a paper's sections share: the page (w:pgSz, w:pgMar) and the references to its running
    parts; where its first begins ("oddPage"; empty for a new page); its w:pgNumType and that of
    those that go on."""

    page: str
    references: str
    kind: str = ""
    starts: str = ""
    goes_on: str = ""


def body(document: Document, ledger: Ledger, sheet: Sheet) -> tuple[list[str], str]:
    """A document and what its sections share -> its paragraphs and tables, and the w:sectPr of its
    last section.

    A section says how it looks at its end: in its last paragraph, or at the end of the body. Word
    and LibreOffice differ on the spaces of texts at a section's edges, so that paragraphs of exact
    height stand for them.
    """
    out: list[str] = []
    end, width_pt = title_end(document.blocks), document.page.text_width_pt
    titles = [
        text for block in document.blocks[:end] for text in block_text(block, ledger, width_pt)
    ]
    titles = title_block(titles, document, ledger)
    after_pt = below_pt(document.blocks[end - 1], ledger) if end else 0.0
    groups = _groups(document.blocks[end:])
    if titles and groups[0] and isinstance(groups[0][0], Columns):
        groups.insert(0, [])
    for number, blocks in enumerate(groups):
        columns = _columns_of(blocks)
        if columns:
            texts = _column_blocks(columns, ledger, width_pt)
        else:
            above = _columns_of(groups[number - 1]) if number else None
            below = _columns_of(groups[number + 1]) if number + 1 < len(groups) else None
            start = _Start(titles, after_pt) if not number else _Start([], 0.0)
            texts = _between(start, blocks, (above, below), ledger, width_pt)
        section = oxml_parts.section(
            "" if number else sheet.references,
            "continuous" if number else sheet.kind,
            sheet.page,
            sheet.goes_on if number else sheet.starts,
            _widths(columns, width_pt),
            oxml.twips(columns.gap_pt if columns else 0),
            not number,
        )
        if number < len(groups) - 1:
            texts[-1] = oxml.with_section(texts[-1], section)
        out += texts
    return out, section


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


def _columns_of(blocks: list[Block]) -> Columns | None:
    return blocks[0] if blocks and isinstance(blocks[0], Columns) else None


def _widths(columns: Columns | None, text_width_pt: float) -> list[int]:
    return [oxml.twips(width) for width in columns.widths_pt(text_width_pt)] if columns else []


class _Start(NamedTuple):
    """The title block's paragraphs, and the space below them."""

    texts: list[str]
    after_pt: float


def _between(
    start: _Start,
    blocks: list[Block],
    columns: tuple[Columns | None, Columns | None],
    ledger: Ledger,
    width_pt: float,
) -> list[str]:
    """Blocks over the page's whole width, with the room to columns above and below them."""
    above, below = columns
    texts, after = blocks_text(blocks, ledger, width_pt), start.after_pt
    if above and texts and not on_new_page(blocks[0]):
        room = max((below_pt(part[-1], ledger) for part in above.parts if part), default=0.0)
        room += above_pt(blocks[0], ledger)
        if oxml.is_paragraph(texts[0]):
            # An empty paragraph here makes LibreOffice move columns below to another page.
            texts[0] = oxml.respaced(texts[0], before=oxml.twips(room))
        else:
            texts.insert(0, gap(room))
    elif start.texts and texts and not on_new_page(blocks[0]):
        *titles, last = start.texts
        texts = [*titles, *apart(last, texts[0], after, blocks[0], ledger), *texts[1:]]
    else:
        texts = [*start.texts, *texts]
    if blocks:
        after = below_pt(blocks[-1], ledger)
    if below and texts:
        after += max((above_pt(part[0], ledger) for part in below.parts if part), default=0.0)
        if oxml.is_paragraph(texts[-1]):
            # LibreOffice drops an empty paragraph here.
            texts[-1] = oxml.respaced(texts[-1], after=oxml.twips(after - SPACE_PT))
        else:
            texts.append(gap(after - SPACE_PT))
    elif not texts or not oxml.is_paragraph(texts[-1]):
        texts.append(space())
    return texts


def _column_blocks(columns: Columns, ledger: Ledger, width_pt: float) -> list[str]:
    out: list[str] = []
    widths = columns.widths_pt(width_pt)
    for number, (part, room_pt) in enumerate(zip(columns.parts, widths, strict=True)):
        # The break has a paragraph of its own: in the next part's first one, that paragraph's
        # space above would stay behind in the column before.
        out.append(space(oxml.column_break() if number else ""))
        texts = _at_top(blocks_text(part, ledger, room_pt))
        if texts and oxml.is_paragraph(texts[-1]):
            texts[-1] = oxml.respaced(texts[-1], after=0)
        out += texts
    if not oxml.is_paragraph(out[-1]):
        # LibreOffice drops a section's last paragraph where it is empty; a table that is left last
        # goes to the next page.
        out += [space(), space()]
    return out


def _at_top(texts: list[str]) -> list[str]:
    if texts and oxml.is_paragraph(texts[0]):
        return [oxml.respaced(texts[0], before=0), *texts[1:]]
    return texts
