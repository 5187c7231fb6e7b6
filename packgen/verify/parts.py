"""The parts of a finished file, as texts to search: whatever in it can hold words."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

DEEPEST = 3
"""How far files inside files are followed."""


class Unreadable(ValueError):
    """A file that can't be taken apart; it says which part, and quotes nothing of it."""


@contextmanager
def taking_apart(what: str) -> Iterator[None]:
    """Inside, whatever goes wrong means that a file is damaged: raised as Unreadable."""
    try:
        yield
    except Unreadable:
        raise
    except Exception:
        # On a file that was changed by hand anything may fail, in any library's own way.
        raise Unreadable(f"{what} is damaged, locked, or of another program's making") from None


class Part(NamedTuple):
    """A piece of a file as text. ``raw`` is what was not decoded into what a reader would read:
    bytes, operators, numbers that place things."""

    place: str
    text: str
    raw: bool = False


def file_parts(data: bytes, place: str = "", depth: int = 0) -> Iterator[Part]:
    """A file's bytes -> its parts, those of files inside it too. Raises Unreadable."""
    from packgen.verify import pdfparts, pictures, wordparts

    if depth > DEEPEST:
        raise Unreadable(f"{place}: files inside files without end")
    if data.startswith(b"PK"):
        yield from wordparts.parts(data, place, depth)
    elif b"%PDF-" in data[:1024]:
        yield from pdfparts.parts(data, place, depth)
    elif data.startswith(pictures.PNG):
        yield from pictures.parts(data, place)
    elif data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield from wordparts.markup(data, place)
    else:
        yield Part(place, as_text(data), raw=not _is_text(data))


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        return b"\0" not in data and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def as_text(data: bytes) -> str:
    """Bytes -> text, by their mark or as they stand, one character a byte."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def inflated(data: bytes, most: int = 300_000_000) -> bytes:
    """Deflated bytes, whole or cut off -> what they unpack to; nothing if they are no such bytes.

    Raises Unreadable for more than ``most`` bytes.
    """
    unpacker = zlib.decompressobj()
    try:
        out = unpacker.decompress(data, most)
    except zlib.error:
        return b""
    if unpacker.unconsumed_tail:
        raise Unreadable("something in it unpacks to far more than a paper")
    return out
