"""Tidy tables: one row a value -> the table that a scorecard is, one row an indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from packgen.ingest.areas import Area
from packgen.ingest.cells import doubt_about
from packgen.ingest.choice import is_named_for_part_2
from packgen.ingest.columns import Role, restricts, role_of
from packgen.ingest.doubts import Doubts
from packgen.ingest.layout import find_bands
from packgen.ingest.marks import (
    Verdict,
    Withholding,
    heads_paragraphs,
    is_void,
    is_wording,
    mark_of,
)
from packgen.ingest.months import month_named, month_of
from packgen.ingest.periods import kind_in
from packgen.ingest.sheet import Cell, Kind, Sheet, cells_of
from packgen.ingest.tidychecks import Layout, check_tidy
from packgen.ingest.words import plain
from packgen.model.period import MONTH_ABBREVIATIONS

_PERIODS = frozenset({"period", "month", "quarter", "date", "reporting period", "time period",
                      "period name", "year", "month ending", "period ending"})  # fmt: skip
_VALUES = frozenset({"value", "figure", "actual", "result", "performance", "outturn", "data",
                     "indicator value", "measure value"})  # fmt: skip
_RATIO = ("numerator", "denominator")
_KEPT = (Role.NUMBER, Role.INDICATOR, Role.POLARITY, Role.TARGET, Role.RATING, Role.NOTES,
         Role.RATIONALE, Role.REASON)  # fmt: skip
_JOINED = (Role.NOTES, Role.REASON)
_ONLY_ONE = (Role.INDICATOR, Role.TARGET, Role.RATING, Role.PUBLICATION)
UNCLEAR = "not understood: marks of single values can't be put together"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Heads:
    """A tidy header: its row, the columns of what it names, the publication heading."""

    row: int
    period: int
    value: int
    roles: dict[Role, int]
    ratio: dict[str, int]
    publication: str
    twins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """One row of a tidy table."""

    row: int
    key: Key
    period: str
    value: Cell | None
    mark: str


def rearranged(sheet: Sheet, doubts: Doubts) -> Sheet:
    """A sheet -> the same, or when it is a tidy table the scorecard that its rows make up."""
    found = [*_heads(sheet)]
    if not found or find_bands(sheet):
        return sheet
    heads, *others = found
    values = list(_values(sheet, heads))
    for other in others[:1]:
        doubts.stop(
            "tidy-second-header",
            sheet.ref(other.row, 1),
            "this table has one row a value, and a second header stands in it",
            "put all rows under one header",
        )
    if not is_named_for_part_2(sheet):
        check_tidy(sheet, _layout(heads, values), doubts)
    if sheet.hidden_rows or sheet.hidden_columns:
        doubts.stop(
            "tidy-hides",
            sheet.ref(heads.row, 1),
            "this table has one row a value, and some of its rows or columns are hidden",
            "unhide them or delete them",
        )
    _doubt_twins(sheet, values, doubts)
    doubts.inform(
        "tidy-table",
        sheet.ref(heads.row, 1),
        "this table has one row a value; it is read as one row an indicator, and cells are named "
        "as they stand then",
        "nothing",
    )
    return _table(sheet, heads, values)


def _heads(sheet: Sheet) -> Iterator[_Heads]:
    for row in sorted(sheet.rows):
        found = {plain(cell.heading): cell.column for cell in cells_of(sheet.rows[row])}
        period = next((column for name, column in found.items() if name in _PERIODS), None)
        value = next((column for name, column in found.items() if name in _VALUES), None)
        roles = {
            role: cell.column
            for cell in reversed([*cells_of(sheet.rows[row])])
            if (role := role_of(cell.heading)) and cell.column not in (period, value)
        }
        if period and value and Role.INDICATOR in roles:
            ratio = {name: column for name, column in found.items() if name in _RATIO}
            mark = sheet.text(row, roles.get(Role.PUBLICATION))
            twins = tuple(
                cell.column for cell in cells_of(sheet.rows[row])
                if cell.column not in (period, value, *roles.values())
                and (role_of(cell.heading) in _ONLY_ONE or plain(cell.heading) in _VALUES)
            )  # fmt: skip
            yield _Heads(row, period, value, roles, ratio, mark, twins)


def _layout(heads: _Heads, values: Sequence[_Value]) -> Layout:
    """What the checks of the sheet need to know of the table."""
    carried = (*_KEPT, Role.PUBLICATION)
    return Layout(
        row=heads.row,
        period=heads.period,
        value=heads.value,
        figures=frozenset({heads.value, *heads.ratio.values()}),
        roles={column: role for role, column in heads.roles.items() if role in carried},
        twins=heads.twins,
        rows=frozenset(each.row for each in values),
        marked=frozenset(each.row for each in values if _is_marked(each, heads.publication)),
    )


def _is_marked(each: _Value, heading: str) -> bool:
    """Whether a value is withheld: by its mark, or by wording in its place."""
    told = mark_of(each.mark, restricts(heading))
    whole = isinstance(told, Withholding) and told.periods is None
    return whole or (each.value is not None and is_wording(each.value.text))


def _values(sheet: Sheet, heads: _Heads) -> Iterator[_Value]:
    for row in sorted(row for row in sheet.rows if row > heads.row):
        title = sheet.text(row, heads.roles[Role.INDICATOR])
        number = sheet.text(row, heads.roles.get(Role.NUMBER))
        period = sheet.at(row, heads.period)
        if not title or period is None:
            continue
        value = sheet.at(row, heads.value)
        parts = [sheet.text(row, heads.ratio.get(name)) for name in _RATIO]
        worded = value is not None and is_wording(value.text)
        if value and all(parts) and not worded and value.kind in (Kind.NUMBER, Kind.TEXT):
            text = f"{value.text} ({parts[0]}/{parts[1]})"
            value = replace(value, kind=Kind.TEXT, text=text, heading=text)
        mark = _mark_text(sheet, row, heads.roles.get(Role.PUBLICATION))
        yield _Value(row, (number, title), _period_of(period), value, mark)


def _mark_text(sheet: Sheet, row: int, column: int | None) -> str:
    """What a publication cell says; a cell that can't be read is a mark not understood."""
    cell = sheet.at(row, column) if column else None
    if cell is None:
        return ""
    return UNCLEAR if doubt_about(cell) else cell.text


def _period_of(cell: Cell) -> str:
    """A period's cell -> the heading of its column; a date is its month's."""
    named = month_of(cell)
    if named and named[1]:
        return f"{MONTH_ABBREVIATIONS[named[0] - 1]}-{named[1]}"
    return cell.text


def _doubt_twins(sheet: Sheet, values: Sequence[_Value], doubts: Doubts) -> None:
    seen: set[tuple[Key, str]] = set()
    for each in values:
        if (each.key, each.period) in seen:
            doubts.stop(
                "value-twice",
                sheet.ref(each.row, 1),
                "another row has a value of the same indicator and period",
                "take one of the rows out",
            )
        seen.add((each.key, each.period))


def _table(sheet: Sheet, heads: _Heads, values: Sequence[_Value]) -> Sheet:
    """The rows of a tidy table -> one row an indicator, one column a period."""
    periods = sorted({each.period for each in values}, key=_order)
    roles = [role for role in _KEPT if role in heads.roles]
    table = Sheet(sheet.name)
    for row in (row for row in sheet.rows if row < heads.row):
        table.rows[row] = sheet.rows[row]
    first_column = len(roles) + 1
    marks_at = first_column + len(periods)
    texts = [sheet.text(heads.row, heads.roles[role]) for role in roles] + periods
    if heads.publication:
        texts.append(heads.publication)
    _put(table, heads.row, texts)
    rows: dict[Key, int] = {}
    together: dict[Key, list[_Value]] = {}
    gathered: dict[tuple[int, int, Role], list[str]] = {}
    for each in values:
        row = rows.setdefault(each.key, heads.row + 1 + len(rows))
        together.setdefault(each.key, []).append(each)
        for column, role in enumerate(roles, 1):
            source = heads.roles[role]
            if role in _JOINED:
                gathered.setdefault((row, column, role), []).append(sheet.text(each.row, source))
            _keep(table, row, column, sheet.at(each.row, source))
            _colour(table, row, column, sheet, each.row, source)
        _keep(table, row, first_column + periods.index(each.period), each.value)
    for (row, column, role), found in gathered.items():
        _join(table, row, column, found, _between(role, sheet.text(heads.row, heads.roles[role])))
    for key, row in rows.items():
        marks = [(each.period, each.mark) for each in together[key]]
        mark = mark_together(marks, heads.publication)
        if mark:
            _put(table, row, [mark], marks_at)
    return table


def _put(table: Sheet, row: int, texts: Sequence[str], first: int = 1) -> None:
    cells = table.rows.setdefault(row, {})
    for column, text in enumerate(texts, first):
        cells[column] = Cell(row, column, Kind.TEXT, text, text)


def _keep(table: Sheet, row: int, column: int, cell: Cell | None) -> None:
    """Put a cell where none is yet; the last value of a column that repeats itself holds."""
    if cell is not None:
        table.rows.setdefault(row, {})[column] = replace(cell, row=row, column=column)


def _colour(table: Sheet, row: int, column: int, sheet: Sheet, own: int, source: int) -> None:
    """Keep a cell's colour: it may tell a rating."""
    table.fills.pop((row, column), None)
    if fill := sheet.fill(own, source):
        table.fills[row, column] = fill
    if sheet.is_coloured_by_rule(own, source):
        table.coloured.append(Area(row, column, row, column))


def _between(role: Role, heading: str) -> str:
    return ", " if role is Role.REASON and heads_paragraphs(heading) else "; "


def _join(table: Sheet, row: int, column: int, found: Sequence[str], between: str) -> None:
    """Put together what an indicator's rows say in a column of text: none of it may be lost."""
    texts = list(dict.fromkeys(text for text in found if not is_void(text)))
    cell = table.own(row, column)
    if cell and texts and cell.kind in (Kind.NUMBER, Kind.TEXT) and texts != [cell.text]:
        _put(table, row, [between.join(texts)], column)


def mark_together(marks: Sequence[tuple[str, str]], heading: str) -> str:
    """An indicator's periods, each with its mark -> one mark; in doubt, one not understood."""
    told = [(period, mark_of(mark, restricts(heading))) for period, mark in marks
            if not is_void(mark) or mark]  # fmt: skip
    held = [(period, mark) for period, mark in told if isinstance(mark, Withholding)]
    if any(mark is Verdict.UNCLEAR for _, mark in told) or any(m.periods for _, m in held):
        return UNCLEAR
    reasons = {mark.reason for _, mark in held}
    if not held:
        return ""
    reason = f": {reasons.pop()}" if len(reasons) == 1 and reasons != {""} else ""
    if len(held) == len(marks):
        return f"Part 2{reason}"
    return f"Part 2 ({', '.join(period for period, _ in held)}){reason}"


def _order(period: str) -> tuple[int, int, int, str]:
    """Months by time, then other periods by their own order, the year to date last."""
    if role_of(period) is Role.YEAR_TO_DATE:
        return 2, 0, 0, period
    named = month_named(period)
    if named:
        return 0, named[1] or 0, named[0], period
    return (1 if kind_in([period]) else 3), 0, 0, _sortable(period)


def _sortable(period: str) -> str:
    """A period's words, its year first and its number padded: P2 stands before P10."""
    from packgen.ingest.periods import Kind as PeriodKind
    from packgen.ingest.periods import told_by

    for kind in list(PeriodKind)[1:]:
        if told := told_by(period, kind):
            return f"{told.year or 0:04d} {told.number:02d}"
    return period
