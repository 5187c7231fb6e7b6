"""Periods: months, and the kinds of year that a scorecard counts them in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import Enum

MONTH_NAMES: tuple[str, ...] = tuple(calendar.month_name)[1:]
MONTH_ABBREVIATIONS: tuple[str, ...] = tuple(calendar.month_abbr)[1:]


class YearKind(Enum):
    """The year that a block of indicators is measured in, by its first month."""

    FINANCIAL = "financial"
    CALENDAR = "calendar"
    ACADEMIC = "academic"
    OTHER = "other"

    @classmethod
    def starting_in(cls, month: int) -> YearKind:
        """The kind of year that starts in this month (1 to 12)."""
        return {4: cls.FINANCIAL, 1: cls.CALENDAR, 8: cls.ACADEMIC, 9: cls.ACADEMIC}.get(
            month, cls.OTHER
        )


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month; orders by time."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1900 <= self.year <= 2200):
            raise ValueError(f"not a month: {self.year}-{self.month}")

    @property
    def label(self) -> str:
        """As the papers head a column with it: ``Apr-23``."""
        return f"{MONTH_ABBREVIATIONS[self.month - 1]}-{self.year % 100:02d}"

    @property
    def long_label(self) -> str:
        """As a sentence names it: ``April 2023``."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def shifted(self, months: int) -> Month:
        """The month so many months later (or earlier, if negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __sub__(self, other: Month) -> int:
        return (self.year - other.year) * 12 + self.month - other.month
