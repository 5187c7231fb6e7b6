"""Rows that stay together but don't fit on one sheet: broken between rows, and a row that is
taller than a sheet within its cells, between lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from packgen.document.roles import RowKind
from packgen.render.pdf.again import blocks_again, said_again
from packgen.render.pdf.graphics import artifact
from packgen.render.pdf.grid import Box, GridRow
from packgen.render.pdf.tags import CellTags, Element, Kid
from packgen.render.pdf.text import Block

if TYPE_CHECKING:
    from packgen.render.pdf.table import TableRun

_SLACK = 0.01
# A row that must be split starts on this sheet only if that much of it fits.
LEAST_SPLIT_PT = 72.0
# So many rows stand under a section's row before a sheet ends.
ROWS_UNDER_SECTION = 2
# What is said again fills no more than this part of a sheet.
_MOST_AGAIN = 0.5


@dataclass(slots=True)
class _Open:
    """A cell under way: ``ends`` is the last of its rows, ``top`` where it starts on this sheet;
    ``kids`` are the pieces that it has so far."""

    box: Box
    ends: int
    top: float
    kids: list[Kid] = field(default_factory=list)
    begun: bool = True
    again: Sequence[Block] = ()


class BrokenGroup:
    """Places the rows of one group one after the other, on as many sheets as they need."""

    def __init__(self, run: TableRun, group: Sequence[GridRow]) -> None:
        self.run = run
        self.group = group
        self.open: list[_Open] = []
        self.shares: dict[int, float] = {}

    def place(self) -> None:
        """Places and paints all rows."""
        for index in range(len(self.group)):
            self._place_row(index)

    @property
    def _pads(self) -> float:
        return 2 * self.run.grid.pad_y

    def _place_row(self, index: int) -> None:
        flow, row = self.run.flow, self.group[index]
        ahead = self._natural(index)
        if row.row.kind is RowKind.SECTION and index + 1 < len(self.group):
            under = range(index + 1, min(index + 1 + ROWS_UNDER_SECTION, len(self.group)))
            ahead += min(sum(map(self._natural, under)), self.run.full_pt - ahead)
        if ahead > flow.room_pt + _SLACK and self.run.stretch.rows:
            splits = ahead > self.run.full_pt
            if not splits or flow.room_pt < LEAST_SPLIT_PT:
                self._break_sheet(index)
        self._begin(index)
        needed = self._needed(index)
        while needed > flow.room_pt + _SLACK:
            self._paint_piece(index, flow.room_pt, ends=False)
            self._break_sheet(index)
            needed = self._needed(index)
        self._paint_piece(index, needed, ends=True)

    def _natural(self, index: int) -> float:
        """A row's height with the cells that are its own alone, and those that end with it."""
        own = self.group[index].own_pt + self.shares.get(index, 0.0)
        return max(self._pads, own, self._carried(index))

    def _carried(self, index: int) -> float:
        """What cells from above that end with this row still need in it."""
        y = self.run.flow.y
        ending = [cell for cell in self.open if cell.ends == index]
        return max((self._left(cell) - (cell.top - y) for cell in ending), default=0.0)

    def _needed(self, index: int) -> float:
        """What is left of a row's cells that end with it; a row's share is given to it whole."""
        share = self.shares.get(index)
        own = self.group[index].own_pt + share if share else 0.0
        fits = own <= self.run.flow.room_pt and self._is_whole(index)
        return max(self._carried(index), self._pads, own if fits else 0.0)

    def _is_whole(self, index: int) -> bool:
        """Whether no piece of the row stands on a sheet yet."""
        boxes = self.group[index].boxes
        return not any(cell.kids for cell in self.open if any(cell.box is box for box in boxes))

    def _left(self, cell: _Open) -> float:
        """The height of the lines of a cell that are not painted yet, or are said again."""
        box = cell.box
        if cell.again:
            return self._pads + sum(block.height_pt for block in cell.again)
        if box.figure:
            return 0.0 if box.done else box.height_pt
        if not box.done:
            return box.height_pt
        return self._pads + sum(block.height_pt for block, _ in _lines_from(box, box.done))

    def _share(self, cell: _Open, index: int) -> None:
        """Heightens the rows that a cell goes on under, each by the same, if they all fit."""
        rows = range(index, cell.ends + 1)
        natural = sum(max(self._pads, self.group[i].own_pt) for i in rows)
        surplus = self._left(cell) - natural
        if surplus > 0 and natural + surplus <= self.run.flow.room_pt:
            for i in rows:
                self.shares[i] = max(self.shares.get(i, 0.0), surplus / len(rows))

    def _begin(self, index: int) -> None:
        """Opens a row's cells."""
        run, row = self.run, self.group[index]
        run.begin(row)
        opened = [_Open(box, index + box.cell.rowspan - 1, run.flow.y) for box in row.boxes]
        self.open += opened
        for cell in opened:
            if cell.ends > index:
                self._share(cell, index)
        row.tags = CellTags(run.flow.at, row.cell_heads(), [cell.kids for cell in opened])
        run.body.kids.append(row.tags)

    def _paint_piece(self, index: int, height: float, *, ends: bool) -> None:
        """Puts a row or a part of it on the sheet; cells that end with it are painted."""
        run, row = self.run, self.group[index]
        top, bottom = run.flow.y, run.flow.y - height
        run.stretch.row(row, top, bottom, ends=ends)
        run.flow.y = bottom
        for cell in self.open:
            if cell.ends == index:
                self._paint_cell(cell, bottom)
        if ends:
            self.open = [cell for cell in self.open if cell.ends > index]

    def _break_sheet(self, index: int) -> None:
        """Paints what goes on as far as it has come, and starts the next sheet with a row."""
        run = self.run
        for cell in self.open:
            if cell.top > run.flow.y and cell.begun:
                self._paint_cell(cell, run.flow.y)
        run.break_sheet(self.group[index])
        for cell in self.open:
            cell.top, cell.begun = run.flow.y, True
            if cell.box.done >= cell.box.line_count and cell.box.cell.rowspan > 1:
                cell.again = self._blocks_again(cell.box)
            self._share(cell, index)

    def _blocks_again(self, box: Box) -> Sequence[Block]:
        """What a cell says on a further sheet; nothing that would fill half of it."""
        blocks = blocks_again(self.run.grid, box)
        height = sum(block.height_pt for block in blocks)
        return blocks if height <= self.run.full_pt * _MOST_AGAIN else ()

    def _paint_cell(self, cell: _Open, bottom: float) -> None:
        """Paints as many of a cell's lines as fit above ``bottom``, from where it has come to."""
        box, sheet, cells = cell.box, self.run.flow.sheet, self.run.cells
        cell.begun = False
        if fill := cells.fill(box, cell.top, bottom):
            sheet.parts.append(artifact(fill))
        y = cell.top - self.run.grid.pad_y - (0 if box.done else box.drop_pt)
        if box.figure:
            if not box.done:
                cell.kids.append(cells.figure(sheet, box.figure, box.text_left, y))
                box.done = 1
            return
        room = y - bottom - self.run.grid.pad_y + _SLACK
        if box.done >= box.line_count:
            self._repeat(cell, y, room)
            return
        owner = Element("TH" if box.cell.scope else "TD")
        for block, ends_cell in _lines_from(box, box.done):
            fit = min(len(block.lines), max(0, int(room / block.spec.leading_pt)))
            if not fit and not owner.kids and self.run.stretch.rows == 1:
                fit = 1  # a sheet too low for one line: go on all the same, or it would never end
            if not fit:
                break
            part = block if fit == len(block.lines) else block.portion(0, fit)
            ends = ends_cell or part is not block
            if block.said or len(box.blocks) > 1:
                cells.paragraphs(sheet, owner, [part], (box.text_left, y), ends=ends)
            elif block.symbols:
                symbols = self.run.flow.paper.symbols(part, box.text_left, y)
                sheet.parts.append(artifact(symbols))
            y, room = y - part.height_pt, room - part.height_pt
            box.done += fit
            if part is not block:
                break
        cell.kids += owner.kids

    def _repeat(self, cell: _Open, y: float, room: float) -> None:
        """A spanning cell's text again on a further sheet, if there is room."""
        if cell.again and sum(block.height_pt for block in cell.again) <= room:
            sheet, at = self.run.flow.sheet, (cell.box.text_left, y)
            cell.kids.append(said_again(self.run.cells, sheet, cell.again, at))
            cell.again = ()


def _lines_from(box: Box, done: int) -> list[tuple[Block, bool]]:
    """What is left of a cell after some lines: blocks, and whether each is the cell's last."""
    left = []
    for number, block in enumerate(box.blocks):
        count = len(block.lines)
        if done < count:
            rest = block.portion(done, count) if done else block
            left.append((rest, number == len(box.blocks) - 1))
        done = max(0, done - count)
    return left
