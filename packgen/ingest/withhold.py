"""Withholding: which places of a row are withheld, by its publication cell or by its wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packgen.ingest.band import Band
from packgen.ingest.cells import Doubt, doubt_about, reading_of
from packgen.ingest.columns import Role, may_be_of_this_year, restricts
from packgen.ingest.doubts import Doubts
from packgen.ingest.marks import (
    Verdict,
    Withholding,
    asks_to_publish,
    heads_paragraphs,
    is_code,
    is_sign,
    is_void,
    is_wording,
    mark_of,
    paragraphs_in,
    places_named,
)
from packgen.ingest.part2 import Supplied
from packgen.ingest.sheet import Cell, Kind, Sheet
from packgen.model.observation import CellRef, Mark


@dataclass(frozen=True, slots=True)
class RowMarks:
    """The marks of one row, by place; ``worded`` are places that hold wording, not figures.

    ``guarded`` rows are never quoted: their figures are, or may be, withheld.
    """

    marks: dict[int, Mark]
    worded: frozenset[int]
    guarded: bool

    @property
    def any_mark(self) -> Mark | None:
        """The row's first mark."""
        return next(iter(self.marks.values()), None)


def withheld_places(
    sheet: Sheet,
    band: Band,
    row: int,
    columns: Sequence[int | None],
    supplied: Supplied | None,
    doubts: Doubts,
    of: str,
) -> RowMarks:
    """A row and the columns of its places -> what is withheld of it."""
    cells = [sheet.at(row, column) if column else None for column in columns]
    first_month = len(band.all(Role.BENCHMARK))
    worded, wording_at = _worded(sheet, cells, first_month)
    _doubt_total_beside_wording(sheet, cells[first_month:], doubts, of)
    mark, places = _published(sheet, band, row, columns, doubts, of)
    supplied_mark = _mark_supplied(supplied, mark, wording_at, doubts, of)
    marks: dict[int, Mark] = {}
    if mark:
        marks.update(dict.fromkeys(sorted(places), _reasoned(mark, supplied_mark)))
    if wording_at:
        for place in sorted(worded):
            marks.setdefault(place, supplied_mark or Mark("", (), wording_at))
    if marks:
        for place in _of_this_year(band):
            marks.setdefault(place, next(iter(marks.values())))
    return RowMarks(marks, worded, bool(marks) or supplied is not None)


def _doubt_total_beside_wording(
    sheet: Sheet, cells: Sequence[Cell | None], doubts: Doubts, of: str
) -> None:
    """Wording in one month of a row whose others are blank runs on, to the eye, up to a figure in
    the year to date: whether that is withheld too, nobody can tell."""
    total, months = cells[-1], [cell for cell in cells[:-1] if cell]
    lone = len(months) == 1 and _is_worded(months[0]) and not _is_coded(months[0])
    if lone and total and not _is_worded(total):
        doubts.stop(
            "total-beside-wording",
            sheet.ref(total.row, total.column),
            "wording stands in one month and the other months are blank, but the year to date is "
            "not: it is unclear whether it is withheld",
            "write the wording there too; or name the withheld months in a Publication column",
            of,
        )


def _of_this_year(band: Band) -> list[int]:
    """The benchmarks that may be the row's own figures of this year: a mark takes them along."""
    if not band.months:
        return []
    first, headings = band.months[0], band.headings.benchmarks
    return [place for place, text in enumerate(headings) if may_be_of_this_year(text, first)]


def _reasoned(mark: Mark, supplied: Mark | None) -> Mark:
    return Mark(supplied.reason, supplied.paragraphs, mark.at) if (
        supplied and not mark.reason) else mark  # fmt: skip


def _mark_supplied(
    supplied: Supplied | None, mark: Mark | None, wording_at: CellRef | None,
    doubts: Doubts, of: str,
) -> Mark | None:  # fmt: skip
    """The mark that a Part 2 row's own reason makes."""
    at = mark.at if mark else wording_at
    if supplied is None or at is None:
        return None
    told = mark_of(supplied.reason)
    reason = told.reason if isinstance(told, Withholding) else supplied.reason
    paragraphs = paragraphs_in(reason)
    if paragraphs is None:
        _doubt_mark(doubts, supplied.reason_at, of)
    return Mark(reason, paragraphs or (), at)


def _published(
    sheet: Sheet, band: Band, row: int, columns: Sequence[int | None], doubts: Doubts, of: str
) -> tuple[Mark | None, frozenset[int]]:
    """A row's publication cell -> its mark, and the places that it withholds."""
    column = next(iter(band.all(Role.PUBLICATION)), None)
    if column is None:
        return None, frozenset()
    cell = sheet.at(row, column.index)
    if cell is None:
        return None, frozenset()
    at = sheet.ref(cell.row, cell.column)
    benchmarks = band.headings.benchmarks
    whole = frozenset(range(len(benchmarks), len(columns)))
    unread = doubt_about(cell) is not None
    told = Verdict.UNCLEAR if unread else mark_of(cell.text, restricts(column.heading))
    void = not unread and is_void(cell.text) and not asks_to_publish(column.heading)
    if told is Verdict.PUBLIC or void:
        return None, frozenset()
    if isinstance(told, Withholding):
        places: frozenset[int] | None = whole
        if told.periods is not None:
            places = places_named(told.periods, band.months or (), benchmarks)
        if places is not None:
            return _with_reason_beside(sheet, band, row, told, at, doubts, of), places
    _doubt_mark(doubts, at, of)
    return Mark("", (), at), whole


def _with_reason_beside(
    sheet: Sheet, band: Band, row: int, told: Withholding, at: CellRef, doubts: Doubts, of: str
) -> Mark:
    """A mark; its reason is that of the scorecard's Reason column when it gives none itself."""
    column = next(iter(band.all(Role.REASON)), None)
    beside = sheet.text(row, column.index) if column else ""
    if column and heads_paragraphs(column.heading) and beside[:1].isdigit():
        beside = f"paragraph {beside}"
    if is_void(beside) or is_sign(beside):
        beside = ""
    if told.reason or not beside:
        return Mark(told.reason, told.paragraphs, at)
    paragraphs = paragraphs_in(beside)
    if paragraphs is None:
        _doubt_mark(doubts, at, of)
    return Mark(beside, paragraphs or (), at)


def _doubt_mark(doubts: Doubts, at: CellRef, of: str) -> None:
    doubts.stop(
        "mark-not-understood",
        at,
        "this mark for Part 2 is not understood, or names a period or paragraph that is not there",
        "write 'Public', 'Part 2: reason, para 1' or 'Part 2 (May-23, Year to Date): reason'; "
        "the paragraphs of Schedule 12A are 1 to 7",
        of,
    )


def _worded(
    sheet: Sheet, cells: Sequence[Cell | None], first_month: int
) -> tuple[frozenset[int], CellRef | None]:
    """A row's cells by place -> the places that wording withholds, and where it stands."""
    worded = {place for place, cell in enumerate(cells) if cell and _is_worded(cell)}
    for run in _runs_of_words(cells, first_month):
        texts = [cell.text for place in run if (cell := cells[place])]
        if is_wording("".join(texts)) or is_wording(" ".join(texts)):
            worded.update(run)
    if not worded:
        return frozenset(), None
    first = cells[min(worded)]
    months = set(range(first_month, len(cells)))
    spread = {place for place in worded & months if not _is_coded(cells[place])}
    if spread and all(cells[place] is None for place in months - worded):
        worded |= months
    return frozenset(worded), sheet.ref(first.row, first.column) if first else None


def _is_worded(cell: Cell) -> bool:
    return is_wording(cell.text)


def _is_coded(cell: Cell | None) -> bool:
    return cell is not None and is_code(cell.text)


def _runs_of_words(cells: Sequence[Cell | None], start: int) -> list[list[int]]:
    """Neighbouring month cells whose texts mean nothing by themselves: parts of one wording?"""
    runs: list[list[int]] = [[]]
    for place in range(start, len(cells)):
        cell = cells[place]
        if cell and cell.kind is Kind.TEXT and reading_of(cell) is Doubt.UNKNOWN:
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
