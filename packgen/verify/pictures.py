"""PNG files -> their chunks: what a picture says besides its dots."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.verify.parts import Part, Unreadable, as_text, inflated

PNG = b"\x89PNG\r\n\x1a\n"
_PACKED = frozenset({"zTXt", "iTXt", "iCCP"})
_DOTS = frozenset({"IHDR", "PLTE", "tRNS", "pHYs", "IDAT", "IEND"})


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
    """Whether a PNG holds anything but its dots and their size. Raises Unreadable."""
    if not data.startswith(PNG):
        raise Unreadable(f"{place}: is no PNG")
    return any(kind not in _DOTS for kind, _ in chunks(data, place))
