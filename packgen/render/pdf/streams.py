"""Stream objects as PDF/A wants them, deflated at one fixed level."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

# Level 2 takes less than half the time of 6 on these pages, for a seventh more bytes.
_LEVEL = 2


def deflate(data: bytes) -> bytes:
    """Bytes -> the same, deflated; always at one level, as the file's bytes hang on it."""
    return zlib.compress(data, _LEVEL)


def stream_bytes(dictionary: str, data: bytes) -> bytes:
    """A dictionary's entries and the data as stored -> the stream object's body.

    PDF/A-2 (ISO 19005-2, 6.1.7.1) wants a line end before ``endstream``. It is CR LF, as data that
    ends in CR would otherwise be read as one byte short.
    """
    head = f"<<{dictionary}/Length {len(data)}>>\nstream\n".encode("latin-1")
    return head + data + b"\r\nendstream\n"


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """reportlab's stream with the line end that PDF/A wants. ``entries``: text or numbers."""

    def __init__(
        self, content: bytes, entries: Mapping[str, object] | None = None, *, plain: bool = False
    ) -> None:
        super().__init__(None, content)
        self.entries = dict(entries or {})
        self.plain = plain

    def format(self, document: Any) -> bytes:
        """The stream's body. Metadata stays ``plain``: readers look for it without inflating."""
        del document
        entries = "".join(f"/{key} {value}" for key, value in self.entries.items())
        if self.plain:
            return stream_bytes(entries, self.content)
        return stream_bytes(entries + "/Filter/FlateDecode", deflate(self.content))
