"""The sheets beside those that are one indicator each: named, not read, and not to hold marks."""

from __future__ import annotations

from packgen.ingest.columns import Role, role_of
from packgen.ingest.doubts import Doubts
from packgen.ingest.leaftable import kind_among
from packgen.ingest.legend import explains_sign
from packgen.ingest.marks import mark_of
from packgen.ingest.periods import Kind as PeriodKind
from packgen.ingest.sheet import Cell, Kind, Sheet, cells_of
from packgen.ingest.tidychecks import speaks_of_publication

_FEWEST = 3


def check_other(sheet: Sheet, doubts: Doubts, *, left_out: bool) -> None:
    """Doubts about a sheet that is no indicator's: a mark that nobody honours, or a table that may
    be an indicator's all the same, unless a profile has ``left_out`` the sheet."""
    told = False
    for row in sorted(sheet.rows):
        cells = list(cells_of(sheet.rows[row]))
        for cell in cells:
            if _speaks(cell, cells):
                told = True
                doubts.stop(
                    "unread-sheet-speaks-of-part-2",
                    sheet.ref(row, cell.column),
                    f"the sheet '{sheet.name}' is not read, and this cell of it speaks of Part 2",
                    "write the mark on the indicator's own sheet, beside the word 'Publication'; "
                    "and reword this cell",
                )
    at = None if left_out else _table_in(sheet)
    if at:
        doubts.stop(
            "indicator-sheet-not-understood",
            sheet.ref(*at),
            f"the sheet '{sheet.name}' holds figures of periods, but does not read as one "
            "indicator, and is not carried",
            "head its table 'Period' and 'Value', or delete the sheet",
        )
    elif not told:
        doubts.inform(
            "sheet-not-read",
            None,
            f"the sheet '{sheet.name}' is no indicator's and was not read",
            "nothing",
        )


def _speaks(cell: Cell, row: list[Cell]) -> bool:
    heads = role_of(cell.heading) is Role.PUBLICATION and mark_of(cell.text) is not None
    if not (heads or speaks_of_publication(cell.text)):
        return False
    return not explains_sign(cell, row)


def _table_in(sheet: Sheet) -> tuple[int, int] | None:
    """Where figures of periods stand, along a row or down a column."""
    columns: dict[int, list[Cell]] = {}
    figures = 0
    for row in sorted(sheet.rows):
        cells = list(cells_of(sheet.rows[row]))
        figures += sum(cell.kind is Kind.NUMBER and cell.day is None for cell in cells)
        for cell in cells:
            columns.setdefault(cell.column, []).append(cell)
    lines = [*columns.values(), *(list(cells_of(cells)) for cells in sheet.rows.values())]
    for line in lines if figures >= _FEWEST else ():
        kind = kind_among(line)
        named = [c for c in line if kind and _is_named(c, kind)]
        if len(named) >= _FEWEST:
            return named[0].row, named[0].column
    return None


def _is_named(cell: Cell, kind: PeriodKind) -> bool:
    from packgen.ingest.leaftable import is_period

    return kind is not PeriodKind.NUMBER and is_period(cell, kind)
