"""The marking: every page of a paper says whom it is for, and why if it is not for all."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.document.nodes import Document
from packgen.errors import Fault


def unmarked(document: Document, found: list[str], file: str) -> Iterator[Fault]:
    """A tree, and the text of each page or header of its file -> a fault for each unmarked one."""
    wanted = [document.running.marking, document.running.marking_detail]
    for number, text in enumerate(found or [""], 1):
        said = _letters(text)
        if not all(_letters(words) in said for words in wanted):
            yield Fault(
                file,
                f"page or header {number} does not carry the marking {document.running.marking}",
                "nothing was written; report this with the workbook's layout",
            )


def _letters(text: str) -> str:
    """Text without its spaces: lines end at other places in each format."""
    return "".join(text.split())
