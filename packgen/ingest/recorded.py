"""Recorded headers: whether a profile's header is the sheet's, and what may be read otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from packgen.errors import BadInput, Fault
from packgen.ingest.band import Band, Column
from packgen.ingest.choice import speaks_of_part_2
from packgen.ingest.columns import Role, is_quarter, may_head_marks, role_of
from packgen.ingest.marks import Verdict, Withholding, is_void, is_wording, mark_of
from packgen.ingest.months import month_named
from packgen.ingest.periods import Kind, told_by
from packgen.ingest.sheet import Sheet
from packgen.ingest.workbook import Workbook
from packgen.settings.profile import COLUMNS, WITHHELD, HeaderProfile, Profile

_FIGURES = frozenset({Role.MONTH, Role.YEAR_TO_DATE, Role.REASON})
_KEPT_BACK = frozenset({"year to date", "not carried"})
_KINDS = tuple(kind for kind in Kind if kind is not Kind.MONTH)
_OF_MARKS = frozenset({"publication", "reason"})


def is_in_place(sheet: Sheet, band: Band | None, header: HeaderProfile) -> bool:
    """Whether the rows that a profile names are a header, and have the headings it records.

    A header that is found there by itself needs no record; any other must have, for each column
    that the profile tells, the very heading that it records: else a row of figures could be told
    to be one.
    """
    if band:
        found = {column.index: _words(column.heading) for column in band.columns}
        return all(
            found.get(column_index(letters), "") == _words(heading)
            for letters, heading in header.headings.items()
        )
    recorded = header.headings
    return set(recorded) >= set(header.columns) != set() and all(
        _heads(sheet, header, column_index(letters), _words(heading))
        for letters, heading in recorded.items()
    )


def _heads(sheet: Sheet, header: HeaderProfile, index: int, heading: str) -> bool:
    if not heading:
        return sheet.own(header.last_row, index) is None
    stack = texts_over(sheet, header, index)
    return any(_words(" ".join(stack[start:])) == heading for start in range(len(stack)))


def texts_over(sheet: Sheet, header: HeaderProfile, index: int) -> list[str]:
    """The texts over a column in a header's rows, each once."""
    rows = range(header.first_row, header.last_row + 1)
    cells = [cell for row in rows if (cell := sheet.at(row, index))]
    return [a.heading for a, b in pairwise([*cells, None]) if a and a is not b]


def _words(text: str) -> str:
    return " ".join(text.split())


def refuse_rereading(
    place: str, column: Column | None, texts: Sequence[str], said: str, marked: bool
) -> None:
    """Raises BadInput where a column that holds marks, or figures and reasons that marks may
    withhold, would be read as something that is printed. ``texts`` are its own headings."""
    role = column.role if column else None
    heading = " ".join(texts)
    is_period = said not in COLUMNS and said != "benchmark"
    if is_period and not _names_period(said.partition(" ")[2]):
        raise BadInput(Fault(place, f'"{said}" names no period', "write one such as month Apr-23"))
    if role is Role.PUBLICATION or (role is None and _may_hold_marks(heading, said)):
        raise BadInput(
            Fault(
                place,
                "the profile reads a column of marks for Part 2 as something else",
                'write "publication" for it in the profile, or take the line out',
            )
        )
    holds_figures = role in _FIGURES or (role is None and _may_hold_figures(texts, heading, said))
    if marked and holds_figures and said not in _KEPT_BACK and not is_period:
        raise BadInput(
            Fault(
                place,
                f'the profile reads a column of periods, totals or reasons as "{said}", and what '
                "is marked for Part 2 would be printed",
                "take the line out of the profile, or head the column in the workbook",
            )
        )


def _names_period(text: str) -> bool:
    told = month_named(text) or any(told_by(text, kind) for kind in _KINDS)
    return bool(told) and role_of(text) is None


def _may_hold_marks(heading: str, said: str) -> bool:
    named = role_of(heading) is Role.PUBLICATION or may_head_marks(heading)
    return named and said not in _OF_MARKS


def _may_hold_figures(texts: Sequence[str], heading: str, said: str) -> bool:
    if role_of(heading) in _FIGURES or is_quarter(heading):
        return True
    kinds = [kind for kind in _KINDS if kind is not Kind.YEAR or said != "benchmark"]
    return any(month_named(t) or any(told_by(t, kind) for kind in kinds) for t in (*texts, heading))


def holds_marks(workbook: Workbook, sheet: Sheet, bands: Sequence[Band], profile: Profile) -> bool:
    """Whether anything of a scorecard is, or may be, withheld."""
    if WITHHELD in profile.markers.values() or any(map(speaks_of_part_2, workbook.sheets)):
        return True
    return _publishes_less(sheet, bands) or any(
        is_wording(cell.text) or isinstance(mark_of(cell.text), Withholding)
        for cells in sheet.rows.values()
        for cell in cells.values()
    )


def _publishes_less(sheet: Sheet, bands: Sequence[Band]) -> bool:
    for band in bands:
        for column in band.all(Role.PUBLICATION):
            for row in (row for row in sheet.rows if row > band.bottom):
                text = sheet.text(row, column.index)
                if text and mark_of(text) is not Verdict.PUBLIC and not is_void(text):
                    return True
    return False


def only_one_of_marks(place: str, guessed: Mapping[int, Column], index: int) -> None:
    """Raises BadInput where a profile tells of marks beside a column that is found to hold them."""
    others = [c for c in guessed.values() if c.role is Role.PUBLICATION and c.index != index]
    if others:
        raise BadInput(
            Fault(
                place,
                "the profile tells of a second column of marks for Part 2",
                "keep one column of marks in the workbook",
            )
        )


def column_index(letters: str) -> int:
    """A column's letters -> its place, from 1."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index
