"""Foot- and endnotes of a Word file, in the report's own count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packgen.document.nodes import Inline, Link, Text
from packgen.ingest.wordpieces import OpenPiece
from packgen.ingest.wordtree import Node


@dataclass(slots=True)
class Noted:
    """A note that something refers to: its label, its element, and the piece that does."""

    label: str
    exempt: bool
    node: Node
    home: OpenPiece


class Notes:
    """Numbers the notes of one file as they are met."""

    def __init__(self, notes: dict[str, Node]) -> None:
        """The notes' elements by their keys: ``footnote 2``."""
        self._nodes = notes
        self._counts = {False: 0, True: 0}
        self._met: list[Noted] = []

    def numbered(self, content: Sequence[Inline], home: OpenPiece) -> tuple[Inline, ...]:
        """A piece's content -> the same with its notes' numbers."""
        return tuple(
            Text(self._number(i.target[1:].replace("-", " ", 1), home), raised=True)
            if isinstance(i, Link) and i.target.startswith("#")
            else i
            for i in content
        )

    def met(self) -> Iterator[Noted]:
        """The notes that were numbered; those of exempt passages come last."""
        yield from sorted(self._met, key=lambda each: each.exempt)

    def _number(self, key: str, home: OpenPiece) -> str:
        """A note's number; those that are exempt have a count of their own."""
        self._counts[home.exempt] += 1
        label = f"{'E' if home.exempt else ''}{self._counts[home.exempt]}"
        self._met.append(Noted(label, home.exempt, self._nodes.get(key) or Node(""), home))
        return label
