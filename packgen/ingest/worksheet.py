"""Worksheets: the XML of one worksheet -> its sheet, in one pass over the cells that exist."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from packgen.ingest.areas import LAST_COLUMN, Area, Overlapping
from packgen.ingest.making import number_cell, text_cell
from packgen.ingest.package import Attributes, Package, TooMuch, local_name
from packgen.ingest.richtext import RichText
from packgen.ingest.sheet import LAST_ROW, MOST_CELLS, Cell, Kind, Sheet
from packgen.ingest.styles import PLAIN, Style
from packgen.ingest.words import clean

_LARGEST_SHEET = 40 * 2**20
_LONGEST_INDEX = 9
_MOST_COLOURED = 1000
_DIGITS = "0123456789"
_LETTERS = re.compile(r"\$?([A-Z]{1,3})\$?")
_MOST_ROW_DIGITS = 7


class Incoherent(Exception):
    """A cell names something that the workbook does not hold."""


@dataclass(slots=True)
class Shared:
    """What a workbook's sheets share; ``room`` is how many more cells they may hold."""

    strings: list[tuple[str, str, bool]]
    styles: tuple[Style, ...]
    since_1904: bool
    room: int = MOST_CELLS


def read_sheet(package: Package, part: str, name: str, shared: Shared) -> Sheet:
    """A worksheet's part -> its sheet, in one pass over the cells that exist."""
    package.refuse_larger(part, _LARGEST_SHEET, name)
    reader = _Reader(Sheet(name), shared)
    try:
        package.parse(part, reader.start, reader.end, reader.characters)
        reader.sheet.settle(reader.merges, reader.hidden_columns)
    except TooMuch:
        package.refuse_as_too_large(name)
    except Incoherent:
        package.refuse_as_damaged("a cell names a text or a style that is not there", name)
    except Overlapping:
        package.refuse_as_damaged("merged areas overlap", name)
    return reader.sheet


class _Reader:
    """What one pass over a worksheet's XML has seen so far."""

    def __init__(self, sheet: Sheet, shared: Shared) -> None:
        self.sheet, self.shared = sheet, shared
        self.strings, self.styles = shared.strings, shared.styles
        self.row = self.column = 0
        self.row_hidden = False
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Area] = []
        self.named: dict[str, Style] = {}
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
            case "conditionalFormatting":
                self._see_colours(attributes.get("sqref", ""))
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
        start, end = row_and_column(first), row_and_column(last or first)
        if start and end and start != end:
            top, bottom = sorted((start[0], end[0]))
            left, right = sorted((start[1], end[1]))
            self.merges.append(Area(top, left, bottom, right))

    def _see_colours(self, references: str) -> None:
        for reference in references.split()[:_MOST_COLOURED]:
            first, _, last = reference.partition(":")
            start, end = row_and_column(first), row_and_column(last or first)
            if start and end and len(self.sheet.coloured) < _MOST_COLOURED:
                self.sheet.coloured.append(Area(*start, *end))

    def _start_cell(self, attributes: Attributes) -> None:
        place = row_and_column(attributes.get("r", ""))
        if place:
            self.row, self.column = place
        else:
            self.column += 1
        named = attributes.get("s", "")
        self.style = self.named.get(named) or self._style(named)
        self.kind = attributes.get("t", "n")
        self.value, self.has_formula = [], False
        if self.kind == "inlineStr":
            self.rich = RichText()

    def _style(self, named: str) -> Style:
        """A style as a cell names it, remembered for the cells that follow."""
        if named.isdecimal() and len(named) < _LONGEST_INDEX and int(named) < len(self.styles):
            style = self.styles[int(named)]
        elif named.strip("0"):
            raise Incoherent
        else:
            style = PLAIN
        self.named[named] = style
        return style

    def _end_cell(self) -> None:
        if not (1 <= self.row <= LAST_ROW and 1 <= self.column <= LAST_COLUMN):
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
        text = None if self.kind == "n" else self._string(raw)
        if text is not None:
            return self._text(*text)
        if self.kind == "e":
            return Cell(self.row, self.column, Kind.ERROR, raw.strip(), "")
        if raw.strip():
            return (
                self._iso_date(raw.strip())
                if self.kind == "d"
                else number_cell(self.row, self.column, raw, self.style, self.shared.since_1904)
            )
        return Cell(self.row, self.column, Kind.UNCALCULATED, "", "") if self.has_formula else None

    def _string(self, raw: str) -> tuple[str, str, bool] | None:
        """A cell's text, the same as a heading, if it is partly struck; None if it is no text."""
        match self.kind:
            case "s":
                if not (raw.isdecimal() and len(raw) < _LONGEST_INDEX):
                    raise Incoherent
                if int(raw) >= len(self.strings):
                    raise Incoherent
                return self.strings[int(raw)]
            case "inlineStr":
                return self.rich.read()
            case "str":
                return clean(raw), clean(raw), False
            case "b":
                return (said := "TRUE" if raw.strip() == "1" else "FALSE"), said, False
        return None

    def _text(self, text: str, heading: str, struck: bool = False) -> Cell | None:
        style = replace(self.style, struck=True) if struck else self.style
        return text_cell(self.row, self.column, text, heading, style)

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


def _is_zero(size: str | None) -> bool:
    """A row's height or a column's width as written -> whether it is nothing."""
    try:
        return size is not None and float(size) <= 0
    except ValueError:
        return False


def row_and_column(reference: str) -> tuple[int, int] | None:
    """A reference such as ``B7`` or ``$B$7`` -> its row and column; None if it is none."""
    letters = reference.rstrip(_DIGITS)
    digits, column = reference[len(letters) :], _column(letters)
    return (int(digits), column) if column and 0 < len(digits) <= _MOST_ROW_DIGITS else None


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """A column's letters, dollar signs aside -> its number; 0 if they are none."""
    match = _LETTERS.fullmatch(letters)
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - 64
    return column
