"""The files conform to PDF/UA-1 and PDF/A-2a, as the validators see it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from outloud import check

from packgen.document.nodes import Cell, Document, Table, Text
from packgen.document.walk import cell_text
from tests.render.pdf.papers import PAPERS, paper, paper_pdf
from tests.render.pdf.parent_tree import parent_tree_faults

every_paper = pytest.mark.parametrize("name", PAPERS)


@every_paper
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_conforms(name: str, profile: str) -> None:
    report = page.validate_pdf_bytes(paper_pdf(name), profile=profile)
    assert [f"{x.rule_id}: {x.message}" for x in report.failures] == []
    assert report.rules.failed == 0


@every_paper
def test_outloud_finds_no_errors(name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper_pdf(name))
    errors = [
        finding
        for finding in check(file).sorted_findings()
        if str(finding.severity) == "error" and not _is_furniture(finding, paper(name))
    ]
    assert errors == []


def _is_furniture(finding: object, document: Document) -> bool:
    """outloud's TAG-002 takes for prose what is repeated, but not on every page: a table's head, a
    cell that spans a page's end. That no text of the body is an artifact is tested in
    test_reading."""
    furniture = [
        *(run.text for run in document.running.header if isinstance(run, Text)),
        *(run.text for row in document.running.footer for run in row if isinstance(run, Text)),
        document.running.marking_detail or document.running.marking,
        "Performance Indicators",
        *(cell_text(cell)[:40] for cell in _spanning(document)),
    ]
    rule, evidence = getattr(finding, "rule", ""), getattr(finding, "evidence", None) or ""
    return rule == "TAG-002" and all(
        any(words.strip() and words.strip() in line for words in furniture)
        for line in evidence.split("; ")
    )


def _spanning(document: Document) -> Iterator[Cell]:
    for block in document.blocks:
        for body in block.bodies if isinstance(block, Table) else ():
            yield from (cell for row in body.rows for cell in row.cells if cell.rowspan > 1)


@every_paper
def test_qpdf_finds_the_file_sound(name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper_pdf(name))
    done = subprocess.run(
        ["qpdf", "--check", str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@every_paper
def test_the_parent_tree_leads_to_the_owners(name: str) -> None:
    assert parent_tree_faults(paper_pdf(name)) == []


def _spoilt(change: str) -> bytes:
    """The public paper with one thing wrong in its tree."""
    out = BytesIO()
    with pikepdf.open(BytesIO(paper_pdf("public"))) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        if change == "two owners swapped":
            numbers[1][0], numbers[1][1] = numbers[1][1], numbers[1][0]
        elif change == "an annotation's owner":
            numbers[3] = numbers[1][0]
        elif change == "an orphan":
            pdf.pages[0].contents_add(b"/P <</MCID 999>> BDC EMC")
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("change", ["two owners swapped", "an annotation's owner", "an orphan"])
def test_a_spoilt_parent_tree_is_noticed(change: str) -> None:
    assert parent_tree_faults(_spoilt("nothing")) == []
    assert parent_tree_faults(_spoilt(change))


def test_the_properties_are_the_documents() -> None:
    data, document = paper_pdf("public"), paper("public")
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
        assert str(pdf.docinfo.Title) == xmp["dc:title"] == document.title
        assert str(pdf.docinfo.Author) == xmp["dc:creator"][0] == document.author
        assert str(pdf.docinfo.Subject) == xmp["dc:description"] == document.subject
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20230630000000Z"
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2023-06-30T00:00:00Z"
        assert str(pdf.Root.Lang) == document.language
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.pdf_version == "1.7"
