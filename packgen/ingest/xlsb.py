"""Excel binary workbooks: an .xlsb package -> its workbook."""

from __future__ import annotations

import struct

from packgen.ingest.areas import Overlapping
from packgen.ingest.biff12 import Styling, records, rich_string, wide_string
from packgen.ingest.binary import Book, Damage, Fonts, Grid, of_rk
from packgen.ingest.package import Package, TooMuch
from packgen.ingest.sheet import Sheet
from packgen.ingest.styles import theme_colours
from packgen.ingest.words import clean
from packgen.ingest.workbook import Tab, Workbook

_LARGEST_SHEET = 40 * 2**20
_LARGEST_STRINGS = 30 * 2**20


def open_xlsb(package: Package, main: str) -> Workbook:
    """An .xlsb file and its main part -> its workbook. Raises BadInput."""
    try:
        return _Opening(package, main).workbook()
    except (Damage, struct.error, IndexError):
        return package.refuse_as_damaged("its records do not hold together")


class _Opening:
    """A workbook while it is opened."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.relations = package.relations(main)
        self.found = list(records(package.read(main)))
        parts = dict(self.relations.values())
        theme = theme_colours(package, parts.get("theme", ""))
        styling = Styling(package.read(parts.get("styles", "")), theme)
        self.fonts = styling.told
        self.book = Book(
            [
                rich_string(data, 0, self.fonts)
                for kind, data in records(
                    package.read(parts.get("sharedStrings", ""), _LARGEST_STRINGS)
                )
                if kind == 19
            ],
            styling.styles(),
            any(kind == 153 and data[0] & 1 for kind, data in self.found),
        )

    def workbook(self) -> Workbook:
        """Every tab, in order; each part is read once at most."""
        bundles = [data for kind, data in self.found if kind == 156]
        tabs = tuple(map(self._tab, bundles))
        parts = [self._target(data)[2] for data in bundles]
        if len(set(parts)) < len(parts):
            self.package.refuse_as_damaged("two of its tabs are one sheet")
        return Workbook(self.package.file, tabs)

    def _target(self, data: bytes) -> tuple[str, str, str]:
        """A tab's record -> its name, what kind of sheet it is, and its part."""
        relation, end = wide_string(data, 8)
        kind, part = self.relations.get(relation, ("", ""))
        return wide_string(data, end)[0], kind, part

    def _tab(self, data: bytes) -> Tab:
        name, kind, part = self._target(data)
        hidden = struct.unpack_from("<I", data)[0] != 0
        chart = kind != "worksheet"
        if hidden or chart:
            return Tab(name, hidden, chart, None)
        if part not in self.package:
            self.package.refuse_as_damaged("a sheet is missing", name)
        try:
            sheet = _Reader(name, self.book, self.fonts).read(
                self.package.read(part, _LARGEST_SHEET, name)
            )
        except TooMuch:
            self.package.refuse_as_too_large(name)
        except Overlapping:
            self.package.refuse_as_damaged("merged areas overlap", name)
        sheet.comments = self._comments(part)
        return Tab(name, False, False, sheet)

    def _comments(self, sheet_part: str) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        at = 0, 0
        for kind, part in self.package.relations(sheet_part).values():
            if kind != "comments":
                continue
            for record, data in records(self.package.read(part)):
                if record == 635:
                    row, _, column = struct.unpack_from("<III", data, 4)
                    at = row + 1, column + 1
                elif record == 637:
                    found[at] = clean(wide_string(data, 1)[0])
        return found


class _Reader:
    """One sheet while its records are read."""

    def __init__(self, name: str, book: Book, fonts: Fonts) -> None:
        self.grid, self.fonts, self.row = Grid(name, book), fonts, 0

    def read(self, data: bytes) -> Sheet:
        """The sheet's part -> the sheet. Raises Damage, TooMuch, Overlapping."""
        for kind, content in records(data):
            if 1 <= kind <= 18 or kind == 62:
                self._cell(kind, content)
            else:
                self._see(kind, content)
        return self.grid.done()

    def _cell(self, kind: int, data: bytes) -> None:
        column, style = struct.unpack_from("<II", data)
        grid, at = self.grid, (self.row, column, style & 0xFFFFFF)
        match kind:
            case 1:
                grid.blank(*at)
            case 2:
                grid.number(*at, of_rk(struct.unpack_from("<I", data, 8)[0]))
            case 3 | 11:
                grid.error(*at, data[8])
            case 4 | 10:
                grid.truth(*at, data[8])
            case 5 | 9:
                grid.number(*at, struct.unpack_from("<d", data, 8)[0])
            case 6 | 8:
                text = clean(wide_string(data, 8)[0])
                grid.text(*at, (text, text, False))
            case 7:
                grid.text(*at, grid.string(struct.unpack_from("<I", data, 8)[0]))
            case 62:
                grid.text(*at, rich_string(data, 8, self.fonts))
            case _:  # shortened cells, which Excel does not save
                raise Damage

    def _see(self, kind: int, data: bytes) -> None:
        """Rows, and what the sheet hides and merges."""
        match kind:
            case 0:
                self.row, _, height, flags = struct.unpack_from("<IIHH", data)
                if flags >> 8 & 0x10 or not height:
                    self.grid.hidden_rows.add(self.row + 1)
            case 60:
                first, last, width, _, told = struct.unpack_from("<IIIIH", data)
                if told & 1 or not width:
                    self.grid.hidden_columns.append((first + 1, last + 1))
            case 176:
                self.grid.merge(*struct.unpack_from("<IIII", data))
