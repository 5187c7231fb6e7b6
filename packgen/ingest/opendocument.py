"""OpenDocument: an .ods package -> its workbook, in one pass over its content."""

from __future__ import annotations

from packgen.ingest.areas import LAST_COLUMN, Area, Overlapping
from packgen.ingest.odscell import Found, cell_of
from packgen.ingest.odsstyles import Look, Styles
from packgen.ingest.package import Attributes, Package, TooMuch, local_name
from packgen.ingest.sheet import LAST_ROW, LONGEST_TEXT, MOST_CELLS, Sheet
from packgen.ingest.words import clean
from packgen.ingest.workbook import Tab, Workbook

CONTENT = "/content.xml"
_STYLES, _MANIFEST = "/styles.xml", "/META-INF/manifest.xml"
_LARGEST_CONTENT = 60 * 2**20
_NOT_CONTENT = frozenset({"tracked-changes", "shapes", "forms", "named-expressions", "scripts"})
_MOST_TABLES = 1000
_FEW = 1000  # cells that a repeated empty cell may stand for before its fill is left out
_INSIDE = frozenset({"span", "a", "ruby", "ruby-base", "date", "time", "title", "sheet-name"})
"""What may stand in a cell's paragraph and print its text there; not notes, frames, readings."""


def open_opendocument(package: Package) -> Workbook:
    """An .ods file -> its workbook. Raises BadInput."""
    if b"encryption-data" in package.read(_MANIFEST):
        package.refuse("it is protected by a password", "save it without a password")
    styles = Styles()
    if _STYLES in package:
        package.parse(_STYLES, styles.start, styles.end, styles.characters)
    package.refuse_larger(CONTENT, _LARGEST_CONTENT)
    reader = _Reader(styles)
    try:
        package.parse(CONTENT, reader.start, reader.end, reader.characters)
    except TooMuch:
        package.refuse_as_too_large(reader.sheet.name)
    except Overlapping:
        package.refuse_as_damaged("merged areas overlap", reader.sheet.name)
    if len({tab.name for tab in reader.tabs}) < len(reader.tabs):
        package.refuse_as_damaged("two of its tabs have one name")
    return Workbook(package.file, tuple(reader.tabs))


class _Reader:
    """What one pass over a spreadsheet's content has seen so far."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.tabs: list[Tab] = []
        self.sheet = Sheet("")
        self.hidden = self.in_styles = self.in_comment = self.in_line = self.row_hidden = False
        self.room = MOST_CELLS
        self.row = self.column = self.last_column = 0
        self.repeats = 1
        self.hidden_columns: list[tuple[int, int]] = []
        self.column_styles: list[tuple[int, int, str]] = []
        self.row_style = ""
        self.merges: list[Area] = []
        self.cell: Found | None = None
        # Raised, struck out: of the paragraph and the spans that are open in a cell.
        self.spans: list[tuple[bool, bool]] = []
        self.skipped = 0  # how many elements are open that print nothing

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local_name(tag)
        if self.skipped:
            self.skipped += 1
            self.in_line = name not in ("creator", "date", "date-string")
        elif self.in_styles:
            self.styles.start(tag, attributes)
        elif self.cell:
            self._start_in_cell(name, _told(attributes))
        elif name == "automatic-styles":
            self.in_styles = True
        elif name in _NOT_CONTENT:
            self.skipped = 1
        else:
            self._start(name, _told(attributes))

    def end(self, tag: str) -> None:
        name = local_name(tag)
        if self.skipped:
            self.skipped -= 1
            self.in_comment = self.in_comment and self.skipped > 0
        elif self.in_styles:
            self.styles.end(tag)
            self.in_styles = name != "automatic-styles"
        elif self.spans:
            self.spans.pop()
        elif self.cell:
            self._end_cell(self.cell)
            self.cell = None
        elif name == "table-row":
            self.row += self.repeats - 1
        elif name == "table":
            self._end_table()

    def characters(self, text: str) -> None:
        if self.cell and self.in_comment and self.in_line:
            self.cell.comment.append(text)
        elif self.cell and self.spans and not self.skipped:
            self.cell.add(text, raised=any(raised for raised, _ in self.spans))
            self.cell.struck |= bool(text.strip()) and any(struck for _, struck in self.spans)

    # Tables, rows, columns

    def _start(self, name: str, told: Attributes) -> None:
        match name:
            case "table":
                if len(self.tabs) >= _MOST_TABLES:
                    raise TooMuch
                self.sheet = Sheet(told.get("name", ""))
                self.hidden = self.styles.hides_table(told.get("style-name", ""))
                self.row = self.last_column = 0
                self.hidden_columns, self.column_styles, self.merges = [], [], []
            case "table-column":
                self._see_column(told)
            case "table-row":
                self.row += 1
                self.column = 0
                self.repeats = _count(told, "number-rows-repeated")
                self.row_style = told.get("default-cell-style-name", "")
                self.row_hidden = told.get("visibility", "visible") != "visible" or (
                    self.styles.has_no_size(told.get("style-name", ""))
                )
            case "table-cell" | "covered-table-cell":
                self.column += 1
                self.cell = Found(told)

    def _see_column(self, told: Attributes) -> None:
        first, count = self.last_column + 1, _count(told, "number-columns-repeated")
        self.last_column += count
        if told.get("visibility", "visible") != "visible" or self.styles.has_no_size(
            told.get("style-name", "")
        ):
            self.hidden_columns.append((first, self.last_column))
        if style := told.get("default-cell-style-name"):
            self.column_styles.append((first, self.last_column, style))

    def _end_table(self) -> None:
        if self.hidden:
            self.tabs.append(Tab(self.sheet.name, True, False, None))
            return
        self.sheet.settle(self.merges, self.hidden_columns)
        self.tabs.append(Tab(self.sheet.name, False, False, self.sheet))

    # Cells

    def _start_in_cell(self, name: str, told: Attributes) -> None:
        cell = self.cell
        if cell and name == "p" and not self.spans:
            cell.begin_line()
            self.spans.append((False, False))
        elif cell and self.spans and name in ("s", "tab", "line-break"):
            cell.add(" ", raised=False)
            self.spans.append((False, False))
        elif self.spans and name in _INSIDE:
            style = told.get("style-name", "")
            self.spans.append((self.styles.is_raised(style), self.styles.is_struck(style)))
        else:
            self.skipped = 1
            self.in_comment = name == "annotation"

    def _end_cell(self, found: Found) -> None:
        """Place a cell, as often as it is repeated."""
        told = found.told
        columns, rows = _count(told, "number-columns-repeated"), self.repeats
        first, self.column = self.column, self.column + columns - 1
        look = self.styles.look(told.get("style-name") or self._default_style(first))
        across = _count(told, "number-columns-spanned")
        down = _count(told, "number-rows-spanned")
        if across * down > 1:
            self.merges.append(Area(self.row, first, self.row + down - 1, first + across - 1))
        if found.comment:
            self.sheet.comments[self.row, first] = clean(" ".join(found.comment))
        holds = cell_of(self.row, first, found, look) is not None
        if not holds and (not look.fill or columns * rows > _FEW):
            return
        self.room -= columns * rows
        if self.room < 0 or found.length > LONGEST_TEXT:
            raise TooMuch
        for row in range(self.row, min(self.row + rows, LAST_ROW + 1)):
            for column in range(first, min(first + columns, LAST_COLUMN + 1)):
                self._place(row, column, found, look)

    def _place(self, row: int, column: int, found: Found, look: Look) -> None:
        if look.fill:
            self.sheet.fills[row, column] = look.fill
        if cell := cell_of(row, column, found, look):
            rows = self.sheet.hidden_rows if self.row_hidden else self.sheet.rows
            rows.setdefault(row, {})[column] = cell

    def _default_style(self, column: int) -> str:
        """The style of a cell that names none: its row's, else its column's."""
        if self.row_style:
            return self.row_style
        found = (style for first, last, style in self.column_styles if first <= column <= last)
        return next(found, "")


def _told(attributes: Attributes) -> Attributes:
    """Attributes by their names without prefixes."""
    return {local_name(key): value for key, value in attributes.items()}


def _count(told: Attributes, name: str) -> int:
    """How often a row, column or cell is repeated, within a sheet's bounds."""
    raw = told.get(name, "1")
    return min(int(raw), LAST_ROW) if raw.isdecimal() and 0 < len(raw) < 9 else 1
