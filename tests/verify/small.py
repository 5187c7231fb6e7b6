"""A small workbook with withheld figures that differ from all others, and packs built of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from packgen.pipeline import BuildRequest, build

HEADS = ("No.", "Performance Indicators", "Polarity", "Target", "RAG rating", "Apr-23", "May-23",
         "Jun-23", "Year to Date", "Notes", "Part 2")  # fmt: skip
REVIEWS = ("83.2% (1342/1613)", "91.6% (1409/1539)", "96.1% (1268/1320)", "89.9% (4019/4472)")
ROWS = (
    ("1", "Visits made", "High", 100, "GREEN", 120, 131, 127, 378, "", ""),
    ("2", "Complaints", "Low", 10, "GREEN", 4871, 5233, 6127, 16231, "", "Part 2: para 2"),
    ("3", "Homes seen", "High", 30, "RED", 12, 14, 17, 43, "", ""),
    ("4", "Reviews in time", "High", "95%", "AMBER", *REVIEWS, "", "Part 2: families of one road"),
    ("5", "Waiting lists", "Low", 60, "GREEN", 71, 64, 58, 193, "", ""),
)
WITHHELD = ("4871", "5,233", "16231", "83.2", "1342", "1613", "families of one road")


def workbook(path: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    """The workbook, written to a file."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Scorecard"
    for row in (["Adult Care: performance"], ["Position as at end of Jun-23"], HEADS, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def built(folder: Path, **options: object) -> Path:
    """The workbook and the pack that is built of it, in a folder -> the pack's own folder."""
    source = workbook(folder / "card.xlsx")
    request = BuildRequest(source, folder / "output", **options)  # type: ignore[arg-type]
    return build(request, lambda _: None).paths[-1].parent
