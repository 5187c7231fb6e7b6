"""Periods in a language's words: as heads of columns, in sentences, and over a whole table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from packgen.model.period import (
    FourWeeks,
    HalfYear,
    Month,
    PartOfYear,
    Period,
    Quarter,
    Term,
    Year,
    YearKind,
)
from packgen.settings.words import Words


def head(period: Period, words: Words) -> str:
    """A period as a column's head: ``Apr-23``, ``Q1 2023/24``."""
    said = words.periods
    if isinstance(period, Month):
        name = said.short[period.month - 1]
        return said.month_head(month=name, year=f"{period.year % 100:02d}")
    if isinstance(period, Term):
        return said.term_head(term=said.terms[period.number - 1], year=period.whole.label)
    if isinstance(period, PartOfYear):
        heads = {
            Quarter: said.quarter_head,
            HalfYear: said.half_year_head,
            FourWeeks: said.four_weeks_head,
        }
        return heads[type(period)](number=str(period.number), year=period.whole.label)
    return period.label


def named(period: Period, words: Words) -> str:
    """A period in a sentence: ``April 2023``, ``quarter 1 of 2023/24``."""
    said = words.periods
    if isinstance(period, Month):
        return said.month(month=said.long[period.month - 1], year=str(period.year))
    if isinstance(period, Term):
        return said.term(term=said.terms[period.number - 1].lower(), year=period.whole.label)
    if isinstance(period, PartOfYear):
        names = {
            Quarter: said.quarter,
            HalfYear: said.half_year,
            FourWeeks: said.four_weeks,
        }
        return names[type(period)](number=str(period.number), year=period.whole.label)
    return period.label


def day(when: date, words: Words) -> str:
    """A day: ``23 April 2024``."""
    return f"{when.day} {named(Month(when.year, when.month), words)}"


def after(earlier: Period, later: Period, words: Words) -> str:
    """A period as a sentence names it after a later one: without the year that both share."""
    said = words.periods
    if isinstance(earlier, Month) and isinstance(later, Month) and earlier.year == later.year:
        return said.month_only(month=said.long[earlier.month - 1])
    if not (isinstance(earlier, PartOfYear) and isinstance(later, type(earlier))):
        return named(earlier, words)
    if earlier.whole != later.whole:
        return named(earlier, words)
    if isinstance(earlier, Term):
        return said.term_only(term=said.terms[earlier.number - 1].lower())
    only = {
        Quarter: said.quarter_only,
        HalfYear: said.half_year_only,
        FourWeeks: said.four_weeks_only,
    }
    return only[type(earlier)](number=str(earlier.number))


def year_name(periods: Sequence[Period], year: YearKind, words: Words) -> str:
    """A block's periods -> ``2023/24``, ``2023 (calendar year)``, ``2019/20 to 2023/24``."""
    first, last = periods[0], periods[-1]
    if not (isinstance(first, Month) and isinstance(last, Month)):
        begun, ended = _whole_year(first), _whole_year(last)
        return begun if begun == ended else words.periods.span(first=begun, last=ended)
    if year is YearKind.CALENDAR:
        return words.periods.calendar_year(year=str(first.year))
    end = max(last.year, first.shifted(11).year)
    return f"{first.year}/{end % 100:02d}" if end != first.year else str(first.year)


def over_all(periods: Sequence[Period], year: YearKind, words: Words) -> str:
    """A block's periods -> what stands over them all: ``Months of 2023/24``."""
    said = words.periods
    phrases = {
        Month: said.months_of,
        Quarter: said.quarters_of,
        HalfYear: said.half_years_of,
        Term: said.terms_of,
        FourWeeks: said.four_weeks_of,
        Year: said.years_of,
    }
    return phrases[type(periods[0])](year=year_name(periods, year, words))


def counted(periods: Sequence[Period], words: Words) -> str:
    """A block's periods -> ``12 months``, ``4 quarters``."""
    said = words.counts
    plurals = {
        Month: said.months,
        Quarter: said.quarters,
        HalfYear: said.half_years,
        Term: said.terms,
        FourWeeks: said.four_weeks,
        Year: said.years,
    }
    return plurals[type(periods[0])](len(periods))


def _whole_year(period: Period) -> str:
    whole = period.whole if isinstance(period, PartOfYear) else period
    return whole.label
