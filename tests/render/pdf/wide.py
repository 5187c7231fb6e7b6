"""A scorecard as wide as the council's own, of any length: for timing and for page breaks."""

from __future__ import annotations

from dataclasses import replace

from packgen.document.drawing import Area, Dot, Drawing, Figure, Ink, Stroke
from packgen.document.nodes import (
    Cell,
    Column,
    Document,
    Row,
    Symbol,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Align, Role, RowKind, Scope, Shape
from tests.trees import cell, document, head, para

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
WIDTHS = (21.5, 116, 173, 31, 48, *[37] * 3, 36, 38.5, 42, *[34.6] * 11, 37, 36.3, 62)
WHY = (
    "Schools are subject to regulation and inspection. Our ambition is that schools are at least"
    " good or better. This measure, to be considered alongside others, shows how they are doing."
)


def trend(row: int) -> Figure:
    points = tuple((2 + 4.6 * m, 4 + (row * 7 + m * m * 5) % 15) for m in range(12))
    marks = (
        Area(0, 6, 56.7, 8, Ink("band")),
        Stroke(points, Ink("spark"), 1.0),
        Dot(*points[-1], 2.4, Ink("spark")),
    )
    return Figure(
        Drawing(56.7, 22.7, marks), f"Trend of indicator {row}: from 90% to {row % 100}%."
    )


def indicator(row: int) -> Row:
    rating = (
        Symbol(Shape.DISC, Ink("greenshape")),
        Text("GREEN", ink=Ink("greentext")),
    )
    cells = [
        cell(Role.INDICATOR_NUMBER, str(row + 1)),
        Cell(
            (
                para(Role.INDICATOR, f"% outcome of inspections good or outstanding ({row + 1})"),
                para(Role.INDICATOR_NOTE, "Note: School year"),
            ),
            scope=Scope.ROW,
        ),
        cell(Role.RATIONALE, WHY),
        cell(Role.WORDS, "High"),
        cell(Role.FIGURE, "95-90%"),
        *[cell(Role.FIGURE, f"{80 + (row + year) % 20}%") for year in range(3)],
        *[cell(Role.WORDS, "Local Measure") for _ in range(2)],
        Cell((para(Role.RATING, *rating),), fill=Ink("greenfill")),
        *[
            Cell((para(Role.FIGURE, f"{(row * month) % 100}%"), para(Role.RATIO, f"({month}/71)")))
            for month in range(11)
        ],
        cell(Role.FIGURE_LATEST, f"{row % 100}%"),
        cell(Role.FIGURE_LATEST, f"{row % 100}%"),
        Cell(figure=trend(row)),
    ]
    return Row(RowKind.BODY, tuple(cells))


def section(number: int) -> Row:
    title = cell(
        Role.SECTION, f"Section {number}", colspan=10, scope=Scope.ROW, fill=Ink("sectfill")
    )
    count = cell(Role.SECTION_COUNT, "8 GREEN", colspan=15, fill=Ink("sectfill"))
    return Row(RowKind.SECTION, (title, count), keep_with_next=True, outline=f"Section {number}")


def wide_table(rows: int) -> Table:
    ruled = (5, 10, 11, 23, 24)
    columns = tuple(
        Column(
            width,
            Align.RIGHT if 4 <= i <= 9 or 11 <= i <= 23 else Align.LEFT,
            rule=i in ruled,
            tint=Ink("colfill") if i == 22 else None,
        )
        for i, width in enumerate(WIDTHS)
    )
    words = ("No.", "Performance Indicators", "Why is this important?", "Polarity", "Target")
    words += ("2022/23", "2021/22", "2020/21", "England", "London", "RAG rating")
    words += (*(f"{month}-23" for month in MONTHS), "Year to Date", "Trend")
    bodies = tuple(
        TableBody((section(start // 8 + 1), *map(indicator, range(start, min(start + 8, rows)))))
        for start in range(0, rows, 8)
    )
    return Table(
        "Scorecard",
        "One row an indicator.",
        columns,
        (Row(RowKind.HEAD, tuple(map(head, words))),),
        bodies,
        anchor="scorecard",
        caption_shown=True,
    )


def wide_document(rows: int) -> Document:
    paper = document()
    blocks = tuple(
        wide_table(rows) if isinstance(block, Table) else block for block in paper.blocks
    )
    return replace(paper, blocks=blocks)
