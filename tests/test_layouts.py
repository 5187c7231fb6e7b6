"""June's papers in every template: both formats say the same, and the PDFs conform."""

from __future__ import annotations

import subprocess
from pathlib import Path

import page
import pytest
from outloud import check

from packgen.pipeline import BuildRequest, build
from packgen.settings.template import RationalePlace
from tests.render.pdf.parent_tree import parent_tree_faults
from tests.workbooks import JUNE

LAYOUTS = [
    ("scorecard", RationalePlace.BENEATH),
    ("scorecard", RationalePlace.ANNEX),
    ("scorecard", RationalePlace.NONE),
    ("compact", None),
    ("compact", RationalePlace.ANNEX),
    ("sections", None),
    ("sections", RationalePlace.ANNEX),
]


@pytest.mark.parametrize(("template", "place"), LAYOUTS)
def test_june_conforms(tmp_path: Path, template: str, place: RationalePlace | None) -> None:
    """The build reads both formats back and compares them with the tree."""
    request = BuildRequest(JUNE, tmp_path, template=template, rationale=place)
    paths = build(request, lambda _: None).paths
    papers = [path for path in paths if path.suffix == ".pdf"]
    assert len(papers) == 4  # public, Part 2, findings and the disclosure record
    assert len([path for path in paths if path.suffix == ".docx"]) == 4
    for paper in papers:
        for profile in ("ua1", "2a"):
            report = page.validate_pdf_bytes(paper.read_bytes(), profile=profile)
            assert report.rules.failed == 0, [x.rule_id for x in report.failures]
        heard = check(paper)
        assert (heard.errors, heard.warnings) == (0, 0), heard.sorted_findings()
        assert parent_tree_faults(paper.read_bytes()) == []
        done = subprocess.run(["qpdf", "--check", paper], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
