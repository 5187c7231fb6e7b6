"""A Word file -> its parts as texts: names, notes, XML by paragraph and by attribute."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from lxml import etree

from packgen.verify.parts import Part, Unreadable, as_text, file_parts, taking_apart

_MOST_BYTES: Final = 300_000_000
PARTS: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/_rels/document\.xml\.rels"
    r"|word/(document|styles|numbering|settings|fontTable|theme/theme1|(header|footer)\d+)\.xml"
    r"|word/media/(image\d+\.(png|svg|jpg)|logo\.png)"
)
"""The parts that a paper has, by name."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def opened(data: bytes, place: str) -> zipfile.ZipFile:
    """A zip's bytes -> it opened. Raises Unreadable for none, and for one that unpacks to far more
    than a paper."""
    with taking_apart(place or "the zip"):
        archive = zipfile.ZipFile(BytesIO(data))
    if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
        raise Unreadable(f"{place}: unpacks to far more than a paper")
    return archive


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """An entry -> its bytes. Raises Unreadable."""
    with taking_apart("a part of the zip"), archive.open(entry) as file:
        return file.read(entry.file_size + 1)


def parts(data: bytes, place: str, depth: int) -> Iterator[Part]:
    """A zip -> its entries' names, notes and contents, and its bytes as they stand."""
    yield Part(place or "its bytes", data.decode("latin-1"), raw=True)
    with opened(data, place) as archive:
        yield Part("the zip's own note", as_text(archive.comment))
        for number, entry in enumerate(archive.infolist(), 1):
            inside = f"{place} {_told(entry.filename, number)}".lstrip()
            yield Part(f"the name of {inside}", entry.filename)
            yield Part(f"the notes of {inside}", as_text(entry.extra) + as_text(entry.comment))
            yield from file_parts(read_entry(archive, entry), inside, depth + 1)


def _told(name: str, number: int) -> str:
    """What an entry is called in messages: a name that isn't ours, or has digits, may hold a
    figure."""
    ours = PARTS.fullmatch(name) and not any(map(str.isdigit, name))
    return name if ours else f"part {number}"


def markup(data: bytes, place: str) -> Iterator[Part]:
    """XML or SVG -> its text as it stands, by paragraph (whatever runs it is split over), by
    attribute, and its notes."""
    yield Part(place, as_text(data), raw=True)
    yield from _texts(parsed(data, place), place)


def parsed(data: bytes, place: str) -> etree._Element:
    """XML -> its root element. Raises Unreadable."""
    with taking_apart(place):
        return etree.fromstring(data, _PARSER)


def _texts(root: etree._Element, place: str) -> Iterator[Part]:
    for node in (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()):
        if not isinstance(node.tag, str):
            yield Part(f"{place}, a note", node.text or "")
            continue
        yield from (Part(f"{place}, an attribute", value) for value in node.attrib.values())
        if node.tag.endswith("}p") or not len(node):
            yield Part(place, "".join(node.itertext()))
        elif node.text or any(child.tail for child in node):
            own = [node.text or "", *(child.tail or "" for child in node)]
            yield Part(place, "\n".join(own))
