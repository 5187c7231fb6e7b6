"""Pictures -> what they say besides their dots: chunks of PNG, segments of JPEG."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.verify.parts import Part, Unreadable, as_text, inflated

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
_PACKED = frozenset({"zTXt", "iTXt", "iCCP"})
_DOTS = frozenset({"IHDR", "PLTE", "tRNS", "pHYs", "IDAT", "IEND"})

_SCAN, _END = 0xDA, 0xD9
# Tables, frames, restarts, scans, and the two segments that say how colours are meant.
_SEGMENTS = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xDE), 0xD9, 0xE0, 0xEE}) - {0xC8}


def chunks(data: bytes, place: str) -> Iterator[tuple[str, bytes]]:
    """A PNG -> its chunks' kinds and contents; what follows its end has the kind "".

    Raises Unreadable for a broken one.
    """
    at = len(PNG)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8].decode("latin-1")
        end = at + 8 + length + 4
        if end > len(data):
            raise Unreadable(f"{place}: a damaged picture")
        yield kind, data[at + 8 : end - 4]
        at = end
        if kind == "IEND":
            break
    if rest := data[at:]:
        yield "", rest


def parts(data: bytes, place: str) -> Iterator[Part]:
    """A PNG -> all that it says besides its dots, unpacked."""
    for kind, content in chunks(data, place):
        if kind in {"IDAT", "IHDR"}:
            continue
        yield Part(place, as_text(content))
        # Deflated text follows a keyword and some bytes; where it begins differs by kind.
        starts = [i for i in range(len(content)) if content[i] == 0x78] if kind in _PACKED else []
        yield from (Part(place, as_text(inflated(content[i:]))) for i in starts)


def has_more_than_dots(data: bytes, place: str) -> bool:
    """Whether a PNG or a JPEG holds anything but its dots and their size. Raises Unreadable."""
    if data.startswith(JPEG):
        return any(kind not in _SEGMENTS for kind in _segments(data, place))
    if not data.startswith(PNG):
        raise Unreadable(f"{place}: is no PNG and no JPEG")
    return any(kind not in _DOTS for kind, _ in chunks(data, place))


def _segments(data: bytes, place: str) -> Iterator[int]:
    """A JPEG -> the kinds of its segments; 0 for what follows its end. Raises Unreadable."""
    at, kind = len(JPEG), 0
    while kind != _END:
        if data[at : at + 1] != b"\xff" or at + 2 > len(data):
            raise Unreadable(f"{place}: a damaged picture")
        kind, at = data[at + 1], at + 2
        yield kind
        if kind != _END:
            at += max(2, int.from_bytes(data[at : at + 2]))
        if kind == _SCAN:
            at = _scan_end(data, at)
    if at < len(data):
        yield 0


def _scan_end(data: bytes, at: int) -> int:
    """Where the dots that start here end: at a marker that is neither a stuffed byte nor one of
    the restarts among them."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)
