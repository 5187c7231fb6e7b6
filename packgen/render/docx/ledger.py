"""What the text asks of the package: bookmarks, links, pictures, and numbers that occur once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from packgen.document.drawing import Drawing, Ink
from packgen.document.nodes import Block, Columns, Document, Heading, Table
from packgen.errors import BadInput, Fault
from packgen.settings.grounds import NONE
from packgen.settings.style import Style

_BOOKMARK_LENGTH = 40


class Ledger:
    """Kept while one document is written; everything is numbered in the order of the text."""

    def __init__(self, document: Document, style: Style) -> None:
        self.style = style
        self.colours = {Ink(name): _value(value) for name, value in style.colours.items()}
        self.links: dict[str, str] = {}
        self.drawings: dict[Drawing, int] = {}
        self._bookmarks = bookmark_names(_anchors(document.blocks))
        self._number = 0

    def number(self) -> int:
        """The next number that nothing else in the document has."""
        self._number += 1
        return self._number

    def bookmark(self, anchor: str) -> str:
        """An anchor -> its bookmark. Raises BadInput when nothing has that anchor."""
        try:
            return self._bookmarks[anchor]
        except KeyError:
            raise BadInput(
                Fault(f"link to #{anchor}", "leads nowhere", "link to a heading's anchor")
            ) from None

    def link(self, target: str) -> str:
        """An address -> its relation; equal addresses share one."""
        # Word calls a file broken whose address has a blank or a letter outside ASCII.
        address = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
        return self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")

    def media(self, drawing: Drawing) -> int:
        """A drawing -> its picture's number; equal drawings share one."""
        return self.drawings.setdefault(drawing, len(self.drawings) + 1)


def _value(colour: str) -> str:
    """``#RRGGBB`` or "none" -> RRGGBB, or nothing."""
    return "" if colour == NONE else colour[1:]


def bookmark_names(anchors: Iterable[str]) -> dict[str, str]:
    """Anchors -> names that Word takes: letters, digits, underscores, 40 at most, all different
    when capitals don't count."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        stem = re.sub(r"[^A-Za-z0-9_]", "_", anchor)
        stem = (stem if stem[:1].isalpha() else f"a_{stem}")[:_BOOKMARK_LENGTH]
        name, count = stem, 1
        while name.lower() in taken:
            count += 1
            name = f"{stem[: _BOOKMARK_LENGTH - 1 - len(str(count))]}_{count}"
        taken.add(name.lower())
        names[anchor] = name
    return names


def _anchors(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        match block:
            case Heading(anchor=anchor) | Table(anchor=anchor):
                found.append(anchor)
            case Columns(parts=parts):
                found += [anchor for part in parts for anchor in _anchors(part)]
            case _:
                continue
    return found
