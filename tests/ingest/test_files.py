"""Files that are no scorecard, or not a safe one: always BadInput, never a traceback."""

import zipfile
from pathlib import Path

import pytest
import python_calamine

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.sheet import Kind
from packgen.ingest.workbook import open_workbook
from tests.ingest.sheets import HEADER, POSITION, TITLE, read, row, scorecard, write

DATA = Path(__file__).parents[1] / "data"


def refusal(path: Path, **options: str) -> str:
    with pytest.raises(BadInput) as caught:
        read_workbook(path, **options)
    text = str(caught.value)
    assert text.startswith(path.name)
    assert str(path.parent) not in text
    return text


def test_files_that_are_no_workbook(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.xlsx")
    assert "can't be opened" in refusal(tmp_path)
    for content in (
        b"",
        b"PK\x03\x04 broken",
        b"No.,Indicator\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ):
        path = tmp_path / "file.xlsx"
        path.write_bytes(content)
        refusal(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in refusal(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "not a workbook")
    assert "not an Excel workbook" in refusal(path)


def rewritten(path: Path, part: str, change: dict[str, str]) -> Path:
    """A copy of a workbook with some words of one part replaced."""
    copy = path.with_name("rewritten.xlsx")
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info).decode("utf-8")
            for old, new in change.items() if info.filename == part else ():
                assert old in content
                content = content.replace(old, new)
            target.writestr(info.filename, content)
    return copy


SHEET = "xl/worksheets/sheet1.xml"


def test_entity_bombs_and_damage_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, scorecard(row()))
    bomb = {"<worksheet": '<!DOCTYPE b [<!ENTITY a "aaaa">]><worksheet'}
    assert "document type" in refusal(rewritten(path, SHEET, bomb))
    assert "damaged" in refusal(rewritten(path, SHEET, {"</sheetData>": ""}))


def test_what_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (60 * 2**20))
    assert "unpacks" in refusal(path)


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, scorecard(row()))
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    merge = '<mergeCells><mergeCell ref="M2:XFD1048575"/></mergeCells>'
    copy = rewritten(
        path, SHEET, {"</sheetData>": far + merge, 'ref="A1:L4"': 'ref="A1:XFD1048576"'}
    )
    assert len(list(read_workbook(copy).indicators)) == 1


def test_sheets_that_cannot_be_chosen(tmp_path: Path) -> None:
    def hide(book) -> None:  # type: ignore[no-untyped-def]
        book["Hidden"].sheet_state = "hidden"
        book.create_chartsheet("Chart")

    path = write(
        tmp_path, scorecard(row()), others={"Hidden": [], "About": [["Words"]]}, change=hide
    )
    assert read_workbook(path).title == "Scorecard 2023/24"
    assert "'Scorecard', 'About'" in refusal(path, sheet="Nowhere")
    assert "hidden" in refusal(path, sheet="Hidden")
    assert "chart" in refusal(path, sheet="Chart")
    assert "no scorecard" in refusal(path, sheet="About")


def test_two_scorecards_must_be_chosen_between(tmp_path: Path) -> None:
    second = scorecard(row(title="Other"))
    path = write(tmp_path, scorecard(row()), others={"Second": second})
    text = refusal(path)
    assert "'Scorecard' and 'Second'" in text
    assert "pack.toml" in text
    assert [each.title for each in read_workbook(path, sheet="Second").indicators] == ["Other"]


def test_months_whose_year_nothing_tells(tmp_path: Path) -> None:
    header = [*HEADER]
    header[6:9] = ["Apr", "May", "Jun"]
    path = write(tmp_path, [["Scorecard"], header, row()])
    assert "Scorecard!G2" in refusal(path)


def test_columns_without_cell_references_and_theme_colours(tmp_path: Path) -> None:
    path = write(tmp_path, [TITLE, POSITION, HEADER, row()])
    bare = rewritten(path, SHEET, {f' r="{letter}4"': "" for letter in "ABCDEFGHIJK"})
    assert [each.title for each in read_workbook(bare).indicators] == ["Widgets made"]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xlsx")), ids=lambda path: path.stem)
def test_values_are_those_that_calamine_reads(path: Path) -> None:
    book = python_calamine.load_workbook(path)
    for sheet in open_workbook(path).sheets:
        theirs = {
            (r, c): value
            for r, line in enumerate(book.get_sheet_by_name(sheet.name).to_python(False), 1)
            for c, value in enumerate(line, 1)
            if value != ""
        }
        ours = {(r, c): cell for r, line in sheet.rows.items() for c, cell in line.items()}
        assert ours.keys() == theirs.keys()
        for place, cell in ours.items():
            theirs_text = theirs[place]
            if cell.kind is Kind.TEXT:
                assert cell.text == " ".join(str(theirs_text).split())
            elif cell.day:
                assert theirs_text in (cell.day,)
            else:
                assert cell.number is not None
                scale = 100 if cell.text.endswith("%") else 1
                assert float(cell.number) == pytest.approx(float(theirs_text) * scale)  # type: ignore[arg-type]


def test_reading_is_repeatable(tmp_path: Path) -> None:
    rows = scorecard(row(), row(number="2", apr="x"))
    assert read(tmp_path, rows) == read(tmp_path, rows)


THIRD_PARTY = sorted(each for each in (DATA / "third-party").iterdir() if each.suffix != ".md")


@pytest.mark.parametrize("path", THIRD_PARTY, ids=lambda path: path.name)
def test_other_peoples_files_are_refused_in_words(path: Path) -> None:
    refusal(path)


def test_their_features_are_read_all_the_same() -> None:
    def cells(name: str) -> dict[str, str]:
        (sheet, *_) = open_workbook(DATA / "third-party" / name).sheets
        return {
            sheet.ref(r, c).a1: cell.text
            for r, line in sheet.rows.items()
            for c, cell in line.items()
        }

    tabs = open_workbook(DATA / "third-party" / "calamine_any_sheets.xlsx").tabs
    assert [(tab.name, tab.hidden, tab.chart, tab.sheet is not None) for tab in tabs] == [
        ("Visible", False, False, True), ("Hidden", True, False, False),
        ("VeryHidden", True, False, False), ("Chart", False, True, False)]  # fmt: skip
    assert "#DIV/0!" in cells("calamine_errors.xlsx").values()
    assert len(cells("calamine_strict_iso_paths.xlsx")) > 100
    assert cells("calamine_date_1904.xlsx")["A2"] == "2021-01-02"


def test_a_part_2_sheet_is_never_the_scorecard_beside_another(tmp_path: Path) -> None:
    lean = [TITLE, POSITION, ["Indicator", "Apr-23", "May-23"], ["Widgets made", 1, 2]]
    for first_lines in ([["NOT FOR PUBLICATION"]], [["Exempt figures"]]):
        path = write(tmp_path, lean, others={"Figures": first_lines + scorecard(row())})
        assert {each.at.sheet for each in read_workbook(path).indicators} == {"Scorecard"}
