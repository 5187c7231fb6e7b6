"""Ratings: what a RAG tells of the figure that it judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from packgen.disclose.amounts import Amount, last_place
from packgen.disclose.world import Linear
from packgen.model.observation import Unit
from packgen.model.rating import Band, Rating, RatingRule
from packgen.model.target import Polarity


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high`` (None: no bound); ``over`` and ``under``: without the end
    itself."""

    low: Fraction | None = None
    high: Fraction | None = None
    over: bool = False
    under: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.over or self.under))


_NOTHING = Interval(Fraction(1), Fraction(0))


def told_by(
    rule: RatingRule, rating: Rating, amount: Amount, truth: Sequence[int], *, shown: bool
) -> list[Linear]:
    """A rule, the rating stated, the figure judged and its true quantities -> what readers take
    from it.

    Where the target may be the year's or to date, and a percentage rated as it is or as it is
    rounded, they take what is true of the figure. Where the rating is not what the rule gives they
    are misled, unless they see the figure (``shown``): then they take nothing from it.
    """
    bands = [band for band in (*rule.bands, rule.whole) if _fits(rule, rating, amount, band)]
    own = [band for band in bands if band in rule.bands] or bands
    if own:
        told = _both(interval(rule, rating, band) for band in own)
    elif shown:
        return []
    else:
        each = [interval(rule, rating, band) for band in (*rule.bands, rule.whole)]
        possible = [i for i in each if not i.is_empty]
        told = _hull(possible) if possible else _NOTHING
    tells = _linear(amount, told, truth)
    return (_linear(amount, _missed(rule), truth) or []) if tells is None else tells


def follows(rule: RatingRule, rating: Rating, amount: Amount) -> bool:
    """Whether a stated rating is what its rule gives, one way of reading the target or other."""
    return any(_fits(rule, rating, amount, band) for band in (*rule.bands, rule.whole))


def _fits(rule: RatingRule, rating: Rating, amount: Amount, band: Band) -> bool:
    return rule.rate(amount.figure.number, band) is rating


def interval(rule: RatingRule, rating: Rating, band: Band) -> Interval:
    """The figures that a rule rates so against a band; all between them where there are two such
    stretches, one on either side."""
    low, high = Fraction(band.low), Fraction(band.high)
    least = low - abs(low) * Fraction(rule.tolerance)
    most = high + abs(high) * Fraction(rule.tolerance)
    edges = {
        (Polarity.LOW, Rating.GREEN): Interval(high=high),
        (Polarity.LOW, Rating.AMBER): Interval(high, most, over=True),
        (Polarity.LOW, Rating.RED): Interval(low=most, over=True),
        (Polarity.HIGH, Rating.GREEN): Interval(low=low),
        (Polarity.HIGH, Rating.AMBER): Interval(least, low, under=True),
        (Polarity.HIGH, Rating.RED): Interval(high=least, under=True),
        (Polarity.NONE, Rating.GREEN): Interval(low, high),
        (Polarity.NONE, Rating.AMBER): Interval(least, most),
    }
    return edges.get((rule.polarity, rating), Interval())


def _missed(rule: RatingRule) -> Interval:
    """What is not GREEN, whatever the tolerance and the share of the year."""
    bands = (*rule.bands, rule.whole)
    match rule.polarity:
        case Polarity.LOW:
            return Interval(low=min(Fraction(band.high) for band in bands), over=True)
        case Polarity.HIGH:
            return Interval(high=max(Fraction(band.low) for band in bands), under=True)
    return Interval()


def _both(intervals: Iterable[Interval]) -> Interval:
    """What lies in every one."""
    told = Interval()
    for each in intervals:
        low, over = _end(told.low, told.over, each.low, each.over, 1)
        high, under = _end(told.high, told.under, each.high, each.under, -1)
        told = Interval(low, high, over, under)
    return told


def _end(
    one: Fraction | None, open_one: bool, other: Fraction | None, open_other: bool, side: int
) -> tuple[Fraction | None, bool]:
    """The narrower of two ends; ``side`` 1 for low ones, -1 for high ones."""
    if one is None or other is None:
        return (other, open_other) if one is None else (one, open_one)
    if one == other:
        return one, open_one or open_other
    return (one, open_one) if (one - other) * side > 0 else (other, open_other)


def _hull(intervals: Sequence[Interval]) -> Interval:
    """From the lowest to the highest of them; without bounds when there are none."""
    lows = [(each.low, each.over) for each in intervals if each.low is not None]
    highs = [(each.high, not each.under) for each in intervals if each.high is not None]
    low = min(lows) if len(lows) == len(intervals) else (None, False)
    high = max(highs) if len(highs) == len(intervals) else (None, True)
    return Interval(low[0], high[0], low[1], not high[1])


def _linear(amount: Amount, told: Interval, truth: Sequence[int]) -> list[Linear] | None:
    """An interval of an amount's numbers -> the same of its quantities; None when it is empty."""
    if told.is_empty:
        return None
    if amount.is_ratio:
        return _of_ratio(amount, told, truth) if amount.figure.unit is Unit.PERCENT else []
    step, half = Fraction(10) ** amount.step, Fraction(amount.rounding, 2)
    low = None if told.low is None else told.low / step - half
    high = None if told.high is None else told.high / step + half
    least = None if low is None else ceil(low) + (told.over and not half and low == ceil(low))
    most = None if high is None else floor(high) - (told.under and not half and high == floor(high))
    if least is None and most is None:
        return []
    if least is not None and most is not None and least > most:
        return None
    return [Linear(((amount.quantities[0], 1),), least, most)]


def _of_ratio(amount: Amount, told: Interval, truth: Sequence[int]) -> list[Linear]:
    """An interval of percentages -> the same of numerator and denominator. An end that the true
    ones miss, but not as they are rounded, is taken as rounded."""
    half = Fraction(10) ** last_place(amount.figure) / 2
    exact = Fraction(100 * truth[0], truth[1]) if truth[1] else Fraction(0)
    found = []
    for end, strict, side in ((told.low, told.over, 1), (told.high, told.under, -1)):
        if end is None:
            continue
        beyond = (end - exact) * side
        misses = beyond > 0 or (strict and beyond == 0)
        rounded = misses and beyond <= half
        edge, bound = (end - half * side, 0) if rounded else (end, side * strict)
        parts = zip(amount.quantities, (100 * edge.denominator, -edge.numerator), strict=True)
        terms = tuple((quantity, times) for quantity, times in parts if times)
        found.append(Linear(terms, bound, None) if side > 0 else Linear(terms, None, bound))
    return found
