"""What the text asks of the package: bookmarks, links, pictures, and numbers that occur once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from packgen.document.drawing import Drawing, Ink
from packgen.document.nodes import Listing, PageSetup
from packgen.errors import BadInput, Fault
from packgen.render.docx.names import StyleNames
from packgen.render.docx.numbering import Numbering, Place
from packgen.settings.grounds import NONE
from packgen.settings.style import Style

_BOOKMARK_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Folio:
    """What a paper's page numbers say: what stands before the field, the field's result on the
    paper's first page, and the number of pages; empty for the file's own."""

    prefix: str = ""
    first: str = "1"
    count: str = ""


class Holdings:
    """What a whole package holds, while it is written; numbered in the order of the text."""

    def __init__(self, anchors: Iterable[str], lists_from: int) -> None:
        self.links: dict[str, str] = {}
        self.drawings: dict[tuple[Drawing, Path], tuple[int, Style]] = {}
        self.images: dict[bytes, int] = {}
        self.numbering = Numbering(lists_from)
        self.bookmarks = bookmark_names(anchors)
        self.count = 0


class Ledger:
    """One paper's view of the package: its style, what that is called, its page numbers, and the
    height between its page's margins."""

    def __init__(
        self,
        style: Style,
        holdings: Holdings,
        page: PageSetup,
        names: StyleNames | None = None,
        folio: Folio | None = None,
    ) -> None:
        self.style = style
        self.names = names or StyleNames()
        self.folio = folio or Folio()
        self.sheet_pt = page.height_pt - page.top_pt - page.bottom_pt
        self.colours = {Ink(name): _value(value) for name, value in style.colours.items()}
        self._held = holdings

    def number(self) -> int:
        """The next number that nothing else in the package has."""
        self._held.count += 1
        return self._held.count

    def has(self, anchor: str) -> bool:
        """Whether something in the package has that anchor."""
        return anchor in self._held.bookmarks

    def bookmark(self, anchor: str) -> str:
        """An anchor -> its bookmark. Raises BadInput when nothing has that anchor."""
        try:
            return self._held.bookmarks[anchor]
        except KeyError:
            raise BadInput(
                Fault(f"link to #{anchor}", "leads nowhere", "link to a heading's anchor")
            ) from None

    def link(self, target: str) -> str:
        """An address -> its relation; equal addresses share one."""
        # Word calls a file broken whose address has a blank or a letter outside ASCII.
        address = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
        return self._held.links.setdefault(address, f"rIdLink{len(self._held.links) + 1}")

    def media(self, drawing: Drawing) -> int:
        """A drawing -> its picture's number; equal drawings of one style share one."""
        held, key = self._held, (drawing, self.style.folder)
        return held.drawings.setdefault(key, (self._next_media(), self.style))[0]

    def image(self, data: bytes) -> int:
        """A picture of dots -> its number; equal ones share one."""
        return self._held.images.setdefault(data, self._next_media())

    def listing(self, node: Listing, left_pt: float) -> list[Place]:
        """A list that stands this far in -> each item's place in the numbering."""
        return self._held.numbering.of(node, left_pt, self.style)

    def _next_media(self) -> int:
        return len(self._held.drawings) + len(self._held.images) + 1


def _value(colour: str) -> str:
    """``#RRGGBB`` or "none" -> RRGGBB, or nothing."""
    return "" if colour == NONE else colour[1:]


def last_page(anchor: str) -> str:
    """A paper's anchor -> the anchor of its end, which no paper can have itself."""
    return f"{anchor}\0last"


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
