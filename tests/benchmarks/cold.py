"""Where a cold build's time goes: ``python -m tests.benchmarks.cold WORKBOOK``.

Adds up the processor's time of each step of one build in this process; imports are taken first, one
by one.
"""

from __future__ import annotations

import gc
import importlib
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

IMPORTS = (
    "packgen.cli",
    "packgen.pipeline",
    "packgen.ingest",
    "packgen.assess",
    "packgen.disclose",
    "packgen.compose",
    "packgen.render.docx",
    "packgen.render.docx.raster",
    "packgen.render.pdf.writer",
    "packgen.verify.docx",
    "packgen.verify.pdf",
    "packgen.assemble",
)


def main(workbook: str) -> None:
    """Prints the milliseconds of each import, then those of what a build does, by its steps."""
    gc.disable()
    total = time.process_time()
    for name in IMPORTS:
        start = time.process_time()
        importlib.import_module(name)
        _say(f"import {name}", start)
    _say("all imports", total)
    steps: dict[str, float] = {}
    _watch(steps)
    from packgen.pipeline import BuildRequest, build

    with TemporaryDirectory() as folder:
        start = time.process_time()
        build(BuildRequest(Path(workbook), Path(folder)), lambda _: None)
        whole = time.process_time() - start
    for name, seconds in steps.items():
        print(f"{name:<44}{seconds * 1000:8.1f} ms")  # noqa: T201
    rest = whole - sum(steps.values())
    print(f"{'settings, fonts, manifest, files':<44}{rest * 1000:8.1f} ms")  # noqa: T201
    _say("the whole, imports and all", total)


def _say(what: str, start: float) -> None:
    print(f"{what:<44}{(time.process_time() - start) * 1000:8.1f} ms")  # noqa: T201


def _watch(steps: dict[str, float]) -> None:
    """Lets the doors of the steps add up their time."""
    for module, name in (
        ("packgen.ingest", "read_workbook"),
        ("packgen.assess", "assess"),
        ("packgen.compose", "Composer.public"),
        ("packgen.compose", "Composer.part2"),
        ("packgen.render.pdf", "write_pdf"),
        ("packgen.render.docx", "write_docx"),
        ("packgen.verify", "verified"),
    ):
        owner = importlib.import_module(module)
        *outer, last = name.split(".")
        for part in outer:
            owner = getattr(owner, part)
        _wrap(owner, last, f"{module}.{name}", steps)


def _wrap(owner: object, name: str, label: str, steps: dict[str, float]) -> None:
    inner = getattr(owner, name)

    def timed(*args: object, **words: object) -> object:
        start = time.process_time()
        try:
            return inner(*args, **words)
        finally:
            steps[label] = steps.get(label, 0.0) + time.process_time() - start

    setattr(owner, name, timed)


if __name__ == "__main__":
    main(sys.argv[1])
