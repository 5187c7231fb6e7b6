"""A document tree -> a .docx file. Paints only: every word and number is in the tree."""

from __future__ import annotations

from packgen.document.nodes import Document, anchors
from packgen.render.docx import holdings, oxml_lists, oxml_parts, package
from packgen.render.docx.body import Sheet, body
from packgen.render.docx.kept import KEPT, REFERENCE_FILE, kept_parts
from packgen.render.docx.ledger import Holdings, Ledger
from packgen.render.docx.measure import one_page
from packgen.render.docx.running import footer, header, page_layout
from packgen.render.docx.volume import write_volume
from packgen.settings.style import Style

__all__ = ["REFERENCE_FILE", "write_docx", "write_volume"]

_RUNNING = (
    ("header", "first", "rIdHeader1", "header1.xml"),
    ("header", "default", "rIdHeader2", "header2.xml"),
    ("footer", "first", "rIdFooter1", "footer1.xml"),
    ("footer", "default", "rIdFooter2", "footer2.xml"),
)


def write_docx(document: Document, style: Style) -> bytes:
    """A document and a style -> the bytes of a .docx; equal trees give equal bytes.

    Raises BadInput when the style's reference.docx is missing or unusable, when a link inside the
    document leads nowhere, and for characters that XML can't hold.
    """
    kept = kept_parts(style, document.language)
    names = (anchor for block in document.blocks for anchor in anchors(block))
    held = Holdings(names, oxml_lists.first_free(kept[KEPT["numbering"]].decode("utf-8")))
    ledger = Ledger(style, held, document.page)
    references = "".join(oxml_parts.reference(part, kind, name) for part, kind, name, _ in _RUNNING)
    texts, section = body(document, ledger, Sheet(page_layout(document, ledger), references))
    # Running text is for pages that get separated; a single page goes without.
    alone = one_page(document, style)
    written = {
        "word/document.xml": oxml_parts.document_part("".join([*texts, section])),
        "word/header1.xml": header(document, ledger, first=True, shown=not alone),
        "word/header2.xml": header(document, ledger, first=False, shown=True),
        "word/footer1.xml": footer(document, ledger, shown=not alone),
        "word/footer2.xml": footer(document, ledger, shown=True),
    }
    running = {name: (part, file) for part, _, name, file in _RUNNING}
    return package.written(
        written,
        holdings.relations(held, running, document.logo is not None),
        document,
        holdings.with_lists(kept, held) | holdings.media(held) | holdings.logo(document, style),
    )
