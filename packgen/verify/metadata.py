"""Metadata: a public file holds what it must, and nothing else that says something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from packgen.errors import Fault
from packgen.model.report import Check, checked
from packgen.verify.parts import Unreadable

_REMEDY = "publish nothing of it; build the pack anew"


def check_metadata(files: Mapping[str, bytes]) -> Check:
    """Public files by their paths -> whether each holds no metadata but what is allowed."""
    return checked(
        "metadata",
        f"{len(files)} public files: parts, properties, notes, actions, attachments, pictures, "
        f"earlier revisions, against what is allowed",
        _strange(files),
    )


def _strange(files: Mapping[str, bytes]) -> Iterator[Fault]:
    from packgen.verify import pdfmeta, wordmeta

    for path, data in files.items():
        try:
            if path.endswith(".docx"):
                told = [*wordmeta.strange(data)]
            elif path.endswith(".pdf"):
                told = [*pdfmeta.strange(data)]
            else:
                told = ["is neither a PDF nor a Word file"]
        except Unreadable as error:
            told = [str(error)]
        yield from (Fault(path, what, _REMEDY) for what in dict.fromkeys(told))
