"""The month that a scorecard reports on, and the years of its months."""

from datetime import date, datetime
from pathlib import Path

import pytest

from packgen.ingest.months import position_told, speaks_of_position, year_under
from packgen.model.period import Month
from tests.ingest.sheets import TITLE, found, read, row, scorecard

JUNE = Month(2023, 6)


@pytest.mark.parametrize(
    "line",
    [
        "Position as at 30/06/2023",
        "Position as at 30/06/23",
        "Position as at 30.06.2023",
        "Position as at 30-06-2023",
        "Position as at 2023-06-30",
        "Position as at 2023-06-30 00:00:00",
        "Position as at 06/2023",
        "Position as at 30/Jun/2023",
        "Position as at June 30, 2023",
        "Month 3 2023/24",
        "Position as at Month 3, 2023-24",
        "Position as at Q1 2023/24",
        "Data to end of June 2023 (extracted 5 July 2023)",
        "Position as at June 2023 compared with May 2023",
        "Compared with previous position June 2022; position as at June 2023",
        "Published July 2023, position as at end of June 2023",
        "Position (June 2023)",
        "Scorecard (position as at June 2023)",
        "Scorecard June 2023: position",
        "Position: Apr-23 to Jun-23",
        "Position for April to June 2023",
    ],
)
def test_positions_that_are_read(line: str) -> None:
    assert position_told(["Scorecard 2023/24", line]) == JUNE


@pytest.mark.parametrize(
    "line",
    [
        "Position as at 06/30/2023",
        "Position as at 99/99/2023",
        "Position as at 30 June",
        "Position as at 31/12/2299",
        "Data to end of June (extracted 5 July 2023)",
    ],
)
def test_positions_that_cannot_be_read_are_told(tmp_path: Path, line: str) -> None:
    assert position_told([line]) is None
    rows = scorecard(row(jun=None, publication=None))
    rows[1] = [line]
    observations = read(tmp_path, rows)
    assert ("position-not-read", "A2") in found(observations)
    assert observations.position == Month(2023, 5)


def test_lines_that_only_seem_to_speak_of_a_position(tmp_path: Path) -> None:
    for line in ("Targets are for the end of year", "Printed in July 2023", "End of key stage 2"):
        assert not speaks_of_position(line)
        assert position_told([line]) is None
    rows = [TITLE, ["Targets are for the end of the year"], *scorecard(row())[1:]]
    assert found(read(tmp_path, rows)) == []


def test_a_position_read_elsewhere_needs_no_finding(tmp_path: Path) -> None:
    rows = [TITLE, ["Figures as at their latest"], *scorecard(row())[1:]]
    observations = read(tmp_path, rows)
    assert observations.position == JUNE
    assert found(observations) == []


@pytest.mark.parametrize(
    "cells",
    [
        ["Position as at", date(2023, 6, 5)],
        ["Position as at", None, datetime(2023, 6, 30)],  # noqa: DTZ001
        ["Position as at end of", "June 2023"],
    ],
)
def test_a_date_beside_the_words(tmp_path: Path, cells: list[object]) -> None:
    rows = scorecard(row(may=None, jun=None))
    rows[1] = cells
    observations = read(tmp_path, rows)
    assert observations.position == JUNE
    assert found(observations) == []


def test_the_longest_lines_cost_little() -> None:
    assert position_told(["position as at " * 2000] * 50) is None


@pytest.mark.parametrize(
    ("label", "month", "together", "year"),
    [
        ("2022/23", 1, [1, 2, 3], 2023),
        ("2022/23", 3, [4, 3], 2023),
        ("2022/23", 4, [4, 5, 6], 2022),
        ("2022-23", 12, [10, 11, 12], 2022),
        ("2022/2023", 2, [2], 2023),
        ("22/23", 2, [2], 2023),
        ("(2022/23)", 2, [2], 2023),
        ("2022/23", 7, [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8], 2023),
        ("2022/23", 8, [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7], 2022),
        ("2023", 1, [1, 2], 2023),
        ("2021/22 2022/23", 1, [1], None),
        ("", 1, [1], None),
    ],
)
def test_years_over_months(label: str, month: int, together: list[int], year: int | None) -> None:
    assert year_under(label, month, together) == year


@pytest.mark.parametrize("merged", [True, False])
def test_a_year_over_its_last_months(tmp_path: Path, merged: bool) -> None:
    gap = [None, None]
    years = ["2022/23", *gap, "2023/24", *gap] if merged else ["2022/23"] * 3 + ["2023/24"] * 3
    rows = [
        ["Scorecard"],
        ["Position as at Jun-23"],
        ["No.", "Indicator", *years],
        [None, None, "Jan", "Feb", "Mar", "Apr", "May", "Jun"],
        ["1", "Widgets", 1, 2, 3, 4, 5, 6],
    ]
    observations = read(tmp_path, rows, merges=["C3:E3", "F3:H3"] if merged else [])
    assert observations.blocks[0].months == tuple(Month(2023, n) for n in range(1, 7))
    assert found(observations) == []


def test_a_position_in_january_tells_the_year_that_april_began(tmp_path: Path) -> None:
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan"]
    rows = [
        ["Scorecard"],
        ["Position as at 31/01/2024"],
        ["No.", "Indicator", *months],
        ["1", "Widgets", *range(10)],
    ]
    observations = read(tmp_path, rows)
    assert observations.blocks[0].months[0] == Month(2023, 4)
    assert observations.position == Month(2024, 1)
