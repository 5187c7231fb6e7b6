"""Words about Part 2 wherever they stand: honoured as marks, or the build stops. Never ignored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.marks import Verdict, mark_of, speaks_as_mark
from packgen.model.finding import Severity
from tests.workbooks import JUNE, SPLIT


def stops(source: Path, path: Path, change: Callable[[Workbook], None]) -> list[tuple[str, str]]:
    book = openpyxl.load_workbook(source)
    change(book)
    book.save(path / "june.xlsx")
    findings = read_workbook(path / "june.xlsx").findings
    return [(f.code, str(f.at)) for f in findings if f.severity is Severity.STOPS]


def written(cell: str, text: object, number_format: str = "") -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book.worksheets[0][cell] = text
        if number_format:
            book.worksheets[0][cell].number_format = number_format

    return change


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Y7", "Data suppressed, see part 2 report"),
        ("Y7", "See Part 2"),
        ("Y7", "[c]"),
        ("AB7", "See Part 2"),
        ("B7", "Adoptions (Part 2: para 2)"),
        ("A7", "1 (Part 2)"),
        ("E7", "Exempt"),
    ],
)
def test_a_mark_outside_the_publication_column_stops(tmp_path: Path, cell: str, text: str) -> None:
    assert ("mark-outside-publication", f"Scorecard!{cell}") in stops(
        JUNE, tmp_path, written(cell, text)
    )


@pytest.mark.parametrize("heading", ["Part 2 (Y/N)", "Is it exempt?", "Redacted", "In Part 2"])
def test_a_heading_that_speaks_of_part_2_in_other_words_stops(tmp_path: Path, heading: str) -> None:
    found = stops(JUNE, tmp_path, written("Z5", heading))
    assert ("heading-speaks-of-part-2", "Scorecard!Z5") in found


def test_a_benchmark_that_speaks_of_part_2_stops(tmp_path: Path) -> None:
    found = stops(JUNE, tmp_path, written("I5", "England (Part 2)"))
    assert ("heading-speaks-of-part-2", "Scorecard!I5") in found


def test_a_reason_on_a_row_without_a_mark_stops(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0]["Z5"] = "Exemption reason"
        book.worksheets[0]["Z7"] = "small numbers"

    assert ("mark-outside-publication", "Scorecard!Z7") in stops(JUNE, tmp_path, change)


def test_a_section_that_speaks_of_part_2_stops(tmp_path: Path) -> None:
    found = stops(JUNE, tmp_path, written("A12", "Safeguarding (see Part 2)"))
    assert ("section-marked", "Scorecard!A12") in found


@pytest.mark.parametrize("number_format", ['0" [c]"', '"Data suppressed "0', '0"*"'])
def test_wording_in_a_number_format_is_no_figure(tmp_path: Path, number_format: str) -> None:
    book = openpyxl.load_workbook(JUNE)
    written("L7", 771, number_format)(book)
    book.save(tmp_path / "june.xlsx")
    read = read_workbook(tmp_path / "june.xlsx")
    (first, *_) = read.indicators
    stopped = any(f.severity is Severity.STOPS and "771" not in f.what for f in read.findings)
    assert first.months[0].mark is not None or stopped


@pytest.mark.parametrize(
    "mark",
    [
        "Part 2 (May-23), Jun-23: para 2",
        "Part 2 (May-23) and Jun-23",
        "Part 2 (May-23); Year to Date",
        "Part 2 (May-23) to Jun-23",
        "Part 2 (May-23) (Jun-23)",
        "Restricted (May-23); Confidential (Jun-23)",
    ],
)
def test_a_mark_that_goes_on_after_its_bracket_is_not_understood(mark: str) -> None:
    assert mark_of(mark) is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "mark",
    ["Part 2 (May-23): may identify a child", "Part 2 (May-23): para 2", "Part 2 (small numbers)"],
)
def test_a_reason_after_the_bracket_is_a_reason(mark: str) -> None:
    assert mark_of(mark) not in tuple(Verdict)


@pytest.mark.parametrize(
    "name", ["Part 2", "Part2", "P2", "Restricted", "Confidential", "Exempted"]
)
def test_a_sheet_named_for_part_2_is_never_the_scorecard(tmp_path: Path, name: str) -> None:
    book = openpyxl.load_workbook(SPLIT)
    for cell in ("B5", "B44"):
        book["Scorecard"][cell] = "Description of aim"
    book["Part 2"].title = name
    book.save(tmp_path / "june.xlsx")
    with pytest.raises(BadInput, match="is marked for Part 2"):
        read_workbook(tmp_path / "june.xlsx")


def test_a_hidden_scorecard_does_not_make_way_for_the_part_2_sheet(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SPLIT)
    book["Scorecard"].sheet_state = "hidden"
    book.active = 1
    book.save(tmp_path / "june.xlsx")
    with pytest.raises(BadInput, match="is marked for Part 2"):
        read_workbook(tmp_path / "june.xlsx")


def test_a_sheet_of_true_figures_that_says_so_must_mark_some(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "NOT FOR PUBLICATION"
        for row in range(6, 47):
            cell = book.worksheets[0].cell(row, 26)
            if cell.value and str(cell.value).startswith("Part 2"):
                cell.value = None

    assert ("sheet-for-part-2", "Scorecard!A1") in stops(JUNE, tmp_path, change)


def test_wording_in_one_month_beside_a_total_is_unclear(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for column in range(13, 24):
            book.worksheets[0].cell(7, column).value = None
        book.worksheets[0]["L7"] = "Data suppressed, see part 2 report"

    assert ("total-beside-wording", "Scorecard!X7") in stops(JUNE, tmp_path, change)


def test_messages_never_quote_a_text_with_a_digit(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(JUNE)
    written("L7", "771*")(book)
    written("M7", "x")(book)
    book.save(tmp_path / "june.xlsx")
    told = [f.what for f in read_workbook(tmp_path / "june.xlsx").findings]
    assert not any("771" in what for what in told)
    assert any("'x'" in what for what in told)


def test_a_table_whose_header_is_not_understood_is_not_passed_over(tmp_path: Path) -> None:
    found = stops(JUNE, tmp_path, written("B5", "Description of aim"))
    assert ("table-without-header", "Scorecard!A7") in found


@pytest.mark.parametrize(
    ("text", "may_mean_it"),
    [
        ("Exempt accommodation", False),
        ("Restricted byways inspected", False),
        ("Confidential advice sessions", False),
        ("Private sector housing", False),
        ("The following indicators are exempt:", True),
        ("Youth Justice (restricted)", True),
        ("See Part 2", True),
        ("Exempt", True),
        ("[c]", True),
    ],
)
def test_words_that_mean_other_things_too(text: str, may_mean_it: bool) -> None:
    assert speaks_as_mark(text) is may_mean_it


@pytest.mark.parametrize("name", ["Private sector housing", "Exempt accommodation", "Scorecard 2"])
def test_a_sheet_about_something_of_that_name_is_read(tmp_path: Path, name: str) -> None:
    book = openpyxl.load_workbook(JUNE)
    book.worksheets[0].title = name
    book.save(tmp_path / "june.xlsx")
    assert len(list(read_workbook(tmp_path / "june.xlsx").indicators)) == 34


@pytest.mark.parametrize("words", ["Part 2", "Not for publication", "Exempt figures"])
def test_words_over_the_months_stop(tmp_path: Path, words: str) -> None:
    found = stops(JUNE, tmp_path, written("N4", words))
    assert ("heading-speaks-of-part-2", "Scorecard!N4") in found


@pytest.mark.parametrize("heading", ["Private?", "Redact", "Sensitive?", "OK to publish?", "P2"])
def test_a_heading_that_may_head_marks_stops(tmp_path: Path, heading: str) -> None:
    found = stops(JUNE, tmp_path, written("Z5", heading))
    assert ("heading-speaks-of-part-2", "Scorecard!Z5") in found


@pytest.mark.parametrize("note", ["Confidential", "EXEMPT - para 2", "Restricted: small numbers"])
def test_a_note_that_is_a_mark_stops(tmp_path: Path, note: str) -> None:
    found = stops(JUNE, tmp_path, written("Y7", note))
    assert ("mark-outside-publication", "Scorecard!Y7") in found


@pytest.mark.parametrize("note", ["Exempt accommodation opened in May", "Restricted byways only"])
def test_a_note_about_something_of_that_name_is_a_note(tmp_path: Path, note: str) -> None:
    assert stops(JUNE, tmp_path, written("Y7", note)) == []


def test_a_second_header_that_forgot_the_publication_heading_stops(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0]["Z44"] = None
        book.worksheets[0]["Z45"] = "Part 2: para 2"

    assert ("marks-without-heading", "Scorecard!Z45") in stops(JUNE, tmp_path, change)


def test_a_part_2_sheet_that_cannot_be_read_stops(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book.create_sheet("Part 2 list")
        sheet.append(["No.", "Indicator", "Reason"])
        sheet.append([1, "Footfall", "small numbers"])

    assert ("part-2-sheet-not-read", "Part 2 list!A1") in stops(JUNE, tmp_path, change)
