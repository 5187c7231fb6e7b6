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
MONTHS_BY_NAME = _NAMES
MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_NAME = MONTH
_NAMED = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<name>{_NAME}) ?(?P<year>\d{{4}}|\d\d)?")
_NUMBERED = re.compile(r"(?:\d{1,2}/)?(?P<month>\d{1,2})/(?P<year>\d{4})|"
                       r"(?P<year2>\d{4})[ /](?P<month2>\d{1,2})(?: \d{1,2})?")  # fmt: skip
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b(?:[/ ](\d\d(?:\d\d)?)\b)?")
_YEAR_LABEL = re.compile(r"(?P<first>(?:19|20)\d\d|\d\d(?=/))(?:[/ ](?P<second>\d{4}|\d\d))?")
_QUARTER = re.compile(r"\b(?:q|qtr|quarter) ?([1-4])\b")
_MONTH_OF_YEAR = re.compile(r"\b(?:(?:month|period) ?|[mp])(1[0-2]|0?[1-9])\b")
_LONGEST_HEADING = 120
_LONGEST_LINE = 1000  # of a line above a table; what follows is not looked at
_MOST_PLACES = 5

_MENTION = (
    rf"\b(?P<name>{_NAME})(?: \d{{1,2}}(?:st|nd|rd|th)?(?= \d{{4}}\b))?"
    r"[ /]?(?P<year>\d{4}|\d\d)(?![\d/])"
)
_MENTIONED = re.compile(_MENTION)
_UNDATED = re.compile(rf"\b(?!may\b)(?:{_NAME})\b(?! ?\d)")
# Dates in figures, day before month as in Britain; a position may be written so.
_DAY, _NUMBER = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:1[0-2]|0?[1-9])"
_DATED = re.compile(
    "|".join(
        (
            _MENTION,
            rf"(?<![\d/])(?P<iso_year>\d{{4}})[ /](?P<iso_month>{_NUMBER})[ /]{_DAY}(?!\d)",
            rf"(?<![\d/]){_DAY}[ /](?P<uk_month>{_NUMBER})[ /](?P<uk_year>\d{{4}}|\d\d)(?![\d/])",
            rf"(?<![\d/])(?P<short_month>{_NUMBER})/(?P<short_year>\d{{4}})(?![\d/])",
        )
    )
)
_POSITION = re.compile(r"\b(?:position|as at|as of|end of|to end|period ending|ending)\b")
_SPEAKS = re.compile(
    r"\b(?:position as|as at|as of|period ending|to end|"
    r"end of(?! (?:the |each )?(?:\w+ )?(?:years?|key|terms?|life)\b))\b"
)
_COMPARED = r"compared (?:with|to)|previous"
_ASIDE = re.compile(
    rf"\b(?:{_COMPARED}|extracted|published|printed|updated|refreshed|produced|generated)\b"
)
_COMPARED_BEFORE = re.compile(rf"\b(?:{_COMPARED})(?: the| our)? $")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_GOES_ON = re.compile(r" ?(?:to|until|and)? ?(?:end of |\d{1,2}(?:st|nd|rd|th)? )?")

Named = tuple[int, int | None]


def month_named(text: str) -> Named | None:
    """A heading such as ``Apr-23``, ``April 2023`` or ``Jun`` -> its month, and year if told."""
    if len(text) > _LONGEST_HEADING:
        return None
    words = plain(text)
    if match := _NAMED.fullmatch(words):
        return _NAMES[match["name"]], _whole_year(match["year"])
    if match := _NUMBERED.fullmatch(words):
        month = int(match["month"] or match["month2"])
        year = int(match["year"] or match["year2"])
        if match["year2"] and month == (year + 1) % 100:
            return None  # 2003/04 is a year, and no April
        return (month, year) if 1 <= month <= 12 and 1900 <= year <= 2200 else None
    return None


def month_of(cell: Cell) -> Named | None:
    """A heading cell -> its month, from a real date or from its text."""
    if cell.day:
        return (cell.day.month, cell.day.year) if 1900 <= cell.day.year <= 2200 else None
    return month_named(cell.heading)


def years_filled(
    named: Sequence[Named], context: Iterable[str], starts: int | None = None
) -> list[Month] | None:
    """Months in the order of their columns, some without a year -> months with their years.

    A year is taken from the nearest neighbour that has one, else from words around the table
    ('2023/24', 'June 2023'), whose year starts in a month where that is known; None if nothing
    tells.
    """
    years = [year for _, year in named]
    if named and not any(years):
        years[0] = _first_year(named, context, starts)
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
    if any(year is not None and not 1900 <= year <= 2200 for year in years):
        return None
    return [Month(year, month) for (month, _), year in zip(named, years, strict=True) if year]


def year_under(
    label: str, month: int, together: Sequence[int], starts: int | None = None
) -> int | None:
    """A year over a month's column, and the months under the same year in order -> its own year.

    '2022/23' runs from April to March, or from August or September if its months start there;
    unless the month that it ``starts`` in is known.
    """
    match = _YEAR_LABEL.fullmatch(plain(label))
    first = _whole_year(match["first"]) if match else None
    if match is None or first is None or not match["second"]:
        return first
    starts = starts or (together[0] if together and together[0] in (8, 9) else 4)
    return first + (month < starts and int(match["second"]) % 100 == (first + 1) % 100)


def tells_year(line: str) -> bool:
    """Whether a line above a table may tell its months' years."""
    words = plain(line[:_LONGEST_LINE])
    return bool(month_told(line) or _YEAR.search(words))


def position_told(lines: Iterable[str]) -> Month | None:
    """The lines above a table -> the month that they say it reports on.

    A line that speaks of a position comes first.
    """
    told = list(lines)
    for read in (position_in, _month_mentioned_in):
        for line in told:
            if month := read(line):
                return month
    return None


def speaks_of_position(line: str) -> bool:
    """Whether a line is there to say which month is reported on."""
    return bool(_SPEAKS.search(plain(line[:_LONGEST_LINE])))


def position_in(line: str) -> Month | None:
    """A line that speaks of a position -> its month: that right after the words, else before.

    What stands in brackets counts only when the rest tells nothing.
    """
    line = line[:_LONGEST_LINE]
    if not _POSITION.search(plain(line)):
        return None
    inside = [a or b for a, b in _BRACKETS.findall(line)]
    outside = plain(_BRACKETS.sub(" ", line))
    return next(
        filter(None, (_position_in_words(words) for words in (outside, *map(plain, inside)))), None
    ) or next(filter(None, (_first_date(plain(words)) for words in inside)), None)


def _position_in_words(words: str) -> Month | None:
    places = [
        match
        for match in _POSITION.finditer(words)
        if not _COMPARED_BEFORE.search(words[: match.start()])
    ]
    for match in places[:_MOST_PLACES]:
        if month := _first_date(words[match.end() :]):
            return month
    return _month_mentioned(_without_aside(words[: places[0].start()])) if places else None


def _first_date(words: str) -> Month | None:
    """The first month or date in some words; of several in a row, the last: 'Apr to Jun 23'.

    None when a month without a year stands before it: that one is meant, and can't be read.
    """
    words = _without_aside(words)
    found: Month | None = None
    end = 0
    for match in _DATED.finditer(words):
        if found and not _GOES_ON.fullmatch(words[end : match.start()]):
            break
        undated = None if found else _UNDATED.search(words, 0, match.start())
        if undated and not _GOES_ON.fullmatch(words[undated.end() : match.start()]):
            return None
        found, end = _month_dated(match) or found, match.end()
    return found or _month_counted(words)


def _month_dated(match: re.Match[str]) -> Month | None:
    year = _whole_year(
        match["year"] or match["iso_year"] or match["uk_year"] or match["short_year"]
    )
    number = match["iso_month"] or match["uk_month"] or match["short_month"]
    month = int(number) if number else _NAMES[match["name"]]
    return Month(year, month) if year else None


def _without_aside(words: str) -> str:
    aside = _ASIDE.search(words)
    return words[: aside.start()] if aside else words


def _month_mentioned_in(line: str) -> Month | None:
    """A line that speaks of no position -> the last month in it."""
    words = plain(line[:_LONGEST_LINE])
    return None if _POSITION.search(words) else _month_mentioned(_without_aside(words))


def _month_mentioned(words: str) -> Month | None:
    mentions = list(_MENTIONED.finditer(words))
    if mentions:
        year = _whole_year(mentions[-1]["year"])
        return Month(year, _NAMES[mentions[-1]["name"]]) if year else None
    return _month_counted(words)


def _month_counted(words: str) -> Month | None:
    """'Quarter 1 2023/24' or 'Month 3 2023/24' -> June 2023."""
    years = _YEAR.search(words)
    if not years or not years[2]:
        return None
    if quarter := _QUARTER.search(words):
        return Month(int(years[1]), 3).shifted(3 * int(quarter[1]))
    if month := _MONTH_OF_YEAR.search(words):
        return Month(int(years[1]), 3).shifted(int(month[1]))
    return None


def month_told(line: str) -> Month | None:
    """The month that a line of words around a table tells, for the years of the table's months."""
    return position_in(line) or _month_mentioned(plain(line[:_LONGEST_LINE]))


def _first_year(named: Sequence[Named], context: Iterable[str], starts: int | None) -> int | None:
    first = named[0][0]
    for line in context:
        if mention := month_told(line):
            places = [place for place, (month, _) in enumerate(named) if month == mention.month]
            return mention.shifted(-places[0]).year if places else None
        if years := _YEAR.search(plain(line[:_LONGEST_LINE])):
            start = int(years[1])
            if starts:
                return start + (first < starts) if years[2] else start
            return start + 1 if years[2] and first < 4 and len(named) < 12 else start
    return None


def _whole_year(year: str | None) -> int | None:
    if year is None:
        return None
    number = int(year) if len(year) == 4 else 2000 + int(year)
    return number if 1900 <= number <= 2200 else None
