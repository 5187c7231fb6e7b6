"""Notes: withheld figures that an indicator's own words give away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from packgen.disclose.assumed import UNKNOWN_TEXT
from packgen.disclose.numberwords import in_digits
from packgen.disclose.places import Place, Row, rows
from packgen.model.assessed import AssessedScorecard
from packgen.model.finding import Finding, Severity
from packgen.model.money import SCALES
from packgen.model.observation import CellRef, Figure, Unit
from packgen.model.period import MONTH_ABBREVIATIONS, MONTH_NAMES
from packgen.model.target import AcceptableRange, Threshold

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_MONTHS = "|".join((*MONTH_NAMES, *MONTH_ABBREVIATIONS, "Sept"))
_PLAIN = rf"""
    (?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\.?,?\s+(?:19|20)\d{{2}}\b  # 30 June 2023
  | (?:{_MONTHS})\s?(?:-|'|\u2019)\s?\d{{2}}\b                                # Jun-23
  | \b(?:on|by|from|to|until|till|since|at)\s+\d{{1,2}}\s+(?:{_MONTHS})\b    # by 30 June
  | \d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}} | \d{{4}}-\d{{2}}-\d{{2}}            # 30/06/2023
  | \b(?:19|20)\d{{2}}\s?[/\u2013-]\s?(?:\d{{4}}|\d{{2}})(?!\d)               # 2023/24
  | \b(?:aged?|ages|sections?|s\.|stages?|ks|year|quarter|q|paragraphs?|paras?|parts?|tier|level
      |band|grade|pages?|kpi|pi|indicators?|no\.|version|phase|category|schedule|regulation
      |article|chapter)\s*-?\s*\d+[a-z]?(?:\s*(?:-|\u2013|to)\s*\d+)?         # aged 10-17
  | \bunder[\s-]\d+s\b                                                       # under 5s
  | \d+\s*(?:-|\u2013)\s*\d+[\s-]*(?:year|yr|month|week)s?\b                 # 16-17 year olds
  | \d+\s*(?:and|or|to|&)\s*\d+[\s-]*(?:year|yr)s?[\s-]*olds?\b              # 16 and 17 year olds
  | \bper\s+[\d,]+                                                           # per 10,000
  | \d+\+?[\s-]*(?:year|yr|month|week|day|hour)s?[\s-]*(?:olds?\b|time|target|limit)
"""
"""Numbers that words make something else than a figure: dates, years, ages, stages, law."""

_NOT_FIGURES = re.compile(_PLAIN, re.VERBOSE | re.IGNORECASE)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_RATIO = re.compile(r"(?<![\d/])(\d[\d,]*)\s*/\s*(\d[\d,]*)(?![\d/])")
_MONEY = re.compile(
    rf"£\s?(?P<number>{_DIGITS})\s?(?P<scale>k|thousand|mn?|million|bn)?\b", re.IGNORECASE
)
_NUMBER = re.compile(
    rf"(?<![\w.,/£-])(?P<number>{_DIGITS})"
    r"(?P<unit>\s*(?:%|per\s?cent\b|(?:hour|day|week|month|year)s?\b))?(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<![\w-])(?P<number>nil|{'|'.join(_WORDS)})(?![\w-])(?!\s+(?:of|another|or|day|stop)\b)"
    r"(?P<unit>\s+(?:per\s?cent\b|(?:hour|day|week|month|year)s?\b))?",
    re.IGNORECASE,
)
_NO_ONE = re.compile(r"\b(?:no|any|every|some|each|the|at|this|that|which)\s+one\b", re.IGNORECASE)
_UNITS = {
    Unit.PERCENT: re.compile(r"%|per\s?cent", re.IGNORECASE),
    Unit.HOURS: re.compile("hour", re.IGNORECASE),
    Unit.DAYS: re.compile("day", re.IGNORECASE),
    Unit.WEEKS: re.compile("week", re.IGNORECASE),
    Unit.MONTHS: re.compile("month", re.IGNORECASE),
    Unit.YEARS: re.compile("year", re.IGNORECASE),
}

_Told = tuple[Decimal, Unit]
"""A number as a text writes it, with its unit; a plain one is a count."""


def notes_give_withheld(
    assessed: AssessedScorecard, withheld: Collection[Place]
) -> Iterator[Finding]:
    """A judged scorecard and what is withheld of it -> a finding for each text of an indicator
    (title, rationale, target, note) that writes one of its withheld figures. Quotes none."""
    hidden: dict[int, list[int]] = {}
    for place in withheld:
        if place.cell is not None:
            hidden.setdefault(place.indicator, []).append(place.cell)
    for row in rows(assessed):
        figures = [row.observations[cell].figure for cell in sorted(hidden.get(row.index, ()))]
        secret = {told for f in figures if f and f.text != UNKNOWN_TEXT for told in numbers(f)}
        for name, at, text in _texts(row) if secret else ():
            if secret & (written(text) - aimed(row)):
                yield _finding(row, name, at)


def written(text: str) -> set[_Told]:
    """A text -> the figures that it writes, in digits or words; a ratio is both its parts.

    Dates, years, ages, stages and the law's own numbers are none.
    """
    digits = in_digits(text.replace("\u00ad", ""))
    rest = _NO_ONE.sub(" ", _NOT_FIGURES.sub(" ; ", digits))
    found = {(_number(n), Unit.COUNT) for parts in _RATIO.findall(rest) for n in parts}
    for match in _MONEY.finditer(rest):
        scale = SCALES.get((match["scale"] or "").lower(), 0)
        found.add((_number(match["number"]).scaleb(scale), Unit.POUNDS))
    for match in (*_NUMBER.finditer(rest), *_WORDED.finditer(rest)):
        unit = match["unit"] or ""
        named = next((kind for kind, words in _UNITS.items() if words.search(unit)), Unit.COUNT)
        found.add((_number(match["number"]), named))
    return found


def _number(text: str) -> Decimal:
    word = text.casefold()
    if word in _WORDS:
        return Decimal(_WORDS.index(word))
    return Decimal(0) if word == "nil" else Decimal(text.replace(",", ""))


def numbers(figure: Figure) -> Iterator[_Told]:
    """The numbers by which a text would give a figure away; a broken one needs no unit."""
    for number in {abs(figure.printed), abs(figure.number)}:
        yield number, figure.unit
        if figure.unit is Unit.RATE or number != number.to_integral_value():
            yield number, Unit.COUNT
    if figure.numerator is not None and figure.denominator is not None:
        yield Decimal(figure.numerator), Unit.COUNT
        yield Decimal(figure.denominator), Unit.COUNT


def aimed(row: Row) -> set[_Told]:
    """The target's own numbers, which are no figures of the indicator's."""
    match row.indicator.target.aim:
        case Threshold(number=number, unit=unit):
            return {(number, unit)}
        case AcceptableRange(low=low, high=high, unit=unit):
            return {(low, unit), (high, unit)}
    return set()


def _texts(row: Row) -> Iterator[tuple[str, CellRef, str]]:
    one = row.indicator
    yield "title", one.at, one.title
    yield "rationale", one.rationale.at, one.rationale.text
    yield "target", one.aimed_at or one.at, one.target.text
    yield "note", one.at, one.notes


def _finding(row: Row, name: str, at: CellRef) -> Finding:
    return Finding(
        "note-gives-withheld",
        Severity.STOPS,
        at,
        f"{row.name}: its {name} writes a number that is one of its withheld figures",
        "take the number out of the text; or waive it, if it is another's",
        row.indicator.number or row.indicator.title,
        exempt=True,
    )
