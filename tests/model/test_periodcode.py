"""Period codes: every period is written, and read back the same."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from packgen.model.period import FourWeeks, HalfYear, Month, Period, Quarter, Term, Year
from packgen.model.periodcode import period_code, period_of
from tests.store.publications import PERIODS


@given(PERIODS)
@example(Year(2011, 1))
@example(Year(2011, 4))
@example(Month(2011, 12))
def test_what_is_written_is_read_back(period: Period) -> None:
    assert period_of(period_code(period)) == period


@given(PERIODS, PERIODS)
@example(Year(2023, 9), Year(2023, 4))
def test_no_two_periods_share_a_code(one: Period, other: Period) -> None:
    assert (period_code(one) == period_code(other)) == (one == other)


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (Month(2023, 6), "2023-06"),
        (Year(2023, 4), "2023-2024"),
        (Year(2023, 1), "2023"),
        (Quarter(2023, 1), "2023-2024-Q1"),
        (HalfYear(2023, 2, 1), "2023-H2"),
        (Term(2023, 3, 9), "2023-2024-T3@09"),
        (FourWeeks(2023, 3), "2023-2024-P03"),
    ],
)
def test_codes_are_those_of_data_files_and_name_an_unusual_year(period: Period, code: str) -> None:
    assert period_code(period) == code


@pytest.mark.parametrize(
    "text",
    ["", "2023-13", "2023-2025", "2023-2024-Q5", "2023-2024-Q01", "2023-2024@04", "2023@01", "0023",
     "2023-2024-X1", "2023-06 ", "2023-06\n", "٢٠٢٣", "2023-2024-Q1@13", "2023-2024-P3"],
)  # fmt: skip
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a "):
        period_of(text)


@given(st.text(max_size=15))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert period_code(period_of(text)) == text
