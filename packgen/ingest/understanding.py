"""Understanding: sorted rows -> how the sheet was understood, column for column."""

from __future__ import annotations

from collections.abc import Sequence

from packgen.ingest.band import Band, Column
from packgen.ingest.columns import Role, role_of
from packgen.ingest.sheet import Sheet
from packgen.ingest.table import Piece
from packgen.ingest.workbook import Workbook
from packgen.model.understood import Confidence, ReadColumn, ReadTable, Understood, Unseen


def understanding(
    workbook: Workbook, sheet: Sheet, pieces: Sequence[Piece], part_2: Sequence[Sheet]
) -> Understood:
    """A workbook, its scorecard's sheet and blocks, its Part 2 sheets -> how it was understood."""
    return Understood(
        sheet.name,
        tuple(
            ReadTable(piece.band.top, piece.band.bottom, _columns(piece.band), len(piece.lines))
            for piece in pieces
        ),
        tuple(other.name for other in part_2),
        _unseen(workbook),
    )


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
    months = iter(band.months or ())
    columns = []
    for column in band.columns:
        month = next(months, None) if column.role is Role.MONTH else None
        read_as = column.role.value if column.role else "not carried"
        columns.append(
            ReadColumn(
                _letters(column.index),
                column.heading,
                f"{month.noun} {month.label}" if month else read_as,
                _confidence(column),
                month.noun if month else "",
            )
        )
    return tuple(columns)


def _confidence(column: Column) -> Confidence:
    """Sure of a heading that names its role, likely of one that only reads like it."""
    if column.role is None:
        return Confidence.NONE
    sure = column.role is Role.MONTH or role_of(column.heading) is column.role
    return Confidence.SURE if sure else Confidence.LIKELY


def _letters(index: int) -> str:
    from packgen.model.observation import CellRef

    return CellRef("", 1, index).a1.removesuffix("1")
