"""A trend in words: what stands for its picture, for those who can't see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from packgen.compose import figures, periods
from packgen.compose.sentences import spoken_range
from packgen.model.disclosed import PublicIndicator, Shown
from packgen.model.period import Period
from packgen.model.target import AcceptableRange
from packgen.settings.words import Phrase, Words


def trend_sentence(
    indicator: PublicIndicator,
    months: Sequence[Period],
    drawn: Mapping[int, Shown],
    withheld: Sequence[int],
    words: Words,
    *,
    aimed: bool,
    subject: str = "",
) -> str:
    """The points that a trend draws, by their months' places -> the trend in words.

    First and last, the highest and the lowest where they are others, the target if it is drawn
    (``aimed``), and which months are withheld: of these no more than their names. ``subject`` is
    what the trend is of (else the indicator by its number).
    """
    said = words.trends
    named = {p: _point(shown, months[p], words) for p, shown in drawn.items()}
    first, last = min(drawn), max(drawn)
    name = subject or _name(indicator, words)
    if first == last:
        parts = [said.single(indicator=name, first=named[first])]
    else:
        way = _way(drawn[first].number, drawn[last].number, words)
        parts = [way(indicator=name, first=named[first], last=named[last])]
    ends = {drawn[first].number, drawn[last].number}
    high = max(drawn, key=lambda place: drawn[place].number)
    low = min(drawn, key=lambda place: drawn[place].number)
    parts += [said.highest(point=named[high])] if drawn[high].number not in ends else []
    parts += [said.lowest(point=named[low])] if drawn[low].number not in ends else []
    if aimed:
        parts.append(_target(indicator, words))
    if withheld:
        hidden = [periods.named(months[place], words) for place in withheld]
        parts.append(said.withheld(periods=figures.listed(hidden, words)))
    return f"{''.join(parts)}."


def _name(indicator: PublicIndicator, words: Words) -> str:
    if not indicator.number:
        return indicator.title
    return words.trends.numbered(number=indicator.number)


def _point(shown: Shown, month: Period, words: Words) -> str:
    figure, _ = figures.parted(shown.text)
    return words.trends.point(figure=figure, period=periods.named(month, words))


def _way(first: Decimal, last: Decimal, words: Words) -> Phrase:
    if first == last:
        return words.trends.level
    return words.trends.rose if last > first else words.trends.fell


def _target(indicator: PublicIndicator, words: Words) -> str:
    text, said = figures.parted(indicator.target.text)[0], words.trends
    if isinstance(indicator.target.aim, AcceptableRange):
        return said.range(target=spoken_range(text, words))
    return said.target(target=text)
