"""Bank holidays, from the list that comes with govuk-bank-holidays; the network is never asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache


def bank_holidays(division: str) -> frozenset[date]:
    """A division (``england-and-wales``) -> its bank holidays in all years that are known."""
    return frozenset(day for days in _known(division).values() for day in days)


def unknown_years(division: str, first: date, last: date) -> tuple[int, ...]:
    """A division and a span of days -> the years in it whose bank holidays aren't known."""
    known = _known(division)
    return tuple(year for year in range(first.year, last.year + 1) if year not in known)


@cache
def _known(division: str) -> Mapping[int, tuple[date, ...]]:
    from govuk_bank_holidays.bank_holidays import BankHolidays

    found: dict[int, list[date]] = {}
    for holiday in BankHolidays(use_cached_holidays=True).get_holidays(division=division):
        found.setdefault(holiday["date"].year, []).append(holiday["date"])
    return {year: tuple(days) for year, days in found.items()}
