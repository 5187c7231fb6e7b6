"""Figures that nobody here knows are given away no less by what is printed beside them."""

from __future__ import annotations

from dataclasses import replace

from packgen.assess import assess
from packgen.disclose.assumed import assumed
from packgen.disclose.decision import decide
from packgen.disclose.plan import Plan
from packgen.model.indicator import Indicator, Observations
from packgen.model.observation import Gap, NoFigure
from packgen.settings.disclosure import DEFAULT_DISCLOSURE
from packgen.settings.rules import IndicatorRule, RatingRules
from tests.cards import MARK, indicator, scorecard


def unseen(row: Indicator, *places: int) -> Indicator:
    """A row with months (or its year to date, the last) withheld by words, their figures
    elsewhere."""
    cells = [*row.months, row.year_to_date]
    for place in places:
        reading = NoFigure("", Gap.NOT_SUPPLIED)
        cells[place] = replace(cells[place], reading=reading, mark=MARK)
    return replace(row, months=tuple(cells[:-1]), year_to_date=cells[-1])


def planned(card: Observations, parts: dict[str, tuple[str, ...]] | None = None) -> Plan:
    rules = RatingRules(
        indicators={number: IndicatorRule(parts=of) for number, of in (parts or {}).items()}
    )
    judged = assess(assumed(card, parts), rules)
    return decide(judged, DEFAULT_DISCLOSURE).plan


def test_one_unseen_month_beside_its_total() -> None:
    """11, withheld, 13 of 41: whoever can reckon knows 17."""
    row = unseen(indicator("1", ["11", "", "13"], "41"), 1)
    plan = planned(scorecard(row))
    assert plan.figures.keys() & {row.months[0].at, row.months[2].at, row.year_to_date.at}


def test_an_unseen_total_of_its_months() -> None:
    row = unseen(indicator("1", ["11", "17", "13"], ""), 12)
    plan = planned(scorecard(row))
    assert plan.figures.keys() & {month.at for month in row.months[:3]}


def test_an_unseen_part_of_a_declared_sum() -> None:
    part = unseen(indicator("18a", ["", "", ""], "", row=7), 0, 1, 2, 12)
    rows = (
        part,
        indicator("18b", ["21", "7", "19"], "47", row=8),
        indicator("18c", ["32", "24", "32"], "88", row=9),
    )
    card = scorecard(*rows)
    plan = planned(card, {"18c": ("18a", "18b")})
    for place in range(3):
        assert plan.figures.keys() & {rows[1].months[place].at, rows[2].months[place].at}


def test_what_is_known_is_left_alone() -> None:
    card = scorecard(indicator("1", ["11", "17", "13"], "41", marked=[1]))
    assert assumed(card) == card
