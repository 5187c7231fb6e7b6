"""What the figures say against each other. Made from public figures alone: findings are printed."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.assess.figures import figure, monthly
from packgen.assess.footing import ratio_sums
from packgen.model.assessed import Judgement
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Indicator
from packgen.model.observation import Unit
from packgen.model.rating import Rating
from packgen.model.trend import Accumulation

_RATED = (Rating.RED, Rating.AMBER, Rating.GREEN)


def findings(indicator: Indicator, judgement: Judgement) -> Iterator[Finding]:
    """An indicator as the public knows it, and its judgement -> what deserves a look."""
    yield from _of_rating(indicator, judgement)
    yield from _of_unit(indicator)
    yield from _of_ratio_sums(indicator, judgement)


def _of_rating(indicator: Indicator, judgement: Judgement) -> Iterator[Finding]:
    computed, stated = judgement.computed, indicator.stated
    if computed is None:
        return
    if stated.rating is Rating.UNRATED:
        yield Finding(
            "rating-missing",
            Severity.LOOK,
            indicator.at,
            f"indicator {indicator.number} has a target and a figure but no RAG rating",
            f"state one; by rule it would be {computed.rating.value} ({computed.because})",
            indicator.number,
        )
    elif stated.rating in _RATED and stated.rating is not computed.rating:
        yield Finding(
            "rating-differs",
            Severity.LOOK,
            indicator.at,
            f"indicator {indicator.number} is stated {stated.rating.value}, but the rule gives "
            f"{computed.rating.value}: {computed.because}",
            "confirm the stated rating, or change it; the stated one is printed",
            indicator.number,
        )


def _of_unit(indicator: Indicator) -> Iterator[Finding]:
    total = figure(indicator.year_to_date)
    units = {value.unit for _, value in monthly(indicator)}
    if total and units == {Unit.PERCENT} and total.unit is Unit.COUNT:
        yield Finding(
            "unit-missing",
            Severity.LOOK,
            indicator.year_to_date.at,
            f"indicator {indicator.number} has months in per cent, but its year to date is a "
            "number without a unit",
            "write the year to date as a percentage",
            indicator.number,
        )


def _of_ratio_sums(indicator: Indicator, judgement: Judgement) -> Iterator[Finding]:
    total, sums = figure(indicator.year_to_date), ratio_sums(indicator)
    if not total or not sums or judgement.accumulation is not Accumulation.UNKNOWN:
        return
    for name, year, months in (
        ("numerators", total.numerator, sums[0]),
        ("denominators", total.denominator, sums[1]),
    ):
        if year is not None and year != months and len(monthly(indicator)) > 1:
            yield Finding(
                "ratio-footing",
                Severity.LOOK,
                indicator.year_to_date.at,
                f"indicator {indicator.number}: the months' {name} sum to {months}, the year to "
                f"date says {year}",
                "correct whichever is wrong",
                indicator.number,
            )
