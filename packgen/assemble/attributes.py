"""The attributes of tags: those that say how content is laid out, and no program's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, String

_OWNERS: Final = ("/Layout", "/List", "/Table")
_SAID: Final = ("/Summary", "/Short")
_HEADERS: Final = "/Headers"


def plain_attributes(held: Any) -> Array | Dictionary | None:
    """The attributes of an element or a class, one or many -> a copy of those that may stay."""
    given = held if isinstance(held, Array) else [held]
    kept = [
        Dictionary({key: value for key, value in one.items() if _stays(key, value)})
        for one in given
        if isinstance(one, Dictionary) and one.get("/O") in _OWNERS
    ]
    if len(kept) == 1:
        return kept[0]
    return Array(kept) if kept else None


def attribute_objects(element: Any) -> Iterator[Any]:
    """An element -> its dictionaries of attributes."""
    held = element.get("/A")
    for one in held if isinstance(held, Array) else (held,):
        if isinstance(one, Dictionary):
            yield one


def rename_headers(element: Any, names: Mapping[bytes, str]) -> None:
    """Makes a cell name its headers by their new IDs."""
    for one in attribute_objects(element):
        if _HEADERS in one:
            strings = [bytes(h) for h in one[_HEADERS] if isinstance(h, String)]
            one[_HEADERS] = Array([String(names[name]) for name in strings if name in names])


def _stays(key: str, value: Any) -> bool:
    match value:
        case Array() if key == _HEADERS:
            return True
        case String():
            return key in _SAID
        case Array():
            return all(_is_simple(one) for one in value)
        case _:
            return _is_simple(value)


def _is_simple(value: Any) -> bool:
    if isinstance(value, Array):
        return all(isinstance(one, Name | int | float | Decimal) for one in value)
    return isinstance(value, Name | int | float | Decimal)
