"""Direction of travel."""

import pytest

from packgen.assess import assess
from packgen.model.period import Month
from packgen.model.target import Polarity
from packgen.model.trend import Direction, Travel
from packgen.settings.rules import RatingRules
from tests.cards import indicator, scorecard

HIGH, LOW, NONE = Polarity.HIGH, Polarity.LOW, Polarity.NONE


@pytest.mark.parametrize(
    ("months", "year_to_date", "polarity", "travel"),
    [
        (["90%", "95%"], "", HIGH, Travel(Direction.BETTER, 0, 1)),
        (["90%", "95%"], "", LOW, Travel(Direction.WORSE, 0, 1)),
        (["95%", "90%"], "", HIGH, Travel(Direction.WORSE, 0, 1)),
        (["95%", "90%"], "", NONE, Travel(Direction.DOWN, 0, 1)),
        (["90%", "", "90%"], "", HIGH, Travel(Direction.SAME, 0, 2)),
        (["90%"], "", HIGH, None),
        (["90%", "17"], "", HIGH, None),
        # Of a running total, what each month added is compared: 100, then 50, then 60.
        (["100", "150", "210"], "210", HIGH, Travel(Direction.BETTER, 1, 2)),
        (["100", "150"], "150", HIGH, Travel(Direction.WORSE, 0, 1)),
    ],
)
def test_travel_since_the_last_period(
    months: list[str], year_to_date: str, polarity: Polarity, travel: Travel | None
) -> None:
    card = scorecard(indicator("1", months, year_to_date, polarity=polarity))
    (assessed,) = assess(card, RatingRules()).indicators
    assert assessed.full.since_last_period == travel


def test_travel_since_the_same_month_of_last_year_when_the_sheet_has_it() -> None:
    two_years = indicator("1", ["50%", *["60%"] * 11, "40%"], of=13)
    card = scorecard(two_years, position=Month(2024, 4))
    (assessed,) = assess(card, RatingRules()).indicators
    assert assessed.full.since_last_year == Travel(Direction.WORSE, 0, 12)


def test_the_public_judgement_knows_only_public_figures() -> None:
    card = scorecard(indicator("1", ["50%", "60%", "40%"], marked=[2]))
    (assessed,) = assess(card, RatingRules()).indicators
    assert assessed.full.since_last_period == Travel(Direction.WORSE, 1, 2)
    assert assessed.public.since_last_period == Travel(Direction.BETTER, 0, 1)
