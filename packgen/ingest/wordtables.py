"""A table of a Word file -> a table of the tree: its cells with their spans, and its head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from packgen.document.drawing import Ink
from packgen.document.nodes import Cell, Column, Paragraph, Row, Table, TableBody
from packgen.document.roles import Role, RowKind, Scope
from packgen.ingest.wordtree import Node

ReadCell = Callable[[Node], tuple[Paragraph, ...]]
_MOST_COLUMNS = 63  # as many as Word itself allows


class NotATable(ValueError):
    """Its rows don't fit together."""


@dataclass(slots=True)
class _Place:
    """A cell on its way: where it begins, and how far it goes."""

    node: Node
    column: int
    colspan: int
    rowspan: int = 1


def read_table(
    node: Node, read: ReadCell, caption: str, anchor: str, width_pt: float, *, indented: bool
) -> Table:
    """A ``tbl`` element -> the table, as wide as given. Raises NotATable for a broken grid."""
    rows = [row for row in _rows(node) if any(kid.name in ("tc", "sdt") for kid in row.kids)]
    placed = _placed(rows)
    count = max((p.column + p.colspan for row in placed for p in row), default=0)
    if not 0 < count <= _MOST_COLUMNS:
        raise NotATable
    heads = 0
    while heads < len(rows) and rows[heads].is_on("trPr", "tblHeader"):
        heads += 1
    heads = heads or 1
    made = [
        _row(row, read, RowKind.HEAD if place < heads else RowKind.BODY)
        for place, row in enumerate(placed)
    ]
    if heads >= len(made):  # a table of headings alone is a box drawn with a table
        heads, made = 0, [_row(row, read, RowKind.BODY) for row in placed]
    if made:
        last = made[-1]
        made[-1] = Row(RowKind.LAST if last.kind is RowKind.BODY else last.kind, last.cells)
    widths = _widths(node, count, width_pt)
    try:
        return Table(
            caption=caption,
            description="",
            columns=tuple(Column(width) for width in widths),
            head=tuple(made[:heads]),
            bodies=(TableBody(tuple(made[heads:])),),
            anchor=anchor,
            caption_shown=bool(caption),
            indented=indented,
        )
    except ValueError:
        raise NotATable from None


def _rows(node: Node) -> list[Node]:
    """Rows, also those in content controls; tracked deletions left out."""
    found: list[Node] = []
    for kid in node.kids:
        if kid.name == "tr" and not is_gone(kid):
            found.append(kid)
        elif kid.name in ("sdt", "sdtContent", "customXml"):
            found += _rows(kid)
    return found


def is_gone(node: Node) -> bool:
    """Whether a row or a cell was deleted, as Word tracks it, or is hidden."""
    gone = (("trPr", "del"), ("trPr", "hidden"), ("tcPr", "cellDel"))
    return any(node.one(*path) is not None and node.is_on(*path) is not False for path in gone)


def _emptied(cell: Node) -> Node:
    return Node("tc", kids=[*cell.all("tcPr")])


def _cells(row: Node) -> list[Node]:
    found: list[Node] = []
    for kid in row.kids:
        if kid.name == "tc":
            found.append(kid)
        elif kid.name in ("sdt", "sdtContent", "customXml"):
            found += _cells(kid)
    return found


def _placed(rows: list[Node]) -> list[list[_Place]]:
    """Rows -> their cells where they begin; one merged downwards is said once, with its span."""
    out: list[list[_Place]] = []
    open_at: dict[int, _Place] = {}
    for row in rows:
        column, begun, still = 0, list[_Place](), dict[int, _Place]()
        for held in _cells(row):
            cell = _emptied(held) if is_gone(held) else held
            colspan = max(1, _number(cell.value("tcPr", "gridSpan"), 1))
            merge = cell.one("tcPr", "vMerge")
            goes_on = merge is not None and merge.attributes.get("val") != "restart"
            above = open_at.get(column)
            if goes_on and above and above.colspan == colspan:
                above.rowspan += 1
                still[column] = above
            else:
                place = _Place(cell, column, colspan)
                begun.append(place)
                if merge is not None:
                    still[column] = place
            column += colspan
        open_at = still
        out.append(begun)
    return out


def _row(places: list[_Place], read: ReadCell, kind: RowKind) -> Row:
    head = kind is RowKind.HEAD
    role = Role.COLUMN_HEAD if head else Role.TABLE_TEXT
    cells = tuple(
        Cell(
            tuple(Paragraph(role, p.content) for p in read(place.node)),
            colspan=place.colspan,
            rowspan=place.rowspan,
            scope=Scope.COLUMN if head else None,
            fill=Ink("headfill") if head else None,
        )
        for place in places
    )
    return Row(kind, cells)


def _widths(node: Node, count: int, width_pt: float) -> list[float]:
    grid = [_number(col.attributes.get("w", ""), 0) for col in _grid(node)]
    if len(grid) != count or not all(grid):
        return [width_pt / count] * count
    return [width * width_pt / sum(grid) for width in grid]


def _grid(node: Node) -> list[Node]:
    found = node.one("tblGrid")
    return [*found.all("gridCol")] if found else []


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else default
