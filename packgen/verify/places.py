"""Where two things part, in words that say nothing of what stands there."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from io import BytesIO

_MOST_BYTES = 300_000_000
_OBJECT = re.compile(rb"(\d+) \d+ obj\b")


def first_difference(one: object, other: object) -> str:
    """Two unlike things -> where they first part: ``document.blocks[3].rows[0]`` for trees,
    a part's name for Word, an object's number for PDF, a place in the bytes for the rest."""
    if isinstance(one, bytes) and isinstance(other, bytes):
        return _in_bytes(one, other)
    path = _path(one, other)
    return path.removeprefix(".") or "it as a whole"


def _path(one: object, other: object) -> str:
    if type(one) is not type(other):
        return ""
    if is_dataclass(one):
        for field in fields(one):
            mine, theirs = getattr(one, field.name), getattr(other, field.name)
            if mine != theirs:
                return f".{field.name}{_path(mine, theirs)}"
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        for place, key in enumerate(one):
            if key not in other or one[key] != other[key]:
                return f"[{place + 1}]{_path(one[key], other.get(key))}"
    elif isinstance(one, Sequence) and isinstance(other, Sequence) and not isinstance(one, str):
        for place, (mine, theirs) in enumerate(zip(one, other, strict=False)):
            if mine != theirs:
                return f"[{place + 1}]{_path(mine, theirs)}"
        return f" from [{min(len(one), len(other)) + 1}] on"
    return ""


def _in_bytes(one: bytes, other: bytes) -> str:
    parts = _parts(one), _parts(other)
    if parts[0] is not None and parts[1] is not None:
        for name in dict.fromkeys([*parts[0], *parts[1]]):
            if parts[0].get(name) != parts[1].get(name):
                # Only names of our own making: a planted one may hold a figure.
                known = name if name in parts[0] and name in parts[1] else "its list of parts"
                return f"in {known}"
        return "in the zip around its parts"
    place = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    objects = [*_OBJECT.finditer(one, 0, place)] if one.startswith(b"%PDF") else []
    return f"in object {int(objects[-1][1])}" if objects else f"at byte {place}"


def _parts(data: bytes) -> dict[str, bytes] | None:
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                return None
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error):
        return None
