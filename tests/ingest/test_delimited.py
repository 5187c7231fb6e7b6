"""Delimited text: .csv and .tsv files read as the workbooks that they were saved from."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.delimited import open_delimited
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.model.observation import Figure, Unit
from tests.ingest.sheets import HEADER, found, only, row, scorecard, texts, withheld

ROWS = scorecard(
    row(apr="96%", may="1,234", jun="£203k", ytd="", notes='two, "quoted"\nlines'),
    row(number="2", title="Café waits", publication="Part 2: para 2"),
)


def write(folder: Path, rows: Sequence[Sequence[Any]], delimiter: str, encoding: str) -> Path:
    """Rows -> a file as Excel saves it: every row as wide as the widest."""
    width = max(map(len, rows))
    stream = io.StringIO(newline="")
    lines = ([*("" if cell is None else cell for cell in line), *[""] * width][:width]
             for line in rows)  # fmt: skip
    csv.writer(stream, delimiter=delimiter).writerows(lines)
    path = folder / "Scorecard.csv"
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def read(folder: Path, rows: Sequence[Sequence[Any]], delimiter: str = ",") -> Observations:
    return read_workbook(write(folder, rows, delimiter, "utf-8"))


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_encoding_and_delimiter_reads_the_same(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    observations = read_workbook(write(tmp_path, ROWS, delimiter, encoding))
    first, second = observations.indicators
    assert texts(first) == ["96%", "1,234", "£203k", ""]
    assert first.notes == 'two, "quoted" lines'
    assert second.title == "Café waits"
    assert withheld(second) == [False, True, True, True, True]
    assert (first.at.sheet, first.at.a1) == ("Scorecard", "B4")
    assert not found(observations, Severity.STOPS)
    told = dict(found(observations, Severity.INFORMS))
    assert ("encoding-guessed" in told) is (encoding == "cp1252")
    assert ("delimiter-found" in told) is (delimiter in ";|")


def test_numbers_and_errors_are_what_their_texts_say(tmp_path: Path) -> None:
    observations = read(tmp_path, scorecard(row(apr="0071", may="7.50", jun="#DIV/0!", ytd="71")))
    april, may, _ = (month.reading for month in only(observations).months)
    assert isinstance(april, Figure) and (april.text, april.number) == ("0071", 71)
    assert isinstance(may, Figure) and (may.text, may.unit) == ("7.50", Unit.COUNT)
    assert ("error-cell", "I4") in found(observations, Severity.STOPS)


def test_a_comma_that_moves_a_row_stops(tmp_path: Path) -> None:
    path = write(tmp_path, scorecard(row(), row(number="2")), ",", "utf-8")
    path.write_text(path.read_text("utf-8").replace("2,Widgets made", "2,Widgets, made"), "utf-8")
    assert ("row-too-wide", "M5") in found(read_workbook(path), Severity.STOPS)


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_workbook(path)
    (fault,) = caught.value.faults
    assert fault.where.startswith(path.name)
    return fault.what


def test_a_stray_quotation_mark_swallows_no_row(tmp_path: Path) -> None:
    path = write(tmp_path, scorecard(row(), row(number="2", title='"Quoted"')), ",", "utf-8")
    text = path.read_text("utf-8").replace("1,Widgets made", '1,"Widgets made')
    path.write_text(text, "utf-8")
    assert "quotation mark" in refusal(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a workbook"),
        (b" \n\n", "not a workbook"),
        (b"\x00\x01\x02\x03", "not a workbook"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"<HTML><table>", "a web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "a web page"),
        (b"a,b\n\xff\xfe\x81\x8d", "characters"),
        (b"\xff\xfea\x00,\x00\xd8", "characters"),
        (b"a,b,c\n1,2,3\n", "no scorecard"),
        (b"a\n" * 400_000, "far more"),
        (b"a," * 20_000, "far more"),
        (b'"' + b"x" * 40_000 + b'",b\n', "far more"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_file_named_for_part_2_is_not_published(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS[:-1], ",", "utf-8").rename(tmp_path / "scorecard part 2.csv")
    assert "Part 2" in refusal(path)


_CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(st.lists(_CELL, min_size=13, max_size=13), max_size=4), st.sampled_from(",\t;|"))
def test_any_rows_below_a_header_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    folder = tmp_path_factory.mktemp("text")
    path = write(folder, [[*HEADER, "Also"]] * 5 + rows, delimiter, "utf-8")
    (sheet,) = open_delimited(path).sheets
    for number, line in enumerate(rows, 6):
        for column, text in enumerate(line, 1):
            assert sheet.text(number, column) == " ".join(_seen(text).split())


def _seen(text: str) -> str:
    hidden = [*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]
    return "".join(letter for letter in text if ord(letter) not in hidden)
