"""Small document trees that have one of everything, for the writers' tests."""

from __future__ import annotations

from datetime import date

from packgen.document.drawing import Area, Dot, Drawing, Figure, Ink, Label, Stroke, Triangle
from packgen.document.nodes import (
    Bullets,
    Cell,
    Column,
    Columns,
    Document,
    Heading,
    Inline,
    Link,
    Marking,
    PageCount,
    PageNumber,
    PageSetup,
    Paragraph,
    Row,
    Running,
    Symbol,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Align, Role, RowKind, Scope, Shape

A3 = PageSetup(1190.55, 841.89, 28.35, 28.35, 51, 48)


def para(role: Role, *content: Inline | str, align: Align | None = None) -> Paragraph:
    inlines = tuple(Text(c) if isinstance(c, str) else c for c in content)
    return Paragraph(role, inlines, align)


def cell(role: Role, text: str, **kw: object) -> Cell:
    return Cell((para(role, text),) if text else (), **kw)  # type: ignore[arg-type]


def head(text: str, **kw: object) -> Cell:
    return cell(Role.COLUMN_HEAD, text, scope=Scope.COLUMN, fill=Ink("headfill"), **kw)


def sparkline() -> Figure:
    return Figure(
        Drawing(
            56.7,
            22.7,
            (
                Area(0, 4, 56.7, 8, Ink("band")),
                Stroke(((0, 14), (56.7, 14)), Ink("tline"), 0.8, (2.4, 1.6)),
                Stroke(((2, 3), (20, 12), (38, 9)), Ink("spark"), 1.0),
                Dot(38, 9, 2.4, Ink("spark")),
                Triangle(((50, 18), (54, 18), (52, 22)), Ink("tline")),
                Label(10, 15, "[c]", 7, Ink("withtext")),
            ),
        ),
        "Trend of 7: from 96% in Apr-23 to 93% in Jun-23; target 95%.",
    )


def scorecard_table(rows: int = 3, sections: int = 2, long_text: str = "") -> Table:
    """Eight columns: two-row head, section rows, a rationale over two rows, a withheld run."""
    columns = (
        Column(24),
        Column(150),
        Column(180),
        Column(60, Align.RIGHT, rule=True),
        Column(60, rule=True),
        Column(50, Align.RIGHT, rule=True),
        Column(50, Align.RIGHT, tint=Ink("colfill")),
        Column(70, rule=True),
    )
    heads = (
        Row(
            RowKind.HEAD,
            (
                head("No.", rowspan=2),
                head("Performance Indicators", rowspan=2),
                head("Why is this important?", rowspan=2),
                head("Target", rowspan=2),
                head("RAG rating", rowspan=2),
                head("Months of 2023/24", colspan=3),
            ),
        ),
        Row(RowKind.HEAD, (head("Apr-23"), head("May-23"), head("Trend"))),
    )
    bodies = []
    for s in range(sections):
        section = Row(
            RowKind.SECTION,
            (
                cell(
                    Role.SECTION,
                    f"Section {s + 1} (Früh & später)",
                    colspan=4,
                    scope=Scope.ROW,
                    fill=Ink("sectfill"),
                ),
                Cell(
                    (para(Role.SECTION_COUNT, Symbol(Shape.DISC, Ink("greenshape")), "2 GREEN"),),
                    colspan=4,
                    fill=Ink("sectfill"),
                ),
            ),
            keep_with_next=True,
            outline=f"Section {s + 1}",
        )
        body = [section]
        for r in range(rows):
            number = f"{s + 1}{'abcdefghij'[r % 10]}{r // 10 or ''}"
            shared = r % 2 == 0 and r + 1 < rows
            cells: list[Cell] = [
                cell(Role.INDICATOR_NUMBER, number),
                Cell(
                    (
                        para(Role.INDICATOR, f"% of reviews completed within timescale ({number})"),
                        para(Role.INDICATOR_NOTE, "Note: awaiting publication"),
                    ),
                    scope=Scope.ROW,
                ),
            ]
            if r % 2 == 0:
                text = long_text or f"Why {number} matters: " + "plain words about it. " * 9
                cells.append(cell(Role.RATIONALE, text.strip(), rowspan=2 if shared else 1))
            cells += [
                cell(Role.FIGURE, "100 - 95%"),
                Cell(
                    (
                        para(
                            Role.RATING,
                            Symbol(Shape.DISC, Ink("greenshape")),
                            Text("GREEN", ink=Ink("greentext")),
                        ),
                    ),
                    fill=Ink("greenfill"),
                ),
            ]
            if r == 1:
                cells.append(
                    cell(
                        Role.WITHHELD,
                        "Data suppressed, see part 2 report",
                        colspan=3,
                        fill=Ink("withfill"),
                    )
                )
            else:
                cells += [
                    Cell((para(Role.FIGURE, "1.2%"), para(Role.RATIO, "(88/7140)"))),
                    cell(Role.FIGURE_LATEST, "93%"),
                    Cell(figure=sparkline()),
                ]
            body.append(Row(RowKind.BODY, tuple(cells), keep_with_next=shared))
        bodies.append(TableBody(tuple(body)))
    return Table(
        "Scorecard",
        "One row an indicator, with target, rating, months and trend.",
        columns,
        heads,
        tuple(bodies),
        anchor="scorecard",
        caption_shown=True,
    )


def counts_table() -> Table:
    words = (("RED", "redfill", "redtext"), ("GREEN", "greenfill", "greentext"))
    return Table(
        "RAG ratings",
        "How many indicators have each rating.",
        (Column(90), Column(90)),
        (
            Row(
                RowKind.HEAD,
                tuple(
                    Cell(
                        (para(Role.COUNT_WORD, Text(w, ink=Ink(t))),),
                        scope=Scope.COLUMN,
                        fill=Ink(f),
                    )
                    for w, f, t in words
                ),
            ),
        ),
        (
            TableBody(
                (
                    Row(
                        RowKind.BODY,
                        tuple(
                            Cell((para(Role.COUNT_NUMERAL, Text("2", ink=Ink(t))),), fill=Ink(f))
                            for w, f, t in words
                        ),
                    ),
                )
            ),
        ),
        anchor="ratings",
        strip=True,
    )


def document(
    *, restricted: bool = False, rows: int = 3, sections: int = 2, long_text: str = ""
) -> Document:
    """A whole paper with one of everything."""
    marking = Marking.NOT_FOR_PUBLICATION if restricted else Marking.PUBLIC
    detail = "Local Government Act 1972, Schedule 12A, Part 1, paragraph 2" if restricted else ""
    return Document(
        title="Children & Families: Performance <2023/24>",
        subject="Position as at end of June 2023",
        author="Example Borough Council",
        language="en-GB",
        date=date(2023, 6, 30),
        marking=marking,
        page=A3,
        running=Running(
            header=(
                Text("Children & Families: Performance", bold=True),
                Text("  Position as at end of Jun-23"),
            ),
            marking="NOT FOR PUBLICATION" if restricted else "PUBLIC",
            marking_detail=detail,
            footer=(
                (
                    Text("Key  ", bold=True),
                    Symbol(Shape.SQUARE, Ink("redkey")),
                    Text("RED off target   "),
                    Symbol(Shape.DISC, Ink("greenshape")),
                    Text("GREEN on target"),
                ),
            ),
            page=(Text("Page "), PageNumber(), Text(" of "), PageCount()),
        ),
        blocks=(
            Heading(1, (Text("Children & Families: Performance <2023/24>"),), "title"),
            para(Role.PERIOD, "Position as at end of ", Text("Jun-23", bold=True)),
            Columns(
                (0.4, 0.6),
                (
                    (Heading(2, (Text("RAG ratings"),), "ratings-heading"), counts_table()),
                    (
                        Heading(2, (Text("Reds and ambers"),), "reds"),
                        Bullets(
                            (
                                (Text("31", bold=True), Text(" % of plans issued")),
                                (Text("No others"),),
                            )
                        ),
                    ),
                ),
            ),
            scorecard_table(rows, sections, long_text),
            Heading(2, (Text("Notes"),), "notes"),
            para(
                Role.BODY,
                "See ",
                Link("the scorecard", "#scorecard"),
                " or ",
                Link("the law", "https://www.legislation.gov.uk/"),
                ".",
            ),
        ),
    )
