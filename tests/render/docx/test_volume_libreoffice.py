"""LibreOffice opens a volume: its pages, their numbers, its lists, its pictures, its structure."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter

import page
import pytest

from packgen.document.volume import volume_passages
from packgen.render.docx import write_volume
from tests.libreoffice import as_pdfs
from tests.render.docx.reports import PAGES, looks, volume

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="needs LibreOffice and poppler",
)

TAGGED = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
# What LibreOffice 7.4 itself leaves out of every tagged PDF with rules, links or decoration.
_RULES = {"PDFUA1-CONTENT-TAGGING-001", "PDFUA1-PAGE-TABS-001"}
_ITS_OWN = {"public": _RULES, "restricted": _RULES | {"PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"}}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Name of a volume -> its PDF, and each page's text."""
    folder = tmp_path_factory.mktemp("volumes")
    files = {
        name: write_volume(volume(restricted=restricted), looks(), PAGES)
        for name, restricted in (("public", False), ("restricted", True))
    }
    pdfs = as_pdfs(folder, files, TAGGED)
    return {name: (pdf, _pages(pdf)) for name, pdf in pdfs.items()}


def _pages(pdf):
    said = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    return said.stdout.removesuffix("\f").split("\f")


def _numbers(pages):
    return [re.search(r"Page (\w+) of (\w+)", text).groups() for text in pages]


@pytest.mark.parametrize("name", ["public", "restricted"])
def test_pages_have_the_paginations_numbers(printed, name):
    """LibreOffice needs as many pages for a paper as it needs; each begins on its number."""
    _, pages = printed[name]
    numbers = [number for number, _ in _numbers(pages)]
    firsts = [span.first for span in PAGES.spans.values()]
    assert [number for number in numbers if number in firsts] == firsts
    assert {count for _, count in _numbers(pages)} == {"12"}
    assert numbers == ["1", "2", "3", "5", "6", "7", "12a", "12b"]


def test_references_lead_to_the_pages_that_are_printed(printed):
    _, pages = printed["public"]
    agenda = " ".join(pages[0].split())
    for said in ("(Pages 2 \u2013 3)", "(Pages 5 \u2013 6)", "(Pages 7 \u2013 9)"):
        assert said in agenda
    assert "(Pages 12a \u2013 12c) Part 2: page 41" in agenda


@pytest.mark.parametrize("restricted", [False, True])
def test_no_word_is_lost(printed, restricted):
    _, pages = printed["restricted" if restricted else "public"]
    tree = volume(restricted=restricted)
    said = volume_passages(tree, attached=False)
    wanted = Counter(w for p in said if p.kind != "alt" for w in p.text.split())
    found = Counter(re.sub("[\u25a0\u25cf\u25b2]", " ", "\n".join(pages)).split())
    # References count LibreOffice's pages, not the PDF's.
    lost = {word for word in wanted - found if not word.strip(")").isdigit()}
    assert lost == set()


def test_every_page_of_part_2_is_marked(printed):
    _, pages = printed["restricted"]
    for text in pages:
        assert text.count("NOT FOR PUBLICATION") == 7  # the bar, and three times up each edge
        assert "paragraph 2" in text


def test_lists_are_counted_as_in_the_tree(printed):
    _, pages = printed["public"]
    text = " ".join(" ".join(pages).split())
    nested = "a) the first its second paragraph b) the second i) inner one ii) inner two"
    assert text.count(f"{nested} \u2022 deepest c) the third i) anew") == 4


def test_pictures_are_there(printed):
    pdf, _ = printed["public"]
    listed = subprocess.run(
        ["pdfimages", "-list", pdf], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert sum(line.split()[3:5] == ["40", "20"] for line in listed) == 4


@pytest.mark.parametrize("name", ["public", "restricted"])
def test_its_structure_is_accessible(printed, name):
    report = page.validate_pdf_bytes(printed[name][0].read_bytes(), profile="ua1")
    assert {failure.rule_id for failure in report.failures} <= _ITS_OWN[name]
