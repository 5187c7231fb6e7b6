"""Looks: doubts about texts that a sheet strikes out or does not let see, and about comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.marks import Withholding, is_wording, mark_of, speaks_as_mark
from packgen.ingest.sheet import Cell, Sheet, cells_of
from packgen.ingest.spoken import has_mark
from packgen.ingest.table import Piece

_SHORT = 10
_FREE = (None, Role.PUBLICATION, Role.RATING)
"""Not carried, honoured however they look, and often coloured by a rule: never asked about."""


def check_looks(sheet: Sheet, pieces: Sequence[Piece], doubts: Doubts) -> None:
    """Doubts about struck and unseen cells that would be printed, and comments about Part 2."""
    doubt_looks(sheet, _struck_or_unseen(sheet, pieces), doubts)
    _check_comments(sheet, pieces, doubts)


def doubt_looks(sheet: Sheet, cells: Iterable[Cell], doubts: Doubts) -> None:
    """Doubts about cells that are struck out or unseen."""
    for cell in cells:
        at = sheet.ref(cell.row, cell.column)
        if cell.unseen:
            doubts.stop(
                "text-unseen",
                at,
                "this cell's letters have the colour of its ground, so that nobody sees them",
                "give them a colour that is seen, or clear the cell",
            )
        else:
            doubts.stop(
                "text-struck-out",
                at,
                "this cell is struck out, and papers would print it as if it were not",
                "clear the cell, or take the line off",
            )


def _struck_or_unseen(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[Cell]:
    """The cells that print something and are struck out or unseen: above the table, in its
    headers, and in its rows' known columns."""
    bottom = pieces[0].band.bottom
    for row in sorted(row for row in sheet.rows if row <= bottom):
        yield from (c for c in cells_of(sheet.rows[row]) if c.struck or c.unseen)
    for piece in pieces:
        for line in piece.lines:
            cells = sheet.rows.get(line.row, {})
            if not any(cell.struck or cell.unseen for cell in cells.values()):
                continue
            known = {c.index for c in line.band.columns if c.role not in _FREE}
            yield from (
                cell for cell in cells_of(cells)
                if cell.column in known and (cell.struck or cell.unseen)
            )  # fmt: skip


def _check_comments(sheet: Sheet, pieces: Sequence[Piece], doubts: Doubts) -> None:
    """A comment that speaks of Part 2, on a row or a heading that no mark holds for."""
    if not sheet.comments:
        return
    marked = {
        line.row for piece in pieces for line in piece.lines if has_mark(sheet, line.band, line.row)
    }
    for (row, column), text in sorted(sheet.comments.items()):
        if row not in marked and speaks_in_comment(text):
            stop_comment(sheet, row, column, doubts)


def stop_comment(sheet: Sheet, row: int, column: int, doubts: Doubts) -> None:
    """A comment that speaks of Part 2 where no mark holds."""
    doubts.stop(
        "comment-speaks-of-part-2",
        sheet.ref(row, column),
        "the comment on this cell speaks of Part 2, and comments are not marks",
        "write the mark into a Publication column, or delete the comment",
    )


def speaks_in_comment(comment: str) -> bool:
    """Whether a comment means to keep something from the public; its author's name stands first."""
    said = comment.partition(":")[2].strip() or comment
    return any(
        isinstance(mark_of(text), Withholding)
        or speaks_as_mark(text)
        or (is_wording(text) and len(text.split()) <= _SHORT)
        for text in (comment, said)
    )


def doubt_covered(sheet: Sheet, anchors: Iterable[tuple[int, int]], doubts: Doubts) -> None:
    """Merged cells, by row and column, that cover others which hold something."""
    for anchor in sorted(anchors):
        doubts.look_inside(
            "cells-under-merged-cell",
            sheet.ref(*anchor),
            "cells under this merged cell hold something that no one sees; it was not read",
            "unmerge the cells, clear those beneath, and merge them again",
            "",
        )
