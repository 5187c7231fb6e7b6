"""How long a check takes, beside pandas.read_excel with openpyxl on the same workbook.

``python -m tests.benchmarks.check``: workbooks of 800 to 6,400 indicators, each measured in a
process of its own, the best of three. pandas only reads the cells; the check reads and judges them.
"""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

_SIZES = (800, 1_600, 3_200, 6_400)
_ROUNDS = 3
_MONTHS = (
    "Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23",
    "Oct-23", "Nov-23", "Dec-23", "Jan-24", "Feb-24", "Mar-24",
)  # fmt: skip
_HEAD = ["No.", "Performance Indicators", "Why is this important?", "Polarity", "Target",
         "Bromley 2022/23", "England", "RAG rating", *_MONTHS, "Year to Date", "Notes",
         "Publication"]  # fmt: skip
_CHECK = """
import sys, time
start = time.perf_counter()
import io
from packgen.cli import main
sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
code = main(["check", sys.argv[1], "--json"])
print(time.perf_counter() - start, file=sys.stderr)
sys.exit(code)
"""
_PANDAS = """
import sys, time
start = time.perf_counter()
import pandas
pandas.read_excel(sys.argv[1], engine="openpyxl")
print(time.perf_counter() - start, file=sys.stderr)
"""


def workbook(path: Path, indicators: int) -> Path:
    """A scorecard of so many indicators, a section for each twenty, one row in ten marked."""
    draw = random.Random(indicators)  # noqa: S311
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["A large council"])
    sheet.append(["Position as at end of Mar-24"])
    sheet.append(_HEAD)
    for number in range(1, indicators + 1):
        if number % 20 == 1:
            sheet.append([f"Section {number // 20 + 1}"])
        sheet.append(_row(number, draw))
        if number % 2:
            for cell in sheet[sheet.max_row][8:21]:
                cell.number_format = "0%"
    book.save(path)
    return path


def _row(number: int, draw: random.Random) -> list[object]:
    rate = number % 2 == 1
    months = [draw.randint(80, 99) / 100 if rate else draw.randint(0, 400) for _ in range(12)]
    total: object = months[-1] if rate else sum(months)
    return [number, f"Share or number of things of kind {number} done in time", f"Why {number}",
            "High", "95-85%" if rate else "2000", draw.randint(1, 99), "Local Measure", "GREEN",
            *months, total, "", "Part 2: para 2" if number % 10 == 0 else ""]  # fmt: skip


def seconds(code: str, path: Path) -> float:
    """The best of three runs, imports and all."""
    return min(
        float(
            subprocess.run(
                [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
            ).stderr.splitlines()[-1]
        )
        for _ in range(_ROUNDS)
    )


def main() -> None:
    """Prints a line a size."""
    peer = importlib.util.find_spec("pandas") is not None
    with tempfile.TemporaryDirectory() as folder:
        for size in _SIZES:
            path = workbook(Path(folder) / f"{size}.xlsx", size)
            ours = seconds(_CHECK, path)
            line = f"{size:>6} indicators: check {ours:5.2f} s"
            if peer:
                theirs = seconds(_PANDAS, path)
                line += f"   pandas.read_excel {theirs:5.2f} s   {ours / theirs:4.2f} times"
            print(line)  # noqa: T201


if __name__ == "__main__":
    main()
