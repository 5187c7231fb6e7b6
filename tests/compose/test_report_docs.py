"""docs/reports.md: its examples work, and it names all that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packgen.compose.report import Part2Scope
from packgen.compose.report_directives import known_directives
from packgen.compose.report_facts import KINDS
from packgen.compose.report_figures import TellIndicator
from packgen.compose.report_front import FrontMatter
from packgen.compose.report_names import TellScorecard, public_names
from packgen.compose.sandbox import FILTERS
from tests.compose.reports import AT, kit, paper, part2_report, public_card, public_report, said

DOC = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```markdown\n(.*?)^```$", DOC, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_work_as_they_stand(example: str) -> None:
    made = public_report(example)
    paper(*made.public)
    paper(*part2_report(example, Part2Scope.FULL))
    assert len(said(made.public)) > 10


def test_the_first_example_says_what_it_shows() -> None:
    found = said(public_report(EXAMPLES[0]).public)
    assert "1.1 This report gives the position at June 2023." in found
    assert "3.1 Visits stood at 15 in June 20231, after 12 the month before." in found
    assert "3.2 [Exempt information, paragraph 2: see Part 2, item 9, page ]" in found


def public(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


def named() -> set[str]:
    cards = {"main": public_card()}
    indicators = public(TellIndicator) - {"name", "told"}
    return indicators | public(TellScorecard) | set(public_names(cards, AT, kit().words))


def code() -> set[str]:
    prose = re.sub(r"^```.*?^```$", "", DOC, flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", prose))))


@pytest.mark.parametrize(
    "names", [named(), FILTERS - {"d"}, KINDS, known_directives(), set(FrontMatter.__slots__)]
)
def test_every_name_is_told_of(names: set[str]) -> None:
    assert names
    assert not names - code()
