"""RAG by rule: a figure against its target or range, in the light of polarity and tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import assert_never

from packgen.assess.figures import figure, judged
from packgen.model.assessed import Computed
from packgen.model.indicator import Indicator
from packgen.model.observation import Figure, Unit
from packgen.model.rating import Band, Rating, RatingRule
from packgen.model.target import AcceptableRange, NoTarget, Polarity, Threshold
from packgen.model.trend import Accumulation
from packgen.settings.rules import Profile, RatingRules

_ANNUAL = (Accumulation.PER_MONTH, Accumulation.RUNNING_TOTAL)


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How many ``periods`` ``of`` the year's are over; each has so many whole months (0: none)."""

    periods: int
    of: int
    months_each: int = 1


def rule_of(
    indicator: Indicator,
    polarity: Polarity,
    accumulation: Accumulation,
    over: Elapsed,
    rules: RatingRules,
) -> RatingRule | None:
    """An indicator -> how it is rated; None without target, figure or polarity.

    An annual target for a count is held against its profile to date.
    """
    aim = indicator.target.aim
    match aim:
        case NoTarget():
            return None
        case Threshold(number=number, unit=unit):
            whole = Band(number, number)
        case AcceptableRange(low=low, high=high, unit=unit):
            whole = Band(low, high)
        case _:
            assert_never(aim)
    value = judged(indicator, unit)
    if value is None or (polarity is Polarity.NONE and isinstance(aim, Threshold)):
        return None
    tolerance = rules.tolerance_of(indicator.number) / 100
    share = _share_of_year(indicator.number, over, rules)
    bands = tuple(
        Band(whole.low * part, whole.high * part)
        for part in _parts(indicator, value, unit, accumulation, share)
    )
    readings = [observation.reading for observation in indicator.observations]
    place = next(p for p in reversed(range(len(readings))) if readings[p] is value)
    return RatingRule(place, polarity, tolerance, bands, whole)


def compute(
    indicator: Indicator, rule: RatingRule | None, accumulation: Accumulation, over: Elapsed
) -> Computed | None:
    """An indicator and how it is rated -> its RAG by rule; None without one, or when in doubt."""
    value = figure(indicator.observations[rule.place]) if rule else None
    if rule is None or value is None:
        return None
    ratings = {rule.rate(value.number, band) for band in rule.bands}
    if len(ratings) > 1:
        return None
    aim = indicator.target.aim
    counted = not isinstance(aim, NoTarget) and value.unit is aim.unit is Unit.COUNT
    scaled = accumulation in _ANNUAL and counted
    rating = ratings.pop()
    over_then = over if scaled else None
    return Computed(rating, _because(indicator, value, rule.polarity, rating, over_then))


def _parts(
    indicator: Indicator,
    value: Figure,
    unit: Unit,
    accumulation: Accumulation,
    share: Decimal,
) -> tuple[Decimal, ...]:
    """The parts of the target that the figure may have to reach by now.

    A count that adds up has to reach the year's share; of a year to date whose making is unknown
    nobody can say, and only a rating that holds both ways is given.
    """
    whole = Decimal(1)
    if not value.unit is unit is Unit.COUNT:
        return (whole,)
    if accumulation in _ANNUAL:
        return (share,)
    is_total = indicator.year_to_date.reading is value
    return (share, whole) if is_total and accumulation is Accumulation.UNKNOWN else (whole,)


def _share_of_year(number: str, over: Elapsed, rules: RatingRules) -> Decimal:
    """The share of an annual target that should be reached by now."""
    rule = rules.of(number)
    amounts = rule.given or (rule.last_year if rule.profile is Profile.SEASONAL else ())
    totals = list(accumulate(amounts))
    months = over.periods * over.months_each
    if len(totals) >= months > 0 and totals[-1] > 0:
        return totals[months - 1] / totals[-1]
    return Decimal(over.periods) / over.of


def _because(
    indicator: Indicator,
    value: Figure,
    polarity: Polarity,
    rating: Rating,
    over: Elapsed | None,
) -> str:
    """The rule in words; ``over`` when the target is the year's and the figure is to date."""
    to_date = (
        f" for the year, of which {over.periods} of {over.of} periods are over" if over else ""
    )
    missed = {Polarity.HIGH: "is below", Polarity.LOW: "is above", Polarity.NONE: "is outside"}
    lies = "meets" if rating is Rating.GREEN else missed[polarity]
    return f"{value.text} {lies} {indicator.target.text}{to_date}, polarity {polarity.value}"
