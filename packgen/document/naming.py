"""Anchors of a paper -> the same with a prefix, so that papers can stand in one volume."""

from __future__ import annotations

from dataclasses import replace

from packgen.document.mapped import mapped
from packgen.document.nodes import Document, Inline, Link


def prefixed(document: Document, prefix: str) -> Document:
    """A paper whose anchors, and the links to them, begin with this prefix and a hyphen.

    References to pages stay as they are: they name anchors of volumes.
    """
    named = f"{prefix}-"

    def inlines(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return _linked(content, named)

    def anchor(own: str) -> str:
        return f"{named}{own}"

    return replace(document, blocks=tuple(mapped(b, inlines, anchor) for b in document.blocks))


def _linked(content: tuple[Inline, ...], prefix: str) -> tuple[Inline, ...]:
    if not any(isinstance(i, Link) and i.target.startswith("#") for i in content):
        return content
    return tuple(
        replace(inline, target=f"#{prefix}{inline.target[1:]}")
        if isinstance(inline, Link) and inline.target.startswith("#")
        else inline
        for inline in content
    )
