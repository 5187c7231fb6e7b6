"""Phrases: a language's texts with names to fill in, and its counted forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class Phrase(str):
    """A text with names in braces; called with them, it gives the text filled in."""

    __slots__ = ()

    def __call__(self, **values: str) -> str:
        return self.format(**values)


@dataclass(frozen=True, slots=True)
class Plural:
    """A counted phrase: ``other``, and forms of its own for some numbers; ``{n}`` is the number."""

    other: str
    exact: Mapping[str, str]

    def __call__(self, number: int | str) -> str:
        return self.exact.get(str(number), self.other).format(n=number)
