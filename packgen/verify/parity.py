"""Parity: a finished file read back says what the tree says, in the tree's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from packgen.document.walk import Passage
from packgen.errors import Fault

_END = Passage("", "(the end)")


def differences(wanted: Iterable[Passage], found: Iterable[Passage], file: str) -> Iterator[Fault]:
    """The tree's passages and a file's -> the first place where they part, if any.

    What says nothing (a symbol alone) is passed over. The fault names the place only: its text
    may be exempt.
    """
    if place := parting(wanted, found):
        yield Fault(
            file,
            f"{place} does not say what the scorecard says there",
            "nothing was written; report this with the workbook's layout",
        )


def parting(wanted: Iterable[Passage], found: Iterable[Passage]) -> str:
    """Two readings -> the first passage at which they part, by number and kind; empty if none."""
    pairs = zip_longest(filter(_words, wanted), filter(_words, found), fillvalue=_END)
    for number, (want, got) in enumerate(pairs, 1):
        if _words(want) != _words(got):
            return f"passage {number} ({want.kind or 'after the end'})"
    return ""


def _words(passage: Passage) -> list[str]:
    return passage.text.split()
