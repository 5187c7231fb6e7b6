"""The same scorecard, drawn by packgen and by others, turn by turn: ``make bench``.

Each turn has a process of its own, warmed up with a small paper; in every round each program has
one turn, and ratios are taken within a round, since a machine drifts. Then what is disclosed and
withheld, likewise. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from tests.benchmarks import check, disclosure, meeting

_PDF, _WORD = "packgen-pdf", "packgen-docx"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with; ``most`` is the largest size that it draws unasked."""

    name: str
    ours: str
    most: int
    package: str
    says: str


PEERS = (
    Peer("typst", _PDF, 3200, "typst", "tagged, held to PDF/UA-1 and PDF/A-2a"),
    Peer("platypus", _PDF, 320, "reportlab", "LongTable, untagged"),
    Peer("weasyprint", _PDF, 32, "weasyprint", "HTML and CSS, untagged"),
    Peer("docxtpl", _WORD, 320, "docxtpl", "row loop, PNG trends"),
    Peer("python-docx", _WORD, 320, "python-docx", "its own API, PNG trends"),
)
_NAMES = {_PDF: "packgen, PDF: tagged, PDF/UA-1 and PDF/A-2a", _WORD: "packgen, Word: SVG and PNG"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one process needed: seconds by the clock and of the processor (all threads), the peak
    of its memory, and the peak before it began."""

    seconds: float
    cpu: float
    peak: float
    before: float
    bytes: int


def take(name: str, rows: int) -> Turn:
    """Gives a program its turn; ends the run if it fails."""
    words = [sys.executable, "-m", "tests.benchmarks.turn", name, str(rows)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name}, {rows} indicators, failed:\n{done.stderr}")
    return Turn(**json.loads(done.stdout.splitlines()[-1]))


def compare(rows: int, rounds: int, left_out: Collection[str]) -> dict[str, list[Turn]]:
    """Runs the rounds of one size and prints a line for each program."""
    peers = [peer.name for peer in PEERS if peer.name not in left_out]
    turns: dict[str, list[Turn]] = {name: [] for name in (*_NAMES, *peers)}
    for number in range(rounds):
        names = list(turns)
        for name in names if number % 2 == 0 else reversed(names):
            turns[name].append(take(name, rows))
    say(f"\n{rows:,} indicators, {rounds} rounds")
    for ours, name in _NAMES.items():
        say(_line(name, turns[ours], ""))
        for peer in PEERS:
            if peer.ours != ours:
                continue
            label = f"  {peer.package} {version(peer.package)}: {peer.says}"
            if peer.name not in turns:
                say(f"{label:<62} left out (--slow takes all)")
                continue
            pairs = list(zip(turns[ours], turns[peer.name], strict=True))
            clock = median(theirs.seconds / mine.seconds for mine, theirs in pairs)
            cpu = median(theirs.cpu / mine.cpu for mine, theirs in pairs)
            say(_line(label, turns[peer.name], f"{clock:7.1f} times ours ({cpu:.1f} cpu)"))
    return turns


def _line(label: str, turns: list[Turn], ratio: str) -> str:
    seconds = median(turn.seconds for turn in turns)
    peak, before = median(t.peak for t in turns), median(t.before for t in turns)
    cpu, size = median(turn.cpu for turn in turns), turns[0].bytes / 1024
    memory = f"{peak:6.0f} MB (+{peak - before:.0f})"
    return (
        f"{label:<62}{seconds * 1000:7.0f} ms{cpu * 1000:7.0f} cpu{memory:<18}{size:7.0f} kB{ratio}"
    )


def grow(found: dict[int, dict[str, list[Turn]]]) -> None:
    """Prints how time grows with size, for packgen."""
    sizes = sorted(found)
    for name, label in _NAMES.items():
        times = [median(turn.seconds for turn in found[size][name]) for size in sizes]
        steps = [
            f"x{b / a:.1f} in time for x{n / m:g} in rows"
            for a, b, m, n in zip(times, times[1:], sizes, sizes[1:], strict=False)
        ]
        say(f"{label}: {', '.join(steps)}")


def say(text: str) -> None:
    """Prints at once, as a turn may take long."""
    print(text, flush=True)  # noqa: T201


def main() -> None:
    """Prints a table for each size."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("sizes", nargs="*", type=int, default=[32, 320, 3200])
    words.add_argument("--rounds", type=int, help="default: 5, 3 and 1 by size")
    words.add_argument("--slow", action="store_true", help="peers too that take minutes")
    words.add_argument("--without", nargs="*", default=[], metavar="PEER", help="leave out")
    words.add_argument("--papers-only", action="store_true", help="leave out the check")
    asked = words.parse_args()
    say(f"Python {sys.version.split()[0]}, {sys.platform}; time of writing alone, peak memory")
    found = {}
    for size in asked.sizes:
        usual = 5 if size <= 100 else 3 if size <= 1000 else 1
        left_out = [p.name for p in PEERS if size > p.most and not asked.slow]
        found[size] = compare(size, asked.rounds or usual, [*left_out, *asked.without])
    say("")
    grow(found)
    if not asked.papers_only:
        check.main()
        say("\nDisclosure")
        disclosure.compare()
        say("\nA whole meeting")
        meeting.main()


if __name__ == "__main__":
    main()
