"""Small scorecards for tests: lists of rows -> an .xlsx file in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from packgen.ingest import read_workbook
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Indicator, Observations

HEADER = ["No.", "Indicator", "Polarity", "Target", "Bromley 2022/23", "RAG",
          "Apr-23", "May-23", "Jun-23", "Year to Date", "Notes", "Publication"]  # fmt: skip
TITLE = ["Scorecard 2023/24"]
POSITION = ["Position as at end of Jun-23"]
ROW = ["1", "Widgets made", "High", "10", "9", "GREEN", 1, 2, 3, 6, "a note", None]

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Formatted:
    """A number with its number format, and a fill if any."""

    value: Any
    code: str = "General"
    fill: str | None = None


def fill_sheet(sheet: Worksheet, rows: Rows, merges: Sequence[str] = ()) -> None:
    """Write rows from A1 down, then merge."""
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if isinstance(value, Formatted):
                cell = sheet.cell(r, c, value.value)
                cell.number_format = value.code
                if value.fill:
                    cell.fill = PatternFill("solid", fgColor=value.fill)
            elif value is not None:
                sheet.cell(r, c, value)
    for area in merges:
        sheet.merge_cells(area)


def write(
    folder: Path,
    rows: Rows,
    *,
    merges: Sequence[str] = (),
    others: dict[str, Rows] | None = None,
    change: Callable[[openpyxl.Workbook], None] | None = None,
) -> Path:
    """Rows of the sheet 'Scorecard', and of others -> the path of a workbook with them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scorecard"
    fill_sheet(sheet, rows, merges)
    for name, other in (others or {}).items():
        fill_sheet(book.create_sheet(name), other)
    if change:
        change(book)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def read(folder: Path, rows: Rows, **options: Any) -> Observations:
    """Rows -> what ingest reads from a workbook with them."""
    return read_workbook(write(folder, rows, **options))


def scorecard(*rows: Sequence[Any], header: Sequence[Any] = HEADER) -> list[Sequence[Any]]:
    """Indicator rows -> the rows of a scorecard with title, position and header (in row 3)."""
    return [TITLE, POSITION, header, *rows]


def row(**changes: Any) -> list[Any]:
    """The usual row with some cells changed: ``number title polarity target benchmark rag apr may
    jun ytd notes publication``."""
    keys = ["number", "title", "polarity", "target", "benchmark", "rag", "apr", "may", "jun", "ytd",
            "notes", "publication"]  # fmt: skip
    cells = dict(zip(keys, ROW, strict=True))
    assert not changes.keys() - cells.keys()
    return list((cells | changes).values())


def only(observations: Observations) -> Indicator:
    """The one indicator."""
    (indicator,) = observations.indicators
    return indicator


def found(observations: Observations, severity: Severity | None = None) -> list[tuple[str, str]]:
    """The findings as (code, cell), of one severity or of all."""
    return [
        (finding.code, finding.at.a1 if finding.at else "")
        for finding in observations.findings
        if severity in (None, finding.severity)
    ]


def finding(observations: Observations, code: str) -> Finding:
    """The one finding with this code."""
    (one,) = [each for each in observations.findings if each.code == code]
    return one


def texts(indicator: Indicator) -> list[str]:
    """What its months and year to date print."""
    return [each.reading.text for each in (*indicator.months, indicator.year_to_date)]


def withheld(indicator: Indicator) -> list[bool]:
    """Which of its benchmarks, months and year to date are marked."""
    return [each.mark is not None for each in indicator.observations]
