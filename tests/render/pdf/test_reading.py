"""What the files say through their structure tree is what the document says."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from packgen.document.nodes import Text
from packgen.document.roles import Role
from packgen.document.walk import passages
from packgen.errors import BadInput
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from packgen.settings.typeface import MissingGlyph
from packgen.verify.pdf import page_texts, read_pdf
from tests.render.pdf.papers import PAPERS, paper, paper_pdf
from tests.trees import document, para


@pytest.mark.parametrize("name", PAPERS)
def test_the_tree_reads_as_the_document(name: str) -> None:
    assert read_pdf(paper_pdf(name)).passages == list(passages(paper(name)))


@pytest.mark.parametrize("name", PAPERS)
def test_all_text_is_tagged_or_an_artifact(name: str) -> None:
    assert [page.loose for page in page_texts(paper_pdf(name)) if page.loose] == []


def test_a_rating_reads_as_its_word_alone() -> None:
    texts = [passage.text for passage in read_pdf(paper_pdf("public")).passages]
    assert "GREEN" in texts
    assert "1.2% (88/7140)" in texts


def _elements(data: bytes, tag: str) -> list[dict[str, object]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            {str(k): v for k, v in dict(item.get("/A", {})).items()}
            | {"head": str(item.P.get("/P").S) if tag in ("/TH", "/TD") else ""}
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == tag and "/P" in item
        ]


def test_cells_have_scopes_and_spans() -> None:
    heads = _elements(paper_pdf("public"), "/TH")
    columns = [cell for cell in heads if cell["head"] == "/THead"]
    assert all(cell["/Scope"] == "/Column" for cell in columns)
    assert any(cell.get("/ColSpan") == 3 for cell in columns)
    assert sum(cell.get("/RowSpan") == 2 for cell in columns) == 5
    rows = [cell for cell in heads if cell["head"] == "/TBody"]
    assert rows
    assert all(cell["/Scope"] == "/Row" for cell in rows)
    assert any(cell.get("/ColSpan") == 4 for cell in rows)
    assert sum(c.get("/RowSpan") == 2 for c in _elements(paper_pdf("public"), "/TD")) == 2


def test_a_table_has_its_description_and_one_body_each() -> None:
    data = paper_pdf("sixty rows")
    tables = _elements(data, "/Table")
    assert [str(table["/Summary"]) for table in tables] == [
        "How many indicators have each rating.",
        "One row an indicator, with target, rating, months and trend.",
    ]
    assert len(_elements(data, "/TBody")) == 3
    assert len(_elements(data, "/THead")) == 2
    assert len(_elements(data, "/Caption")) == 1


@pytest.mark.parametrize("lost", ["\u2713", "\U0001f600", "\u4e00"])
def test_a_missing_glyph_is_refused(lost: str) -> None:
    paper_ = document()
    faulty = replace(paper_, blocks=(*paper_.blocks, para(Role.BODY, f"a {lost} tick")))
    with pytest.raises(MissingGlyph, match="no glyph for"):
        write_pdf(faulty, load_style("civic"))


def test_a_missing_glyph_in_the_footer_is_refused() -> None:
    paper_ = document()
    running = replace(paper_.running, footer=((Text("\u2713"),),))
    with pytest.raises(BadInput, match="no glyph for"):
        write_pdf(replace(paper_, running=running), load_style("civic"))


def test_the_restricted_paper_says_so_on_every_page() -> None:
    for page in page_texts(paper_pdf("sixty rows")):
        assert "NOT FOR PUBLICATION" in page.whole
        assert "Local Government Act 1972" in page.whole
    assert not any("NOT FOR" in "".join(p.artifacts) for p in page_texts(paper_pdf("wide")))


def test_pages_are_numbered() -> None:
    pages = page_texts(paper_pdf("sixty rows"))
    for number, page in enumerate(pages, 1):
        assert page.artifacts[-1].startswith(f"Page {number} of {len(pages)}")
