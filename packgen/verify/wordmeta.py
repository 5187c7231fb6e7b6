"""What a public Word file may hold: its parts, its properties, its markup."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from packgen.verify.pictures import has_more_than_dots
from packgen.verify.wordparts import PARTS, opened, parsed, read_entry

_PROPERTIES: Final = frozenset(
    {"title", "subject", "creator", "lastModifiedBy", "revision", "created", "modified", "language"}
)
_RELATIONS: Final = frozenset(
    {"officeDocument", "core-properties", "styles", "numbering", "settings", "theme", "fontTable",
     "header", "footer", "image", "hyperlink"}
)  # fmt: skip
_SETTINGS: Final = frozenset(
    {"zoom", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat", "mathPr",
     "themeFontLang", "clrSchemeMapping", "doNotAutoCompressPictures", "decimalSymbol",
     "listSeparator", "hyphenationZone", "autoHyphenation", "embedTrueTypeFonts"}
)  # fmt: skip
_HIDING: Final = frozenset(
    {"vanish", "webHidden", "specVanish", "ins", "del", "moveFrom", "moveTo", "delText",
     "delInstrText", "rPrChange", "pPrChange", "tblPrChange", "commentReference",
     "commentRangeStart", "annotationRef", "object", "pict", "control", "altChunk", "customXml",
     "sdt", "dataBinding", "docVar", "subDoc", "smartTag", "permStart", "proofErr",
     "footnoteReference", "endnoteReference"}
)  # fmt: skip
_DRAWN: Final = frozenset({"svg", "rect", "circle", "polygon", "polyline", "text", "path", "line",
                           "g"})  # fmt: skip
_DATED: Final = (1980, 1, 1, 0, 0, 0)


def strange(data: bytes) -> Iterator[str]:
    """A .docx -> what it holds that is not allowed, in words that quote nothing of it.

    Raises Unreadable.
    """
    with opened(data, "") as archive:
        yield from _zip(archive, data)
        for entry in archive.infolist():
            if PARTS.fullmatch(entry.filename):
                yield from _part(entry.filename, read_entry(archive, entry))


def _zip(archive: zipfile.ZipFile, data: bytes) -> Iterator[str]:
    entries = archive.infolist()
    if any(not PARTS.fullmatch(entry.filename) for entry in entries):
        yield "the zip holds a part that no paper has"
    if len({entry.filename for entry in entries}) < len(entries):
        yield "the zip holds a part twice"
    if archive.comment or any(entry.comment or entry.extra for entry in entries):
        yield "the zip holds notes"
    if any(entry.date_time != _DATED for entry in entries):
        yield "the zip tells when a part was made"
    # Each entry: a header of 30 bytes and its name twice, 46 more in the list, 22 for its end.
    told = sum(e.compress_size + 76 + 2 * len(e.filename.encode()) for e in entries) + 22
    if told + len(archive.comment) != len(data):
        yield "there are bytes in the file that belong to no part"


def _part(name: str, data: bytes) -> Iterator[str]:
    if name.endswith((".png", ".jpg")):
        if has_more_than_dots(data, name):
            yield f"{name} holds more than its dots"
        return
    root = parsed(data, name)
    if any(not isinstance(node.tag, str) for node in root.iter()) or _beside(root):
        yield f"{name} holds notes"
    names = {_local(node) for node in root.iter(etree.Element)}
    if any("rsid" in str(key) for node in root.iter(etree.Element) for key in node.attrib):
        yield f"{name} holds revision ids"
    yield from _of_kind(name, root, names)


def _of_kind(name: str, root: etree._Element, names: set[str]) -> Iterator[str]:
    if name == "docProps/core.xml":
        if names - _PROPERTIES - {"coreProperties"}:
            yield "it has a property that is not allowed"
    elif name.endswith(".rels"):
        if any(not _is_plain(relation) for relation in root):
            yield f"{name} leads to something that no paper has"
    elif name.endswith(".svg"):
        if names - _DRAWN:
            yield f"{name} holds more than a drawing"
    elif name == "word/settings.xml":
        if {_local(node) for node in root if isinstance(node.tag, str)} - _SETTINGS:
            yield "it has a setting that is not allowed"
    elif names & _HIDING:
        yield f"{name} holds hidden, deleted or attached text"


def _is_plain(relation: etree._Element) -> bool:
    kind = relation.get("Type", "").rpartition("/")[2]
    outside = relation.get("TargetMode") == "External"
    return kind in _RELATIONS and outside == (kind == "hyperlink")


def _beside(root: etree._Element) -> bool:
    """Whether a note stands before or after the whole."""
    return root.getprevious() is not None or root.getnext() is not None


def _local(node: etree._Element) -> str:
    return str(etree.QName(node).localname)
