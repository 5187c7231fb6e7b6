"""The table of a sheet that is one indicator: its periods, running down or across, and for each
of them where its value and what belongs to it stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from packgen.ingest.columns import Role, names_year_only, role_of
from packgen.ingest.months import month_of
from packgen.ingest.periods import Kind, kind_in, told_by
from packgen.ingest.sheet import Cell, Sheet, cells_of
from packgen.ingest.words import plain

PERIODS = frozenset({
    "period", "month", "quarter", "date", "reporting period", "time period", "period name", "year",
    "month ending", "period ending", "financial year", "academic year", "calendar year", "term",
    "reporting year", "half year",
})  # fmt: skip
VALUES = frozenset({
    "value", "figure", "actual", "result", "performance", "outturn", "data", "indicator value",
    "measure value", "actuals", "values", "score", "actual performance", "performance value",
})  # fmt: skip
_PARTS = {
    "numerator": "numerator", "num": "numerator", "numerator value": "numerator",
    "denominator": "denominator", "den": "denominator", "denominator value": "denominator",
}  # fmt: skip
_YEARS = frozenset({"year", "financial year", "academic year", "calendar year", "reporting year"})
_ROLES = frozenset({Role.NUMBER, Role.INDICATOR, Role.RATIONALE, Role.POLARITY, Role.TARGET,
                    Role.RATING, Role.NOTES, Role.PUBLICATION, Role.REASON})  # fmt: skip
_BELOW = 3
_FIRST_ROWS, _NEXT_ROWS = 60, 12  # in which a header stands; below it, the label of its values
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels and headings of such sheets are read as; ``said`` by a profile."""

    said: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str) -> str:
        """A label or heading -> one of the profile's words for them; empty for an unknown one."""
        return self.said.get(plain(text)) or self.guess(text)

    def guess(self, text: str) -> str:
        """The same, whatever a profile says."""
        words = plain(text)
        if words in PERIODS:
            return "period"
        if words in VALUES:
            return "value"
        role = role_of(text)
        return _PARTS.get(words) or (role.value if role in _ROLES else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One period: the cell that names it, the year over it, the places of what belongs to it."""

    head: Cell
    over: str
    places: Mapping[str, Place]

    @property
    def is_total(self) -> bool:
        """Whether it is the year to date."""
        return role_of(self.head.heading) is Role.YEAR_TO_DATE


@dataclass(frozen=True, slots=True)
class LeafTable:
    """A table: its header's first row, what its headings (or the labels of its rows) are read as,
    its periods and their kind.

    ``heads`` are its headings' cells by what they are read as, ``unknown`` the headings that are
    not understood, ``strays`` figures without a period; ``used`` are all places that were read.
    """

    top: int
    kind: Kind
    entries: tuple[Entry, ...]
    heads: Mapping[str, Cell]
    unknown: tuple[Cell, ...]
    strays: tuple[Place, ...]
    used: frozenset[Place]


def find_table(sheet: Sheet, labels: Labels) -> LeafTable | None:
    """A sheet -> the table of the one indicator that it is; None when there is none."""
    for row in sorted(sheet.rows)[:_FIRST_ROWS]:
        for find in (_down, _across, _by_year):
            if found := find(sheet, labels, row):
                return found
    return None


def kind_among(cells: Sequence[Cell]) -> Kind | None:
    """Cells that may name periods -> the finest kind that they name."""
    if any(map(month_of, cells)):
        return Kind.MONTH
    texts = [cell.heading for cell in cells if cell.day is None]
    return kind_in(texts) or (Kind.YEAR if any(told_by(t, Kind.YEAR) for t in texts) else None)


def is_period(cell: Cell | None, kind: Kind) -> bool:
    """Whether a cell names a period of a kind."""
    if cell is None:
        return False
    if kind is Kind.MONTH:
        return month_of(cell) is not None
    return cell.day is None and told_by(cell.heading, kind) is not None


# Periods that run down


def _down(sheet: Sheet, labels: Labels, top: int) -> LeafTable | None:
    cells = list(cells_of(sheet.rows[top]))
    told = [(labels.read(cell.heading), cell) for cell in cells]
    heads = {word: cell for word, cell in reversed(told) if word}
    value = heads.get("value")
    period = _period_column(sheet, heads, top)
    if value is None or period is None or "indicator" in heads:
        return None
    dated = [cell.column for word, cell in told if word == "period" and cell.column != period]
    years = [column for column in dated if plain(sheet.text(top, column)) in _YEARS]
    rows = [row for row in sorted(sheet.rows) if row > top]
    rows = [row for row in rows if not _repeats(sheet, labels, row, period, value.column)]
    named = [cell for row in rows if (cell := sheet.at(row, period))]
    kind = kind_among(named)
    if kind is None:
        return None
    columns = {word: cell.column for word, cell in heads.items() if word != "period"}
    entries, strays, read = [], [], list[int]()
    over = ""
    for row in rows:
        head = sheet.at(row, period)
        above = sheet.at(row, years[0]) if years else None
        over = above.heading if above else over
        places = {word: (row, column) for word, column in columns.items()}
        if head and (is_period(head, kind) or role_of(head.heading) is Role.YEAR_TO_DATE):
            entries.append(Entry(head, over, places))
            read.append(row)
        elif head and names_year_only(head.heading) and not sheet.own(row, value.column):
            over = head.heading
            read.append(row)
        else:
            strays += [place for place in places.values() if sheet.own(*place)]
    return LeafTable(
        top, kind, tuple(entries), heads,
        tuple(cell for word, cell in told if not word), tuple(strays),
        frozenset({(row, c) for row in read for c in (period, *years)} | {
            place for entry in entries for place in entry.places.values()} | {
            (top, cell.column) for word, cell in told if word}),
    )  # fmt: skip


def _period_column(sheet: Sheet, heads: Mapping[str, Cell], top: int) -> int | None:
    """The column of the periods: headed so, finer than years; or unheaded, beside values."""
    value = heads.get("value")
    if value is None:
        return None
    headed = [cell.column for cell in cells_of(sheet.rows[top]) if plain(cell.heading) in PERIODS
              or cell is heads.get("period")]  # fmt: skip
    finer = [c for c in headed if plain(sheet.text(top, c)) not in _YEARS]
    if finer or headed:
        return (finer or headed)[0]
    for column in range(1, value.column):
        below = [sheet.at(top + more, column) for more in range(1, 1 + _BELOW)]
        named = [cell for cell in below if cell]
        if sheet.at(top, column) is None and named and kind_among(named):
            return column
    return None


def _repeats(sheet: Sheet, labels: Labels, row: int, period: int, value: int) -> bool:
    """Whether a row says the header again."""
    head, of = sheet.own(row, period), sheet.own(row, value)
    return bool(of and labels.read(of.heading) == "value" and (
        head is None or labels.read(head.heading) == "period"))  # fmt: skip


# Periods that run across


def _across(sheet: Sheet, labels: Labels, top: int) -> LeafTable | None:
    if not _heads_periods(sheet, labels, top):
        return None
    tops = [row for row in sorted(sheet.rows) if row >= top and _heads_periods(sheet, labels, row)]
    kind = kind_among(_named(sheet, top))
    ends = [*tops[1:], 2**31]
    found = [_one_across(sheet, labels, row, end, kind) for row, end in zip(tops, ends, strict=True)
             if kind]  # fmt: skip
    if not kind or not all(found):
        return None
    tables = [table for table in found if table]
    return LeafTable(
        top, kind,
        tuple(e for table in tables for e in table.entries),
        {word: cell for table in reversed(tables) for word, cell in table.heads.items()},
        tuple(c for table in tables for c in table.unknown),
        tuple(p for table in tables for p in table.strays),
        frozenset().union(*(table.used for table in tables)),
    )  # fmt: skip


def _named(sheet: Sheet, row: int) -> list[Cell]:
    """The cells of a row that name periods."""
    cells = list(cells_of(sheet.rows[row]))
    kind = kind_among(cells)
    return [cell for cell in cells if kind and is_period(cell, kind)]


def _heads_periods(sheet: Sheet, labels: Labels, row: int) -> bool:
    """Whether a row names periods over rows of which one is labelled as the values."""
    named = _named(sheet, row)
    if not named:
        return False
    lead = named[0].column
    for below in (r for r in range(row + 1, row + _NEXT_ROWS) if r in sheet.rows):
        label = _label_of(sheet, below, lead)
        words = {labels.read(cell.heading) for cell in cells_of(sheet.rows[below])}
        if {"period", "value"} <= words:  # the head of a table that runs down: a date stood above
            return False
        if label and labels.read(label.heading) == "value":
            return True
        if label is None or _named(sheet, below):
            return False
    return False


def _label_of(sheet: Sheet, row: int, lead: int) -> Cell | None:
    """The label of a row: its last cell before the first period's column."""
    cells = [cell for cell in cells_of(sheet.rows.get(row, {})) if cell.column < lead]
    return cells[-1] if cells else None


def _one_across(
    sheet: Sheet, labels: Labels, top: int, end: int, kind: Kind | None
) -> LeafTable | None:
    named = _named(sheet, top)
    if kind is None or not all(is_period(cell, kind) for cell in named):
        return None
    totals = [c for c in cells_of(sheet.rows[top]) if role_of(c.heading) is Role.YEAR_TO_DATE]
    lead = named[0].column
    corner = _label_of(sheet, top, lead)
    rows: dict[str, int] = {}
    heads: dict[str, Cell] = {}
    unknown = []
    used: set[Place] = {(top, cell.column) for cell in (*named, *totals)}
    for row in (r for r in sorted(sheet.rows) if top < r < end):
        label = _label_of(sheet, row, lead)
        word = labels.read(label.heading) if label else ""
        inside = any(sheet.own(row, cell.column) for cell in (*named, *totals))
        if label and word and word not in rows:
            rows[word], heads[word] = row, label
            used |= {(row, label.column)}
        elif label and inside:
            unknown.append(label)
    columns = [*named, *totals]
    years = {cell.column: _year_over(sheet, cell, corner) for cell in columns}
    used |= {(year.row, year.column) for year in years.values() if year}
    entries = [
        Entry(cell, year.heading if (year := years[cell.column]) else "",
              {word: (row, cell.column) for word, row in rows.items()})
        for cell in columns
    ]  # fmt: skip
    used |= {place for entry in entries for place in entry.places.values()}
    last = dict.fromkeys(rows.values(), columns[-1].column)
    strays = [(row, c) for row in [rows.get("value", 0)] for c in sheet.rows.get(row, {})
              if lead < c < last[row] and (row, c) not in used]  # fmt: skip
    return LeafTable(top, kind, tuple(entries), heads, tuple(unknown), tuple(strays),
                     frozenset(used))  # fmt: skip


def _year_over(sheet: Sheet, cell: Cell, corner: Cell | None) -> Cell | None:
    """The year over a period's column: in the row above, or in the header's corner."""
    above = sheet.at(cell.row - 1, cell.column)
    if above is None:
        left = [c for c in cells_of(sheet.rows.get(cell.row - 1, {})) if c.column < cell.column]
        above = left[-1] if left else None
    for over in (above, corner):
        if over and names_year_only(over.heading):
            return over
    return None


# Years across, their parts down


def _by_year(sheet: Sheet, labels: Labels, top: int) -> LeafTable | None:
    del labels
    cells = list(cells_of(sheet.rows[top]))
    years = [cell for cell in cells if cell.day is None and told_by(cell.heading, Kind.YEAR)]
    if len(years) < 2 or years[0].column < 2:
        return None
    lead = years[0].column
    rows = [(row, label) for row in sorted(sheet.rows) if row > top
            and (label := _label_of(sheet, row, lead))]  # fmt: skip
    kind = kind_among([label for _, label in rows])
    parts = [(row, label) for row, label in rows if kind and is_period(label, kind)]
    if kind is None or kind is Kind.YEAR or len(parts) < 2:
        return None
    entries = [Entry(label, year.heading, {"value": (row, year.column)})
               for year in years for row, label in parts if sheet.at(row, year.column)]  # fmt: skip
    strays = [(row, year.column) for row, label in rows if (row, label) not in parts
              for year in years if sheet.own(row, year.column)]  # fmt: skip
    used = {(row, label.column) for row, label in parts} | {(top, y.column) for y in years} | {
        place for entry in entries for place in entry.places.values()}  # fmt: skip
    unknown = [c for c in cells if c not in years and c.column > lead]
    return LeafTable(top, kind, tuple(entries), {}, tuple(unknown), tuple(strays), frozenset(used))
