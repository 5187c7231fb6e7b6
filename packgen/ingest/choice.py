"""Choice: which of a workbook's sheets is the scorecard, and which hold its Part 2 figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from packgen.errors import BadInput, Fault
from packgen.ingest.band import Band
from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.layout import find_bands
from packgen.ingest.marks import is_clear_wording
from packgen.ingest.periods import Kind
from packgen.ingest.sheet import Sheet, cells_of
from packgen.ingest.words import plain
from packgen.ingest.workbook import Workbook

_PART_2 = re.compile(r"\b(?:part ?(?:2|ii|two)|pt ?2|p2|not for publication|exempted|exempt)\b")
_ALONE = re.compile(
    r"(?:exempt|restricted|confidential|private|suppressed|withheld|redacted)"
    r"(?: (?:figures|data|sheet|version|indicators|information|rows|values|report|items?))?"
)
"""Words that mark a sheet when they stand alone: 'Private', not 'Private sector housing'."""
_SUBJECT = re.compile(r"\bexempt (?:accommodation|housing)\b")
_NOT_PUBLIC = re.compile(
    r"\bnot for publication\b|\bexempt (?:information|appendix)\b|\bschedule 12a\b|^confidential\b"
)
_LONGEST_MARKING = 5
_ROW_OF_A_TABLE, _WORDING = 4, 8
_FIRST_LINES = 5
_CHOOSE = "name the sheet with `sheet` in pack.toml"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The scorecard's sheet with its headers, and the visible sheets of its Part 2 figures."""

    sheet: Sheet
    bands: tuple[Band, ...]
    part_2: tuple[Sheet, ...]


def choose(workbook: Workbook, name: str | None, doubts: Doubts) -> Chosen:
    """A workbook -> its scorecard. Raises BadInput when there is none, or more than one."""
    headed = {sheet.name: find_bands(sheet) for sheet in workbook.sheets}
    flagged = {sheet.name for sheet in workbook.sheets if speaks_of_part_2(sheet)}
    sheet = _named(workbook, name) if name else _best(workbook, headed, flagged)
    bands = headed[sheet.name]
    if not bands:
        _refuse(workbook, sheet.name, *_NO_HEADER)
    for band in bands:
        if band.months is None:
            month = band.all(Role.MONTH)[0]
            numbered = band.kind in (Kind.PERIOD, Kind.NUMBER)
            _refuse(
                workbook,
                str(sheet.ref(month.row, month.index)),
                *(_UNCLEAR_PERIODS if numbered else _UNCLEAR_YEAR),
            )
    _tell_of_hidden(workbook, doubts)
    for other in workbook.sheets:
        passed_over = not headed[other.name] or name is None
        if other is not sheet and other.name not in flagged and passed_over:
            _doubt_passed_over(other, doubts)
    part_2 = tuple(s for s in workbook.sheets if s.name in flagged and s is not sheet)
    return Chosen(sheet, tuple(bands), part_2)


def speaks_of_part_2(sheet: Sheet) -> bool:
    """Whether a sheet's name or first lines say that it is not for publication.

    A line does so when it is the marking, not when it is a sentence about the Part 2 report.
    """
    if is_named_for_part_2(sheet):
        return True
    lines: list[str] = []
    for row in sorted(sheet.rows)[:_FIRST_LINES]:
        cells = list(cells_of(sheet.rows[row]))
        if len(cells) > 2:
            break
        lines += [plain(cell.text) for cell in cells]
    return any(
        _NOT_PUBLIC.search(line) or (len(line.split()) <= _LONGEST_MARKING and _is_marking(line))
        for line in lines
    )


def is_named_for_part_2(sheet: Sheet) -> bool:
    """Whether a sheet's name keeps it from the public: such a sheet is never the scorecard."""
    return _is_marking(plain(sheet.name))


def _is_marking(words: str) -> bool:
    """Whether a sheet's name or a line, in plain words, keeps what it heads from the public."""
    told = _PART_2.search(words) and not _SUBJECT.search(words)
    return bool(told or _ALONE.fullmatch(words))


_UNCLEAR_YEAR = (
    "nothing tells which year these months are in",
    "write the year with the month (Apr-23), or '2023/24' in the title",
)
_UNCLEAR_PERIODS = (
    "nothing tells which year these periods are in, or whether they are months or four weeks",
    "write 'Four-week periods of 2023/24' above the table, or head the columns with months",
)
_NO_HEADER = (
    "no scorecard was found: no row names an indicator and months",
    "give the table a header row with 'Performance Indicators' and months such as Apr-23",
)


def _named(workbook: Workbook, name: str) -> Sheet:
    tab = next((tab for tab in workbook.tabs if tab.name == name), None)
    visible = ", ".join(f"'{sheet.name}'" for sheet in workbook.sheets) or "none"
    if tab is None:
        _refuse(workbook, "", f"it has no sheet '{name}'", f"name one that it has: {visible}")
    if tab.chart:
        _refuse(workbook, name, "this sheet is a chart", f"name one with a table: {visible}")
    if tab.sheet is None:
        _refuse(workbook, name, "this sheet is hidden", f"unhide it, or name one of: {visible}")
    if _is_marking(plain(name)):
        _refuse(workbook, name, "this sheet is named for Part 2", f"name one of: {visible}")
    return tab.sheet


def _best(workbook: Workbook, headed: dict[str, list[Band]], flagged: set[str]) -> Sheet:
    """The one sheet with a scorecard's header that is not for Part 2.

    Two of them are a question, and so is a workbook whose only one is marked: neither is guessed.
    """
    tables = [sheet for sheet in workbook.sheets if headed[sheet.name]]
    finer = [s for s in tables if any(b.kind is not Kind.YEAR for b in headed[s.name])]
    tables = finer or tables
    open_ones = [s for s in tables if s.name not in flagged]
    open_ones = open_ones or [s for s in tables if _marks_rows(s, headed[s.name])]
    if len(open_ones) == 1:
        return open_ones[0]
    if open_ones:
        names = " and ".join(f"'{sheet.name}'" for sheet in open_ones)
        _refuse(workbook, "", f"more than one sheet looks like the scorecard: {names}", _CHOOSE)
    if tables:
        names = " and ".join(f"'{sheet.name}'" for sheet in tables)
        _refuse(
            workbook,
            "",
            f"no sheet that can be published reads as a scorecard; {names} is marked for Part 2",
            "see that the scorecard's sheet is visible and its header names 'Performance "
            f"Indicators' and months; or {_CHOOSE}",
        )
    charts = any(tab.chart and not tab.hidden for tab in workbook.tabs)
    what, remedy = _NO_HEADER
    only_charts = charts and not workbook.sheets
    return _refuse(workbook, "", "its sheets are charts" if only_charts else what, remedy)


def _marks_rows(sheet: Sheet, bands: Sequence[Band]) -> bool:
    """Whether a sheet of true figures marks its rows one by one; its name must not be Part 2's."""
    named = _is_marking(plain(sheet.name))
    return not named and any(band.all(Role.PUBLICATION) for band in bands)


def _doubt_passed_over(sheet: Sheet, doubts: Doubts) -> None:
    """A sheet without a known header that withholds figures may be the one to publish."""
    for row in sorted(sheet.rows):
        cells = list(cells_of(sheet.rows[row]))
        worded = next((cell for cell in cells if is_clear_wording(cell.text)), None)
        if worded and len(cells) >= _ROW_OF_A_TABLE and len(worded.text.split()) <= _WORDING:
            doubts.stop(
                "sheet-passed-over",
                sheet.ref(worded.row, worded.column),
                "this sheet withholds figures, but its header is not understood, and another sheet "
                "is read in its place",
                "see that its header names 'Performance Indicators' and months, or delete it",
            )
            return


def _tell_of_hidden(workbook: Workbook, doubts: Doubts) -> None:
    for tab in workbook.tabs:
        if tab.hidden and _is_marking(plain(tab.name)):
            doubts.look(
                "part-2-sheet-hidden",
                None,
                f"the sheet '{tab.name}' is hidden and was not read",
                "unhide it if it holds the figures for Part 2, or delete it",
            )
        elif tab.hidden:
            doubts.inform(
                "hidden-sheet",
                None,
                f"the sheet '{tab.name}' is hidden and was not read",
                "nothing, or delete it before the workbook is passed on",
            )


def _refuse(workbook: Workbook, place: str, what: str, remedy: str) -> NoReturn:
    where = f"{workbook.file}: {place}" if place else workbook.file
    raise BadInput(Fault(where, what, remedy))
