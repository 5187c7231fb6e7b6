"""Facts: months, addresses."""

from datetime import date

import pytest

from packgen.model.observation import CellRef
from packgen.model.period import Month, YearKind


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
