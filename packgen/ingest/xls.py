"""Excel 97-2003: an .xls file -> its workbook."""

from __future__ import annotations

import struct
from pathlib import Path

from packgen.ingest.areas import Overlapping
from packgen.ingest.biff8 import BoundSheet, Globals, Record, read_globals, records
from packgen.ingest.binary import Damage, Grid, of_rk
from packgen.ingest.compound import Compound, Damaged
from packgen.ingest.package import KEEP_ALONE, SAVE_AS_XLSX, TooMuch, refuse
from packgen.ingest.sheet import Sheet
from packgen.ingest.words import clean
from packgen.ingest.workbook import Tab, Workbook

_LARGEST_FILE = 64 * 2**20
_BROKEN = (Damaged, Damage, struct.error, IndexError)


def open_xls(path: Path) -> Workbook:
    """An .xls file -> its workbook. Raises BadInput when it can't be read as one."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            refuse(path.name, "it holds far more than a scorecard does", KEEP_ALONE)
        content = path.read_bytes()
    except OSError:
        refuse(path.name, "it can't be opened", "check that it is a file that you may read")
    try:
        compound = Compound(content)
        stream = compound.stream("Workbook")
        if stream is None:
            old = compound.stream("Book") is not None
            what = "it was saved by Excel 95 or older" if old else "it is not a workbook"
            refuse(path.name, what, SAVE_AS_XLSX)
        found = read_globals(stream)
        if found.old:
            refuse(path.name, "it was saved by Excel 95 or older", SAVE_AS_XLSX)
        if found.protected:
            refuse(
                path.name,
                "it is protected by a password",
                "open it in Excel, take the password off (File > Info), and save it",
            )
        tabs = tuple(_tab(stream, tab, found) for tab in found.tabs)
    except _BROKEN:
        refuse(path.name, "it is damaged and can't be read", SAVE_AS_XLSX)
    except TooMuch:
        refuse(path.name, "it holds far more than a scorecard does", KEEP_ALONE)
    except Overlapping:
        refuse(path.name, "it is damaged: merged areas overlap", SAVE_AS_XLSX)
    if len({tab.start for tab in found.tabs}) < len(tabs) or not tabs:
        refuse(path.name, "it is damaged: two of its tabs are one sheet, or none is", SAVE_AS_XLSX)
    return Workbook(path.name, tabs)


def _tab(stream: bytes, tab: BoundSheet, found: Globals) -> Tab:
    if tab.hidden or not tab.cells:
        return Tab(tab.name, tab.hidden, not tab.cells, None)
    return Tab(tab.name, False, False, _Reader(tab.name, found).read(stream, tab.start))


class _Reader:
    """One sheet while its records are read."""

    def __init__(self, name: str, found: Globals) -> None:
        self.grid = Grid(name, found.book)
        self.awaiting: tuple[int, int, int] | None = None  # a formula whose text comes next
        self.object = -1
        self.texts: dict[int, str] = {}  # of objects, comments among them
        self.comments: list[tuple[int, int, int]] = []

    def read(self, stream: bytes, start: int) -> Sheet:
        """The sheet's substream -> the sheet. Raises Damage, TooMuch, Overlapping."""
        for record in records(stream, start):
            self._cells(record)
            self._blanks(record)
            self._sights(record)
        sheet = self.grid.done()
        for row, column, number in self.comments:
            sheet.comments[row + 1, column + 1] = self.texts.get(number, "")
        return sheet

    def _cells(self, record: Record) -> None:
        grid, data = self.grid, record.data
        match record.kind:
            case 0x00FD:
                row, column, style, index = struct.unpack_from("<HHHI", data)
                grid.text(row, column, style, grid.string(index))
            case 0x0203:
                row, column, style, value = struct.unpack_from("<HHHd", data)
                grid.number(row, column, style, value)
            case 0x027E:
                row, column, style, packed = struct.unpack_from("<HHHI", data)
                grid.number(row, column, style, of_rk(packed))
            case 0x00BD:
                row, column = struct.unpack_from("<HH", data)
                for at in range(4, len(data) - 2, 6):
                    style, packed = struct.unpack_from("<HI", data, at)
                    grid.number(row, column + (at - 4) // 6, style, of_rk(packed))
            case 0x0204 | 0x00D6:
                row, column, style, letters, wide = struct.unpack_from("<HHHHB", data)
                text = clean(_letters(data[9:], letters, wide))
                grid.text(row, column, style, (text, text, False))
            case 0x0205:
                row, column, style, value, is_error = struct.unpack_from("<HHHBB", data)
                (grid.error if is_error else grid.truth)(row, column, style, value)
            case 0x0006:
                self._formula(data)
            case 0x0207 if self.awaiting:
                letters, wide = struct.unpack_from("<HB", data)
                joined = b"".join([data[3:], *(part[1:] for part in record.parts[1:])])
                text = clean(_letters(joined, letters, wide))
                grid.text(*self.awaiting, (text, text, False))
                self.awaiting = None

    def _blanks(self, record: Record) -> None:
        """Cells that hold nothing but their looks."""
        grid, data = self.grid, record.data
        match record.kind:
            case 0x0201:
                grid.blank(*struct.unpack_from("<HHH", data))
            case 0x00BE:
                row, column = struct.unpack_from("<HH", data)
                for at in range(4, len(data) - 2, 2):
                    style = struct.unpack_from("<H", data, at)[0]
                    grid.blank(row, column + (at - 4) // 2, style)

    def _formula(self, data: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", data)
        result, flags = data[6:14], struct.unpack_from("<H", data, 14)[0]
        if result[6:] != b"\xff\xff":
            (value,) = struct.unpack("<d", result)
            # What programs write that don't calculate: nil, and a wish to be calculated.
            if value == 0 and flags & 3:
                self.grid.uncalculated(row, column, style)
            else:
                self.grid.number(row, column, style, value)
        elif result[0] == 0:
            self.awaiting = row, column, style
        elif result[0] == 1:
            self.grid.truth(row, column, style, result[2])
        elif result[0] == 2:
            self.grid.error(row, column, style, result[2])

    def _sights(self, record: Record) -> None:
        """What the sheet hides, merges and hangs on its cells."""
        data = record.data
        match record.kind:
            case 0x0208:
                row, _, _, height, _, _, flags = struct.unpack_from("<HHHHHHI", data)
                if flags & 0x20 or not height & 0x7FFF:
                    self.grid.hidden_rows.add(row + 1)
            case 0x007D:
                first, last, width, _, flags = struct.unpack_from("<HHHHH", data)
                if flags & 1 or not width:
                    self.grid.hidden_columns.append((first + 1, last + 1))
            case 0x00E5:
                (count,) = struct.unpack_from("<H", data)
                for place in range(count):
                    self.grid.merge(*struct.unpack_from("<HHHH", data, 2 + 8 * place))
            case 0x005D:
                (self.object,) = struct.unpack_from("<H", data, 6)
            case 0x01B6 if len(record.parts) > 1:
                letters = struct.unpack_from("<H", data, 10)[0]
                said = record.parts[1]
                self.texts[self.object] = clean(_letters(said[1:], letters, said[0]))
            case 0x001C:
                row, column, _, number = struct.unpack_from("<HHHH", data)
                self.comments.append((row, column, number))


def _letters(raw: bytes, count: int, wide: int) -> str:
    size = 2 if wide & 1 else 1
    return raw[: count * size].decode("utf-16-le" if wide & 1 else "latin-1", "replace")
