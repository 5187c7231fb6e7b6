"""Formats beside .xlsx: the same scorecard in each reads to the same observations."""

import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.sheet import Cell, Kind, Sheet
from packgen.ingest.workbook import open_workbook
from tests.ingest.sights import workbook
from tests.ingest.xlsb import Writer, record

DATA = Path(__file__).parents[1] / "data"
FORMATS = DATA / "formats"
THIRD_PARTY = DATA / "third-party"
SCORECARDS = ["cef-scorecard-2023-06", "cef-scorecard-2023-06-split"]


def saved(name: str, ending: str, folder: Path) -> Path:
    """A workbook of the tests' data in another format."""
    if ending != "xlsb":
        return FORMATS / f"{name}.{ending}"
    source = DATA / f"{name}.xlsx"
    return Writer(openpyxl.load_workbook(source)).save(folder / f"{name}.xlsb")


@pytest.mark.parametrize("ending", ["ods", "xls", "xlsb"])
@pytest.mark.parametrize("name", SCORECARDS)
def test_a_scorecard_is_the_same_in_every_format(name: str, ending: str, tmp_path: Path) -> None:
    path = saved(name, ending, tmp_path)
    assert read_workbook(path) == read_workbook(DATA / f"{name}.xlsx")


def seen(sheet: Sheet) -> dict[str, Cell]:
    return {sheet.ref(r, c).a1: cell for r, row in sheet.rows.items() for c, cell in row.items()}


@pytest.mark.parametrize("ending", ["ods", "xls", "xlsb"])
def test_what_a_sheet_shows_and_hides_is_the_same_in_every_format(
    ending: str, tmp_path: Path
) -> None:
    path = FORMATS / f"sights.{ending}"
    if ending == "xlsb":
        path = Writer(workbook()).save(tmp_path / "sights.xlsb")
    expected = open_workbook(FORMATS / "sights.xlsx")
    found = open_workbook(path)
    kept = [tab for tab in expected.tabs if not tab.chart]
    assert [(t.name, t.hidden) for t in found.tabs][: len(kept)] == [
        (t.name, t.hidden) for t in kept
    ]
    (sheet, *others), (theirs, *_) = found.sheets, expected.sheets
    assert not [other for other in others if other.rows]
    ours = seen(sheet)
    if ending == "xlsb":  # its test writer knows no runs
        ours["F2"] = replace(ours["F2"], heading="Apr 23")
    assert ours == seen(theirs)
    assert sheet.hidden_rows == theirs.hidden_rows
    assert sheet.hidden_columns == theirs.hidden_columns == {11}
    assert sheet.areas == theirs.areas
    assert sheet.comments == theirs.comments == {(7, 1): "Exempt until July"}
    assert sheet.fills == theirs.fills


def test_what_the_sights_are() -> None:
    sheet = open_workbook(FORMATS / "sights.xlsx").sheets[0]
    cells = seen(sheet)
    texts = {at: cells[at].text for at in ("A1", "B1", "C1", "D1", "E1", "H1", "E2", "F2", "C2")}
    assert texts == {
        "A1": "96%", "B1": "1,234,567.9", "C1": "Apr-23", "D1": "(£45)", "E1": "£203k",
        "H1": "12 weeks", "E2": "#DIV/0!", "F2": "Apr1 23", "C2": "يُونِيكُود \U0001f6a6 e\u0301",
    }  # fmt: skip
    assert cells["F2"].heading == "Apr 23"
    assert [at for at, cell in cells.items() if cell.hidden] == ["G1", "J1"]
    assert [at for at, cell in cells.items() if cell.struck] == ["A4"]
    assert [at for at, cell in cells.items() if cell.unseen] == ["B4"]
    assert cells["E2"].kind is Kind.ERROR
    assert {*sheet.hidden_rows[3]} == {1, 11}


BOTH = sorted(
    path
    for folder in (FORMATS, THIRD_PARTY)
    for path in folder.iterdir()
    if path.suffix in (".ods", ".xls", ".xlsb") and path.name != "calamine_issue_594_dos.ods"
)


@pytest.mark.parametrize("path", BOTH, ids=lambda path: path.name)
def test_values_are_those_that_calamine_reads(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(path.open("rb"))
    for tab in open_workbook(path).tabs:
        if tab.sheet is None or not tab.sheet.rows:
            continue
        rows = book.get_sheet_by_name(tab.name).to_python(skip_empty_area=False)
        cells = tab.sheet.rows | tab.sheet.hidden_rows
        theirs = {
            (r, c): value
            for r, line in enumerate(rows, 1)
            for c, value in enumerate(line, 1)
            if value != ""
        }
        ours = {(r, c): cell for r, line in cells.items() for c, cell in line.items()}
        assert ours.keys() - theirs.keys() <= {p for p, c in ours.items() if c.kind is Kind.ERROR}
        assert theirs.keys() - ours.keys() <= set(tab.sheet.covered)
        for place in ours.keys() & theirs.keys():
            cell, value = ours[place], theirs[place]
            if isinstance(value, float) and cell.number is not None:
                scale = float(cell.number) / value if value else 1
                assert any(scale == pytest.approx(power) for power in (1, 100, 0.001))
            elif cell.kind is Kind.TEXT and isinstance(value, str):
                assert cell.text == " ".join(value.split())


def test_names_say_nothing_and_contents_everything(tmp_path: Path) -> None:
    for ending in ("xls", "ods", "xlsb"):
        path = tmp_path / "renamed.xlsx"
        path.write_bytes(saved(SCORECARDS[0], ending, tmp_path).read_bytes())
        assert len(list(read_workbook(path).indicators)) == 34


def test_macros_are_never_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    source = DATA / "cef-scorecard-2023-06.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, content.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"))
        new.writestr("xl/vbaProject.bin", b"not even a project")
    assert read_workbook(path) == read_workbook(source)


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_workbook(path)
    (fault,) = caught.value.faults
    return fault.what


def test_encrypted_and_old_files_are_refused_in_words(tmp_path: Path) -> None:
    source = (FORMATS / "sights.xls").read_bytes()
    path = tmp_path / "book.xls"
    bof = source.index(b"\x09\x08\x10\x00\x00\x06")
    path.write_bytes(source[: bof + 20] + struct.pack("<HH", 0x2F, 2) + source[bof + 24 :])
    assert "password" in refusal(path)
    path.write_bytes(source[: bof + 4] + b"\x00\x05" + source[bof + 6 :])
    assert "Excel 95" in refusal(path)
    path.write_bytes(source.replace("Workbook".encode("utf-16-le"), "Werkbook".encode("utf-16-le")))
    assert "not a workbook" in refusal(path)
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
        archive.writestr("content.xml", "scrambled")
    assert "password" in refusal(path)


def test_records_that_do_not_hold_together_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsb"
    Writer(workbook()).save(path)
    for part, content in (
        ("xl/worksheets/sheet0.bin", record(7, struct.pack("<III", 0, 0, 9_999_999))),
        ("xl/worksheets/sheet0.bin", record(12, bytes(8))),
        ("xl/worksheets/sheet0.bin", record(2, b"short")),
        ("xl/workbook.bin", b"\x9c\x01\xff\xff\xff\x7f"),
    ):
        copy = tmp_path / "copy.xlsb"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
            for info in old.infolist():
                new.writestr(info, content if info.filename == part else old.read(info))
        assert "damaged" in refusal(copy)


def test_repeated_cells_cost_nothing_and_bombs_are_refused(tmp_path: Path) -> None:
    assert "no scorecard" in refusal(THIRD_PARTY / "calamine_issue_594_dos.ods")
    path = tmp_path / "bomb.ods"
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p>'
    cell += "</table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "content.xml",
            '<o:document-content xmlns:o="o" xmlns:table="t" xmlns:text="x">'
            f'<table:table table:name="A">{row}</table:table></o:document-content>',
        )
    assert "far more" in refusal(path)
