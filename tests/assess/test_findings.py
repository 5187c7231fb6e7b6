"""What the figures say against each other, and that no finding speaks of a withheld one."""

from hypothesis import given
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.model.finding import Finding
from packgen.model.indicator import Indicator
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from packgen.settings.rules import RatingRules
from tests.cards import STATED, indicator, scorecard


def found(*indicators: Indicator) -> list[Finding]:
    findings = assess(scorecard(*indicators), RatingRules()).findings
    return [finding for finding in findings if finding.code != "series-too-short"]


def codes(*indicators: Indicator) -> list[tuple[str, str]]:
    return [(finding.indicator, finding.code) for finding in found(*indicators)]


def test_a_stated_rating_that_the_rule_does_not_give() -> None:
    caseloads = indicator("24", ["16", "17", "19"], target="12-18", polarity=Polarity.NONE)
    (finding,) = found(caseloads)
    assert finding.code == "rating-differs"
    assert finding.what == (
        "indicator 24 is stated GREEN, but 19 is outside 12-18, polarity n/a: by rule it would be "
        "AMBER"
    )
    assert str(finding.at) == "Scorecard!A7"


def test_a_target_and_a_figure_without_a_rating() -> None:
    weeks = indicator(
        "13", ["", "", "41"], target="26", polarity=Polarity.LOW, rating=Rating.UNRATED
    )
    assert codes(weeks) == [("13", "rating-missing")]


def test_a_year_to_date_that_lost_its_per_cent_sign() -> None:
    reviews = indicator("17", ["95%", "94%", "96%"], "95", target="100-95%")
    assert codes(reviews) == [("17", "unit-missing")]


def test_denominators_that_do_not_add_up() -> None:
    plans = indicator("32", ["26% (9/35)", "14% (7/50)"], "19% (16/86)", rating=Rating.NOT_TARGET)
    (finding,) = found(plans)
    assert finding.code == "ratio-footing"
    assert "denominators sum to 85, the year to date says 86" in finding.what


def test_counts_that_do_not_make_the_year_to_date() -> None:
    (finding,) = found(indicator("5", ["3", "1", "16"], "52", rating=Rating.NOT_TARGET))
    assert finding.code == "footing"
    assert "the months sum to 20 and end with 16, the year to date says 52" in finding.what


def test_counts_with_a_gap_say_nothing_of_their_sum() -> None:
    assert codes(indicator("5", ["3", "", "16"], "52", rating=Rating.NOT_TARGET)) == []


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert codes(indicator("7", ["96%", "95%", "93%"], "93%", target="95-83%")) == []


@given(
    st.lists(st.integers(0, 99), min_size=3, max_size=3),
    st.sampled_from(STATED),
    st.sampled_from(list(Polarity)),
)
def test_withheld_figures_make_exempt_findings_alone_and_no_words(
    months: list[int], rating: Rating, polarity: Polarity
) -> None:
    row = indicator(
        "4",
        [str(m) for m in months],
        str(sum(months)),
        target="0",
        rating=rating,
        polarity=polarity,
        marked=(),
    )
    of_the_sheet = {"target-without-rating", "polarity-missing", "polarity-against-target"}
    for finding in found(row):
        assert finding.exempt or finding.code in of_the_sheet
        if finding.exempt:
            assert finding.what.startswith("indicator 4, withheld figures: ")
            assert not any(map(str.isdigit, finding.what[len("indicator 4") :]))
