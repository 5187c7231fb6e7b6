"""Verify: reopens the finished files and trusts no writer."""

from __future__ import annotations

from typing import assert_never

from packgen.document.nodes import Document
from packgen.document.walk import passages
from packgen.errors import BuildStopped
from packgen.model.pack import Format, Rendition
from packgen.verify.marking import unmarked
from packgen.verify.parity import differences


def verified(rendition: Rendition, document: Document) -> Rendition:
    """A finished file and its tree -> the same file, read back and found to say the same.

    Raises BuildStopped where the file says anything else, or a page lacks its marking.
    """
    match rendition.format:
        case Format.PDF:
            from packgen.verify.pdf import read_pdf

            found = read_pdf(rendition.data)
        case Format.DOCX:
            from packgen.verify.docx import read_docx

            found = read_docx(rendition.data)
        case _:
            assert_never(rendition.format)
    name = f"{rendition.audience.value} {rendition.format.value}"
    faults = (
        *differences(passages(document), found.passages, name),
        *unmarked(document, found.marked, name),
    )
    if faults:
        raise BuildStopped(faults)
    return rendition
