"""Rows of boxes -> operators and tags: the loop that every cell of a table goes through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from packgen.document.drawing import Drawing, Figure, Label
from packgen.render.pdf.graphics import artifact, shifted
from packgen.render.pdf.grid import Box, Grid, GridRow
from packgen.render.pdf.paper import Paper
from packgen.render.pdf.shapes import drawing_operators, label_offset
from packgen.render.pdf.sheet import Sheet
from packgen.render.pdf.tags import CellTags, Element, Kid, figure_element
from packgen.render.pdf.text import Block, Typesetter

# A space between a cell's paragraphs: a reader would join their words otherwise.
_BETWEEN = "( )Tj "


class CellPainter:
    """Paints the rows of one table."""

    def __init__(self, grid: Grid, paper: Paper) -> None:
        self.grid = grid
        self.paper = paper
        self._drawings: dict[Drawing, str] = {}

    def row(self, sheet: Sheet, row: GridRow, top: float, group: Sequence[GridRow]) -> CellTags:
        """Paints a row that is whole on its sheet; ``group`` starts with it and holds its spans."""
        fills = self._fills(row, top, group)
        return self._boxes(sheet, row, fills, [top] * len(row.boxes))

    def head(self, sheet: Sheet, rows: list[GridRow], top: float) -> list[CellTags]:
        """Paints the head as content: text stands at the bottom of its cells."""
        tags, y = [], top
        for place, row in enumerate(rows):
            lift = _lift(rows[place:], y)
            fills = self._fills(row, y, rows[place:])
            tags.append(self._boxes(sheet, row, fills, [lift(box) for box in row.boxes]))
            y -= row.height_pt
        return tags

    def head_again(self, rows: list[GridRow], top: float) -> str:
        """The head once more, on a further sheet -> operators without tags."""
        parts, y = [], top
        for place, row in enumerate(rows):
            lift = _lift(rows[place:], y)
            for box in row.boxes:
                parts.append(self.fill(box, y, _bottom(box, y, rows[place:])))
                at = lift(box) - self.grid.pad_y - box.drop_pt
                parts += self.untagged(box.blocks, box.text_left, at)
            y -= row.height_pt
        return "".join(parts)

    def untagged(self, blocks: Sequence[Block], x: float, y: float) -> list[str]:
        """Blocks from y downwards -> operators without tags."""
        parts = []
        for block in blocks:
            parts.append(self.paper.words(block, x, y))
            y -= block.height_pt
        return parts

    def _fills(self, row: GridRow, top: float, group: Sequence[GridRow]) -> list[str]:
        """The grounds of a row's cells; ``group`` starts with it and holds its spans."""
        filled = [box for box in row.boxes if box.cell.fill]
        return [self.fill(box, top, _bottom(box, top, group)) for box in filled]

    def fill(self, box: Box, top: float, bottom: float) -> str:
        """A cell's ground."""
        if box.cell.fill is None:
            return ""
        size = box.width_pt, top - bottom
        return self.paper.palette.area(box.cell.fill, box.left, bottom, *size)

    def _boxes(
        self, sheet: Sheet, row: GridRow, fills: list[str], tops: Sequence[float]
    ) -> CellTags:
        decoration, texts, later = fills, ["BT "], []
        contents: list[int | list[Kid] | None] = []
        pen, mark, pad_y = "", sheet.marks, self.grid.pad_y
        for place, (box, top) in enumerate(zip(row.boxes, tops, strict=True)):
            y = top - pad_y - box.drop_pt
            if box.figure or box.linked:
                contents.append(None)
                later.append((place, box, y))
                continue
            if not box.blocks or box.silent:
                contents.append(None)
                decoration += [self.paper.symbols(b, box.text_left, y) for b in box.blocks]
                continue
            contents.append(mark)
            texts.append(f"/{'TH' if box.cell.scope else 'TD'}<</MCID {mark}>>BDC ")
            mark += 1
            between = ""
            for block in box.blocks:
                if block.symbols:
                    decoration.append(self.paper.symbols(block, box.text_left, y))
                text = block.text(box.text_left, y - block.base_pt)
                if block.pen == pen and pen:
                    texts.append(between + text)
                else:
                    pen = block.pen
                    texts.append(between + pen + text)
                between = _BETWEEN
                y -= block.height_pt
            texts.append("EMC\n")
        sheet.marks = mark
        if any(decoration):
            sheet.parts.append(artifact("".join(decoration)))
        texts.append("ET\n")
        if len(texts) > 2:
            sheet.parts.append("".join(texts))
        for place, box, y in later:
            contents[place] = self._slow_box(sheet, box, y)
        return CellTags(sheet.index, row.cell_heads(), contents)

    def _slow_box(self, sheet: Sheet, box: Box, y: float) -> list[Kid]:
        """A figure, or paragraphs with links in them."""
        if box.figure:
            return [self.figure(sheet, box.figure, box.text_left, y)]
        owner = Element("TH" if box.cell.scope else "TD")
        self.paragraphs(sheet, owner, box.blocks, (box.text_left, y))
        return owner.kids

    def paragraphs(
        self,
        sheet: Sheet,
        owner: Element,
        blocks: Sequence[Block],
        at: tuple[float, float],
        *,
        ends: bool = True,
    ) -> None:
        """Paints blocks as contents of an element, a space after each but the cell's last; the
        last of these is the cell's if they end it."""
        x, y = at
        for number, block in enumerate(blocks):
            self.paper.write(sheet, owner, block, x, y)
            y -= block.height_pt
            if number < len(blocks) - 1 or not ends:
                pen = self.paper.typesetter.pen(False, block.spec.size_pt, block.spec.colour)
                space = f"BT {pen}1 0 0 1 {x:.2f} {y:.2f} Tm {_BETWEEN}ET\n"
                owner.kids.append(sheet.tagged(owner.tag, space))

    def figure(self, sheet: Sheet, figure: Figure, x: float, top: float) -> Element:
        """Paints a drawing with its top left corner at x, top -> its element."""
        drawing = figure.drawing
        body = self._drawings.get(drawing)
        if body is None:
            setter = self.paper.typesetter
            body = drawing_operators(drawing, setter.palette, lambda m: label_operators(m, setter))
            self._drawings[drawing] = body
        y = top - drawing.height_pt
        edges = (x, y, x + drawing.width_pt, top)
        content = sheet.tagged("Figure", shifted(body, x, y))
        return figure_element(figure.alt, edges, content)


def label_operators(label: Label, setter: Typesetter) -> str:
    """A drawing's label -> operators in the drawing's coordinates."""
    face = setter.face(label.bold)
    left = label.x - label_offset(label, face.typeface)
    pen = setter.pen(label.bold, label.size_pt, label.ink)
    shown = face.show(label.text, label.size_pt)
    return f"BT {pen}1 0 0 1 {left:.2f} {label.y:.2f} Tm {shown}ET\n"


def _bottom(box: Box, top: float, group: Sequence[GridRow]) -> float:
    """The lower edge of a box whose rows are the first ones of a group."""
    if box.cell.rowspan == 1:
        return top - group[0].height_pt
    return top - sum(row.height_pt for row in group[: box.cell.rowspan])


def _lift(rows: Sequence[GridRow], top: float) -> Callable[[Box], float]:
    """For the head: where a box's content must start to end at the bottom of its cell."""

    def top_of(box: Box) -> float:
        return _bottom(box, top, rows) + box.height_pt

    return top_of
