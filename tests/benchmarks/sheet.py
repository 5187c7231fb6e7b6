"""The paper's scorecard as peers take it: rows of cells with plain text, sizes, colours, fills."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packgen.document.drawing import Figure
from packgen.document.nodes import Cell, Document, Paragraph, Row, Table, Text
from packgen.document.roles import Align
from packgen.settings.style import Style


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of a cell in one look. The shapes beside rating words are left out."""

    text: str
    size_pt: float
    leading_pt: float
    bold: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: what it says or shows, the columns and rows it holds, its ground."""

    words: tuple[Words, ...]
    figure: Figure | None
    colspan: int
    rowspan: int
    header: bool
    fill: str | None
    align: Align


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: widths of columns, head rows and body rows; every row says its own cells alone."""

    caption: str
    widths_pt: tuple[float, ...]
    aligns: tuple[Align, ...]
    head: tuple[tuple[Place, ...], ...]
    body: tuple[tuple[Place, ...], ...]


def sheets(document: Document, style: Style) -> list[Sheet]:
    """A paper's scorecard tables; the strip of counts is left out, as is all other text."""
    return [_sheet(b, style) for b in document.blocks if isinstance(b, Table) and not b.strip]


def _sheet(table: Table, style: Style) -> Sheet:
    return Sheet(
        table.caption,
        tuple(column.width_pt for column in table.columns),
        tuple(column.align for column in table.columns),
        tuple(_rows(table, table.head, style)),
        tuple(row for body in table.bodies for row in _rows(table, body.rows, style)),
    )


def _rows(table: Table, rows: tuple[Row, ...], style: Style) -> Iterator[tuple[Place, ...]]:
    held = [0] * len(table.columns)
    for row in rows:
        places, column = [], 0
        for cell in row.cells:
            while held[column]:
                column += 1
            align = Align.LEFT if cell.colspan > 1 else table.columns[column].align
            places.append(_place(cell, align, style))
            for at in range(column, column + cell.colspan):
                held[at] = cell.rowspan
            column += cell.colspan
        held = [max(0, count - 1) for count in held]
        yield tuple(places)


def _place(cell: Cell, align: Align, style: Style) -> Place:
    return Place(
        tuple(_words(paragraph, style) for paragraph in cell.paragraphs),
        cell.figure,
        cell.colspan,
        cell.rowspan,
        cell.scope is not None,
        style.colour(cell.fill) if cell.fill else None,
        align,
    )


def _words(paragraph: Paragraph, style: Style) -> Words:
    spec = style.type[paragraph.role]
    texts = [part for part in paragraph.content if isinstance(part, Text)]
    ink = next((text.ink for text in texts if text.ink), None)
    return Words(
        "".join(part.text for part in texts),
        spec.size_pt,
        spec.leading_pt,
        spec.bold or any(text.bold for text in texts),
        style.colour(ink or spec.colour),
    )
