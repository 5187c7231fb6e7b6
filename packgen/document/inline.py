"""Inline content: runs of text, symbols, links and page numbers inside a block."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.document.drawing import Ink
from packgen.document.roles import Shape


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text; control characters and line ends cannot stand in it.

    ``raised``: small and above the line, as a note's number is.
    """

    text: str
    bold: bool = False
    ink: Ink | None = None
    italic: bool = False
    raised: bool = False

    def __post_init__(self) -> None:
        if not self.text.isprintable() and any(ord(c) < 32 or ord(c) == 127 for c in self.text):
            raise ValueError(f"a control character in {self.text!r}")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A shape before a word. It adds nothing to the text: the word beside it says the same."""

    shape: Shape
    ink: Ink


@dataclass(frozen=True, slots=True)
class Link:
    """Linked text; ``target`` is an address, or ``#anchor`` of a heading, a table, a paper.

    ``raised``: small and above the line, as a note's number is.
    """

    text: str
    target: str
    raised: bool = False

    def __post_init__(self) -> None:
        if not self.target.startswith(("#", "https://", "http://", "mailto:")):
            raise ValueError(f"not a link target: {self.target!r}")


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page where an anchor stands; of a paper's last page where ``last``.

    ``text`` is that number, once the papers are laid out. The anchor may be in another volume.
    """

    anchor: str
    last: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page that it stands on (running text only)."""


@dataclass(frozen=True, slots=True)
class PageCount:
    """The number of pages (running text only)."""


Inline = Text | Symbol | Link | PageOf
RunningInline = Text | Symbol | PageNumber | PageCount
