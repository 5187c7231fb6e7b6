"""A font of a PDF -> how its strings are cut into codes, and how wide each is: near enough to know
where text stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

from packgen.assemble.blocks import block_codes
from packgen.assemble.viewport import as_number

_USUAL: Final = 0.5
# The fonts that PDF readers bring along: their widths from space to tilde (Adobe's core metrics).
_HELVETICA: Final = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556
556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667
778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222
222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"""
_TIMES: Final = """
250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500
500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722
667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278
500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"""
_BROUGHT: Final = {
    "/Helvetica": dict(enumerate((int(w) / 1000 for w in _HELVETICA.split()), 32)),
    "/Times": dict(enumerate((int(w) / 1000 for w in _TIMES.split()), 32)),
    "/ZapfDingbats": {0x6C: 0.791, 0x6E: 0.761},
    "/Courier": dict.fromkeys(range(256), 0.6),
}
_MOST_WIDTHS: Final = 70_000
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLANKS: Final = frozenset({b"0020", b"00A0", b"00a0", b"0009", b"000D", b"000d"})


@dataclass(frozen=True, slots=True)
class FontWidths:
    """Widths in text space, for a size of 1; ``length`` is of a code, in bytes."""

    length: int = 1
    widths: dict[int, float] = field(default_factory=dict)
    usual: float = _USUAL
    blanks: frozenset[int] = frozenset({32})
    blocks: frozenset[int] = frozenset()
    """The codes of boxes, which hide what they are typed over."""

    def codes(self, string: bytes) -> list[int]:
        """A shown string -> its codes."""
        if self.length == 1:
            return list(string)
        whole = len(string) // 2 * 2
        return [string[i] << 8 | string[i + 1] for i in range(0, whole, 2)]

    def width(self, code: int) -> float:
        """A code -> how wide it is."""
        return self.widths.get(code, self.usual)


def font_widths(font: Any) -> FontWidths:
    """A font's dictionary -> its widths; what it doesn't say is guessed."""
    if not isinstance(font, pikepdf.Dictionary):
        return FontWidths()
    if font.get("/Subtype") == "/Type0":
        return _composite(font)
    unit = 0.001
    if font.get("/Subtype") == "/Type3":
        matrix = font.get("/FontMatrix")
        first = as_number(matrix[0]) if isinstance(matrix, pikepdf.Array) and len(matrix) else None
        unit = first or unit
    start = as_number(font.get("/FirstChar", 0)) or 0
    held = font.get("/Widths")
    widths = dict(_BROUGHT.get(str(font.get("/BaseFont")).split("-")[0], {}))
    for code, value in enumerate(held if isinstance(held, pikepdf.Array) else (), int(start)):
        if code > 255:
            break
        widths[code] = (as_number(value) or 0) * unit
    blanks = _blanks(font, frozenset({32}))
    return FontWidths(1, widths, blanks=blanks, blocks=block_codes(font))


def _composite(font: Any) -> FontWidths:
    below = font.get("/DescendantFonts")
    cid = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
    if not isinstance(cid, pikepdf.Dictionary):
        return FontWidths(2, blanks=frozenset())
    usual = as_number(cid.get("/DW", 1000))
    widths = _cid_widths(cid.get("/W"))
    blanks = _blanks(font, frozenset())
    usual = _USUAL if usual is None else usual / 1000
    return FontWidths(2, widths, usual, blanks, block_codes(font))


def _cid_widths(array: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    held = list(array) if isinstance(array, pikepdf.Array) else []
    place = 0
    while place + 1 < len(held) and len(widths) < _MOST_WIDTHS:
        first, second = as_number(held[place]), held[place + 1]
        if first is None:
            break
        if isinstance(second, pikepdf.Array):
            values = enumerate(second, int(first))
            widths.update((code, (as_number(value) or 0) / 1000) for code, value in values)
            place += 2
            continue
        last, width = as_number(second), as_number(held[place + 2]) if place + 2 < len(held) else 0
        if last is None:
            break
        codes = range(int(first), min(int(last), int(first) + _MOST_WIDTHS) + 1)
        widths.update(dict.fromkeys(codes, (width or 0) / 1000))
        place += 3
    return widths


def _blanks(font: Any, usual: frozenset[int]) -> frozenset[int]:
    """The codes that stand for spaces, as far as ToUnicode lists them one by one."""
    table = font.get("/ToUnicode")
    if not isinstance(table, pikepdf.Stream):
        return usual
    try:
        data = table.read_bytes()
    except pikepdf.PdfError:
        return usual
    singles = b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL))
    return usual | {int(code, 16) for code, char in _PAIR.findall(singles) if char in _BLANKS}
