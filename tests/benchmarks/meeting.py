"""How long a whole meeting's pack takes, beside pikepdf, which only copies the pages of it.

``python -m tests.benchmarks.meeting``: packs of 30 items: reports, a scorecard, and others' tagged
PDFs, of about 100, 200 and 400 pages. A turn is a process of its own, from start to end: the public
pack and Part 2, in PDF and Word, read back and proved. The copy is the floor that no program that
makes a PDF of these pages can go below.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pikepdf

SIZES = (100, 200, 400)
_ROOT = Path(__file__).parents[2]
_EXAMPLE = _ROOT / "input" / "example-meeting"
_ITEMS = 30
_HEAD = """
[meeting]
council = "A large council"
body = "Overview and Scrutiny Committee"
kind = "committee"
date = 2023-09-12
time = "7.00 pm"
venue = "Council Chamber"
despatched = 2023-09-04
"""
_EXEMPT = """
[item.exempt]
paragraphs = [2, 3]
reason = "small numbers"
public_interest = "identity of children"
restricted_to = "members"
review = 2024-09-01
"""
_WORDS = "The committee considered the matter at length and agreed what follows. " * 7
_TABLE = "| a | b |\n|---|--:|\n| x | 1 |"
_SECTION = f"## Section\n\n{_WORDS}\n\n{_WORDS}\n\n- one\n- two\n\n{_TABLE}\n\n"
_COPY = """import sys, pikepdf
out = pikepdf.new()
out.pages.extend(pikepdf.open(sys.argv[1]).pages)
out.save(sys.argv[2])
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one process needed: seconds by the clock and of the processor."""

    seconds: float
    cpu: float


def main() -> None:
    """Prints a line a size."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _say(_line(Path(folder), size))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    _say(f"peak memory of all turns: {peak:.0f} MB")


def _line(folder: Path, size: int) -> str:
    home, out = _meeting(folder / "meeting", size), folder / "out"
    ours = _turn("-m", "packgen", "build", str(home), "-o", str(out), "--quiet")
    pack = out / "meeting" / "public" / "meeting-public.pdf"
    with pikepdf.open(pack) as pdf:
        pages = len(pdf.pages)
    floor = _turn("-c", _COPY, str(pack), str(folder / "copy.pdf"))
    return (
        f"{pages:4} pages, {_ITEMS} items: packgen {ours.seconds:5.1f} s ({ours.cpu:.1f} s of "
        f"processor), pikepdf's copy {floor.seconds:.2f} s: x{ours.seconds / floor.seconds:.0f}"
    )


def _meeting(home: Path, size: int) -> Path:
    """A meeting of about so many pages: a third are others' PDFs."""
    home.mkdir()
    each = size / _ITEMS
    attached = _attachment(home / "attached.pdf", max(1, round(each)))
    items = []
    for number in range(1, _ITEMS + 1):
        if number == 2:
            shutil.copy(_EXAMPLE / "cef-scorecard-2023-06.xlsx", home / "scorecard.xlsx")
            items.append(_item(number, "scorecard", "scorecard.xlsx") + _EXEMPT)
        elif number % 3:
            report = home / f"report-{number}.md"
            report.write_text(_SECTION * max(1, round(each * 1.8)), "utf-8")
            items.append(_item(number, "report", report.name))
        else:
            shutil.copy(attached, home / f"attached-{number}.pdf")
            items.append(_item(number, "attachment", f"attached-{number}.pdf"))
    (home / "pack.toml").write_text(_HEAD + "".join(items), "utf-8")
    return home


def _item(number: int, kind: str, file: str) -> str:
    return f'\n[[item]]\ntitle = "Item {number}"\nkind = "{kind}"\nfile = "{file}"\n'


def _attachment(path: Path, pages: int) -> Path:
    """A tagged PDF of so many pages, made by packgen from a report of its own."""
    home = path.parent / "other"
    home.mkdir()
    (home / "report.md").write_text(_SECTION * max(1, round(pages * 1.8)), "utf-8")
    (home / "pack.toml").write_text(_HEAD + _item(1, "report", "report.md"), "utf-8")
    out = path.parent / "other-out"
    _turn("-m", "packgen", "build", str(home), "-o", str(out), "--quiet")
    shutil.copy(out / "other" / "public" / "other-public.pdf", path)
    return path


def _turn(*words: str) -> Turn:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run([sys.executable, *words], check=False, capture_output=True, cwd=_ROOT)
    took = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Turn(took, cpu)


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
