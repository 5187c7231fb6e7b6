"""What a table has on one sheet besides text: grounds, hairlines and strong rules."""

from __future__ import annotations

from itertools import chain

from packgen.document.nodes import Column
from packgen.document.roles import RowKind
from packgen.render.pdf.graphics import RULE, RULE_STRONG, Palette, artifact, box
from packgen.render.pdf.grid import Grid, GridRow, white
from packgen.render.pdf.sheet import Sheet

_UNDER_SECTION_PT = 0.6


class Stretch:
    """A table on one sheet. Lines and grounds of like rows are drawn once for all of them.

    Grounds go under the text, into a place kept for them; lines go on top, as the fills of cells
    would cover half of them.
    """

    def __init__(self, grid: Grid, sheet: Sheet, palette: Palette, top: float) -> None:
        self.grid = grid
        self.sheet = sheet
        self.palette = palette
        self.rows = 0
        self._top = top
        self._slot = len(sheet.parts)
        sheet.parts.append("")
        self._grounds: list[str] = []
        self._hairlines: list[str] = []
        self._strong: dict[float, list[str]] = {}
        self._columns: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._since = top

    @property
    def _ends(self) -> tuple[float, float]:
        return self.grid.edges[0], self.grid.edges[-1]

    def head(self, rows: list[GridRow], top: float) -> float:
        """Rules and grounds of the head -> its lower edge."""
        y = top
        for row in rows:
            self._like(row, y)
            y -= row.height_pt
            for group in row.boxes:
                if group.cell.colspan > 1 and group.cell.rowspan < len(rows):
                    self._hairline(group.left, y, group.left + group.width_pt, y)
        if rows:
            self.strong(y, self.grid.typesetter.style.table.rule_strong_pt)
        return y

    def row(self, row: GridRow, top: float, bottom: float, *, ends: bool = True) -> None:
        """Rules and grounds of a body row; ``ends`` is False when it goes on on the next sheet."""
        self._like(row, top)
        self.rows += 1
        if row.row.kind is RowKind.SECTION:
            if self.rows > 1:
                self.strong(top, self.grid.typesetter.style.table.sectbar_pt)
            self.strong(bottom, _UNDER_SECTION_PT)
        elif ends:
            left, right = self._ends
            cuts = [left, *chain.from_iterable(row.below), right]
            for start, end in zip(cuts[::2], cuts[1::2], strict=True):
                if end > start:
                    self._hairline(start, bottom, end, bottom)

    def section_again(self, row: GridRow, top: float, bottom: float) -> None:
        """Rules of a section's row that stands at the top once more; it is no row of its own."""
        self._like(row, top)
        self.strong(bottom, _UNDER_SECTION_PT)

    def strong(self, y: float, width_pt: float) -> None:
        """A strong rule over the table's whole width."""
        left, right = self._ends
        self._strong.setdefault(width_pt, []).append(_segment(left, y, right, y))

    def close(self, bottom: float) -> None:
        """Paints all that has gathered; ``bottom`` is the last row's lower edge."""
        self._flush(bottom)
        if self.grid.table.strip:
            self.sheet.parts.append(artifact(self._outlines(bottom)))
            return
        self.strong(bottom, self.grid.typesetter.style.table.rule_strong_pt)
        rule_pt = self.grid.typesetter.style.table.rule_pt
        lines = [self.palette.stroke(RULE, rule_pt), *self._hairlines, "S\n"]
        for width_pt, segments in self._strong.items():
            lines += [self.palette.stroke(RULE_STRONG, width_pt), *segments, "S\n"]
        self.sheet.parts.append(artifact("".join(lines)))
        if self._grounds:
            self.sheet.parts[self._slot] = artifact("".join(self._grounds))

    def _outlines(self, bottom: float) -> str:
        """A strip has no rules, but white tiles need an edge."""
        last = next((rows[-1] for rows in reversed(self.grid.bodies) if rows), None)
        tiles = [
            box(tile.left + 0.3, bottom + 0.3, tile.width_pt - 0.6, self._top - bottom - 0.6)
            for tile in (last.boxes if last else ())
            if white(tile.cell.fill, self.grid.typesetter)
        ]
        return self.palette.stroke(RULE, 0.6) + "".join(tiles)

    def _like(self, row: GridRow, top: float) -> None:
        """Goes on with the lines and grounds of the row above, or ends them and starts anew."""
        if (row.rules, row.tints) != self._columns:
            self._flush(top)
            self._columns = (row.rules, row.tints)

    def _flush(self, y: float) -> None:
        edges, (rules, tints) = self.grid.edges, self._columns
        if self._since > y:
            for i in rules:
                self._hairline(edges[i], self._since, edges[i], y)
            for i in tints:
                self._ground(self.grid.table.columns[i], edges[i], y)
        self._since = y

    def _ground(self, column: Column, left: float, y: float) -> None:
        if column.tint:
            size = column.width_pt, self._since - y
            self._grounds.append(self.palette.area(column.tint, left, y, *size))

    def _hairline(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self._hairlines.append(_segment(x, y, to_x, to_y))


def _segment(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l "
