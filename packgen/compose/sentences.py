"""Sentences made from the card, to be read aloud: figure, target, distance, direction.

No adjectives, and nothing that the disclosed card does not hold: of a withheld figure a sentence
says that it is withheld, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from packgen.compose import figures, periods
from packgen.model.disclosed import DisclosedBlock, NoData, PublicIndicator, Shown, Withheld
from packgen.model.observation import Gap, Unit
from packgen.model.period import Period
from packgen.model.target import AcceptableRange, NoTarget, Threshold
from packgen.model.trend import Accumulation, Direction
from packgen.settings.words import Phrase, SentenceWords, Words

_ADDS_UP = (Accumulation.PER_MONTH, Accumulation.RUNNING_TOTAL, Accumulation.UNKNOWN)
_NEVER_PLAIN = {Unit.PERCENT, Unit.RATE}
_LONGEST_TITLE, _LONGEST_NAME = 160, 60
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_RANGE = re.compile(
    rf"(?P<before>\D*?)(?P<first>{_NUMBER})(?P<between>\D*?)\s*(?:-|\u2013|\u2014|\bto\b)\s*"
    rf"(?P<sign>[^\d-]*)(?P<second>{_NUMBER})(?P<after>\D*)"
)


@dataclass(frozen=True, slots=True)
class _Latest:
    """The figure that a sentence tells, and the month it is of; None for the year to date."""

    figure: Shown
    place: int | None


def standing(indicator: PublicIndicator, months: Sequence[Period], words: Words) -> str:
    """An indicator -> one whole sentence that says where it stands."""
    said, title = words.sentences, shortened(_unpointed(indicator.title), _LONGEST_TITLE)
    match _latest(indicator):
        case _Latest() as latest:
            return said.stands(
                title=title,
                figure=latest.figure.text,
                when=_when(latest, months, words),
                distance=_distance(indicator, latest, words),
                travel=_travel(indicator, latest, months, words),
            )
        case Withheld():
            return said.withheld(title=title)
        case _:
            return said.no_figure(title=title)


def name(indicator: PublicIndicator) -> str:
    """An indicator as a list of several names it: its number, else its title."""
    return indicator.number or shortened(indicator.title, _LONGEST_NAME)


def shortened(title: str, longest: int) -> str:
    """A title, whole if it is no longer than this, else its beginning up to a word's end."""
    if len(title) <= longest:
        return title
    return f"{title[:longest].rpartition(' ')[0] or title[:longest]} …"


def _unpointed(title: str) -> str:
    """A title without the point that would end the sentence before its verb."""
    return title.rstrip(" .:;,\u2013-") or title


def _latest(indicator: PublicIndicator) -> _Latest | Withheld | None:
    """The year to date, else the latest month's figure, if the card shows it."""
    if isinstance(indicator.year_to_date, Shown):
        return _Latest(indicator.year_to_date, None)
    for place, cell in reversed(list(enumerate(indicator.months))):
        match cell:
            case Shown():
                return _Latest(cell, place)
            case Withheld():
                return cell
            case NoData():
                pass
            case _:
                assert_never(cell)
    return indicator.year_to_date if isinstance(indicator.year_to_date, Withheld) else None


def _when(latest: _Latest, months: Sequence[Period], words: Words) -> str:
    if latest.place is None:
        return words.sentences.year_to_date
    return words.sentences.in_period(period=periods.named(months[latest.place], words))


def _distance(indicator: PublicIndicator, latest: _Latest, words: Words) -> str:
    """How far the figure lies outside its target or range; the target alone if nobody can say."""
    said, text = words.sentences, indicator.target.text
    aim = indicator.target.aim
    match aim:
        case NoTarget.UNREAD:
            return said.against_words(target=text)
        case NoTarget():
            return ""
        case Threshold(number=number, unit=unit):
            low, high, target = number, number, text
            against, named = said.against_target, said.the_target
        case AcceptableRange(low=low, high=high, unit=unit):
            target = spoken_range(text, words)
            against, named = said.against_range, said.the_range
        case _:
            assert_never(aim)
    if not _comparable(indicator, latest, unit):
        return against(target=target)
    return outside(latest.figure, low, high, named(target=target), words)


def _comparable(indicator: PublicIndicator, latest: _Latest, unit: Unit) -> bool:
    """Whether the figure can be held against a target of this unit: as a plain number may stand
    for weeks, but no part of a year's sum for the whole."""
    of = latest.figure.unit
    if of is unit is Unit.COUNT:
        return indicator.accumulation not in _ADDS_UP or _is_of_no_year(indicator)
    return of is unit or (Unit.COUNT in (of, unit) and not {of, unit} & _NEVER_PLAIN)


def _is_of_no_year(indicator: PublicIndicator) -> bool:
    """Whether a count of unknown making has no year to date that it could add up to."""
    total = indicator.year_to_date
    blank = isinstance(total, NoData) and total.reason is Gap.BLANK
    return blank and indicator.accumulation is Accumulation.UNKNOWN


def outside(figure: Shown, low: Decimal, high: Decimal, aim: str, words: Words) -> str:
    """How far a figure lies outside its target or range, which ``aim`` names: a sentence's end."""
    said = words.sentences
    if figure.number < low:
        return said.below(amount=figures.amount(low - figure.number, figure, words), aim=aim)
    if figure.number > high:
        return said.above(amount=figures.amount(figure.number - high, figure, words), aim=aim)
    return said.on(aim=aim) if low == high else said.inside(aim=aim)


def spoken_range(text: str, words: Words) -> str:
    """A range as printed, perhaps back to front -> ``65 to 75%``; else the text as it is."""
    main, bracket = figures.parted(text)
    match = _RANGE.fullmatch(main.strip())
    if match is None:
        return text
    ends = sorted((match["first"], match["second"]), key=lambda n: Decimal(n.replace(",", "")))
    low = f"{match['before']}{ends[0]}{match['between']}"
    high = f"{match['sign']}{ends[1]}{match['after']}"
    return f"{words.sentences.range(low=low.strip(), high=high.strip())} {bracket}".strip()


def _travel(
    indicator: PublicIndicator, latest: _Latest, months: Sequence[Period], words: Words
) -> str:
    """Which way it went since the figure before.

    Of a year to date that is not its latest month's own figure, the months are named: it is they
    that are compared.
    """
    travel, said = indicator.since_last_period, words.sentences
    if travel is None:
        return ""
    before, after = months[travel.earlier], months[travel.later]
    earlier = periods.after(before, after, words)
    if _is_the_months_own(indicator, latest, travel.later):
        if latest.place is None:  # no period has been named
            earlier = periods.named(before, words)
        return _ways(said)[travel.direction](earlier=earlier)
    later = periods.named(after, words)
    return _ways_of_periods(said)[travel.direction](earlier=earlier, later=later)


def _is_the_months_own(indicator: PublicIndicator, latest: _Latest, later: int) -> bool:
    month = indicator.months[later]
    if indicator.accumulation is Accumulation.RUNNING_TOTAL or not isinstance(month, Shown):
        return False
    return latest.place == later or latest.figure == month


def _ways(said: SentenceWords) -> dict[Direction, Phrase]:
    return {
        Direction.BETTER: said.better,
        Direction.WORSE: said.worse,
        Direction.SAME: said.same,
        Direction.UP: said.up,
        Direction.DOWN: said.down,
    }


def _ways_of_periods(said: SentenceWords) -> dict[Direction, Phrase]:
    return {
        Direction.BETTER: said.period_better,
        Direction.WORSE: said.period_worse,
        Direction.SAME: said.period_same,
        Direction.UP: said.period_up,
        Direction.DOWN: said.period_down,
    }


@dataclass(frozen=True, slots=True)
class Travellers:
    """Who got better and who worse (numbers, else titles), and since when, as a sentence begins."""

    since: str
    better: tuple[str, ...]
    worse: tuple[str, ...]


def travellers(blocks: Sequence[DisclosedBlock[PublicIndicator]], words: Words) -> Travellers:
    """A card's blocks -> who got better and worse since the figure before."""
    gone: dict[Direction, list[str]] = {Direction.BETTER: [], Direction.WORSE: []}
    starts: set[Period] = set()
    for block in blocks:
        for indicator in block.indicators:
            travel = indicator.since_last_period
            if travel and travel.direction in gone:
                gone[travel.direction].append(name(indicator))
                starts.add(block.months[travel.earlier])
    said = words.sentences
    one = len(starts) == 1
    since = said.since_period(period=periods.named(starts.pop(), words)) if one else ""
    better, worse = gone.values()
    return Travellers(since or said.since_before, tuple(better), tuple(worse))
