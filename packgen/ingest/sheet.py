"""Sheets: the cells of one worksheet as they are printed, its merged areas, what it hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from packgen.ingest.areas import Area, area_at, areas_by_row, columns_in
from packgen.model.observation import CellRef

MOST_CELLS = 300_000  # over all sheets of a workbook
LONGEST_TEXT = 32_767  # characters that Excel keeps in a cell
LAST_ROW = 1_048_576


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    ERROR = "error"
    UNCALCULATED = "formula never calculated"


# Not frozen, though nothing changes one: to make a frozen one takes three times as long, and a
# sheet has a hundred thousand.
@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One cell that holds something.

    ``text`` is what the sheet prints; ``heading`` is the same without raised footnote marks.
    ``number`` and ``shown`` are as in ``numberformat.Printed``; ``hidden`` says that the cell's
    number format does not print what the cell holds; ``struck`` that its letters are struck out,
    ``unseen`` that they have the colour of their ground.
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
    struck: bool = False
    unseen: bool = False


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
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    coloured: list[Area] = field(default_factory=list)
    """Areas that conditional formats colour, by rules that are not worked out here."""
    origins: dict[tuple[int, int], CellRef] = field(default_factory=dict)
    """Where the cells of a sheet that was put together from others truly stand."""
    year_starts: dict[int, int] = field(default_factory=dict)
    """The month that the years of a header's periods are said to start in, by the header's rows;
    by 0 for every other header."""

    def ref(self, row: int, column: int) -> CellRef:
        """The address of a cell of this sheet."""
        origin = self.origins.get((row, column)) if self.origins else None
        return origin or CellRef(self.name, row, column)

    def text_at(self, ref: CellRef) -> str:
        """What the cell at an address that ``ref`` gave prints."""
        if not self.origins:
            return self.text(ref.row, ref.column)
        places = (place for place, origin in self.origins.items() if origin == ref)
        return next((cell.text for place in places if (cell := self.own(*place))), "")

    def year_start(self, rows: range) -> int | None:
        """The month that the years of a header in these rows are said to start in."""
        told = (self.year_starts[row] for row in rows if row in self.year_starts)
        return next(told, self.year_starts.get(0))

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
        cells = self.rows.get(row)
        return cells.get(column) if cells else None

    def at(self, row: int, column: int) -> Cell | None:
        """The content of a cell, through its merged area if it lies in one."""
        if row in self.areas:
            row, column = self.place(row, column)
        return self.own(row, column)

    def text(self, row: int, column: int | None) -> str:
        """What a cell prints, through merged areas; empty for no column."""
        cell = self.at(row, column) if column else None
        return cell.text if cell else ""

    def fill(self, row: int, column: int) -> str | None:
        """A cell's fill as RRGGBB."""
        return self.fills.get(self.place(row, column))

    def settle(self, merges: list[Area], hidden_columns: list[tuple[int, int]]) -> None:
        """Once all is read: place the merged areas, and set aside the cells that they cover.

        Raises Overlapping and TooMuch, as areas_by_row does.
        """
        self.hidden_columns = columns_in(hidden_columns)
        seen = (self.rows, self.hidden_rows)
        filled = sorted({row for rows in seen for row in rows})
        last = max((max(cells) for rows in seen for cells in rows.values()), default=0)
        self.areas = areas_by_row(merges, filled, last)
        for row in self.areas:
            cells = self.rows.get(row, {})
            for column in list(cells):
                if self.place(row, column) != (row, column):
                    del cells[column]
                    self.covered.append((row, column))
        for row in [row for row, cells in self.rows.items() if not cells]:
            del self.rows[row]

    def is_coloured_by_rule(self, row: int, column: int) -> bool:
        """Whether a conditional format may colour a cell."""
        return any(a.top <= row <= a.bottom and a.spans(column) for a in self.coloured)

    def hides_column(self, column: int) -> bool:
        """Whether a column is hidden."""
        return column in self.hidden_columns


def is_unseen(ink: str | None, ground: str | None) -> bool:
    """Whether letters of a colour (RRGGBB) can't be seen on a ground; none is white paper."""
    return ink is not None and ink == (ground or "FFFFFF")


def cells_of(cells: dict[int, Cell]) -> Iterator[Cell]:
    """The cells of a row, from left to right."""
    return (cells[column] for column in sorted(cells))
