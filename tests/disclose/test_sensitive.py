"""Which figures a policy withholds for being small, and which small groups are told."""

from collections.abc import Mapping

import pytest

from packgen.disclose.groups import small_groups
from packgen.disclose.places import marked
from packgen.disclose.sensitive import sensitive
from packgen.model.indicator import Indicator
from packgen.settings.disclosure import (
    DEFAULT_DISCLOSURE,
    DisclosurePolicy,
    IndicatorDisclosure,
    Smallest,
    load_profile,
)
from tests.cards import indicator
from tests.disclose.scorecards import judged

UNDER_5, UNDER_10 = load_profile("under-5"), load_profile("under-10")


def withheld(policy: DisclosurePolicy, *rows: Indicator) -> dict[str, str]:
    """The addresses that a policy withholds, and why."""
    found = sensitive(judged(*rows), policy)
    return {place.at.a1: why for place, why in found.items()}


def with_exception(policy: DisclosurePolicy, told: IndicatorDisclosure) -> DisclosurePolicy:
    return DisclosurePolicy(smallest=policy.smallest, zeros=policy.zeros, indicators={"1": told})


def test_as_marked_withholds_nothing_more() -> None:
    assert withheld(DEFAULT_DISCLOSURE, indicator("1", ["3", "1% (1/100)"], "4")) == {}


@pytest.mark.parametrize(
    ("policy", "month", "why"),
    [
        (UNDER_5, "0", None),
        (UNDER_5, "1", "its count is from 1 to 4"),
        (UNDER_5, "4", "its count is from 1 to 4"),
        (UNDER_5, "5", None),
        (UNDER_10, "0", "its count is from 0 to 9"),
        (UNDER_10, "9", "its count is from 0 to 9"),
        (UNDER_5, "12% (3/26)", "its numerator is from 1 to 4"),
        (UNDER_5, "0% (0/3)", "its denominator is from 1 to 4"),
        (UNDER_5, "85% (17/20)", "its denominator without its numerator is from 1 to 4"),
        (UNDER_5, "100% (20/20)", None),
        (UNDER_5, "3%", None),
        (UNDER_10, "50% (20/40)", None),
    ],
)
def test_what_is_small(policy: DisclosurePolicy, month: str, why: str | None) -> None:
    assert withheld(policy, indicator("1", [month], benchmarks=("44", "3"))).get("L7") == why


def test_benchmarks_are_left_alone() -> None:
    assert withheld(UNDER_5, indicator("1", ["44"], benchmarks=("3", "2"))) == {}


def test_averages_count_nobody() -> None:
    assert withheld(UNDER_5, indicator("1", ["3", "2.5"])) == {}
    assert withheld(UNDER_5, indicator("1", ["3"], benchmarks=("17.3",))) == {}


EXCEPTIONS: Mapping[str, IndicatorDisclosure] = {
    "show": IndicatorDisclosure(show=True, reason="national", who="J. Smith"),
    "withhold": IndicatorDisclosure(withhold=True, reason="one school", who="J. Smith"),
    "other": IndicatorDisclosure(smallest=Smallest(count=10), reason="few", who="J. Smith"),
}


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ("show", {}),
        ("withhold", dict.fromkeys(["L7", "M7", "X7"], "one school (J. Smith)")),
        ("other", dict.fromkeys(["L7", "M7"], "its count is from 1 to 9")),
    ],
)
def test_exceptions(told: str, places: dict[str, str]) -> None:
    row = indicator("1", ["3", "9"], "12")
    assert withheld(with_exception(UNDER_5, EXCEPTIONS[told]), row) == places


def test_no_reason_tells_a_figure() -> None:
    rows = [indicator("1", [f"{n}% ({n}/100)", str(n)]) for n in (1, 2, 3, 4)]
    assert len({tuple(sorted(withheld(UNDER_5, row).values())) for row in rows}) == 1


TITLE = "% of plans issued within 20 weeks ({} exceptions)"
PLANS = (
    indicator("31", ["26% (7/27)", "17% (5/29)"], title=TITLE.format("excluding")),
    indicator("32", ["23% (7/31)", "15% (8/54)"], title=TITLE.format("including")),
)


def test_small_groups_that_published_figures_show_together() -> None:
    found = small_groups(judged(*PLANS), DEFAULT_DISCLOSURE)
    assert [record.words for record in found] == [
        "31 and 32 together show a group of 4, 0 of them in the numerator (Apr-23)"
    ]
    assert not found[0].exempt


def test_a_group_with_a_withheld_side_is_not_told() -> None:
    inner = indicator("31", ["26% (7/27)", "17% (5/29)"], title=TITLE.format("excluding"),
                      marked=[0])  # fmt: skip
    card = judged(inner, PLANS[1])
    assert small_groups(card, DEFAULT_DISCLOSURE, marked(card)) == ()


def test_all_but_a_few() -> None:
    (record,) = small_groups(judged(indicator("1", ["95% (38/40)"])), DEFAULT_DISCLOSURE)
    assert record.words == "indicator 1, Apr-23 prints '95% (38/40)': all but 2"
