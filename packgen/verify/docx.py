"""A .docx -> its passages in reading order, by its structure alone; the writer is not asked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from packgen.document.walk import Passage
from packgen.verify.reading import Reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_SILENT = {"PackgenSymbol"}
_LAYOUT = {"PackgenSpace"}


def read_docx(data: bytes) -> Reading:
    """A .docx -> its body's passages in reading order, and the text of each of its headers."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), _PARSER)
        headers = [
            "".join(etree.fromstring(archive.read(name), _PARSER).itertext(f"{_W}t"))
            for name in archive.namelist()
            if re.fullmatch(r"word/header\d*\.xml", name)
        ]
    return Reading(list(_blocks(root.find(f"{_W}body"))), headers)


def _blocks(body: etree._Element) -> Iterator[Passage]:
    for block in body:
        if block.tag == f"{_W}p":
            yield from _paragraph(block)
        elif block.tag == f"{_W}tbl":
            yield from _table(block)


def _paragraph(paragraph: etree._Element) -> Iterator[Passage]:
    style = _style(paragraph)
    for picture in paragraph.iter(_DOC_PR):
        yield Passage("alt", picture.get("descr", ""))
    if style in _LAYOUT:
        return
    if re.fullmatch(r"Heading[1-9]", style):
        kind = "heading"
    elif style == "ListBullet" or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        kind = "item"
    else:
        kind = "text"
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
        "-" if part.tag == f"{_W}noBreakHyphen" else part.text or ""
        for run in paragraph.iter(f"{_W}r")
        if _value(run.find(f"{_W}rPr/{_W}rStyle")) not in _SILENT
        for part in run.iterchildren(f"{_W}t", f"{_W}noBreakHyphen")
    )


def _style(paragraph: etree._Element) -> str:
    return _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")
