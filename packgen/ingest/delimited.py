"""Delimited text: a .csv or .tsv file -> its workbook, encoding and delimiter found."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path

from packgen.ingest.areas import LAST_COLUMN
from packgen.ingest.doubts import Doubts
from packgen.ingest.package import KEEP_ALONE, refuse
from packgen.ingest.sheet import LONGEST_TEXT, MOST_CELLS, Cell, Kind, Sheet
from packgen.ingest.spilled import mended
from packgen.ingest.words import clean
from packgen.ingest.workbook import Tab, Workbook

_LARGEST_FILE = 40 * 2**20
_DELIMITERS = ",\t;|"
_LOOKED_AT = 500  # rows, for the delimiter
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_ERRORS = frozenset(
    {"#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
_SAVE_AS_UTF8 = "save it as 'CSV UTF-8', or as an Excel Workbook (.xlsx)"


class _Malformed(Exception):
    """The rows can't be parted without a guess."""


def open_delimited(path: Path) -> Workbook:
    """A text file -> its workbook: one sheet, named as the file. Raises BadInput."""
    doubts = Doubts()
    text = text_of(path, doubts)
    try:
        delimiter, width, rows = _parted(text)
        sheet = sheet_of(path.stem, mended(rows, path.stem, doubts))
    except _Malformed:
        refuse(
            path.name,
            "a quotation mark opens a cell and never closes it rightly, so that rows can't be told",
            "save it anew from Excel as 'CSV UTF-8'",
        )
    except ValueError:
        refuse(path.name, "it holds far more than a scorecard does", KEEP_ALONE)
    if delimiter not in ",\t":
        doubts.inform(
            "delimiter-found",
            None,
            f"its cells are parted by '{delimiter}'",
            "nothing, if the columns are read rightly",
        )
    _doubt_wide(sheet, rows, width, doubts)
    return Workbook(path.name, (Tab(sheet.name, False, False, sheet),), tuple(doubts.findings))


def text_of(path: Path, doubts: Doubts) -> str:
    """A text file -> its text, whatever its encoding. Raises BadInput when it is no text."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST_FILE else b""
    except OSError:
        refuse(path.name, "it can't be opened", "check that it is a file that you may read")
    if size > _LARGEST_FILE:
        refuse(path.name, "it holds far more than a scorecard does", KEEP_ALONE)
    encoding = _encoding(content)
    try:
        return content.decode(encoding)
    except UnicodeError:
        pass
    if encoding != "utf-8":
        refuse(path.name, "its characters can't be read", _SAVE_AS_UTF8)
    try:
        text = content.decode("cp1252")
    except UnicodeError:
        refuse(path.name, "its characters can't be read", _SAVE_AS_UTF8)
    doubts.inform(
        "encoding-guessed",
        None,
        "it does not say how its characters are kept; they are read as Windows-1252",
        f"look at pounds and accents, or {_SAVE_AS_UTF8}",
    )
    return text


def _encoding(content: bytes) -> str:
    """A file's bytes -> the encoding that their beginning tells."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = content[:4096]
    if 0 in start:
        return "utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be"
    return "utf-8"


def _doubt_wide(sheet: Sheet, rows: list[list[str]], width: int, doubts: Doubts) -> None:
    """A row with more cells than the others: a delimiter inside one of them moves the rest."""
    for row, texts in enumerate(rows, 1):
        if 1 < width < len(texts):
            doubts.stop(
                "row-too-wide",
                sheet.ref(row, width + 1),
                "this row has more cells than the others: perhaps a comma inside a cell parts it",
                "put the cell between quotation marks, or save the file from Excel",
            )


def _parted(text: str) -> tuple[str, int, list[list[str]]]:
    """A text -> its delimiter, how wide most rows are, and its rows of cells. Raises _Malformed.

    The delimiter is the one that gives most rows the same number of cells.
    """
    malformed = False
    best: tuple[tuple[int, int], str] | None = None
    for delimiter in _DELIMITERS:
        try:
            widths = Counter(map(len, islice(_rows(text, delimiter), _LOOKED_AT)))
        except _Malformed:
            malformed = True
            continue
        width, rows = max(
            ((w, n) for w, n in widths.items() if w > 1), key=_rows_then_width, default=(1, 0)
        )
        if best is None or (rows, width) > best[0]:
            best = (rows, width), delimiter
    if best is None or (malformed and best[0][1] == 1):
        raise _Malformed
    (_, width), delimiter = best
    return delimiter, width, list(_rows(text, delimiter))


def _rows_then_width(counted: tuple[int, int]) -> tuple[int, int]:
    return counted[1], counted[0]


def _rows(text: str, delimiter: str) -> Iterable[list[str]]:
    """A text -> its rows. Quotation marks are read strictly: a stray one would swallow rows."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error:
        raise _Malformed from None


def sheet_of(name: str, rows: Iterable[Sequence[str]]) -> Sheet:
    """Rows of texts -> a sheet of them. Raises ValueError for more than a scorecard holds."""
    sheet = Sheet(name)
    room = MOST_CELLS
    for number, row in enumerate(rows, 1):
        cells = {
            column: cell
            for column, text in enumerate(row, 1)
            if (cell := cell_of(number, column, text))
        }
        room -= len(cells)
        if room < 0 or len(row) > LAST_COLUMN:
            raise ValueError("too much")
        if cells:
            sheet.rows[number] = cells
    return sheet


def cell_of(row: int, column: int, raw: str) -> Cell | None:
    """A cell's text -> the cell: what it prints is all that it holds."""
    text = clean(raw)
    if not text:
        return None
    if len(text) > LONGEST_TEXT:
        raise ValueError("too long")
    if text in _ERRORS:
        return Cell(row, column, Kind.ERROR, text, "")
    if _PLAIN_NUMBER.fullmatch(text):
        number = Decimal(text)
        return Cell(row, column, Kind.NUMBER, text, text, number, number)
    return Cell(row, column, Kind.TEXT, text, text)
