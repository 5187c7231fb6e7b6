"""Nothing hidden passes: what a workbook keeps beside what it shows is listed, and never read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from packgen.ingest import inventory, read_workbook
from packgen.model.understood import Unseen
from tests.workbooks import JUNE

THIRD_PARTY = Path(__file__).parents[1] / "data/third-party"
CELLS = '<cell r="A1"><v>7</v></cell>' * 3
CACHE = '<pivotCacheDefinition recordCount="8546" refreshedBy="Jane Roe"/>'
LINK = (
    "<externalLink><externalBook><sheetDataSet><sheetData sheetId='0'>"
    f"<row r='1'>{CELLS}</row>"
    "</sheetData></sheetDataSet></externalBook></externalLink>"
)


def told(path: Path) -> dict[str, str]:
    found = inventory(path, read_workbook(path).understood.unseen)
    return {finding.code: finding.what for finding in found}


def with_parts(path: Path, parts: dict[str, str]) -> Path:
    path.write_bytes(JUNE.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_plain_workbook_holds_nothing_else() -> None:
    assert told(JUNE) == {}


def test_everything_hidden_is_counted_and_nothing_quoted(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(JUNE)
    sheet = book.worksheets[0]
    for name, state in (("Data", "hidden"), ("Secret", "veryHidden")):
        book.create_sheet(name).sheet_state = state
        book[name]["A1"] = 987654
    other = book.create_sheet("Other")
    for row in range(1, 12):
        other[f"A{row}"] = 987654
        other.row_dimensions[row].hidden = True
    other["B30"] = 987654
    other.column_dimensions["B"].hidden = True
    sheet["L7"].comment = Comment("ask Jane about 987654", "Jane Roe")
    book.defined_names["Figures"] = DefinedName("Figures", attr_text="Data!$A$1")
    book.custom_doc_props.append(StringProperty(name="Owner", value="987654"))
    book.properties.creator, book.properties.lastModifiedBy = "Jane Roe", "J. Doe"
    book.save(tmp_path / "june.xlsx")
    found = told(tmp_path / "june.xlsx")
    assert found == {
        "hidden-cells": "its visible sheets have 11 hidden rows and 1 hidden column that hold "
        "something",
        "comments": "the workbook holds 1 comment",
        "custom-properties": "the workbook has 1 custom property",
        "defined-names": "the workbook defines 1 name for cells",
        "staff-names": "the workbook names people in comments and in the properties",
        "file-not-for-publication": "this workbook holds more than it shows: 2 hidden sheets, "
        "11 hidden rows, 1 hidden column, 1 comment",
    }
    assert read_workbook(tmp_path / "june.xlsx").blocks == read_workbook(JUNE).blocks


def test_caches_links_macros_and_embedded_files(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "june.xlsx", {
        "xl/pivotCache/pivotCacheDefinition1.xml": CACHE,
        "xl/pivotCache/pivotCacheRecords1.xml": "<x>987654</x>",
        "xl/externalLinks/externalLink1.xml": LINK,
        "xl/vbaProject.bin": "Sub Secret()",
        "xl/embeddings/oleObject1.bin": "…",
    })  # fmt: skip
    assert told(path) == {
        "pivot-caches": "the workbook keeps 1 pivot cache with 8,546 records",
        "external-links": "the workbook keeps 1 link to another workbook with copies of 3 cells",
        "embedded-objects": "the workbook holds 1 embedded file",
        "macros": "the workbook holds macros; they are neither run nor carried",
        "staff-names": "the workbook names people in pivot tables",
        "file-not-for-publication": "this workbook holds more than it shows: 1 pivot cache with "
        "8,546 records, 1 link to another workbook with copies of 3 cells, 1 embedded file",
    }


@pytest.mark.parametrize("content", ["<a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "\x00"])
def test_damaged_side_parts_stop_nothing(tmp_path: Path, content: str) -> None:
    parts = ("docProps/custom.xml", "xl/comments1.xml", "xl/pivotCache/pivotCacheDefinition1.xml")
    found = told(with_parts(tmp_path / "june.xlsx", dict.fromkeys(parts, content)))
    assert found["comments"] == "the workbook holds 1 comment"
    assert found["pivot-caches"] == "the workbook keeps 1 pivot cache"


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("calamine_pivots.xlsx", "pivot-caches", "2 pivot caches with 20 records"),
        ("calamine_vba.xlsm", "macros", "neither run nor carried"),
        ("calamine_errors.xlsx", "external-links", "1 link to another workbook"),
    ],
)
def test_other_people_s_files(file: str, code: str, words: str) -> None:
    found = {f.code: f.what for f in inventory(THIRD_PARTY / file, Unseen())}
    assert words in found[code]
