"""Where things stand on the pages: nothing outside them, heads repeated, rows kept together."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Cell,
    Column,
    Document,
    Heading,
    Link,
    Marking,
    PageSetup,
    Row,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Role, RowKind, Scope
from packgen.errors import BadInput
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from packgen.verify.pdf import PageText, page_texts, read_pdf
from tests.render.pdf.papers import PAPERS, chained_table, paper, paper_pdf, with_blocks
from tests.render.pdf.wide import wide_table
from tests.trees import cell, document, head, para

MEASURE = 0.5  # glyph boxes are measured with this tolerance, in points


def _boxes(data: bytes) -> list[list[tuple[str, float, float, float, float]]]:
    """Each page's characters and their boxes: left, bottom, right, top."""
    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            pages.append(
                [
                    (text.get_text_range(i, 1), *text.get_charbox(i))
                    for i in range(text.count_chars())
                ]
            )
    return pages


@pytest.mark.parametrize("name", PAPERS)
def test_every_glyph_is_inside_its_page(name: str) -> None:
    setup = paper(name).page
    for glyphs in _boxes(paper_pdf(name)):
        assert glyphs
        for char, left, bottom, right, top in glyphs:
            assert 0 <= left <= right <= setup.width_pt, char
            assert 0 <= bottom <= top <= setup.height_pt, char


@pytest.mark.parametrize("name", PAPERS)
def test_the_body_keeps_clear_of_the_footer(name: str) -> None:
    """Nothing stands between the footer's text and the foot of the body."""
    setup = paper(name).page
    for glyphs in _boxes(paper_pdf(name)):
        inside = [g for g in glyphs if setup.left_pt - 1 <= g[1] <= setup.width_pt - 29]
        footer = [g for g in inside if g[4] < setup.bottom_pt - 9]
        assert "Page" in "".join(char for char, *_ in footer)
        assert not [g for g in inside if setup.bottom_pt - 9 <= g[2] < setup.bottom_pt - MEASURE]


def _pages_with(pages: list[PageText], words: str) -> list[int]:
    return [
        number
        for number, page in enumerate(pages)
        if any(words in text for text in (*page.marked.values(), *page.artifacts))
    ]


def test_heads_stand_on_each_page_of_a_table_and_are_read_once() -> None:
    pages = page_texts(paper_pdf("sixty rows"))
    with_rows = _pages_with(pages, "of reviews completed")
    assert len(with_rows) > 1
    assert _pages_with(pages, "Why is this important?") == with_rows
    said = [n for n, page in enumerate(pages) if "Why is this important?" in page.marked.values()]
    assert said == with_rows[:1]


def test_a_spanning_text_is_repeated_where_its_rows_go_on() -> None:
    pages = page_texts(paper_pdf("long chain"))
    rows = _pages_with(pages, "of the chain")
    assert len(rows) > 1
    assert _pages_with(pages, "One reason for all.") == rows
    assert _pages_with(pages, "(continued) One reason") == rows[1:]
    heard = [p.text for p in read_pdf(paper_pdf("long chain")).passages if "One reason" in p.text]
    assert len(heard) == 1
    assert "(continued)" not in heard[0]


def test_rows_that_stay_together_move_together() -> None:
    tables = [chained_table(12, "Why so. ", anchor=f"table{n}") for n in range(6)]
    pages = page_texts(write_pdf(with_blocks(*tables), load_style("civic")))
    assert len(pages) > 1
    counts = [sum("of the chain" in t for t in page.marked.values()) for page in pages]
    assert all(count % 12 == 0 for count in counts)
    assert sum(counts) == 6 * 12


def _filler(lines: int) -> Document:
    """The public paper with so many lines before its scorecard."""
    return with_blocks(*(para(Role.BODY, "A line of text.") for _ in range(lines)))


@pytest.mark.parametrize("lines", range(18, 42, 2))
def test_no_section_and_no_heading_stands_last_on_a_page(lines: int) -> None:
    pages = page_texts(write_pdf(_filler(lines), load_style("civic")))
    for page, following in pairwise(pages):
        last = list(page.marked.values())[-1]
        assert not last.endswith("2 GREEN"), "a section row stands last"
        assert last not in ("Scorecard", "Notes", "Trend"), "a heading or a head stands last"
        assert following.marked


@pytest.mark.parametrize("lines", range(0, 40, 4))
def test_a_section_keeps_its_first_row_unasked(lines: int) -> None:
    filler = (para(Role.BODY, "A line of text.") for _ in range(lines))
    sections = replace(
        wide_table(40),
        bodies=tuple(
            replace(body, rows=tuple(replace(row, keep_with_next=False) for row in body.rows))
            for body in wide_table(40).bodies
        ),
    )
    blocks = (Heading(1, (Text("Title"),), "title"), *filler, sections)
    pages = page_texts(write_pdf(replace(document(), blocks=blocks), load_style("civic")))
    assert len(pages) > 2
    assert not [page for page in pages if list(page.marked.values())[-1] == "8 GREEN"]


def test_a_heading_goes_with_its_paragraph() -> None:
    for lines in range(50, 62):
        blocks = (
            Heading(1, (Text("Title"),), "title"),
            *(para(Role.BODY, "A line of text.") for _ in range(lines)),
            Heading(2, (Text("Stays with its text"),), "stays"),
            para(Role.BODY, "The text. " * 60),
        )
        data = write_pdf(replace(document(), blocks=blocks), load_style("civic"))
        pages = page_texts(data)
        heading = _pages_with(pages, "Stays with its text")
        assert heading == _pages_with(pages, "The text. ")[:1]


def test_an_over_wide_word_stays_in_its_column() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 4
    heads = Row(RowKind.HEAD, (head("A"), head("B")))
    row = Row(
        RowKind.BODY,
        (cell(Role.BODY, word, scope=Scope.ROW), cell(Role.BODY, "0", fill=Ink("withfill"))),
    )
    body = (TableBody((row,)),)
    table = Table("T", "d", (Column(60), Column(60)), (heads,), body, anchor="t")
    paper_ = replace(document(), blocks=(Heading(1, (Text("H"),), "h"), table))
    glyphs = _boxes(write_pdf(paper_, load_style("civic")))[0]
    edge = paper_.page.left_pt + 60
    letters = [g for g in glyphs if g[0] in "Donaudampfschifffahrtsgesellschaft" and g[1] < edge]
    assert len(letters) >= len(word)
    assert max(right for _, _, _, right, _ in letters) <= edge


def test_columns_stand_side_by_side() -> None:
    glyphs = _boxes(paper_pdf("public"))[0]
    text = "".join(char for char, *_ in glyphs)
    left, right = (glyphs[text.index(words)] for words in ("RAG ratings", "Reds and ambers"))
    assert left[4] == pytest.approx(right[4], abs=1)
    assert right[1] > left[1] + 300


@pytest.mark.parametrize("marking", Marking)
def test_small_pages_hold_all_too(marking: Marking) -> None:
    setup = PageSetup(595.3, 841.9, 30, 30, 20, 20)
    table = chained_table(9, "Why so. " * 40)
    narrow = replace(table, columns=(Column(30), Column(150), Column(200), Column(60)))
    detail = "Local Government Act 1972, Schedule 12A, Part 1, paragraph 2. " * 3
    paper_ = document()
    small = replace(
        paper_,
        page=setup,
        marking=marking,
        running=replace(paper_.running, marking_detail=detail, footer=paper_.running.footer * 5),
        blocks=(paper_.blocks[0], narrow, para(Role.BODY, "Words. " * 2000)),
    )
    pages = _boxes(write_pdf(small, load_style("civic")))
    assert len(pages) > 1
    for glyphs in pages:
        for char, left, bottom, right, top in glyphs:
            assert 0 <= left <= right <= setup.width_pt, char
            assert 0 <= bottom <= top <= setup.height_pt, char


def _outline(data: bytes) -> list[tuple[int, str, int]]:
    """The bookmarks: level, title, index of the page they lead to."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [
            (item.level, item.get_title(), item.get_dest().get_index()) for item in pdf.get_toc()
        ]


def test_headings_and_sections_are_bookmarks() -> None:
    data = paper_pdf("sixty rows")
    pages = page_texts(data)
    second = _pages_with(pages, "Section 2 (Früh")[0]
    last = _pages_with(pages, "Notes")[0]
    assert _outline(data) == [
        (0, "Children & Families: Performance <2023/24>", 0),
        (1, "RAG ratings", 0),
        (1, "Reds and ambers", 0),
        (2, "Section 1", 0),
        (2, "Section 2", second),
        (1, "Notes", last),
    ]
    assert 0 < second <= last


def test_links_lead_where_they_say() -> None:
    data = paper_pdf("sixty rows")
    with pikepdf.open(BytesIO(data)) as pdf:
        links = [a for page in pdf.pages for a in page.obj.get("/Annots", [])]
        inner, outer = links
        assert inner.Dest[0].objgen == pdf.pages[0].obj.objgen
        assert str(outer.A.URI) == "https://www.legislation.gov.uk/"
        assert [str(link.Contents) for link in links] == ["the scorecard", "the law"]
        assert all(int(link.F) == 4 for link in links)


def test_a_link_over_two_lines_has_an_area_on_each() -> None:
    with pikepdf.open(BytesIO(paper_pdf("texts"))) as pdf:
        links = [
            a
            for page in pdf.pages
            for a in page.obj.get("/Annots", [])
            if "/A" in a and "example.org" in str(a.A.URI)
        ]
    assert len(links) == 2


def test_a_link_to_nowhere_is_refused() -> None:
    paper_ = document()
    faulty = para(Role.BODY, Link("somewhere", "#nowhere"))
    with pytest.raises(BadInput, match="no heading or table '#nowhere'"):
        write_pdf(replace(paper_, blocks=(*paper_.blocks, faulty)), load_style("civic"))


def test_a_colour_that_the_style_lacks_is_refused() -> None:
    paper_ = document()
    faulty = para(Role.BODY, Text("x", ink=Ink("ultraviolet")))
    with pytest.raises(BadInput, match="no colour 'ultraviolet'"):
        write_pdf(replace(paper_, blocks=(*paper_.blocks, faulty)), load_style("civic"))


def test_an_empty_table_and_empty_cells_can_be_set() -> None:
    heads = Row(RowKind.HEAD, (head("A"), head("B")))
    empty = Row(RowKind.BODY, (Cell(scope=Scope.ROW), Cell((para(Role.BODY, ""),))))
    columns = (Column(60), Column(60))
    tables = (
        Table("None", "d", columns, (heads,), (), anchor="none"),
        Table("Empty", "d", columns, (heads,), (TableBody((empty,)),), anchor="empty"),
        Table("Headless", "d", columns, (), (TableBody((empty,)),), anchor="headless"),
    )
    data = write_pdf(with_blocks(*tables), load_style("civic"))
    assert len(page_texts(data)) == 1
