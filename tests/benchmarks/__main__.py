"""The same scorecard, drawn by packgen and by a peer, turn by turn: ``make bench``."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from packgen.document.nodes import Document
from packgen.render.docx import write_docx
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from tests.benchmarks import platypus, python_docx
from tests.cards import indicator, scorecard
from tests.papers import public_paper

SIZES = ((32, 5), (320, 3))
RATIONALE = "It is a statutory requirement, and a proxy for decisive work and good management. " * 3


def document(rows: int) -> Document:
    """A paper of this many indicators, with texts and twelve figures a row."""
    return public_paper(
        scorecard(
            *(
                indicator(
                    str(row + 1),
                    [f"{(row * 7 + month * 3) % 90 + 5}%" for month in range(12)],
                    f"{row % 90 + 5}%",
                    target="95-80%",
                    title=f"% of reviews completed within timescale for group {row}",
                    rationale=f"{row}: {RATIONALE}".strip(),
                    row=row + 7,
                )
                for row in range(rows)
            )
        )
    )


def timed(work: Callable[[], object]) -> float:
    """Work -> its seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], object], peer: Callable[[], object], rounds: int) -> None:
    """Prints the medians of both, and the median of the ratios within a round."""
    pairs = [(timed(ours), timed(peer)) for _ in range(rounds)]
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{name:<44}{mine * 1000:9.0f} ms{theirs * 1000:9.0f} ms{ratio:8.1f}")  # noqa: T201


def main() -> None:
    """Prints a line for each format and size."""
    style = load_style("civic")
    print(f"{'':<44}{'packgen':>12}{'peer':>12}{'ratio':>8}")  # noqa: T201
    for rows, rounds in SIZES:
        paper = document(rows)
        write_pdf(paper, style), write_docx(paper, style)
        compare(
            f"PDF, {rows} indicators (peer: platypus, untagged)",
            lambda paper=paper: write_pdf(paper, style),  # type: ignore[misc]
            lambda paper=paper: platypus.write(paper, style),  # type: ignore[misc]
            rounds,
        )
        compare(
            f"Word, {rows} indicators (peer: python-docx)",
            lambda paper=paper: write_docx(paper, style),  # type: ignore[misc]
            lambda paper=paper: python_docx.write(paper),  # type: ignore[misc]
            rounds,
        )


if __name__ == "__main__":
    main()
