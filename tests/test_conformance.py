"""The example's PDFs conform to PDF/UA-1 and PDF/A-2a at once, as independent validators see it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import page
import pytest
from outloud import check

from packgen.model.pack import Format
from packgen.pipeline import BuildRequest, build
from tests.render.pdf.parent_tree import parent_tree_faults
from tests.workbooks import DATA

MONTHS = ("2023-04", "2023-05", "2023-06", "2024-03")
PAPERS = [(month, audience) for month in MONTHS for audience in ("public", "part2")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    out = tmp_path_factory.mktemp("papers")
    for month in MONTHS:
        source = DATA / f"cef-scorecard-{month}.xlsx"
        build(BuildRequest(source, out, (Format.PDF,)), lambda _: None)
    yield out


@pytest.fixture
def paper(folder: Path, month: str, audience: str) -> Path:
    name = f"cef-scorecard-{month}"
    return folder / name / audience / f"{name}-{audience}.pdf"


@pytest.mark.parametrize(("month", "audience"), PAPERS)
class TestPaper:
    @pytest.mark.parametrize("profile", ["ua1", "2a"])
    def test_it_conforms(self, paper: Path, profile: str) -> None:
        report = page.validate_pdf_bytes(paper.read_bytes(), profile=profile)
        assert report.rules.failed == 0, [x.rule_id for x in report.failures]

    def test_outloud_finds_nothing(self, paper: Path) -> None:
        report = check(paper)
        assert (report.errors, report.warnings) == (0, 0), report.sorted_findings()

    def test_qpdf_finds_it_sound(self, paper: Path) -> None:
        done = subprocess.run(["qpdf", "--check", paper], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_its_parent_tree_leads_to_the_owners(self, paper: Path) -> None:
        assert parent_tree_faults(paper.read_bytes()) == []
