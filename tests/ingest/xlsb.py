"""A small writer of .xlsb files, for tests: no program here saves them."""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data


def wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def rels(targets: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_TYPE}{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f"<Relationships>{lines}</Relationships>"


Format = tuple[str, str | None, bool, str | None]
"""A code, a fill, whether letters are struck out, their colour."""


class Writer:
    """A workbook's values, formats, fills, fonts, hidden rows and columns, merges, comments."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.strings: list[str] = []
        self.formats: list[tuple[str, str | None, bool, str | None]] = [
            ("General", None, False, None)
        ]

    def save(self, path: Path) -> Path:
        targets = {"rS": ("sharedStrings", "sharedStrings.bin"), "rY": ("styles", "styles.bin")}
        bundles, parts = b"", dict[str, bytes | str]()
        for n, sheet in enumerate(self.book.worksheets):
            targets[f"r{n}"] = ("worksheet", f"worksheets/sheet{n}.bin")
            state = struct.pack("<II", _STATES[sheet.sheet_state], n + 1)
            bundles += record(156, state + wide(f"r{n}") + wide(sheet.title))
            parts[f"xl/worksheets/sheet{n}.bin"] = self._sheet(sheet)
            if comments := self._comments(sheet):
                parts[f"xl/comments{n}.bin"] = comments
                named = {"rC": ("comments", f"../comments{n}.bin")}
                parts[f"xl/worksheets/_rels/sheet{n}.bin.rels"] = rels(named)
        parts["xl/workbook.bin"] = record(131) + record(143) + bundles + record(144) + record(132)
        parts["xl/_rels/workbook.bin.rels"] = rels(targets)
        parts["_rels/.rels"] = rels({"r": ("officeDocument", "xl/workbook.bin")})
        items = b"".join(record(19, b"\0" + wide(text)) for text in self.strings)
        parts["xl/sharedStrings.bin"] = record(159, struct.pack("<II", 0, 0)) + items + record(160)
        parts["xl/styles.bin"] = self._styles()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return path

    def _sheet(self, sheet: Worksheet) -> bytes:
        found = record(129)
        for letters, column in sheet.column_dimensions.items():
            if column.hidden:
                at = sheet[f"{letters}1"].column - 1
                found += record(60, struct.pack("<IIIIH", at, at, 2000, 0, 1))
        found += record(145)
        for number, row in enumerate(sheet.iter_rows()):
            flags = 0x1000 if sheet.row_dimensions[number + 1].hidden else 0
            found += record(0, struct.pack("<IIHHBI", number, 0, 300, flags, 0, 0))
            found += b"".join(self._cell(cell) for cell in row if isinstance(cell, Cell))
        found += record(146) + record(177, struct.pack("<I", len(sheet.merged_cells.ranges)))
        for area in sheet.merged_cells.ranges:
            edges = (area.min_row, area.max_row, area.min_col, area.max_col)
            found += record(176, struct.pack("<IIII", *(edge - 1 for edge in edges)))
        return found + record(178) + record(130)

    def _cell(self, cell: Cell) -> bytes:
        value: Any = cell.value
        head = struct.pack("<II", cell.column - 1, self._format(cell))
        if value is None:
            return record(1, head)
        if isinstance(value, date):
            value = float(to_excel(value))
        match value:
            case bool():
                return record(4, head + bytes([value]))
            case int() if -(2**29) <= value < 2**29:
                return record(2, head + struct.pack("<I", (value << 2 | 2) & 0xFFFFFFFF))
            case int() | float():
                return record(5, head + struct.pack("<d", value))
            case _ if cell.data_type == "e":
                return record(3, head + bytes([0x07]))
        self.strings.append(str(value))
        return record(7, head + struct.pack("<I", len(self.strings) - 1))

    def _format(self, cell: Cell) -> int:
        fill = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None
        colour = cell.font.color.rgb if cell.font.color else None
        told = (cell.number_format, fill, bool(cell.font.strike),
                colour if isinstance(colour, str) else None)  # fmt: skip
        if told not in self.formats:
            self.formats.append(told)
        return self.formats.index(told)

    def _styles(self) -> bytes:
        codes = b"".join(
            record(44, struct.pack("<H", 200 + n) + wide(code))
            for n, (code, *_) in enumerate(self.formats)
        )
        fonts = b"".join(
            record(43, struct.pack("<HHHHBBBB", 220, 8 if struck else 0, 400, 0, 0, 0, 0, 0)
                   + _colour(colour) + b"\0" + wide("Arial"))
            for _, _, struck, colour in self.formats
        )  # fmt: skip
        grounds = [None, None, *(fill for _, fill, _, _ in self.formats)]
        fills = b"".join(
            record(45, struct.pack("<I", bool(fill)) + _colour(fill) + _colour(None))
            for fill in grounds
        )
        each = b"".join(
            record(47, struct.pack("<HHHHHIH", 0, 200 + n, n, n + 2, 0, 0, 0))
            for n in range(len(self.formats))
        )
        cells = record(617, struct.pack("<I", len(self.formats))) + each + record(618)
        return record(278) + codes + fonts + fills + cells + record(279)

    def _comments(self, sheet: Worksheet) -> bytes:
        found = b""
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.comment):
            row, column = cell.row - 1, cell.column - 1
            place = struct.pack("<IIIII", 0, row, row, column, column) + bytes(16)
            found += record(635, place) + record(637, b"\0" + wide(cell.comment.text)) + record(636)
        return found


def _colour(value: str | None) -> bytes:
    if value is None:
        return bytes([1, 64, 0, 0, 0, 0, 0, 255])
    red, green, blue = (int(value[place : place + 2], 16) for place in (2, 4, 6))
    return bytes([5, 0, 0, 0, red, green, blue, 255])
