"""The document tree. Nodes are checked when built, so that a wrong tree cannot exist.

The tree names no output format. Lengths are in points (``_pt``); colours are names of style
tokens (``Ink``); how a role looks is the style's affair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import pairwise

from packgen.document.drawing import Figure, Ink
from packgen.document.inline import (
    Inline,
    Link,
    PageCount,
    PageNumber,
    PageOf,
    RunningInline,
    Symbol,
    Text,
)
from packgen.document.roles import Align, PanelKind, Role, RowKind, Scope

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Column",
    "Columns",
    "Document",
    "Heading",
    "Illustration",
    "Image",
    "Inline",
    "Item",
    "Link",
    "Listing",
    "Logo",
    "Marking",
    "PageCount",
    "PageNumber",
    "PageOf",
    "PageSetup",
    "Panel",
    "Paragraph",
    "Row",
    "Running",
    "RunningInline",
    "Symbol",
    "Table",
    "TableBody",
    "Text",
    "anchors",
]

# --- blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title. ``anchor`` is unique in the document.

    ``new_page``: it stands at the top of a page. ``label`` is its number, which hangs before it.
    """

    level: int
    content: tuple[Inline, ...]
    anchor: str
    new_page: bool = False
    label: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"no heading of level {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one role. ``label`` is its number (``3.1``), which hangs before it; ``indented``:
    it stands under such a paragraph, as far in as its text. ``anchor``: links lead to it."""

    role: Role
    content: tuple[Inline, ...]
    align: Align | None = None
    label: str = ""
    indented: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is one line of text."""

    items: tuple[tuple[Inline, ...], ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a list without items")


@dataclass(frozen=True, slots=True)
class Item:
    """A list's item: its paragraphs behind its label (``•``, ``a)``). ``level`` 0 is outermost."""

    label: str
    paragraphs: tuple[tuple[Inline, ...], ...]
    level: int = 0

    def __post_init__(self) -> None:
        if not self.label or not self.paragraphs or not 0 <= self.level <= 3:
            raise ValueError("an item without a label or text, or too deep")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whose items may have lists of their own: in reading order, each with its level.

    ``ordered``: its labels count. ``indented``: it stands under a numbered paragraph.
    """

    items: tuple[Item, ...]
    ordered: bool = False
    indented: bool = False

    def __post_init__(self) -> None:
        if not self.items or self.items[0].level:
            raise ValueError("a list without items, or that begins inside")
        levels = [item.level for item in self.items]
        if any(then > now + 1 for now, then in pairwise(levels)):
            raise ValueError("a list that skips a level")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of dots, as PNG or JPEG without metadata, and what it shows in words."""

    data: bytes = field(repr=False)
    width_pt: float
    height_pt: float
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a picture without words")


@dataclass(frozen=True, slots=True)
class Illustration:
    """A chart or a picture that stands by itself, with its caption below (empty: none)."""

    content: Figure | Image
    caption: tuple[Inline, ...]
    anchor: str
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. ``rule`` draws a hairline at its left, ``tint`` fills it in body rows;
    ``tight`` sets its own cells closer to its edges, as figures may stand."""

    width_pt: float
    align: Align = Align.LEFT
    rule: bool = False
    tint: Ink | None = None
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs, or a figure, or nothing. ``scope`` makes it a header.

    ``again`` is what is printed once more, where the format can, at the top of each further page
    that the cell's section or its rows run on to; for the eye, as it adds nothing to the text.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    figure: Figure | None = None
    colspan: int = 1
    rowspan: int = 1
    scope: Scope | None = None
    fill: Ink | None = None
    again: tuple[Paragraph, ...] = ()

    def __post_init__(self) -> None:
        if self.colspan < 1 or self.rowspan < 1:
            raise ValueError("a cell spans at least one column and one row")
        if self.figure and self.paragraphs:
            raise ValueError("a cell holds text or a figure, not both")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells in reading order; without the places that a cell from above holds.

    ``keep_with_next`` forbids a page break between this row and the next; ``outline`` is the row's
    bookmark, if it has one.
    """

    kind: RowKind
    cells: tuple[Cell, ...]
    keep_with_next: bool = False
    outline: str = ""


@dataclass(frozen=True, slots=True)
class TableBody:
    """Rows that belong together, mostly under a section row; spans end inside it."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: head rows repeat on each page. ``caption`` is printed when ``caption_shown``.

    ``description`` tells assistive software what the table holds. ``strip`` tables are set tight,
    without rules (the row of rating counts). ``indented``: it stands under a numbered paragraph.
    """

    caption: str
    description: str
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    bodies: tuple[TableBody, ...]
    anchor: str
    caption_shown: bool = False
    strip: bool = False
    indented: bool = False

    def __post_init__(self) -> None:
        for rows in (self.head, *(body.rows for body in self.bodies)):
            _check_grid(rows, len(self.columns))

    @property
    def width_pt(self) -> float:
        """The sum of the columns' widths."""
        return sum(column.width_pt for column in self.columns)


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts set side by side, read one after the other; ``shares`` of the width add up to 1."""

    shares: tuple[float, ...]
    parts: tuple[tuple[Block, ...], ...]
    gap_pt: float = 18.0

    def __post_init__(self) -> None:
        if len(self.shares) != len(self.parts) or abs(sum(self.shares) - 1) > 1e-6:
            raise ValueError("shares and parts of columns disagree")
        if any(isinstance(block, Columns) for part in self.parts for block in part):
            raise ValueError("columns inside columns")
        if any(
            isinstance(block, Heading) and block.new_page for part in self.parts for block in part
        ):
            raise ValueError("a new page inside columns")

    def widths_pt(self, text_width_pt: float) -> tuple[float, ...]:
        """The parts' widths on a page of this text width."""
        room = text_width_pt - self.gap_pt * (len(self.shares) - 1)
        return tuple(share * room for share in self.shares)


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks set off from the text: on a tint (aside), or in a frame with a bar at its left in
    this ink (exception), or behind an edge in the ink of Part 2 (exempt)."""

    kind: PanelKind
    blocks: tuple[Block, ...]
    ink: Ink | None = None

    def __post_init__(self) -> None:
        if not self.blocks or any(isinstance(b, Columns | Panel) for b in self.blocks):
            raise ValueError("a panel of nothing, or of columns or panels")
        if (self.ink is not None) != (self.kind is PanelKind.EXCEPTION):
            raise ValueError("an exception's panel has a bar, and no other")


Block = Heading | Paragraph | Bullets | Listing | Table | Illustration | Columns | Panel

# --- the document ---------------------------------------------------------------------------


class Marking(Enum):
    """Whether the paper is for the public."""

    PUBLIC = "PUBLIC"
    NOT_FOR_PUBLICATION = "NOT FOR PUBLICATION"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The page's size and margins, all in pt; margins hold the running header and footer."""

    width_pt: float
    height_pt: float
    left_pt: float
    right_pt: float
    top_pt: float
    bottom_pt: float

    @property
    def text_width_pt(self) -> float:
        """The width between the margins."""
        return self.width_pt - self.left_pt - self.right_pt


@dataclass(frozen=True, slots=True)
class Running:
    """Text on every page: the header's left, the marking in words and its detail (Part 2:
    paragraphs of the Act), the footer's left, and the footer's right with the page number."""

    header: tuple[RunningInline, ...]
    marking: str
    marking_detail: str
    footer: tuple[tuple[RunningInline, ...], ...]
    page: tuple[RunningInline, ...]


@dataclass(frozen=True, slots=True)
class Logo:
    """The council's emblem at the title block's right: its words and its size. It is read before
    the title; its picture is the style's."""

    alt: str
    width_pt: float
    height_pt: float

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a logo without words")


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. ``date`` dates the file; ``language`` is a BCP 47 tag."""

    title: str
    subject: str
    author: str
    language: str
    date: date
    marking: Marking
    page: PageSetup
    running: Running
    blocks: tuple[Block, ...]
    logo: Logo | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document without a title")
        found = [a for block in self.blocks for a in anchors(block)]
        if len(set(found)) != len(found):
            raise ValueError("two headings or tables with one anchor")


def anchors(block: Block) -> list[str]:
    """A block -> the anchors in it, in reading order."""
    match block:
        case Heading(anchor=anchor) | Table(anchor=anchor) | Illustration(anchor=anchor):
            return [anchor]
        case Paragraph(anchor=anchor):
            return [anchor] if anchor else []
        case Panel(blocks=blocks):
            return [a for inner in blocks for a in anchors(inner)]
        case Columns(parts=parts):
            return [a for part in parts for inner in part for a in anchors(inner)]
        case _:
            return []


def _check_grid(rows: tuple[Row, ...], width: int) -> None:
    """Every place of the grid is held exactly once, and no span leaves it."""
    held_below = [0] * width
    for row in rows:
        held = [count > 0 for count in held_below]
        held_below = [max(0, count - 1) for count in held_below]
        place = 0
        for cell in row.cells:
            while place < width and held[place]:
                place += 1
            if place + cell.colspan > width or any(held[place : place + cell.colspan]):
                raise ValueError(f"a row of {row.kind.value} cells does not fit {width} columns")
            for column in range(place, place + cell.colspan):
                held[column] = True
                held_below[column] = cell.rowspan - 1
            place += cell.colspan
        if not all(held):
            raise ValueError(f"a {row.kind.value} row leaves columns empty")
    if any(held_below):
        raise ValueError("a cell spans beyond the rows that it stands among")
