"""Titles: where a scorecard's titles and headings stand on its sheet."""

from __future__ import annotations

from collections.abc import Sequence

from packgen.ingest.sheet import Sheet, cells_of
from packgen.ingest.table import Piece
from packgen.model.observation import CellRef


def places_of_texts(sheet: Sheet, pieces: Sequence[Piece], title: str) -> dict[str, CellRef]:
    """A sheet, its sorted rows and its title -> the first cell of each title and heading, by its
    text. A heading of several cells stands at the lowest of them."""
    bands = [piece.band for piece in pieces]
    wanted = {title, *(piece.title for piece in pieces), *(band.group for band in bands)}
    wanted |= {part.title for piece in pieces for part in piece.parts}
    found: dict[str, CellRef] = {}
    for row in sorted(sheet.rows):
        for cell in cells_of(sheet.rows[row]):
            if cell.text in wanted and cell.text not in found:
                found[cell.text] = sheet.ref(row, cell.column)
    for band in bands:
        for column in band.columns:
            found.setdefault(column.heading, sheet.ref(column.row, column.index))
    return found
