"""A Markdown table and its caption -> a table, numbered and as wide as the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from packgen.compose import figures
from packgen.compose.markdown import SyntaxTreeNode
from packgen.compose.report_kit import ReportKit
from packgen.compose.report_lines import Lines
from packgen.compose.report_table import cell_words, head_cell, text_cell, text_table
from packgen.document.nodes import Cell, Table
from packgen.document.roles import Align
from packgen.document.walk import plain

_CAPTION: Final = "Table:"
_PIPE = re.compile(r"(?<!\\)\|")
_HYPHENS = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?")
_MOST_COLUMNS, _MOST_ROWS = 12, 2_000
_ALIGNS: Final = {"right": Align.RIGHT, "center": Align.CENTRE, "left": Align.LEFT}


def is_caption(node: SyntaxTreeNode) -> bool:
    """Whether a node is the caption of a table."""
    return node.type == "paragraph" and node.children[0].content.startswith(_CAPTION)


def captioned(
    nodes: Sequence[SyntaxTreeNode], place: int, lines: Lines
) -> tuple[SyntaxTreeNode, str, int]:
    """The place of a table or of a caption above one -> the table, its caption, above or below it
    (or none), and the last of their places. Raises BadInput."""
    node = nodes[place]
    if node.type != "table":
        if not _is_table(nodes, place + 1):
            raise lines.fault(node, "a caption without a table", "put it beside its table")
        return nodes[place + 1], _words(node, lines), place + 1
    below = place + 1 < len(nodes) and is_caption(nodes[place + 1])
    if below and not _is_table(nodes, place + 2):
        return node, _words(nodes[place + 1], lines), place + 1
    return node, "", place


def _is_table(nodes: Sequence[SyntaxTreeNode], place: int) -> bool:
    return place < len(nodes) and nodes[place].type == "table"


def _words(node: SyntaxTreeNode, lines: Lines) -> str:
    return plain(lines.joined(node)).removeprefix(_CAPTION).strip()


def table(
    node: SyntaxTreeNode,
    caption: str,
    lines: Lines,
    kit: ReportKit,
    width_pt: float,
    *,
    indented: bool,
) -> Table:
    """A table's node and its caption -> the table, numbered. Raises BadInput."""
    for row in (row for part in node.children for row in part.children):
        _check_row(row, len(node.children[0].children[0].children), lines)
    rows = [row.children for part in node.children for row in part.children]
    head = [head_cell(lines.joined(cell)) for cell in rows[0]]
    _check(node, head, len(rows), lines)
    said, number = kit.words.report, lines.numbers.next_table()
    titled = said.table(number=number, caption=caption) if caption else ""
    columns = [cell_words(cell) for cell in head if cell.paragraphs]
    lines.last_anchor = lines.numbers.own(f"table-{lines.numbers.tables}")
    return text_table(
        head,
        [[text_cell(lines.lines(cell)) for cell in row] for row in rows[1:]],
        [_align(cell) for cell in rows[0]],
        caption=titled or said.table_unnamed(number=number),
        description=said.table_description(
            rows=str(len(rows) - 1), columns=figures.listed(columns, kit.words)
        ),
        anchor=lines.last_anchor,
        measure=kit.measure,
        width_pt=width_pt,
        indented=indented,
    )


def check_no_table(node: SyntaxTreeNode, lines: Lines) -> None:
    """Raises BadInput for a paragraph that was meant as a table, and is none."""
    if any(_HYPHENS.fullmatch(line) for line in node.children[0].content.split("\n")):
        what = "a table's head has not as many columns as its line of hyphens"
        raise lines.fault(node, what, "give both as many, with an empty line before the table")


def _check(node: SyntaxTreeNode, head: Sequence[Cell], rows: int, lines: Lines) -> None:
    if len(head) > _MOST_COLUMNS or rows > _MOST_ROWS:
        what = f"a table of more than {_MOST_COLUMNS} columns or {_MOST_ROWS:,} rows"
        raise lines.fault(node, what, "attach it as a document of its own")
    if not any(cell.paragraphs for cell in head):
        raise lines.fault(node, "a table without heads", "name its columns in its first row")
    if rows < 2:
        raise lines.fault(node, "a table without rows", "give it one")


def _check_row(row: SyntaxTreeNode, columns: int, lines: Lines) -> None:
    """Markdown leaves out cells beyond the last column, and takes the text below for a row."""
    parts = _PIPE.split(lines.source(row).strip())
    found = parts[not parts[0] : len(parts) - (len(parts) > 1 and not parts[-1])]
    if len(found) != columns:
        what = f"a row of {len(found)} cells in a table of {columns} columns"
        raise lines.fault(row, what, "mend the row, or put an empty line after the table")


def _align(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return _ALIGNS.get(style, Align.LEFT)
