"""Comments: the notes that hang on cells. Never carried; looked at for words about Part 2 alone."""

from __future__ import annotations

from packgen.ingest.package import Attributes, Package, local_name
from packgen.ingest.words import clean
from packgen.ingest.worksheet import row_and_column

_KINDS = ("comments", "threadedComment")
_LARGEST = 8 * 2**20


def read_comments(package: Package, sheet_part: str) -> dict[tuple[int, int], str]:
    """A worksheet's part -> its comments' texts by the row and column that they hang on."""
    found = _Comments()
    for kind, part in package.relations(sheet_part).values():
        if kind in _KINDS and part in package:
            package.refuse_larger(part, _LARGEST)
            package.parse(part, found.start, found.end, found.characters)
    return {place: clean(" ".join(texts)) for place, texts in found.texts.items()}


class _Comments:
    """What one pass over a part of comments has seen."""

    def __init__(self) -> None:
        self.texts: dict[tuple[int, int], list[str]] = {}
        self.at: list[str] | None = None
        self.inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local_name(tag)
        if name in ("comment", "threadedComment"):
            place = row_and_column(attributes.get("ref", ""))
            self.at = self.texts.setdefault(place, []) if place else None
        self.inside = name in ("t", "text")

    def end(self, tag: str) -> None:
        self.inside = False
        if local_name(tag) in ("comment", "threadedComment"):
            self.at = None

    def characters(self, text: str) -> None:
        if self.inside and self.at is not None:
            self.at.append(text)
