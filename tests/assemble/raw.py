"""PDFs written object by object, as no program would write them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_USUAL = {b"/MediaBox": b"[0 0 300 300]", b"/Resources": b"<<>>"}


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """The bodies of objects 1, 2, ... -> the file; the first is the catalogue."""
    parts, starts, at = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, 1):
        data = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        parts.append(data)
        starts.append(at)
        at += len(data)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table))
    parts.append(b"trailer <</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, at))
    return b"".join(parts)


def one_page(*more: bytes, page: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A page, what else is in it and in the catalogue, and further objects from 4 on."""
    usual = b"".join(key + value for key, value in _USUAL.items() if key not in page)
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%b%b>>" % (usual, page),
            *more,
        ]
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream as it stands."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data)


def deflated(data: bytes, entries: bytes = b"") -> bytes:
    """A stream, deflated."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def bomb(size: int, entries: bytes = b"", filler: bytes = b" ") -> bytes:
    """A stream that unpacks to so many bytes, all the same."""
    packer = zlib.compressobj(9)
    chunk = filler * (1 << 20)
    data = b"".join([packer.compress(chunk) for _ in range(size >> 20)]) + packer.flush()
    return stream(data, b"/Filter/FlateDecode" + entries)
