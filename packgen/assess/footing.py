"""Footing: how the months of an indicator make its year to date."""

from __future__ import annotations

from decimal import Decimal

from packgen.assess.figures import figure, monthly
from packgen.model.indicator import Indicator
from packgen.model.observation import Figure, Unit
from packgen.model.trend import Accumulation


def accumulation(indicator: Indicator) -> Accumulation:
    """An indicator -> the one way in which its months foot to its year to date, else UNKNOWN.

    One month foots in every way, and so says nothing.
    """
    total = figure(indicator.year_to_date)
    months = [value for _, value in monthly(indicator)]
    if total is None or len(months) < 2 or any(m.unit is not total.unit for m in months):
        return Accumulation.UNKNOWN
    if total.denominator is not None and all(m.denominator is not None for m in months):
        return _of_ratios(months, total)
    if total.unit is Unit.COUNT:
        return _of_counts(months, total)
    return _of_rates(months, total)


def foots(kind: Accumulation, months: list[Figure], total: Figure) -> bool:
    """Whether all the months so far make the year to date in this way; true where none can say."""
    if any(m.unit is not total.unit for m in months):
        return True
    numbers = [m.number for m in months]
    match kind:
        case Accumulation.PER_MONTH:
            if total.denominator is not None and all(m.denominator is not None for m in months):
                return _of_ratios(months, total) is kind
            return total.unit not in (Unit.COUNT, Unit.POUNDS) or sum(numbers) == total.number
        case Accumulation.RUNNING_TOTAL | Accumulation.SNAPSHOT | Accumulation.RUNNING_RATE:
            return numbers[-1] == total.number or months[-1].printed == total.printed
        case Accumulation.AVERAGE:
            return _average(months, total) is kind
        case Accumulation.UNKNOWN:
            return True


def ratio_sums(indicator: Indicator) -> tuple[int, int] | None:
    """The sums of the months' numerators and denominators; None when a month is no ratio."""
    months = [value for _, value in monthly(indicator)]
    numerators = [m.numerator for m in months if m.numerator is not None]
    denominators = [m.denominator for m in months if m.denominator is not None]
    if not months or not len(months) == len(numerators) == len(denominators):
        return None
    return sum(numerators), sum(denominators)


def _of_ratios(months: list[Figure], total: Figure) -> Accumulation:
    whole = (total.numerator, total.denominator)
    last = (months[-1].numerator, months[-1].denominator)
    sums = (sum(m.numerator or 0 for m in months), sum(m.denominator or 0 for m in months))
    if sums == whole:
        return Accumulation.PER_MONTH
    return Accumulation.RUNNING_RATE if last == whole else Accumulation.UNKNOWN


def _of_counts(figures: list[Figure], of_year: Figure) -> Accumulation:
    months, total = [m.number for m in figures], of_year.number
    if sum(months) == total != months[-1]:
        return Accumulation.PER_MONTH
    if sum(months) == total:
        return Accumulation.UNKNOWN
    if months[-1] != total:
        return _average(figures, of_year)
    # A running total starts near nothing and only grows; a snapshot starts near where it ends.
    start_of_a_total = total * (1 + Decimal(1) / len(months)) / 2
    if months == sorted(months) and months[0] < start_of_a_total:
        return Accumulation.RUNNING_TOTAL
    return Accumulation.SNAPSHOT


def _of_rates(months: list[Figure], total: Figure) -> Accumulation:
    if months[-1].number == total.number:
        return Accumulation.RUNNING_RATE
    return _average(months, total)


def _average(months: list[Figure], total: Figure) -> Accumulation:
    """AVERAGE if the months' mean prints as the year to date does."""
    mean = sum((m.number for m in months), Decimal(0)) / len(months)
    half_a_digit = Decimal(5).scaleb(int(total.printed.as_tuple().exponent) - 1)
    near = abs(mean - total.printed) <= half_a_digit
    return Accumulation.AVERAGE if near else Accumulation.UNKNOWN
