"""A workbook of everything that a sheet shows or hides beside its values; ``python -m
tests.ingest.sights`` writes it, LibreOffice saves it as the other formats in tests/data/formats."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

FOLDER = Path(__file__).parents[1] / "data" / "formats"


def workbook() -> openpyxl.Workbook:
    """Values of every kind, fills, struck-out and white letters, hidden rows, columns, sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sights"
    values = [
        ("A1", 0.9553, "0%"), ("B1", 1234567.891, "#,##0.0"), ("C1", dt.date(2023, 4, 1), "mmm-yy"),
        ("D1", -45, '"£"#,##0;("£"#,##0)'), ("E1", 203456, '"£"#,##0,"k"'),
        ("F1", 0, '#,##0;-#,##0;"-"'),
        ("G1", 5, ";;;"), ("H1", 12, '0 "weeks"'),
        ("I1", 1e-7, "General"), ("J1", 3, "[<5]\"*\";0"),
        ("A2", "text <b>& {{ }} =1+1", "General"), ("B2", True, "General"),
        ("C2", "يُونِيكُود \U0001f6a6 e\u0301", "General"), ("D2", "two\nlines", "General"),
        ("E2", "#DIV/0!", "General"),
        ("A3", "hidden row", "General"), ("K3", "hidden row and column", "General"),
        ("K2", "hidden column", "General"), ("A4", "struck", "General"), ("B4", "white", "General"),
        ("C4", "white on blue", "General"), ("D4", "red", "General"), ("A5", "merged", "General"),
        ("A7", "with a comment", "General"), ("B7", "x" * 9000, "General"),
    ]  # fmt: skip
    for at, value, code in values:
        sheet[at] = value
        sheet[at].number_format = code
    sheet["E2"].data_type = "e"
    sheet["F2"] = CellRichText("Apr", TextBlock(InlineFont(vertAlign="superscript"), "1"), " 23")
    sheet["A4"].font = Font(strike=True)
    sheet["B4"].font = Font(color="FFFFFFFF")
    sheet["C4"].font = Font(color="FFFFFFFF")
    sheet["C4"].fill = PatternFill("solid", fgColor="FF0000FF")
    sheet["D4"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["E4"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.merge_cells("A5:C6")
    sheet["A7"].comment = Comment("Exempt until July", "Ann")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["K"].hidden = True
    for n in range(20):
        sheet.cell(10 + n, 1, f"many different strings {n} " + "y" * 700)
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.create_sheet("Very").sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    return book


def main() -> None:
    """Writes the workbook in every format that LibreOffice saves."""
    path = FOLDER / "sights.xlsx"
    workbook().save(path)
    for ending in ("xls", "ods"):
        words = ["soffice", "--headless", "--convert-to", ending, "--outdir", FOLDER, path]
        subprocess.run(words, check=True)


if __name__ == "__main__":
    main()
