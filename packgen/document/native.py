"""The tree as indented text: one node a line, for people to compare and for golden tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any


def native(node: object) -> str:
    """A node -> its text, ending in a line end. Fields at their default are left out."""
    return "\n".join(_lines(node, 0)) + "\n"


def _lines(node: object, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(node, tuple):
        for item in node:
            yield from _lines(item, depth)
        return
    if not is_dataclass(node):
        yield f"{indent}{_scalar(node)}"
        return
    named = [(f, getattr(node, f.name)) for f in fields(node)]
    told = [(f.name, value) for f, value in named if not _is_default(f, value)]
    inside = [(name, value) for name, value in told if _holds_nodes(value)]
    words = [f"{name}={_scalar(value)}" for name, value in told if not _holds_nodes(value)]
    yield f"{indent}{' '.join([type(node).__name__, *words])}"
    for name, value in inside:
        if len(inside) > 1:
            yield f"{indent}  .{name}"
        yield from _lines(value, depth + 1 + (len(inside) > 1))


def _is_default(field: Field[Any], value: object) -> bool:
    return field.default is not MISSING and bool(field.default == value)


def _holds_nodes(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_holds_nodes, value))
    return is_dataclass(value)


def _scalar(value: object) -> str:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return f"({', '.join(map(_scalar, value))})"
    return repr(value)
