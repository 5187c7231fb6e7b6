"""Amounts are written as the figure beside them is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.model.money import pounds_like, written_like


@pytest.mark.parametrize(
    ("amount", "figure", "written"),
    [
        ("32900000", "£217.1m", "32.9m"),
        ("145400000", "£104.6m", "145.4m"),
        ("32000000", "£218.0m", "32.0m"),
        ("32850000", "£217.1m", "32.85m"),
        ("1076544", "£1.2m", "1,076,544"),
        ("400", "£3k", "0.4k"),
        ("1500000000", "£2.5bn", "1.5bn"),
        ("3500000", "£2 million", "3.5 million"),
        ("39905", "£889,905", "39,905"),
        ("39905", "£889905", "39905"),
        ("145399100", "£900", "145,399,100"),
        ("50.5", "£1,250.50", "50.50"),
        ("50.5", "£1,250", "50.50"),
        ("50", "£1,250", "50"),
        ("0.25", "£.75", "0.25"),
        ("20", "Rate unknown", "20"),
    ],
)
def test_an_amount_has_the_figures_form(amount: str, figure: str, written: str) -> None:
    assert written_like(Decimal(amount), figure) == written


def test_a_sum_below_nothing_has_its_sign_before_the_pound() -> None:
    assert pounds_like(Decimal("-18400000.0"), "-£1.1m") == "-£18.4m"
    assert pounds_like(Decimal(2684068346), "£223,672,362") == "£2,684,068,346"


@given(
    st.decimals(0, 10**10, places=2),
    st.sampled_from(["£1.2m", "£3k", "£4,000", "£4.55bn", "£4000"]),
)
def test_no_amount_is_rounded(amount: Decimal, figure: str) -> None:
    written = written_like(amount, figure).replace(",", "")
    scale = {"k": 10**3, "m": 10**6, "n": 10**9}.get(written[-1], 1)
    assert Decimal(written.rstrip("kmbn")) * scale == amount
