"""What in a Word report may not pass: marks that nobody sees or that are almost ones, what covers
text, what repeats what is exempt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from packgen.errors import BadInput, Fault
from packgen.ingest.wordcharacters import printable
from packgen.ingest.wordlosses import Loss, Losses
from packgen.ingest.wordmarks import is_almost_mark, is_mark
from packgen.ingest.wordruns import Found
from packgen.ingest.wordtree import Node

MARGINS = frozenset({"header", "footer"})
"""The kinds of parts that stand above and below the pages."""


class Guard:
    """Refuses what is not clear enough to go out, while a file is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._exempt_names: set[str] = set()
        self._repeated: list[tuple[str, str]] = []
        """Bookmarks in what is exempt; those that public text repeats, and where."""

    def refuse(self, place: str, what: str, remedy: str) -> NoReturn:
        """Raise BadInput for a place in the file."""
        raise BadInput(Fault(f"{self.file}: {place}", what, remedy))

    def check_margins(self, margins: Iterable[Node], losses: Losses) -> None:
        """What speaks of the whole report above or below its pages is no mark of it."""
        for part in margins:
            said = printable("".join(node.text for node in part.walk() if node.name == "t"))
            if is_mark(said) or is_almost_mark(said):
                what = "[Part 2] stands in a header or footer"
                self.refuse("the margins", what, "mark the passages in the text")
            if any(character.isalpha() for character in said):
                losses.lose(Loss.MARGIN, "the margins")

    def check(self, found: Found, text: str, place: str) -> None:
        """Refuses a paragraph with marks that nobody sees, with what was meant to be one, or
        with a shape that may cover text."""
        if found.covers:
            what = "a filled shape lies in front of the text, and what it covers would be read"
            remedy = "let the text flow around it, or delete it and mark what it covers as exempt"
            self.refuse(place, what, remedy)
        if is_mark(found.unseen) or is_almost_mark(found.unseen):
            self.refuse(place, "a mark in hidden text", "let it be seen")
        if is_almost_mark(text):
            remedy = "write [Part 2] or [Part 2: paragraph 3], and [/Part 2] where it ends"
            self.refuse(place, "a mark that is almost [Part 2]", remedy)

    def keep_names(self, node: Node, found: Found, exempt: bool, place: str) -> None:
        """Keeps the bookmarks of what is exempt, and those that public text repeats."""
        if exempt:
            kids = (each for each in node.walk() if each.name == "bookmarkStart")
            self._exempt_names |= {each.attributes.get("name", "") for each in kids}
        else:
            self._repeated += [(name, place) for name in found.repeats]

    def check_repeats(self) -> None:
        """Refuses public fields that say again what is exempt, once all is read."""
        for name, place in self._repeated:
            if name in self._exempt_names:
                self.refuse(place, "a field repeats what is exempt", "take the field out")
