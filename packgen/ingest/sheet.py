"""Sheets: the cells of one worksheet as they are printed, its merged areas, what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from packgen.ingest.areas import (
    LAST_COLUMN,
    Area,
    Overlapping,
    area_at,
    areas_by_row,
    columns_in,
)
from packgen.ingest.numberformat import print_number, print_text, stored_number
from packgen.ingest.package import Attributes, Package, TooMuch, local_name
from packgen.ingest.styles import PLAIN, Style
from packgen.ingest.words import clean
from packgen.model.observation import CellRef

MOST_CELLS = 300_000  # over all sheets of a workbook
LONGEST_TEXT = 32_767  # characters that Excel keeps in a cell
_LARGEST_SHEET = 40 * 2**20
_LAST_ROW = 1_048_576
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    ERROR = "error"
    UNCALCULATED = "formula never calculated"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something.

    ``text`` is what the sheet prints; ``heading`` is the same without raised footnote marks.
    ``number`` and ``shown`` are as in ``numberformat.Printed``; ``hidden`` says that the cell's
    number format does not print what the cell holds.
    """

    row: int
    column: int
    kind: Kind
    text: str
    heading: str
    number: Decimal | None = None
    shown: Decimal | None = None
    day: date | None = None
    hidden: bool = False


@dataclass(slots=True)
class Sheet:
    """A worksheet. ``rows`` holds what can be seen; ``covered`` are cells under merged areas."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    covered: list[tuple[int, int]] = field(default_factory=list)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    areas: dict[int, list[Area]] = field(default_factory=dict)

    def ref(self, row: int, column: int) -> CellRef:
        """The address of a cell of this sheet."""
        return CellRef(self.name, row, column)

    def area(self, row: int, column: int) -> Area | None:
        """The merged area that a cell lies in."""
        areas = self.areas.get(row)
        return area_at(areas, column) if areas else None

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where the content of a cell stands: the first cell of its merged area, or itself."""
        area = self.area(row, column)
        return area.anchor if area else (row, column)

    def own(self, row: int, column: int) -> Cell | None:
        """The cell that stands here, if it holds something that can be seen."""
        return self.rows.get(row, {}).get(column)

    def at(self, row: int, column: int) -> Cell | None:
        """The content of a cell, through its merged area if it lies in one."""
        return self.own(*self.place(row, column))

    def text(self, row: int, column: int | None) -> str:
        """What a cell prints, through merged areas; empty for no column."""
        cell = self.at(row, column) if column else None
        return cell.text if cell else ""

    def fill(self, row: int, column: int) -> str | None:
        """A cell's fill as RRGGBB."""
        return self.fills.get(self.place(row, column))

    def hides_column(self, column: int) -> bool:
        """Whether a column is hidden."""
        return column in self.hidden_columns


@dataclass(slots=True)
class Shared:
    """What a workbook's sheets share; ``room`` is how many more cells they may hold."""

    strings: list[tuple[str, str]]
    styles: tuple[Style, ...]
    since_1904: bool
    room: int = MOST_CELLS


def read_sheet(package: Package, part: str, name: str, shared: Shared) -> Sheet:
    """A worksheet's part -> its sheet, in one pass over the cells that exist."""
    package.refuse_larger(part, _LARGEST_SHEET, name)
    reader = _Reader(Sheet(name), shared)
    try:
        package.parse(part, reader.start, reader.end, reader.characters)
        reader.settle()
    except TooMuch:
        package.refuse_as_too_large(name)
    except Overlapping:
        package.refuse_as_damaged("merged areas overlap", name)
    return reader.sheet


class Strings:
    """The shared strings of a workbook: each as printed, and without raised footnote marks."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.text = RichText()

    def start(self, tag: str, attributes: Attributes) -> None:
        tag = local_name(tag)
        if tag == "si":
            self.text = RichText()
        self.text.start(tag, attributes)

    def end(self, tag: str) -> None:
        tag = local_name(tag)
        self.text.end(tag)
        if tag == "si":
            self.found.append(self.text.read())

    def characters(self, text: str) -> None:
        self.text.characters(text)


class RichText:
    """A string in runs: ``<t>`` alone or in ``<r>``; raised runs told apart, readings left out."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bool]] = []
        self.raised = self.reading = self.inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "r":
            self.raised = False
        elif tag == "vertAlign":
            self.raised = attributes.get("val") == "superscript"
        elif tag == "rPh":
            self.reading = True
        elif tag == "t":
            self.inside = not self.reading

    def end(self, tag: str) -> None:
        if tag == "t":
            self.inside = False
        elif tag == "rPh":
            self.reading = False

    def characters(self, text: str) -> None:
        if self.inside:
            self.parts.append((text, self.raised))

    def read(self) -> tuple[str, str]:
        """The text as printed, and without its raised runs."""
        text = clean("".join(text for text, _ in self.parts))
        if not any(raised for _, raised in self.parts):
            return text, text
        return text, clean("".join(text for text, raised in self.parts if not raised))


class _Reader:
    """What one pass over a worksheet's XML has seen so far."""

    def __init__(self, sheet: Sheet, shared: Shared) -> None:
        self.sheet, self.shared = sheet, shared
        self.strings, self.styles = shared.strings, shared.styles
        self.row = self.column = 0
        self.row_hidden = False
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Area] = []
        self.kind, self.style = "n", PLAIN
        self.value: list[str] = []
        self.in_value = self.has_formula = False
        self.rich = RichText()

    def start(self, tag: str, attributes: Attributes) -> None:
        match local_name(tag):
            case "c":
                self._start_cell(attributes)
            case "v":
                self.in_value = True
            case "f":
                self.has_formula = True
            case "row":
                self._start_row(attributes)
            case "col":
                self._see_column(attributes)
            case "mergeCell":
                self._see_merge(attributes.get("ref", ""))
            case name:
                self.rich.start(name, attributes)

    def end(self, tag: str) -> None:
        match local_name(tag):
            case "c":
                self._end_cell()
            case "v":
                self.in_value = False
            case name:
                self.rich.end(name)

    def characters(self, text: str) -> None:
        if self.in_value:
            self.value.append(text)
        else:
            self.rich.characters(text)

    def settle(self) -> None:
        """Once all is read: place the merged areas, and set aside the cells that they cover."""
        self.sheet.hidden_columns = columns_in(self.hidden_columns)
        seen = (self.sheet.rows, self.sheet.hidden_rows)
        filled = sorted({row for rows in seen for row in rows})
        last = max((max(cells) for rows in seen for cells in rows.values()), default=0)
        self.sheet.areas = areas_by_row(self.merges, filled, last)
        for row in self.sheet.areas:
            cells = self.sheet.rows.get(row, {})
            for column in list(cells):
                if self.sheet.place(row, column) != (row, column):
                    del cells[column]
                    self.sheet.covered.append((row, column))
        for row in [row for row, cells in self.sheet.rows.items() if not cells]:
            del self.sheet.rows[row]

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isdecimal() else self.row + 1
        self.column = 0
        self.row_hidden = is_true(attributes.get("hidden", "")) or _is_zero(attributes.get("ht"))

    def _see_column(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        hidden = is_true(attributes.get("hidden", "")) or _is_zero(attributes.get("width"))
        if hidden and first.isdecimal() and last.isdecimal():
            self.hidden_columns.append((int(first), int(last)))

    def _see_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _row_and_column(first), _row_and_column(last or first)
        if start and end and start != end:
            top, bottom = sorted((start[0], end[0]))
            left, right = sorted((start[1], end[1]))
            self.merges.append(Area(top, left, bottom, right))

    def _start_cell(self, attributes: Attributes) -> None:
        place = _row_and_column(attributes.get("r", ""))
        if place:
            self.row, self.column = place
        else:
            self.column += 1
        style = attributes.get("s", "")
        known = style.isdecimal() and int(style) < len(self.styles)
        self.style = self.styles[int(style)] if known else PLAIN
        self.kind = attributes.get("t", "n")
        self.value, self.has_formula = [], False
        if self.kind == "inlineStr":
            self.rich = RichText()

    def _end_cell(self) -> None:
        if not (1 <= self.row <= _LAST_ROW and 1 <= self.column <= LAST_COLUMN):
            return
        cell = self._cell("".join(self.value))
        if self.style.fill:
            self.sheet.fills[self.row, self.column] = self.style.fill
        if cell or self.style.fill:
            self.shared.room -= 1
        if self.shared.room < 0:
            raise TooMuch
        if cell:
            rows = self.sheet.hidden_rows if self.row_hidden else self.sheet.rows
            rows.setdefault(self.row, {})[self.column] = cell

    def _cell(self, raw: str) -> Cell | None:
        text = self._string(raw)
        if text is not None:
            return self._text(*text)
        if self.kind == "e":
            return Cell(self.row, self.column, Kind.ERROR, raw.strip(), "")
        if raw.strip():
            return self._iso_date(raw.strip()) if self.kind == "d" else self._number(raw)
        return Cell(self.row, self.column, Kind.UNCALCULATED, "", "") if self.has_formula else None

    def _string(self, raw: str) -> tuple[str, str] | None:
        """The text of a cell, and its text as a heading; None for what isn't kept as text."""
        match self.kind:
            case "s":
                known = raw.isdecimal() and int(raw) < len(self.strings)
                return self.strings[int(raw)] if known else ("", "")
            case "inlineStr":
                return self.rich.read()
            case "str":
                return clean(raw), clean(raw)
            case "b":
                return ("TRUE", "TRUE") if raw.strip() == "1" else ("FALSE", "FALSE")
        return None

    def _text(self, text: str, heading: str) -> Cell | None:
        if not text:
            return None
        if len(text) > LONGEST_TEXT:
            raise TooMuch
        printed = print_text(text, self.style.number_format)
        shown = heading if printed == text else printed
        hidden = printed.strip() != text
        return Cell(self.row, self.column, Kind.TEXT, printed.strip(), shown, hidden=hidden)

    def _number(self, raw: str) -> Cell:
        stored = stored_number(raw)
        if stored is None:
            return Cell(self.row, self.column, Kind.ERROR, raw.strip(), "")
        printed = print_number(stored, self.style.number_format, self.shared.since_1904)
        return Cell(
            self.row,
            self.column,
            Kind.NUMBER,
            printed.text,
            printed.text,
            printed.number,
            printed.shown,
            printed.day,
            hidden=printed.shown is None and printed.day is None,
        )

    def _iso_date(self, raw: str) -> Cell | None:
        try:
            day = datetime.fromisoformat(raw).date()
        except ValueError:
            return self._text(clean(raw), clean(raw))
        text = f"{day:%b-%y}" if "m" in self.style.number_format.lower() else day.isoformat()
        return Cell(self.row, self.column, Kind.NUMBER, text, text, day=day)


def is_true(value: str) -> bool:
    """An XML boolean -> whether it is true."""
    return value in ("1", "true")


def cells_of(cells: dict[int, Cell]) -> Iterator[Cell]:
    """The cells of a row, from left to right."""
    return (cells[column] for column in sorted(cells))


def _is_zero(size: str | None) -> bool:
    """A row's height or a column's width as written -> whether it is nothing."""
    try:
        return size is not None and float(size) <= 0
    except ValueError:
        return False


def _row_and_column(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
