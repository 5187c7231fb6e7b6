"""Streams that are the same byte for byte -> one stream: fonts, pictures, profiles."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from pikepdf import Array, Dictionary, Pdf, Stream

_ROUNDS: Final = 3
"""A picture is the same only once its mask is; nothing stands deeper."""
_LEAST: Final = 200


def share_streams(pdf: Pdf) -> None:
    """Makes all that refers to equal streams refer to the first of them."""
    digests: dict[tuple[int, int], bytes] = {}
    for _ in range(_ROUNDS):
        instead = _doubles(pdf, digests)
        if not instead:
            return
        for held in pdf.objects:
            if isinstance(held, Dictionary | Stream | Array) and not _is_element(held):
                _replace(held, instead)


def _doubles(pdf: Pdf, digests: dict[tuple[int, int], bytes]) -> dict[tuple[int, int], Any]:
    first: dict[tuple[bytes, bytes], Any] = {}
    instead: dict[tuple[int, int], Any] = {}
    for held in pdf.objects:
        if not isinstance(held, Stream) or held.objgen in instead or "/StructParents" in held:
            continue
        if held.objgen not in digests:
            data = held.read_raw_bytes()
            digests[held.objgen] = hashlib.sha256(data).digest() if len(data) >= _LEAST else b""
        if digest := digests[held.objgen]:
            key = digest, held.stream_dict.unparse(resolved=True)
            if key not in first:
                first[key] = held
            else:
                instead[held.objgen] = first[key]
    return instead


def _is_element(held: Any) -> bool:
    return isinstance(held, Dictionary) and "/S" in held and "/P" in held


def _replace(held: Any, instead: dict[tuple[int, int], Any]) -> None:
    """Replaces references in an object, and in what it holds that is no object of its own."""
    waiting = [held]
    while waiting:
        one = waiting.pop()
        entries = enumerate(one) if isinstance(one, Array) else one.items()
        for key, value in list(entries):
            if isinstance(value, Stream):
                if value.objgen in instead:
                    one[key] = instead[value.objgen]
            elif isinstance(value, Dictionary | Array) and not value.is_indirect:
                waiting.append(value)
