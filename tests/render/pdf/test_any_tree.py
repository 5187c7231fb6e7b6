"""Laws that hold for every tree: nothing is lost, nothing stands off the page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Block,
    Columns,
    Heading,
    Illustration,
    Inline,
    Item,
    Link,
    Listing,
    PageOf,
    PageSetup,
    Panel,
    Paragraph,
    Text,
)
from packgen.document.pages import numbered
from packgen.document.roles import PanelKind, Role
from packgen.document.volume import Volume, volume_passages
from packgen.render.pdf.volume import Kept, paginate, write_volume
from packgen.verify.pdf import read_volume
from tests.render.pdf.parent_tree import parent_tree_faults
from tests.render.pdf.volumes import (
    attached,
    bound,
    chart,
    image,
    paper,
    sample,
    styles,
    text_table,
)

LETTERS = "abcdefghij klm nop qrs tuv wxyz ABC 0123 éŵ–’ "
WORDS = st.text(LETTERS, min_size=1, max_size=400)
SHORT = st.text("abc 12", min_size=1, max_size=30)
ROLES = st.sampled_from([Role.BODY, Role.QUOTATION, Role.KICKER, Role.SMALL, Role.NOTE])
LABELS = st.sampled_from(["", "", "1.1", "10.10", "12.34.56.78"])
PAGES = (
    PageSetup(595.28, 841.89, 62.4, 51, 62, 56),
    PageSetup(420, 298, 30, 30, 40, 40),
)


@st.composite
def inlines(draw: st.DrawFn) -> tuple[Inline, ...]:
    def text() -> Inline:
        flags = {k: draw(st.booleans()) for k in ("bold", "italic", "raised")}
        return Text(draw(WORDS), **flags)

    kinds = draw(st.lists(st.sampled_from("tttlp"), min_size=1, max_size=4))
    makers = {
        "t": text,
        "l": lambda: Link(draw(SHORT), "https://example.org/", raised=draw(st.booleans())),
        "p": lambda: PageOf(draw(st.sampled_from(["p0", "p1", "away"])), text="7"),
    }
    return tuple(makers[kind]() for kind in kinds)


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    level, items = 0, []
    for _ in range(draw(st.integers(1, 6))):
        paragraphs = tuple(draw(st.lists(inlines(), min_size=1, max_size=2)))
        items.append(Item(draw(st.sampled_from(["•", "a)", "viii."])), paragraphs, level))
        level = draw(st.integers(0, min(3, level + 1)))
    return Listing(tuple(items), draw(st.booleans()), draw(st.booleans()))


def paragraphs() -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, ROLES, inlines(), st.none(), LABELS, st.booleans())


def headings() -> st.SearchStrategy[Heading]:
    return st.builds(Heading, st.integers(2, 4), inlines(), st.just(""), st.booleans(), LABELS)


def illustrations() -> st.SearchStrategy[Illustration]:
    sizes = st.tuples(st.floats(100, 900), st.floats(120, 1200))
    content = sizes.flatmap(
        lambda size: st.sampled_from([chart(*size), image(width=size[0], height=size[1])])
    )
    return st.builds(Illustration, content, inlines(), st.just(""), st.booleans())


def leaves() -> st.SearchStrategy[Block]:
    tables = st.integers(1, 8).map(lambda rows: text_table("", rows))
    return st.one_of(paragraphs(), headings(), listings(), illustrations(), tables)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    kind = draw(st.sampled_from(PanelKind))
    ink = Ink("redfill") if kind is PanelKind.EXCEPTION else None
    return Panel(kind, tuple(draw(st.lists(leaves(), min_size=1, max_size=4))), ink)


@st.composite
def columns(draw: st.DrawFn) -> Columns:
    plain = st.one_of(paragraphs(), listings(), panels())
    parts = draw(st.lists(st.lists(plain, max_size=2).map(tuple), min_size=2, max_size=2))
    return Columns((0.6, 0.4), tuple(parts))


def _named(block: Block, count: list[int]) -> Block:
    """A block with anchors of its own."""
    count[0] += 1
    match block:
        case Heading() | Illustration():
            return replace(block, anchor=f"x{count[0]}")
        case Panel(blocks=blocks):
            return replace(block, blocks=tuple(_named(b, count) for b in blocks))
        case Columns(parts=parts):
            inner = tuple(tuple(_named(b, count) for b in part) for part in parts)
            return replace(block, parts=inner)
        case Paragraph() | Listing():
            return block
        case _:
            return replace(block, anchor=f"x{count[0]}")


@st.composite
def volumes(draw: st.DrawFn) -> Volume:
    count, papers = [0], []
    for number in range(2):
        found = draw(st.lists(st.one_of(leaves(), panels(), columns()), min_size=1, max_size=8))
        title = Heading(1, (Text(f"Paper {number}"),), f"title{number}")
        blocks = [_named(block, count) for block in found]
        made = paper(f"Paper {number}", title, *blocks, page=draw(st.sampled_from(PAGES)))
        papers.append(bound(made, f"{number} Paper", f"p{number}", look="report"))
    more = (attached("att", (300, 300)),) if draw(st.booleans()) else ()
    return replace(sample(), papers=(papers[0], *more, papers[1]), duplex=draw(st.booleans()))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(volumes())
def test_what_goes_in_comes_out_and_stays_on_the_page(whole: Volume) -> None:
    whole = _with_pages(whole)
    data = write_volume(whole, styles())
    found = read_volume(data, {"part-att"})
    assert found.passages == [p for p in volume_passages(whole, attached=True) if p.text]
    assert parent_tree_faults(data) == []
    pages = paginate(whole, styles())
    with pypdfium2.PdfDocument(data) as pdf:
        labels = [pdf.get_page_label(n) for n in range(len(pdf))]
        assert len(set(labels)) == len(labels)
        assert set(pages.anchors.values()) <= set(labels)
        for sheet in pdf:
            width, height = sheet.get_size()
            for held in sheet.get_objects():
                left, bottom, right, top = held.get_bounds()
                assert -1 <= left <= right <= width + 1, held.type
                assert -1 <= bottom <= top <= height + 1, held.type


def _with_pages(whole: Volume) -> Volume:
    """A volume whose own pages are filled in; the far one keeps its number."""
    first = paginate(whole, styles(), Kept())
    known = replace(
        first,
        anchors={**first.anchors, "away": "41"},
        spans={**first.spans, "away": next(iter(first.spans.values()))},
    )
    return numbered(whole, known)
