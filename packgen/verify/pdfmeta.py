"""What a public PDF may hold: its properties, its catalogue, its annotations."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

from packgen.verify.parts import taking_apart
from packgen.verify.wordparts import parsed

_TRAILER: Final = frozenset(
    {"/Root", "/Info", "/ID", "/Size", "/Type", "/W", "/Length", "/Filter", "/DecodeParms",
     "/Index"}
)  # fmt: skip
_INFO: Final = frozenset(
    {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate",
     "/ModDate", "/Trapped"}
)  # fmt: skip
_CATALOGUE: Final = frozenset(
    {"/Type", "/Pages", "/Outlines", "/StructTreeRoot", "/PageMode", "/Metadata", "/OutputIntents",
     "/MarkInfo", "/Lang", "/ViewerPreferences", "/Dests", "/PageLabels"}
)  # fmt: skip
_XMP: Final = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": {"RDF", "Description", "Alt", "Seq", "Bag",
                                                    "li"},
    "adobe:ns:meta/": {"xmpmeta"},
    "http://purl.org/dc/elements/1.1/": {"title", "creator", "description", "language"},
    "http://ns.adobe.com/xap/1.0/": {"CreatorTool", "CreateDate", "ModifyDate"},
    "http://ns.adobe.com/pdf/1.3/": {"Producer"},
    "http://www.aiim.org/pdfa/ns/id/": {"part", "conformance"},
    "http://www.aiim.org/pdfua/ns/id/": {"part"},
    "http://www.aiim.org/pdfa/ns/extension/": {"schemas"},
    "http://www.aiim.org/pdfa/ns/schema#": {"schema", "namespaceURI", "prefix", "property"},
    "http://www.aiim.org/pdfa/ns/property#": {"name", "valueType", "category", "description"},
}  # fmt: skip
_NOWHERE: Final = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/Filespec", "/AF", "/AA",
     "/OpenAction", "/Launch", "/RichMedia", "/PieceInfo", "/AcroForm", "/OCProperties", "/OC",
     "/Collection", "/Perms", "/Thumb", "/LastModified", "/SubmitForm", "/GoToR", "/GoToE",
     "/Alternates", "/OPI", "/SpiderInfo"}
)  # fmt: skip
_OF_THE_FILE: Final = frozenset({"/XRef", "/ObjStm"})


def strange(data: bytes) -> Iterator[str]:
    """A PDF -> what it holds that is not allowed, in words that quote nothing of it.

    Raises Unreadable.
    """
    if data.count(b"%%EOF") != 1 or data.count(b"startxref") != 1:
        yield "it was updated after it was made: earlier revisions are inside"
    if not data.rstrip(b"\r\n").endswith(b"%%EOF") or not data.startswith(b"%PDF-"):
        yield "there are bytes in the file before its start or after its end"
    with taking_apart("the PDF"), pikepdf.open(BytesIO(data)) as pdf:
        yield from _keys(pdf)
        yield from _objects(pdf)


def _keys(pdf: pikepdf.Pdf) -> Iterator[str]:
    if set(pdf.trailer.keys()) - _TRAILER:
        yield "its trailer has an entry that is not allowed"
    if set(pdf.Root.keys()) - _CATALOGUE:
        yield "its catalogue has an entry that is not allowed"
    if "/Info" in pdf.trailer and set(pdf.trailer.Info.keys()) - _INFO:
        yield "it has a property that is not allowed"
    if "/Metadata" in pdf.Root:
        root = parsed(pdf.Root.Metadata.read_bytes(), "its metadata")
        notes = [n for n in (*root.iter(), *_siblings(root)) if not isinstance(n.tag, str)]
        if any(node.target != "xpacket" for node in notes if hasattr(node, "target")) or any(
            not hasattr(node, "target") for node in notes
        ):
            yield "its metadata holds notes"
        if any(not _is_allowed(n.tag) for n in root.iter() if isinstance(n.tag, str)):
            yield "its metadata has a property that is not allowed"


def _siblings(root: Any) -> Iterator[Any]:
    yield from root.itersiblings()
    yield from root.itersiblings(preceding=True)


def _is_allowed(tag: str) -> bool:
    space, _, name = tag.removeprefix("{").partition("}")
    return name in _XMP.get(space, set())


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    met: set[tuple[int, int]] = set()
    metadata = 0
    for held in _reached(pdf.trailer, met):
        names = {*held.keys(), *(str(v) for v in held.values() if isinstance(v, pikepdf.Name))}
        if names & _NOWHERE:
            yield "it holds an action, a script, an attachment or a program's own data"
        if held.get("/Type") == "/Annot" and held.get("/Subtype") != "/Link":
            yield "it holds a note or another annotation that is no link"
        metadata += held.get("/Type") == "/Metadata"
    if metadata > 1:
        yield "something in it has metadata of its own"
    if any(
        held.objgen not in met and not _is_of_the_file(held)
        for held in pdf.objects
        if held is not None and isinstance(held, pikepdf.Object)
    ):
        yield "it holds an object that nothing leads to"


def _is_of_the_file(held: Any) -> bool:
    return isinstance(held, pikepdf.Stream) and str(held.get("/Type", "")) in _OF_THE_FILE


def _reached(trailer: Any, met: set[tuple[int, int]]) -> Iterator[Any]:
    """Every dictionary and stream that the trailer leads to; ``met`` gathers what was passed."""
    todo = [trailer]
    while todo:
        held = todo.pop()
        if not isinstance(held, pikepdf.Object):
            continue
        if held.is_indirect:
            if held.objgen in met:
                continue
            met.add(held.objgen)
        if isinstance(held, pikepdf.Array):
            todo += list(held)
        elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            yield held
            todo += [value for _, value in held.items()]
