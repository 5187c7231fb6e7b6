"""The one place where numbers become words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from string import Formatter

from packgen.model.disclosed import Shown
from packgen.model.money import written_like
from packgen.model.observation import Unit
from packgen.settings.words import Phrase, Words

_LONGEST_LABEL = 14
_AS_IS = Phrase("{n}")
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
    first, *others, last = items
    for item in others:
        first = words.lists.comma(items=first, item=item)
    return words.lists.last(items=first, item=last)


def amount(number: Decimal, like: Shown, words: Words) -> str:
    """A number written as a figure like it is: with its unit, its thousands; money in its form."""
    number, units = number.normalize(), words.units
    text = f"{number:,f}" if "," in like.text else f"{number:f}"
    match like.unit:
        case Unit.PERCENT:
            return units.points(text)
        case Unit.POUNDS:
            return units.pounds(written_like(number, like.text))
        case Unit.COUNT | Unit.RATE:
            return text
        case Unit.HOURS | Unit.DAYS | Unit.WEEKS | Unit.MONTHS | Unit.YEARS as unit:
            timed = (units.hours, units.days, units.weeks, units.months, units.years)
            return timed[_TIMES.index(unit)](text)


_TIMES = (Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)


def paragraphs(numbers: Sequence[int], words: Words) -> str:
    """Paragraphs of the Act -> ``paragraph 2``, ``paragraphs 1 and 2``; empty for none."""
    if not numbers:
        return ""
    phrase = words.table.paragraph if len(numbers) == 1 else words.table.paragraphs
    return phrase(numbers=listed([str(n) for n in numbers], words))


def pieces(phrase: str) -> list[tuple[str, str]]:
    """``Page {page} of {pages}`` -> texts, each with the name that follows it (or none)."""
    return [(text, name or "") for text, name, *_ in Formatter().parse(phrase)]


def number_of(shown: Shown, words: Words) -> str:
    """A figure as a chart's label: what it leads with, ``1.4%``, else its number and unit."""
    main, _ = parted(shown.text)
    if leads_with_a_number(main) and len(main) <= _LONGEST_LABEL:
        return main
    return plain(shown.number, shown, words)


def plain(number: Decimal, like: Shown, words: Words) -> str:
    """A number as a figure like it is written by itself: ``47%``, where an amount is points."""
    if like.unit is not Unit.PERCENT:
        return amount(number, like, words)
    return words.charts.percent(n=f"{number.normalize():f}")


def on_axis(ticks: Sequence[float], unit: Unit, words: Words) -> list[str]:
    """An axis's ticks -> their labels, all with as many decimals; large ones in millions."""
    most = max(map(abs, ticks))
    scale = next((s for s in (1e9, 1e6) if most >= s), 1.0)
    scaled = [tick / scale + 0.0 for tick in ticks]
    decimals = next(
        (d for d in range(7) if all(abs(round(t, d) - t) <= 1e-9 * most / scale for t in scaled)), 7
    )
    return [_tick(tick, decimals, scale, unit, words) for tick in scaled]


def _tick(tick: float, decimals: int, scale: float, unit: Unit, words: Words) -> str:
    text = f"{abs(tick):,.{decimals}f}" if abs(tick) < 1e12 else f"{abs(tick):.0e}"
    if tick:
        text = {1e9: words.charts.billions, 1e6: words.charts.millions}.get(scale, _AS_IS)(n=text)
    if unit is Unit.POUNDS:
        text = words.units.pounds(text)
    elif unit is Unit.PERCENT:
        text = words.charts.percent(n=text)
    return f"-{text}" if tick < 0 else text
