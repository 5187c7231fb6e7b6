"""Months: the many ways in which sheets name a month -> the month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from packgen.ingest.sheet import Cell
from packgen.ingest.words import plain
from packgen.model.period import MONTH_ABBREVIATIONS, MONTH_NAMES, Month

_NAMES: dict[str, int] = {
    **{name.casefold(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name.casefold(): number for number, name in enumerate(MONTH_ABBREVIATIONS, 1)},
    "sept": 9,
}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_NAMED = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<name>{_NAME}) ?(?P<year>\d{{4}}|\d\d)?")
_NUMBERED = re.compile(r"(?:\d{1,2}/)?(?P<month>\d{1,2})/(?P<year>\d{4})|"
                       r"(?P<year2>\d{4})[ /](?P<month2>\d{1,2})(?: \d{1,2})?")  # fmt: skip
_MENTIONED = re.compile(rf"\b(?P<name>{_NAME}) ?(?P<year>\d{{4}}|\d\d)(?![\d/])")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b(?:[/ ](\d\d(?:\d\d)?)\b)?")
_QUARTER = re.compile(r"\b(?:q|qtr|quarter) ?([1-4])\b")
_POSITION = re.compile(r"\b(?:position|as at|as of|end of|to end|period ending|ending)\b")

Named = tuple[int, int | None]


def month_named(text: str) -> Named | None:
    """A heading such as ``Apr-23``, ``April 2023`` or ``Jun`` -> its month, and year if told."""
    words = plain(text)
    if match := _NAMED.fullmatch(words):
        return _NAMES[match["name"]], _whole_year(match["year"])
    if match := _NUMBERED.fullmatch(words):
        month = int(match["month"] or match["month2"])
        year = int(match["year"] or match["year2"])
        return (month, year) if 1 <= month <= 12 and 1900 <= year <= 2200 else None
    return None


def month_of(cell: Cell) -> Named | None:
    """A heading cell -> its month, from a real date or from its text."""
    if cell.day:
        return (cell.day.month, cell.day.year) if 1900 <= cell.day.year <= 2200 else None
    return month_named(cell.heading)


def years_filled(named: Sequence[Named], context: Iterable[str]) -> list[Month] | None:
    """Months in the order of their columns, some without a year -> months with their years.

    A year is taken from the nearest neighbour that has one, else from words around the table
    ('2023/24', 'June 2023'); None if nothing tells.
    """
    years = [year for _, year in named]
    if named and not any(years):
        years[0] = _first_year(named, context)
    if not any(years):
        return None
    for place in range(1, len(named)):
        before = years[place - 1]
        if years[place] is None and before is not None:
            years[place] = before + (named[place][0] <= named[place - 1][0])
    for place in range(len(named) - 2, -1, -1):
        after = years[place + 1]
        if years[place] is None and after is not None:
            years[place] = after - (named[place][0] >= named[place + 1][0])
    return [Month(year, month) for (month, _), year in zip(named, years, strict=True) if year]


def position_told(lines: Iterable[str]) -> Month | None:
    """The lines above a table -> the month that they say it reports on.

    A line that speaks of a position comes first; of several months in it, the last is meant.
    """
    told = [(bool(_POSITION.search(plain(line))), month)
            for line in lines if (month := _month_mentioned(plain(line)))]  # fmt: skip
    told.sort(key=lambda each: not each[0])
    return told[0][1] if told else None


def _month_mentioned(words: str) -> Month | None:
    mentions = list(_MENTIONED.finditer(words))
    if mentions:
        year = _whole_year(mentions[-1]["year"])
        return Month(year, _NAMES[mentions[-1]["name"]]) if year else None
    quarter, years = _QUARTER.search(words), _YEAR.search(words)
    if quarter and years and years[2]:
        return Month(int(years[1]), 3).shifted(3 * int(quarter[1]))
    return None


def _first_year(named: Sequence[Named], context: Iterable[str]) -> int | None:
    first = named[0][0]
    for line in context:
        words = plain(line)
        if mention := _month_mentioned(words):
            places = [place for place, (month, _) in enumerate(named) if month == mention.month]
            return mention.shifted(-places[0]).year if places else None
        if years := _YEAR.search(words):
            start = int(years[1])
            return start + 1 if years[2] and first < 4 and len(named) < 12 else start
    return None


def _whole_year(year: str | None) -> int | None:
    if year is None:
        return None
    number = int(year) if len(year) == 4 else 2000 + int(year)
    return number if 1900 <= number <= 2200 else None
