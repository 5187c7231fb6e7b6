"""Part 2 sheets: the figures of withheld rows, kept apart, matched to the scorecard's rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packgen.ingest.band import Band
from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.layout import find_bands
from packgen.ingest.periods import Kind
from packgen.ingest.sheet import Cell, Sheet
from packgen.ingest.table import Line
from packgen.ingest.words import plain
from packgen.model.observation import CellRef
from packgen.model.period import Period

_REASONS = (Role.REASON, Role.PUBLICATION)
Slot = Period | tuple[str, int] | None  # a period; a benchmark's heading which of its like; YTD


@dataclass(frozen=True, slots=True)
class Supplied:
    """One row of a Part 2 sheet: what it is about, its figures' cells, the reason beside them."""

    sheet: Sheet
    row: int
    at: CellRef
    number: str
    title: str
    columns: dict[Slot, int]
    reason: str
    reason_at: CellRef

    def cell(self, slot: Slot) -> Cell | None:
        """The cell for a month, a benchmark or the year to date, if it holds something."""
        column = self.columns.get(slot)
        return self.sheet.at(self.row, column) if column else None

    def ref(self, slot: Slot) -> CellRef:
        """The address of that cell, or of the row where it has no such column."""
        column = self.columns.get(slot)
        return self.sheet.ref(self.row, column) if column else self.at

    @property
    def filled(self) -> set[Slot]:
        """The slots that hold something."""
        return {slot for slot in self.columns if self.cell(slot)}


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator as rows name it."""

    number: str
    title: str


def read_part_2(sheets: Sequence[Sheet], kinds: frozenset[Kind], doubts: Doubts) -> list[Supplied]:
    """The Part 2 sheets, and the kinds of the scorecard's periods -> the rows that they supply."""
    supplied: list[Supplied] = []
    for sheet in sheets:
        bands = find_bands(sheet, part_2=True, kinds=kinds)
        if not bands:
            doubts.stop(
                "part-2-sheet-not-read",
                sheet.ref(min(sheet.rows, default=1), 1),
                f"the sheet '{sheet.name}' speaks of Part 2 but has no header and was not read",
                "give its table a header row: number, indicator, months, Year to Date, Reason",
            )
        ends = [band.top for band in bands[1:]] + [2**31]
        for band, end in zip(bands, ends, strict=False):
            supplied += _rows(sheet, band, end)
            _doubt_hidden(sheet, band, end, doubts)
    return supplied


def match_rows(
    supplied: Sequence[Supplied], names: Sequence[tuple[Line, Name]], doubts: Doubts
) -> dict[int, Supplied]:
    """Part 2 rows and the scorecard's names -> the scorecard's row of each; doubts for the rest."""
    matched: dict[int, Supplied] = {}
    numbers: dict[str, list[Line]] = defaultdict(list)
    titles: dict[str, list[Line]] = defaultdict(list)
    for line, name in names if supplied else ():
        numbers[number_key(name.number)].append(line)
        titles[plain(name.title)].append(line)
    for each in supplied:
        number, title = number_key(each.number), plain(each.title)
        lines = _lines_named(numbers[number] if number else [], titles[title] if title else [])
        if len(lines) != 1 or lines[0].row in matched:
            what, remedy = _NOT_MATCHED if not lines else _MATCHED_TWICE
            doubts.stop("part-2-row-not-matched", each.at, what, remedy)
            for line in lines:
                matched.setdefault(line.row, each)
        else:
            matched[lines[0].row] = each
    return matched


_NOT_MATCHED = (
    "no indicator of the scorecard has this row's number or title",
    "give the row the number and title that the scorecard gives the indicator",
)
_MATCHED_TWICE = (
    "this row and the scorecard's indicators don't match one to one by number and title",
    "give each indicator one number and one title, the same on both sheets, and one row here",
)


def number_key(number: str) -> str:
    """An indicator's number as printed -> the same for comparing: '18 A.' is 18a."""
    return number.casefold().replace(" ", "").strip(".")


def slots_of(benchmarks: Sequence[str], months: Sequence[Period]) -> list[Slot]:
    """A block's headings -> the slots of its places: benchmarks, months, year to date."""
    return [*_benchmark_slots(benchmarks), *months, None]


def _benchmark_slots(headings: Sequence[str]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for heading in map(plain, headings):
        yield heading, seen[heading]
        seen[heading] += 1


def _lines_named(by_number: list[Line], by_title: list[Line]) -> list[Line]:
    """The lines of a Part 2 row's number and those of its title -> the lines that it may mean."""
    if not by_number:
        return by_title
    # A number that fits one indicator and a title that fits another: no telling which is meant.
    rows = {line.row for line in by_number}
    elsewhere = by_title and rows.isdisjoint(line.row for line in by_title)
    return [*by_number, *by_title] if elsewhere else by_number


def _rows(sheet: Sheet, band: Band, end: int) -> Iterator[Supplied]:
    columns = _columns(band)
    number, title = band.one(Role.NUMBER), band.one(Role.INDICATOR)
    reason = next((found for role in _REASONS if (found := band.one(role))), None)
    for row in sorted(sheet.rows):
        if not band.bottom < row < end:
            continue
        own = [column for column in sheet.rows[row] if column in band.known]
        named = sheet.text(row, number) or sheet.text(row, title)
        if len(own) < 2 or not named:
            figures = [column for column in own if column in columns.values()]
            numbered = any(map(str.isdigit, sheet.text(row, number)))
            if not (figures or numbered):
                continue
        yield Supplied(
            sheet,
            row,
            sheet.ref(row, own[0]),
            sheet.text(row, number),
            sheet.text(row, title),
            columns,
            sheet.text(row, reason),
            sheet.ref(*sheet.place(row, reason)) if reason else sheet.ref(row, own[0]),
        )


def _columns(band: Band) -> dict[Slot, int]:
    months = zip(band.months or (), band.all(Role.MONTH), strict=False)
    columns: dict[Slot, int] = {month: column.index for month, column in months}
    benchmarks = band.all(Role.BENCHMARK)
    slots = _benchmark_slots([column.heading for column in benchmarks])
    columns.update({s: column.index for s, column in zip(slots, benchmarks, strict=True)})
    to_date = band.one(Role.YEAR_TO_DATE)
    if to_date:
        columns[None] = to_date
    return columns


def _doubt_hidden(sheet: Sheet, band: Band, end: int, doubts: Doubts) -> None:
    for row in sorted(sheet.hidden_rows):
        if band.bottom < row < end:
            doubts.stop(
                "hidden-row",
                sheet.ref(row, 1),
                "a hidden row of the Part 2 sheet holds something",
                "unhide it or delete it",
            )
    for column in band.columns:
        filled = any(sheet.own(row, column.index) for row in sheet.rows if band.bottom < row < end)
        if column.role and filled and sheet.hides_column(column.index):
            doubts.stop(
                "hidden-column",
                sheet.ref(column.row, column.index),
                "a hidden column of the Part 2 sheet holds something",
                "unhide it or delete it",
            )
