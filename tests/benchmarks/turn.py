"""One turn of one program, in a process of its own: ``python -m tests.benchmarks.turn NAME SIZE``.

Prints the seconds that it took, those of the processor, its memory and the file's size, as JSON.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from packgen.document.nodes import Document
from packgen.settings.style import Style, load_style
from tests.benchmarks.content import paper

_WARM = 8

Write = Callable[[Document, Style], bytes]


def program(name: str, document: Document, style: Style) -> Write:
    """A program's name -> what writes with it; only that program is imported."""
    match name:
        case "packgen-pdf":
            from packgen.render.pdf import write_pdf as write
        case "packgen-docx":
            from packgen.render.docx import write_docx as write
        case "typst":
            from tests.benchmarks.typst_paper import write
        case "platypus":
            from tests.benchmarks.platypus import write
        case "weasyprint":
            from tests.benchmarks.weasyprint_paper import write
        case "python-docx":
            from tests.benchmarks.python_docx import write
        case "docxtpl":
            from tests.benchmarks.docxtpl_paper import prepare, write

            prepare(document, style)
        case _:
            raise SystemExit(f"no program {name!r}")
    return write


def main(name: str, rows: int, keep: str = "") -> None:
    """Warms up with a small paper, then writes the paper once against the clock."""
    style = load_style("civic")
    small, document = paper(_WARM), paper(rows)
    write = program(name, small, style)
    write(small, style)
    write = program(name, document, style)
    # For all alike, and as packgen's own command does.
    gc.collect()
    gc.disable()
    before, cpu, start = _peak_mb(), time.process_time(), time.perf_counter()
    made = write(document, style)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    if keep:
        Path(keep).write_bytes(made)
    memory = {"peak": _peak_mb(), "before": before}
    print(json.dumps({"seconds": seconds, "cpu": cpu, **memory, "bytes": len(made)}))  # noqa: T201


def _peak_mb() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
