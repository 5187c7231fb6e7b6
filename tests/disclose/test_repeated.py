"""What somebody could tell of withheld figures from which cells are withheld beside them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.disclose.decision import decide
from packgen.disclose.plan import Plan
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.disclosure import DEFAULT_DISCLOSURE, DisclosurePolicy, RatingTreatment
from packgen.settings.rules import IndicatorRule
from tests.cards import indicator
from tests.disclose.scorecards import judged

SUMS = {"1": IndicatorRule(accumulation=Accumulation.PER_MONTH)}
WITHHOLD = replace(DEFAULT_DISCLOSURE, rating=RatingTreatment.WITHHOLD)


def plan(
    months: list[int],
    year: int,
    marked: list[int],
    *,
    declared: bool,
    policy: DisclosurePolicy = DEFAULT_DISCLOSURE,
    rating: Rating = Rating.GREEN,
) -> Plan:
    row = indicator("1", [str(month) for month in months], str(year), marked=marked,
                    target="4", polarity=Polarity.LOW, rating=rating)  # fmt: skip
    return decide(judged(row, rules=SUMS if declared else None), policy).plan


@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=5),
    st.integers(0, 30),
    st.sampled_from((Rating.RED, Rating.AMBER, Rating.GREEN)),
    st.sampled_from((WITHHOLD, DEFAULT_DISCLOSURE)),
    st.data(),
)
@settings(max_examples=40, deadline=None)
def test_with_a_declared_sum_the_choice_rests_on_what_is_printed_alone(
    months: list[int], more: int, rating: Rating, policy: DisclosurePolicy, data: st.DataObject
) -> None:
    """Two withheld months, and any others with the same sum: the same cells are withheld."""
    one, other = data.draw(st.permutations(range(len(months))))[:2]
    swapped = list(months)
    moved = min(more, swapped[other])
    swapped[one], swapped[other] = swapped[one] + moved, swapped[other] - moved
    first, second = (
        plan(each, sum(months), [one, other], policy=policy, declared=True, rating=rating)
        for each in (months, swapped)
    )
    assert first == second


def test_under_if_safe_a_withheld_rating_says_that_it_would_have_told() -> None:
    """3, a month and a year to date withheld: GREEN against 4 leaves the month at 0 or 1."""
    assert plan([3, 1], 4, [1, 12], declared=True).ratings
    assert not plan([3, 5], 8, [1, 12], declared=True, rating=Rating.RED).ratings
    for months, year, rating in (([3, 1], 4, Rating.GREEN), ([3, 5], 8, Rating.RED)):
        assert plan(months, year, [1, 12], declared=True, policy=WITHHOLD, rating=rating).ratings


def test_where_nothing_is_declared_it_says_how_the_withheld_figures_foot() -> None:
    assert plan([3, 1], 4, [1, 12], declared=False).ratings
    assert not plan([3, 4], 4, [1, 12], declared=False).ratings, "a snapshot"
