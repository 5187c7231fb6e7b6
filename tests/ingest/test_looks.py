"""Struck-out and invisible texts, and comments: what a paper could not show."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from packgen.model.finding import Severity
from tests.ingest.sheets import found, read, row, scorecard

Change = Callable[[Workbook], None]


def stops(folder: Path, change: Change, **cells: object) -> list[tuple[str, str]]:
    rows = scorecard(row(**cells), row(number="2"))
    return found(read(folder, rows, change=change), Severity.STOPS)


def styled(at: str, font: Font, fill: str | None = None) -> Change:
    def change(book: Workbook) -> None:
        book["Scorecard"][at].font = font
        if fill:
            book["Scorecard"][at].fill = PatternFill("solid", fgColor=fill)

    return change


STRUCK, WHITE = Font(strike=True), Font(color="FFFFFFFF")


@pytest.mark.parametrize("at", ["A1", "G3", "B4", "E4", "G4", "J4", "K4"])
def test_struck_out_and_white_texts_stop_where_they_would_be_printed(
    tmp_path: Path, at: str
) -> None:
    assert stops(tmp_path, styled(at, STRUCK)) == [("text-struck-out", at)]
    assert stops(tmp_path, styled(at, WHITE)) == [("text-unseen", at)]


@pytest.mark.parametrize("at", ["F4", "L4", "M4"])
def test_they_do_not_where_they_are_not_printed(tmp_path: Path, at: str) -> None:
    assert not stops(tmp_path, styled(at, STRUCK), publication="Public")


def test_white_letters_on_a_dark_ground_are_seen(tmp_path: Path) -> None:
    assert not stops(tmp_path, styled("G3", WHITE, "FF1F4E78"))
    assert stops(tmp_path, styled("G4", Font(color="FF1F4E78"), "FF1F4E78")) == [
        ("text-unseen", "G4")
    ]


def test_a_mark_in_white_letters_is_honoured(tmp_path: Path) -> None:
    rows = scorecard(row(publication="Part 2"))
    observations = read(tmp_path, rows, change=styled("L4", WHITE))
    assert [indicator.is_marked for indicator in observations.indicators] == [True]


def commented(at: str, text: str) -> Change:
    def change(book: Workbook) -> None:
        book["Scorecard"][at].comment = Comment(text, "Ann")

    return change


SPEAKING = [
    "exempt",
    "Ann Other:\nExempt",
    "Part 2 until July",
    "This is confidential for now",
    "Not for publication, see the memo of legal services of 3 May and the decision",
]


@pytest.mark.parametrize("text", SPEAKING)
@pytest.mark.parametrize("at", ["G4", "B4", "G3"])
def test_a_comment_about_part_2_stops(tmp_path: Path, at: str, text: str) -> None:
    assert stops(tmp_path, commented(at, text)) == [("comment-speaks-of-part-2", at)]


def test_a_comment_on_a_marked_row_or_about_other_things_does_not(tmp_path: Path) -> None:
    assert not stops(tmp_path, commented("G4", "Exempt"), publication="Part 2")
    assert not stops(tmp_path, commented("G4", "Ann: checked with finance"))


def test_a_blank_rating_under_a_conditional_format_is_told(tmp_path: Path) -> None:
    def colour(book: Workbook) -> None:
        rule = CellIsRule(operator="equal", formula=["1"], fill=PatternFill(bgColor="FFFF0000"))
        book["Scorecard"].conditional_formatting.add("F4:F5", rule)

    rows = scorecard(row(rag=None), row(number="2"), row(number="3", rag=None))
    told = found(read(tmp_path, rows, change=colour), Severity.LOOK)
    assert [at for code, at in told if code == "rating-by-conditional-format"] == ["F4"]
