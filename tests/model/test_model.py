"""Facts: months, addresses."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from packgen.model.observation import CellRef
from packgen.model.period import FourWeeks, HalfYear, Month, Period, Quarter, Year, YearKind


def test_a_month_knows_its_labels_and_its_last_day() -> None:
    june = Month(2023, 6)
    assert (june.label, june.long_label, june.last_day) == (
        "Jun-23",
        "June 2023",
        date(2023, 6, 30),
    )


@pytest.mark.parametrize(
    ("months", "expected"),
    [(1, Month(2023, 7)), (7, Month(2024, 1)), (-6, Month(2022, 12)), (0, Month(2023, 6))],
)
def test_months_shift_over_years(months: int, expected: Month) -> None:
    assert Month(2023, 6).shifted(months) == expected
    assert expected - Month(2023, 6) == months


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_thirteenth_month(month: int) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month(2023, month)


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_addresses_are_written_as_sheets_do(column: int, letters: str) -> None:
    assert str(CellRef("Part 2", 10, column)) == f"Part 2!{letters}10"


def test_years_are_told_by_their_first_month() -> None:
    kinds = [YearKind.starting_in(month) for month in (4, 1, 9, 7)]
    assert kinds == [YearKind.FINANCIAL, YearKind.CALENDAR, YearKind.ACADEMIC, YearKind.OTHER]


@pytest.mark.parametrize(
    ("period", "label", "code", "first", "last"),
    [
        (Quarter(2023, 1), "Q1 2023/24", "2023-2024-Q1", (2023, 4, 1), (2023, 6, 30)),
        (Quarter(2023, 4), "Q4 2023/24", "2023-2024-Q4", (2024, 1, 1), (2024, 3, 31)),
        (Quarter(2023, 2, starts=10), "Q2 2023/24", "2023-2024-Q2", (2024, 1, 1), (2024, 3, 31)),
        (Quarter(2023, 1, starts=1), "Q1 2023", "2023-Q1", (2023, 1, 1), (2023, 3, 31)),
        (HalfYear(2023, 2), "H2 2023/24", "2023-2024-H2", (2023, 10, 1), (2024, 3, 31)),
        (FourWeeks(2023, 1), "P1 2023/24", "2023-2024-P01", (2023, 4, 1), (2023, 4, 28)),
        (FourWeeks(2023, 13), "P13 2023/24", "2023-2024-P13", (2024, 3, 2), (2024, 3, 31)),
        (Year(2011), "2011/12", "2011-2012", (2011, 4, 1), (2012, 3, 31)),
        (Year(2023, starts=1), "2023", "2023", (2023, 1, 1), (2023, 12, 31)),
    ],
)
def test_other_periods_know_theirs(
    period: Period, label: str, code: str, first: tuple[int, ...], last: tuple[int, ...]
) -> None:
    assert (period.label, period.code) == (label, code)
    assert (period.first_day, period.last_day) == (date(*first), date(*last))
    assert period.year_before.first_day.year == first[0] - 1
    assert period.next.first_day == period.last_day + timedelta(days=1)


PERIODS: list[Period] = [
    *(Month(2023, 1).shifted(n) for n in range(16)),
    *(Quarter(year, n) for year in (2022, 2023) for n in (1, 2, 3, 4)),
    *(FourWeeks(2023, n) for n in range(1, 14)),
    Year(2022),
    Year(2023),
]


@pytest.mark.parametrize("one", PERIODS, ids=lambda period: period.label)
def test_periods_of_any_kind_are_ordered_by_their_ends(one: Period) -> None:
    for other in PERIODS:
        assert (one < other) is (one.last_day < other.last_day)
        assert (one <= other) is (one.last_day <= other.last_day)
        assert (one > other, one >= other) == (other < one, other <= one)
        assert (one == other) is (one is other)


def test_the_latest_of_its_kind_at_a_position() -> None:
    june = Month(2023, 6)
    latest = [period.label for period in PERIODS if period.is_latest_at(june)]
    assert latest == ["Jun-23", "Q1 2023/24", "P3 2023/24", "2022/23"]
    assert Month(2023, 6).is_latest_at(Quarter(2023, 1))
    assert not Month(2023, 5).is_latest_at(Quarter(2023, 1))


@pytest.mark.parametrize("make", [lambda: Quarter(2023, 5), lambda: FourWeeks(2023, 14),
                                  lambda: Year(2023, 13), lambda: HalfYear(99, 1)])  # fmt: skip
def test_there_is_no_fifth_quarter(make: Callable[[], Period]) -> None:
    with pytest.raises(ValueError, match="not a period"):
        make()
