"""Each check finds its mistake at its cell, and nothing where nothing is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Indicator
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.policy import CheckPolicy
from packgen.settings.rules import IndicatorRule, RatingRules
from tests.cards import indicator, scorecard

UNRATED = {"rating": Rating.NOT_TARGET}


def found(
    *indicators: Indicator,
    rules: dict[str, IndicatorRule] | None = None,
    policy: CheckPolicy | None = None,
) -> list[Finding]:
    told = assess(
        scorecard(*indicators), RatingRules(indicators=rules or {}), policy or CheckPolicy()
    ).findings
    return [finding for finding in told if finding.code != "series-too-short"]


def one(row: Indicator, **more: object) -> tuple[str, str]:
    """The only finding about a row: its code and its cell."""
    (finding,) = found(row, **more)  # type: ignore[arg-type]
    return finding.code, finding.at.a1 if finding.at else ""


def row(*months: str, ytd: str = "", **more: object) -> Indicator:
    return indicator("7", months, ytd, **{**UNRATED, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("indicator", "code", "cell"),
    [
        (row("95%", "0.96", "94%"), "fraction-among-percentages", "M7"),
        (row("95%", "96", "94%"), "unit-missing", "M7"),
        (row("95%", "96%", "95"), "unit-missing", "N7"),
        (row("95%", "96%", ytd="0.95"), "fraction-among-percentages", "X7"),
        (row("95", "96", rating=Rating.GREEN, target="90%"), "unit-missing", "L7"),
        (row("0.95", "0.96", rating=Rating.GREEN, target="90%"), "fraction-among-percentages",
         "L7"),
        (row("95%", "96%", rating=Rating.GREEN, target="90"), "target-unit-missing", "A7"),
        (row("98%", "0%", "97%"), "zero-for-blank", "M7"),
        (row("0%", target="98-95%", rating=Rating.RED), "zero-for-blank", "L7"),
        (row("120", "0", "131"), "zero-for-blank", "M7"),
        (row("20% (30/152)", "21% (30/152)"), "ratio-differs", "M7"),
        (row("105% (21/20)"), "numerator-above-denominator", "L7"),
        (row("96%", "97%", "970%"), "percentage-above-100", "N7"),
        (row("3", "-4", "5"), "negative-figure", "M7"),
        (row("90%", "92%", ytd="99%"), "year-to-date-outside-months", "X7"),
        (row("3", "4", "", "5"), "figure-gap", "N7"),
        (row("90%", rating=Rating.GREEN), "rating-without-target", "A7"),
        (row("90%", target="95%"), "target-without-rating", "A7"),
        (row("90%", target="95%", rating=Rating.GREEN, polarity=Polarity.NONE),
         "polarity-missing", "A7"),
        (row("8%", target="100-95%", rating=Rating.GREEN, polarity=Polarity.LOW),
         "polarity-against-target", "A7"),
        (row("8%", target="12-0%", rating=Rating.GREEN), "polarity-against-target", "A7"),
        (row("12% (3/26)"), "small-number", "L7"),
        (row("71% (5/7)"), "small-denominator", "L7"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_at_its_cell(indicator: Indicator, code: str, cell: str) -> None:
    told = [(f.code, f.at.a1 if f.at else "") for f in found(indicator)]
    if code in ("unit-missing", "polarity-against-target"):  # the rule speaks as well
        told = [each for each in told if each[0] != "rating-differs"]
    assert told == [(code, cell)]


@pytest.mark.parametrize(
    "indicator",
    [
        row("95%", "96%", "94%", ytd="95%"),
        row("3", "", "", "5", "", "", "4", ytd="12"),  # a quarterly figure
        row("0", "1", "0", "2", ytd="3"),
        row("0%", "2%", "1%"),
        row("33% (5/15)", "67% (10/15)"),
        row("104%", "99%", "107%"),  # usual above 100
        row("104%", "99%", title="Spend against budget, %"),
        row("-4%", "3%", title="Change in rent arrears"),
        row("8%", "9%", "8%", ytd="25%"),  # shares that add up over the year
        row("0% (0/26)"),
        row("19%", target="20-15%", rating=Rating.GREEN, polarity=Polarity.LOW),
        row("71% (500/700)"),
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(indicator: Indicator) -> None:
    assert found(indicator) == []


def declared(kind: Accumulation) -> dict[str, object]:
    return {"rules": {"7": IndicatorRule(accumulation=kind)}}


@pytest.mark.parametrize(
    ("indicator", "kind", "told"),
    [
        (row("3", "4", ytd="8"), Accumulation.PER_MONTH, ("footing", "X7")),
        (row("3", "4", ytd="3"), Accumulation.SNAPSHOT, ("footing", "X7")),
        (row("3", "7", ytd="8"), Accumulation.RUNNING_TOTAL, ("footing", "X7")),
        (row("7", "3", ytd="3"), Accumulation.RUNNING_TOTAL, ("running-total-falls", "M7")),
        (row("90%", "92%", ytd="90%"), Accumulation.RUNNING_RATE, ("footing", "X7")),
        (row("90%", "94%", ytd="94%"), Accumulation.AVERAGE, ("footing", "X7")),
    ],
)
def test_a_declared_accumulation_that_does_not_foot(
    indicator: Indicator, kind: Accumulation, told: tuple[str, str]
) -> None:
    assert one(indicator, **declared(kind)) == told


def test_a_declared_accumulation_that_foots() -> None:
    for months, total, kind in (
        (("3", "4"), "7", Accumulation.PER_MONTH),
        (("3", "4"), "4", Accumulation.SNAPSHOT),
        (("3", "3", "7"), "7", Accumulation.RUNNING_TOTAL),
        (("90%", "92%"), "92%", Accumulation.RUNNING_RATE),
        (("90%", "92%"), "91%", Accumulation.AVERAGE),
    ):
        assert found(row(*months, ytd=total), **declared(kind)) == []  # type: ignore[arg-type]


def test_a_sum_that_is_not_that_of_its_parts() -> None:
    parts = [("18a", "1 2 2 3"), ("18b", "14 16 17 18"), ("18c", "15 18 20 21")]
    rows = [indicator(number, months.split(), **UNRATED) for number, months in parts]
    (finding,) = found(*rows)
    assert (finding.code, finding.indicator) == ("parts-differ", "18c")
    assert finding.at and finding.at.a1 == "N7"
    assert finding.what == "indicator 18c says 20 in Jun-23, but its parts 18a + 18b make 19"


def test_neighbours_that_never_add_up_are_no_parts() -> None:
    rows = [indicator(n, m.split(), **UNRATED) for n, m in
            (("18a", "1 2 2"), ("18b", "14 16 17"), ("18c", "15 19 20"))]  # fmt: skip
    assert found(*rows) == []


def test_declared_parts_are_held_to_it() -> None:
    rows = [indicator(n, m.split(), **UNRATED) for n, m in
            (("1", "3 4"), ("2", "1 1"), ("3", "2 2"))]  # fmt: skip
    (finding,) = found(*rows, rules={"1": IndicatorRule(parts=("2", "3"))})
    assert finding.what == "indicator 1 says 4 in May-23, but its parts 2 + 3 make 3"


def test_a_jump_in_the_latest_period_is_looked_at_and_an_older_one_told() -> None:
    steady = ["100", "104", "97", "101", "99", "103"]
    (latest,) = found(row(*steady, "400"))
    assert (latest.code, latest.severity) == ("jump", Severity.LOOK)
    assert (
        latest.what == "indicator 7: 400 in Oct-23 lies far outside its other figures (97 to 104)"
    )
    (older,) = found(row(*steady[:3], "400", *steady[3:]))
    assert (older.code, older.severity) == ("jump", Severity.INFORMS)


@pytest.mark.parametrize(
    "months",
    [
        "100 104 97 101 99 103 118",  # no more than chance
        "0 0 0 0 0 0 3",
        "95% 94% 96% 100% 99% 100% 98%",
        "10 10 10 20 20 20 20",  # a step
        "3 7 11 15 19 22 26",  # a running total
    ],
)
def test_no_jump_in_what_varies_so_or_grows_so(months: str) -> None:
    assert found(row(*months.split())) == []


def test_few_points_are_told_once() -> None:
    rows = [row("1", "2"), indicator("8", ["1", "2", "3"], **UNRATED),
            indicator("9", ["5"] * 6, **UNRATED)]  # fmt: skip
    told = assess(scorecard(*rows), RatingRules()).findings
    (finding,) = [f for f in told if f.code == "series-too-short"]
    assert finding.what.startswith("2 of 3 indicators have fewer than 6 published figures here")


def test_a_policy_that_wants_reds_explained() -> None:
    red = row("70%", target="95-90%", rating=Rating.RED)
    policy = CheckPolicy(comment_for=(Rating.RED,))
    assert found(red) == []
    assert one(red, policy=policy) == ("comment-missing", "A7")
    assert found(row("70%", target="95-90%", rating=Rating.RED, notes="Staff"), policy=policy) == []


def test_a_policy_with_other_small_numbers() -> None:
    assert found(row("12% (3/26)"), policy=CheckPolicy(small_numbers=3)) == []
    assert one(row("27% (7/26)"), policy=CheckPolicy(small_numbers=8)) == ("small-number", "L7")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 400), min_size=4, max_size=12), st.integers(0, 400))
def test_what_is_public_is_told_the_same_whatever_is_withheld(
    months: list[int], total: int
) -> None:
    def public(*withheld: int) -> list[Finding]:
        marked = [*range(len(withheld)), 12]
        texts = [*map(str, withheld), *map(str, months[len(withheld) :])]
        row = indicator("4", texts, str(total), target="15", marked=marked, rating=Rating.RED)
        part = indicator("4a", ["1"] * 6, **UNRATED)
        told = assess(scorecard(row, part, indicator("4b", ["9"] * 6, **UNRATED)), RatingRules())
        return [finding for finding in told.findings if not finding.exempt]

    assert public(1, 2) == public(390, 0) == public(10, 10)


def test_exempt_findings_quote_nothing() -> None:
    row = indicator("4", ["731", "-862"], "12% (17/13)", marked=(), target="15", **UNRATED)
    told = found(row)
    assert {f.code for f in told if f.exempt} >= {"numerator-above-denominator", "negative-figure"}
    said = " ".join(f"{f.what} {f.remedy}" for f in told if f.exempt)
    assert not any(figure in said for figure in ("731", "862", "12", "17", "13"))


def test_decimals_are_summed_exactly() -> None:
    thirds = row("0.1", "0.2", ytd="0.3")
    assert found(thirds) == []
    assert thirds.year_to_date.reading.number == Decimal("0.3")  # type: ignore[union-attr]
