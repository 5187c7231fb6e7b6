"""RAG by rule."""

from decimal import Decimal

import pytest

from packgen.assess import assess
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.rules import IndicatorRule, Profile, RatingRules
from tests.cards import indicator, scorecard

HIGH, LOW, NONE = Polarity.HIGH, Polarity.LOW, Polarity.NONE


@pytest.mark.parametrize(
    ("latest", "target", "polarity", "rating"),
    [
        ("96%", "95-90%", HIGH, Rating.GREEN),
        ("90%", "95-90%", HIGH, Rating.GREEN),
        ("82%", "95-90%", HIGH, Rating.AMBER),
        ("80%", "95-90%", HIGH, Rating.RED),
        ("12%", "20-15%", LOW, Rating.GREEN),
        ("20%", "20-15%", LOW, Rating.GREEN),
        ("22%", "20-15%", LOW, Rating.AMBER),
        ("23%", "20-15%", LOW, Rating.RED),
        ("16", "12-15", NONE, Rating.AMBER),
        ("19", "12-18", NONE, Rating.AMBER),
        ("11", "12-18", NONE, Rating.AMBER),
        ("15", "12-18", NONE, Rating.GREEN),
        ("25", "12-18", NONE, Rating.RED),
        ("41", "26", LOW, Rating.RED),
        ("0", "0", LOW, Rating.GREEN),
        ("1", "0", LOW, Rating.RED),
        ("15", "14", NONE, None),
        ("15", "", HIGH, None),
        ("95", "100%", HIGH, None),
        ("", "14", HIGH, None),
    ],
)
def test_a_figure_against_its_target(
    latest: str, target: str, polarity: Polarity, rating: Rating | None
) -> None:
    card = scorecard(indicator("1", ["", "", latest], target=target, polarity=polarity))
    (assessed,) = assess(card, RatingRules()).indicators
    computed = assessed.full.computed
    assert (computed.rating if computed else None) is rating


ANNUAL = indicator("18a", ["1", "1", "1"], "3", target="15")
"""Three of an annual fifteen after a quarter: 3.75 were due if the year were even."""


@pytest.mark.parametrize(
    ("rule", "rating"),
    [
        (IndicatorRule(), Rating.RED),
        (IndicatorRule(tolerance=Decimal(20)), Rating.AMBER),
        (
            IndicatorRule(
                profile=Profile.SEASONAL, last_year=(Decimal(1),) * 3 + (Decimal(4),) * 9
            ),
            Rating.GREEN,
        ),
        (IndicatorRule(given=(Decimal(3),) * 3 + (Decimal(1),) * 6), Rating.RED),
        (IndicatorRule(accumulation=Accumulation.SNAPSHOT), Rating.RED),
        (IndicatorRule(polarity=LOW), Rating.GREEN),
    ],
)
def test_an_annual_count_is_held_against_its_profile_to_date(
    rule: IndicatorRule, rating: Rating
) -> None:
    rules = RatingRules(indicators={"18a": rule})
    (assessed,) = assess(scorecard(ANNUAL), rules).indicators
    assert assessed.full.computed is not None
    assert assessed.full.computed.rating is rating


def test_the_tolerance_of_a_pack_moves_amber() -> None:
    card = scorecard(indicator("1", ["", "", "82%"], target="95-90%"))
    (strict,) = assess(card, RatingRules(Decimal(5))).indicators
    assert strict.full.computed is not None
    assert strict.full.computed.rating is Rating.RED


def test_the_year_to_date_is_judged_before_the_latest_month() -> None:
    card = scorecard(indicator("1", ["100%", "50%"], "75%", target="75%"))
    (assessed,) = assess(card, RatingRules()).indicators
    assert assessed.full.computed is not None
    assert assessed.full.computed.rating is Rating.GREEN
    assert assessed.full.computed.because == "75% meets 75%, polarity High"


@pytest.mark.parametrize(
    ("months", "year_to_date", "rating"),
    [
        # 167 of an annual 300 after a quarter: too few if the months are snapshots, plenty if not.
        (["22", "31", "25"], "167", None),
        (["22", "31", "25"], "400", Rating.GREEN),
        (["22", "31", "25"], "40", Rating.RED),
        (["22", "31", "25"], "n/a", None),
        (["22", "31", "25"], "", Rating.RED),
    ],
)
def test_a_total_whose_making_is_unknown_is_rated_only_when_both_ways_agree(
    months: list[str], year_to_date: str, rating: Rating | None
) -> None:
    card = scorecard(indicator("7", months, year_to_date, target="300"))
    (assessed,) = assess(card, RatingRules()).indicators
    computed = assessed.full.computed
    assert (computed.rating if computed else None) is rating


def test_a_withheld_year_to_date_leaves_nothing_to_rate() -> None:
    row = indicator("7", ["22", "31", "25"], "78", target="300", marked=[1, 12])
    (assessed,) = assess(scorecard(row), RatingRules()).indicators
    assert assessed.public.computed is None
    assert assessed.full.computed is not None
