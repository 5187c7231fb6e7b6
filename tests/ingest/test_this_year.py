"""Columns beside the months that may hold this year's figures, or a month mistyped."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from packgen.ingest import read_workbook
from packgen.ingest.columns import may_be_of_this_year
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.model.period import Month
from tests.workbooks import JUNE, changed


def with_heading(path: Path, cell: str, heading: str) -> Observations:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = heading

    return read_workbook(changed(JUNE, path / "june.xlsx", change))


@pytest.mark.parametrize("heading", ["Jnue 2023", "Spetember 2023", "Sep-2O23", "9/23", "Actual"])
def test_a_heading_among_the_months_that_is_no_month_stops(tmp_path: Path, heading: str) -> None:
    findings = with_heading(tmp_path, "M5", heading).findings
    stops = [(f.code, str(f.at)) for f in findings if f.severity is Severity.STOPS]
    assert ("heading-among-months", "Scorecard!M5") in stops


@pytest.mark.parametrize(
    ("heading", "may_be"),
    [
        ("Bromley 2022/23", False),
        ("2022/23 outturn", False),
        ("Bromley 2022", False),
        ("Previous year", False),
        ("Last year's outturn", False),
        ("England", False),
        ("England 2023", True),
        ("Essex County Council 2023/24", True),
        ("Difference from England average", True),
        ("Essex County Council 2022/23", False),
        ("Statistical neighbours", False),
        ("National average", False),
        ("Bromley 2023/24", True),
        ("2023/24", True),
        ("Outturn 2023/24", True),
        ("Average", True),
        ("Monthly average", True),
        ("Last month", True),
        ("Previous YTD", True),
        ("Outturn", True),
    ],
)
def test_whose_and_which_years_figures_a_benchmark_holds(heading: str, may_be: bool) -> None:
    assert may_be_of_this_year(heading, Month(2023, 4)) is may_be


@pytest.mark.parametrize("heading", ["Actual 2023/24", "Average", "Previous YTD", "Last month"])
def test_a_mark_takes_along_a_benchmark_of_the_same_year(tmp_path: Path, heading: str) -> None:
    rows = {row.number: row for row in with_heading(tmp_path, "F5", heading).indicators}
    assert [bool(cell.mark) for cell in rows["4"].benchmarks] == [True, *[False] * 4]
    assert not any(cell.mark for cell in rows["5"].benchmarks)
