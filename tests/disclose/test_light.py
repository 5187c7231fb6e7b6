"""What the example needs: no solver as it is marked, and no direct model under a threshold."""

import subprocess
import sys

import pytest

from packgen.assess import assess
from packgen.disclose import guard
from packgen.disclose.decision import decide
from packgen.ingest import read_workbook
from packgen.settings.disclosure import load_profile
from packgen.settings.rules import RatingRules
from tests.workbooks import JUNE

_DECIDES = f"""
import sys
from packgen.assess import assess
from packgen.disclose.decision import decide
from packgen.ingest import read_workbook
from packgen.settings.disclosure import load_profile
from packgen.settings.rules import RatingRules
from pathlib import Path
card = assess(read_workbook(Path({str(JUNE)!r})), RatingRules())
record = decide(card, load_profile("as-marked"), alternatives=True).record
assert record.proven and record.cells and not record.exposed
print(*sorted({{"scipy", "numpy"}} & set(sys.modules)))
"""


def test_the_example_as_it_is_marked_needs_no_solver() -> None:
    made = subprocess.run(
        [sys.executable, "-c", _DECIDES], capture_output=True, text=True, check=True
    )
    assert made.stdout == "\n"


@pytest.mark.parametrize("profile", ["under-5", "under-10", "nhs"])
def test_thorough_attacks_prove_what_brief_ones_leave_open(
    profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(guard, "least", lambda _, nodes: asked.append(nodes))
    card = assess(read_workbook(JUNE), RatingRules())
    record = decide(card, load_profile(profile)).record
    assert record.proven
    assert not record.exposed
    assert asked == []
