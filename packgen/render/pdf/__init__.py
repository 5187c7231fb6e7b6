"""A document -> a tagged PDF that conforms to PDF/UA-1 and PDF/A-2a.

The steps: ``prepare`` measures the blocks, ``flow`` puts them on sheets, ``furniture`` adds what
stands on every page, ``container`` makes the file.
"""

from __future__ import annotations

from packgen.document.nodes import Document
from packgen.settings.style import Style


def write_pdf(document: Document, style: Style) -> bytes:
    """A document in a style -> a PDF file's bytes; the same ones every time.

    Raises BadInput for a character that the style's font lacks, for a colour that the style
    lacks, and for a link to an anchor that is not in the document.
    """
    from packgen.render.pdf.writer import write

    return write(document, style)
