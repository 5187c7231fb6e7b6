"""Words about Part 2 outside the publication column: nobody honours them, and so they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from packgen.ingest.band import Band, Column
from packgen.ingest.choice import speaks_of_part_2
from packgen.ingest.columns import Role, hints_at_marks, may_head_marks, restricts
from packgen.ingest.doubts import Doubts
from packgen.ingest.marks import (
    Verdict,
    Withholding,
    heads_paragraphs,
    is_clear_wording,
    is_reason,
    is_sign,
    is_void,
    is_wording,
    is_yes,
    look_like_marks,
    mark_of,
    opens_as_mark,
    paragraphs_in,
    speaks_as_mark,
)
from packgen.ingest.sheet import Sheet, cells_of
from packgen.ingest.table import Piece
from packgen.ingest.words import plain
from packgen.model.indicator import Indicator
from packgen.model.observation import Figure

_ABOVE = 2
_FIGURES = (Role.BENCHMARK, Role.MONTH, Role.YEAR_TO_DATE)  # what they say is read as figures
_PLAIN = frozenset({"reason", "reasons"})


def check_notes(indicators: Iterable[Indicator], doubts: Doubts) -> None:
    """Doubts about notes beside withheld figures: they are published, and may say them."""
    for indicator in indicators:
        if indicator.is_marked and any(map(str.isdigit, indicator.notes)):
            doubts.look(
                "note-beside-withheld",
                indicator.noted_at,
                "figures of this indicator are withheld; its note, which is published, holds a "
                "number",
                "see that the note does not give a withheld figure away",
                indicator.number or indicator.title,
            )


def check_marked(
    sheet: Sheet, first: Band, indicators: Sequence[Indicator], doubts: Doubts
) -> None:
    """Doubts about a sheet that speaks of Part 2 and marks nothing, and marks of nothing."""
    for indicator in indicators:
        figures = any(isinstance(o.reading, Figure) for o in indicator.observations)
        if indicator.is_marked and not indicator.number and not figures:
            doubts.stop(
                "mark-of-nothing",
                next(o.mark.at for o in indicator.observations if o.mark),
                "this row is marked for Part 2 but has neither a number nor figures",
                "mark the rows of the indicators themselves",
                indicator.title,
            )
    if any(indicator.is_marked for indicator in indicators):
        return
    below = [f.at for f in doubts.findings if f.code == "text-below-table" and f.at]
    above = [
        sheet.ref(row, column) for row in range(first.top) for column in sheet.rows.get(row, ())
    ]
    places = [*above, *below]
    spoken = next((at for at in places if is_wording(sheet.text_at(at))), None)
    if spoken or speaks_of_part_2(sheet):
        doubts.stop(
            "sheet-for-part-2",
            spoken,
            f"the sheet '{sheet.name}' speaks of Part 2, but marks no figure",
            "mark what is exempt in a Publication column, or take those words off the sheet",
        )


def check_spoken(sheet: Sheet, band: Band, doubts: Doubts) -> None:
    """Headings that speak of Part 2 in words of their own: what stands under them may be marks."""
    known = {c.index for c in band.columns if c.role in (Role.PUBLICATION, Role.REASON)}
    told = {
        column.index: column.row
        for column in band.columns
        if (column.role is None and may_head_marks(column.heading))
        or (
            column.role is None
            and hints_at_marks(column.heading)
            and look_like_marks(_texts_under(sheet, band, column.index))
        )
        or (column.role is Role.BENCHMARK and is_wording(column.heading))
    }
    for row in range(band.top - _ABOVE, band.bottom + 1):
        for cell in cells_of(sheet.rows.get(row, {})):
            if cell.column > band.lead and cell.column not in known and is_wording(cell.text):
                told.setdefault(cell.column, row)
    for index, row in sorted(told.items()):
        doubts.stop(
            "heading-speaks-of-part-2",
            sheet.ref(row, index),
            f"'{sheet.text(row, index)}' may speak of Part 2, but is not understood",
            "head the column 'Publication' if it holds marks; else reword the heading",
        )


def _texts_under(sheet: Sheet, band: Band, index: int) -> list[str]:
    return [cell.text for row in sorted(sheet.rows) if row > band.bottom
            and (cell := sheet.own(row, index))]  # fmt: skip


def check_marks_without_heading(
    sheet: Sheet, piece: Piece, marks: set[int], doubts: Doubts
) -> None:
    """A column of marks in one block may go on in another whose header forgot its heading."""
    for line in piece.lines:
        own = {column.index for column in line.band.columns if column.role}
        for index in sorted(marks - own):
            if sheet.own(line.row, index):
                doubts.stop(
                    "marks-without-heading",
                    sheet.ref(line.row, index),
                    "this column holds marks under another header of the sheet, and has no heading "
                    "here",
                    "head it 'Publication' here too",
                )


def check_uncarried(sheet: Sheet, piece: Piece, doubts: Doubts) -> None:
    """Cells outside the publication column may still hold marks, or content without a heading."""
    headless: dict[int, int] = {}
    for line in piece.lines:
        figures = {c.index for role in _FIGURES for c in line.band.all(role) if c.heading}
        marked = has_mark(sheet, line.band, line.row)
        for index, cell in sheet.rows.get(line.row, {}).items():
            if index in figures:
                continue
            column = line.band.at(index)
            if column is None or not column.heading:
                headless.setdefault(index, line.row)
            if not marked and may_be_mark(*_told(column), cell.text):
                doubts.stop(
                    "mark-outside-publication",
                    sheet.ref(line.row, index),
                    "this cell speaks of Part 2, but not in a column that packgen knows for it",
                    "head a column 'Publication' and write the mark there; reword this cell",
                )
    for index, row in sorted(headless.items()):
        doubts.look(
            "column-without-heading",
            sheet.ref(row, index),
            "this column holds something but has no heading; it is not carried",
            "give it a heading, or clear it",
        )


def _told(column: Column | None) -> tuple[Role | None, str]:
    return (column.role, column.heading) if column else (None, "")


def may_be_mark(role: Role | None, heading: str, text: str) -> bool:
    """Whether a cell in a column of this role, on a row without a mark, may mean to be one."""
    match role:
        case None:
            return speaks_as_mark(text) or isinstance(mark_of(text), Withholding)
        case Role.REASON:
            given = bool(paragraphs_in(text)) or (is_reason(text) and plain(heading) not in _PLAIN)
            numbered = heads_paragraphs(heading) and not is_void(text)
            said = (is_sign(text) or is_yes(text)) and plain(heading) not in _PLAIN
            return is_wording(text) or given or numbered or said
        case Role.NUMBER | Role.TARGET | Role.RATING | Role.POLARITY:
            return is_wording(text)
        case Role.NOTES | Role.INDICATOR | Role.RATIONALE:
            return is_clear_wording(text) or opens_as_mark(text)
        case _:
            return False


def has_mark(sheet: Sheet, band: Band, row: int) -> bool:
    """Whether a row is marked: by its publication column, or by wording among its figures."""
    column = next(iter(band.all(Role.PUBLICATION)), None)
    text = sheet.text(row, column.index) if column else ""
    told = mark_of(text, restricts(column.heading) if column else None)
    if isinstance(told, Withholding):
        return told.periods is None  # a mark for some months says nothing of the others
    if told is Verdict.UNCLEAR and text and not is_void(text):
        return True
    values = (Role.MONTH, Role.YEAR_TO_DATE)
    columns = [each.index for role in values for each in band.all(role)]
    return any(is_wording(sheet.text(row, index)) for index in columns)
