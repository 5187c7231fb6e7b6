"""A table -> WordprocessingML, in one pass over its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final, assert_never

from packgen.document.drawing import Ink
from packgen.document.nodes import Cell, Column, Row, Table
from packgen.document.roles import Align, Role, RowKind
from packgen.render.docx import oxml, oxml_tables
from packgen.render.docx.drawing import figure_run
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.measure import RowMeasure
from packgen.render.docx.rooms import under_pt
from packgen.render.docx.text import held, paragraph

_RULE: Final = Ink("rule")
_STRONG: Final = Ink("rulestrong")
_PAPER: Final = Ink("paper")
_SECTION_RULE_PT: Final = 0.6
_STRIP_GAP_PT: Final = 4.0
_STRIP_PAD_X_PT: Final = 7.0
_STRIP_PAD_Y_PT: Final = 2.5
_ROUNDING_PT: Final = 0.5
_LEAST_PT: Final = 20.0


def table(node: Table, ledger: Ledger, room_pt: float) -> list[str]:
    """A table and the width that there is -> its caption, if it is printed, and the table, which is
    never wider; either carries the bookmark."""
    left_pt = under_pt(node.indented)
    node = _narrowed(node, max(_LEAST_PT, room_pt - left_pt))
    bookmark = (ledger.number(), ledger.bookmark(node.anchor))
    grid = _Grid(node, ledger, oxml.twips(left_pt))
    if not node.caption_shown:
        return [grid.text(bookmark)]
    caption = oxml.bookmarked(*bookmark, oxml.run(node.caption))
    start = oxml.paragraph_start(
        ledger.names.built_in(oxml.CAPTION_STYLE),
        spacing=oxml.indent(oxml.twips(left_pt), 0) if left_pt else "",
    )
    return [oxml.paragraph(start, caption), grid.text(None)]


def _narrowed(node: Table, room_pt: float) -> Table:
    """A table -> the same with its columns in proportion, so that it fits."""
    if node.width_pt <= room_pt + _ROUNDING_PT:
        return node
    scale = room_pt / node.width_pt
    columns = tuple(replace(c, width_pt=c.width_pt * scale) for c in node.columns)
    return replace(node, columns=columns)


class _Grid:
    """One table's geometry and rules while it is written."""

    def __init__(self, node: Table, ledger: Ledger, left: int) -> None:
        self._node = node
        self._left = left
        self._blank = ledger.names.role(Role.WORDS)
        self._ledger = ledger
        self._columns = node.columns
        # Edges are rounded, not widths: the sum stays the table's.
        edges = [oxml.twips(x) for x in accumulate((c.width_pt for c in node.columns), initial=0.0)]
        self._widths = [right - left for left, right in pairwise(edges)]
        self._properties: dict[object, str] = {}
        spec = ledger.style.table
        self._tight = oxml.twips(spec.pad_figure_pt)
        self._measure = RowMeasure(node.columns, ledger.style)
        self._hairline = self._line(spec.rule_pt, _RULE)
        self._strong = self._line(spec.rule_strong_pt, _STRONG)
        self._sectbar = self._line(spec.sectbar_pt, _STRONG)
        self._under = self._line(_SECTION_RULE_PT, _STRONG)

    def text(self, bookmark: tuple[int, str] | None) -> str:
        """The whole table; a bookmark stands in its first cell."""
        node, spec = self._node, self._ledger.style.table
        # A row is as high as its content, its padding and its rule.
        beside, above, below = spec.pad_x_pt, spec.pad_y_pt, spec.pad_y_pt - spec.rule_pt
        if node.strip:
            beside = _STRIP_PAD_X_PT + _STRIP_GAP_PT / 2
            above = below = _STRIP_PAD_Y_PT
        parts = [
            oxml_tables.table_start(
                self._widths,
                self._table_lines(),
                (oxml.twips(beside), oxml.twips(above), oxml.twips(max(0.0, below))),
                node.caption,
                node.description,
                self._left,
            )
        ]
        parts += self._rows(node.head, True, bookmark)
        for number, body in enumerate(node.bodies):
            first = None if node.head or number else bookmark
            parts += self._rows(body.rows, False, first)
        parts.append(oxml_tables.TABLE_END)
        return "".join(parts)

    def _rows(
        self, rows: tuple[Row, ...], head: bool, bookmark: tuple[int, str] | None
    ) -> Iterator[str]:
        above: list[tuple[Cell, int] | None] = [None] * len(self._columns)
        least = self._measure.least_pt(rows)
        for number, row in enumerate(rows):
            ends = head and number == len(rows) - 1
            cells = self._cells(row, above, ends, None if number else bookmark)
            yield oxml_tables.row("".join(cells), head, oxml.twips(least[number]))

    def _cells(
        self,
        row: Row,
        above: list[tuple[Cell, int] | None],
        ends: bool,
        bookmark: tuple[int, str] | None,
    ) -> Iterator[str]:
        """A row's cells, with an empty one wherever a cell from above goes on; ``above`` is kept
        up to date: a cell and how many rows it still reaches down, at the cell's first column."""
        place, cells, keep = 0, iter(row.cells), row.keep_with_next
        base = 0.0 if row.kind is RowKind.HEAD else self._measure.base_pt(row)
        while place < len(self._columns):
            held = above[place]
            if held:
                cell, left = held
                above[place] = (cell, left - 1) if left > 1 else None
                merge, content = "continue", self._empty(keep)
            else:
                cell = next(cells)
                merge = "restart" if cell.rowspan > 1 else ""
                above[place] = (cell, cell.rowspan - 1) if cell.rowspan > 1 else None
                drop = max(0.0, self._measure.drop_pt(cell, base)) if base else 0.0
                content = self._content(
                    self._held(cell, place), self._align(place, cell), keep, drop
                )
                if bookmark and not place:
                    content = content.replace(
                        "</w:p>", oxml.bookmarked(*bookmark, "") + "</w:p>", 1
                    )
            yield oxml_tables.cell(
                self._cell_properties(row.kind, place, cell, merge, ends), content
            )
            place += cell.colspan

    def _content(self, cell: Cell, align: Align, keep: bool, drop_pt: float) -> str:
        if cell.figure:
            side = "" if align is Align.LEFT else align.value
            start = oxml.paragraph_start(oxml.PICTURE_STYLE, side, keep)
            return oxml.paragraph(start, figure_run(cell.figure, self._ledger))
        if not cell.paragraphs:
            return self._empty(keep)
        drops = (drop_pt, *[0.0] * len(cell.paragraphs))
        last = len(cell.paragraphs) - 1
        return "".join(
            paragraph(each, self._ledger, align, keep, drop, ends_cell=place == last)
            for place, (each, drop) in enumerate(zip(cell.paragraphs, drops, strict=False))
        )

    def _held(self, cell: Cell, place: int) -> Cell:
        """A cell -> the same with the hyphens that no line may end at marked as such."""
        texts = cell.paragraphs
        if not any(p.content and "-" in getattr(p.content[0], "text", "") for p in texts):
            return cell
        width = self._measure.inner_pt(cell, place)
        return replace(cell, paragraphs=tuple(held(p, width, self._ledger) for p in texts))

    def _empty(self, keep: bool) -> str:
        return oxml.paragraph(oxml.paragraph_start(self._blank, "", keep), "")

    def _align(self, place: int, cell: Cell) -> Align:
        return Align.LEFT if cell.colspan > 1 else self._columns[place].align

    def _cell_properties(
        self, kind: RowKind, place: int, cell: Cell, merge: str, ends: bool
    ) -> str:
        key = (kind, place, cell.colspan, cell.fill, merge, ends)
        if (known := self._properties.get(key)) is None:
            columns = self._columns[place : place + cell.colspan]
            fill = cell.fill or self._tint(kind, columns)
            known = self._properties[key] = oxml_tables.cell_properties(
                sum(self._widths[place : place + cell.colspan]),
                cell.colspan,
                merge,
                self._cell_lines(kind, columns[0].rule and place > 0, ends),
                self._ledger.colours[fill] if fill else "",
                kind is RowKind.HEAD and not self._node.strip,
                self._beside(place, cell),
                self._below(kind),
            )
        return known

    def _beside(self, place: int, cell: Cell) -> int:
        """A cell's own padding at its sides, 0 for the table's."""
        if self._node.strip:
            return 0 if place else oxml.twips(_STRIP_PAD_X_PT)
        return self._tight if self._columns[place].tight and cell.colspan == 1 else 0

    def _below(self, kind: RowKind) -> int:
        """A section's padding at the foot, less what its rules take; 0 for the table's."""
        if kind is not RowKind.SECTION or self._node.strip:
            return 0
        spec = self._ledger.style.table
        return max(1, oxml.twips(spec.pad_y_pt - spec.rule_strong_pt - _SECTION_RULE_PT))

    @staticmethod
    def _tint(kind: RowKind, columns: tuple[Column, ...]) -> Ink | None:
        tints = {column.tint for column in columns}
        body = kind is RowKind.BODY or kind is RowKind.LAST
        return tints.pop() if body and len(tints) == 1 else None

    def _cell_lines(
        self, kind: RowKind, rule: bool, ends: bool
    ) -> list[tuple[str, oxml_tables.Line]]:
        if self._node.strip:
            return []
        left = [("left", self._hairline)] if rule else []
        match kind:
            case RowKind.HEAD:
                return [*left, ("bottom", self._under)] if ends else left
            case RowKind.SECTION:
                return [("top", self._sectbar), ("bottom", self._under)]
            case RowKind.BODY:
                return left
            case RowKind.LAST:
                return [*left, ("bottom", self._strong)]
            case _:
                assert_never(kind)

    def _table_lines(self) -> str:
        if self._node.strip:
            # Word has space between cells, but not every reader shows it: broad white lines do.
            none = (0, "")
            return oxml_tables.table_lines(none, none, self._line(_STRIP_GAP_PT, _PAPER))
        return oxml_tables.table_lines(self._strong, self._hairline, (0, ""))

    def _line(self, width_pt: float, ink: Ink) -> oxml_tables.Line:
        return max(2, round(width_pt * 8)), self._ledger.colours[ink]
