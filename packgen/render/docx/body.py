"""The document's blocks -> the body of document.xml, cut into sections where columns start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple, assert_never

from packgen.document.nodes import Block, Bullets, Columns, Document, Heading, Paragraph, Table
from packgen.document.roles import Role
from packgen.document.walk import title_end
from packgen.render.docx import oxml, oxml_parts
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.measure import AFTER_TABLE_PT, BEFORE_TABLE_PT
from packgen.render.docx.table import table
from packgen.render.docx.text import bullets, heading, paragraph
from packgen.render.docx.title import title_block

_SPACE_PT: Final = 1.0


def body(document: Document, ledger: Ledger, page: str, references: str) -> str:
    """A document, its page (w:pgSz, w:pgMar) and its running parts -> blocks and sections.

    A section says how it looks at its end: in its last paragraph, or at the end of the body. Word
    and LibreOffice differ on the spaces of texts at a section's edges, so that paragraphs of exact
    height stand for them.
    """
    out: list[str] = []
    end = title_end(document.blocks)
    titles = [text for block in document.blocks[:end] for text in _block(block, ledger)]
    titles = title_block(titles, document, ledger)
    after_pt = _after_pt(document.blocks[end - 1], ledger) if end else 0.0
    groups = _groups(document.blocks[end:])
    if titles and groups[0] and isinstance(groups[0][0], Columns):
        groups.insert(0, [])
    for number, blocks in enumerate(groups):
        columns = _columns_of(blocks)
        if columns:
            texts = _column_blocks(columns, ledger)
        else:
            above = _columns_of(groups[number - 1]) if number else None
            below = _columns_of(groups[number + 1]) if number + 1 < len(groups) else None
            start = _Start(titles, after_pt) if not number else _Start([], 0.0)
            texts = _between(start, blocks, above, below, ledger)
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
    above: Columns | None,
    below: Columns | None,
    ledger: Ledger,
) -> list[str]:
    """Blocks over the page's whole width, with the room to columns above and below them."""
    texts, after = _blocks(blocks, ledger), start.after_pt
    if above and texts and not _on_new_page(blocks[0]):
        room = max((_after_pt(part[-1], ledger) for part in above.parts if part), default=0.0)
        room += _before_pt(blocks[0], ledger)
        if oxml.is_paragraph(texts[0]):
            # An empty paragraph here makes LibreOffice move columns below to another page.
            texts[0] = oxml.respaced(texts[0], before=oxml.twips(room))
        else:
            texts.insert(0, _gap(room))
    elif start.texts and texts and not _on_new_page(blocks[0]):
        *titles, last = start.texts
        texts = [*titles, *_apart(last, texts[0], after, blocks[0], ledger), *texts[1:]]
    else:
        texts = [*start.texts, *texts]
    if blocks:
        after = _after_pt(blocks[-1], ledger)
    if below and texts:
        after += max((_before_pt(part[0], ledger) for part in below.parts if part), default=0.0)
        if oxml.is_paragraph(texts[-1]):
            # LibreOffice drops an empty paragraph here.
            texts[-1] = oxml.respaced(texts[-1], after=oxml.twips(after - _SPACE_PT))
        else:
            texts.append(_gap(after - _SPACE_PT))
    elif not texts or not oxml.is_paragraph(texts[-1]):
        texts.append(_space())
    return texts


def _column_blocks(columns: Columns, ledger: Ledger) -> list[str]:
    out: list[str] = []
    for number, part in enumerate(columns.parts):
        # The break has a paragraph of its own: in the next part's first one, that paragraph's
        # space above would stay behind in the column before.
        out.append(_space(oxml.column_break() if number else ""))
        texts = _at_top(_blocks(part, ledger))
        if texts and oxml.is_paragraph(texts[-1]):
            texts[-1] = oxml.respaced(texts[-1], after=0)
        out += texts
    if not oxml.is_paragraph(out[-1]):
        out.append(_space())
    return out


def _at_top(texts: list[str]) -> list[str]:
    if texts and oxml.is_paragraph(texts[0]):
        return [oxml.respaced(texts[0], before=0), *texts[1:]]
    return texts


def _blocks(blocks: Iterable[Block], ledger: Ledger) -> list[str]:
    out: list[str] = []
    above: Block | None = None
    for block in blocks:
        texts = _block(block, ledger)
        if _on_new_page(block):
            texts[0] = oxml.respaced(texts[0], before=0)
        elif isinstance(above, Table):
            room = AFTER_TABLE_PT + _before_pt(block, ledger)
            if oxml.is_paragraph(texts[0]):
                texts[0] = oxml.respaced(texts[0], before=oxml.twips(room))
            else:
                # Word makes one table of two that touch.
                out.append(_gap(room))
        elif above:
            out[-1], texts[0] = _apart(out[-1], texts[0], _after_pt(above, ledger), block, ledger)
        out += texts
        above = block
    return out


def _apart(one: str, other: str, after_pt: float, block: Block, ledger: Ledger) -> tuple[str, str]:
    """A paragraph with this space below, and the first text of the block after it -> both with
    their spaces added up, which not every program does: in one of them."""
    before_pt = _before_pt(block, ledger)
    room = oxml.twips(after_pt + before_pt)
    if not oxml.is_paragraph(other):
        return oxml.respaced(one, after=room), other
    if after_pt and before_pt:
        return oxml.respaced(one, after=0), oxml.respaced(other, before=room)
    return one, other


def _on_new_page(block: Block) -> bool:
    return isinstance(block, Heading) and block.new_page


def _before_pt(block: Block, ledger: Ledger) -> float:
    """The space above a block."""
    if isinstance(block, Table) and not block.caption_shown:
        return BEFORE_TABLE_PT
    return ledger.style.type[_role(block)].before_pt


def _after_pt(block: Block, ledger: Ledger) -> float:
    """The space below a block."""
    if isinstance(block, Table):
        return AFTER_TABLE_PT
    return ledger.style.type[_role(block)].after_pt


def _role(block: Block) -> Role:
    match block:
        case Heading(level=level):
            return oxml.HEADING_ROLE[level]
        case Paragraph(role=role):
            return role
        case Bullets():
            return Role.LIST_ITEM
        case Table():
            return Role.CAPTION
        case Columns():
            raise AssertionError("columns are cut off before")
        case _:
            assert_never(block)


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


def _gap(room_pt: float) -> str:
    """A paragraph of this height without text."""
    pitch = oxml.exact_spacing(oxml.twips(max(room_pt, _SPACE_PT)))
    return oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE, spacing=pitch), "")


def _space(runs: str = "") -> str:
    """A paragraph that takes no room to speak of, where Word needs one."""
    return oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE), runs)
