"""Texts struck out in part, pipes, and too many tables."""

import os
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.binary import Fonts, string_of
from packgen.model.finding import Severity
from tests.ingest.sheets import found, read, row, scorecard

FORMATS = Path(__file__).parents[1] / "data" / "formats"
SPILLED = """Adults 2023/24
Position as at end of Sep-23

No.,Performance Indicators,Why,Target,RAG rating,Apr-23,May-23,Jun-23,Jul-23,Aug-23,Sep-23,YTD,Publication
1,T one,why,15,GREEN,1,2,3,4,5,6,21,
2,T two,why,15,n GREEN,1,2,e Not available,4,5,6,,Part 2: para 2
3,T three,why,15,t GREEN,1,2,e Not available,4,5,6,,
"""  # noqa: E501


@pytest.mark.parametrize(("at", "stops"), [("B4", True), ("K4", True), ("L4", False)])
def test_a_text_struck_out_in_part_stops_where_it_would_be_printed(
    tmp_path: Path, at: str, stops: bool
) -> None:
    def change(book: Workbook) -> None:
        runs = CellRichText("Public", TextBlock(InlineFont(strike=True), " 17"))
        book["Scorecard"][at] = CellRichText("Public") if at == "L4" else runs

    rows = scorecard(row(), row(number="2", title="Others"))
    told = found(read(tmp_path, rows, change=change), Severity.STOPS)
    assert told == ([("text-struck-out", at)] if stops else [])


def test_repairs_of_a_marked_row_are_told_in_part_2_only(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(SPILLED)
    mended = [f for f in read_workbook(path).findings if f.code == "text-mended" and f.at]
    assert {(f.at.row, f.exempt) for f in mended if f.at} == {(6, True), (7, False)}


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(BadInput, match="it is no file"):
        read_workbook(tmp_path / "pipe.xlsx")


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_text_struck_out_in_part_is_seen_in_other_formats(ending: str) -> None:
    read_ = read_workbook(FORMATS / f"struck.{ending}")
    assert [i.title for i in read_.indicators] == ["Waits over 17 weeks", "Plans made"]
    assert found(read_, Severity.STOPS) == [("text-struck-out", "B3")]


def test_runs_of_a_struck_font_are_told_whatever_the_binary_format() -> None:
    fonts = Fonts(struck={2})
    assert string_of("one two", [(0, 1), (4, 2)], fonts) == ("one two", "one two", True)
    assert string_of("one two", [(0, 1), (3, 2), (4, 1)], fonts) == ("one two", "one two", False)
    assert string_of("one two", [], fonts) == ("one two", "one two", False)
