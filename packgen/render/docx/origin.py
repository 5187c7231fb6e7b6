"""Which tokens a reference.docx was made from, so that a stale one is not used unnoticed."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from packgen.settings.style import Style

CORE_PART: Final = "docProps/core.xml"
_VERSION: Final = re.compile(rb"<cp:version>tokens ([0-9a-f]{16})</cp:version>")


def origin(style: Style) -> str:
    """A style -> what its reference.docx says of the tokens that it is made from."""
    words = (style.fonts.word, style.fonts.word_heading)
    types = [(role.value, spec) for role, spec in style.type.items()]
    told = repr((words, sorted(style.colours.items()), types, style.title))
    return f"tokens {sha256(told.encode()).hexdigest()[:16]}"


def is_stale(core: bytes, style: Style) -> bool:
    """Whether a reference.docx, by its core properties, was made from other tokens.

    One that says nothing of tokens is a council's own, and never stale.
    """
    said = _VERSION.search(core)
    return said is not None and f"tokens {said[1].decode()}" != origin(style)
