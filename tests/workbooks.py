"""Workbooks for the tests of whole builds: the example, and changed copies of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

DATA = Path(__file__).parent / "data"
JUNE = DATA / "cef-scorecard-2023-06.xlsx"
SPLIT = DATA / "cef-scorecard-2023-06-split.xlsx"
MONTHS = range(12, 25)
"""The columns of the months and of the year to date."""


def changed(source: Path, target: Path, change: Callable[[Worksheet], None]) -> Path:
    """A copy of a workbook, with its first sheet changed."""
    book = openpyxl.load_workbook(source)
    change(book.worksheets[0])
    book.save(target)
    return target


def marked_rows(sheet: Worksheet) -> dict[str, int]:
    """The marked indicators' numbers and rows."""
    return {
        str(row[0].value): row[0].row
        for row in sheet.iter_rows(min_row=6)
        if row[0].value is not None
        and any(re.match("Part 2", str(c.value or "")) for c in row[25:26])
    }
