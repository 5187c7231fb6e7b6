"""One page while it is being painted: operators, marked content, links and destinations."""

from __future__ import annotations

from dataclasses import dataclass, field

from packgen.render.pdf.tags import Content


@dataclass(slots=True)
class LinkArea:
    """Where a link stands on its page, what it says, where it leads; ``index`` counts all."""

    index: int
    box: tuple[float, float, float, float]
    text: str
    target: str


@dataclass(slots=True)
class Place:
    """A destination: an anchor and how high on the page it is."""

    anchor: str
    left: float
    top: float


@dataclass(slots=True)
class Sheet:
    """A page: ``parts`` are its operators in painting order, ``marks`` its marked contents."""

    index: int
    parts: list[str] = field(default_factory=list)
    marks: int = 0
    links: list[LinkArea] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def mark(self) -> int:
        """The number of a new piece of marked content."""
        self.marks += 1
        return self.marks - 1

    def tagged(self, tag: str, operators: str) -> Content:
        """Paints operators as marked content of an element, and says which."""
        content = Content(self.index, self.mark())
        self.parts.append(f"/{tag}<</MCID {content.mark}>>BDC\n{operators}EMC\n")
        return content


@dataclass(slots=True)
class Bookmark:
    """An entry of the outline; level 0 is the outermost. ``closed``: those below it are folded."""

    level: int
    title: str
    anchor: str
    closed: bool = False
