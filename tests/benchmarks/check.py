"""How long a check takes, beside pandas.read_excel with openpyxl on the same workbook.

``python -m tests.benchmarks.check``: workbooks of 320, 1,000 and 3,200 indicators. Every turn is a
process of its own, timed from its start to its end; in a round each program has one turn, and a
ratio is the median of the rounds' ratios, since a machine drifts. Modules are compiled before, as
an installed program's are. pandas only reads the cells; the check reads and judges them.
"""

from __future__ import annotations

import importlib.util
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import openpyxl  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

SIZES = (320, 1_000, 3_200)
_ROUNDS = 5
_MONTHS = (
    "Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23",
    "Oct-23", "Nov-23", "Dec-23", "Jan-24", "Feb-24", "Mar-24",
)  # fmt: skip
_HEAD = ["No.", "Performance Indicators", "Why is this important?", "Polarity", "Target",
         "Bromley 2022/23", "England", "RAG rating", *_MONTHS, "Year to Date", "Notes",
         "Publication"]  # fmt: skip
_READ = "import pandas, sys; pandas.read_excel(sys.argv[1], engine='openpyxl')"
_TURNS = {
    "check --json": ("-m", "packgen", "check", "--json"),
    "check": ("-m", "packgen", "check"),
    "pandas.read_excel": ("-c", _READ),
}
_PEER = "pandas.read_excel"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one process needed: seconds by the clock and of the processor, its peak in MB."""

    seconds: float
    cpu: float
    peak: float


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


def take(words: tuple[str, ...], path: Path, cache: Path) -> Turn:
    """Gives a program its turn with a workbook."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *words, str(path)],
        stdout=subprocess.DEVNULL,
        env={**kept, "PYTHONPYCACHEPREFIX": str(cache)},
    )
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {child.returncode}")
    return Turn(seconds, used.ru_utime + used.ru_stime, _megabytes(used))


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def compare(path: Path, rounds: int, cache: Path) -> dict[str, list[Turn]]:
    """Runs the rounds of one workbook, after a turn that is not counted."""
    peer = importlib.util.find_spec("pandas") is not None
    programs = {name: words for name, words in _TURNS.items() if peer or name != _PEER}
    turns: dict[str, list[Turn]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, words in programs.items():
            turn = take(words, path, cache)
            turns[name] += [turn] if number else []
    return turns


def show(indicators: int, turns: dict[str, list[Turn]]) -> None:
    """Prints a line a program: medians, the best, the ratio to pandas."""
    say(f"\n{indicators:,} indicators, {len(turns['check'])} rounds: processor's time")
    for name, own in turns.items():
        cpu, best = median(turn.cpu for turn in own), min(turn.cpu for turn in own)
        clock, peak = median(turn.seconds for turn in own), max(turn.peak for turn in own)
        line = f"{name:<20}{cpu:6.2f} s (best {best:.2f}, clock {clock:.2f}){peak:6.0f} MB"
        if (theirs := turns.get(_PEER)) and name != _PEER:
            ratio = median(mine.cpu / other.cpu for mine, other in zip(own, theirs, strict=True))
            least = best / min(turn.cpu for turn in theirs)
            line += f"   {ratio:4.2f} times pandas (best to best {least:.2f})"
        say(line)


def say(text: str) -> None:
    """Prints at once, as a turn may take long."""
    print(text, flush=True)  # noqa: T201


def main(rounds: int = _ROUNDS) -> None:
    """Prints a few lines a size."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = workbook(Path(folder) / f"{size}.xlsx", size)
            show(size, compare(path, rounds, Path(folder) / "compiled"))


if __name__ == "__main__":
    main()
