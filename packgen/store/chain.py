"""The chain of a ledger: each entry's hash is over what it says and over the entry before it."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

START: Final = "0" * 64
"""Stands for the entry before the first."""


_ZERO = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A zero byte as JSON writes it; not the text that looks so."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One deed. ``at`` is ISO 8601 in UTC; ``sha256`` is over the entry before and this one.

    Of ``personal`` (names, addresses) only ``sealed``, a salted hash, is in the chain ("": there
    was nothing personal), so that it can be purged (``is_purged``) and the chain stays whole.
    """

    number: int
    at: str
    kind: str
    pack: str
    facts: Mapping[str, str]
    personal: Mapping[str, str]
    sha256: str
    sealed: str = ""
    is_purged: bool = False


def canonical(content: object) -> str:
    """Texts in lists and mappings -> the one way to write them as JSON.

    Raises ValueError for what no database keeps: half a character, or a zero byte.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if _ZERO.search(text) or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("no text that can be kept")
    return text


def new_salt() -> str:
    """What makes the hash of a known name impossible to guess, once it is gone itself."""
    return secrets.token_hex(32)


def seal(salt: str, personal: str) -> str:
    """The salt and the canonical text of what is personal -> their hash."""
    return _sha256(f"{salt}\n{personal}")


def link(before: str, number: int, at: str, kind: str, pack: str, facts: str, sealed: str) -> str:
    """The hash of the entry before, and what this one says -> this one's hash."""
    return _sha256(canonical([before, str(number), at, kind, pack, facts, sealed]))


def is_moment(at: str) -> bool:
    """Whether a text is a moment as ISO 8601 writes it in UTC, such as 2023-07-12T09:30:00Z."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return False
    return moment.utcoffset() == timedelta(0) and at[10:11] == "T" and at[4:5] == "-"


def texts_of(text: str) -> dict[str, str]:
    """Canonical JSON -> the mapping of texts that it writes. Raises ValueError for another."""
    found = json.loads(text)
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise ValueError("no mapping of texts")
    return found


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
