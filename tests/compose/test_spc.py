"""Statistical process control: limits by hand, rules against a checker by brute force."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.compose.spc import (
    FEWEST,
    Assurance,
    Change,
    Control,
    Limits,
    Side,
    assurance,
    change,
    control,
)
from packgen.model.target import Polarity


def controlled(*values: int | str | None, start: int = 0) -> Control | None:
    points = {start + i: Decimal(v) for i, v in enumerate(values) if v is not None}
    return control(points)


def found(*values: int | str | None) -> Control:
    result = controlled(*values)
    assert result is not None
    return result


def test_limits_by_hand() -> None:
    # 78 in all, over 12: mean 6.5; moving ranges 2, 1, 2, 1 ... 2: six of 2, five of 1, 17/11 each.
    limits = found(5, 7, 6, 8, 7, 5, 6, 8, 7, 5, 6, 8).limits
    assert limits.mean == Fraction(78, 12)
    assert limits.spread == Fraction(266, 100) * Fraction(17, 11)
    assert float(limits.upper) == pytest.approx(6.5 + 2.66 * 17 / 11)
    assert float(limits.lower) == pytest.approx(6.5 - 2.66 * 17 / 11)


def test_a_gap_breaks_the_moving_range() -> None:
    # A jump from 10 to 90 across the gap is no range between neighbours; all others are 1.
    limits = found(10, 11, 10, 11, 10, 11, None, 90, 91, 90, 91, 90, 91).limits
    assert limits.spread == Fraction(266, 100)


def test_too_few_points_have_no_limits() -> None:
    assert FEWEST == 12
    assert controlled(*range(11)) is None
    assert controlled(*range(12)) is not None
    scattered = {2 * place: Decimal(5) for place in range(20)}
    assert control(scattered) is None, "no two are neighbours"


def test_a_point_outside_the_limits() -> None:
    assert found(*[10, 12] * 11, 30).signals == {22: Side.HIGH}
    assert found(*[10, 12] * 11, -8).signals == {22: Side.LOW}


def test_seven_on_one_side_are_a_shift_and_six_are_not() -> None:
    seven = found(9, 11, 9, 11, 9, *[12, 11, 12, 11, 12, 11, 12], 5, 5)
    assert [place for place, side in seven.signals.items() if side is Side.HIGH] == list(
        range(5, 12)
    )
    six = found(9, 11, 9, 11, 9, *[12, 11, 12, 11, 12, 11], 5, 5, 9)
    assert Side.HIGH not in six.signals.values()


def test_a_gap_breaks_a_shift() -> None:
    row = (9, 11, 9, 11, 9, 12, 11, 12, None, 11, 12, 11, 12, 5, 5)
    assert Side.HIGH not in found(*row).signals.values()


def test_seven_that_rise_are_a_trend_and_level_ones_are_not() -> None:
    wide = (10, 30, 8, 28)
    rising = found(*wide, 14, 15, 16, 17, 18, 19, 20, 8, 30)
    assert [p for p in range(4, 11) if rising.signals.get(p) is Side.HIGH] == list(range(4, 11))
    level = found(*wide, 14, 15, 16, 16, 18, 19, 20, 8, 30)
    assert not level.signals
    falling = found(*wide, 20, 19, 18, 17, 16, 15, 14, 30, 8)
    assert {falling.signals.get(p) for p in range(4, 11)} == {Side.LOW}


def test_two_of_three_near_a_limit() -> None:
    result = found(*[10, 12] * 8, 16, 13, 16, 9, 12, 10)
    mean, spread = result.limits.mean, result.limits.spread
    assert mean + spread * 2 / 3 < 16 < mean + spread, "near, and not beyond"
    assert result.signals == {16: Side.HIGH, 18: Side.HIGH}
    lone = found(*[10, 12] * 8, 16, 13, 12, 9, 12, 10)
    assert not lone.signals


def test_equal_figures_vary_by_nothing() -> None:
    result = found(*[50] * 12)
    assert (result.limits.spread, result.signals) == (0, {})


def test_what_a_side_means_is_for_polarity_to_say() -> None:
    assert change(Side.HIGH, Polarity.HIGH) is Change.IMPROVING
    assert change(Side.LOW, Polarity.HIGH) is Change.CONCERNING
    assert change(Side.LOW, Polarity.LOW) is Change.IMPROVING
    assert change(Side.HIGH, Polarity.LOW) is Change.CONCERNING
    assert change(Side.HIGH, Polarity.NONE) is Change.NEITHER


LIMITS = Limits(Fraction(50), Fraction(10))
HITS, MISSES, BOTH = Assurance.HITS, Assurance.MISSES, Assurance.HIT_AND_MISS


@pytest.mark.parametrize(
    ("low", "high", "polarity", "said"),
    [
        (39, 39, Polarity.HIGH, HITS),
        (61, 61, Polarity.HIGH, MISSES),
        (50, 50, Polarity.HIGH, BOTH),
        (61, 61, Polarity.LOW, HITS),
        (39, 39, Polarity.LOW, MISSES),
        (50, 50, Polarity.LOW, BOTH),
        (39, 70, Polarity.HIGH, HITS),
        (30, 61, Polarity.LOW, HITS),
        (65, 75, Polarity.HIGH, MISSES),
        (39, 61, Polarity.NONE, HITS),
        (45, 61, Polarity.NONE, BOTH),
        (61, 70, Polarity.NONE, MISSES),
        (50, 50, Polarity.NONE, None),
    ],
)
def test_assurance(low: int, high: int, polarity: Polarity, said: Assurance | None) -> None:
    assert assurance(LIMITS, Decimal(low), Decimal(high), polarity) is said


# --- the rules once more, each read straight off its sentence, window by window -----------------


def by_brute_force(points: dict[int, Decimal], limits: Limits) -> set[int]:
    """The places of special causes, found by looking at every window of neighbouring periods."""
    distance = {place: Fraction(value) - limits.mean for place, value in points.items()}
    near, far = limits.spread * 2 / 3, limits.spread
    signals = {place for place in points if abs(distance[place]) > far}

    def windows(size: int) -> list[list[int]]:
        starts = [p for p in points if all(p + step in points for step in range(size))]
        return [list(range(start, start + size)) for start in starts]

    def one_sided(window: list[int]) -> bool:
        return all(distance[p] > 0 for p in window) or all(distance[p] < 0 for p in window)

    for window in windows(7):
        steps = [points[later] - points[earlier] for earlier, later in pairwise(window)]
        if one_sided(window) or all(s > 0 for s in steps) or all(s < 0 for s in steps):
            signals |= set(window)
    for window in windows(3):
        close = {p for p in window if abs(distance[p]) > near}
        if one_sided(window) and len(close) >= 2:
            signals |= close
    return signals


figures = st.lists(st.none() | st.integers(0, 12) | st.integers(-40, 40), min_size=12, max_size=40)


@given(figures)
def test_the_rules_find_what_brute_force_finds(values: list[int | None]) -> None:
    points = {place: Decimal(v) for place, v in enumerate(values) if v is not None}
    result = control(points)
    if result is not None:
        assert set(result.signals) == by_brute_force(points, result.limits)


@given(figures, st.integers(1, 50))
def test_moving_all_figures_moves_the_limits_and_no_signal(
    values: list[int | None], by: int
) -> None:
    points = {place: Decimal(v) for place, v in enumerate(values) if v is not None}
    one, other = control(points), control({p: v + by for p, v in points.items()})
    assert (one is None) == (other is None)
    if one and other:
        assert other.signals == one.signals
        assert other.limits == Limits(one.limits.mean + by, one.limits.spread)


@given(figures)
def test_turned_upside_down_every_side_turns(values: list[int | None]) -> None:
    points = {place: Decimal(v) for place, v in enumerate(values) if v is not None}
    one, other = control(points), control({p: -v for p, v in points.items()})
    if one and other:
        assert set(one.signals) == set(other.signals)
        assert all(other.signals[p] is not side for p, side in one.signals.items())
