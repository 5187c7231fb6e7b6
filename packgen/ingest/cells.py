"""Cells: a printed text and the number behind it -> a reading, a target, a rating, a polarity."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from packgen.ingest.sheet import Cell, Kind
from packgen.ingest.words import plain
from packgen.model.observation import Figure, Gap, NoFigure, Reading, Unit
from packgen.model.rating import Rating, StatedRating
from packgen.model.target import AcceptableRange, Aim, NoTarget, Polarity, Target, Threshold


class Doubt(Enum):
    """Why a cell can't be read."""

    UNKNOWN = "has no known meaning"
    HIDDEN = "holds something that its number format does not print"
    ERROR = "holds an error in place of a value"
    UNCALCULATED = "holds a formula that was never calculated"


_GAP_WORDS: dict[Gap, str] = {
    Gap.PENDING: """data pending | pending | awaiting data | data awaited | awaited | awaiting
        | awaiting publication | tbc | to be confirmed | not yet available | data not yet available
        | not yet published | not yet due | not due | not due yet | not yet reported""",
    Gap.NOT_AVAILABLE: """not available | data not available | unavailable | no data | [x]
        | not known | not collected | not recorded | not reported | new measure | new meas
        | new indicator""",
    Gap.LOCAL_MEASURE: "local measure | local indicator",
    Gap.NOT_TARGET_MEASURE: """not a target measure | this is not a target measure
        | not target measure""",
    Gap.NOT_APPLICABLE: """n/a | na | n a | not applicable | [z] | annual measure
        | annual indicator | reported annually""",
    Gap.WORDED: """outstanding | good | requires improvement | inadequate | satisfactory
        | adequate | poor | excellent | fair | aaa | aa+ | aa | aa- | a+ | a- | bbb+ | bbb | bbb-
        | met | not met | partly met | achieved | not achieved | partly achieved | compliant
        | not compliant | non-compliant | yes | no | complete | completed | not started
        | in progress | on track | pass | passed | fail | failed""",
}
# Bare letters mean different things to different publishers: '[x]' is a code, 'x' is not.
_GAPS = {word.strip(): gap for gap, words in _GAP_WORDS.items() for word in words.split("|")}

_UNIT_WORDS = {
    Unit.PERCENT: "%|percent|per cent",
    Unit.HOURS: "hours?|hrs?",
    Unit.DAYS: "days?",
    Unit.WEEKS: "weeks?|wks?",
    Unit.MONTHS: "months?|mths?",
    Unit.YEARS: "years?|yrs?",
}
_UNIT = "|".join(_UNIT_WORDS.values())
_UNITS = {unit: re.compile(words, re.IGNORECASE) for unit, words in _UNIT_WORDS.items()}
_COUNT = r"\d{1,3}(?:,\d{3})+|\d+"
_NUMBER = rf"(?:(?:{_COUNT})(?:\.\d+)?|\.\d+)"
_AMOUNT = (
    rf"(?P<sign>[-\u2212])?(?P<pounds>££?)?\s?(?P<sign2>[-\u2212])?"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT}|(?P<scale>k|m|mn|bn|million|thousand)\b)?"
)
_VALUE = re.compile(
    rf"""{_AMOUNT}\s*
    (?: \( \s* (?P<numerator>{_COUNT}) \s* (?:/|out\ of|of) \s* (?P<denominator>{_COUNT}) \s* \)
      | \( \s* rate (?:\s+of)? \s* [:=]? \s* (?P<rate>-?{_NUMBER}) \s* \) )?""",
    re.VERBOSE | re.IGNORECASE,
)
_NEGATIVE = re.compile(r"£?\((?P<inside>£?[^()]*)\)")
"""Money as accountants write what is below nothing: (£45)."""
_SCALES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9,
}  # fmt: skip
_SHOWN_AS = frozenset({Decimal(10**3), Decimal(10**6), Decimal(10**9)})
_BRACKETED = re.compile(rf"\(({_NUMBER}\s*%?)\)")
_RATE = re.compile(rf"rate(?:\s+of)?\s*[:=]?\s*(?P<rate>-?{_NUMBER})", re.IGNORECASE)
_PROVISIONAL_FIRST = re.compile(r"provisional\s*(?::|-(?=\s))?\s*(?P<rest>.+)", re.IGNORECASE)
_PROVISIONAL_LAST = re.compile(
    r"(?P<rest>.+?)\s*(?:\(\s*provisional\s*\)|provisional|\[p\])", re.IGNORECASE
)

_COMPARATOR = (
    r"=/>|=/<|>/=|</=|>=|<=|=>|=<|≥|≤|>|<|at least|at most|no more than|no less than|no fewer than"
    r"|not more than|not less than|more than|less than|fewer than|above|below|over|under|up to"
    r"|minimum(?: of)?|maximum(?: of)?|min|max"
)
_AFTER = r"\+|(?:or|and) (?:more|above|over|higher|greater|better|less|below|under|lower|fewer)"
_REMARK = r"(?:\s*\([^()]*\))?"
_TARGET_NUMBER = rf"(?:£\s*-?{_NUMBER}\s?(?:k|mn|m|bn)\b|£?\s*-?{_NUMBER})"
_THRESHOLD = re.compile(
    rf"(?P<before>{_COMPARATOR})?\s*(?P<number>{_TARGET_NUMBER})\s*(?P<unit>{_UNIT})?"
    rf"\s*(?P<after>{_AFTER})?{_REMARK}",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:between\s+)?(?P<first>{_TARGET_NUMBER})\s*(?P<unit>{_UNIT})?\s*(?:[-\u2013\u2014\u2212]|to|and)\s*"
    rf"(?P<last>{_TARGET_NUMBER})\s*(?P<unit2>{_UNIT})?{_REMARK}",
    re.IGNORECASE,
)
_NO_TARGET = frozenset({
    "not a target measure", "this is not a target measure", "not target measure", "no target",
    "no target set", "no goal", "n/a", "na", "not applicable", "none", "monitoring only",
    "monitor only", "for information", "information only", "data only", "baseline", "baseline year",
})  # fmt: skip

_RATINGS = {
    "green": Rating.GREEN,
    "g": Rating.GREEN,
    "amber": Rating.AMBER,
    "a": Rating.AMBER,
    "red": Rating.RED,
    "r": Rating.RED,
    "not a target measure": Rating.NOT_TARGET,
    "this is not a target measure": Rating.NOT_TARGET,
    "not target measure": Rating.NOT_TARGET,
    "n/a": Rating.UNRATED,
    "na": Rating.UNRATED,
    "not applicable": Rating.UNRATED,
    "tbc": Rating.UNRATED,
    "to be confirmed": Rating.UNRATED,
    "no rating": Rating.UNRATED,
    "not rated": Rating.UNRATED,
    "unrated": Rating.UNRATED,
    "no rag": Rating.UNRATED,
    "no data": Rating.UNRATED,
    "data only": Rating.UNRATED,
    "not due": Rating.UNRATED,
    "not available": Rating.UNRATED,
    "monitoring only": Rating.NOT_TARGET,
    "for information": Rating.NOT_TARGET,
    "no target": Rating.NOT_TARGET,
    "on target": Rating.GREEN,
    "within target": Rating.GREEN,
    "target met": Rating.GREEN,
    "off target": Rating.RED,
    "target not met": Rating.RED,
    "close to target": Rating.AMBER,
    "near target": Rating.AMBER,
    "🟢": Rating.GREEN,
    "🟡": Rating.AMBER,
    "🟠": Rating.AMBER,
    "🔴": Rating.RED,
}

_DASHES = "-\u2013\u2014 "
_POLARITY_WORDS = {
    Polarity.HIGH: """high | higher | higher is better | high is good | high is better | bigger
        | bigger is better | maximise | aim to maximise | increase | increasing | ascending | up | ↑
        | ▲ | ⬆ | ⇧ | 🔼 | more is better | higher better | bigger better | h | é | good to be high
        | higher the better | the higher the better | above target | positive | max""",
    Polarity.LOW: """low | lower | lower is better | low is good | low is better | smaller
        | smaller is better | minimise | aim to minimise | decrease | decreasing | descending | down
        | ↓ | ▼ | ⬇ | ⇩ | 🔽 | less is better | fewer is better | lower better | smaller better
        | l | ê | good to be low | lower the better | the lower the better | negative | min""",
    Polarity.NONE: """n/a | na | not applicable | none | neutral | neither | no polarity
        | mid-point | midpoint | middle | range | within range | in range
        | plan is best | on plan is best | è | ↔ | ◄► | information only""",
}
_POLARITIES = {
    word.strip(): polarity for polarity, words in _POLARITY_WORDS.items()
    for word in words.split("|")
}  # fmt: skip


def doubt_about(cell: Cell) -> Doubt | None:
    """A cell -> why whatever it holds can't be read, before its words are looked at."""
    if cell.kind is Kind.ERROR:
        return Doubt.ERROR
    if cell.kind is Kind.UNCALCULATED:
        return Doubt.UNCALCULATED
    return Doubt.HIDDEN if cell.hidden else None


def reading_of(cell: Cell | None) -> Reading | Doubt:
    """A month, year to date or benchmark cell -> its reading, or why it can't be read."""
    if cell is None:
        return _BLANK
    if doubt := doubt_about(cell):
        return doubt
    if cell.kind is Kind.NUMBER:
        return _reading_of_number(cell)
    return reading_of_text(cell.text) or Doubt.UNKNOWN


_BLANK = NoFigure("", Gap.BLANK)
_MOST_DIGITS = 20
_ABSURD = re.compile(rf"[\d,]{{{_MOST_DIGITS + 1},}}")
_BARE_NUMBER = re.compile(r"(?P<sign>-?)(?P<number>\d+(?:\.\d+)?)(?P<percent>%?)", re.ASCII)
_WORDED_NUMBER = re.compile(r"[^\W\d_]*[\s£€$]*-?[\d.,]+\s*%?(?:\s*[^\W\d_]{2,}){0,4}")
"""A number with the words that its format puts beside it (``1,234 calls``), and no other sign."""


@lru_cache(maxsize=65536)
def reading_of_text(text: str) -> Reading | None:
    """A printed text -> its reading; None when it has no known meaning."""
    if len(text) <= _MOST_DIGITS and (match := _BARE_NUMBER.fullmatch(text)):
        return _bare_figure(match)
    if gap := gap_of(text):
        return NoFigure(text, gap)
    for provisional in (_PROVISIONAL_FIRST, _PROVISIONAL_LAST):
        if match := provisional.fullmatch(text):
            figure = _figure(_unwrapped(match["rest"]))
            return replace(figure, text=text, provisional=True) if figure else None
    return _figure(text)


def gap_of(text: str) -> Gap | None:
    """A printed text -> the kind of gap that its words name."""
    return _GAPS.get(text.casefold()) or _GAPS.get(plain(text))


def target_of(cell: Cell | None) -> Target | Doubt:
    """A target cell -> the target, its aim UNREAD when its words aren't understood."""
    if cell is None:
        return Target("", NoTarget.BLANK)
    if doubt := doubt_about(cell):
        return doubt
    return Target(cell.text, NoTarget.UNREAD if cell.day else aim_of(cell.text))


def aim_of(text: str) -> Aim:
    """A target's printed text -> what it aims at."""
    if plain(text) in _NO_TARGET or not text.strip(_DASHES):
        return NoTarget.NOT_A_TARGET_MEASURE
    if _ABSURD.search(text):
        return NoTarget.UNREAD
    if match := _THRESHOLD.fullmatch(text):
        comparator = match["before"] or match["after"] or ""
        return Threshold(_decimal(match["number"]), _unit(match["unit"], text), comparator)
    if match := _RANGE.fullmatch(text):
        first_unit, last_unit = match["unit"], match["unit2"]
        if first_unit and last_unit and _unit(first_unit, "") != _unit(last_unit, ""):
            return NoTarget.UNREAD
        low, high = sorted((_decimal(match["first"]), _decimal(match["last"])))
        return AcceptableRange(low, high, _unit(first_unit or last_unit, text))
    return NoTarget.UNREAD


def rating_of(text: str) -> StatedRating | None:
    """A RAG cell's printed text -> the rating; None when the word isn't known."""
    if not text:
        return StatedRating(Rating.UNRATED, "")
    if not text.strip(_DASHES):
        return StatedRating(Rating.UNRATED, "")
    rating = _RATINGS.get(plain(text)) or _RATINGS.get(text)
    return StatedRating(rating, text) if rating else None


def polarity_of(text: str) -> Polarity | None:
    """A polarity cell's printed text -> the polarity; None when the word isn't known."""
    if not text.strip(_DASHES):
        return Polarity.NONE
    return _POLARITIES.get(text.casefold()) or _POLARITIES.get(plain(text))


def agree(one: Cell | None, other: Cell) -> bool:
    """Whether two cells print the same."""
    first, second = reading_of(one), reading_of(other)
    if isinstance(first, Doubt) or isinstance(second, Doubt):
        return one is not None and one.text == other.text
    if isinstance(first, Figure) and isinstance(second, Figure):
        return replace(first, text="", number=first.printed) == replace(
            second, text="", number=second.printed
        )
    return first == second


def _reading_of_number(cell: Cell) -> Figure | Doubt:
    if cell.number is None or cell.shown is None:
        return Doubt.UNKNOWN
    told = reading_of_text(cell.text)
    if isinstance(told, Figure) and told.number == cell.shown:
        return _holding(told, cell.number)
    if isinstance(told, Figure) and cell.shown:
        scale = told.number / cell.shown  # £203k shows 203 of them
        if scale in _SHOWN_AS:
            return replace(told, number=cell.number * scale)
    if cell.shown < 0 and (inside := _BRACKETED.fullmatch(cell.text)):
        return Figure(cell.text, cell.number, cell.shown, _unit(None, inside[1]))
    if not _WORDED_NUMBER.fullmatch(cell.text):
        return Doubt.UNKNOWN
    return Figure(cell.text, cell.number, cell.shown, _unit(None, cell.text))


def _holding(figure: Figure, number: Decimal) -> Figure:
    """A figure with the number that its cell holds; itself if that is the same in every digit."""
    if not number.compare_total(figure.number):
        return figure
    return Figure(
        figure.text,
        number,
        figure.printed,
        figure.unit,
        figure.numerator,
        figure.denominator,
        figure.rate,
        figure.provisional,
    )


def _bare_figure(match: re.Match[str]) -> Figure:
    """A text such as ``95.5%`` or ``-12``, as most cells hold, -> its figure."""
    number = Decimal(match["number"])
    if match["sign"]:
        number = -number
    return Figure(match[0], number, number, Unit.PERCENT if match["percent"] else Unit.COUNT)


def _figure(text: str) -> Figure | None:
    """A text such as ``1.2% (88/7140)`` -> its figure, provisional or not aside."""
    if match := _RATE.fullmatch(text):
        rate = _decimal(match["rate"])
        return Figure(text, rate, rate, Unit.RATE)
    negative = _NEGATIVE.fullmatch(text) if "£" in text else None
    match = _VALUE.fullmatch(f"-£{negative['inside'].lstrip('£')}" if negative else text)
    if match is None or (match["sign"] and match["sign2"]):
        return None
    scale = (match["scale"] or "").casefold()
    if scale and not match["pounds"]:
        return None
    digits = [text for text in match.groups() if text and len(text) > _MOST_DIGITS]
    if digits:
        return None
    number = _decimal(match["number"]) * _SCALES.get(scale, 1)
    if match["sign"] or match["sign2"]:
        number = -number
    unit = _unit(None if scale else match["unit"], "£" if match["pounds"] else "")
    return Figure(
        text,
        number,
        number,
        unit,
        numerator=_whole(match["numerator"]),
        denominator=_whole(match["denominator"]),
        rate=_decimal(match["rate"]) if match["rate"] else None,
    )


def _unwrapped(text: str) -> str:
    inner = text[1:-1].strip()
    return inner if text.startswith("(") and text.endswith(")") and inner else text


def _unit(word: str | None, text: str) -> Unit:
    """A unit's word, else signs in the text around -> the unit."""
    if word:
        return next(unit for unit, words in _UNITS.items() if words.fullmatch(word))
    if "£" in text:
        return Unit.POUNDS
    return Unit.PERCENT if text.rstrip().endswith("%") else Unit.COUNT


def _decimal(digits: str) -> Decimal:
    """A number as written, perhaps money in thousands or millions -> the number."""
    scale = _SCALES.get(digits.casefold().rstrip()[-2:].lstrip("0123456789. "), 1)
    return Decimal(re.sub(r"[^\d.-]", "", digits)) * scale


def _whole(digits: str | None) -> int | None:
    """A count's digits -> the count; None for more digits than any council counts."""
    return int(digits.replace(",", "")) if digits and len(digits) <= 18 else None
