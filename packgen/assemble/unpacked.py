"""How large a stream is once unpacked, found without unpacking it whole."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

MOST_DATA: Final = 64 << 20
"""The most bytes that a page's content, a font or the like may unpack to."""
MOST_PICTURE: Final = 512 << 20
MOST_ALTOGETHER: Final = 1 << 30
"""All but pictures, in a whole file."""

# Deflate packs 1032 bytes into one at the most, run lengths 64, LZW some 2730.
_RATIOS: Final = {"/FlateDecode": 1032, "/Fl": 1032, "/RunLengthDecode": 64, "/RL": 64,
                  "/LZWDecode": 2730, "/LZW": 2730}  # fmt: skip
_FLATE: Final = frozenset({"/FlateDecode", "/Fl"})
_LZW: Final = frozenset({"/LZWDecode", "/LZW"})
_SMALL: Final = 1 << 16
_STREAM: Final = re.compile(rb"stream\r?\n")
_OBJECTS: Final = re.compile(rb"/(?:ObjStm|XRef)\b")
_STEP: Final = 1 << 20
_CLEAR: Final = 256
_END: Final = 257


def swollen_objects(data: bytes) -> bool:
    """A file's bytes -> whether a stream that must be unpacked to open it unpacks to too much."""
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 600) : match.start()]
        head = head[head.rfind(b" obj") :]
        if _OBJECTS.search(head) is None:
            continue
        filters = re.findall(rb"/(\w+Decode|Fl|LZW|A85|AHx|RL)\b", head)
        if not set(filters) <= {b"FlateDecode"} or len(filters) > 1:
            return True
        if filters:
            total += _inflated(data, match.end(), MOST_DATA)
        if total > MOST_DATA:
            return True
    return False


def swollen(pdf: pikepdf.Pdf) -> bool:
    """A file -> whether a stream in it, or all of them together, unpack to too much."""
    total = 0
    for held in pdf.objects:
        if not isinstance(held, pikepdf.Stream):
            continue
        most = MOST_PICTURE if held.get("/Subtype") == "/Image" else MOST_DATA
        size = unpacked_size(held, most)
        if size > most:
            return True
        total += 0 if held.get("/Subtype") == "/Image" else size
    return total > MOST_ALTOGETHER


def unpacked_size(stream: Any, most: int) -> int:
    """A stream -> how many bytes it unpacks to; anything above ``most`` stands for too much."""
    filters = [str(name) for name in _filters(stream)]
    data = stream.read_raw_bytes()
    size = len(data)
    for name in filters:
        size *= _RATIOS.get(name, 1)
    packings = [name for name in filters if name in _RATIOS]
    if size <= _SMALL or not packings:
        return size
    if len(packings) > 1 or packings[0] != filters[0]:
        return most + 1 if size > most else size
    if packings[0] in _LZW:
        return _unfolded(data, most)
    return _inflated(data, 0, most) if packings[0] in _FLATE else size


def _filters(stream: Any) -> Iterator[Any]:
    held = stream.get("/Filter", stream.get("/F"))
    if isinstance(held, pikepdf.Name):
        yield held
    elif isinstance(held, pikepdf.Array):
        yield from (name for name in held if isinstance(name, pikepdf.Name))


def _inflated(data: bytes, start: int, most: int) -> int:
    """How many bytes the deflated ones from ``start`` unpack to; counting ends above ``most``."""
    unpacker, size = zlib.decompressobj(), 0
    chunk = memoryview(data)[start:]
    try:
        while not unpacker.eof and size <= most:
            packed = unpacker.unconsumed_tail or chunk[:_STEP]
            if not unpacker.unconsumed_tail:
                chunk = chunk[_STEP:]
            if not packed:
                break
            size += len(unpacker.decompress(packed, _STEP))
    except zlib.error:
        pass
    return size


def _unfolded(data: bytes, most: int) -> int:
    """How many bytes LZW's codes stand for: each stands for one more than the code before it, or
    for as many as when it was made."""
    lengths = [1] * 258
    size, before, width, bits, held = 0, 0, 9, 0, 0
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == _END or size > most:
            break
        if code == _CLEAR:
            del lengths[258:]
            before, width = 0, 9
            continue
        if before:
            lengths.append(before + 1)
        before = lengths[min(code, len(lengths) - 1)]
        size += before
        width = min(12, max(9, (len(lengths) + 1).bit_length()))
    return size
