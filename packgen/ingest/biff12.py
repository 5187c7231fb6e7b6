"""BIFF12: the records of an .xlsb workbook's parts, and its styles and strings ([MS-XLSB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from packgen.ingest.binary import Damage, Fonts, String, string_of
from packgen.ingest.package import Attributes
from packgen.ingest.sheet import is_unseen
from packgen.ingest.styles import BUILT_IN, Style, colour_of

_MOST_RECORDS = 3_000_000
_CELL_STYLES, _CELL_STYLES_END = 617, 618


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """A part's bytes -> its records, kind and content. Raises Damage."""
    at, end = 0, len(data)
    for _ in range(_MOST_RECORDS):
        if at >= end:
            return
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        length = 0
        for place in range(4):
            if at >= end:
                raise Damage
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << 7 * place
            if not byte & 0x80:
                break
        if at + length > end:
            raise Damage
        yield kind, data[at : at + length]
        at += length
    raise Damage


def wide_string(data: bytes, at: int) -> tuple[str, int]:
    """A string at a place -> the string, and where what follows it begins."""
    (count,) = struct.unpack_from("<I", data, at)
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(data):
        raise Damage
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def rich_string(data: bytes, at: int, fonts: Fonts) -> String:
    """A string in runs at a place -> the string, as string_of gives it."""
    text, end = wide_string(data, at + 1)
    runs: list[tuple[int, int]] = []
    if data[at] & 1:
        (count,) = struct.unpack_from("<I", data, end)
        told = struct.unpack_from(f"<{2 * min(count, len(data) // 4)}H", data, end + 4)
        runs = list(zip(told[::2], told[1::2], strict=True))
    return string_of(text, runs, fonts)


class Styling:
    """The styles of a workbook, as their records are met."""

    def __init__(self, data: bytes, theme: dict[int, str]) -> None:
        self.theme = theme
        self.codes = dict(BUILT_IN)
        self.fonts: list[tuple[bool, str | None]] = []  # struck out, colour
        self.told = Fonts()
        self.fills: list[str | None] = []
        self.formats: list[tuple[int, int, int]] = []
        in_cell_styles = False
        for kind, content in records(data):
            if kind in (_CELL_STYLES, _CELL_STYLES_END):
                in_cell_styles = kind == _CELL_STYLES
            self._see(kind, content, in_cell_styles)

    def styles(self) -> tuple[Style, ...]:
        """The cell styles, in the order that cells count them."""
        return tuple(self._style(*each) for each in self.formats)

    def _see(self, kind: int, data: bytes, in_cell_styles: bool) -> None:
        match kind:
            case 44:
                self.codes[struct.unpack_from("<H", data)[0]] = wide_string(data, 2)[0]
            case 43:
                flags, _, escapement = struct.unpack_from("<HHH", data, 2)
                if escapement == 1:
                    self.told.raised.add(len(self.fonts))
                if flags & 8:
                    self.told.struck.add(len(self.fonts))
                self.fonts.append((bool(flags & 8), self._colour(data, 12)))
            case 45:
                (pattern,) = struct.unpack_from("<I", data)
                self.fills.append(self._colour(data, 4) if pattern else None)
            case 47 if in_cell_styles:
                _, code, font, fill = struct.unpack_from("<HHHH", data)
                self.formats.append((code, font, fill))

    def _style(self, code: int, font: int, fill: int) -> Style:
        struck, ink = self.fonts[font] if font < len(self.fonts) else (False, None)
        ground = self.fills[fill] if 1 < fill < len(self.fills) else None
        return Style(self.codes.get(code, "General"), ground, struck, is_unseen(ink, ground))

    def _colour(self, data: bytes, at: int) -> str | None:
        """A BrtColor -> RRGGBB; None when it names no colour."""
        kind, index, tint = struct.unpack_from("<BBh", data, at)
        told: Attributes = {"tint": str(tint / 32767)}
        match kind >> 1:
            case 1:
                told["indexed"] = str(index)
            case 2:
                told["rgb"] = data[at + 4 : at + 7].hex()
            case 3:
                told["theme"] = str(index)
            case _:
                return None
        return colour_of(told, self.theme)
