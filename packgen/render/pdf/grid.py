"""A table's rows -> boxes with places and heights, in one pass over the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from packgen.document.drawing import Figure, Ink
from packgen.document.nodes import Cell, Row, Table
from packgen.document.roles import Align, RowKind
from packgen.render.pdf.tags import CellTags, cell_head
from packgen.render.pdf.text import SHARE, Block, Typesetter

_STRIP_PAD_X, _STRIP_PAD_Y = 7.0, 2.5
_STRIP_GAP = 4.0


@dataclass(slots=True)
class Box:
    """A cell in its place. ``height_pt`` is what its content and padding need.

    ``drop_pt`` lowers its first line onto the row's common baseline. ``done`` counts the lines
    painted, for cells that go on over a page's end.
    """

    cell: Cell
    place: int
    left: float
    width_pt: float
    text_left: float
    blocks: tuple[Block, ...]
    figure: Figure | None
    height_pt: float
    drop_pt: float = 0.0
    silent: bool = False
    linked: bool = False
    done: int = 0

    @property
    def line_count(self) -> int:
        """How many lines its text has."""
        return sum(len(block.lines) for block in self.blocks)


@dataclass(slots=True)
class GridRow:
    """A measured row; ``own_pt`` is its height but for cells that span rows.

    ``rules`` and ``tints`` are columns with a line at their left and with a ground; ``below`` are
    left and right of the columns whose cells go on under the row.
    """

    row: Row
    boxes: list[Box]
    height_pt: float
    own_pt: float
    rules: tuple[int, ...]
    tints: tuple[int, ...]
    below: tuple[tuple[float, float], ...]
    tags: CellTags | None = None

    def cell_heads(self) -> list[str]:
        """The starts of its cells' elements."""
        cells = self.row.cells
        return [cell_head(cell.scope, cell.colspan, cell.rowspan) for cell in cells]

    @property
    def goes_on(self) -> bool:
        """Whether the row should stay with the next one."""
        return bool(self.below) or self.row.keep_with_next or self.row.kind is RowKind.SECTION


class _Room(NamedTuple):
    """A cell's left edge and width, and those of the text in it."""

    left: float
    width_pt: float
    text_left: float
    text_width_pt: float
    align: Align


class Grid:
    """The columns' edges and the padding of one table, and its measured rows."""

    def __init__(self, table: Table, left: float, typesetter: Typesetter) -> None:
        self.table = table
        self.typesetter = typesetter
        spec = typesetter.style.table
        self.pad_x = _STRIP_PAD_X if table.strip else spec.pad_x_pt
        self.pads = [spec.pad_figure_pt if c.tight else self.pad_x for c in table.columns]
        self.pad_y = _STRIP_PAD_Y if table.strip else spec.pad_y_pt
        self.edges = list(accumulate((c.width_pt for c in table.columns), initial=left))
        self._ruled = [i for i, column in enumerate(table.columns) if column.rule]
        self._tinted = [i for i, column in enumerate(table.columns) if column.tint]
        self._rooms: dict[tuple[int, int], _Room] = {}
        self.head = self._measure(table.head)
        self.bodies = [self._measure(body.rows) for body in table.bodies]

    def _measure(self, rows: Sequence[Row]) -> list[GridRow]:
        width = len(self.table.columns)
        held = [0] * width  # rows below that the column's cell still holds
        starts = list(range(width))  # where the cell that holds the column starts
        filled = [False] * width
        paints = self.typesetter.style.paints
        measured, spanning = [], []
        for index, row in enumerate(rows):
            if len(row.cells) == width:  # mostly: a cell a column, none from above
                boxes = [self._box(cell, place) for place, cell in enumerate(row.cells)]
                starts = list(range(width))
                held = [cell.rowspan for cell in row.cells]
                filled = [paints(cell.fill) for cell in row.cells]
            else:
                boxes = [self._box(cell, place) for place, cell in _placed(row, held)]
                for box in boxes:
                    cell = box.cell
                    for column in range(box.place, box.place + cell.colspan):
                        starts[column], held[column] = box.place, cell.rowspan
                        filled[column] = paints(cell.fill)
            spanning += [(index, box) for box in boxes if box.cell.rowspan > 1]
            held = [count - 1 if count else 0 for count in held]
            body = row.kind in (RowKind.BODY, RowKind.LAST)
            measured.append(
                GridRow(
                    row,
                    boxes,
                    height := self._level(boxes),
                    height,
                    tuple([i for i in self._ruled if starts[i] == i]),
                    tuple([i for i in self._tinted if body and not filled[i]]),
                    self._spans(held) if any(held) else (),
                )
            )
        _share_surplus(measured, spanning)
        return measured

    def _spans(self, held: list[int]) -> tuple[tuple[float, float], ...]:
        """Left and right of the columns whose cells go on below a row."""
        return tuple((self.edges[i], self.edges[i + 1]) for i, count in enumerate(held) if count)

    def _level(self, boxes: list[Box]) -> float:
        """Lowers first lines onto a common baseline -> the height of the row without spans."""
        base = max([box.blocks[0].base_pt for box in boxes if box.blocks], default=0.0)
        for box in boxes:
            if box.blocks and (drop := base - box.blocks[0].base_pt):
                box.drop_pt = drop
                box.height_pt += drop
        return max([box.height_pt for box in boxes if box.cell.rowspan == 1], default=0.0)

    def _box(self, cell: Cell, place: int) -> Box:
        room = self._rooms.get((place, cell.colspan)) or self._room(place, cell.colspan)
        left, width, x, inner, align = room
        if cell.figure:
            drawing = cell.figure.drawing
            spare = inner - drawing.width_pt
            x += spare * SHARE[align]
            height = drawing.height_pt + 2 * self.pad_y
            return Box(cell, place, left, width, x, (), cell.figure, height)
        text = self.typesetter.cell(cell.paragraphs, inner, align)
        height = text.height_pt + 2 * self.pad_y
        return Box(
            cell, place, left, width, x, text.blocks, None, height, 0.0, text.silent, text.linked
        )

    def _room(self, place: int, span: int) -> _Room:
        """Measures the room of cells that start in a column and span so many."""
        left, right = self.edges[place], self.edges[place + span]
        if self.table.strip:
            left += _STRIP_GAP / 2 if place else 0
            right -= _STRIP_GAP / 2 if place + span < len(self.table.columns) else 0
        pad = self.pads[place] if span == 1 else self.pad_x
        align = Align.LEFT if span > 1 else self.table.columns[place].align
        room = _Room(left, right - left, left + pad, right - left - 2 * pad, align)
        self._rooms[place, span] = room
        return room


def _placed(row: Row, held: list[int]) -> Iterator[tuple[int, Cell]]:
    """A row's cells and the columns they start in; ``held`` columns belong to cells above."""
    place, free = 0, [count < 1 for count in held]
    for cell in row.cells:
        while not free[place]:
            place += 1
        yield place, cell
        place += cell.colspan


def _share_surplus(rows: list[GridRow], spanning: list[tuple[int, Box]]) -> None:
    """Heightens rows under cells that need more than their rows have, each by the same."""
    for index, box in spanning:
        under = rows[index : index + box.cell.rowspan]
        surplus = box.height_pt - sum(row.height_pt for row in under)
        if surplus > 0:
            for row in under:
                row.height_pt += surplus / len(under)


def white(ink: Ink | None, typesetter: Typesetter) -> bool:
    """Whether a cell's ground can't be told from the paper."""
    style = typesetter.style
    return not style.paints(ink) or style.colours.get(ink or "") == style.colours["paper"]
