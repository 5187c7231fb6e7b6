"""What changed since last period's workbook, and that nothing withheld is quoted."""

from __future__ import annotations

from packgen.assess.changes import changes
from packgen.model.finding import Finding
from packgen.model.indicator import Indicator
from packgen.model.period import Month
from tests.cards import indicator, scorecard


def told(before: list[Indicator], now: list[Indicator]) -> list[Finding]:
    earlier = scorecard(*before, position=Month(2023, 5))
    return list(changes(earlier, scorecard(*now)))


def codes(before: list[Indicator], now: list[Indicator]) -> list[tuple[str, str]]:
    return [(finding.indicator, finding.code) for finding in told(before, now)]


def test_one_more_month_is_no_change() -> None:
    assert told([indicator("7", ["1", "2"], "3")], [indicator("7", ["1", "2", "4"], "7")]) == []


def test_a_revised_month_and_a_revised_benchmark() -> None:
    before = indicator("7", ["95%", "96%"], benchmarks=["44", "Local Measure"])
    now = indicator("7", ["95%", "94%", "93%"], benchmarks=["45", "Local Measure"])
    benchmark, month = told([before], [now])
    assert benchmark.what == ("indicator 7 says 45 for Bromley 2022/23; the last workbook said 44")
    assert month.what == "indicator 7 says 94% for May-23; the last workbook said 96%"
    assert month.at and month.at.a1 == "M7"


def test_a_figure_that_went_is_revised_and_one_that_came_is_not() -> None:
    assert codes([indicator("7", ["1", "2"])], [indicator("7", ["1", ""])]) == [
        ("7", "figure-revised")
    ]
    assert codes([indicator("7", ["", "2"])], [indicator("7", ["1", "2"])]) == []


def test_indicators_added_dropped_renumbered_and_retitled() -> None:
    before = [indicator(n, ["1"], title=t) for n, t in
              (("1", "Calls"), ("2", "Visits"), ("3", "Letters"), ("4", "Cases"))]  # fmt: skip
    now = [indicator(n, ["1"], title=t) for n, t in
           (("1", "Calls"), ("2a", "Visits"), ("5", "E-mails"), ("4", "Open cases"))]  # fmt: skip
    assert codes(before, now) == [
        ("2a", "indicator-renumbered"),
        ("5", "indicator-added"),
        ("4", "indicator-retitled"),
        ("3", "indicator-dropped"),
    ]


def test_a_target_that_moved() -> None:
    (finding,) = told([indicator("7", ["1"], target="95%")], [indicator("7", ["1"], target="90%")])
    assert finding.what == "indicator 7 has the target 90%; the last workbook said 95%"


def test_a_mark_that_was_dropped_and_figures_that_are_withheld() -> None:
    open_now = told([indicator("7", ["731"], marked=())], [indicator("7", ["731"])])
    assert [f.code for f in open_now] == ["mark-dropped"]
    assert "731" not in open_now[0].what
    for before, now in (((), ()), (None, ()), ((), None)):
        findings = told([indicator("7", ["731"], marked=before)],
                        [indicator("7", ["862"], marked=now)])  # fmt: skip
        (revised,) = [f for f in findings if f.code == "figure-revised"]
        assert revised.exempt
        assert not any(f in revised.what for f in ("731", "862"))


def test_a_workbook_that_is_not_earlier() -> None:
    row = indicator("7", ["1"])
    (finding,) = changes(scorecard(row), scorecard(row))
    assert finding.code == "previous-not-earlier"
