"""Sentences made from the card."""

import pytest

from packgen.assess import assess
from packgen.compose.sentences import standing, travellers
from packgen.disclose import release_public
from packgen.model.indicator import Indicator
from packgen.model.target import Polarity
from packgen.model.trend import Direction
from packgen.settings.rules import RatingRules
from tests.cards import indicator, scorecard

HIGH, LOW, NONE = Polarity.HIGH, Polarity.LOW, Polarity.NONE


def said(row: Indicator) -> str:
    card = release_public(assess(scorecard(row), RatingRules()))
    return standing(next(card.indicators), card.blocks[0].months)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            indicator("31", ["12% (3/26)", "17% (5/29)"], "20% (30/152)", target="75-65%"),
            "20% (30/152) against 75-65%; 45 points below the range; better than in Apr-23",
        ),
        (
            indicator("25", ["17", "15", "16"], target="12-15", polarity=NONE),
            "16 in Jun-23 against 12-15; 1 above the range; up on May-23",
        ),
        (
            indicator("12", ["15%", "16%"], "16%", target="15%", polarity=LOW),
            "16% against 15%; 1 point above the target; worse than in Apr-23",
        ),
        (
            indicator("2", ["98", "109"], "207", target="1700"),
            "207 against 1700; better than in Apr-23",
        ),
        (
            indicator("8", ["921,340", "889,905"], target="850000", polarity=LOW),
            "889,905 in May-23 against 850000; 39,905 above the target; better than in Apr-23",
        ),
        (indicator("9", ["5", "5"]), "5 in May-23; the same as in Apr-23"),
        (indicator("4", ["1", "2"], "3", marked=()), ""),
        (indicator("5", [""]), ""),
    ],
)
def test_where_an_indicator_stands(row: Indicator, sentence: str) -> None:
    assert said(row) == sentence


def test_who_went_which_way() -> None:
    rows = [indicator("1", ["1", "2"]), indicator("2", ["2", "1"]), indicator("3", ["1"])]
    card = release_public(assess(scorecard(*rows), RatingRules()))
    assert travellers(list(card.indicators), Direction.BETTER) == ["1"]
    assert travellers(list(card.indicators), Direction.WORSE) == ["2"]
