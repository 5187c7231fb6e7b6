"""A file's outline -> its bookmarks; and bookmarks put under an item of another file's outline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from packgen.assemble.destinations import Destination, Destinations

_MOST: Final = 20_000
_DEEPEST: Final = 20
_LONGEST: Final = 500


class Bookmark(NamedTuple):
    """A bookmark: how deep it stands (1 is the top), its words, and where it leads."""

    level: int
    title: str
    place: Destination


def bookmarks(pdf: pikepdf.Pdf, destinations: Destinations) -> Iterator[Bookmark]:
    """A PDF -> its bookmarks from the top; those that lead nowhere are left out.

    An outline that goes in circles ends where it meets itself.
    """
    met: set[tuple[int, int]] = set()
    outline = pdf.Root.get("/Outlines")
    waiting = [(outline.get("/First"), 1)] if isinstance(outline, Dictionary) else []
    top = 0
    while waiting and len(met) < _MOST:
        item, level = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in met:
            continue
        met.add(item.objgen)
        waiting.append((item.get("/Next"), level))
        if level < _DEEPEST:
            waiting.append((item.get("/First"), level + 1))
        title, place = item.get("/Title"), destinations.resolve(target(item))
        if place is not None and isinstance(title, String) and str(title).strip():
            # No level may be left out on the way down.
            top = min(level, top + 1)
            yield Bookmark(top, str(title)[:_LONGEST], place)


def target(held: Any) -> Any:
    """A bookmark or a link -> the destination that it names, in this file."""
    action = held.get("/A")
    if isinstance(action, Dictionary) and action.get("/S") == "/GoTo":
        return action.get("/D")
    return held.get("/Dest")


def add_bookmarks(
    pdf: pikepdf.Pdf,
    item: Any,
    marks: Sequence[Bookmark],
    array: Callable[[Destination], Array],
) -> None:
    """Puts bookmarks under an outline's item, folded in; ``array`` gives their destinations."""
    above: list[Any] = [item]
    added = 0
    for mark in marks:
        del above[mark.level :]
        parent = above[-1]
        entries = Dictionary(Title=String(mark.title), Parent=parent, Dest=array(mark.place))
        new = pdf.make_indirect(entries)
        if (last := parent.get("/Last")) is None:
            parent[Name.First] = new
        else:
            last[Name.Next], new[Name.Prev] = new, last
        parent[Name.Last] = new
        if parent is item:
            added += 1
        else:
            parent[Name.Count] = int(parent.get("/Count", 0)) - 1
        above.append(new)
    count = int(item.get("/Count", 0))
    item[Name.Count] = count - added if count <= 0 else count + added
    if count > 0:
        _count_above(item, added)


def _count_above(item: Any, added: int) -> None:
    above = item.get("/Parent")
    while isinstance(above, Dictionary) and int(above.get("/Count", 0)) > 0:
        above[Name.Count] = int(above.Count) + added
        above = above.get("/Parent")
