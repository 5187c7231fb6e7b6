"""Other ways to protect: months printed as one figure, and rows moved to Part 2."""

from packgen.disclose.decision import Decision, decide
from packgen.model.indicator import Indicator
from packgen.model.rating import Rating
from packgen.model.record import Choice
from packgen.settings.disclosure import DEFAULT_DISCLOSURE, DisclosurePolicy, load_profile
from tests.cards import indicator
from tests.disclose.scorecards import judged

QUARTER, YEAR = "merge months into a quarter", "merge months into the year to date"
ROW = "move the row to Part 2"
UNRATED = Rating.UNRATED


def decided(*rows: Indicator, policy: DisclosurePolicy = DEFAULT_DISCLOSURE) -> Decision:
    return decide(judged(*rows), policy, alternatives=True)


def ways(*rows: Indicator, policy: DisclosurePolicy = DEFAULT_DISCLOSURE) -> dict[str, Choice]:
    return {each.words: each for each in decided(*rows, policy=policy).record.alternatives}


def test_a_quarter_printed_as_one_figure_hides_a_month() -> None:
    """7, 2 and 9: as one figure 18, which is the year to date; two months more are withheld."""
    found = ways(indicator("1", ["7", "2", "9"], "18", marked=[1], rating=UNRATED))
    assert found[QUARTER] == Choice(
        QUARTER, ("indicator 1, Apr-23 to Jun-23 as one figure: 18 (2 more cells)",), (60 + 72) // 2
    )
    assert found[ROW].changes == ("indicator 1, all of it (3 more cells)",)
    assert found[ROW].cost == 60 + 72 + 192


def test_only_the_quarter_with_the_withheld_month_is_merged() -> None:
    months = ["7", "8", "9", "5", "2", "6"]
    found = ways(indicator("1", months, "37", marked=[4], rating=UNRATED))
    assert found[QUARTER].changes == (
        "indicator 1, Jul-23 to Sep-23 as one figure: 13 (2 more cells)",
    )
    assert found[YEAR].changes == (
        "indicator 1, Apr-23 to Sep-23 as one figure: 37 (5 more cells)",
    )


def test_ratios_are_merged_in_both_their_parts() -> None:
    months = ["50% (10/20)", "20% (4/20)", "60% (12/20)"]
    found = ways(indicator("1", months, "43% (26/60)", marked=[1], rating=UNRATED))
    assert found[QUARTER].changes == (
        "indicator 1, Apr-23 to Jun-23 as one figure: 43% (26/60) (2 more cells)",
    )


def test_a_total_that_leaves_too_little_doubt_is_not_offered() -> None:
    """0, 1 and 0 in 1: merged, the month is 0 or 1, which is two values where three are asked."""
    found = ways(indicator("1", ["0", "1", "0"], "1", marked=[1], rating=UNRATED))
    assert QUARTER not in found
    assert found[ROW].changes == ("indicator 1, all of it (3 more cells)",)


def test_a_total_that_the_policy_withholds_is_not_offered() -> None:
    row = indicator("1", ["1", "2", "1"], "4", rating=UNRATED, marked=[1, 12])
    assert QUARTER not in ways(row, policy=load_profile("under-5"))


def test_a_snapshot_has_no_quarter() -> None:
    found = ways(indicator("1", ["30", "2", "31"], "31", marked=[2], rating=UNRATED))
    assert QUARTER not in found
    assert ROW in found


def test_a_statutory_headline_is_neither_merged_nor_moved() -> None:
    policy = DisclosurePolicy(must_show=("1",))
    assert not ways(
        indicator("1", ["7", "2", "9"], "18", marked=[1], rating=UNRATED), policy=policy
    )


def test_where_nothing_is_given_away_nothing_is_offered() -> None:
    row = indicator("1", ["7", "2", "9"], "18", marked=[0, 1], rating=UNRATED)
    assert ways(row) == {}


def test_each_block_is_regrouped_where_that_protects_it() -> None:
    """The second row's total of 1 leaves too little doubt: its months are withheld as usual."""
    found = ways(
        indicator("1", ["7", "2", "9"], "18", marked=[1], rating=UNRATED),
        indicator("2", ["0", "1", "0"], "1", marked=[1], rating=UNRATED, row=8),
    )
    assert found[QUARTER].changes == (
        "indicator 1, Apr-23 to Jun-23 as one figure: 18 (2 more cells)",
        "indicator 2, year to date",
    )


def test_a_row_is_moved_beside_a_sum_only_where_that_is_enough() -> None:
    """3 = 1 + 2: all of 1 withheld, the sum less 2 still says what it was."""
    rows = (
        indicator("3", ["9", "10", "12", "8"], "39", rating=UNRATED, row=9),
        indicator("3a", ["5", "2", "7", "3"], "17", marked=[1], rating=UNRATED),
        indicator("3b", ["4", "8", "5", "5"], "22", rating=UNRATED, row=8),
    )
    decision = decided(*rows)
    assert not decision.record.exposed
    assert ROW not in {each.words for each in decision.record.alternatives}
