"""Files made to hurt: refused or read within seconds, and never another exception than BadInput."""

import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.numberformat import print_number, print_text, stored_number
from packgen.ingest.package import Package
from packgen.ingest.workbook import open_workbook
from packgen.model.finding import Severity
from packgen.model.observation import Figure
from tests.ingest.sheets import Formatted, Rows, found, only, read, row, scorecard, texts, write

SHEET = "xl/worksheets/sheet1.xml"
OTHER = "xl/worksheets/sheet2.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
Changes = dict[str, list[tuple[str, str]]]


def rewritten(path: Path, changes: Changes) -> Path:
    """A copy of a workbook; the first place of some words is replaced."""
    copy = path.with_name("rewritten.xlsx")
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info).decode("utf-8")
            for old, new in changes.get(info.filename, []):
                start, _, end = content.partition(old)
                assert end or content.endswith(old)
                content = start + new + end
            target.writestr(info.filename, content)
    return copy


def made(folder: Path, changes: Changes, rows: Rows | None = None) -> Path:
    """A plain scorecard with a second tab, changed."""
    path = write(folder, rows or scorecard(row()), others={"Other": [["Words"]]})
    return rewritten(path, changes)


def refusal(path: Path) -> str:
    started = time.process_time()
    with pytest.raises(BadInput) as caught:
        read_workbook(path)
    assert time.process_time() - started < 10
    return str(caught.value)


def test_merged_areas_that_overlap_are_damage(tmp_path: Path) -> None:
    merges = '<mergeCells><mergeCell ref="M1:O9"/><mergeCell ref="N3:P4"/></mergeCells>'
    far = '<row r="9"><c r="P9"><v>1</v></c></row></sheetData>'
    path = made(tmp_path, {SHEET: [("</sheetData>", far + merges)]})
    assert refusal(path).startswith(
        "rewritten.xlsx: Scorecard: it is damaged: merged areas overlap"
    )


def test_merged_areas_over_many_rows_cost_little(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(10, 2000))
    merges = '<mergeCell ref="M1:XFC1048576"/>' * 5000
    changes = {SHEET: [("</sheetData>", f"{rows}</sheetData><mergeCells>{merges}</mergeCells>")]}
    assert "far more than a scorecard" in refusal(made(tmp_path, changes))


def test_merged_areas_beside_everything_and_written_backwards(tmp_path: Path) -> None:
    merges = '<mergeCell ref="AA1:XFD1048576"/>' * 5000 + '<mergeCell ref="K4:J4"/>'
    changes = {SHEET: [("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")]}
    (sheet, _) = open_workbook(made(tmp_path, changes)).sheets
    area = sheet.area(4, 11)
    assert area and area.anchor == (4, 10)
    assert sheet.area(4, 12) is None
    assert (4, 11) in sheet.covered


def test_two_tabs_on_one_part_are_damage(tmp_path: Path) -> None:
    again = '<sheet name="Again" sheetId="9" state="hidden" r:id="rIdAgain" '
    space = (
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></sheets>'
    )
    relation = '<Relationship Id="rIdAgain" Type="x/worksheet" Target="/xl/worksheets/SHEET2.xml"/>'
    changes = {
        BOOK: [("</sheets>", again + space)],
        RELATIONS: [("</Relationships>", relation + "</Relationships>")],
    }
    assert "two of its tabs are one sheet" in refusal(made(tmp_path, changes))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("<row>" + "<c/>" * (11 * 2**20) + "</row>", "Other: it holds far more"),
        ("<row>" + "<c/>" * 3_100_000 + "</row>", "it holds far more"),
        ("<row><c><v>1</v></c></row>" * 300_100, "Other: it holds far more"),
        ("<a>" * 200 + "</a>" * 200, "nested far too deep"),
        (f'<row><c t="str"><v>{"x" * 40_000}</v></c></row>', "Other: it holds far more"),
    ],
    ids=["bytes", "elements", "cells", "depth", "text"],
)
def test_sheets_far_larger_than_a_scorecard(tmp_path: Path, rows: str, words: str) -> None:
    changes = {OTHER: [("</sheetData>", f"{rows}</sheetData>")]}
    assert words in refusal(made(tmp_path, changes))


@pytest.mark.parametrize("kind", ["styles", "theme", "sharedStrings"])
def test_other_parts_nested_too_deep_or_too_large(tmp_path: Path, kind: str) -> None:
    relation = f'<Relationship Id="rIdBad" Type="x/{kind}" Target="/xl/bad.xml"/></Relationships>'
    for content, words in (
        ("<a>" * 5000 + "</a>" * 5000, "nested far too deep"),
        ("<a>" + "<si/>" * (6 * 2**20 + 10) + "</a>", "far more than a scorecard"),
    ):
        path = made(tmp_path, {RELATIONS: [("</Relationships>", relation)]})
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/bad.xml", content)
        assert words in refusal(path)


def test_all_parts_together_are_bounded(tmp_path: Path) -> None:
    path = write(tmp_path, scorecard(row()))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for n in range(6):
            archive.writestr(f"xl/media/{n}.bin", b"0123456789" * (45 * 2**20 // 10))
    assert "unpacks to far more" in refusal(path)


def test_hidden_tabs_are_never_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hide(book: Workbook) -> None:
        book["Other"].sheet_state = "veryHidden"

    path = write(tmp_path, scorecard(row()), others={"Other": [["secret"]]}, change=hide)
    parsed: list[str] = []
    parse = Package.parse

    def spy(self: Package, part: str, *handlers: object) -> None:
        parsed.append(part)
        parse(self, part, *handlers)  # type: ignore[arg-type]

    monkeypatch.setattr(Package, "parse", spy)
    read_workbook(path)
    assert f"/{SHEET}" in parsed
    assert f"/{OTHER}" not in parsed
    assert len(set(parsed)) == len(parsed)


def test_a_large_scorecard_is_read(tmp_path: Path) -> None:
    lines = [row(number=str(n), title=f"Indicator {n}") for n in range(1, 3201)]
    path = write(tmp_path, scorecard(*lines))
    started = time.process_time()
    assert len(list(read_workbook(path).indicators)) == 3200
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "code",
    ["[>1.2.3]0", "[<]0", "0." + "0" * 800, "0%" * 400, "0" + "%" * 40, "0" + "," * 40 + "x" * 300],
)
def test_absurd_formats_hide_the_number(tmp_path: Path, code: str) -> None:
    assert print_number(Decimal(5), code).shown is None
    if len(code) < 200:
        observations = read(tmp_path, scorecard(row(jun=Formatted(4, code))))
        assert ("value-hidden-by-format", "I4") in found(observations, Severity.STOPS)


def test_an_absurd_format_of_texts_hides_them() -> None:
    assert print_text("secret", "0;0;0;@" + "x" * 300) == ""
    assert print_text("secret", "[>1.2.3]0;0;0;@") == ""


def test_format_numbers_with_thousands_of_digits(tmp_path: Path) -> None:
    formats = f'<numFmts><numFmt numFmtId="{"9" * 5000}" formatCode="0"/></numFmts><fonts'
    path = made(tmp_path, {STYLES: [("<fonts", formats)]})
    assert texts(only(read_workbook(path))) == ["1", "2", "3", "6"]


_NUMBERS = st.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,8})?", fullmatch=True)
_CODES = st.text('0#?.,%;@/[]<>=E+-_* "\\ymdhsGeneral$£0123456789()', max_size=60)


@given(_NUMBERS | st.text(max_size=30), _CODES)
def test_no_stored_number_and_format_raise(raw: str, code: str) -> None:
    stored = stored_number(raw)
    if stored is not None:
        printed = print_number(stored, code)
        assert (printed.number is None) is (printed.shown is None)
    print_text(raw, code)


@given(_NUMBERS, st.sampled_from(["0.00E+00", "0" + "%" * 29, "0" + "," * 20, "0." + "0" * 250]))
def test_the_largest_and_smallest_numbers_print(raw: str, code: str) -> None:
    stored = stored_number(raw)
    if stored is not None:
        assert print_number(stored, code).shown is not None


@pytest.mark.parametrize("raw", ["1E+400", "1E+99999999999", "9" * 5000, "1_000", "sNaN", "-"])
def test_what_excel_cannot_store_is_no_number(raw: str) -> None:
    assert stored_number(raw) is None


def test_huge_numbers_and_texts_of_digits_in_cells(tmp_path: Path) -> None:
    cells = {"apr": f"1 (5/{'9' * 5000})", "may": "9" * 5000, "jun": 1e300, "ytd": 1e15}
    indicator = only(read(tmp_path, scorecard(row(**cells, target="1" * 5000))))
    assert len(indicator.months) == 3


@pytest.mark.parametrize("size", ["0", "0.0", "0.00", "0e0", "-1"])
def test_rows_and_columns_of_no_size_are_hidden(tmp_path: Path, size: str) -> None:
    path = made(
        tmp_path,
        {
            SHEET: [
                ('<row r="5"', f'<row r="5" ht="{size}" customHeight="1"'),
                ("<sheetData>", f'<cols><col min="8" max="8" width="{size}"/></cols><sheetData>'),
            ]
        },
        scorecard(row(), row(number="2"), row(number="3")),
    )
    assert {("hidden-row", "B5"), ("hidden-column", "H3")} <= set(found(read_workbook(path)))


def test_rows_and_columns_of_unreadable_size_are_seen(tmp_path: Path) -> None:
    path = made(tmp_path, {SHEET: [('<row r="4"', '<row r="4" ht="tall"')]})
    assert texts(only(read_workbook(path))) == ["1", "2", "3", "6"]


def test_hidden_columns_told_many_times_over(tmp_path: Path) -> None:
    cols = '<col min="20" max="16384" hidden="1"/>' * 50_000 + '<col min="9" max="2" hidden="1"/>'
    path = made(tmp_path, {SHEET: [("<sheetData>", f"<cols>{cols}</cols><sheetData>")]})
    (sheet, _) = open_workbook(path).sheets
    assert [sheet.hides_column(column) for column in (9, 19, 20, 16384)] == [
        False,
        False,
        True,
        True,
    ]


def test_nil_as_accounting_formats_print_it(tmp_path: Path) -> None:
    code = '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'
    cells = {"apr": Formatted(0, code), "may": Formatted(5, code)}
    observations = read(tmp_path, scorecard(row(**cells, publication=None)))
    reading = only(observations).months[0].reading
    assert isinstance(reading, Figure)
    assert (reading.text, reading.number, reading.printed) == ("0", 0, 0)
    assert "value-hidden-by-format" not in dict(found(observations))


def test_many_rows_that_are_nearly_headers(tmp_path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'.format
    rows = f"<row>{cell('Target')}{cell('Jan')}</row>" * 20_000
    path = made(tmp_path, {OTHER: [("</sheetData>", f"{rows}</sheetData>")]})
    started = time.process_time()
    read_workbook(path)
    assert time.process_time() - started < 10
