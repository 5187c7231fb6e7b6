"""Checks: doubts about a scorecard's headings, its hidden parts, its numbers and its months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from packgen.ingest.band import Band, Column
from packgen.ingest.columns import Role, is_quarter
from packgen.ingest.doubts import Doubts
from packgen.ingest.looks import doubt_covered
from packgen.ingest.months import speaks_of_position
from packgen.ingest.part2 import number_key
from packgen.ingest.sheet import Kind, Sheet, cells_of
from packgen.ingest.spoken import check_marks_without_heading, check_spoken, check_uncarried
from packgen.ingest.table import Piece
from packgen.ingest.words import plain
from packgen.model.indicator import Block, Indicator
from packgen.model.observation import CellRef, Figure
from packgen.model.period import Period

_ROW_OF_A_TABLE = 4
_ONLY_ONE = (Role.INDICATOR, Role.TARGET, Role.RATING, Role.YEAR_TO_DATE, Role.PUBLICATION)


def check_headings(sheet: Sheet, pieces: Sequence[Piece], doubts: Doubts) -> None:
    """Doubts about columns: not understood, told twice, months out of order."""
    marks = {
        column.index
        for piece in pieces
        for band in bands_of(piece)
        for column in band.all(Role.PUBLICATION)
    }
    for piece in pieces:
        for band in bands_of(piece):
            _check_band(sheet, band, doubts)
        check_uncarried(sheet, piece, doubts)
        check_marks_without_heading(sheet, piece, marks, doubts)


def bands_of(piece: Piece) -> list[Band]:
    """Every header of a block that places its columns in a way of its own."""
    bands = [*{id(line.band): line.band for line in piece.lines}.values(), piece.band]
    placed = {tuple((c.index, c.role, c.heading) for c in band.columns): band for band in bands}
    return list(placed.values())


def _check_band(sheet: Sheet, band: Band, doubts: Doubts) -> None:
    for column in band.columns:
        if column.role is None and column.heading:
            doubts.look(
                "column-not-understood",
                _ref(sheet, column),
                f"the column '{column.heading}' is not understood and is not carried",
                "give it one of the headings that packgen knows, or leave it as it is",
            )
    _check_broken(sheet, band, doubts)
    _check_twins(sheet, band, doubts)
    _check_benchmarks(sheet, band, doubts)
    _check_months(sheet, band, doubts)
    _check_among_months(sheet, band, doubts)
    check_spoken(sheet, band, doubts)


def check_above(sheet: Sheet, first: Band, doubts: Doubts) -> None:
    """Doubts about rows above the first header that look like a table of their own."""
    for row in sorted(row for row in sheet.rows if row < first.top):
        cells = list(cells_of(sheet.rows[row]))
        figures = sum(cell.kind is Kind.NUMBER and cell.day is None for cell in cells)
        if len(cells) >= _ROW_OF_A_TABLE and figures >= 2:
            doubts.stop(
                "table-without-header",
                sheet.ref(row, cells[0].column),
                "this row stands above the first header that is understood, and holds figures",
                "see that its own header names 'Performance Indicators' and the months",
            )
            return


def check_hidden(sheet: Sheet, pieces: Sequence[Piece], doubts: Doubts) -> None:
    """Doubts about what the table hides: rows, columns, cells under merged ones."""
    for piece in pieces:
        _check_hidden_columns(sheet, piece, doubts)
    first = pieces[0].band
    title = first.one(Role.INDICATOR) or 1
    last = max((line.row for piece in pieces for line in piece.lines), default=0)
    for row, cells in sorted(sheet.hidden_rows.items()):
        if row > first.bottom and len(cells) > 1 and (title in cells or row < last):
            doubts.stop(
                "hidden-row",
                sheet.ref(row, title),
                "a hidden row stands among the indicators",
                "unhide it or delete it",
            )
    covered = {sheet.place(*place) for place in sheet.covered if place[0] > first.bottom}
    doubt_covered(sheet, covered, doubts)


def check_numbers(
    indicators: Sequence[Indicator], has_numbers: bool, matched: set[str], doubts: Doubts
) -> None:
    """Doubts about indicators without a number, or with another's; ``matched`` as number keys."""
    seen: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if indicator.number:
            seen[number_key(indicator.number)].append(indicator)
        elif has_numbers:
            doubts.look(
                "number-missing",
                indicator.numbered_at,
                "this indicator has no number",
                "give it one, so that papers and other sheets can name it",
                indicator.title,
            )
    for key, twins in seen.items():
        for twin in twins[1:]:
            differ = twin.is_marked != twins[0].is_marked
            tell = doubts.stop if key in matched or differ else doubts.look
            tell(
                "number-twice",
                twin.numbered_at,
                f"its number also stands at {(twins[0].numbered_at or twins[0].at).a1}",
                "give each indicator a number of its own",
                twin.number,
            )


def check_position(
    sheet: Sheet, first: Band, blocks: Sequence[Block], position: Period, doubts: Doubts
) -> None:
    """Doubts about a position that no block has a column for, and public figures after it."""
    if not any(month.is_latest_at(position) for block in blocks for month in block.months):
        doubts.look(
            "position-outside-table",
            _position_at(sheet, first),
            f"the position is {position.long_label}, and no column is headed so",
            "correct the position above the table, or the months",
        )
    for block in blocks:
        after = [(place, month) for place, month in enumerate(block.months) if month > position]
        for indicator in block.indicators:
            for place, month in after:
                observation = indicator.months[place]
                if observation.mark is None and isinstance(observation.reading, Figure):
                    doubts.look(
                        "figure-after-position",
                        observation.at,
                        f"a figure stands in {month.label}, after the position of {position.label}",
                        "correct the position above the table, or clear the cell",
                        indicator.number or indicator.title,
                    )


def _position_at(sheet: Sheet, first: Band) -> CellRef | None:
    """The cell above a table that says which period it reports on."""
    for row in sorted(row for row in sheet.rows if row < first.top):
        for cell in cells_of(sheet.rows[row]):
            if speaks_of_position(cell.text):
                return sheet.ref(row, cell.column)
    return None


def _ref(sheet: Sheet, column: Column) -> CellRef:
    return sheet.ref(column.row, column.index)


def _check_broken(sheet: Sheet, band: Band, doubts: Doubts) -> None:
    for row in range(band.top, band.bottom + 1):
        for cell in cells_of(sheet.rows.get(row, {})):
            if cell.kind in (Kind.ERROR, Kind.UNCALCULATED):
                doubts.stop(
                    "heading-not-calculated",
                    sheet.ref(row, cell.column),
                    "this heading holds an error, or a formula that was never calculated",
                    "open the workbook in Excel, correct it, and save it",
                )


def _check_twins(sheet: Sheet, band: Band, doubts: Doubts) -> None:
    for role in Role:
        if role in (Role.MONTH, Role.BENCHMARK):
            continue
        for twin in band.all(role)[1:]:
            first = _ref(sheet, band.all(role)[0])
            tell = doubts.stop if role in _ONLY_ONE else doubts.look
            tell(
                "column-twice",
                _ref(sheet, twin),
                f"two columns read as {role.value}, here and at {first.a1}; this one isn't carried",
                "give each column a heading of its own, or take one out",
            )


def _check_benchmarks(sheet: Sheet, band: Band, doubts: Doubts) -> None:
    seen: dict[str, Column] = {}
    for column in band.all(Role.BENCHMARK):
        first = seen.setdefault(plain(column.heading), column)
        if first is not column:
            doubts.look(
                "benchmark-heading-twice",
                _ref(sheet, column),
                f"'{column.heading}' heads this column and the one at {_ref(sheet, first).a1}",
                "correct one of the headings; both columns are carried meanwhile",
            )


def _check_months(sheet: Sheet, band: Band, doubts: Doubts) -> None:
    months = band.months or ()
    columns = band.all(Role.MONTH)
    seen: set[Period] = set()
    for place, (month, column) in enumerate(zip(months, columns, strict=True)):
        before = months[place - 1] if place else None
        if month in seen:
            doubts.stop(
                "month-twice",
                _ref(sheet, column),
                f"{month.label} heads more than one column",
                "give each column its own month",
            )
        elif before and month < before:
            doubts.stop(
                "months-out-of-order",
                _ref(sheet, column),
                f"{month.label} stands after {before.label}",
                "put the months in order from left to right",
            )
        elif before and before.next < month:
            doubts.look(
                "month-missing",
                _ref(sheet, column),
                f"no column stands between {before.label} and {month.label}",
                "add the missing months, or leave it if the sheet means to skip them",
            )
        seen.add(month)


def _check_among_months(sheet: Sheet, band: Band, doubts: Doubts) -> None:
    """A heading among the months that is no month may be a month mistyped: nobody can tell."""
    months = [column.index for column in band.all(Role.MONTH)]
    for column in band.columns:
        among = months and months[0] < column.index < months[-1]
        unread = column.role in (None, Role.BENCHMARK) and column.heading
        if among and unread and not is_quarter(column.heading):
            doubts.stop(
                "heading-among-months",
                _ref(sheet, column),
                f"'{column.heading}' stands among the months and is not understood as a month",
                "write it as the others are written (Jun-23), or move the column away from them",
            )


def _check_hidden_columns(sheet: Sheet, piece: Piece, doubts: Doubts) -> None:
    hidden = {
        column.index: column
        for band in bands_of(piece)
        for column in band.columns
        if column.role and sheet.hides_column(column.index)
    }
    for column in hidden.values():
        if not any(sheet.own(line.row, column.index) for line in piece.lines):
            continue
        if column.role is Role.PUBLICATION:
            doubts.look(
                "hidden-column",
                _ref(sheet, column),
                "the publication column is hidden; its marks are honoured",
                "unhide it, so that whoever edits the sheet sees the marks",
            )
        else:
            doubts.stop(
                "hidden-column",
                _ref(sheet, column),
                f"the column '{column.heading}' is hidden and holds something",
                "unhide it or delete it",
            )
