"""Tables of quarters, four-week periods, terms, half-years and years."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.periods import Kind, Told, told_by
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.model.period import YearKind
from tests.ingest.sheets import found, only, read, texts, withheld, write

FORMS = [
    ("Q1", Kind.QUARTER, Told(1)),
    ("QTR 2", Kind.QUARTER, Told(2)),
    ("QTR3", Kind.QUARTER, Told(3)),
    ("4th quarter", Kind.QUARTER, Told(4)),
    ("Q1 2023/24", Kind.QUARTER, Told(1, 2023, True)),
    ("Q1 2023-24", Kind.QUARTER, Told(1, 2023, True)),
    ("Q1 23/24", Kind.QUARTER, Told(1, 2023, True)),
    ("2018-19;Q1", Kind.QUARTER, Told(1, 2018, True)),
    ("Q1 2023", Kind.QUARTER, Told(1, 2023)),
    ("Q1 (Apr-Jun)", Kind.QUARTER, Told(1, None, False, 4)),
    ("Q4 Jan - Mar 2024", Kind.QUARTER, Told(4, 2023, True, 4)),
    ("Q1 Oct to Dec 23", Kind.QUARTER, Told(1, 2023, True, 10)),
    ("Jul-Sep 2023", Kind.QUARTER, Told(2, 2023, True, 4)),
    ("Jan-Mar 2024", Kind.QUARTER, Told(4, 2023, True, 4)),
    ("H2 2023/24", Kind.HALF, Told(2, 2023, True)),
    ("First half", Kind.HALF, Told(1)),
    ("Period 13", Kind.PERIOD, Told(13)),
    ("P02", Kind.PERIOD, Told(2)),
    ("02_11/12", Kind.PERIOD, Told(2, 2011, True)),
    ("Autumn term 2023/24", Kind.TERM, Told(1, 2023, True)),
    ("2003/04", Kind.YEAR, Told(1, 2003, True)),
    ("2003-2004", Kind.YEAR, Told(1, 2003, True)),
    ("FY 2023/24", Kind.YEAR, Told(1, 2023, True)),
    ("Academic year 2023/24", Kind.YEAR, Told(1, 2023, True, 9)),
    ("2023", Kind.YEAR, Told(1, 2023)),
    ("Q5", Kind.QUARTER, None),
    ("Apr-Aug", Kind.QUARTER, None),
    ("Q1 target", Kind.QUARTER, None),
    ("Period 14", Kind.PERIOD, None),
    ("Bromley 2022/23", Kind.YEAR, None),
    ("Year", Kind.YEAR, None),
    ("2023/25", Kind.YEAR, None),
]


@pytest.mark.parametrize(("text", "kind", "told"), FORMS, ids=str)
def test_what_headings_say(text: str, kind: Kind, told: Told | None) -> None:
    assert told_by(text, kind) == told


def table(
    folder: Path, periods: Sequence[object], *above: str, total: str = "YTD", mark: object = None
) -> Observations:
    """A table with these headings, and figures 1, 2, 3, … under them."""
    header = ["No.", "Indicator", "Target", *periods, total, "Publication"]
    figures = [*range(1, len(periods) + 1), len(periods)]
    return read(
        folder, [*([line] for line in above), header, ["1", "Widgets", "10", *figures, mark]]
    )


HEADERS = [
    (["Q1", "Q2", "Q3", "Q4"], ["Scorecard 2023/24"], ["Q1 2023/24", "Q4 2023/24"]),
    (["Q3 2022/23", "Q4", "Q1", "Q2"], ["Scorecard"], ["Q3 2022/23", "Q2 2023/24"]),
    (["Q1 Oct-Dec", "Q2"], ["Scorecard 2023/24"], ["Q1 2023/24", "Q2 2023/24"]),
    (["Q1 2023", "Q2 2023"], ["Scorecard"], ["Q1 2023", "Q2 2023"]),
    (["Q1", "Q2"], ["Scorecard", "Position as at end of September 2023"],
     ["Q1 2023/24", "Q2 2023/24"]),
    ([f"Period {n}" for n in range(1, 14)], ["Scorecard 2023/24"], ["P1 2023/24", "P13 2023/24"]),
    (["P1", "P2", "P3"], ["Scorecard 2023/24", "Four-week periods"], ["P1 2023/24", "P3 2023/24"]),
    (list(range(1, 14)), ["Scorecard 2023/24"], ["P1 2023/24", "P13 2023/24"]),
    ([f"P{n}" for n in range(1, 13)], ["Scorecard 2023/24"], ["Apr-23", "Mar-24"]),
    (list(range(1, 13)), ["October to September 2023/24"], ["Oct-23", "Sep-24"]),
    (["H1", "H2"], ["Scorecard 2023/24"], ["H1 2023/24", "H2 2023/24"]),
    (["Autumn term", "Spring term", "Summer term"], ["Schools 2023/24"],
     ["Autumn 2023/24", "Summer 2023/24"]),
    (["2019/20", "2020/21", "2021/22"], ["Scorecard"], ["2019/20", "2021/22"]),
    (["2021", "2022"], ["Scorecard"], ["2021", "2022"]),
    (["Academic year 2021/22", "2022/23"], ["Scorecard"], ["2021/22", "2022/23"]),
]  # fmt: skip


@pytest.mark.parametrize(("headings", "above", "ends"), HEADERS, ids=str)
def test_tables_by_their_headings(
    tmp_path: Path, headings: list[object], above: list[str], ends: list[str]
) -> None:
    observations = table(tmp_path, headings, *above)
    (block,) = observations.blocks
    assert [block.months[0].label, block.months[-1].label] == ends
    assert len(block.months) == len(headings)
    assert texts(only(observations))[:2] == ["1", "2"]
    assert not found(observations, Severity.STOPS)


def test_kinds_of_year_are_told_by_the_words_around(tmp_path: Path) -> None:
    quarters = ["Q1", "Q2", "Q3", "Q4"]
    kinds = {
        "Academic year 2023/24": YearKind.ACADEMIC,
        "Calendar year 2023": YearKind.CALENDAR,
        "Financial year 2023/24": YearKind.FINANCIAL,
        "October to September, 2023/24": YearKind.OTHER,
    }
    for line, kind in kinds.items():
        (block,) = table(tmp_path, quarters, line).blocks
        assert block.year is kind
    (block,) = table(tmp_path, quarters, "2023/24", total="Academic year to date").blocks
    assert block.year is YearKind.ACADEMIC


def test_marks_name_other_periods_too(tmp_path: Path) -> None:
    quarters, line = ["Q1", "Q2", "Q3", "Q4"], "Scorecard 2023/24"
    for mark, places in {
        "Part 2": [0, 1, 2, 3, 4],
        "Part 2 (Q2)": [1],
        "Part 2 (Q2 to Q3, Year to Date): para 2": [1, 2, 4],
        "Part 2 (Quarter 4 2023/24)": [3],
    }.items():
        indicator = only(table(tmp_path, quarters, line, mark=mark))
        assert [place for place, held in enumerate(withheld(indicator)) if held] == places
    for mark in ("Part 2 (Q5)", "Part 2 (Q2 2022/23)", "Part 2 (Q1) and Q2"):
        observations = table(tmp_path, quarters, line, mark=mark)
        assert all(withheld(only(observations)))
        assert "mark-not-understood" in dict(found(observations, Severity.STOPS))


def test_numbered_periods_that_may_be_months_are_asked_about(tmp_path: Path) -> None:
    rows = [["2023/24"], ["No.", "Indicator", "P1", "P2", "P3"], ["1", "Widgets", 1, 2, 3]]
    with pytest.raises(BadInput) as caught:
        read(tmp_path, rows)
    assert "months or four weeks" in str(caught.value)


def test_a_position_in_four_week_periods(tmp_path: Path) -> None:
    above = "Scorecard 2023/24", "Position at period 2, 2023/24"
    observations = table(tmp_path, [f"Period {n}" for n in range(1, 14)], *above)
    assert observations.position.label == "P2 2023/24"
    months = table(tmp_path, [f"Period {n}" for n in range(1, 13)], *above)
    assert months.position.label == "May-23"


def test_a_year_over_its_quarters(tmp_path: Path) -> None:
    rows = [
        ["Scorecard"],
        [None, None, "2022/23", None, "2023/24", None],
        ["No.", "Indicator", "Q3", "Q4", "  Q1", "Q2"],
        ["1", "Widgets", 1, 2, 3, 4],
    ]
    for merges in (["C2:D2", "E2:F2"], []):
        (block,) = read(tmp_path, rows, merges=merges).blocks
        assert [each.label for each in block.months] == [
            "Q3 2022/23", "Q4 2022/23", "Q1 2023/24", "Q2 2023/24"]  # fmt: skip


def test_blocks_of_months_and_of_quarters_on_one_sheet(tmp_path: Path) -> None:
    rows = [
        ["Scorecard 2023/24"],
        ["Position as at end of Jun-23"],
        ["No.", "Indicator", "Apr-23", "May-23", "Jun-23", "Q1", "YTD"],
        ["1", "Widgets", 1, 2, 3, 6, 6],
        ["The following are counted by quarters:"],
        ["No.", "Indicator", "Q1", "Q2", "Q3", "Q4", "YTD"],
        ["2", "Gadgets", 5, None, None, None, 5],
    ]
    observations = read(tmp_path, rows)
    months, quarters = observations.blocks
    assert [each.label for each in months.months] == ["Apr-23", "May-23", "Jun-23"]
    assert [each.label for each in quarters.months][:2] == ["Q1 2023/24", "Q2 2023/24"]
    assert [each.label for each in quarters.months if each.is_latest_at(observations.position)] == [
        "Q1 2023/24"
    ]


def test_years_among_benchmarks_are_no_periods(tmp_path: Path) -> None:
    header = ["Indicator", "2021/22", "2022/23", "Q1", "Q2", "YTD"]
    rows = [["Scorecard 2023/24"], header, ["Widgets", 7, 8, 1, 2, 3]]
    (block,) = read(tmp_path, rows).blocks
    assert block.headings.benchmarks == ("2021/22", "2022/23")
    assert len(block.months) == 2


def test_a_table_without_periods_whose_rows_name_some_is_no_scorecard(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no scorecard"):
        read(tmp_path, [["No.", "Indicator", "Note"], ["1", "Widgets", "Q1 2023/24"]])


def test_rows_that_count_up_are_no_header(tmp_path: Path) -> None:
    months = ["Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23", "Oct-23", "Nov-23",
              "Dec-23", "Jan-24", "Feb-24", "Mar-24"]  # fmt: skip
    rows = [["No.", "Indicator", *months], ["1", "Indicator 1902", *range(1, 13)],
            ["2", "Measure", *range(1, 13)], ["3", "Measure 2020", *range(2021, 2033)]]  # fmt: skip
    assert len(list(read(tmp_path, rows).indicators)) == 3


def test_an_annual_table_beside_a_monthly_scorecard_is_passed_over(tmp_path: Path) -> None:
    monthly = [["2023/24"], ["Indicator", "Apr-23", "May-23"], ["Widgets", 1, 2]]
    annual = [["Indicator", "2021/22", "2022/23"], ["Widgets", 1, 2]]
    path = write(tmp_path, monthly, others={"History": annual})
    assert {each.at.sheet for each in read_workbook(path).indicators} == {"Scorecard"}
    path = write(tmp_path, monthly, others={"History": [
        annual[0], ["Widgets", "Data suppressed, see part 2 report", 2, 3, 4]]})  # fmt: skip
    assert "sheet-passed-over" in dict(found(read_workbook(path), Severity.STOPS))


def test_a_part_2_sheet_of_quarters(tmp_path: Path) -> None:
    wording = "Data suppressed, see part 2 report"
    header = ["No.", "Indicator", "Q1", "Q2", "YTD"]
    rows = [["2023/24"], header, ["1", "Widgets", wording, wording, wording]]
    part_2 = [[*header, "Reason"], ["1", "Widgets", 4, 5, 9, "small numbers"]]
    path = write(tmp_path, rows, others={"Part 2": [["2023/24"], *part_2]})
    indicator = only(read_workbook(path))
    assert texts(indicator) == ["4", "5", "9"]
    assert all(withheld(indicator))
