"""Understanding: sorted rows -> how the sheet was understood, column for column."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from packgen.ingest.band import Band, Column
from packgen.ingest.cells import reading_of_text
from packgen.ingest.choice import speaks_of_part_2
from packgen.ingest.columns import Role, role_of
from packgen.ingest.marks import is_wording
from packgen.ingest.profiled import read_as
from packgen.ingest.sheet import Kind, Sheet
from packgen.ingest.styles import rating_of_fill
from packgen.ingest.table import Line, Piece
from packgen.ingest.workbook import Workbook
from packgen.model.indicator import Block
from packgen.model.observation import CellRef
from packgen.model.understood import Confidence, ReadColumn, ReadTable, Understood, Unseen

_LONGEST_SIGN = 3


def understanding(
    workbook: Workbook,
    sheet: Sheet,
    pieces: Sequence[Piece],
    part_2: Sequence[Sheet],
    blocks: Sequence[Block],
    supplied: Collection[int],
) -> Understood:
    """A workbook, its scorecard's sheet and what was read of it, its Part 2 sheets -> how it was
    understood. Nothing is told of rows that are marked or that a Part 2 sheet supplies."""
    kept = {i.at for b in blocks for i in b.indicators if i.is_marked}
    lines = [
        line
        for piece in pieces
        for line in piece.lines
        if line.row not in supplied and _title_of(sheet, line) not in kept
    ]
    if speaks_of_part_2(sheet):
        lines = []
    return Understood(
        sheet.name,
        tuple(
            ReadTable(piece.band.top, piece.band.bottom, _columns(piece.band), len(piece.lines))
            for piece in pieces
        ),
        tuple(other.name for other in part_2),
        _unseen(workbook),
        _unknown(sheet, lines),
        _colours(sheet, lines),
    )


def _title_of(sheet: Sheet, line: Line) -> CellRef:
    return sheet.ref(*sheet.place(line.row, line.band.one(Role.INDICATOR) or 1))


def _unknown(sheet: Sheet, lines: Sequence[Line]) -> tuple[str, ...]:
    found = set()
    for line in lines:
        row = sheet.rows.get(line.row, {})
        for role in (Role.BENCHMARK, Role.MONTH, Role.YEAR_TO_DATE):
            for column in line.band.all(role):
                cell = row.get(column.index)
                if cell and cell.kind is Kind.TEXT and len(cell.text) <= _LONGEST_SIGN:
                    known = reading_of_text(cell.text) or is_wording(cell.text)
                    if not known and not any(map(str.isdigit, cell.text)):
                        found.add(cell.text)
    return tuple(sorted(found))


def _colours(sheet: Sheet, lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    found = {}
    for line in lines:
        column = line.band.one(Role.RATING)
        fill = sheet.fill(line.row, column) if column else None
        if fill and (rating := rating_of_fill(fill)):
            found[fill] = rating.value
    return tuple(sorted(found.items()))


def _unseen(workbook: Workbook) -> Unseen:
    return Unseen(
        sheets=sum(tab.hidden for tab in workbook.tabs),
        rows=sum(len(sheet.hidden_rows) for sheet in workbook.sheets),
        columns=sum(
            len(sheet.hidden_columns & {c for cells in sheet.rows.values() for c in cells})
            for sheet in workbook.sheets
            if sheet.hidden_columns
        ),
        comments=sum(len(sheet.comments) for sheet in workbook.sheets),
    )


def _columns(band: Band) -> tuple[ReadColumn, ...]:
    months = {
        column.index: m for column, m in zip(band.all(Role.MONTH), band.months or (), strict=False)
    }
    return tuple(
        ReadColumn(
            _letters(column.index),
            column.heading,
            said,
            _confidence(column),
            months[column.index].noun if column.index in months else "",
        )
        for column, said in read_as(band)
    )


def _confidence(column: Column) -> Confidence:
    """Sure of a heading that names its role, likely of one that only reads like it."""
    if column.role is None:
        return Confidence.NONE
    sure = column.role is Role.MONTH or role_of(column.heading) is column.role
    return Confidence.SURE if sure else Confidence.LIKELY


def _letters(index: int) -> str:
    return CellRef("", 1, index).a1.removesuffix("1")
