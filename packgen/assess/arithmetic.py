"""Arithmetic: the year to date against its months, percentages against their ratios."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from packgen.assess.figures import figure
from packgen.assess.footing import foots, ratio_sums
from packgen.assess.view import View
from packgen.model.finding import Finding
from packgen.model.money import pounds_like
from packgen.model.observation import CellRef, Figure, Unit
from packgen.model.target import AcceptableRange, Threshold
from packgen.model.trend import Accumulation

_MAY_PASS_100 = re.compile(
    r"\b(?:change|increase|decrease|growth|rise|variance|against|compared|of target|of budget"
    r"|of capacity|occupancy|return on|inflation|turnover)\b",
    re.IGNORECASE,
)
_MAY_BE_NEGATIVE = re.compile(
    r"\b(?:change|increase|decrease|growth|variance|difference|gap|net|balance|surplus|deficit"
    r"|saving|savings|return|inflation|progress)\b",
    re.IGNORECASE,
)
_RATIO_CORRECT = "correct whichever is wrong"


def of_footing(view: View) -> Iterator[Finding]:
    """The year to date against its months, by the declared accumulation or by none known."""
    kind = view.rule.accumulation
    if kind and kind is not Accumulation.UNKNOWN:
        yield from _of_declared(view, kind)
    elif view.judgement.accumulation is Accumulation.UNKNOWN:
        yield from _of_ratio_sums(view)
        yield from _of_sum(view)
        yield from _of_average(view)


def of_ratios(view: View) -> Iterator[Finding]:
    """Percentages against the numerators and denominators printed beside them."""
    for place, value in _values(view):
        if value.numerator is None or value.denominator is None or value.unit is not Unit.PERCENT:
            continue
        at, label = _place(view, place)
        if value.numerator > value.denominator:
            yield view.look(
                "numerator-above-denominator",
                at,
                f": {value.text} {label} has a numerator above its denominator",
                _RATIO_CORRECT,
            )
        elif value.denominator and not _prints(value):
            made = Decimal(100 * value.numerator) / value.denominator
            digits = -min(0, int(value.printed.as_tuple().exponent))
            yield view.look(
                "ratio-differs",
                at,
                f": {value.text} {label} says {value.numerator} of {value.denominator}, which "
                f"makes {made:.{digits}f}%",
                _RATIO_CORRECT,
            )


def of_bounds(view: View) -> Iterator[Finding]:
    """Percentages above 100 and figures below nothing, where neither is usual."""
    yield from _above_100(view)
    values = list(_values(view))
    below = [each for each in values if each[1].number < 0]
    if not below or len(below) * 2 > len(values) or _MAY_BE_NEGATIVE.search(view.indicator.title):
        return
    for place, value in below:
        at, label = _place(view, place)
        yield view.look(
            "negative-figure", at, f" has {value.text} {label}, below nothing", "correct it"
        )


def _above_100(view: View) -> Iterator[Finding]:
    aim = view.indicator.target.aim
    most = aim.high if isinstance(aim, AcceptableRange) else Decimal(0)
    most = aim.number if isinstance(aim, Threshold) else most
    shares = [each for each in _values(view) if each[1].unit is Unit.PERCENT]
    above = [each for each in shares if each[1].number > 100]
    usual = len(above) > 1 and len(above) * 2 > len(shares)
    if most > 100 or usual or _MAY_PASS_100.search(view.indicator.title):
        return
    for place, value in above:
        at, label = _place(view, place)
        if (value.numerator or 0) > (value.denominator or 0):
            continue  # told as such
        yield view.look(
            "percentage-above-100", at, f" has {value.text} {label}, above 100%", "correct it"
        )


def _values(view: View) -> list[tuple[int, Figure]]:
    """Every figure of the year with its place; the year to date stands after the months."""
    total = figure(view.indicator.year_to_date)
    return [*view.figures, *([(len(view.months), total)] if total else [])]


def _place(view: View, place: int) -> tuple[CellRef, str]:
    """A figure's place -> its cell, and words for when it is of."""
    if place < len(view.months):
        return view.indicator.months[place].at, f"in {view.months[place].label}"
    return view.indicator.year_to_date.at, "in the year to date"


def _prints(value: Figure) -> bool:
    """Whether a ratio, rounded as its percentage is, prints as the percentage does."""
    if value.numerator is None or not value.denominator:
        return True
    exact = Decimal(100 * value.numerator) / value.denominator
    half_a_digit = Decimal(5).scaleb(int(value.printed.as_tuple().exponent) - 1)
    return abs(exact - value.printed) <= half_a_digit


def _of_declared(view: View, kind: Accumulation) -> Iterator[Finding]:
    total, figures = figure(view.indicator.year_to_date), view.figures
    if kind is Accumulation.RUNNING_TOTAL:
        for (_, before), (place, after) in pairwise(figures):
            if after.unit is before.unit and after.number < before.number:
                yield view.look(
                    "running-total-falls",
                    view.indicator.months[place].at,
                    f" is declared a running total, but falls from {before.text} to {after.text} "
                    f"in {view.months[place].label}",
                    "correct whichever is wrong, or declare another accumulation in pack.toml",
                )
    months = [value for _, value in figures]
    if total is None or not months or not _whole(view) or foots(kind, months, total):
        return
    yield view.look(
        "footing",
        view.indicator.year_to_date.at,
        f" is declared {kind.value}, but its months do not make its year to date, {total.text}",
        "correct whichever is wrong, or declare another accumulation in pack.toml",
    )


def _of_ratio_sums(view: View) -> Iterator[Finding]:
    total, sums = figure(view.indicator.year_to_date), ratio_sums(view.indicator)
    if not total or not sums or len(view.figures) < 2:
        return
    for name, year, months in (
        ("numerators", total.numerator, sums[0]),
        ("denominators", total.denominator, sums[1]),
    ):
        if year is not None and year != months:
            yield view.look(
                "ratio-footing",
                view.indicator.year_to_date.at,
                f": the months' {name} sum to {months}, the year to date says {year}",
                _RATIO_CORRECT,
            )


def _of_sum(view: View) -> Iterator[Finding]:
    """Counts of every month so far that make the year to date in no known way."""
    total, figures = figure(view.indicator.year_to_date), view.figures
    counts = [value.number for _, value in figures if value.unit is total.unit] if total else []
    if (
        total is None
        or total.unit not in (Unit.COUNT, Unit.POUNDS)
        or len(counts) < 2
        or len(counts) != len(figures)
        or not _whole(view)
        or total.number in (sum(counts), counts[-1])
    ):
        return
    latest = figures[-1][1].text
    money = total.unit is Unit.POUNDS
    summed = pounds_like(sum(counts, Decimal(0)), latest) if money else f"{sum(counts):,}"
    yield view.look(
        "footing",
        view.indicator.year_to_date.at,
        f": the months sum to {summed} and end with {latest}, the year to date says {total.text}",
        "correct whichever is wrong, or say in a note what the year to date counts",
    )


def _of_average(view: View) -> Iterator[Finding]:
    """A rate for the year that no average of the months' rates can be."""
    total, months = figure(view.indicator.year_to_date), view.figures
    rates = [value.number for _, value in months if total and value.unit is total.unit]
    if (
        total is None
        or total.unit in (Unit.COUNT, Unit.POUNDS)
        or len(rates) < 2
        or len(rates) != len(months)
        or not _whole(view)
    ):
        return
    slack = Decimal(len(rates)).scaleb(int(total.printed.as_tuple().exponent)) / 2
    outside = not min(rates) - slack <= total.number <= max(rates) + slack
    if outside and abs(sum(rates) - total.number) > slack:
        low, high = sorted((v for _, v in months), key=_number)[:: len(months) - 1]
        yield view.look(
            "year-to-date-outside-months",
            view.indicator.year_to_date.at,
            f": the year to date, {total.text}, lies outside its months ({low.text} to "
            f"{high.text}), as no average of them can",
            "correct whichever is wrong, or say in a note what the year to date counts",
        )


def _whole(view: View) -> bool:
    """Whether every period from the table's first to the latest has a figure."""
    places = [place for place, _ in view.figures]
    return places == list(range(len(places)))


def _number(value: Figure) -> Decimal:
    return value.number
