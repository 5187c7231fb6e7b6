"""What disclosure control adds becomes marks like the council's own."""

from __future__ import annotations

from decimal import Decimal

from packgen.assess import assess
from packgen.disclose import release_public
from packgen.disclose.plan import Plan
from packgen.model.disclosed import Shown, Withheld
from packgen.model.observation import Figure, Mark
from packgen.model.rating import Rating
from packgen.settings.rules import RatingRules
from tests.cards import MARK, indicator, scorecard

CARD = scorecard(
    indicator("1", ["98", "109", "123"], "330", row=7),
    indicator("4", ["0", "0", "1"], "1", marked=(), row=8),
)
OPEN, CLOSED = CARD.indicators
RULE = Mark("so that indicator 4 can't be worked out", (2,), OPEN.months[1].at, computed=True)


def test_a_plan_withholds_and_rounds_what_it_names() -> None:
    rounded = Figure("100", Decimal(100), Decimal(100))
    plan = Plan({OPEN.months[1].at: RULE}, {OPEN.at: RULE}, {OPEN.months[0].at: rounded})
    first, _ = release_public(assess(plan.applied(CARD), RatingRules())).indicators
    assert isinstance(first.months[0], Shown)
    assert first.months[0].text == "100"
    assert isinstance(first.months[1], Withheld)
    assert isinstance(first.months[2], Shown)
    assert first.stated.rating is Rating.WITHHELD


def test_travel_is_judged_by_what_is_printed() -> None:
    same = Figure("110", Decimal(110), Decimal(110))
    plan = Plan(rounded={OPEN.months[1].at: same, OPEN.months[2].at: same})
    first, _ = release_public(assess(plan.applied(CARD), RatingRules())).indicators
    assert first.since_last_period is not None
    assert first.since_last_period.direction.value == "no change"


def test_the_councils_own_marks_stay_and_win() -> None:
    at = CLOSED.months[0].at
    plan = Plan({at: RULE}, {}, {at: Figure("5", Decimal(5), Decimal(5))})
    _, closed = plan.applied(CARD).indicators
    assert closed.months[0].mark is MARK
    assert closed.months[0].rounded is None


def test_nothing_planned_changes_nothing() -> None:
    assert Plan().applied(CARD) is CARD
