"""The raw XML of tables: papers' own, those that set things side by side, and panels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from packgen.render.docx.oxml import PANEL_STYLE, TABLE_STYLE, border, quote, shade, value_element

Line = tuple[int, str]
"""A table's rule: its width in eighths of a point (0 for none) and its colour."""


def table_start(
    widths: Iterable[int],
    lines: str,
    padding: tuple[int, int, int],
    caption: str,
    description: str,
    indent: int = 0,
) -> str:
    """Column widths, w:tblBorders, padding (beside, above, below), alternative text and an indent
    at the left -> a table's opening."""
    widths = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    across, above, below = padding
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>{lines}'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="{across}" w:type="dxa"/>'
        f'<w:bottom w:w="{below}" w:type="dxa"/><w:right w:w="{across}" w:type="dxa"/>'
        "</w:tblCellMar>"
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{quote(caption)}"/>'
        f'<w:tblDescription w:val="{quote(description)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


TABLE_END: Final = "</w:tbl>"


def table_lines(bottom: Line, across: Line, upright: Line) -> str:
    """The rules of a whole table -> w:tblBorders."""
    return (
        "<w:tblBorders>"
        + border("bottom", *bottom)
        + border("insideH", *across)
        + border("insideV", *upright)
        + "</w:tblBorders>"
    )


def row(cells: str, head: bool, least: int = 0) -> str:
    """Cells and their least height -> a row that no page break splits; a head row repeats on each
    page."""
    repeated = "<w:tblHeader/>" if head else ""
    height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>{cells}</w:tr>"


def cell(properties: str, content: str) -> str:
    """w:tcPr and paragraphs -> a cell."""
    return f"<w:tc>{properties}{content}</w:tc>"


def cell_properties(
    width: int,
    span: int,
    merge: str,
    lines: Iterable[tuple[str, Line]],
    fill: str,
    bottom: bool,
    beside: int,
    below: int,
) -> str:
    """A cell's place and look -> w:tcPr. ``merge`` is "", "restart" or "continue"; ``lines`` in
    the order top, left, bottom, right; ``beside`` and ``below`` are padding of its own, 0 for the
    table's."""
    sides = (("left", beside), ("bottom", below), ("right", beside))
    margins = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in sides if room)
    borders = "".join(border(side, *line) for side, line in lines)
    return (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f"{value_element('gridSpan', span if span > 1 else 0)}"
        f"{value_element('vMerge', merge)}"
        f"{f'<w:tcBorders>{borders}</w:tcBorders>' if borders else ''}"
        f"{shade(fill)}"
        f"{f'<w:tcMar>{margins}</w:tcMar>' if margins else ''}"
        f"{value_element('vAlign', 'bottom' if bottom else '')}</w:tcPr>"
    )


def panel(
    width: int,
    indent: int,
    padding: tuple[int, int, int],
    lines: Iterable[tuple[str, Line]],
    fill: str,
    content: str,
    whole: bool,
) -> str:
    """Blocks -> a table of one cell around them, which pages may split if it isn't kept ``whole``;
    padding is (left, right, above and below), ``lines`` in the order top, left, bottom, right."""
    left, right, above = padding
    borders = "".join(border(side, *line) for side, line in lines)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{PANEL_STYLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{borders}</w:tblBorders>' if borders else ''}"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{above}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="{above}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr>'
        f"{'<w:trPr><w:cantSplit/></w:trPr>' if whole else ''}"
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade(fill)}</w:tcPr>'
        f"{content}</w:tc></w:tr></w:tbl>"
    )


def layout_table(widths: Iterable[int], cells: str, height: int) -> str:
    """Cells side by side -> a table of one row of this height, without rules and padding."""
    widths = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/>"
        f"{least}</w:trPr>{cells}</w:tr></w:tbl>"
    )


def layout_cell(
    content: str,
    width: int,
    lines: Iterable[tuple[str, Line]] = (),
    fill: str = "",
    top: bool = False,
) -> str:
    """Paragraphs -> a cell of a layout table, its content in the middle of its height or on top."""
    borders = "".join(border(side, *line) for side, line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f"{f'<w:tcBorders>{borders}</w:tcBorders>' if borders else ''}{shade(fill)}"
        f'<w:vAlign w:val="{"top" if top else "center"}"/></w:tcPr>{content}</w:tc>'
    )
