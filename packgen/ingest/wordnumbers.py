"""Numbers that Word counts for itself: each numbered paragraph -> the label that Word prints."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
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


@dataclass(slots=True)
class _Taken:
    """The one number of a list that an exempt passage takes: as it is printed, and its level; how
    many the passage holds of its own, by their depth below it."""

    base: str
    level: int
    own: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """The number of the passage's next paragraph of a level."""
        depth = max(level - self.level, 0)
        _count(self.own, depth, 1)
        return ".".join([self.base, *(str(self.own.get(i, 1)) for i in range(depth + 1))])


@dataclass(slots=True)
class Within:
    """How an exempt passage counts. To the rest of the report it is one numbered paragraph of each
    list that it holds numbers of, however many they are; they are numbered below that one.

    ``label`` is the first number it takes.
    """

    label: str = ""
    _taken: dict[str, _Taken] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    """The lists as Word goes on counting them in the passage."""


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

    def label(
        self, number: str, level: int, within: Within | None = None, *, is_item: bool = False
    ) -> Label | None:
        """A paragraph's list and level, and the exempt passage that it stands in -> its label;
        None where it has none. An item is labelled as Word labels it in passages, too."""
        levels = self._lists.get(number, {})
        found = levels.get(level)
        if found is None or found.kind == "none":
            return None
        if found.kind == "bullet":
            return Label(BULLET, level, counts=False, ordered=False)
        home = self._of[number]
        counts = self._counts[home]
        if within is not None:
            return self._label_within(within, home, levels, level, is_item)
        _count(counts, level, found.start)
        return _label(levels, level, counts)

    def _label_within(
        self, within: Within, home: str, levels: dict[int, Level], level: int, is_item: bool
    ) -> Label | None:
        outer, start = self._counts[home], levels[level].start
        first = home not in within._counts
        counts = within._counts.setdefault(home, dict(outer))
        _count(counts, level, start)
        label = _label(levels, level, counts)
        is_number = label is not None and label.counts and not is_item
        takes = first or (is_number and home not in within._taken)
        if takes:
            _count(outer, level, start)
        if label is None or not is_number:
            return label
        if takes:
            taken = _label(levels, level, outer) or label
            within._taken[home] = _Taken(taken.text.rstrip("."), level)
            within.label = within.label or within._taken[home].base
        return replace(label, text=within._taken[home].next(level))


def _count(counts: dict[int, int], level: int, start: int) -> None:
    """Counts one more of a level; those below it begin anew."""
    counts[level] = counts.get(level, start - 1) + 1
    for deeper in [place for place in counts if place > level]:
        del counts[deeper]


def _label(levels: dict[int, Level], level: int, counts: dict[int, int]) -> Label | None:
    """A level as it is counted -> what Word prints."""
    found = levels[level]
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
