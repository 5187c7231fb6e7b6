"""Blocks of the document -> items that flow down the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from packgen.document.nodes import Columns
from packgen.render.pdf.furniture import Furniture
from packgen.render.pdf.graphics import artifact
from packgen.render.pdf.paper import Paper
from packgen.render.pdf.sheet import Place, Sheet
from packgen.render.pdf.tags import Element
from packgen.render.pdf.text import Block
from packgen.settings.style import TypeSpec

_FILL_PAD_X, _FILL_PAD_Y = 8.0, 3.0
# Of a paragraph that is broken, no fewer lines than these stand at a page's foot and at a head.
_LEAST_LINES, _LEAST_AFTER = 3, 2


class Flow:
    """A column on its way down the sheets: ``at`` is the sheet; below ``y`` it is free."""

    def __init__(
        self, paper: Paper, furniture: Furniture, x: float, width_pt: float, at: int, y: float
    ) -> None:
        self.paper = paper
        self.furniture = furniture
        self.x = x
        self.width_pt = width_pt
        self.at = at
        self.y = y

    @property
    def sheet(self) -> Sheet:
        """The sheet that the flow has reached."""
        return self.paper.sheet(self.at)

    @property
    def room_pt(self) -> float:
        """The height that is left on this sheet."""
        return self.y - self.furniture.bottom

    @property
    def full_pt(self) -> float:
        """The height of a sheet's body."""
        return self.furniture.top - self.furniture.bottom

    @property
    def fresh(self) -> bool:
        """Whether nothing stands above on this sheet."""
        return self.y >= self.furniture.top

    def next_sheet(self) -> None:
        """Goes on at the top of the next sheet."""
        self.at += 1
        self.y = self.furniture.top
        self.paper.sheet(self.at)

    def run(self, items: Sequence[Item], owner: Element) -> None:
        """Paints items one below the other, on as many sheets as they need."""
        for item, need in zip(items, needs(items, self.full_pt), strict=True):
            short = item.before_pt + need > self.room_pt
            if not self.fresh and (item.new_sheet or short):
                self.next_sheet()
            if not self.fresh:
                self.y -= item.before_pt
            item.paint(self, owner)
            self.y -= item.after_pt


class Item(Protocol):
    """A block that is measured and can paint itself."""

    @property
    def before_pt(self) -> float:
        """The space above it, but at the top of a sheet."""
        ...

    @property
    def after_pt(self) -> float:
        """The space below it."""
        ...

    @property
    def leads(self) -> bool:
        """Whether it stays on one sheet with the start of the next item."""
        ...

    @property
    def new_sheet(self) -> bool:
        """Whether it stands at the top of a sheet."""
        ...

    @property
    def height_pt(self) -> float:
        """The height if it is not broken."""
        ...

    def start_pt(self, full_pt: float) -> float:
        """The height that must fit where it starts; ``full_pt`` is a whole sheet's."""
        ...

    def paint(self, flow: Flow, owner: Element) -> None:
        """Paints itself into the flow, as the last kid of an element."""
        ...


def needs(items: Sequence[Item], full_pt: float) -> list[float]:
    """What must fit where each item starts; an item that leads needs the next one's start too."""
    found: list[float] = []
    for place in range(len(items) - 1, -1, -1):
        item = items[place]
        need = item.start_pt(full_pt)
        if item.leads and found:
            chain = need + item.after_pt + items[place + 1].before_pt + found[-1]
            need = chain if chain <= full_pt else need
        found.append(need)
    found.reverse()
    return found


def stack_height(items: Sequence[Item]) -> float:
    """The height of items one below the other; the first one's space above doesn't count."""
    total = sum(item.before_pt + item.height_pt + item.after_pt for item in items)
    return total - (items[0].before_pt if items else 0)


@dataclass(slots=True)
class TextItem:
    """A paragraph or a heading."""

    tag: str
    block: Block
    anchor: str = ""
    title: str = ""
    level: int = 0
    new_sheet: bool = False
    label: Hanging | None = None
    inset_pt: float = 0.0
    announces: bool = False
    identifier: str = ""

    @property
    def leads(self) -> bool:
        return bool(self.level) or self.announces

    @property
    def before_pt(self) -> float:
        return self.block.spec.before_pt

    @property
    def after_pt(self) -> float:
        return self.block.spec.after_pt

    @property
    def padding_pt(self) -> float:
        return _FILL_PAD_Y if self.block.spec.fill else 0.0

    @property
    def height_pt(self) -> float:
        return self.block.height_pt + 2 * self.padding_pt

    def start_pt(self, full_pt: float) -> float:
        if self.height_pt <= full_pt and (self.level or self.padding_pt):
            return self.height_pt
        return least_start(self.block, full_pt)

    def element(self, flow: Flow, owner: Element) -> Element:
        """The text's element, at its place in the flow; a heading has a bookmark."""
        if self.level:
            place = Place(self.anchor, flow.x, flow.y)
            flow.paper.bookmark(flow.sheet, self.level - 1, self.title, place)
            flow.paper.heading_level = self.level
        elif self.anchor:
            flow.sheet.places.append(Place(self.anchor, flow.x, flow.y))
        element = owner.add(self.tag)
        element.identifier = self.identifier
        return element

    def paint(self, flow: Flow, owner: Element) -> None:
        element = self.element(flow, owner)
        inset = inset_of(self.block.spec) + self.inset_pt
        paint_lines(flow, element, self.block, inset, self.label)


@dataclass(slots=True)
class Hanging:
    """What hangs before a paragraph's first line: its text, and how far in it stands."""

    block: Block
    x: float = 0.0


def least_start(block: Block, full_pt: float) -> float:
    """A paragraph -> the height of the lines that must fit where it starts: all of a short one."""
    count = len(block.lines)
    whole = count < _LEAST_LINES + _LEAST_AFTER and block.height_pt <= full_pt
    return (count if whole else min(count, _LEAST_LINES)) * block.spec.leading_pt


def inset_of(spec: TypeSpec) -> float:
    """How far a paragraph's text stands in from the flow's edge: a little where it is filled."""
    return _FILL_PAD_X if spec.fill else 0.0


def paint_lines(
    flow: Flow, element: Element, block: Block, inset_pt: float, label: Hanging | None = None
) -> None:
    """Paints a block into the flow; breaks it between lines where a sheet ends. The label goes
    before its first line, as content of the same element."""
    spec, first = block.spec, 0
    padding = _FILL_PAD_Y if spec.fill else 0.0
    while first < len(block.lines):
        fit = _fitting(len(block.lines) - first, flow.room_pt - 2 * padding, spec)
        if fit < 1 and not flow.fresh:
            flow.next_sheet()
            continue
        last = min(len(block.lines), first + max(1, fit))
        part = block if last - first == len(block.lines) else block.portion(first, last)
        height = part.height_pt + 2 * padding
        if spec.fill:
            fill = flow.paper.palette.area(
                spec.fill, flow.x, flow.y - height, flow.width_pt, height
            )
            flow.sheet.parts.append(artifact(fill))
        if label and not first:
            drop = max(0.0, block.base_pt - label.block.base_pt)
            top = flow.y - padding - drop
            flow.paper.write(flow.sheet, element, label.block, flow.x + label.x, top)
        flow.paper.write(flow.sheet, element, part, flow.x + inset_pt, flow.y - padding)
        flow.y -= height
        first = last
        if first < len(block.lines):
            flow.next_sheet()


def _fitting(left: int, room_pt: float, spec: TypeSpec) -> int:
    """How many of the lines that are left go on this sheet: no single one is left for the next."""
    fit = int((room_pt + 0.01) / spec.leading_pt)
    if fit < left < fit + _LEAST_AFTER and left - _LEAST_AFTER >= _LEAST_LINES:
        return left - _LEAST_AFTER
    return fit


@dataclass(slots=True)
class ListItem:
    """Bulleted lines; each is set beside its bullet."""

    bullet: Block
    blocks: list[Block]
    indent_pt: float
    leads: bool = False
    new_sheet: bool = False

    @property
    def before_pt(self) -> float:
        return self.bullet.spec.before_pt

    @property
    def after_pt(self) -> float:
        return self.bullet.spec.after_pt

    @property
    def height_pt(self) -> float:
        gaps = self.bullet.spec.after_pt * (len(self.blocks) - 1)
        return sum(block.height_pt for block in self.blocks) + gaps

    def start_pt(self, full_pt: float) -> float:
        return self._start(self.blocks[0], full_pt)

    def paint(self, flow: Flow, owner: Element) -> None:
        listing = owner.add("L", "/A<</O/List/ListNumbering/Disc>>")
        for place, block in enumerate(self.blocks):
            if place:
                flow.y -= self.bullet.spec.after_pt
            if self._start(block, flow.full_pt) > flow.room_pt and not flow.fresh:
                flow.next_sheet()
            item = listing.add("LI")
            flow.paper.write(flow.sheet, item.add("Lbl"), self.bullet, flow.x, flow.y)
            paint_lines(flow, item.add("LBody"), block, self.indent_pt)

    def _start(self, block: Block, full_pt: float) -> float:
        if block.height_pt <= full_pt:
            return block.height_pt
        return _LEAST_LINES * self.bullet.spec.leading_pt


@dataclass(slots=True)
class ColumnsItem:
    """Parts side by side, each a flow of its own; what follows stands below the longest."""

    places: list[tuple[float, float]]
    parts: list[list[Item]]
    before_pt: float = 0.0
    after_pt: float = 0.0
    leads: bool = False
    new_sheet: bool = False

    @property
    def height_pt(self) -> float:
        return max(map(stack_height, self.parts), default=0.0)

    def start_pt(self, full_pt: float) -> float:
        if self.height_pt <= full_pt:
            return self.height_pt
        return max((part[0].start_pt(full_pt) for part in self.parts if part), default=0.0)

    def paint(self, flow: Flow, owner: Element) -> None:
        ends = [(flow.at, flow.y)]
        for (x, width), part in zip(self.places, self.parts, strict=True):
            column = Flow(flow.paper, flow.furniture, x, width, flow.at, flow.y)
            column.run(part, owner)
            ends.append((column.at, column.y))
        flow.at, flow.y = max(ends, key=lambda end: (end[0], -end[1]))


def column_places(columns: Columns, x: float, width_pt: float) -> list[tuple[float, float]]:
    """Columns in a width from x on -> each one's left edge and width."""
    places = []
    for width in columns.widths_pt(width_pt):
        places.append((x, width))
        x += width + columns.gap_pt
    return places
