"""The one place where numbers become words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from packgen.compose.words import Words
from packgen.model.disclosed import PublicIndicator, Shown
from packgen.model.observation import Unit
from packgen.model.period import Month, PartOfYear, Period, YearKind

_WITH_BRACKET = re.compile(r"(?P<main>.*\S)\s*(?P<bracket>\([^()]*\))", re.DOTALL)


def parted(text: str) -> tuple[str, str]:
    """A figure's text -> what it leads with, and the bracket after it: ``1.4%``, ``(97/7135)``."""
    match = _WITH_BRACKET.fullmatch(text)
    return (match["main"], match["bracket"]) if match else (text, "")


def leads_with_a_number(text: str) -> bool:
    """Whether a printed figure begins with its number, not with a word like ``Rate:``."""
    return bool(re.match(r"[^A-Za-z]*\d", text))


def listed(items: Sequence[str], words: Words) -> str:
    """Items -> ``4, 18a and 21``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {words.and_} {items[-1]}"


def counted(number: int, noun: str) -> str:
    """A number and a noun -> ``1 indicator``, ``2 indicators``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def amount(number: Decimal, like: Shown) -> str:
    """A number written as a figure like it is: with its unit, its thousands."""
    text = f"{number.normalize():,f}" if "," in like.text else f"{number.normalize():f}"
    match like.unit:
        case Unit.PERCENT:
            return f"{text} point" if number == 1 else f"{text} points"
        case Unit.POUNDS:
            return f"£{text}"
        case Unit.COUNT | Unit.RATE:
            return text
        case _:
            return f"{text} {like.unit.value}"


def paragraphs(numbers: Sequence[int], words: Words) -> str:
    """Paragraphs of the Act -> ``paragraph 2``, ``paragraphs 1 and 2``; empty for none."""
    if not numbers:
        return ""
    noun = words.paragraph if len(numbers) == 1 else words.paragraphs
    return f"{noun} {listed([str(n) for n in numbers], words)}"


def year_name(months: Sequence[Period], year: YearKind, words: Words) -> str:
    """A block's periods -> ``2023/24``, ``2023 (calendar year)``, ``2019/20 to 2023/24``."""
    first, last = months[0], months[-1]
    if not (isinstance(first, Month) and isinstance(last, Month)):
        spans = dict.fromkeys((_whole_year(first), _whole_year(last)))
        return f" {words.to} ".join(spans)
    if year is YearKind.CALENDAR:
        return f"{first.year} {words.calendar_year}"
    end = max(last.year, first.shifted(11).year)
    return f"{first.year}/{end % 100:02d}" if end != first.year else str(first.year)


def periods_name(months: Sequence[Period], year: YearKind, words: Words) -> str:
    """A block's periods -> what stands over them all: ``Months of 2023/24``."""
    return f"{words.periods_of[months[0].noun]} {year_name(months, year, words)}"


def _whole_year(period: Period) -> str:
    whole = period.whole if isinstance(period, PartOfYear) else period
    return whole.label


def trend_sentence(
    indicator: PublicIndicator, months: Sequence[Period], withheld: Sequence[Period]
) -> str:
    """An indicator's shown months -> its trend in words, as the picture's alternative text."""
    shown = [
        (cell.number, f"{parted(cell.text)[0]} in {month.long_label}")
        for month, cell in zip(months, indicator.months, strict=True)
        if isinstance(cell, Shown)
    ]
    name = f"indicator {indicator.number}" if indicator.number else indicator.title
    (first, first_words), (last, last_words) = shown[0], shown[-1]
    if len(shown) == 1:
        text = f"Trend of {name}: one figure so far, {first_words}"
    else:
        text = f"Trend of {name}: {_way(first, last)} from {first_words} to {last_words}"
        high, low = max(shown, key=_number), min(shown, key=_number)
        if len(shown) > 2 and high[0] != low[0]:
            text += f"; highest {high[1]}, lowest {low[1]}"
    if withheld:
        text += f"; withheld: {', '.join(month.long_label for month in withheld)}"
    return f"{text}."


def _number(point: tuple[Decimal, str]) -> Decimal:
    return point[0]


def _way(first: Decimal, last: Decimal) -> str:
    if first == last:
        return "level"
    return "up" if last > first else "down"
