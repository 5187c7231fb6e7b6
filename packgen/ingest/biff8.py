"""BIFF8: the records of an .xls workbook's stream -> its globals ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from packgen.ingest.binary import Book, Damage, Fonts, String, string_of
from packgen.ingest.sheet import is_unseen
from packgen.ingest.styles import BUILT_IN, Style

_INDEXED = tuple(
    (
        "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF8000000080000000808080008000800080"
        "80C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000"
        "FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF"
        "33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"
    )[place : place + 6]
    for place in range(0, 336, 6)
)
"""The palette from its eighth colour on."""
_MOST_RECORDS = 3_000_000

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C


@dataclass(frozen=True, slots=True)
class Record:
    """One record with the records that continue it."""

    kind: int
    parts: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        """Its bytes, continuations left out."""
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class BoundSheet:
    """One tab: where its records start, its name, whether it is hidden, whether it holds cells."""

    start: int
    name: str
    hidden: bool
    cells: bool


@dataclass(slots=True)
class Globals:
    """What the first substream says of the whole workbook."""

    tabs: list[BoundSheet] = field(default_factory=list)
    book: Book = field(default_factory=Book)
    protected: bool = False
    old: bool = False


def records(stream: bytes, start: int) -> Iterator[Record]:
    """The records of one substream from its start to its end. Raises Damage."""
    at, depth = start, 0
    kind, parts = -1, list[bytes]()
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(stream):
            raise Damage
        following, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        if len(data) < length:
            raise Damage
        at += 4 + length
        if following == CONTINUE and parts:
            parts.append(data)
            continue
        if parts and depth == 1:
            yield Record(kind, tuple(parts))
        kind, parts = following, [data]
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
    raise Damage


def read_globals(stream: bytes) -> Globals:
    """A workbook's stream -> its globals. Raises Damage and struct.error."""
    found, styling = Globals(), _Styling()
    for record in records(stream, 0):
        data = record.data
        match record.kind:
            case 0x0809:
                found.old = struct.unpack_from("<H", data)[0] != 0x0600
            case 0x002F:
                found.protected = True
            case 0x0022:
                found.book.since_1904 = struct.unpack_from("<H", data)[0] == 1
            case 0x0085:
                found.tabs.append(_bound_sheet(data))
            case 0x00FC if not (found.protected or found.old):
                found.book.strings = _Strings(record, styling.told).read()
            case _:
                styling.see(record)
        if found.protected or found.old:
            return found
    found.book.styles = styling.styles()
    return found


def _bound_sheet(data: bytes) -> BoundSheet:
    start, state, kind, letters, wide = struct.unpack_from("<IBBBB", data)
    raw = data[8 : 8 + letters * (2 if wide & 1 else 1)]
    name = raw.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
    return BoundSheet(start, name, bool(state & 3), kind == 0)


class _Styling:
    """Fonts, formats, fills and the palette, as they are met."""

    def __init__(self) -> None:
        self.codes = dict(BUILT_IN)
        self.palette = dict(enumerate(_INDEXED, 8))
        self.fonts: list[tuple[bool, int]] = []  # struck out, colour
        self.told = Fonts()
        self.formats: list[tuple[int, int, int | None]] = []  # font, code, colour of the fill

    def see(self, record: Record) -> None:
        data = record.data
        match record.kind:
            case 0x0031:
                _, flags, colour, _, escapement = struct.unpack_from("<HHHHH", data)
                number = self._font_number(len(self.fonts))
                if escapement == 1:
                    self.told.raised.add(number)
                if flags & 8:
                    self.told.struck.add(number)
                self.fonts.append((bool(flags & 8), colour))
            case 0x041E:
                number, letters, wide = struct.unpack_from("<HHB", data)
                raw = data[5 : 5 + letters * (2 if wide & 1 else 1)]
                self.codes[number] = raw.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
            case 0x00E0:
                font, code = struct.unpack_from("<HH", data)
                pattern, colours = struct.unpack_from("<IH", data, 14)
                filled = (pattern >> 26) & 0x3F
                self.formats.append((font, code, colours & 0x7F if filled else None))
            case 0x0092:
                (count,) = struct.unpack_from("<H", data)
                for place in range(min(count, 56)):
                    self.palette[8 + place] = data[2 + 4 * place : 5 + 4 * place].hex().upper()

    def styles(self) -> tuple[Style, ...]:
        """The cell styles, in the order that cells count them."""
        return tuple(self._style(*each) for each in self.formats)

    def _style(self, font: int, code: int, colour: int | None) -> Style:
        place = font - (font > 4)  # no font is numbered four
        struck, ink = self.fonts[place] if place < len(self.fonts) else (False, 0x7FFF)
        fill = self.palette.get(colour) if colour is not None else None
        return Style(
            self.codes.get(code, "General"), fill, struck, is_unseen(self.palette.get(ink), fill)
        )

    @staticmethod
    def _font_number(place: int) -> int:
        return place + (place >= 4)


class _Strings:
    """The shared strings, whose letters may break over continuing records."""

    def __init__(self, record: Record, fonts: Fonts) -> None:
        self.parts, self.fonts = record.parts, fonts
        self.part, self.at = 0, 8
        if len(record.data) < 8:
            raise Damage
        self.count = struct.unpack_from("<I", record.data, 4)[0]

    def read(self) -> list[String]:
        """Every string; as many as there are, whatever their number claims."""
        found: list[String] = []
        while len(found) < self.count and self._more():
            found.append(self._string())
        return found

    def _more(self) -> bool:
        while self.part < len(self.parts) and self.at >= len(self.parts[self.part]):
            self.part, self.at = self.part + 1, 0
        return self.part < len(self.parts)

    def _string(self) -> String:
        letters, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        more = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        text = self._letters(letters, bool(flags & 1))
        told = struct.unpack(f"<{2 * runs}H", self._bytes(4 * runs))
        self._bytes(more)
        return string_of(text, list(zip(told[::2], told[1::2], strict=True)), self.fonts)

    def _letters(self, count: int, wide: bool) -> str:
        found: list[str] = []
        while count:
            if self.at >= len(self.parts[self.part]):
                self.part, self.at = self.part + 1, 0
                wide = bool(self._bytes(1)[0] & 1)
            room = (len(self.parts[self.part]) - self.at) // (2 if wide else 1)
            take = min(count, room)
            if not take:
                raise Damage
            raw = self._bytes(take * (2 if wide else 1))
            found.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= take
        return "".join(found)

    def _bytes(self, count: int) -> bytes:
        """The next bytes, over the breaks between records."""
        found = b""
        while len(found) < count:
            if self.part >= len(self.parts):
                raise Damage
            part = self.parts[self.part]
            taken = part[self.at : self.at + count - len(found)]
            self.at += len(taken)
            found += taken
            if len(found) < count:
                self.part, self.at = self.part + 1, 0
        return found
