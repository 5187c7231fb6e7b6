"""A finished PDF -> what a screen reader meets, by way of the structure tree alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Page

from packgen.document.walk import Passage
from packgen.verify.reading import Reading

_KINDS = {"/P": "text", "/Note": "text", "/Caption": "text", "/LBody": "item"}
_KINDS |= {f"/H{level}": "heading" for level in range(1, 7)}
_SILENT = frozenset({"/Lbl"})
_MARKING = "marking"
_AGAIN = "again"
"""What is printed once more on a further page, by its name."""
_INLINE = frozenset({"/Link", "/Span"})
_PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_Number = tuple[int, int]
"""A page's object."""


@dataclass
class PageText:
    """A page's text as it is painted: by the number of its marked content, artifacts apart, and
    what is neither."""

    marked: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    loose: str = ""

    @property
    def whole(self) -> str:
        """Everything on the page."""
        return " ".join([*self.artifacts, *self.marked.values(), self.loose])


def read_pdf(data: bytes) -> Reading:
    """A tagged PDF -> its passages in reading order, and all the text of each page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        texts = {page.obj.objgen: page_text(page) for page in pdf.pages}
        passages = [
            passage
            for kid in _kids(pdf.Root.StructTreeRoot)
            for passage in _Reader(texts).element(kid, "cell")
        ]
        return Reading(passages, [text.whole for text in texts.values()])


class VolumeReading(NamedTuple):
    """A volume's passages in reading order; for each of its parts that was read, the texts of its
    pages; and those of all pages that have none of it."""

    passages: list[Passage]
    parts: list[list[str]]
    others: list[str]


def read_volume(data: bytes, apart: Collection[str]) -> VolumeReading:
    """A volume's PDF, and the identifiers of parts that are not ours -> what its own parts say."""
    with pikepdf.open(BytesIO(data)) as pdf:
        read_page = any_page_text if apart else page_text
        texts = {page.obj.objgen: read_page(page) for page in pdf.pages}
        reader, passages, met = _Reader(texts), list[Passage](), list[list[_Number]]()
        for part in _parts(pdf):
            if str(part.get("/ID", "")) not in apart:
                reader.met = {}
                passages += reader.element(part, "cell")
                met.append(list(reader.met))
        read = {number for numbers in met for number in numbers}
        return VolumeReading(
            passages,
            [[texts[number].whole for number in numbers] for numbers in met],
            [text.whole for number, text in texts.items() if number not in read],
        )


def _parts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The parts of a volume. Raises ValueError where anything else stands among them."""
    (document,) = _kids(pdf.Root.StructTreeRoot)
    for part in _kids(document):
        if not _is_element(part) or str(part.S) != "/Part":
            raise ValueError("a volume holds more than parts")
        yield part


def page_texts(data: bytes) -> list[PageText]:
    """A PDF -> the painted text of each page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [page_text(page) for page in pdf.pages]


def any_page_text(page: Page) -> PageText:
    """A page that may be somebody else's -> its painted text, as far as it can be decoded; inline
    images say nothing."""
    held: Any = page.obj.Resources.get("/Font", {})
    known = {name: _some_characters(font) for name, font in held.items()}
    fonts = defaultdict[str, Mapping[int, str]](_Some, known)
    shown = (i for i in pikepdf.parse_content_stream(page) if not _is_image(i))
    return _painted(shown, fonts)


def page_text(page: Page) -> PageText:
    """A page -> its painted text, decoded through each font's ToUnicode. Raises for what our own
    writer doesn't write."""
    fonts = {name: characters(font) for name, font in page.obj.Resources.Font.items()}
    return _painted(pikepdf.parse_content_stream(page), fonts)


def _is_image(instruction: object) -> bool:
    return not isinstance(instruction, ContentStreamInstruction)


def _painted(instructions: Iterable[object], fonts: Mapping[str, Mapping[int, str]]) -> PageText:
    out, font = PageText(), ""
    owners: list[int | str | None] = [None]
    for instruction in instructions:
        if not isinstance(instruction, ContentStreamInstruction):
            raise ValueError("an inline image")
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC" | "BMC":
                owner = _owner(operands)
                owners.append(owners[-1] if owner is None else owner)
                if owner == "artifact":
                    out.artifacts.append("")
                elif isinstance(owner, int):
                    out.marked[owner] = ""
            case "EMC":
                owners.pop()
            case "Tf":
                font = str(operands[0])
            case "Tj" | "'" | '"':
                _add(out, owners[-1], _decode(operands[-1], fonts[font]))
            case "TJ":
                for piece in operands[0]:
                    if isinstance(piece, pikepdf.String):
                        _add(out, owners[-1], _decode(piece, fonts[font]))
    return out


def _owner(operands: list[Any]) -> int | str | None:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    if len(operands) > 1 and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
        return int(operands[1].MCID)
    return None


def _add(out: PageText, owner: int | str | None, text: str) -> None:
    if owner is None:
        out.loose += text
    elif isinstance(owner, int):
        out.marked[owner] += text
    else:
        out.artifacts[-1] += text


def characters(font: Any) -> dict[int, str]:
    """A font's codes -> characters, as its ToUnicode says."""
    return {
        int(code, 16): bytes.fromhex(point.decode()).decode("utf-16-be")
        for block in _BLOCK.findall(font.ToUnicode.read_bytes())
        for code, point in _PAIR.findall(block)
    }


class _Some(dict[int, str]):
    """A font's characters, where some may not be known."""

    def __missing__(self, code: int) -> str:
        return ""


def _some_characters(font: Any) -> Mapping[int, str]:
    try:
        return _Some(characters(font))
    except (AttributeError, ValueError, pikepdf.PdfError):
        return _Some()


def _decode(string: Any, characters: Mapping[int, str]) -> str:
    return "".join(characters[code] for code in bytes(string))


class _Reader:
    """Walks elements; ``texts`` is each page's painted text by the page's object, ``met`` are the
    pages that it came to."""

    def __init__(self, texts: dict[_Number, PageText]) -> None:
        self.texts = texts
        self.met: dict[_Number, None] = {}

    def element(self, element: Any, cells: str) -> Iterator[Passage]:
        """An element -> its passages; ``cells`` is what cells are called here, "item" in lists."""
        tag = str(element.S)
        if tag in _SILENT or str(element.get("/T", "")) == _MARKING:
            return
        if tag == "/Figure":
            self.met[element.Pg.objgen] = None
            yield Passage("alt", str(element.Alt))
        elif tag in ("/TH", "/TD") or tag in _KINDS:
            if text := self.text(element):
                in_item = tag == "/P" and cells == "item"
                yield Passage(cells if in_item else _KINDS.get(tag, cells), text)
            for kid in _kids(element):
                if _is_element(kid) and str(kid.S) not in _INLINE:
                    yield from self.element(kid, "item" if tag == "/LBody" else cells)
        else:
            if any(not _is_element(kid) for kid in _kids(element)):
                raise ValueError(f"{tag} holds content of its own")
            for kid in _kids(element):
                yield from self.element(kid, "head" if tag == "/THead" else cells)

    def text(self, element: Any) -> str:
        """The text of an element and of the inline elements in it, in their order.

        Content that is said once more on a further page has its text given.
        """
        given = element.get("/ActualText")
        return "".join(self._pieces(element)) if given is None else str(given)

    def _pieces(self, element: Any) -> Iterator[str]:
        home = element.get("/Pg")
        for kid in _kids(element):
            if isinstance(kid, int):
                yield self._marked(home, kid)
            elif _is_element(kid):
                if str(kid.S) in _INLINE and str(kid.get("/T", "")) != _AGAIN:
                    yield from self._pieces(kid)
            elif kid.get("/Type") == "/MCR":
                page = kid.get("/Pg", home)
                yield self._marked(page, int(kid.MCID))

    def _marked(self, page: Any, mark: int) -> str:
        number = page.objgen
        self.met[number] = None
        return self.texts[number].marked[mark]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _kids(element: Any) -> list[Any]:
    held = element.get("/K")
    if held is None:
        return []
    kids = list(held) if isinstance(held, Array) else [held]
    return [int(kid) if not isinstance(kid, Dictionary) else kid for kid in kids]
