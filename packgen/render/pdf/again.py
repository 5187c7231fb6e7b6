"""What is printed once more where a table goes on: its section's row, and a cell that spans rows.

It is tagged as a part of its cell, under a name of its own: it is for the eye, but words that no
reader meets would be taken for lost ones. Reading the file back passes over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packgen.document.roles import Align
from packgen.render.pdf.cells import CellPainter
from packgen.render.pdf.graphics import artifact
from packgen.render.pdf.grid import Box, Grid, GridRow
from packgen.render.pdf.sheet import Sheet
from packgen.render.pdf.tags import CellTags, Content, Element, Kid
from packgen.render.pdf.text import Block

AGAIN_ENTRY = "/T(again)"
_TALLEST_PT = 120.0


@dataclass(slots=True)
class SectionAgain:
    """A section's row as it stands at the top of further sheets."""

    row: GridRow
    place: int
    blocks: Sequence[Block]
    height_pt: float

    def paint(self, cells: CellPainter, sheet: Sheet, top: float) -> None:
        """Paints it with its upper edge at ``top``, as a further part of the section's own cell."""
        bottom = top - self.height_pt
        sheet.parts.append(artifact("".join(cells.fill(b, top, bottom) for b in self.row.boxes)))
        if self.row.tags:
            kids = _kids_of(self.row.tags, self.place)
            at = (self.row.boxes[self.place].text_left, top - cells.grid.pad_y / 2)
            kids.append(said_again(cells, sheet, self.blocks, at))


def section_again(grid: Grid, row: GridRow) -> SectionAgain | None:
    """A section's row -> how it is repeated; None for one that can't be, or is too tall."""
    for place, box in enumerate(row.boxes):
        if blocks := blocks_again(grid, box):
            height = sum(block.height_pt for block in blocks) + grid.pad_y
            return SectionAgain(row, place, blocks, height) if height <= _TALLEST_PT else None
    return None


def blocks_again(grid: Grid, box: Box) -> Sequence[Block]:
    """What a cell says on a further sheet, set for its width."""
    if not box.cell.again:
        return ()
    width = box.width_pt - 2 * (box.text_left - box.left)
    align = Align.LEFT if box.cell.colspan > 1 else grid.table.columns[box.place].align
    return grid.typesetter.cell(box.cell.again, width, align).blocks


def said_again(
    cells: CellPainter, sheet: Sheet, blocks: Sequence[Block], at: tuple[float, float]
) -> Element:
    """Paints blocks from a point downwards -> their element, which reading back passes over."""
    span = Element("Span", [], AGAIN_ENTRY)
    cells.paragraphs(sheet, span, blocks, at)
    return span


def _kids_of(tags: CellTags, place: int) -> list[Kid]:
    """What a cell of a row holds, as a list that can grow."""
    held = tags.contents[place]
    if not isinstance(held, list):
        held = [] if held is None else [Content(tags.sheet, held)]
        tags.contents[place] = held
    return held
