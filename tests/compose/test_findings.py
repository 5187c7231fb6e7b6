"""The paper of findings: a Part 2 paper, with every finding under its gravity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.compose.findings import findings_paper
from packgen.document.nodes import Document, Marking, Table
from packgen.document.walk import passages
from packgen.model.finding import Finding, Severity
from packgen.model.observation import CellRef
from tests.cards import indicator, scorecard
from tests.papers import part2_paper

PART2 = part2_paper(scorecard(indicator("4", ["1"], marked=())))
LOOK = Finding("footing", Severity.LOOK, CellRef("S", 11, 24), "the sums differ", "mend it", "5")
INFORMS = Finding("comments", Severity.INFORMS, None, "it holds 1 comment", "delete it")
WAIVED = replace(LOOK, indicator="6", waived="academic year (J. Doe)")


def said(document: Document) -> list[str]:
    return [passage.text for passage in passages(document)]


def test_findings_stand_under_their_gravity_and_waived_ones_last() -> None:
    told = said(findings_paper(PART2, [LOOK, WAIVED, INFORMS]))
    order = ["Look at it: 1", "The sums differ.", "For information: 1", "It holds 1 comment.",
             "Waived: 1", "Waived: academic year (J. Doe)"]  # fmt: skip
    assert [text for text in told if text in order] == [*order[:5], "The sums differ.", order[5]]


def test_a_clean_workbook_has_no_table() -> None:
    document = findings_paper(PART2, [])
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert "Nothing was found wrong." in said(document)


def test_it_is_never_a_public_paper() -> None:
    with pytest.raises(ValueError, match="Part 2"):
        findings_paper(replace(PART2, marking=Marking.PUBLIC), [])


def test_it_explains_no_symbols_that_it_has_not() -> None:
    assert PART2.running.footer
    assert findings_paper(PART2, [LOOK]).running.footer == ()


def test_it_is_marked_as_part_2_is() -> None:
    document = findings_paper(PART2, [LOOK])
    assert document.marking is Marking.NOT_FOR_PUBLICATION
    assert document.running.marking_detail == PART2.running.marking_detail
