"""A finished pack -> a copy for one person: under a password, with their name across each page."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Final

from pikepdf import Encryption, ObjectStreamMode, Pdf, Permissions

from packgen.assemble.claims import PDFA, drop_claims
from packgen.assemble.watermark import add_watermark
from packgen.errors import BadInput, Fault

_MOST_BYTES: Final = 127
_LONGEST: Final = 100
_PERMISSIONS: Final = Permissions(
    accessibility=True,
    extract=False,
    modify_annotation=True,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
)


def protected(data: bytes, password: str, *, watermark: str = "") -> bytes:
    """A PDF, a password and words for every page -> the PDF under AES-256.

    It no longer says that it is PDF/A, which may not be encrypted; that it is PDF/UA it still says.
    The bytes differ each time, as the key is made up anew. Raises BadInput for a password that
    can't be used, and for words that have no letters in the font.
    """
    secret = _usable(password)
    words = " ".join(watermark.split())
    if len(words) > _LONGEST:
        what = f"has {len(words)} characters"
        raise BadInput(Fault("watermark", what, f"give {_LONGEST} at the most"))
    out = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        if words:
            add_watermark(pdf, words)
        drop_claims(pdf, (PDFA,))
        encryption = Encryption(owner=secret, user=secret, R=6, allow=_PERMISSIONS)
        pdf.save(out, encryption=encryption, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def _usable(password: str) -> str:
    """A password as readers take it when it is typed (ISO 32000-2, 7.6.4.3.3)."""
    secret = unicodedata.normalize("NFKC", password)
    if not secret or not secret.isprintable():
        what = "is empty, or has characters that nobody can type"
        raise BadInput(Fault("password", what, "give letters, digits and signs"))
    if len(secret.encode("utf-8")) > _MOST_BYTES:
        what = f"has more than {_MOST_BYTES} bytes"
        raise BadInput(Fault("password", what, "give a shorter one: the rest would not count"))
    return secret
