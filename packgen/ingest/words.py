"""Words: text as cells hold it, made comparable."""

from __future__ import annotations

import re
from functools import lru_cache

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹]+|[*†‡§]+|\[\d+\]")
_APOSTROPHE = re.compile("['\u2019]")
_NOT_WORDS = re.compile(r"[^\w%£#/]+|_")


def clean(text: str) -> str:
    """A cell's text -> the same on one line, without what nobody sees."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: _character(match[1]), text)
    if text.isprintable() and "  " not in text:  # no other space, and nothing unseen
        return text.strip()
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A text -> its words in lower case, one space between, no punctuation or footnote marks."""
    bare = _FOOTNOTE.sub(" ", _APOSTROPHE.sub("", text.casefold()))
    return _SPACE.sub(" ", _NOT_WORDS.sub(" ", bare)).strip()


def _character(code: str) -> str:
    number = int(code, 16)
    return "" if 0xD800 <= number <= 0xDFFF else chr(number)
