"""Periods: months, quarters, four-week periods, half-years and years, and the kinds of year."""

from __future__ import annotations

import calendar
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import ClassVar

MONTH_NAMES: tuple[str, ...] = tuple(calendar.month_name)[1:]
MONTH_ABBREVIATIONS: tuple[str, ...] = tuple(calendar.month_abbr)[1:]
_MONTH_END = 31  # stands for a month's last day where ends are compared
_APRIL = 4


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


class Period(ABC):
    """A stretch of time that figures are counted over; orders by its end, of whatever length."""

    __slots__ = ()
    noun: ClassVar[str]
    months: ClassVar[int]
    """How many whole months it holds; 0 for a period that is not made of months."""

    @property
    @abstractmethod
    def label(self) -> str:
        """As the papers head a column with it: ``Apr-23``, ``Q1 2023/24``."""

    @property
    @abstractmethod
    def long_label(self) -> str:
        """As a sentence names it: ``April 2023``, ``quarter 1 of 2023/24``."""

    @property
    @abstractmethod
    def code(self) -> str:
        """As data files name it: ``2023-04``, ``2023-2024-Q1``."""

    @property
    @abstractmethod
    def first_day(self) -> date:
        """The day on which it begins."""

    @property
    @abstractmethod
    def next(self) -> Period:
        """The period of its kind that follows it."""

    @property
    @abstractmethod
    def year_before(self) -> Period:
        """The same period a year earlier."""

    @property
    @abstractmethod
    def starts_year_in(self) -> int:
        """The month (1 to 12) in which a table that begins with it starts its year."""

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return self.next.first_day - timedelta(days=1)

    @property
    def end(self) -> tuple[int, int, int]:
        """Its last year, month and day, for ordering; any month's last day counts as 31."""
        following = self.next.first_day
        day = following - timedelta(days=1)
        return day.year, day.month, _MONTH_END if following.day == 1 else day.day

    def is_latest_at(self, position: Period) -> bool:
        """Whether it is the last of its kind that is over at the end of another period."""
        return self.end <= position.end < self.next.end

    def __lt__(self, other: Period) -> bool:
        return self.end < other.end

    def __le__(self, other: Period) -> bool:
        return self.end <= other.end

    def __gt__(self, other: Period) -> bool:
        return self.end > other.end

    def __ge__(self, other: Period) -> bool:
        return self.end >= other.end


@dataclass(frozen=True, slots=True)
class Month(Period):
    """One calendar month."""

    year: int
    month: int

    noun: ClassVar[str] = "month"
    months: ClassVar[int] = 1

    def __post_init__(self) -> None:
        # A year more on either side, for neighbours.
        if not (1 <= self.month <= 12 and 1899 <= self.year <= 2201):
            raise ValueError(f"not a month: {self.year}-{self.month}")

    @property
    def label(self) -> str:
        return f"{MONTH_ABBREVIATIONS[self.month - 1]}-{self.year % 100:02d}"

    @property
    def long_label(self) -> str:
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    @property
    def code(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def next(self) -> Month:
        return self.shifted(1)

    @property
    def year_before(self) -> Month:
        return self.shifted(-12)

    @property
    def starts_year_in(self) -> int:
        return self.month

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def end(self) -> tuple[int, int, int]:
        return self.year, self.month, _MONTH_END

    def shifted(self, months: int) -> Month:
        """The month so many months later (or earlier, if negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __sub__(self, other: Month) -> int:
        return (self.year - other.year) * 12 + self.month - other.month


@dataclass(frozen=True, slots=True)
class Year(Period):
    """A whole year by the calendar year that it starts in and its first month (1 to 12)."""

    year: int
    starts: int = _APRIL

    noun: ClassVar[str] = "year"
    months: ClassVar[int] = 12

    def __post_init__(self) -> None:
        _require(self.year, 1, 1, self.starts)

    @property
    def label(self) -> str:
        return str(self.year) if self.starts == 1 else f"{self.year}/{(self.year + 1) % 100:02d}"

    @property
    def long_label(self) -> str:
        return self.label

    @property
    def code(self) -> str:
        # Not 2011-12, which names a month.
        return str(self.year) if self.starts == 1 else f"{self.year}-{self.year + 1}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.starts, 1)

    @property
    def next(self) -> Year:
        return Year(self.year + 1, self.starts)

    @property
    def year_before(self) -> Year:
        return Year(self.year - 1, self.starts)

    @property
    def starts_year_in(self) -> int:
        return self.starts


@dataclass(frozen=True, slots=True)
class PartOfYear(Period):
    """One of the equal parts of a year: its year's first calendar year, its number from 1, and
    the month (1 to 12) that its year starts in."""

    year: int
    number: int
    starts: int = _APRIL

    parts: ClassVar[int]
    letter: ClassVar[str]

    def __post_init__(self) -> None:
        _require(self.year, self.number, self.parts, self.starts)

    @property
    def whole(self) -> Year:
        """The year that it is part of."""
        return Year(self.year, self.starts)

    @property
    def label(self) -> str:
        return f"{self.letter}{self.number} {self.whole.label}"

    @property
    def long_label(self) -> str:
        return f"{self.noun} {self.number} of {self.whole.label}"

    @property
    def code(self) -> str:
        return f"{self.whole.code}-{self.letter}{self.number:0{len(str(self.parts))}d}"

    @property
    def first_day(self) -> date:
        return Month(self.year, self.starts).shifted(self.months * (self.number - 1)).first_day

    @property
    def next(self) -> PartOfYear:
        later = self.number == self.parts
        return type(self)(self.year + later, 1 if later else self.number + 1, self.starts)

    @property
    def year_before(self) -> PartOfYear:
        return type(self)(self.year - 1, self.number, self.starts)

    @property
    def starts_year_in(self) -> int:
        return self.starts


class Quarter(PartOfYear):
    """Three months of a year: ``Q1 2023/24``."""

    __slots__ = ()
    parts, months, letter, noun = 4, 3, "Q", "quarter"


class HalfYear(PartOfYear):
    """Six months of a year: ``H1 2023/24``."""

    __slots__ = ()
    parts, months, letter, noun = 2, 6, "H", "half-year"


class Term(PartOfYear):
    """One of the three terms of a school year: ``Autumn 2023/24``; four months each."""

    __slots__ = ()
    parts, months, letter, noun = 3, 4, "T", "term"
    names: ClassVar[tuple[str, ...]] = ("Autumn", "Spring", "Summer")

    @property
    def label(self) -> str:
        return f"{self.names[self.number - 1]} {self.whole.label}"

    @property
    def long_label(self) -> str:
        return f"the {self.names[self.number - 1].lower()} term of {self.whole.label}"


class FourWeeks(PartOfYear):
    """One of a year's thirteen periods of four weeks: ``P1 2023/24``.

    Its days are counted from the first of the year, and the thirteenth runs to the year's end: a
    council that ends its periods on a weekday differs by a few days.
    """

    __slots__ = ()
    parts, months, letter, noun = 13, 0, "P", "period"

    @property
    def first_day(self) -> date:
        return self.whole.first_day + timedelta(weeks=4 * (self.number - 1))


def _require(year: int, number: int, parts: int, starts: int) -> None:
    if not (1899 <= year <= 2201 and 1 <= number <= parts and 1 <= starts <= 12):
        raise ValueError(f"not a period: {number} of {parts} of {year}, from month {starts}")
