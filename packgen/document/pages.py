"""Page numbers: a tree whose references to pages are to be filled in, and where things stand."""

from __future__ import annotations

from dataclasses import replace

from packgen.document.mapped import mapped
from packgen.document.nodes import Block, Document, Inline, PageOf
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
    found = mapped(block, lambda content: _inlines(content, pages))
    return block if found == block else found


def _inlines(content: tuple[Inline, ...], pages: Pagination) -> tuple[Inline, ...]:
    if not any(isinstance(inline, PageOf) for inline in content):
        return content
    return tuple(_page(i, pages) if isinstance(i, PageOf) else i for i in content)


def _page(inline: PageOf, pages: Pagination) -> PageOf:
    if inline.last:
        return replace(inline, text=pages.spans[inline.anchor].last)
    return replace(inline, text=pages.anchors[inline.anchor])
