"""The resolution that excludes the public: its words and rows, from the exempt items."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from packgen.settings.law import Law, load_law
from packgen.settings.meeting import AgendaItem, ItemPart, MeetingSettings
from packgen.settings.standing import Ready, standing
from packgen.settings.tables import TomlTable
from packgen.settings.words import Words

_NAMES: Final = ("items", "paragraphs")


@dataclass(frozen=True, slots=True)
class ExemptRow:
    """An exempt item in the resolution: its paragraphs' numbers, and their descriptions in the
    law's words, in the same order. ``partly``: it is taken in public, and something in it is
    exempt."""

    number: str
    title: str
    paragraphs: tuple[int, ...]
    descriptions: tuple[str, ...]
    citation: str
    partly: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """The words of the motion, and a row for each item that it is for."""

    text: str
    rows: tuple[ExemptRow, ...]


def resolution(settings: MeetingSettings) -> Resolution | None:
    """A meeting's settings -> the motion that excludes the public from its exempt items.

    Items that are taken in public and hold something exempt are in it too. None where nothing is
    exempt. A replaced item's own row stands once.
    """
    exempt = {item.number: item for item in settings.items if item.exempt}
    if not exempt:
        return None
    law = load_law(settings.base.law)
    rows = tuple(map(_row, exempt.values()))
    paragraphs = sorted({n for row in rows for n in row.paragraphs})
    words = settings.base.words
    text = _wording(settings, law).format(
        items=_counted(law.item, law.items, [row.number for row in rows], words),
        paragraphs=_counted(law.paragraph, law.paragraphs_word, map(str, paragraphs), words),
    )
    return Resolution(text, rows)


def check_wording(entry: TomlTable, text: str) -> None:
    """An exclusion's own words may name {items} and {paragraphs}, and nothing else."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        parts = [("", "?", "", None)]
    if any(name is not None and (name not in _NAMES or spec) for _, name, spec, _ in parts):
        entry.fault("text", "has braces that nothing fills in", "use {items} and {paragraphs} only")


def _wording(settings: MeetingSettings, law: Law) -> str:
    """The exclusion item's own words, else the law's for this kind of body."""
    own = standing(Ready.EXCLUSION, law.name, settings.meeting.kind)
    mine = (i.text for i in settings.items if i.ready == Ready.EXCLUSION.value)
    return next(filter(None, mine), "") or own.text or law.resolutions[settings.meeting.kind.value]


def _row(item: AgendaItem) -> ExemptRow:
    if item.exempt is None:
        raise ValueError(f"item {item.number} is not exempt")
    law = load_law(item.exempt.law)
    return ExemptRow(
        number=item.number,
        title=item.title,
        paragraphs=item.exempt.paragraphs,
        descriptions=tuple(law.paragraphs[n] for n in item.exempt.paragraphs),
        citation=law.citation,
        partly=item.part is ItemPart.PUBLIC,
    )


def _counted(one: str, several: str, numbers: Iterable[str], words: Words) -> str:
    first, *rest = numbers
    if not rest:
        return one.format(number=first)
    *middle, last = rest
    for number in middle:
        first = words.lists.comma(items=first, item=number)
    return several.format(numbers=words.lists.last(items=first, item=last))
