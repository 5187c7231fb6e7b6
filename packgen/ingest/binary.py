"""Binary workbooks: what readers of .xls and .xlsb share while they build a sheet."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace

from packgen.ingest.areas import LAST_COLUMN, Area
from packgen.ingest.making import number_cell, text_cell
from packgen.ingest.package import TooMuch
from packgen.ingest.sheet import LAST_ROW, MOST_CELLS, Cell, Kind, Sheet
from packgen.ingest.styles import PLAIN, Style
from packgen.ingest.words import clean

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
          0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}  # fmt: skip

String = tuple[str, str, bool]
"""A text as printed, without its raised footnote marks, and whether any of it is struck out."""


@dataclass(slots=True)
class Fonts:
    """The numbers of the fonts whose letters are raised, and of those that are struck out."""

    raised: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Book:
    """What a workbook's sheets share; ``room`` is how many more cells they may hold."""

    strings: list[String] = field(default_factory=list)
    styles: tuple[Style, ...] = ()
    since_1904: bool = False
    room: int = MOST_CELLS


class Damage(Exception):
    """The records do not hold together."""


class Grid:
    """A sheet while its cells are put into it; rows and columns count from 0 as in the file."""

    def __init__(self, name: str, book: Book) -> None:
        self.sheet, self.book = Sheet(name), book
        self.merges: list[Area] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.hidden_rows: set[int] = set()

    def merge(self, top: int, bottom: int, left: int, right: int) -> None:
        """Note a merged area."""
        if (top, left) != (bottom, right):
            self.merges.append(Area(top + 1, left + 1, bottom + 1, right + 1))

    def text(self, row: int, column: int, style: int, string: String) -> None:
        """Put a text."""
        look = self._style(style)
        text, heading, struck = string
        cell = text_cell(row + 1, column + 1, text, heading, look)
        self._put(row, column, replace(cell, struck=True) if cell and struck else cell, look)

    def number(self, row: int, column: int, style: int, value: float) -> None:
        """Put a number."""
        look, dated = self._style(style), self.book.since_1904
        self._put(row, column, number_cell(row + 1, column + 1, repr(value), look, dated), look)

    def truth(self, row: int, column: int, style: int, value: int) -> None:
        """Put TRUE or FALSE."""
        text = "TRUE" if value else "FALSE"
        self.text(row, column, style, (text, text, False))

    def error(self, row: int, column: int, style: int, code: int) -> None:
        """Put a cell error."""
        cell = Cell(row + 1, column + 1, Kind.ERROR, ERRORS.get(code, "#N/A"), "")
        self._put(row, column, cell, self._style(style))

    def uncalculated(self, row: int, column: int, style: int) -> None:
        """Put a formula that was never calculated."""
        cell = Cell(row + 1, column + 1, Kind.UNCALCULATED, "", "")
        self._put(row, column, cell, self._style(style))

    def blank(self, row: int, column: int, style: int) -> None:
        """Note a cell that holds nothing but its looks."""
        self._put(row, column, None, self._style(style))

    def done(self) -> Sheet:
        """The sheet, once all is put."""
        for row in self.hidden_rows & self.sheet.rows.keys():
            self.sheet.hidden_rows[row] = self.sheet.rows.pop(row)
        self.sheet.settle(self.merges, self.hidden_columns)
        return self.sheet

    def string(self, index: int) -> String:
        """A shared string."""
        if not 0 <= index < len(self.book.strings):
            raise Damage
        return self.book.strings[index]

    def _style(self, index: int) -> Style:
        if not self.book.styles and not index:
            return PLAIN
        if index >= len(self.book.styles):
            raise Damage
        return self.book.styles[index]

    def _put(self, row: int, column: int, cell: Cell | None, style: Style) -> None:
        if not (row < LAST_ROW and column < LAST_COLUMN):
            raise Damage
        if style.fill:
            self.sheet.fills[row + 1, column + 1] = style.fill
        if cell or style.fill:
            self.book.room -= 1
        if self.book.room < 0:
            raise TooMuch
        if cell:
            self.sheet.rows.setdefault(row + 1, {})[column + 1] = cell


def string_of(text: str, runs: list[tuple[int, int]], fonts: Fonts) -> String:
    """A text and its runs (from which letter on, in which font) -> the text as printed, without
    the letters of raised fonts, and whether letters are struck out in some."""
    if not runs:
        return clean(text), clean(text), False
    ends = [start for start, _ in runs[1:]] + [len(text)]
    parts = [(text[start:end], font) for (start, font), end in zip(runs, ends, strict=True)]
    struck = any(part.strip() and font in fonts.struck for part, font in parts)
    if not any(font in fonts.raised for _, font in runs):
        return clean(text), clean(text), struck
    kept = [text[: runs[0][0]], *(part for part, font in parts if font not in fonts.raised)]
    return clean(text), clean("".join(kept)), struck


def of_rk(value: int) -> float:
    """An RK number: 30 bits of an integer or of a float, perhaps a hundredth of it."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))
    return number / 100 if value & 1 else number
