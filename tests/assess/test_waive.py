"""Waivers: what they answer for, what they never can, and when they are no longer needed."""

from __future__ import annotations

from packgen.assess.waive import waive
from packgen.model.finding import Finding, Severity
from packgen.model.observation import CellRef
from packgen.settings.waivers import Waiver

FOOTING = Finding("footing", Severity.LOOK, CellRef("S", 11, 24), "sums", "correct", "5")
SECTION = Finding("section-marked", Severity.STOPS, CellRef("S", 6, 1), "title", "reword")
MARK = Finding("mark-not-understood", Severity.STOPS, CellRef("S", 9, 26), "mark", "write", "7")


def waiver(code: str, indicator: str = "", cell: str = "") -> Waiver:
    return Waiver(code, indicator, cell, "the academic year", "J. Doe")


def test_a_finding_is_waived_by_its_code_and_indicator() -> None:
    (finding,) = waive([FOOTING], [waiver("footing", "5")])
    assert finding.waived == "the academic year (J. Doe)"


def test_a_cell_narrows_a_waiver_and_stands_in_for_the_indicator() -> None:
    for at in ("S!X11", "x11", "$X$11"):
        assert waive([FOOTING], [waiver("footing", "5", at)])[0].waived
        assert waive([FOOTING], [waiver("footing", cell=at)])[0].waived
    assert not waive([FOOTING], [waiver("footing", "5", "X12")])[0].waived


def test_a_doubt_that_stops_the_build_may_be_waived_where_it_is_declared_so() -> None:
    assert waive([SECTION], [waiver("section-marked")])[0].waived
    assert waive([SECTION], [waiver("section-marked", cell="S!A6")])[0].waived


def test_what_keeps_withheld_figures_in_is_never_waived() -> None:
    assert waive([MARK], [waiver("mark-not-understood", "7")]) == (MARK,)


def test_a_waiver_that_waives_nothing_is_told() -> None:
    finding, needless = waive([FOOTING], [waiver("footing", "6")])
    assert not finding.waived
    assert (needless.code, needless.indicator, needless.exempt) == ("waiver-not-needed", "6", True)
    assert "waives footing for indicator 6" in needless.what


def test_a_waiver_for_one_indicator_leaves_others_alone() -> None:
    assert not waive([FOOTING], [waiver("footing")])[0].waived
