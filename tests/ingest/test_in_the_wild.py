"""Layouts that councils and departments publish: each is read right, or refused in a clear word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from packgen.errors import BadInput
from packgen.model.finding import Severity
from packgen.model.target import AcceptableRange, Threshold
from tests.ingest.sheets import Formatted, Rows, found, only, read, texts, withheld


def labels(folder: Path, rows: Rows, **options: Any) -> list[list[str]]:
    """The periods of each block."""
    observations = read(folder, rows, **options)
    assert not found(observations, Severity.STOPS)
    return [[month.label for month in block.months] for block in observations.blocks]


def test_the_local_authority_tool_has_a_legend_for_its_signs(tmp_path: Path) -> None:
    rows = [["LA tool"], ["Indicator", "2019-20", "2020-21", "2021-22", "2022-23"],
            ["Looked after rate", "c", 40, "x", 42], [], ["c = suppressed"],
            ["x = not available"]]  # fmt: skip
    observations = read(tmp_path, rows)
    assert not found(observations, Severity.STOPS)
    assert withheld(only(observations)) == [True, False, False, False, False]
    assert texts(only(observations))[1:4] == ["40", "Not available", "42"]


def test_a_table_of_regions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no row names an indicator and months"):
        read(tmp_path, [["Area", "2018-19", "2019-20"], ["England", 64, 65], ["Bromley", "c", 40]])


def test_four_week_periods_under_their_years(tmp_path: Path) -> None:
    rows = [["Performance"], [None, "2022/23", *[None] * 12, "2023/24", *[None] * 12],
            ["Measure", *[f"Period {n}" for n in range(1, 14)] * 2],
            ["Buses", *range(1, 27)]]  # fmt: skip
    (told,) = labels(tmp_path, rows, merges=["B2:N2", "O2:AA2"])
    assert [told[0], told[12], told[13], told[25]] == [
        "P1 2022/23", "P13 2022/23", "P1 2023/24", "P13 2023/24"
    ]  # fmt: skip


def test_a_number_format_that_hides_small_figures_stops(tmp_path: Path) -> None:
    hidden = '[<5]"*";0'
    figures = ["Deaths", Formatted(3, hidden), Formatted(12, hidden)]
    observations = read(tmp_path, [["Indicator", "Apr-23", "May-23"], figures])
    assert found(observations, Severity.STOPS) == [("value-hidden-by-format", "B2")]


@pytest.mark.parametrize(
    ("header", "years"),
    [
        (["2018-19", "2019-20", "2020-21"], ["2018/19", "2019/20", "2020/21"]),
        (["2003/04", "2004/05", "2005/06"], ["2003/04", "2004/05", "2005/06"]),
    ],
)
def test_years_as_columns(header: list[str], years: list[str], tmp_path: Path) -> None:
    rows = [["LGBF"], ["Code", "Indicator", *header], ["CHN1", "Cost", "£203K", 5, "££203K"]]
    assert labels(tmp_path, rows) == [years]


def test_a_fiscal_year_from_october(tmp_path: Path) -> None:
    months = [f"{n:02d}_11/12" for n in range(1, 13)]
    rows = [["Fiscal year, October to September"], ["MEASURE_NAME", *months],
            ["Fires", *range(1, 13)]]  # fmt: skip
    (told,) = labels(tmp_path, rows)
    assert [told[0], told[3], told[11]] == ["Oct-11", "Jan-12", "Sep-12"]
    with pytest.raises(BadInput, match="nothing tells which year these periods are in"):
        labels(tmp_path, [rows[0], rows[1][:5], rows[2][:5]])


def test_quarters_under_merged_years(tmp_path: Path) -> None:
    rows = [["Indicator", "2022/23", None, "2023/24", None],
            [None, "  Q1", "  Q2", "  Q1", "  Q2"], ["Calls", 1, 2, 3, 4]]  # fmt: skip
    assert labels(tmp_path, rows, merges=["A1:A2", "B1:C1", "D1:E1"]) == [
        ["Q1 2022/23", "Q2 2022/23", "Q1 2023/24", "Q2 2023/24"]
    ]


def test_targets_and_values_in_their_own_words(tmp_path: Path) -> None:
    def as_text(book: openpyxl.Workbook) -> None:
        book["Scorecard"]["B3"].data_type = "s"

    rows = [["2023/24"], ["KPI", "Target", "QTR 1", "QTR 2", "QTR 3"],
            ["Income", "=/> 101%", "££203K", "17 (rate:0.07)", "AAA"],
            ["Debts", "95-90%", "Provisional (47)", "1.2% (88/7140)", "Data pending"]]  # fmt: skip
    observations = read(tmp_path, rows, change=as_text)
    assert not found(observations, Severity.STOPS)
    income, debts = observations.indicators
    assert isinstance(income.target.aim, Threshold)
    assert isinstance(debts.target.aim, AcceptableRange)
    assert texts(income) == ["££203K", "17 (rate:0.07)", "AAA", ""]
    assert texts(debts) == ["Provisional (47)", "1.2% (88/7140)", "Data pending", ""]


def test_ratings_by_fill_and_arrows_for_polarity(tmp_path: Path) -> None:
    def colour(book: openpyxl.Workbook) -> None:
        for row, fill in ((2, "FF00B050"), (3, "FFFF0000")):
            book["Scorecard"].cell(row, 3).fill = PatternFill("solid", fgColor=fill)

    rows = [["Indicator", "Polarity", "RAG", "Apr-23"], ["A", "é", None, 4], ["B", "ê", None, 5],
            ["C", "Mid-point", None, 6]]  # fmt: skip
    observations = read(tmp_path, rows, change=colour)
    assert [(i.polarity.value, i.stated.rating.value) for i in observations.indicators] == [
        ("High", "GREEN"), ("Low", "RED"), ("n/a", "No rating")
    ]  # fmt: skip


def test_a_header_repeated_with_other_periods_opens_a_block(tmp_path: Path) -> None:
    rows = [["2023/24"], ["Indicator", "Target", "Apr", "May"], ["A", 5, 4, 5],
            ["Indicator", "Target", "Q1", "Q2"], ["B", 5, 4, 5]]  # fmt: skip
    assert labels(tmp_path, rows) == [["Apr-23", "May-23"], ["Q1 2023/24", "Q2 2023/24"]]


@pytest.mark.parametrize("value", ["90-99", "<90", "<5", "x", "..", ":", "-", "*", "k"])
def test_a_sign_or_band_without_a_meaning_stops(value: str, tmp_path: Path) -> None:
    observations = read(tmp_path, [["Indicator", "Apr-23", "May-23"], ["A", 4, value]])
    assert found(observations, Severity.STOPS) == [("value-not-understood", "C2")]
