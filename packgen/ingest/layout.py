"""Layout: where a sheet's headers stand, over one to three rows, and what each column holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain

from packgen.ingest.band import Band, Column
from packgen.ingest.cells import gap_of
from packgen.ingest.columns import (
    Role,
    is_benchmark,
    is_benchmark_group,
    names_year_only,
    role_of,
)
from packgen.ingest.marks import is_wording
from packgen.ingest.months import (
    Named,
    month_named,
    month_of,
    tells_year,
    year_under,
    years_filled,
)
from packgen.ingest.periods import Kind, Told, kind_in, periods_filled, told_by
from packgen.ingest.sheet import Cell, Sheet, cells_of
from packgen.model.period import Period

_TALLEST = 3
_LONGEST_HEADING = 120
_LINES_ABOVE = 40
_NAMING = frozenset({Role.INDICATOR, Role.NUMBER})


def find_bands(
    sheet: Sheet, *, part_2: bool = False, kinds: frozenset[Kind] = frozenset(Kind)
) -> list[Band]:
    """A sheet -> its headers from top to bottom, whose periods are of one of the kinds.

    A scorecard's header names the indicator and at least one period; that of a Part 2 sheet the
    indicator or its number, and a period or the year to date.
    """
    bands: list[Band] = []
    context: list[str] = []
    lines: list[str] = []
    floor = 0
    for row in sorted(sheet.rows):
        if row <= floor:
            continue
        known, kind = _known(sheet, row, Kind.MONTH), Kind.MONTH
        if _may_head_periods(sheet, row, known):
            kind = _kind_at(sheet, row, kinds - {Kind.NUMBER} if bands else kinds)
            known = _known(sheet, row, kind)
        if len(known) >= 2 or (known and kind is not Kind.MONTH and _goes_on(sheet, row, kind)):
            band = _Header(sheet, row, known, floor, kind).band(context, lines)
            if band and _suffices(band, part_2):
                bands.append(band)
                floor = band.bottom
                continue
        if not bands and len(lines) < _LINES_ABOVE:
            lines += (cell.text for cell in cells_of(sheet.rows[row]))
        if not bands and not context:  # the first that tells a year is the one that counts
            told = (cell.text for cell in cells_of(sheet.rows[row]) if tells_year(cell.text))
            context += [*told][:1]
    return bands


@lru_cache(maxsize=65536)
def _role_or_month(text: str) -> Role | None:
    if len(text) > _LONGEST_HEADING:
        return None
    return Role.MONTH if month_named(text) else role_of(text)


def _role_of_cell(cell: Cell, kind: Kind) -> Role | None:
    return _month_or_role(cell) if kind is Kind.MONTH else _period_or_role(cell, kind)


def _month_or_role(cell: Cell) -> Role | None:
    dated = cell.day and month_of(cell)
    return Role.MONTH if dated else _role_or_month(cell.heading)


def _period_or_role(cell: Cell, kind: Kind) -> Role | None:
    if cell.day is None and told_by(cell.heading, kind):
        return Role.MONTH
    return None if len(cell.heading) > _LONGEST_HEADING else role_of(cell.heading)


def _known(sheet: Sheet, row: int, kind: Kind) -> dict[int, Role]:
    """A row -> its cells that are headings by themselves."""
    read = _month_or_role if kind is Kind.MONTH else partial(_period_or_role, kind=kind)
    cells = sheet.rows.get(row, {})
    return {column: role for column, cell in cells.items() if (role := read(cell))}


def _may_head_periods(sheet: Sheet, row: int, known: dict[int, Role]) -> bool:
    """Whether a row names the indicator or its number as headers do; 'Indicator 1902' is data."""
    return any(
        role in _NAMING and not any(map(str.isdigit, sheet.rows[row][column].heading))
        for column, role in known.items()
    )


def _kind_at(sheet: Sheet, row: int, kinds: frozenset[Kind]) -> Kind:
    """A row that may head a table -> the finest kind of periods that it or the rows below name."""
    rows = [list(cells_of(sheet.rows.get(each, {}))) for each in range(row, row + _TALLEST)]
    months = [sum(month_of(cell) is not None for cell in cells) for cells in rows]
    if months[0] or max(months) >= 2:
        return Kind.MONTH
    for cells in rows:
        kind = kind_in([cell.heading for cell in cells if cell.day is None])
        if kind is Kind.YEAR and cells is rows[0]:  # years may stand over their parts
            kind = _parts_under(rows[1]) or kind
        if kind in kinds and kind:
            return kind
    return Kind.MONTH


def _goes_on(sheet: Sheet, row: int, kind: Kind) -> bool:
    """Whether the row below one that names the indicator alone names the periods."""
    return _parts_under(list(cells_of(sheet.rows.get(row + 1, {})))) is kind


def _parts_under(cells: Sequence[Cell]) -> Kind | None:
    """The parts of years that a row names, two at least."""
    kind = kind_in([cell.heading for cell in cells if cell.day is None])
    if kind in (None, Kind.YEAR, Kind.NUMBER):
        return None
    return kind if sum(bool(told_by(cell.heading, kind)) for cell in cells) >= 2 else None


def _suffices(band: Band, part_2: bool) -> bool:
    roles = {column.role for column in band.columns}
    if part_2:
        return bool(roles & {Role.NUMBER, Role.INDICATOR} and
                    roles & {Role.MONTH, Role.YEAR_TO_DATE})  # fmt: skip
    return {Role.INDICATOR, Role.MONTH} <= roles


class _Header:
    """A header around one row of headings, while its extent is made out."""

    def __init__(
        self, sheet: Sheet, row: int, known: dict[int, Role], floor: int, kind: Kind
    ) -> None:
        self.sheet, self.floor, self.kind = sheet, floor, kind
        self.top = self.bottom = self.core = row
        self.known = dict(known)
        self._grow_down()
        self.lead = max(
            (c for c, role in self.known.items() if role in (Role.INDICATOR, Role.NUMBER)),
            default=min(self.known),
        )
        while self._may_grow() and self.top - 1 > floor and self._belongs_above(self.top - 1):
            self.top -= 1

    def band(self, context: Sequence[str], lines: Sequence[str]) -> Band | None:
        """The header as a band; None when no column is left to it.

        ``context`` tells the year of months, ``lines`` above the table what other periods are.
        """
        columns = tuple(self._columns())
        if not columns:
            return None
        title = self._title()
        return Band(
            self.top,
            self.bottom,
            columns,
            title,
            self._group(columns),
            self._periods(columns, title, context, lines),
            self.kind,
            self.sheet.year_start(self._rows),
        )

    def _periods(
        self, columns: Sequence[Column], title: str, context: Sequence[str], lines: Sequence[str]
    ) -> tuple[Period, ...] | None:
        """The header's periods, in order; None when nothing tells which they are."""
        theirs = [column for column in columns if column.role is Role.MONTH]
        starts = self.sheet.year_start(self._rows)
        if self.kind is Kind.MONTH:
            filled = years_filled(self._months(theirs, starts), chain((title,), context), starts)
            return tuple(filled) if filled is not None else None
        totals = (column.heading for column in columns if column.role is Role.YEAR_TO_DATE)
        over = [self._year_label(column) for column in theirs]
        told = [self._told(column) for column in theirs]
        return periods_filled(self.kind, told, over, [title, *lines, *totals], starts)

    def _told(self, column: Column) -> Told:
        stack = self._stack(column.index)
        texts = [*(cell.heading for cell in reversed(stack)), column.heading]
        return next(filter(None, (told_by(text, self.kind) for text in texts)), Told(1))

    def _role(self, cell: Cell) -> Role | None:
        return _role_of_cell(cell, self.kind)

    def _is_period(self, cell: Cell) -> bool:
        return self._role(cell) is Role.MONTH

    def _may_grow(self) -> bool:
        return self.bottom - self.top + 1 < _TALLEST

    def _grow_down(self) -> None:
        """Take in rows below: further headings, tall heading cells, second halves of headings."""
        while self._may_grow():
            below = self.bottom + 1
            more = _known(self.sheet, below, self.kind)
            if (len(more) >= 2 and not more.keys() & self.known.keys()) or (
                self._holds_second_halves(below)
            ):
                self.known.update(more)
                self.bottom = below
            else:
                break
        for row in range(self.top, self.bottom + 1):
            for area in self.sheet.areas.get(row, ()):
                if area.top == row and area.left in self.known and area.bottom > self.bottom:
                    self.bottom = min(area.bottom, self.top + _TALLEST - 1)

    def _holds_second_halves(self, row: int) -> bool:
        cells = self.sheet.rows.get(row, {})
        return bool(cells) and all(
            self._joins(self.sheet.own(row - 1, column), cell) for column, cell in cells.items()
        )

    def _joins(self, upper: Cell | None, lower: Cell | None) -> bool:
        """Whether two cells, one above the other, are one heading that neither is alone."""
        if upper is None or lower is None or self._role(lower):
            return False
        return _role_or_month(f"{upper.heading} {lower.heading}") is not None

    def _belongs_above(self, row: int) -> bool:
        cells = list(cells_of(self.sheet.rows.get(row, {})))
        grouped = any(
            cell.column > self.lead and is_benchmark_group(cell.heading) and len(cell.heading) < 60
            for cell in cells
        )
        single = [cell for cell in cells if not self._is_wide(cell)]
        reads_as_data = len(single) >= 3 and any(
            self.lead == cell.column and not self._reaches(cell) for cell in single
        )
        return grouped or (not reads_as_data and any(map(self._heads, cells)))

    def _heads(self, cell: Cell) -> bool:
        """Whether a cell above is part of the header: over it, merged into it, or half of it."""
        area = self.sheet.area(cell.row, cell.column)
        if area and area.bottom >= self.top:
            return True
        if area and area.is_wide and area.left > self.lead:
            return not is_wording(cell.text) and gap_of(cell.text) is None
        below = self.sheet.at(self.top, cell.column)
        if below is None:
            return self._role(cell) is not None
        if names_year_only(cell.heading) and self._is_period(below):
            return True
        return self._joins(cell, below)

    def _is_wide(self, cell: Cell) -> bool:
        area = self.sheet.area(cell.row, cell.column)
        return bool(area and area.is_wide)

    def _reaches(self, cell: Cell) -> bool:
        area = self.sheet.area(cell.row, cell.column)
        return bool(area and area.bottom >= self.top)

    def _columns(self) -> Iterator[Column]:
        found = {c for row in self._rows for c in self.sheet.rows.get(row, {})}
        last = max(found, default=0)
        for row in self._rows:
            for area in self.sheet.areas.get(row, ()):
                if area.is_wide and area.bottom < self.bottom and area.left > self.lead:
                    found.update(range(area.left, min(area.right, last) + 1))
        for index in sorted(found):
            stack = self._stack(index)
            if stack:
                yield self._column(index, stack)

    @property
    def _rows(self) -> range:
        return range(self.top, self.bottom + 1)

    def _stack(self, column: int) -> list[Cell]:
        """The heading cells of one column from top to bottom, spanners left out."""
        stack: list[Cell] = []
        for row in self._rows:
            cell, area = self.sheet.at(row, column), self.sheet.area(row, column)
            if cell is None or (stack and cell is stack[-1]) or cell.row < self.top:
                continue
            if area and area.is_wide and (area.bottom < self.bottom or area.left != column):
                continue
            stack.append(cell)
        return stack

    def _spanners(self, column: int) -> list[Cell]:
        """The cells of the header that stand over this column and others."""
        spanners = []
        for row in range(self.top, self.bottom):
            area = self.sheet.area(row, column)
            if area and area.is_wide and area.bottom < self.bottom and area.left > self.lead:
                cell = self.sheet.at(row, column)
                spanners += [cell] if cell else []
        return spanners

    def _column(self, index: int, stack: list[Cell]) -> Column:
        """A column's heading: the longest join, from the bottom up, that names a role."""
        for start in range(len(stack)):
            heading = " ".join(cell.heading for cell in stack[start:])
            role = self._role(stack[-1]) if start == len(stack) - 1 else _role_or_month(heading)
            if role and not (role is Role.MONTH and self._is_grouped_year(index, stack)):
                return Column(index, role, heading, stack[-1].row)
        spanners = [*self._spanners(index), *(c for c in stack if self._is_loose_group(c))]
        grouped = any(is_benchmark_group(cell.heading) for cell in spanners)
        above = [cell.heading for cell in self._spanners(index) if not is_benchmark_group(
            cell.heading)]  # fmt: skip
        own = [cell.heading for cell in stack if not self._is_loose_group(cell)]
        heading = " ".join([*above, *own])
        if not own:
            return Column(index, None, "", stack[-1].row)
        grouped = grouped or (self._under_loose_group(index) and index > self.lead)
        is_one = grouped or is_benchmark(heading)
        return Column(index, Role.BENCHMARK if is_one else None, heading, stack[-1].row)

    def _is_grouped_year(self, index: int, stack: Sequence[Cell]) -> bool:
        """Whether a year's column stands among benchmarks, and is no period of the table's."""
        spanners = [*self._spanners(index), *(c for c in stack if self._is_loose_group(c))]
        grouped = any(is_benchmark_group(cell.heading) for cell in spanners)
        return self.kind is Kind.YEAR and (grouped or self._under_loose_group(index))

    def _is_loose_group(self, cell: Cell) -> bool:
        """Whether a cell that isn't merged gathers benchmarks all the same."""
        below = self.sheet.own(cell.row + 1, cell.column)
        return cell.row < self.bottom and is_benchmark_group(cell.heading) and below is not None

    def _under_loose_group(self, index: int) -> bool:
        """Whether the nearest cell to the left, in a row above, is an unmerged group heading."""
        for row in range(self.top, self.bottom):
            cells = self.sheet.rows.get(row, {})
            left = max((column for column in cells if column <= index), default=None)
            if left and not self._is_wide(cells[left]) and self._is_loose_group(cells[left]):
                return True
        return False

    def _months(self, columns: Sequence[Column], starts: int | None) -> list[Named]:
        """Month columns -> their months, and their years from the heading or from one above."""
        named = [self._named(column) for column in columns]
        labels = [self._year_label(column) for column in columns]
        under: dict[str, list[int]] = defaultdict(list)
        for label, (month, _) in zip(labels, named, strict=True):
            under[label].append(month)
        return [
            (month, year or year_under(label, month, under[label], starts))
            for label, (month, year) in zip(labels, named, strict=True)
        ]

    def _named(self, column: Column) -> Named:
        stack = self._stack(column.index)
        named = next((found for cell in reversed(stack) if (found := month_of(cell))), None)
        return named or month_named(column.heading) or (1, None)

    def _year_label(self, column: Column) -> str:
        """The text over a month column that holds a year and nothing else; empty if none begins
        here: the months that follow the first under a merged one take their years from it.
        """
        cells = (*self._spanners(column.index), *self._stack(column.index))
        texts = (cell.heading for cell in cells if cell.column == column.index)
        return next(filter(names_year_only, texts), "")

    def _group(self, columns: Sequence[Column]) -> str:
        benchmarks = {column.index for column in columns if column.role is Role.BENCHMARK}
        for row in range(self.top, self.bottom):
            for cell in cells_of(self.sheet.rows.get(row, {})):
                area = self.sheet.area(cell.row, cell.column)
                over = any(map(area.spans, benchmarks)) if area else cell.column in benchmarks
                if over and is_benchmark_group(cell.heading):
                    return cell.heading
        return ""

    def _title(self) -> str:
        """A text in the header's upper rows that heads no column."""
        for row in range(self.top, self.core):
            for cell in cells_of(self.sheet.rows.get(row, {})):
                is_heading = self._role(cell) or self._heads_alone(cell)
                if cell.column <= self.lead and not is_heading:
                    return cell.text
        return ""

    def _heads_alone(self, cell: Cell) -> bool:
        if self._reaches_core(cell):
            return True
        return self._joins(cell, self.sheet.own(cell.row + 1, cell.column))

    def _reaches_core(self, cell: Cell) -> bool:
        area = self.sheet.area(cell.row, cell.column)
        return bool(area and area.bottom >= self.core)
