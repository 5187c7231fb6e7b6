"""Checks of tidy tables as they stand, before rearranging drops what is no value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packgen.ingest.columns import Role, hints_at_marks, may_head_marks
from packgen.ingest.doubts import Doubts
from packgen.ingest.looks import doubt_looks, speaks_in_comment, stop_comment
from packgen.ingest.marks import (
    Verdict,
    Withholding,
    is_void,
    is_wording,
    look_like_marks,
    mark_of,
    opens_as_mark,
    speaks_as_mark,
)
from packgen.ingest.sheet import Cell, Kind, Sheet, cells_of
from packgen.ingest.spoken import may_be_mark

_ABOVE = 2
_SHORT = 6
_FREE = (Role.PUBLICATION, Role.RATING)
_BROKEN = (Kind.ERROR, Kind.UNCALCULATED)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a tidy table stands: its header's row, its columns, the rows that hold values.

    ``roles`` are the columns that are carried, ``figures`` those of value, numerator and
    denominator, ``twins`` columns of a kind that there may be but one of; ``marked`` are the rows
    whose value a mark withholds.
    """

    row: int
    period: int
    value: int
    figures: frozenset[int]
    roles: dict[int, Role]
    twins: tuple[int, ...]
    rows: frozenset[int]
    marked: frozenset[int]

    @property
    def known(self) -> frozenset[int]:
        """The columns that are carried."""
        return self.figures | {self.period} | self.roles.keys()


def check_tidy(sheet: Sheet, layout: Layout, doubts: Doubts) -> None:
    """Doubts about what rearranging would lose: marks, looks, comments, cells outside the table."""
    _check_headings(sheet, layout, doubts)
    for row in sorted(row for row in sheet.rows if row > layout.row):
        if row in layout.rows:
            _check_row(sheet, layout, row, doubts)
        else:
            _check_outside(sheet, layout, row, doubts)
    doubt_looks(sheet, _struck_or_unseen(sheet, layout), doubts)
    _check_comments(sheet, layout, doubts)
    _check_merged(sheet, layout, doubts)


def _check_headings(sheet: Sheet, layout: Layout, doubts: Doubts) -> None:
    for column in layout.twins:
        doubts.stop(
            "column-twice",
            sheet.ref(layout.row, column),
            "another column of this table is read as the same, and only one can be carried",
            "give each column a heading of its own, or take one out",
        )
    for column in sorted({c for cells in sheet.rows.values() for c in cells} - layout.known):
        heading = sheet.text(layout.row, column)
        rows = [row for row in layout.rows if sheet.own(row, column)]
        if column in layout.twins:
            continue
        texts = [sheet.text(row, column) for row in sorted(rows)]
        hinted = hints_at_marks(heading) and look_like_marks(texts)
        if heading and (may_head_marks(heading) or is_wording(heading) or hinted):
            _stop_heading(sheet, layout.row, column, doubts)
        elif heading:
            doubts.look(
                "column-not-understood",
                sheet.ref(layout.row, column),
                f"the column '{heading}' is not understood and is not carried",
                "give it one of the headings that packgen knows, or leave it as it is",
            )
        elif rows:
            doubts.look(
                "column-without-heading",
                sheet.ref(min(rows), column),
                "this column holds something but has no heading; it is not carried",
                "give it a heading, or clear it",
            )
    marks = {column for column, role in layout.roles.items() if role is Role.PUBLICATION}
    lead = min(column for column, role in layout.roles.items() if role is Role.INDICATOR)
    for row in range(layout.row - _ABOVE, layout.row):
        for cell in cells_of(sheet.rows.get(row, {})):
            if cell.column > lead and cell.column not in marks and is_wording(cell.text):
                _stop_heading(sheet, row, cell.column, doubts)


def _stop_heading(sheet: Sheet, row: int, column: int, doubts: Doubts) -> None:
    doubts.stop(
        "heading-speaks-of-part-2",
        sheet.ref(row, column),
        f"'{sheet.text(row, column)}' may speak of Part 2, but is not understood",
        "head the column 'Publication' if it holds marks; else reword the heading",
    )


def _check_row(sheet: Sheet, layout: Layout, row: int, doubts: Doubts) -> None:
    """A row with a value: its cells but for mark, reason and value may mean to be marks."""
    for cell in cells_of(sheet.rows[row]):
        if cell.column in layout.known and cell.column != layout.value and cell.kind in _BROKEN:
            stop_broken(sheet, cell, doubts)
        if row not in layout.marked and _speaks(layout, cell):
            _stop_mark(sheet, cell, doubts)


def _speaks(layout: Layout, cell: Cell) -> bool:
    role = layout.roles.get(cell.column)
    if cell.column == layout.value or role in (Role.PUBLICATION, Role.REASON):
        return False  # honoured, or asked about once the indicator's reasons stand together
    if cell.column in layout.figures or cell.column == layout.period:
        return is_wording(cell.text)
    return may_be_mark(role, "", cell.text) if role else speaks_of_publication(cell.text)


def speaks_of_publication(text: str) -> bool:
    """Whether a text that is not carried may mean to keep something from the public."""
    told = mark_of(text)
    if told is Verdict.PUBLIC:
        return False
    marks = isinstance(told, Withholding) or opens_as_mark(text) or speaks_as_mark(text)
    short = len(text.split()) <= _SHORT
    return marks or is_wording(text) or (short and may_head_marks(text))


def _check_outside(sheet: Sheet, layout: Layout, row: int, doubts: Doubts) -> None:
    """A row without an indicator or a period: it is not carried, and must not be a mark."""
    for cell in cells_of(sheet.rows[row]):
        publication = layout.roles.get(cell.column) is Role.PUBLICATION
        asked = publication and mark_of(cell.text) is not Verdict.PUBLIC and not is_void(cell.text)
        if cell.column in layout.known and cell.kind in _BROKEN:
            stop_broken(sheet, cell, doubts)
        elif asked or speaks_of_publication(cell.text):
            _stop_mark(sheet, cell, doubts)
    doubts.look(
        "row-not-understood",
        sheet.ref(row, min(sheet.rows[row])),
        "this row names no indicator or no period, and is not carried",
        "give it both, or take it out of the sheet",
    )


def _stop_mark(sheet: Sheet, cell: Cell, doubts: Doubts) -> None:
    doubts.stop(
        "mark-outside-publication",
        sheet.ref(cell.row, cell.column),
        "this cell speaks of Part 2, but not in a column that packgen knows for it",
        "head a column 'Publication' and write the mark there; reword this cell",
    )


def stop_broken(sheet: Sheet, cell: Cell, doubts: Doubts) -> None:
    """A cell whose value can't be known."""
    doubts.stop(
        "row-not-calculated",
        sheet.ref(cell.row, cell.column),
        "this cell holds an error, or a formula that was never calculated",
        "open the workbook in Excel, correct it, and save it",
    )


def _struck_or_unseen(sheet: Sheet, layout: Layout) -> Iterator[Cell]:
    """The struck and unseen cells above the table, in its header and its known columns."""
    for row in sorted(sheet.rows):
        for cell in cells_of(sheet.rows[row]):
            free = layout.roles.get(cell.column) in _FREE or cell.column not in layout.known
            if (cell.struck or cell.unseen) and (row <= layout.row or not free):
                yield cell


def _check_comments(sheet: Sheet, layout: Layout, doubts: Doubts) -> None:
    for (row, column), text in sorted(sheet.comments.items()):
        if row not in layout.marked and speaks_in_comment(text):
            stop_comment(sheet, row, column, doubts)


def _check_merged(sheet: Sheet, layout: Layout, doubts: Doubts) -> None:
    """A value merged over several cells is nobody can say whose; what it covers, nobody sees."""
    areas = {
        area.anchor for row in layout.rows for column in layout.figures
        if (area := sheet.area(row, column))
    }  # fmt: skip
    covered = {sheet.place(*place) for place in sheet.covered if place[0] > layout.row}
    for anchor in sorted(areas | covered):
        doubts.stop(
            "figure-merged",
            sheet.ref(*anchor),
            "this cell is merged over several, so that it is unclear what each row holds",
            "unmerge the cells and write into each what belongs there",
        )
