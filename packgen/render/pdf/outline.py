"""A volume's bookmarks: one a paper, and its headings below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from packgen.document.volume import Attached, Bound
from packgen.render.pdf.laying import Laid
from packgen.render.pdf.sheet import Bookmark


def paper_bookmarks(paper: Bound | Attached, laid: Laid | None) -> Iterator[Bookmark]:
    """A paper of a volume -> its bookmark, folded, and those of its headings; but not of the one
    that says the same as the paper's own."""
    inside = laid.paper.bookmarks if laid else []
    down = 1
    if inside and inside[0].level == 0 and _repeats(inside[0].title, paper.outline):
        inside, down = inside[1:], 0
    yield Bookmark(0, paper.outline, paper.anchor, closed=bool(inside))
    above = 0
    for bookmark in inside:
        above = min(max(1, bookmark.level + down), above + 1)
        yield replace(bookmark, level=above)


def _repeats(title: str, outline: str) -> bool:
    """Whether a title is in a paper's bookmark, as behind its item's number."""
    words = " ".join(title.split()).casefold()
    return " ".join(outline.split()).casefold().endswith(words)
