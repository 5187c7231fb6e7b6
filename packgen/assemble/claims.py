"""What a file's XMP says that the file conforms to: taken back where it no longer does."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from lxml import etree
from pikepdf import Name, Pdf, Stream

from packgen.assemble.conformance import parsed

PDFA: Final = "http://www.aiim.org/pdfa/ns/id/"
PDFUA: Final = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION: Final = "http://www.aiim.org/pdfa/ns/extension/"


def drop_claims(pdf: Pdf, spaces: Collection[str]) -> None:
    """Takes back the claims of these namespaces; all else in the metadata stays.

    The schema that PDF/A wants for PDF/UA's property goes with the claim of PDF/A.
    """
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, Stream):
        return
    root = parsed(metadata.read_bytes())
    if root is None:
        del pdf.Root["/Metadata"]
        return
    dropped = {*spaces, _EXTENSION} if PDFA in spaces else set(spaces)
    for node in list(root.iter("*")):
        for key in [key for key in node.attrib if _space(str(key)) in dropped]:
            del node.attrib[key]
        above = node.getparent()
        if above is not None and _space(node.tag) in dropped:
            above.remove(node)
    etree.cleanup_namespaces(root)
    data = etree.tostring(root.getroottree(), encoding="utf-8")
    pdf.Root.Metadata = Stream(pdf, data, Type=Name.Metadata, Subtype=Name.XML)


def _space(tag: str) -> str:
    return tag.removeprefix("{").partition("}")[0] if tag.startswith("{") else ""
