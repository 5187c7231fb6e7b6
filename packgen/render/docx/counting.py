"""A list's labels -> how Word counts to the same labels by itself, where it can."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from packgen.document.nodes import Item

_CORE: Final = re.compile(r"(.*?)([0-9]+|[A-Za-z]+)([^0-9A-Za-z]*)")
_TENS: Final = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)  # fmt: skip
_MOST: Final = 399


@dataclass(frozen=True, slots=True)
class Count:
    """A level of a list: Word's name of its numbers, its first, and what stands around each.

    A ``bullet`` counts nothing: its label is ``before``.
    """

    kind: str
    start: int = 1
    before: str = ""
    after: str = ""

    def label(self, number: int) -> str:
        """The label that Word prints for a number."""
        return f"{self.before}{_SAID[self.kind](number)}{self.after}"


def counts(items: Sequence[Item]) -> tuple[Count, ...] | None:
    """A list's items -> how each of its levels counts; None where Word wouldn't come to these
    labels."""
    depth = max(item.level for item in items) + 1
    found = []
    for level in range(depth):
        runs = list(_runs(items, level))
        if (count := _count(runs)) is None:
            return None
        found.append(count)
    return tuple(found)


def _runs(items: Sequence[Item], level: int) -> Iterator[list[str]]:
    """A level's labels, from each item above it on: there Word begins anew."""
    run: list[str] = []
    for item in items:
        if item.level == level:
            run.append(item.label)
        elif item.level < level and run:
            yield run
            run = []
    if run:
        yield run


def _count(runs: Sequence[Sequence[str]]) -> Count | None:
    first = runs[0][0]
    if all(label == first for run in runs for label in run) and (len(runs[0]) > 1 or _mute(first)):
        return Count("bullet", before=first)
    parts = _CORE.fullmatch(first)
    if not parts:
        return None
    before, core, after = parts.groups()
    # A list that begins with "i" counts in Roman numerals, unless "j" comes next.
    kinds = sorted(_READ, key=lambda kind: ("Roman" in kind) != (core.lower() == "i"))
    for kind in kinds:
        if (start := _READ[kind](core)) is not None:
            count = Count(kind, start, before, after)
            if all(_agree(run, count) for run in runs):
                return count
    return None


def _agree(run: Sequence[str], count: Count) -> bool:
    if count.start + len(run) > _MOST:
        return False
    return all(label == count.label(count.start + at) for at, label in enumerate(run))


def _mute(label: str) -> bool:
    return not any(map(str.isalnum, label))


def _decimal(core: str) -> int | None:
    return int(core) if core.isdecimal() and len(core) < 4 and core == str(int(core)) else None


def _letter(core: str) -> int | None:
    return ord(core) - 96 if len(core) == 1 and "a" <= core <= "z" else None


def _roman(core: str) -> int | None:
    return next((n for n in range(1, _MOST) if _as_roman(n) == core), None) if core else None


def _upper(core: str) -> str:
    return core.lower() if core.isupper() else ""


def _as_letter(number: int) -> str:
    """Word's letters: after z it writes aa, bb, cc."""
    turns, at = divmod(number - 1, 26)
    return chr(97 + at) * (turns + 1)


def _as_roman(number: int) -> str:
    said = ""
    for worth, sign in _TENS:
        times, number = divmod(number, worth)
        said += sign * times
    return said


_READ: Final[dict[str, Callable[[str], int | None]]] = {
    "decimal": _decimal,
    "lowerRoman": _roman,
    "upperRoman": lambda core: _roman(_upper(core)),
    "lowerLetter": _letter,
    "upperLetter": lambda core: _letter(_upper(core)),
}
_SAID: Final[dict[str, Callable[[int], str]]] = {
    "bullet": lambda _: "",
    "decimal": str,
    "lowerRoman": _as_roman,
    "upperRoman": lambda number: _as_roman(number).upper(),
    "lowerLetter": _as_letter,
    "upperLetter": lambda number: _as_letter(number).upper(),
}
