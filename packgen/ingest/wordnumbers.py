"""Numbers that Word counts for itself: each numbered paragraph -> the label that Word prints."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from packgen.ingest.wordtree import Node

_PLACE = re.compile(r"%([1-9])")
_ROMAN: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_MOST = 4000
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts, what it prints, where it starts."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph. ``counts``: it is a number of a heading or a paragraph
    (``3.1``), no item's letter or bullet."""

    text: str
    level: int
    counts: bool
    ordered: bool


class Numbers:
    """Counts a document's numbered paragraphs in their order."""

    def __init__(self, numbering: Node) -> None:
        """The root of numbering.xml."""
        abstract = {
            node.attributes.get("abstractNumId", ""): _levels(node)
            for node in numbering.all("abstractNum")
        }
        self._lists: dict[str, dict[int, Level]] = {}
        self._of: dict[str, str] = {}
        for node in numbering.all("num"):
            number = node.attributes.get("numId", "")
            home = node.value("abstractNumId")
            self._of[number] = home
            levels = dict(abstract.get(home, {}))
            for change in node.all("lvlOverride"):
                place = _int(change.attributes.get("ilvl", ""))
                if (own := change.one("lvl")) is not None:
                    levels[place] = _level(own)
                if (start := change.value("startOverride")) and place in levels:
                    levels[place] = Level(levels[place].kind, levels[place].text, _int(start))
                    self._of[number] = number
            self._lists[number] = levels
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, number: str, level: int) -> Label | None:
        """A paragraph's list and level -> its label; None where it has none."""
        levels = self._lists.get(number, {})
        found = levels.get(level)
        if found is None or found.kind == "none":
            return None
        if found.kind == "bullet":
            return Label(BULLET, level, counts=False, ordered=False)
        counts = self._counts[self._of[number]]
        counts[level] = counts.get(level, found.start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        text = _PLACE.sub(lambda match: _said(int(match[1]) - 1, levels, counts), found.text)
        is_number = found.kind == "decimal" and re.fullmatch(r"\d+(\.\d+)*\.?", text) is not None
        return Label(text, level, counts=is_number, ordered=True) if text.strip() else None


def _said(place: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
    level = levels.get(place, Level("decimal", "", 1))
    return counted(counts.get(place, level.start), level.kind)


def counted(number: int, kind: str) -> str:
    """A number in one of Word's ways of counting."""
    if not 0 < number < _MOST:
        return str(number)
    match kind:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters if kind == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            roman, rest = "", number
            for value, sign in _ROMAN:
                roman += sign * (rest // value)
                rest %= value
            return roman if kind == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _levels(node: Node) -> dict[int, Level]:
    return {_int(level.attributes.get("ilvl", "")): _level(level) for level in node.all("lvl")}


def _level(node: Node) -> Level:
    return Level(
        node.value("numFmt") or "decimal", node.value("lvlText"), _int(node.value("start"), 1)
    )


def _int(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default
