"""The marking: every page of a paper says whom it is for, and why if it is not for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packgen.document.nodes import Document, Running
from packgen.errors import Fault


def unmarked(document: Document, found: list[str], file: str) -> Iterator[Fault]:
    """A tree, and the text of each page or header of its file -> a fault for each unmarked one."""
    return unmarked_by([document.running], found, file)


def unmarked_by(running: Sequence[Running], found: Sequence[str], file: str) -> Iterator[Fault]:
    """What may run around pages, and their texts -> a fault for each that has no marking of it."""
    wanted = [tuple(map(_letters, (each.marking, each.marking_detail))) for each in running]
    for number, text in enumerate(found or [""], 1):
        said = _letters(text)
        if not any(marking in said and detail in said for marking, detail in wanted):
            yield Fault(
                file,
                f"page or header {number} does not carry the marking {running[0].marking}",
                "nothing was written; report this with the workbook's layout",
            )


def _letters(text: str) -> str:
    """Text without its spaces: lines end at other places in each format."""
    return "".join(text.split())
