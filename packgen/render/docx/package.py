"""Parts -> the bytes of a .docx: a zip that says nothing of the machine and hour of its making."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from io import BytesIO
from typing import Final

from packgen.document.properties import Properties
from packgen.errors import BadInput, Fault
from packgen.render.docx import oxml_parts

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_DEFAULTS: Final = (
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
)
_JPEG: Final = ("jpg", "image/jpeg")
_RUNNING: Final = re.compile(r"word/(header|footer)\d+\.xml")
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6
_UNIX: Final = 3
_READABLE: Final = 0o100644

Relation = tuple[str, str, str, bool]
"""Id, type, target, and whether the target lies outside."""


def relation(name: str, kind: str, target: str, external: bool = False) -> Relation:
    """An id, a kind ("styles", "image" ...) and a target -> the relation of a Word part."""
    return name, f"{_OFFICE}/{kind}", target, external


def root_relations() -> str:
    """The relations of the package itself."""
    return oxml_parts.relations(
        [
            relation("rId1", "officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/core-properties", "docProps/core.xml", False),
        ]
    )


def content_types(names: Collection[str]) -> str:
    """The parts' names -> [Content_Types].xml."""
    overrides = []
    for name in names:
        if running := _RUNNING.fullmatch(name):
            overrides.append((name, f"{_WORD}.{running[1]}+xml"))
        elif name in _TYPES:
            overrides.append((name, _TYPES[name]))
    photographs = [_JPEG] if any(name.endswith(".jpg") for name in names) else []
    return oxml_parts.content_types([*_DEFAULTS, *photographs], overrides)


def written(
    texts: Mapping[str, str],
    relations: Iterable[Relation],
    told: Properties,
    parts: Mapping[str, bytes],
) -> bytes:
    """The document's own parts, its relations, what the file says of itself, and all other parts
    -> the file."""
    texts = {
        **texts,
        "docProps/core.xml": oxml_parts.core_properties(
            told.title, told.subject, told.author, told.language, told.date
        ),
        "word/_rels/document.xml.rels": oxml_parts.relations(relations),
        "_rels/.rels": root_relations(),
    }
    every = {name: encoded(name, text) for name, text in texts.items()} | dict(parts)
    types = content_types(every).encode("ascii")
    return zipped({"[Content_Types].xml": types} | every)


def encoded(name: str, xml: str) -> bytes:
    """A part's name and text -> its bytes. Raises BadInput for a character XML can't hold."""
    if lost := _NOT_XML.search(xml):
        near = re.sub(r"<[^>]*>?", " ", xml[max(0, lost.start() - 40) : lost.start()])
        raise BadInput(
            Fault(
                f"text after {near.split('>')[-1].strip()!r}",
                f"U+{ord(lost[0]):04X} can't stand in a Word file ({name})",
                "remove the character",
            )
        )
    return xml.encode("utf-8")


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts by name -> a zip with fixed dates and attributes, in the order given."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE << 16
            # Pictures are compressed already.
            stored = name.endswith((".png", ".jpg"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=_LEVEL)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """A zip -> its parts by name, in its order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
