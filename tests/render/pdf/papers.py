"""Papers that are hard to set, by name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Link,
    Row,
    Symbol,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Align, Role, RowKind, Scope, Shape
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from tests.render.pdf.wide import wide_document
from tests.trees import cell, document, head, para

OVER_TALL = " ".join(f"word{n} of a text that no page can hold" for n in range(1, 1300))
MANY = "".join(map(chr, (*range(0x100, 0x180), *range(0x391, 0x3A1), *range(0x410, 0x450))))


def chained_table(rows: int, reason: str, anchor: str = "chained") -> Table:
    """A section whose rows are all kept together, under one cell that spans them."""
    columns = (Column(40), Column(200), Column(300), Column(80, Align.RIGHT, rule=True))
    again = (para(Role.RATIONALE, f"(continued) {reason}"),)
    section = Row(
        RowKind.SECTION,
        (
            cell(Role.SECTION, "Chained", colspan=2, scope=Scope.ROW, fill=Ink("sectfill")),
            cell(Role.SECTION_COUNT, "all of them", colspan=2, fill=Ink("sectfill")),
        ),
        keep_with_next=True,
    )
    body = [section]
    for row in range(rows):
        cells = [
            cell(Role.INDICATOR_NUMBER, str(row)),
            cell(Role.INDICATOR, f"Row {row} of the chain", scope=Scope.ROW),
            cell(Role.FIGURE, str(row * 3)),
        ]
        if row == 0:
            cells.insert(2, cell(Role.RATIONALE, reason, rowspan=rows, again=again))
        body.append(Row(RowKind.BODY, tuple(cells), keep_with_next=row < rows - 1))
    heads = Row(RowKind.HEAD, tuple(map(head, ("No.", "Indicator", "Why", "Value"))))
    bodies = (TableBody(tuple(body)),)
    return Table("Chained", "Rows in a chain.", columns, (heads,), bodies, anchor)


def with_blocks(*blocks: Block) -> Document:
    """The public paper with blocks before its scorecard."""
    paper = document()
    return replace(paper, blocks=(*paper.blocks[:3], *blocks, *paper.blocks[3:]))


def _plain_row(number: int) -> Row:
    words = (cell(Role.WORDS, "few words"), cell(Role.FIGURE, "1%"))
    return Row(RowKind.BODY, (cell(Role.INDICATOR, f"Name {number}", scope=Scope.ROW), *words))


def texts() -> Document:
    """Words of all kinds: accents, brackets, no-break spaces, symbols, links, markings."""
    linked = Cell(
        (
            para(Role.RATIONALE, "See ", Link("a link in a cell", "#scorecard"), " for more"),
            para(Role.RATIONALE, "and this"),
        )
    )
    row = Row(
        RowKind.BODY,
        (
            cell(Role.INDICATOR, "x" * 90 + " (over\\wide) and/or-hyphenated", scope=Scope.ROW),
            linked,
            Cell((para(Role.RATING, Symbol(Shape.RING, Ink("muted"))),)),
        ),
    )
    heads = Row(RowKind.HEAD, tuple(map(head, ("Name", "Why", "Shape"))))
    table = Table(
        "A caption (not shown)",
        "Früh & später <1>",
        (Column(60), Column(90), Column(40)),
        (heads,),
        (TableBody((row, *map(_plain_row, range(4)))),),
        anchor="words",
    )
    shapes = [Symbol(shape, Ink("muted")) for shape in Shape]
    return with_blocks(
        para(Role.BODY, f"Many letters: {MANY}"),
        para(Role.BODY, "a  b   c \u00a0(d)\u00a0\\e ", Text("bold ü", bold=True), *shapes, "end"),
        para(Role.BODY, Link("words of a link that is long " * 12, "https://example.org/(a)"), "."),
        para(Role.MARKING, "Marked"),
        para(Role.MARKING_DETAIL, "as it is"),
        table,
        Bullets(tuple((Text("Words of a long list. " * 20),) for _ in range(60))),
        Heading(3, (Text("A heading with "), Text("two weights", bold=True)), "third"),
        para(Role.BODY, "A paragraph that no page can hold. " * 900),
    )


PAPERS = {
    "public": document,
    "restricted": lambda: document(restricted=True),
    "sixty rows": lambda: document(restricted=True, rows=30),
    "over-tall row": lambda: document(rows=1, long_text=OVER_TALL),
    "over-tall span": lambda: document(rows=4, long_text=OVER_TALL),
    "long chain": lambda: with_blocks(chained_table(90, "One reason for all. " * 9)),
    "long chain, over-tall reason": lambda: with_blocks(chained_table(9, OVER_TALL)),
    "texts": texts,
    "wide": lambda: wide_document(40),
}


@cache
def paper(name: str) -> Document:
    """A paper by its name."""
    return PAPERS[name]()


@cache
def paper_pdf(name: str) -> bytes:
    """A paper by its name, as a PDF in the civic style."""
    return write_pdf(paper(name), load_style("civic"))
