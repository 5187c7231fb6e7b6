"""Tables of a report: columns as wide as their texts want, within the text's width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from packgen.document.drawing import Ink
from packgen.document.nodes import Cell, Column, Inline, Paragraph, Row, Table, TableBody
from packgen.document.roles import Align, Role, RowKind, Scope
from packgen.document.walk import plain

_PAD_PT: Final = 14.0
_WIDEST_PT: Final = 230.0
"""What a column may want at most for a text of one line; a longer text is broken."""

Measure = Callable[[Role, str], float]


def column_widths(texts: Sequence[Sequence[str]], measure: Measure, width_pt: float) -> list[float]:
    """Each column's texts (the head first) -> widths that add up to this one.

    A column has at least its longest word; the room above that is shared by how much each text
    wants on one line.
    """
    least = [_widest([w for t in column for w in t.split()], measure) for column in texts]
    wanted = [min(_WIDEST_PT, _widest(column, measure)) for column in texts]
    wanted = [max(a, b) for a, b in zip(least, wanted, strict=True)]
    total = sum(least)
    if total >= width_pt:
        return [w * width_pt / total for w in least]
    room, greed = width_pt - total, sum(wanted) - total
    if greed <= room:
        spare = (room - greed) / len(texts)
        return [w + spare for w in wanted]
    return [a + room * (b - a) / greed for a, b in zip(least, wanted, strict=True)]


def _widest(texts: Sequence[str], measure: Measure) -> float:
    widths = (max(measure(role, t) for role in (Role.COLUMN_HEAD, Role.TABLE_TEXT)) for t in texts)
    return max(widths, default=0.0) + _PAD_PT


def head_cell(content: tuple[Inline, ...]) -> Cell:
    """A column's heading."""
    paragraphs = (Paragraph(Role.COLUMN_HEAD, content),) if content else ()
    return Cell(paragraphs, scope=Scope.COLUMN, fill=Ink("headfill"))


def text_cell(lines: Sequence[tuple[Inline, ...]], scope: Scope | None = None) -> Cell:
    """A cell's lines, each a paragraph."""
    return Cell(tuple(Paragraph(Role.TABLE_TEXT, line) for line in lines), scope=scope)


def cell_words(cell: Cell) -> str:
    """A cell's text."""
    return " ".join(plain(p.content) for p in cell.paragraphs)


def text_table(
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    aligns: Sequence[Align],
    *,
    caption: str,
    description: str,
    anchor: str,
    measure: Measure,
    width_pt: float,
    shown: bool = True,
    indented: bool = False,
    shares: Sequence[float] = (),
) -> Table:
    """Head cells (none: no head) and rows of cells -> a table of this width; ``shares`` are the
    columns' of it, where they are known."""
    columns = [[cell_words(row[place]) for row in rows] for place in range(len(aligns))]
    if head:
        columns = [[cell_words(c), *column] for c, column in zip(head, columns, strict=True)]
    widths = [share * width_pt for share in shares] or column_widths(columns, measure, width_pt)
    return Table(
        caption=caption,
        description=description,
        columns=tuple(Column(w, align) for w, align in zip(widths, aligns, strict=True)),
        head=(Row(RowKind.HEAD, tuple(head)),) if head else (),
        bodies=(TableBody(tuple(Row(RowKind.BODY, tuple(row)) for row in rows)),),
        anchor=anchor,
        caption_shown=shown,
        indented=indented,
    )
