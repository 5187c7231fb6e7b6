"""Tables: what goes on which sheet, with the head on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packgen.document.nodes import Table
from packgen.document.roles import Align, Role, RowKind
from packgen.render.pdf.again import SectionAgain, section_again
from packgen.render.pdf.broken import LEAST_SPLIT_PT, ROWS_UNDER_SECTION, BrokenGroup
from packgen.render.pdf.cells import CellPainter
from packgen.render.pdf.flow import Flow
from packgen.render.pdf.graphics import HEAD_FILL, artifact, pagination
from packgen.render.pdf.grid import Grid, GridRow
from packgen.render.pdf.sheet import Place
from packgen.render.pdf.stretch import Stretch
from packgen.render.pdf.tags import Element, text_string
from packgen.render.pdf.text import Typesetter

_AFTER_PT = 8.0
_SLACK_PT = 1.0
_BEFORE_PT = 4.0
# A head taller than this part of a sheet stands on the first sheet only.
_TALLEST_HEAD = 0.5
# Rows that belong together go to the next sheet together if that leaves less of this one empty.
_DEAREST_MOVE = 1 / 3


class TableItem:
    """A measured table in the flow."""

    leads = False
    new_sheet = False
    after_pt = _AFTER_PT

    def __init__(self, table: Table, x: float, width_pt: float, typesetter: Typesetter) -> None:
        self.table = _within(table, width_pt)
        self.grid = Grid(self.table, x, typesetter)
        self.groups = [list(_groups(rows)) for rows in self.grid.bodies]
        self.head_pt = sum(row.height_pt for row in self.grid.head)
        spec = typesetter.style.type[Role.CAPTION]
        self.caption = (
            typesetter.line(table.caption, spec, width_pt, Align.LEFT)
            if table.caption_shown
            else None
        )
        self.before_pt = spec.before_pt if self.caption else _BEFORE_PT

    @property
    def top_pt(self) -> float:
        """The height of what stands above the first row."""
        caption = self.caption.height_pt + self.caption.spec.after_pt if self.caption else 0.0
        return caption + self.head_pt

    @property
    def height_pt(self) -> float:
        return self.top_pt + sum(_height(group) for body in self.groups for group in body)

    def start_pt(self, full_pt: float) -> float:
        first = next((group for body in self.groups for group in body), [])
        whole = self.top_pt + _height(first)
        if whole <= full_pt * _DEAREST_MOVE:
            return whole
        # It may be broken: a section row stands with the rows after it, or the start of them.
        count = 1
        if first and first[0].row.kind is RowKind.SECTION:
            count += ROWS_UNDER_SECTION
        start = self.top_pt + sum(row.own_pt for row in first[:count])
        if start <= full_pt:
            return start
        heads = [row for row in first[:-1][:1] if row.row.kind is RowKind.SECTION]
        return self.top_pt + sum(row.own_pt for row in heads) + LEAST_SPLIT_PT

    def paint(self, flow: Flow, owner: Element) -> None:
        TableRun(self, flow, owner).paint()


class TableRun:
    """A table on its way down the sheets."""

    def __init__(self, item: TableItem, flow: Flow, owner: Element) -> None:
        self.item = item
        self.grid = item.grid
        self.flow = flow
        summary = text_string(item.table.description)
        self.element = owner.add("Table", f"/A<</O/Table/Summary{summary}>>")
        self.cells = CellPainter(item.grid, flow.paper)
        self.repeats = item.head_pt <= flow.full_pt * _TALLEST_HEAD
        self.body = self.element
        self.section: SectionAgain | None = None
        self.stretch = Stretch(self.grid, flow.sheet, flow.paper.palette, flow.y)

    @property
    def full_pt(self) -> float:
        """The height for rows on a fresh sheet."""
        again = self.section.height_pt if self.section else 0.0
        return self.flow.full_pt - (self.item.head_pt if self.repeats else 0.0) - again

    def paint(self) -> None:
        """Paints the whole table."""
        flow, table = self.flow, self.item.table
        flow.sheet.places.append(Place(table.anchor, flow.x, flow.y))
        if self.item.caption:
            caption = self.item.caption
            left = self.grid.edges[0]
            flow.paper.write(flow.sheet, self.element.add("Caption"), caption, left, flow.y)
            flow.y -= caption.height_pt + caption.spec.after_pt
        self._open(again=False)
        for groups in self.item.groups:
            self.body = self.element.add("TBody")
            self.section = None
            for group in groups:
                self._place(group)
        self.stretch.close(flow.y)

    def break_sheet(self, following: GridRow) -> None:
        """Ends the table on this sheet and goes on on the next, under the head and, if the row
        that follows is not the next section's, under the section's row once more."""
        self.stretch.close(self.flow.y)
        self.flow.next_sheet()
        self._open(again=True)
        if self.section and following.row.kind is not RowKind.SECTION:
            top = self.flow.y
            self.section.paint(self.cells, self.flow.sheet, top)
            self.flow.y -= self.section.height_pt
            self.stretch.section_again(self.section.row, top, self.flow.y)

    def begin(self, row: GridRow) -> None:
        """Notes a row that is about to be placed: its bookmark, and the section that it opens."""
        self.add_bookmark(row)
        if row.row.kind is RowKind.SECTION and self.repeats:
            self.section = section_again(self.grid, row)

    def add_bookmark(self, row: GridRow) -> None:
        """Puts a row that has a bookmark into the outline, under the latest heading."""
        if row.row.outline:
            paper, flow = self.flow.paper, self.flow
            anchor = f"bookmark {len(paper.bookmarks)} of {self.item.table.anchor}"
            place = Place(anchor, flow.x, flow.y)
            paper.bookmark(flow.sheet, paper.heading_level, row.row.outline, place)

    def _open(self, *, again: bool) -> None:
        """Starts the table on a sheet: its head, as content or once more as an artifact."""
        flow, head = self.flow, self.grid.head
        self.stretch = Stretch(self.grid, flow.sheet, flow.paper.palette, flow.y)
        if not head or (again and not self.repeats):
            return
        ground = ""
        if not self.item.table.strip:
            left, width = self.grid.edges[0], self.item.table.width_pt
            low, height = flow.y - self.item.head_pt, self.item.head_pt
            ground = flow.paper.palette.area(HEAD_FILL, left, low, width, height)
        if again:
            text = self.cells.head_again(head, flow.y)
            flow.sheet.parts.append(pagination(ground + text, "Header"))
        else:
            if ground:
                flow.sheet.parts.append(artifact(ground))
            self.element.add("THead").kids += self.cells.head(flow.sheet, head, flow.y)
        flow.y = self.stretch.head(head, flow.y)

    def _place(self, group: list[GridRow]) -> None:
        height = _height(group)
        if height > self.flow.room_pt:
            dear = self.flow.room_pt > self.full_pt * _DEAREST_MOVE
            if height > self.full_pt or dear or not self.stretch.rows:
                BrokenGroup(self, group).place()
                return
            self.break_sheet(group[0])
        for place, row in enumerate(group):
            self.begin(row)
            top = self.flow.y
            row.tags = self.cells.row(self.flow.sheet, row, top, group[place:])
            self.body.kids.append(row.tags)
            self.stretch.row(row, top, top - row.height_pt)
            self.flow.y -= row.height_pt


def _within(table: Table, width_pt: float) -> Table:
    """A table -> the same, its columns narrower by the same share if there is no room for it."""
    if table.width_pt <= width_pt + _SLACK_PT:
        return table
    share = width_pt / table.width_pt
    columns = (replace(column, width_pt=column.width_pt * share) for column in table.columns)
    return replace(table, columns=tuple(columns))


def _groups(rows: Sequence[GridRow]) -> Iterator[list[GridRow]]:
    """Rows -> runs that should stay on one sheet."""
    group: list[GridRow] = []
    for row in rows:
        group.append(row)
        if not row.goes_on:
            yield group
            group = []
    if group:
        yield group


def _height(rows: Sequence[GridRow]) -> float:
    return sum(row.height_pt for row in rows)
