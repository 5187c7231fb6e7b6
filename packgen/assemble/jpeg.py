"""JPEG pictures without what no reader shows: remarks, thumbnails, cameras' and programs' notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, StreamDecodeLevel

_START: Final = b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_JFIF, _ADOBE, _REMARK = 0xE0, 0xEE, 0xFE
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_NOTES: Final = frozenset({_REMARK, *range(0xE0, 0xF0)})
_JFIF_SIZE, _ADOBE_SIZE = 14, 12


def clean_picture(picture: Any) -> None:
    """Takes the notes out of a picture of a PDF, if it is a JPEG; its dots stay as they are.

    Raises pikepdf.PdfError for one that is none.
    """
    held, parameters = picture.get("/Filter"), picture.get("/DecodeParms")
    filters = list(held) if isinstance(held, Array) else [held]
    if not filters or filters[-1] not in ("/DCTDecode", "/DCT"):
        return
    settings = list(parameters) if isinstance(parameters, Array) else [parameters]
    last = settings[-1] if len(settings) == len(filters) else None
    if len(filters) == 1:
        data = picture.read_raw_bytes()
    else:
        # What is wrapped around it comes off; the JPEG itself is not unpacked.
        picture.Filter = Array(filters[:-1])
        picture.DecodeParms = Array(settings[:-1])
        data = picture.read_bytes(StreamDecodeLevel.specialized)
    own = last if isinstance(last, Dictionary) else None
    picture.write(without_notes(data), filter=Name.DCTDecode, decode_parms=own)


def without_notes(data: bytes) -> bytes:
    """A JPEG file -> the same without notes and what comes after its end. Raises pikepdf.PdfError
    for bytes that are no such file."""
    start = data.find(_START)
    if start < 0:
        raise pikepdf.PdfError
    return _START + b"".join(_pieces(data, start + len(_START)))


def _pieces(data: bytes, place: int) -> Iterator[bytes]:
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 1:
        kind = data[place + 1]
        if kind == 0xFF:
            place += 1
        elif kind == _END:
            break
        elif kind in _ALONE or kind == 0:
            place += 2
        else:
            size = 2 + int.from_bytes(data[place + 2 : place + 4], "big")
            end = _end_of_scan(data, place + size) if kind == _SCAN else place + size
            piece = data[place:end]
            yield _plain(kind, piece) if kind in _NOTES else piece
            place = end
    yield bytes([0xFF, _END])


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the dots end that begin at a place: at the next marker that isn't one of theirs."""
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 1:
        if data[place + 1] not in (0, *_ALONE):
            return place
        place += 2
    return len(data)


def _plain(kind: int, piece: bytes) -> bytes:
    """A note -> what of it says how the colours are meant."""
    body = piece[4:]
    if kind == _JFIF and body.startswith(b"JFIF\0") and len(body) >= _JFIF_SIZE:
        body = body[: _JFIF_SIZE - 2] + b"\0\0"
    elif kind == _ADOBE and body.startswith(b"Adobe") and len(body) >= _ADOBE_SIZE:
        body = body[:_ADOBE_SIZE]
    else:
        return b""
    return bytes([0xFF, kind]) + (len(body) + 2).to_bytes(2, "big") + body
