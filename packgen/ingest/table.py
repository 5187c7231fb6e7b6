"""Tables: a scorecard's rows, sorted under their headers and sections."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from packgen.ingest.band import Band
from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.marks import Verdict, is_void, mark_of, opens_as_mark, speaks_as_mark
from packgen.ingest.sheet import Cell, Kind, Sheet, cells_of
from packgen.model.observation import CellRef

_PART = re.compile(r"part (?P<number>[1-9]|i{1,3}|one|two|three)\b", re.IGNORECASE)
_SECOND_PART = re.compile(
    r"part (?:2|ii|two)\s*[:.\u2013\u2014-]\s*(?P<rest>[^\W\d_].*)", re.IGNORECASE
)


class RowKind(Enum):
    """What a row below a header is."""

    BLANK = "blank"
    INDICATOR = "indicator"
    LONE = "lone text"
    STRAY = "not understood"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's row, and the header that rules it."""

    row: int
    band: Band


@dataclass(slots=True)
class Part:
    """A section: its title and its lines."""

    title: str
    continued: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """A block: the header that opened it, its title, its sections."""

    band: Band
    title: str
    parts: list[Part] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]


def sort_rows(sheet: Sheet, bands: Sequence[Band], doubts: Doubts) -> list[Piece]:
    """A sheet and its headers -> its blocks, each with its sections and indicator rows."""
    return _Sorting(sheet, bands, doubts).pieces()


def kind_of_row(sheet: Sheet, band: Band, row: int) -> RowKind:
    """A row below a header -> what it is."""
    own = own_cells(sheet, band, row)
    if not own:
        return RowKind.BLANK
    if len(own) == 1 and not _under_tall_cell(sheet, band, row):
        cell = own[0]
        area = sheet.area(row, cell.column)
        leads = cell.column <= band.lead or (area and area.spans(band.lead))
        return RowKind.LONE if leads and cell.kind is Kind.TEXT else RowKind.STRAY
    if _names_indicator(sheet, band, row):
        return RowKind.INDICATOR
    return RowKind.LONE if _is_lettered_section(band, own) else RowKind.STRAY


def _is_lettered_section(band: Band, own: Sequence[Cell]) -> bool:
    """Whether a row holds a letter and a title, and nothing else: 'A', 'Early Help'."""
    columns = [cell.column for cell in own]
    lettered = columns == [band.one(Role.NUMBER), band.one(Role.INDICATOR)]
    return lettered and all(cell.kind is Kind.TEXT for cell in own) and own[0].text.isalpha()


def own_cells(sheet: Sheet, band: Band, row: int) -> list[Cell]:
    """The cells of a row that count: in known columns, or to the left of the indicator."""
    known, lead = band.known, band.lead
    return [
        cell
        for cell in cells_of(sheet.rows.get(row, {}))
        if cell.column in known or cell.column <= lead
    ]


def _under_tall_cell(sheet: Sheet, band: Band, row: int) -> bool:
    return any(
        area.top < row and not band.known.isdisjoint(range(area.left, area.right + 1))
        for area in sheet.areas.get(row, ())
    )


def _names_indicator(sheet: Sheet, band: Band, row: int) -> bool:
    title = band.one(Role.INDICATOR)
    if title is None or not sheet.text(row, title):
        return False
    number = sheet.text(row, band.one(Role.NUMBER))
    told = any(
        sheet.at(row, column.index)
        for column in band.columns
        if column.role and column.role not in (Role.INDICATOR, Role.NUMBER)
    )
    return told or any(map(str.isdigit, number))


class _Sorting:
    """A sheet's rows while they are sorted."""

    def __init__(self, sheet: Sheet, bands: Sequence[Band], doubts: Doubts) -> None:
        self.sheet, self.bands, self.doubts = sheet, bands, doubts
        self.found: list[Piece] = []
        self.loners: list[Cell] = []
        first = bands[0].lead if bands else 1
        cells = (cell for row in sheet.rows.values() for cell in row.values())
        self.parts = [
            match["number"]
            for cell in cells
            if cell.column <= first and (match := _PART.match(cell.text))
        ]

    def pieces(self) -> list[Piece]:
        """Every block, in order."""
        ends = [band.top for band in self.bands[1:]] + [2**31]
        rows = sorted(self.sheet.rows.keys())
        for band, end in zip(self.bands, ends, strict=True):
            self._open(band)
            for row in rows[bisect_right(rows, band.bottom) : bisect_left(rows, end)]:
                self._take(row)
        for cell in self.loners:
            self.doubts.inform(
                "text-below-table",
                self.sheet.ref(cell.row, cell.column),
                "this text stands below the table and is not carried into the papers",
                "nothing, or put it into a note of the pack's template",
            )
        return self.found

    def _open(self, band: Band) -> None:
        """Begin a block under a header, or run on when the header only repeats the one before."""
        before = self.found[-1] if self.found else None
        if self._is_marked(band.title):
            self._doubt_title(self.sheet.ref(band.top, 1))
        if before and not band.title and _repeats(before.band, band):
            self._place_loners()
            before.band = replace(band, title=before.title)
            return
        title = band.title
        if before and not title and self.loners:
            title = self.loners.pop().text
        self._place_loners()
        self.found.append(Piece(band, title))
        if before and before.parts and before.parts[-1].title:
            self.found[-1].parts.append(Part(before.parts[-1].title, continued=True))

    def _take(self, row: int) -> None:
        piece = self.found[-1]
        match kind_of_row(self.sheet, piece.band, row):
            case RowKind.INDICATOR:
                self._place_loners()
                if not piece.parts:
                    piece.parts.append(Part(""))
                piece.parts[-1].lines.append(Line(row, piece.band))
            case RowKind.LONE:
                self.loners.append(own_cells(self.sheet, piece.band, row)[-1])
            case RowKind.STRAY:
                self._doubt_stray(piece.band, row)

    def _place_loners(self) -> None:
        """Lone texts that something follows are section titles."""
        if self.loners and self.found:
            parts = self.found[-1].parts
            if parts and parts[-1].continued and not parts[-1].lines:
                parts.pop()
            parts.extend(Part(cell.text) for cell in self.loners)
            for cell in self.loners:
                self._doubt_section(cell)
        self.loners = []

    def _is_marked(self, title: str) -> bool:
        """Whether a title may mean to withhold its section: 'Part 2' does, unless the sheet counts
        its parts up to a third, or marks its rows in a column and has a first part too."""
        match = _SECOND_PART.fullmatch(title)
        if match is None:
            return speaks_as_mark(title)
        parts = set(map(str.casefold, self.parts))
        marked = any(band.all(Role.PUBLICATION) for band in self.bands)
        counted = parts & {"3", "iii", "three"} or (marked and parts & {"1", "i", "one"})
        return not counted or speaks_as_mark(match["rest"]) or opens_as_mark(match["rest"])

    def _doubt_section(self, cell: Cell) -> None:
        if self._is_marked(cell.text):
            self._doubt_title(self.sheet.ref(cell.row, cell.column))

    def _doubt_title(self, at: CellRef) -> None:
        self.doubts.stop(
            "section-marked",
            at,
            "this section's title speaks of Part 2, but marks hold for single indicators",
            "mark each indicator of the section in a Publication column, and reword the title",
        )

    def _doubt_stray(self, band: Band, row: int) -> None:
        cells = own_cells(self.sheet, band, row)
        at = self.sheet.ref(row, cells[0].column)
        broken = [cell for cell in cells if cell.kind in (Kind.ERROR, Kind.UNCALCULATED)]
        column = band.one(Role.PUBLICATION)
        mark = self.sheet.text(row, column)
        if mark and mark_of(mark) is not Verdict.PUBLIC and not is_void(mark):
            self.doubts.stop(
                "mark-without-indicator",
                self.sheet.ref(*self.sheet.place(row, column or 1)),
                "this row is marked for Part 2 but is not an indicator's row",
                "mark the rows of the indicators themselves",
            )
        elif broken:
            self.doubts.stop(
                "row-not-calculated",
                self.sheet.ref(row, broken[0].column),
                "this row can't be told for an indicator: a cell holds an error, or a formula that "
                "was never calculated",
                "open the workbook in Excel, correct it, and save it",
            )
        else:
            self.doubts.look(
                "row-not-understood",
                at,
                "this row is neither an indicator nor a section and is not carried",
                "give it an indicator's title, or take it out of the table",
            )


def _repeats(before: Band, band: Band) -> bool:
    """Whether a header says again what the one before said, of every column that counts."""
    same = before.headings == band.headings and before.months == band.months
    return same and _roles(before) == _roles(band)


def _roles(band: Band) -> list[tuple[Role, str]]:
    return [(column.role, column.heading) for column in band.columns if column.role]
