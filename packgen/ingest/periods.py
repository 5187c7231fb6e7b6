"""Periods: the ways in which sheets name quarters, half-years, terms, four weeks and years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from packgen.ingest.months import MONTH, MONTHS_BY_NAME, month_told
from packgen.ingest.words import plain
from packgen.model.period import FourWeeks, HalfYear, Month, Period, Quarter, Term, Year

_LONGEST_HEADING = 60
_APRIL, _SEPTEMBER = 4, 9


class Kind(Enum):
    """What a table's periods are; the value is how many columns of it make a header."""

    MONTH = (1, "month")
    QUARTER = (1, "quarter")
    HALF = (1, "half-year")
    TERM = (1, "term")
    PERIOD = (1, "numbered period")
    NUMBER = (12, "bare number")
    YEAR = (2, "year")

    @property
    def least(self) -> int:
        """How many columns of this kind make a header."""
        return self.value[0]


Maker = Callable[[int, int, int], Period]


@dataclass(frozen=True, slots=True)
class Told:
    """What a heading says: which of its kind, the year's first calendar year (and whether the
    heading wrote a pair, 2023/24), and the month that the year starts in."""

    number: int
    year: int | None = None
    pair: bool = False
    starts: int | None = None


_PAIR = re.compile(r"\b(?P<first>(?:19|20)\d\d|\d\d)[/ ](?P<last>(?:19|20)?\d\d)\b")
_SINGLE = re.compile(r"\b(?P<first>(?:19|20)\d\d)\b")
_SHORT = re.compile(rf"\b(?:{MONTH}|autumn|spring|summer|term) (?P<first>\d\d)$")
_ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4,
             "fourth": 4}  # fmt: skip
_NTH = "|".join(_ORDINALS)
_RANGE = rf"(?P<from>{MONTH}) (?:to )?(?:(?:{MONTH}) )?(?P<to>{MONTH})"
_TERMS = {"autumn": 1, "spring": 2, "summer": 3}
_FORMS: dict[Kind, re.Pattern[str]] = {
    Kind.QUARTER: re.compile(
        rf"(?:(?:q|qtr|quarter) ?(?P<number>[1-4])|(?P<nth>{_NTH}) (?:quarter|qtr))(?: {_RANGE})?"
        rf"|{_RANGE.replace('from>', 'from2>').replace('to>', 'to2>')}"
    ),
    Kind.HALF: re.compile(
        rf"(?:(?:h|half|half year) ?(?P<number>[12])|(?P<nth>1st|first|2nd|second) half(?: year)?)"
        rf"(?: {_RANGE})?"
    ),
    Kind.TERM: re.compile(r"(?P<term>autumn|spring|summer)(?: term)?"),
    Kind.PERIOD: re.compile(r"(?:p|per|pd|period) ?(?P<number>1[0-3]|0?[1-9])"),
    Kind.NUMBER: re.compile(r"(?P<number>1[0-3]|[1-9])"),
    Kind.YEAR: re.compile(r"(?:(?:fy|year|(?:financial|academic|calendar|school) year))?"),
}
_PARTS = {Kind.QUARTER: 4, Kind.HALF: 2}
_PERIOD_IN = re.compile(r"\b(?:period|p) ?(?P<number>1[0-3]|0?[1-9])\b")
_FOUR_WEEKS = re.compile(r"\b(?:four|4) ?week(?:s|ly)?\b|\b28 days?\b")
_WHOLE_YEAR = re.compile(rf"\b(?P<from>{MONTH}) (?:to )?(?P<to>{MONTH})\b")
_KINDS_OF_YEAR = (("academic year", 9), ("school year", 9), ("calendar year", 1),
                  ("financial year", 4))  # fmt: skip


@lru_cache(maxsize=4096)
def told_by(text: str, kind: Kind) -> Told | None:
    """A heading and a kind other than MONTH -> which of that kind it names; None if none."""
    if len(text) > _LONGEST_HEADING:
        return None
    words = plain(text)
    year, pair, rest = _year_of(words)
    match = _FORMS[kind].fullmatch(rest)
    if kind is Kind.PERIOD and match is None and pair:
        match = _FORMS[Kind.NUMBER].fullmatch(rest.lstrip("0"))  # 02_11/12
    if match is None:
        return None
    if kind is Kind.YEAR:
        return Told(1, year, pair, _SEPTEMBER if "academic" in rest else None) if year else None
    if kind is Kind.TERM:
        return Told(_TERMS[match["term"]], year, pair)
    if kind in _PARTS:
        return _of_months(match.groupdict(), kind, year, pair)
    return Told(int(match["number"]), year, pair)


def kind_in(texts: Sequence[str]) -> Kind | None:
    """A row's headings -> the finest kind but MONTH that they name; None for none."""
    for kind in list(Kind)[1:]:
        told = [found for text in texts if (found := told_by(text, kind))]
        if len(told) >= kind.least and (kind is not Kind.NUMBER or _counts_up(told)):
            return kind
    return None


def place_named(text: str, periods: Sequence[Period]) -> int | None:
    """A period in words -> its place among a table's periods; None if unknown, or not one."""
    for kind in list(Kind)[1:]:
        told = told_by(text, kind)
        if told is None:
            continue
        places = [place for place, each in enumerate(periods) if _is_named(each, kind, told)]
        if len(places) == 1:
            return places[0]
    return None


def position_among(lines: Iterable[str], periods: Sequence[Period]) -> Period | None:
    """The lines above a table of four-week periods -> the one that they say it reports on."""
    weeks = [period for period in periods if isinstance(period, FourWeeks)]
    for line in lines if weeks else ():
        words = plain(line)
        year, _, _ = _year_of(words)
        if match := _PERIOD_IN.search(words):
            named = [
                period
                for period in weeks
                if period.number == int(match["number"]) and year in (None, period.year)
            ]
            if len(named) == 1:
                return named[0]
    return None


def periods_filled(
    kind: Kind,
    told: Sequence[Told],
    over: Sequence[str],
    context: Iterable[str],
    starts: int | None = None,
) -> tuple[Period, ...] | None:
    """What headings say, the years over them, and the words around a table -> its periods.

    ``starts``: the month that the year is known to start in. None when nothing tells the years, or
    whether numbered periods are months or four weeks, or when the months that the headings name
    are no such parts of a year that starts then.
    """
    if not told:
        return None
    around = [plain(line) for line in context]
    years = [_with_year_over(each, label) for each, label in zip(told, over, strict=True)]
    if starts and kind in _PARTS:
        rebased = [_rebased(each, starts, _PARTS[kind]) for each in years]
        years = [each for each in rebased if each]
        if len(years) < len(rebased):
            return None
    starts = starts or _starts(kind, years, around)
    filled = _years_filled(years, starts, around)
    if filled is None or any(not 1900 <= year <= 2199 for year in filled):
        return None
    make = _maker(kind, [each.number for each in years], around)
    if make is None:
        return None
    return tuple(make(year, each.number, starts) for year, each in zip(filled, years, strict=True))


def _year_of(words: str) -> tuple[int | None, bool, str]:
    """Plain words -> the year in them, whether it is a pair, and the words without it."""
    pairs = list(_pairs(words))
    if pairs:  # of 10_11/12 that with the stroke
        match = next((each for each in pairs if "/" in each[0]), pairs[0])
        return _whole(match["first"]), True, _without(words, match.span())
    single = _SINGLE.search(words) or _SHORT.search(words)
    if single:
        return _whole(single["first"]), False, _without(words, single.span("first"))
    return None, False, words


def _pairs(words: str) -> Iterator[re.Match[str]]:
    """The places where two years follow each other."""
    match = _PAIR.search(words)
    while match:
        if int(match["last"]) % 100 == (_whole(match["first"]) + 1) % 100:
            yield match
        match = _PAIR.search(words, match.start() + 1)


def _whole(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _without(words: str, span: tuple[int, int]) -> str:
    return " ".join(f"{words[: span[0]]} {words[span[1] :]}".split())


def _of_months(
    found: dict[str, str | None], kind: Kind, year: int | None, pair: bool
) -> Told | None:
    """A quarter or half-year, perhaps told by its months -> which it is."""
    parts = _PARTS[kind]
    number = int(found["number"]) if found["number"] else _ORDINALS.get(found["nth"] or "", 0)
    first = found["from"] or found.get("from2")
    last = found["to"] or found.get("to2")
    if first is None or last is None:
        return Told(number, year, pair)
    begin, end = MONTHS_BY_NAME[first], MONTHS_BY_NAME[last]
    if (end - begin) % 12 != 12 // parts - 1:
        return None
    months = 12 // parts
    if not number:  # of a year that starts in April, unless it can't be
        starts = _APRIL if (begin - _APRIL) % months == 0 else begin
        number = (begin - starts) % 12 // months + 1
    else:
        starts = (begin - months * (number - 1) - 1) % 12 + 1
    if year is not None and not pair:  # the year of the months, not of their year's start
        year -= begin < starts
    return Told(number, year, pair or year is not None, starts)


def _rebased(told: Told, starts: int, parts: int) -> Told | None:
    """A part of the year that its heading tells by months -> the same in a year that starts in
    another month; None when it is no whole part of that."""
    if told.starts in (None, starts):
        return told
    length = 12 // parts
    begin = (told.starts + length * (told.number - 1) - 1) % 12 + 1
    if (begin - starts) % length:
        return None
    year = told.year
    if year is not None:
        year += (begin < told.starts) - (begin < starts)
    return Told((begin - starts) % 12 // length + 1, year, told.pair, starts)


def _counts_up(told: Sequence[Told]) -> bool:
    return [each.number for each in told] == list(range(1, len(told) + 1))


def _is_named(period: Period, kind: Kind, told: Told) -> bool:
    match period:
        case Quarter() | HalfYear() | FourWeeks() | Term():
            of = {Quarter: Kind.QUARTER, HalfYear: Kind.HALF, Term: Kind.TERM}.get(
                type(period), Kind.PERIOD
            )
            return kind is of and period.number == told.number and told.year in (None, period.year)
        case Year():
            return kind is Kind.YEAR and told.year == period.year
        case _:
            return False


def _with_year_over(told: Told, label: str) -> Told:
    if told.year is not None or not label:
        return told
    year, pair, _ = _year_of(plain(label))
    return Told(told.number, year, pair, told.starts)


def _starts(kind: Kind, told: Sequence[Told], around: Sequence[str]) -> int:
    """The month that a table's year starts in: as its headings say, else the words around."""
    said = next((each.starts for each in told if each.starts), None)
    if said:
        return said
    if kind is Kind.TERM:
        return _SEPTEMBER
    for line in around:
        for words, month in _KINDS_OF_YEAR:
            if words in line:
                return month
        for match in _WHOLE_YEAR.finditer(line):
            first, last = MONTHS_BY_NAME[match["from"]], MONTHS_BY_NAME[match["to"]]
            if (last - first) % 12 == 11:
                return first
    pairs = any(each.pair for each in told) or any(_year_of(line)[1] for line in around)
    singles = any(each.year for each in told) or any(map(_is_of_calendar_year, around))
    return 1 if singles and not pairs else _APRIL


def _is_of_calendar_year(line: str) -> bool:
    """Whether a line names a year, and no month that would make a date of it."""
    return _year_of(line)[0] is not None and month_told(line) is None


def _years_filled(told: Sequence[Told], starts: int, around: Sequence[str]) -> list[int] | None:
    """The years of periods in the order of their columns, some without one."""
    years = [each.year for each in told]
    if not any(years):
        years[0] = _year_around(starts, around)
    for place in range(1, len(told)):
        before = years[place - 1]
        if years[place] is None and before is not None:
            years[place] = before + (told[place].number <= told[place - 1].number)
    for place in range(len(told) - 2, -1, -1):
        after = years[place + 1]
        if years[place] is None and after is not None:
            years[place] = after - (told[place].number >= told[place + 1].number)
    return [year for year in years if year is not None] if all(years) else None


def _year_around(starts: int, around: Sequence[str]) -> int | None:
    for line in around:
        year, pair, _ = _year_of(line)
        if year and pair:
            return year
        if month := month_told(line):
            return month.year - (month.month < starts)
        if year:
            return year
    return None


def _maker(kind: Kind, numbers: Sequence[int], around: Sequence[str]) -> Maker | None:
    """A kind, and which of it a table has -> how to make a period of a year, number and start.

    None for numbered periods that may be months or four weeks.
    """
    match kind:
        case Kind.QUARTER:
            return Quarter
        case Kind.HALF:
            return HalfYear
        case Kind.TERM:
            return Term
        case Kind.YEAR:
            return lambda year, _, starts: Year(year, starts)
    if 13 in numbers or any(map(_FOUR_WEEKS.search, around)):
        return FourWeeks
    twelve = list(numbers) == list(range(1, 13))
    return (lambda y, n, starts: Month(y, starts).shifted(n - 1)) if twelve else None
