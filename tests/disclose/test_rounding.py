"""Rounded figures tell what their rounded counts tell, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.disclose.rounding import rounded, to_nearest
from packgen.model.observation import Figure, Unit
from tests.cards import reading


@pytest.mark.parametrize(
    ("text", "printed"),
    [("13", "15"), ("12", "10"), ("1,268", "1,270"), ("0", "0"), ("20% (30/152)", "20% (30/150)"),
     ("12% (3/26)", "20% (5/25)")],
)  # fmt: skip
def test_counts_are_rounded_and_percentages_follow(text: str, printed: str) -> None:
    figure = reading(text)
    assert isinstance(figure, Figure)
    found = rounded(figure, 5)
    assert found is not None
    assert found.text == printed


def test_a_rate_beside_a_count_would_tell_the_count() -> None:
    figure = Figure("17 (rate:0.07)", Decimal(17), Decimal(17), rate=Decimal("0.07"))
    found = rounded(figure, 5)
    assert found is not None
    assert (found.text, found.rate) == ("15", None)


def test_words_beside_a_count_stay() -> None:
    found = rounded(Figure("Provisional (47)", Decimal(47), Decimal(47), provisional=True), 5)
    assert found is not None
    assert found.text == "Provisional (45)"


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.WEEKS, Unit.POUNDS, Unit.RATE])
def test_what_is_no_count_is_left_alone(unit: Unit) -> None:
    assert rounded(Figure("41", Decimal(41), Decimal(41), unit), 5) is None


@given(st.integers(-(10**6), 10**6), st.integers(1, 100))
def test_nothing_moves_by_more_than_half_the_base(number: int, base: int) -> None:
    found = to_nearest(number, base)
    assert found % base == 0
    assert 2 * abs(found - number) <= base


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 400), st.integers(1, 400))
def test_ratios_whose_counts_round_alike_print_alike(a: int, b: int, c: int, d: int) -> None:
    def figure(n: int, whole: int) -> Figure:
        share = Decimal(round(100 * n / whole))
        return Figure(f"{share}% ({n}/{whole})", share, share, Unit.PERCENT, n, whole)

    alike = (to_nearest(a, 5), to_nearest(b, 5)) == (to_nearest(c, 5), to_nearest(d, 5))
    first, second = rounded(figure(a, b), 5), rounded(figure(c, d), 5)
    assert first is not None and second is not None
    assert (first.text == second.text) or not alike
