"""A volume: papers bound in one file, with one numbering of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from packgen.document.nodes import Block, Document, Marking, Running, anchors
from packgen.document.walk import Passage, passages


@dataclass(frozen=True, slots=True)
class PageStart:
    """The number of a paper's first page. ``lettered``: its pages are 12a, 12b, 12c, as those are
    that take the place of a page 12 that is out already."""

    number: int
    lettered: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper in a volume. ``outline`` is its bookmark; ``anchor`` is its first page's, and its
    name in the volume; ``look`` names the style that it is painted in.

    ``starts`` None: its pages go on from the paper before.
    """

    document: Document
    outline: str
    anchor: str
    look: str
    starts: PageStart | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """Somebody else's pages in a volume: their place, their sizes (width and height in pt, as they
    are seen), what runs around them. Their content is joined in when the volume is painted.

    ``instead`` stands on one page in formats that can't hold them.
    """

    outline: str
    anchor: str
    look: str
    sizes: tuple[tuple[float, float], ...]
    running: Running
    instead: Document
    starts: PageStart | None = None

    def __post_init__(self) -> None:
        if not self.sizes:
            raise ValueError("an attachment without pages")

    @property
    def part(self) -> str:
        """The identifier of its structure element."""
        return f"part-{self.anchor}"


@dataclass(frozen=True, slots=True)
class Volume:
    """Papers in one file. ``first_page`` is its first page's number. ``duplex``: each paper begins
    on the front of a sheet, after a blank side where it must; ``blank`` is what that side says."""

    title: str
    subject: str
    author: str
    language: str
    date: date
    marking: Marking
    papers: tuple[Bound | Attached, ...]
    first_page: int = 1
    duplex: bool = False
    blank: str = ""

    def __post_init__(self) -> None:
        if not self.papers:
            raise ValueError("a volume without papers")
        found = [*chain.from_iterable(map(_anchors, self.papers))]
        if len(set(found)) != len(found):
            raise ValueError("two papers, headings or tables with one anchor")
        if any(_document(paper).marking is not self.marking for paper in self.papers):
            raise ValueError("a paper of another marking than its volume's")


@dataclass(frozen=True, slots=True)
class PageSpan:
    """A paper's pages: the numbers of its first and last, how many there are, and how many stand
    before them in the file."""

    first: str
    last: str
    count: int
    before: int = 0


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where things stand in a laid-out volume: each anchor's page, each paper's pages by its
    anchor, and the last number that is used (a lettered page's is its leaf's)."""

    anchors: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, PageSpan] = field(default_factory=dict)
    last: int = 0


def volume_passages(volume: Volume, *, attached: bool) -> Iterator[Passage]:
    """A volume -> its passages in reading order. ``attached``: its attachments stand in the file
    themselves, so that what would be said instead of them is left out."""
    for paper in volume.papers:
        match paper:
            case Bound(document=document):
                yield from passages(document)
            case Attached(instead=instead):
                if not attached:
                    yield from passages(instead)


def _document(paper: Bound | Attached) -> Document:
    return paper.document if isinstance(paper, Bound) else paper.instead


def _anchors(paper: Bound | Attached) -> Iterator[str]:
    yield paper.anchor
    blocks: tuple[Block, ...] = _document(paper).blocks
    for block in blocks:
        yield from anchors(block)
