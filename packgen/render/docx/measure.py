"""Paragraphs and rows -> how high they will stand, with the lines that both writers break.

Word lays out by itself; what it can't do by itself, as sharing the room under a tall cell among the
rows beside it, is told to it in advance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import assert_never

from packgen.document.nodes import (
    Block,
    Bullets,
    Cell,
    Column,
    Columns,
    Document,
    Heading,
    Illustration,
    Inline,
    Link,
    Listing,
    PageOf,
    Panel,
    Paragraph,
    Row,
    Symbol,
    Table,
    Text,
)
from packgen.document.roles import Role
from packgen.render.docx import rooms
from packgen.render.docx.oxml import HEADING_ROLE
from packgen.render.lines import SLACK, base_pt, break_text
from packgen.settings.style import Style, TypeSpec

_SYMBOL_EMS = 0.82


def paragraph_pt(paragraph: Paragraph, width_pt: float, style: Style) -> float:
    """A paragraph and the width for its lines -> its height, without the space around."""
    spec = style.type[paragraph.role]
    words, bold, symbols = [], False, 0
    for inline in paragraph.content:
        match inline:
            case Text(text=text):
                words.append(text)
                bold = bold or inline.bold
            case Link(text=text) | PageOf(text=text):
                words.append(text)
            case Symbol():
                symbols += 1
            case _:
                assert_never(inline)
    ems = width_pt / spec.size_pt - symbols * _SYMBOL_EMS
    face = style.fonts.by_weight[spec.weight(bold)]
    text = "".join(words)
    if not face.widths.keys() >= set(text):
        # Word finds another font for a character that the style's lacks; here it is a wide one.
        text = "".join(c if c in face.widths else "m" for c in text)
    return len(break_text(text, face, max(ems, 1.0) * 1000)) * spec.leading_pt


def one_page(document: Document, style: Style) -> bool:
    """Whether a document stands on one page, by its measures."""
    page = document.page
    room = page.height_pt - page.top_pt - page.bottom_pt
    rows = sum(len(b.rows) for t in document.blocks if isinstance(t, Table) for b in t.bodies)
    least = min(spec.leading_pt for spec in style.type.values()) + 2 * style.table.pad_y_pt
    if rows * least > room:
        return False
    return stack_pt(document.blocks, page.text_width_pt, style) <= room


def stack_pt(blocks: Sequence[Block], width_pt: float, style: Style) -> float:
    """Blocks one below the other and the width for them -> their height with the space around."""
    return sum(_block_pt(block, width_pt, style) for block in blocks)


def _block_pt(block: Block, width_pt: float, style: Style) -> float:
    """A block's height with the space around it."""
    height: float
    match block:
        case Heading(level=level, content=content):
            height = _spaced_pt(Paragraph(HEADING_ROLE[level], content), width_pt, style)
        case Paragraph():
            height = _spaced_pt(block, width_pt, style)
        case Bullets(items=items):
            height = _items_pt(items, width_pt, style)
        case Listing(items=items):
            height = _items_pt((p for item in items for p in item.paragraphs), width_pt, style)
        case Table():
            height = _table_pt(block, width_pt, style)
        case Illustration():
            height = _illustration_pt(block, width_pt, style)
        case Panel(kind=kind, blocks=blocks):
            inner = stack_pt(blocks, rooms.panel_inner_pt(kind, width_pt), style)
            height = inner + rooms.PANEL_ROOM_PT
        case Columns():
            parts_pt = block.widths_pt(width_pt)
            stacks = zip(block.parts, parts_pt, strict=True)
            height = max(stack_pt(part, width, style) for part, width in stacks)
        case _:
            assert_never(block)
    return height


def _items_pt(items: Iterable[tuple[Inline, ...]], width_pt: float, style: Style) -> float:
    texts = (Paragraph(Role.LIST_ITEM, item) for item in items)
    return sum(_spaced_pt(text, width_pt, style) for text in texts)


def _table_pt(table: Table, width_pt: float, style: Style) -> float:
    measure, caption = RowMeasure(table.columns, style), Paragraph(Role.CAPTION, ())
    above = rooms.BEFORE_TABLE_PT
    if table.caption_shown:
        above = _spaced_pt(caption, width_pt, style)
    parts = (table.head, *(body.rows for body in table.bodies))
    return above + sum(map(measure.rows_pt, parts)) + rooms.AFTER_TABLE_PT


def _illustration_pt(node: Illustration, width_pt: float, style: Style) -> float:
    caption = Paragraph(Role.CAPTION, node.caption)
    below = paragraph_pt(caption, width_pt, style) + rooms.CAPTION_GAP_PT if node.caption else 0.0
    height = rooms.picture_pt(node, width_pt)[1] + below
    return rooms.BEFORE_PICTURE_PT + height + rooms.AFTER_PICTURE_PT


def _spaced_pt(node: Paragraph, width_pt: float, style: Style) -> float:
    spec = style.type[node.role]
    return spec.before_pt + paragraph_pt(node, width_pt, style) + spec.after_pt


def hyphens_to_keep(text: str, spec: TypeSpec, width_pt: float, style: Style) -> list[int]:
    """Text in a column of this width -> the places of hyphens at which Word would end a line.

    The PDF's lines end at spaces alone, as a hyphen at a line's end is lost to who copies or
    searches the text. Word must be held to that where it matters, or rows get another height.
    """
    face = style.typeface(spec)
    if "-" not in text or any(c not in face.widths for c in text):
        return []
    limit, found, start = width_pt * 1000 / spec.size_pt, [], 0
    lines = break_text(text, face, limit)
    for (above, used), (line, _) in pairwise(lines):
        start += len(above)
        room = limit - used - face.word(" ") + SLACK
        word = line.split(" ", 1)[0]
        if above.endswith(" "):
            fits = (i for i, c in enumerate(word) if c == "-" and face.word(word[: i + 1]) <= room)
            found += [start + place for place in fits]
    return found


class RowMeasure:
    """Measures the rows of a table with these columns."""

    def __init__(self, columns: Sequence[Column], style: Style) -> None:
        self._columns = columns
        self._style = style

    def base_pt(self, row: Row) -> float:
        """How far below the padding the first line of every cell stands."""
        firsts = [
            base_pt(self._style.type[c.paragraphs[0].role]) for c in row.cells if c.paragraphs
        ]
        return max(firsts, default=0.0)

    def drop_pt(self, cell: Cell, base: float) -> float:
        """How far a cell's first line is lowered to stand on its row's line."""
        if not cell.paragraphs:
            return 0.0
        return base - base_pt(self._style.type[cell.paragraphs[0].role])

    def least_pt(self, rows: Sequence[Row]) -> list[float]:
        """Rows of one body -> the least height of each; 0 where its own cells say it.

        Rows beside a cell that needs more than they do share the surplus.
        """
        least = [0.0] * len(rows)
        if all(cell.rowspan == 1 for row in rows for cell in row.cells):
            return least
        placed = _placed(rows, len(self._columns))
        for index, row in enumerate(rows):
            for place, cell in placed[index]:
                if cell.rowspan > 1:
                    under = range(index, index + cell.rowspan)
                    own = [least[i] or self.row_pt(rows[i], placed[i]) for i in under]
                    surplus = self._cell_pt(cell, place, self.base_pt(row)) - sum(own)
                    if surplus > 0:
                        for i, height in zip(under, own, strict=True):
                            least[i] = height + surplus / cell.rowspan
        return least

    def rows_pt(self, rows: Sequence[Row]) -> float:
        """Rows that belong together -> their height."""
        placed, least = _placed(rows, len(self._columns)), self.least_pt(rows)
        heights = map(self.row_pt, rows, placed)
        return sum(map(max, least, heights))

    def row_pt(self, row: Row, placed: Sequence[tuple[int, Cell]]) -> float:
        """A row and its cells in their places -> its height but for cells that span rows."""
        base = self.base_pt(row)
        own = (self._cell_pt(cell, at, base) for at, cell in placed if cell.rowspan == 1)
        return max(own, default=0.0)

    def inner_pt(self, cell: Cell, place: int) -> float:
        """The width for the lines of a cell that starts in this column."""
        spec = self._style.table
        columns = self._columns[place : place + cell.colspan]
        pad = spec.pad_figure_pt if columns[0].tight and len(columns) == 1 else spec.pad_x_pt
        return sum(column.width_pt for column in columns) - 2 * pad

    def _cell_pt(self, cell: Cell, place: int, base: float) -> float:
        spec = self._style.table
        if cell.figure:
            return cell.figure.drawing.height_pt + 2 * spec.pad_y_pt
        width = self.inner_pt(cell, place)
        texts = sum(paragraph_pt(p, width, self._style) for p in cell.paragraphs)
        return texts + self.drop_pt(cell, base) + 2 * spec.pad_y_pt


def _placed(rows: Sequence[Row], width: int) -> list[list[tuple[int, Cell]]]:
    """Rows -> the cells of each with their first columns."""
    held = [0] * width
    found = []
    for row in rows:
        free = [place for place in range(width) if not held[place]]
        held = [max(0, count - 1) for count in held]
        taken, cells = 0, []
        for cell in row.cells:
            place = free[taken]
            taken += cell.colspan
            cells.append((place, cell))
            for column in range(place, place + cell.colspan):
                held[column] = cell.rowspan - 1
        found.append(cells)
    return found
