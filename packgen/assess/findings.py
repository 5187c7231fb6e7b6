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
    yield from _of_sum(indicator, judgement)


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


def _of_sum(indicator: Indicator, judgement: Judgement) -> Iterator[Finding]:
    """Counts of every month so far that make the year to date in no known way."""
    total, months = figure(indicator.year_to_date), monthly(indicator)
    counts = [value.number for _, value in months if value.unit is Unit.COUNT]
    whole = [place for place, _ in months] == list(range(len(months)))
    if (
        total is None
        or total.unit is not Unit.COUNT
        or len(counts) < 2
        or len(counts) != len(months)
        or not whole
        or judgement.accumulation is not Accumulation.UNKNOWN
        or total.number in (sum(counts), counts[-1])
    ):
        return
    yield Finding(
        "footing",
        Severity.LOOK,
        indicator.year_to_date.at,
        f"indicator {indicator.number}: the months sum to {sum(counts)} and end with {counts[-1]}, "
        f"the year to date says {total.text}",
        "correct whichever is wrong, or say in a note what the year to date counts",
        indicator.number,
    )
