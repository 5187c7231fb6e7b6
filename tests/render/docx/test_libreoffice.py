"""LibreOffice opens the files and prints every word."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter

import pytest

from packgen.document.roles import Shape
from packgen.document.walk import passages
from packgen.render.docx import write_docx
from tests.libreoffice import as_pdfs
from tests.render.docx.package import civic
from tests.trees import document

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="needs LibreOffice and poppler",
)


# pdftotext reads a shape and the word that it stands before as one.
_SHAPES = str.maketrans({s.value: f" {s.value} " for s in Shape if s is not Shape.BAR})


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Name of a paper -> (document, its text, its number of pages) as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    papers = {
        "public": document(),
        "restricted": document(restricted=True),
        "long": document(rows=10, sections=4),
    }
    pdfs = as_pdfs(folder, {name: write_docx(paper, civic()) for name, paper in papers.items()})
    return {name: (paper, *_read(pdfs[name])) for name, paper in papers.items()}


def _read(pdf):
    said = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    return said.stdout.translate(_SHAPES), said.stdout.count("\f")


@pytest.mark.parametrize("name", ["public", "restricted", "long"])
def test_no_word_is_lost(printed, name):
    """Words are counted: pdftotext reads lines across the cells of a row."""
    paper, text, _ = printed[name]
    wanted = Counter(w for p in passages(paper) if p.kind != "alt" for w in p.text.split())
    assert wanted - Counter(text.split()) == Counter()


@pytest.mark.parametrize(("name", "pages"), [("public", 1), ("restricted", 1), ("long", 3)])
def test_pages(printed, name, pages):
    assert printed[name][2] == pages


def test_running_text_stands_on_every_page(printed):
    _, text, count = printed["long"]
    for number, page in enumerate(text.rstrip("\f").split("\f"), 1):
        assert f"Page {number} of {count}" in page
        assert "PUBLIC" in page
        assert "GREEN on target" in page
        assert "Position as at end of Jun-23" in page
        assert "Performance Indicators" in page


def test_the_marking_stands_on_every_restricted_page(printed):
    _, text, _ = printed["restricted"]
    assert text.count("NOT FOR PUBLICATION") == 7  # the bar, and three times up each edge
    assert "Schedule 12A" in text
