"""A .docx -> its passages in reading order, by its structure alone; the writer is not asked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from packgen.document.walk import Passage
from packgen.verify.reading import Reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_SILENT = {"PackgenSymbol"}
_LAYOUT = {"PackgenSpace", "PackgenPicture"}
_PANELS = {"PackgenPanel"}
_KINDS = {"heading": re.compile("Heading[1-9]"), "item": re.compile("List(Bullet|Number|Continue)")}
_SPOKEN = {f"{_W}noBreakHyphen": "-", f"{_W}tab": " "}


def read_docx(data: bytes) -> Reading:
    """A .docx -> its body's passages in reading order, and the text of each of its headers."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        kinds = _kinds(etree.fromstring(archive.read("word/styles.xml"), _PARSER))
        root = etree.fromstring(archive.read("word/document.xml"), _PARSER)
        headers = [
            "".join(etree.fromstring(archive.read(name), _PARSER).itertext(f"{_W}t"))
            for name in archive.namelist()
            if re.fullmatch(r"word/header\d*\.xml", name)
        ]
    return Reading(list(_blocks(root.find(f"{_W}body"), kinds)), headers)


def _kinds(styles: etree._Element) -> dict[str, str]:
    """styles.xml -> the kind of passage that each of its styles makes, if not text: by its own
    name, or by that of a style that it is based on."""
    bases = {
        style.get(f"{_W}styleId", ""): _value(style.find(f"{_W}basedOn"))
        for style in styles.iterchildren(f"{_W}style")
    }
    kinds = {}
    for style in bases:
        name, left = style, len(bases)
        while name and left:
            if found := next((kind for kind, of in _KINDS.items() if of.fullmatch(name)), ""):
                kinds[style] = found
                break
            name, left = bases.get(name, ""), left - 1
    return kinds


def _blocks(body: etree._Element, kinds: Mapping[str, str]) -> Iterator[Passage]:
    for block in body:
        if block.tag == f"{_W}p":
            yield from _paragraph(block, kinds)
        elif block.tag == f"{_W}tbl" and _value(block.find(f"{_W}tblPr/{_W}tblStyle")) in _PANELS:
            for cell in block.iterfind(f"{_W}tr/{_W}tc"):
                yield from _blocks(cell, kinds)
        elif block.tag == f"{_W}tbl":
            yield from _table(block)


def _paragraph(paragraph: etree._Element, kinds: Mapping[str, str]) -> Iterator[Passage]:
    style = _style(paragraph)
    for picture in paragraph.iter(_DOC_PR):
        yield Passage("alt", picture.get("descr", ""))
    if style in _LAYOUT:
        return
    counted = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    kind = "item" if counted else kinds.get(style, "text")
    yield Passage(kind, _text(paragraph))


def _table(table: etree._Element) -> Iterator[Passage]:
    for row in table.iterchildren(f"{_W}tr"):
        kind = "cell" if row.find(f"{_W}trPr/{_W}tblHeader") is None else "head"
        for cell in row.iterchildren(f"{_W}tc"):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue":
                continue
            alts = [picture.get("descr", "") for picture in cell.iter(_DOC_PR)]
            text = " ".join([*alts, *_cell_texts(cell, bool(alts))])
            if text:
                yield Passage("alt" if alts else kind, text)


def _cell_texts(cell: etree._Element, pictured: bool) -> list[str]:
    texts = [_text(paragraph) for paragraph in cell.iterchildren(f"{_W}p")]
    return [text for text in texts if text] if pictured else texts


def _text(paragraph: etree._Element) -> str:
    return "".join(
        _SPOKEN.get(part.tag) or part.text or ""
        for run in paragraph.iter(f"{_W}r")
        if _value(run.find(f"{_W}rPr/{_W}rStyle")) not in _SILENT
        for part in run.iterchildren(f"{_W}t", *_SPOKEN)
    )


def _style(paragraph: etree._Element) -> str:
    return _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")
