"""A PDF -> its parts as texts: every object of every revision, and each page as it is painted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import pikepdf

from packgen.verify.parts import Part, as_text, file_parts, inflated, taking_apart
from packgen.verify.pdf import characters

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_END: Final = b"%%EOF"
_SHOWS: Final = frozenset({"Tj", "'", '"', "TJ"})
_ENDS: Final = frozenset({"BDC", "BMC", "EMC", "ET"})
_FILES: Final = frozenset({"/Metadata", "/EmbeddedFile"})
_Fonts = dict[str, dict[int, str]]


def parts(data: bytes, place: str, depth: int) -> Iterator[Part]:
    """A PDF -> its parts: bytes, everything deflated in them, and the objects of each revision."""
    at = f"{place} ".lstrip()
    yield Part(f"{at}its bytes", data.decode("latin-1"), raw=True)
    for number, match in enumerate(_STREAM.finditer(data), 1):
        if unpacked := inflated(match[1]):
            yield Part(f"{at}stream {number}", unpacked.decode("latin-1"), raw=True)
    for revision in revisions(data):
        with taking_apart(place or "the PDF"), pikepdf.open(BytesIO(revision)) as pdf:
            yield from _objects(pdf, at, depth)
            yield from _painted(pdf, at)


def revisions(data: bytes) -> Iterator[bytes]:
    """A PDF -> itself as it was first written, and after each update that was appended to it."""
    ends = [match.end() for match in re.finditer(re.escape(_END), data)]
    yield from (data[:end] for end in ends[:-1])
    yield data


def _objects(pdf: pikepdf.Pdf, at: str, depth: int) -> Iterator[Part]:
    """Every object, whether anything leads to it or not."""
    for number, held in enumerate([pdf.trailer, *pdf.objects]):
        place = f"{at}object {number}" if number else f"{at}trailer"
        texts, numbers = list[str](), list[str]()
        _gather(held, texts, numbers)
        yield from (Part(place, text) for text in texts)
        yield Part(place, "\n".join(numbers), raw=True)
        if isinstance(held, pikepdf.Stream):
            yield from _stream(held, place, depth)


def _gather(held: Any, texts: list[str], numbers: list[str]) -> None:
    """An object without what it refers to -> the texts and the numbers in it."""
    todo, first = [held], True
    while todo:
        one = todo.pop()
        match one:
            case pikepdf.Dictionary() | pikepdf.Stream() | pikepdf.Array() if (
                first or not one.is_indirect
            ):
                entries = one.items() if not isinstance(one, pikepdf.Array) else ()
                texts += [key[1:] for key, _ in entries]
                todo += [value for _, value in entries] if entries else list(_items(one))
            case pikepdf.String():
                texts += dict.fromkeys((str(one), as_text(bytes(one))))
            case pikepdf.Name():
                texts.append(str(one)[1:])
            case bool():
                pass
            case int() | float() | Decimal():
                numbers.append(str(one))
            case _:
                pass
        first = False


def _items(one: Any) -> Iterator[Any]:
    if isinstance(one, pikepdf.Array):
        yield from one


def _stream(stream: pikepdf.Stream, place: str, depth: int) -> Iterator[Part]:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        # Pictures and the like keep their own encoding.
        data = stream.read_raw_bytes()
    if str(stream.get("/Type", "")) in _FILES or data.startswith((b"PK\3\4", b"%PDF")):
        yield from file_parts(data, place, depth + 1)
    else:
        yield Part(place, as_text(data), raw=True)


def _painted(pdf: pikepdf.Pdf, at: str) -> Iterator[Part]:
    """Each page's and form's text, decoded through its fonts; a marked content is a line."""
    for number, page in enumerate(pdf.pages, 1):
        yield Part(f"{at}page {number}", _shown(page, _fonts(page.obj.get("/Resources"))))
    everywhere = _all_fonts(pdf)
    for number, held in enumerate(pdf.objects, 1):
        if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Form":
            fonts = everywhere | _fonts(held.get("/Resources"))
            yield Part(f"{at}form {number}", _shown(held, fonts))


def _shown(painted: Any, fonts: _Fonts) -> str:
    said, font = list[str](), dict[int, str]()
    for instruction in pikepdf.parse_content_stream(painted):
        operator = str(instruction.operator)
        if operator == "Tf":
            font = fonts.get(str(instruction.operands[0]), {})
        elif operator in _SHOWS:
            said += [_decoded(string, font) for string in _strings(instruction.operands[-1])]
        elif operator in _ENDS:
            said.append("\n")
    return "".join(said)


def _strings(operand: Any) -> Iterator[Any]:
    if isinstance(operand, pikepdf.String):
        yield operand
    elif isinstance(operand, pikepdf.Array):
        yield from (piece for piece in operand if isinstance(piece, pikepdf.String))


def _decoded(string: Any, font: dict[int, str]) -> str:
    """A painted string -> its characters; codes that no font explains stand for themselves."""
    return "".join(font.get(code, chr(code)) for code in bytes(string))


def _fonts(resources: Any) -> _Fonts:
    held: Any = resources.get("/Font", {}) if isinstance(resources, pikepdf.Dictionary) else {}
    return {
        str(name): characters(font)
        for name, font in held.items()
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font
    }


def _all_fonts(pdf: pikepdf.Pdf) -> _Fonts:
    fonts: _Fonts = {}
    for page in pdf.pages:
        fonts |= _fonts(page.obj.get("/Resources"))
    return fonts
