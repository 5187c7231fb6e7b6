"""Structure: sections without rows, cells merged in the body, figures kept as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from packgen.ingest.areas import Area
from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.sheet import Cell, Kind, Sheet
from packgen.ingest.table import Line, Piece
from packgen.model.indicator import Block
from packgen.model.observation import CellRef

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?", re.ASCII)
_SINGLE = frozenset({Role.NUMBER, Role.INDICATOR, Role.POLARITY, Role.TARGET, Role.RATING})
_VALUES = (Role.MONTH, Role.YEAR_TO_DATE)


def check_structure(
    sheet: Sheet, pieces: Sequence[Piece], blocks: Sequence[Block], doubts: Doubts
) -> None:
    """Doubts about how the table is built, where nothing is misread."""
    for piece in pieces:
        _check_sections(sheet, piece, doubts)
    _check_merged(sheet, pieces, doubts)
    marked = {o.at for b in blocks for i in b.indicators for o in i.observations if o.mark}
    for piece in pieces:
        for line in piece.lines:
            _check_texts(sheet, line, marked, doubts)


def _check_sections(sheet: Sheet, piece: Piece, doubts: Doubts) -> None:
    empty = {part.title for part in piece.parts if part.title and not part.lines}
    if not empty:
        return
    lead = piece.band.lead
    for row in sorted(row for row in sheet.rows if row > piece.band.bottom):
        for column, cell in sorted(sheet.rows[row].items()):
            if column <= lead and cell.text in empty:
                empty.discard(cell.text)
                doubts.inform(
                    "section-empty",
                    sheet.ref(row, column),
                    f"the section '{cell.text}' has no indicators of its own",
                    "nothing, if it heads the sections below; else see why none is read",
                )


def _check_merged(sheet: Sheet, pieces: Sequence[Piece], doubts: Doubts) -> None:
    areas: dict[tuple[int, int], Area] = {}
    for piece in pieces:
        for line in piece.lines:
            single = {column.index for column in line.band.columns if column.role in _SINGLE}
            for area in sheet.areas.get(line.row, ()):
                if area.is_tall and area.left in single:
                    areas[area.anchor] = area
    if areas:
        first = min(areas)
        many = f"{len(areas)} cells are each" if len(areas) > 1 else "this cell is"
        doubts.inform(
            "cells-merged",
            sheet.ref(*first),
            f"{many} merged over several rows; every indicator among them is read as if it said "
            "the same",
            "nothing, if that is meant; else unmerge them",
        )


def _check_texts(sheet: Sheet, line: Line, marked: set[CellRef], doubts: Doubts) -> None:
    row = sheet.rows.get(line.row, {})
    cells = [
        row[column.index]
        for role in _VALUES
        for column in line.band.all(role)
        if column.index in row
    ]
    if all(cell.kind is Kind.NUMBER for cell in cells):
        return
    texts = list(
        _kept_as_text([cell for cell in cells if sheet.ref(cell.row, cell.column) not in marked])
    )
    if texts:
        first = texts[0]
        of = sheet.text(line.row, line.band.one(Role.NUMBER)) or sheet.text(
            line.row, line.band.one(Role.INDICATOR)
        )
        doubts.inform(
            "number-as-text",
            sheet.ref(first.row, first.column),
            f"{len(texts)} of this row's figures are stored as text among numbers; Excel leaves "
            "them out of its sums",
            "make them numbers in Excel (Data > Text to Columns > Finish)",
            of,
        )


def _kept_as_text(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells that hold a figure as text while another holds one of the kind as a number."""
    kinds = {cell.text.endswith("%") for cell in cells if cell.kind is Kind.NUMBER}
    for cell in cells:
        if (
            cell.kind is Kind.TEXT
            and _NUMBER.fullmatch(cell.text)
            and cell.text.endswith("%") in kinds
        ):
            yield cell
