"""Glyphs that are boxes: a row of them typed over text blacks it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

_CHARACTERS: Final = frozenset(map(ord, "█▇▉▊▓■▬▮◼◾⬛●⬤"))
_NAMES: Final = frozenset(
    {"/block", "/dkshade", "/filledbox", "/blacksquare", "/filledrect", "/blackcircle", "/H18073",
     "/H18533", "/a73", "/a71"}
)  # fmt: skip
_NAMED_BY_CODE: Final = re.compile(r"/u(?:ni)?([0-9A-F]{4,5})")
# In the fonts of signs, where it is letters that stand for boxes and discs.
_SIGNS: Final = {"ZapfDingbats": b"nl", "Wingdings": b"nl", "Webdings": b"gn"}
_PRIVATE: Final = 0xF000
_SINGLES: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES: Final = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX: Final = rb"<([0-9A-Fa-f]{1,8})>\s*"
_PAIR: Final = re.compile(_HEX * 2)
_TRIPLE: Final = re.compile(_HEX * 3)


def block_codes(font: Any) -> frozenset[int]:
    """A font's dictionary -> the codes of its boxes, as far as it says what its codes mean."""
    base = str(font.get("/BaseFont")).split("+")[-1]
    signs = next(
        (codes for name, codes in _SIGNS.items() if base.lstrip("/").startswith(name)), b""
    )
    wanted = _CHARACTERS | {_PRIVATE + code for code in signs}
    found = set(_by_table(font.get("/ToUnicode"), wanted))
    if font.get("/Subtype") != "/Type0":
        found |= {*signs, *_by_name(font.get("/Encoding"))}
    return frozenset(found)


def _by_name(encoding: Any) -> Iterator[int]:
    held = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    code = 0
    one: Any
    for one in held if isinstance(held, pikepdf.Array) else ():
        if isinstance(one, int):
            code = one
            continue
        name = str(one)
        by_code = _NAMED_BY_CODE.fullmatch(name)
        if name in _NAMES or (by_code and int(by_code[1], 16) in _CHARACTERS):
            yield code
        code += 1


def _by_table(table: Any, wanted: frozenset[int] | set[int]) -> Iterator[int]:
    if not isinstance(table, pikepdf.Stream):
        return
    try:
        data = table.read_bytes()
    except pikepdf.PdfError:
        return
    for code, character in _PAIR.findall(b"".join(_SINGLES.findall(data))):
        if int(character, 16) in wanted:
            yield int(code, 16)
    for triple in _TRIPLE.findall(b"".join(_RANGES.findall(data))):
        first, last, start = (int(value, 16) for value in triple)
        yield from (first + one - start for one in wanted if start <= one <= start + last - first)
