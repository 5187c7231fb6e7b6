"""The papers of a built pack as its manifest lists them: each item with its pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper: its name in the volume, the item's number and title (empty for the front sheet),
    whether it is in the public volume, the numbers of its first and last page, how many."""

    anchor: str
    item: str
    title: str
    public: bool
    first: str
    last: str
    pages: int
