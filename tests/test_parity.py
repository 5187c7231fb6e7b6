"""Whatever the tree, both formats say what it says: random trees, written and read back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Block,
    Bullets,
    Cell,
    Column,
    Columns,
    Heading,
    Link,
    Paragraph,
    Row,
    Symbol,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Align, Role, RowKind, Scope, Shape
from packgen.document.walk import passages
from packgen.model.pack import Audience, Format, Rendition
from packgen.render.docx import write_docx
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from packgen.verify import verified
from tests.trees import document, sparkline

CIVIC = load_style("civic")
LETTERS = "abcde ABC 0123456789 %£()<>&\"'\\/{}[]–—’é ŵ½●\u00a0-.,;:"

words = st.text(LETTERS, min_size=1, max_size=60).filter(str.strip)
texts = st.builds(Text, words, st.booleans())
symbols = st.builds(Symbol, st.sampled_from(Shape), st.just(Ink("muted")))
links = st.builds(Link, words, st.just("https://example.org/a?b=c&d"))
inline = st.lists(st.one_of(texts, texts, symbols, links), min_size=1, max_size=4).map(tuple)
cell_inline = st.lists(st.one_of(texts, symbols), min_size=1, max_size=3).map(tuple)
cell_roles = st.sampled_from([Role.FIGURE, Role.WORDS, Role.RATIONALE, Role.RATING, Role.INDICATOR])
cell_paragraphs = st.lists(st.builds(Paragraph, cell_roles, cell_inline), max_size=3).map(tuple)


@st.composite
def rows(draw: st.DrawFn, width: int, kind: RowKind, scope: Scope | None) -> tuple[Row, ...]:
    """Rows of a body or a head, with cells that span columns and rows."""
    count = draw(st.integers(1, 4))
    held = [[False] * width for _ in range(count)]
    made = []
    for r in range(count):
        cells = []
        for c in range(width):
            if held[r][c]:
                continue
            room = next((i for i in range(c, width) if held[r][i]), width) - c
            colspan = draw(st.integers(1, min(room, 3)))
            free = (all(not held[k][i] for i in range(c, c + colspan)) for k in range(r, count))
            depth = next((k for k, is_free in enumerate(free) if not is_free), count - r)
            rowspan = draw(st.integers(1, depth))
            for k in range(r, r + rowspan):
                held[k][c : c + colspan] = [True] * colspan
            if scope is None and draw(st.integers(0, 9)) == 0:
                cells.append(Cell(figure=sparkline(), colspan=colspan, rowspan=rowspan))
            else:
                content = draw(cell_paragraphs)
                fill = draw(st.sampled_from([None, Ink("withfill")]))
                cells.append(Cell(content, None, colspan, rowspan, scope, fill))
        made.append(Row(kind, tuple(cells), draw(st.booleans())))
    return tuple(made)


@st.composite
def tables(draw: st.DrawFn, anchor: str) -> Table:
    width = draw(st.integers(1, 5))
    columns = [
        Column(
            draw(st.floats(60, 180)), draw(st.sampled_from(Align)), draw(st.booleans()), tight=True
        )
        for _ in range(width)
    ]
    head = draw(rows(width, RowKind.HEAD, Scope.COLUMN))
    bodies = draw(st.lists(rows(width, RowKind.BODY, None), min_size=1, max_size=3))
    shown = draw(st.booleans())
    bodies = tuple(TableBody(body) for body in bodies)
    return Table("A caption", "Described", tuple(columns), head, bodies, anchor, shown)


@st.composite
def documents(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    """Papers of a title and random blocks, public or not."""
    paragraphs = st.builds(Paragraph, st.sampled_from([Role.BODY, Role.SMALL]), inline)
    bullets = st.builds(Bullets, st.lists(inline, min_size=1, max_size=4).map(tuple))
    blocks: list[Block] = [Heading(1, (Text("A title"),), "title")]
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["paragraph", "bullets", "heading", "table", "columns"]))
        if kind == "heading":
            blocks.append(Heading(2, (Text(draw(words)),), f"heading-{number}"))
        elif kind == "columns":
            left = draw(st.lists(paragraphs | bullets, min_size=1, max_size=2).map(tuple))
            right = draw(st.lists(paragraphs, min_size=1, max_size=2).map(tuple))
            blocks.append(Columns((0.4, 0.6), (left, right)))
        elif kind == "table":
            blocks.append(draw(tables(f"table-{number}")))
        else:
            blocks.append(draw(paragraphs if kind == "paragraph" else bullets))
    return replace(document(restricted=draw(st.booleans())), blocks=tuple(blocks))


def test_two_paragraphs_of_one_text_stay_two_words() -> None:
    twice = Cell((Paragraph(Role.FIGURE, (Text("0"),)),) * 2)
    table = Table("c", "d", (Column(60),), (), (TableBody((Row(RowKind.BODY, (twice,)),)),), "t")
    paper = replace(document(), blocks=(Heading(1, (Text("A title"),), "title"), table))
    verified(Rendition(Audience.PUBLIC, Format.PDF, write_pdf(paper, CIVIC)), paper)
    verified(Rendition(Audience.PUBLIC, Format.DOCX, write_docx(paper, CIVIC)), paper)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_both_formats_say_what_the_tree_says(paper) -> None:  # type: ignore[no-untyped-def]
    assert list(passages(paper))
    verified(Rendition(Audience.PUBLIC, Format.PDF, write_pdf(paper, CIVIC)), paper)
    verified(Rendition(Audience.PUBLIC, Format.DOCX, write_docx(paper, CIVIC)), paper)
