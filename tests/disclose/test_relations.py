"""What readers of a scorecard know: how months make years, what prints tell, what links tell."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.disclose.decision import decide
from packgen.disclose.places import Place, marked
from packgen.disclose.ratings import Interval, interval
from packgen.disclose.records import RecordKind
from packgen.disclose.relations import relations
from packgen.disclose.statements import rounded
from packgen.disclose.targets import Goal, Part
from packgen.disclose.world import Treatment
from packgen.ingest import read_workbook
from packgen.model.indicator import Indicator, Section
from packgen.model.observation import Figure
from packgen.model.period import Month
from packgen.model.rating import Band, Rating, RatingRule
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.disclosure import (
    DEFAULT_DISCLOSURE,
    DisclosurePolicy,
    IndicatorDisclosure,
    RatingTreatment,
    Smallest,
    load_profile,
)
from packgen.settings.rules import IndicatorRule, RatingRules
from tests.cards import indicator, reading, scorecard
from tests.disclose.scorecards import exposed, judged, known, noted, rules_of, statements_of
from tests.workbooks import JUNE

UNRATED = Rating.UNRATED
UNDER_5 = load_profile("under-5")


def declared(kind: Accumulation) -> dict[str, IndicatorRule]:
    return {"1": IndicatorRule(accumulation=kind)}


def saying(**told: IndicatorDisclosure) -> DisclosurePolicy:
    return DisclosurePolicy(indicators={name.removeprefix("n"): one for name, one in told.items()})


def test_in_june_only_a_green_at_a_target_of_nought_gives_figures_away() -> None:
    card = assess(read_workbook(JUNE), RatingRules())
    found = relations(card, DEFAULT_DISCLOSURE, marked(card))
    assert set(exposed(found)) == {"4, Apr-23", "4, May-23", "4, Jun-23", "4, year to date"}
    assert set(exposed(found).values()) == {(0,)}
    assert statements_of(found)["indicator 4, RAG rating"] == ["4, year to date <= 0"]
    assert {record.indicator for record in found.records} == {"4", "18a"}
    assert all(record.exempt for record in found.records)


def test_months_that_add_up() -> None:
    found = known(indicator("1", ["7", "2", "9"], "18", marked=[1], rating=UNRATED))
    (rule,) = rules_of(found).values()
    assert rule == ["1, Apr-23 + 1, May-23 + 1, Jun-23 + -1 x 1, year to date = 0"]
    assert statements_of(found) == {
        "indicator 1, Apr-23": ["1, Apr-23 = 7"],
        "indicator 1, Jun-23": ["1, Jun-23 = 9"],
        "indicator 1, year to date": ["1, year to date = 18"],
    }
    assert exposed(found) == {"1, May-23": (2,)}


def test_targets_name_the_cell_and_what_must_stay_possible() -> None:
    found = known(indicator("1", ["7", "2", "9"], "18", marked=[1], rating=UNRATED))
    (target,) = found.system.targets
    assert isinstance(target.key, Goal)
    assert (target.key.place.indicator, target.key.place.cell, target.key.part) == (
        0,
        3,
        Part.FIGURE,
    )
    assert (target.values, target.never_within) == (3, (1, 4))


def test_statements_name_their_cell_and_cost_less_when_older() -> None:
    found = known(indicator("1", ["7", "2", "9"], "18", marked=[1], target="15"))
    places = [each.key for each in found.system.statements]
    assert all(isinstance(place, Place) for place in places)
    assert [place.cell for place in places if isinstance(place, Place)] == [2, 4, 14, None]
    april, latest, year, rating = (each.levels[-1].cost for each in found.system.statements)
    assert rating < april < latest < year


@pytest.mark.parametrize("kind", [Accumulation.SNAPSHOT, Accumulation.RUNNING_RATE])
def test_the_latest_month_is_the_year_to_date(kind: Accumulation) -> None:
    row = indicator("1", ["7", "2", "9"], "9", marked=[2], rating=UNRATED)
    found = known(row, rules=declared(kind))
    assert rules_of(found) == {
        "indicator 1: its latest month is its year to date": [
            "1, Jun-23 + -1 x 1, year to date = 0"
        ]
    }
    assert exposed(found) == {"1, Jun-23": (9,)}


def test_a_running_total_never_falls() -> None:
    row = indicator("1", ["7", "8", "9"], "9", marked=[1], rating=UNRATED)
    found = known(row, rules=declared(Accumulation.RUNNING_TOTAL))
    assert rules_of(found)["indicator 1: a running total never falls"] == [
        "0 <= 1, May-23 + -1 x 1, Apr-23",
        "0 <= 1, Jun-23 + -1 x 1, May-23",
    ]
    assert exposed(found) == {}, "7, 8 or 9"


def test_a_running_total_that_falls_is_not_counted_on_there() -> None:
    row = indicator("1", ["7", "12", "9"], "9", marked=[0], rating=UNRATED)
    found = known(row, rules=declared(Accumulation.RUNNING_TOTAL))
    assert rules_of(found)["indicator 1: a running total never falls"] == [
        "0 <= 1, May-23 + -1 x 1, Apr-23"
    ]
    assert noted(found, RecordKind.RULE_DROPPED) == [
        "indicator 1, Jun-23: a running total falls here"
    ]


def test_an_average_is_rounded() -> None:
    row = indicator("1", ["91%", "94%", "92%"], "92%", marked=[1], rating=UNRATED)
    found = known(row, rules=declared(Accumulation.AVERAGE))
    (rule,) = rules_of(found).values()
    assert rule == ["-3 <= 1, Apr-23 + 1, May-23 + 1, Jun-23 + -3 x 1, year to date <= 3"]
    assert exposed(found) == {}, "90 to 96"


def test_a_month_of_an_average_is_claimed_as_it_would_be_printed() -> None:
    """17.13 of 17.3, May and 17.2: 16.89 to within 0.165, of which 16.8, 16.9 and 17.0 print."""
    row = indicator("1", ["17.3", "16.9", "17.2"], "17.13", marked=[1], rating=UNRATED)
    policy = DisclosurePolicy(values=4)
    found = known(row, rules=declared(Accumulation.AVERAGE), policy=policy)
    assert exposed(found) == {"1, May-23": (168, 169, 170)}
    (figure,) = decide(judged(row, rules=declared(Accumulation.AVERAGE)), policy).record.protected
    assert figure.before.says == "16.8, 16.9 or 17.0"


@given(
    st.lists(st.integers(100, 110), min_size=2, max_size=5),
    st.sampled_from([1, 10, 100]),
    st.data(),
)
@settings(max_examples=60, deadline=None)
def test_claims_of_an_average_are_those_that_the_printed_texts_allow(
    months: list[int], finer: int, data: st.DataObject
) -> None:
    """Months in tenths; a mean in tenths, hundredths or thousandths. What a month may be printed
    as: real numbers that print as the others do, and have a mean that prints as it does."""
    hidden = data.draw(st.integers(0, len(months) - 1))
    digits = 1 + len(str(finer)) - 1
    mean = round(Fraction(sum(months), 10 * len(months)), digits)
    texts = [f"{month / 10:.1f}" for month in months]
    row = indicator("1", texts, f"{float(mean):.{digits}f}", marked=[hidden], rating=UNRATED)
    policy = DisclosurePolicy(values=40)
    found = exposed(known(row, rules=declared(Accumulation.AVERAGE), policy=policy))
    count = len(months)
    half = Fraction(1, 20)
    slack = count * half + count * half / finer
    rest = sum(months) - months[hidden]
    allowed = [x for x in range(300) if abs(Fraction(rest + x, 10) - count * mean) <= slack]
    assert [*found.values()] == [tuple(allowed)]


def test_a_slip_in_a_sum_is_kept_with_what_it_is_off_by() -> None:
    months = ["26% (9/35)", "14% (7/50)", "3% (1/39)"]
    found = known(indicator("1", months, "14% (17/125)", marked=[2], rating=UNRATED))
    (adds,) = (r for words, r in rules_of(found).items() if "add up" in words)
    assert [each.rpartition(" ")[2] for each in adds] == ["0", "-1"]
    assert len(noted(found, RecordKind.ERROR_KEPT)) == 1
    assert exposed(found)["1, Jun-23, denominator"] == (39,)


def test_what_a_year_to_date_counts_beyond_its_months() -> None:
    row = indicator("1", ["3", "1", "16"], "52", marked=[1], rating=UNRATED)
    told = saying(n1=IndicatorDisclosure(unpublished_rest=True))
    for policy in (told, DEFAULT_DISCLOSURE):
        found = known(row, policy=policy)
        (rule,) = rules_of(found).values()
        beyond = "1, what its year to date counts beyond its months"
        assert rule == [f"1, Apr-23 + 1, May-23 + 1, Jun-23 + -1 x 1, year to date + {beyond} = 0"]
        assert exposed(found) == {}, "0 to 33"


def test_a_percentage_alone_tells_of_months_that_are_ratios() -> None:
    months = ["7% (1/14)", "50% (4/8)", "0% (0/3)"]
    found = known(indicator("1", months, "20%", marked=[1], rating=UNRATED))
    assert statements_of(found)["indicator 1, year to date"] == [
        "1 <= 1, year to date, denominator",
        "0 <= 200 x 1, year to date, numerator + -39 x 1, year to date, denominator",
        "200 x 1, year to date, numerator + -41 x 1, year to date, denominator <= -1",
    ]


def test_figures_with_decimals_are_counted_in_their_last_digit() -> None:
    found = known(indicator("1", ["17.3", "16", "18.1"], marked=[1], rating=UNRATED))
    assert [quantity.truth for quantity in found.system.quantities] == [173, 160, 181]
    (target,) = found.system.targets
    assert target.never_within is None, "an average counts nobody"


def test_a_rounded_print_tells_a_stretch() -> None:
    row = indicator("1", ["17.3", "16", "18.1"], marked=[0], rating=UNRATED)
    may = replace(row.months[1], reading=Figure("16", Decimal("16.2"), Decimal(16)))
    found = known(replace(row, months=(row.months[0], may, *row.months[2:])))
    assert statements_of(found)["indicator 1, May-23"] == ["155 <= 1, May-23 <= 165"]


@pytest.mark.parametrize(
    ("rating", "polarity", "target", "tells"),
    [
        (Rating.GREEN, Polarity.LOW, "10", ["<= 10"]),
        (Rating.AMBER, Polarity.LOW, "20", ["21 <= .. <= 22"]),
        (Rating.RED, Polarity.LOW, "10", ["12 <= .."]),
        (Rating.GREEN, Polarity.HIGH, "10", ["10 <= .."]),
        (Rating.AMBER, Polarity.HIGH, "20", ["18 <= .. <= 19"]),
        (Rating.RED, Polarity.HIGH, "10", [".. <= 8"]),
        (Rating.GREEN, Polarity.NONE, "10-12", ["10 <= .. <= 12"]),
        (Rating.AMBER, Polarity.NONE, "10-20", ["9 <= .. <= 22"]),
        (Rating.RED, Polarity.NONE, "10-12", []),
    ],
)
def test_what_a_rating_tells(
    rating: Rating, polarity: Polarity, target: str, tells: list[str]
) -> None:
    figures = {Rating.GREEN: "10", Rating.AMBER: "21", Rating.RED: "40"}
    figure = figures[rating]
    if polarity is Polarity.HIGH:
        figure = {Rating.GREEN: "11", Rating.AMBER: "19", Rating.RED: "3"}[rating]
    row = indicator("1", ["5", "6", figure], figure, marked=[2, 12], polarity=polarity,
                    target=target, rating=rating)  # fmt: skip
    found = known(row, rules=declared(Accumulation.SNAPSHOT))
    told = statements_of(found).get("indicator 1, RAG rating", [])
    assert [each.replace("1, year to date", "..").strip() for each in told] == [
        each if ".." in each else f".. {each}" for each in tells
    ]


def test_a_rating_of_a_percentage_tells_of_both_its_parts() -> None:
    row = indicator("1", ["53% (9/17)", "29% (7/24)"], "39% (16/41)", marked=[0, 1, 12],
                    target="75-65%", rating=Rating.RED)  # fmt: skip
    found = known(row)
    assert statements_of(found)["indicator 1, RAG rating"] == [
        "200 x 1, year to date, numerator + -117 x 1, year to date, denominator <= -1"
    ]


def test_a_percentage_may_be_rated_as_it_is_rounded() -> None:
    months = ["20% (10/51)", "20% (1/5)"]
    row = indicator("1", months, "20% (11/56)", marked=(), target="20%", rating=Rating.GREEN)
    found = known(row)
    assert statements_of(found)["indicator 1, RAG rating"] == [
        "0 <= 200 x 1, year to date, numerator + -39 x 1, year to date, denominator"
    ], "at least 19.5%, as 11 of 56 are"


def test_a_rating_against_its_rule_misleads_where_the_figure_is_withheld() -> None:
    months, low = ["0", "0", "1"], Polarity.LOW
    row = indicator("1", months, "1", marked=(), polarity=low, target="0", rating=Rating.GREEN)
    found = known(row)
    assert exposed(found) == dict.fromkeys(
        ["1, Apr-23", "1, May-23", "1, Jun-23", "1, year to date"], (0,)
    )
    assert noted(found, RecordKind.RATING_AGAINST_RULE) == [
        "indicator 1, RAG rating: not what its rule gives"
    ]


def test_a_rating_against_its_rule_tells_nothing_beside_its_figure() -> None:
    row = indicator("1", ["9", "20", "23"], "52", marked=[1], polarity=Polarity.LOW,
                    target="22-36", rating=Rating.GREEN)  # fmt: skip
    found = known(row)
    assert "indicator 1, RAG rating" not in statements_of(found)
    assert exposed(found) == {"1, May-23": (20,)}


def test_a_target_may_be_the_years_or_to_date() -> None:
    row = indicator("18a", ["1", "2", "2"], "2", marked=(), target="15", rating=Rating.AMBER)
    found = known(row, rules={"18a": IndicatorRule(accumulation=Accumulation.RUNNING_TOTAL)})
    assert statements_of(found)["indicator 18a, RAG rating"] == ["4 <= 18a, year to date <= 14"]


NUMBERS = st.decimals(0, 40, places=1)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(list(Polarity)), st.sampled_from([0, 10, 50]))
def test_a_figure_lies_where_its_rating_says(
    value: Decimal, one: Decimal, other: Decimal, polarity: Polarity, tolerance: int
) -> None:
    band = Band(*sorted((one, other)))
    rule = RatingRule(0, polarity, Decimal(tolerance) / 100, (band,), band)
    inside = {rating for rating in RATED if holds(interval(rule, rating, band), value)}
    assert rule.rate(value, band) in inside
    if polarity is not Polarity.NONE:
        assert len(inside) == 1


RATED = (Rating.RED, Rating.AMBER, Rating.GREEN)


def holds(told: Interval, value: Decimal) -> bool:
    above = told.low is None or (value > told.low if told.over else value >= told.low)
    below = told.high is None or (value < told.high if told.under else value <= told.high)
    return above and below


RATIOS = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(
    lambda parts: f"{round(100 * min(parts) / max(parts))}% ({min(parts)}/{max(parts)})"
)
KINDS = (
    st.integers(0, 30).map(str),
    RATIOS,
    st.integers(0, 100).map("{}%".format),
    st.decimals(0, 30, places=1).map(str),
)
ROWS = st.sampled_from(KINDS).flatmap(lambda kind: st.lists(kind, min_size=2, max_size=6))


@settings(deadline=None)
@given(
    ROWS,
    st.sampled_from(list(Accumulation)),
    st.sets(st.integers(0, 12)),
    st.sampled_from(RATED),
    st.sampled_from(["0", "5", "3-8", "40%"]),
    st.sampled_from(list(Polarity)),
)
def test_the_truth_is_a_world_unless_a_rating_is_against_its_rule(
    texts: list[str],
    kind: Accumulation,
    marks: set[int],
    rating: Rating,
    target: str,
    polarity: Polarity,
) -> None:
    row = indicator("1", texts[1:], texts[0], marked=sorted(marks) or (), rating=rating,
                    target=target, polarity=polarity)  # fmt: skip
    found = known(row, rules=declared(kind), alternatives=True)
    truth = found.system.truth
    assert all(linear.holds(truth) for rule in found.system.rules for linear in rule.tells)
    for statement in found.system.statements:
        for level in statement.levels:
            holds_true = all(linear.holds(truth) for linear in level.tells)
            assert holds_true or noted(found, RecordKind.RATING_AGAINST_RULE)


def test_sums_with_and_without_exceptions_give_away_what_lies_between() -> None:
    inner = indicator("31", ["7% (2/27)", "17% (5/29)"], "12% (7/56)", marked=[0, 1],
                      rating=UNRATED, title="Plans in time (excluding exceptions)")  # fmt: skip
    outer = indicator("32", ["6% (2/31)", "15% (5/33)"], "11% (7/64)", marked=[0, 1],
                      rating=UNRATED, title="Plans in time (including exceptions)")  # fmt: skip
    assert {
        "32 beyond indicator 31, Apr-23, numerator": (0,),
        "32 beyond indicator 31, May-23, numerator": (0,),
    }.items() <= exposed(known(inner, outer)).items()


def test_an_amber_that_no_whole_number_meets_still_says_missed() -> None:
    row = indicator("1", ["2", "1"], "3", marked=(), polarity=Polarity.LOW, target="0",
                    rating=Rating.AMBER)  # fmt: skip
    assert statements_of(known(row))["indicator 1, RAG rating"] == ["1 <= 1, year to date"]


def test_the_policy_says_what_becomes_of_a_withheld_figures_rating() -> None:
    row = indicator("1", ["9", "20"], "29", marked=(), target="12")
    ways = {}
    for treatment in RatingTreatment:
        found = known(row, policy=DisclosurePolicy(rating=treatment))
        (statement,) = found.system.statements
        ways[treatment] = statement.start, statement.fixed
    assert ways == {
        RatingTreatment.STATED: (0, True),
        RatingTreatment.WITHHOLD: (1, True),
        RatingTreatment.IF_SAFE: (0, False),
    }


def test_what_must_show_stays_and_what_may_go_is_cheap() -> None:
    rows = [
        indicator(number, ["9", "20", "7"], "36", marked=[1], rating=UNRATED)
        for number in ("1", "2", "3")
    ]
    found = known(*rows, policy=DisclosurePolicy(must_show=("1",), sacrifice_first=("2",)))
    april = [each for each in found.system.statements if "Apr" in each.name]
    assert [each.fixed for each in april] == [True, False, False]
    assert april[1].levels[-1].cost * 4 < april[2].levels[-1].cost


def test_parts_and_a_whole() -> None:
    parts = {"18a": "1 2 2 5", "18b": "14 16 17 18", "18c": "15 18 19 23"}
    rows = [indicator(number, m.split(), rating=UNRATED, marked=[1] if number == "18a" else None)
            for number, m in parts.items()]  # fmt: skip
    found = known(*rows)
    assert rules_of(found)["indicator 18c is the sum of 18a + 18b"][1] == (
        "18c, May-23 + -1 x 18a, May-23 + -1 x 18b, May-23 = 0"
    )
    assert exposed(found) == {"18a, May-23": (2,)}


def test_declared_parts() -> None:
    rows = [indicator(n, [m], rating=UNRATED, marked=[0] if n == "2" else None)
            for n, m in (("1", "9"), ("2", "4"), ("7", "5"))]  # fmt: skip
    found = known(*rows, rules={"1": IndicatorRule(parts=("2", "7"))})
    assert exposed(found) == {"2, Apr-23": (4,)}


def plans(inner: list[str], outer: list[str], *marked: int) -> list[Indicator]:
    """Two ratios, with and without exceptions; ``marked``: the first one's months."""
    title = "% of plans issued in 20 weeks ({} exceptions)"
    return [
        indicator(
            "31", inner, rating=UNRATED, title=title.format("excluding"), marked=marked or None
        ),
        indicator("32", outer, rating=UNRATED, title=title.format("including")),
    ]


def test_one_indicator_within_another_is_found_by_its_title_and_its_figures() -> None:
    rows = plans(["12% (3/26)", "17% (5/29)"], ["10% (3/30)", "15% (5/33)"], 0)
    found = known(*rows)
    april, may = (
        [
            f"0 <= 32, {month}, numerator + -1 x 31, {month}, numerator",
            f"0 <= 32, {month}, denominator + -1 x 31, {month}, denominator",
            (
                f"0 <= 32, {month}, denominator + -1 x 31, {month}, denominator"
                f" + -1 x 32, {month}, numerator + 31, {month}, numerator"
            ),
        ]
        for month in ("Apr-23", "May-23")
    )
    assert rules_of(found)["indicator 31 is counted in indicator 32"] == [*april, *may]
    names = [target.name for target in found.system.targets]
    assert names[-2:] == [
        "indicator 32 beyond indicator 31, Apr-23, numerator",
        "indicator 32 beyond indicator 31, Apr-23, denominator",
    ]


def test_one_that_is_larger_somewhere_is_not_within() -> None:
    rows = plans(["12% (3/26)", "17% (5/29)"], ["10% (3/30)", "18% (5/28)"], 0)
    assert "indicator 31 is counted in indicator 32" not in rules_of(known(*rows))


def test_small_differences_of_published_ones_are_targets_under_a_threshold_alone() -> None:
    rows = plans(["26% (7/27)", "41% (12/29)"], ["23% (7/31)", "26% (12/47)"])
    assert known(*rows).system.targets == ()
    found = known(*rows, policy=UNDER_5)
    assert exposed(found) == {"32 beyond indicator 31, Apr-23, denominator": (4,)}


def test_a_count_within_another_by_declaration() -> None:
    rows = [indicator("1", ["9", "8"], rating=UNRATED, marked=[0]),
            indicator("2", ["10", "9"], rating=UNRATED)]  # fmt: skip
    found = known(*rows, policy=saying(n1=IndicatorDisclosure(within="2")))
    assert rules_of(found)["indicator 1 is counted in indicator 2"][0] == (
        "0 <= 2, Apr-23 + -1 x 1, Apr-23"
    )


def test_a_rate_of_a_count_and_a_population() -> None:
    rows = [indicator("14", ["45.4"], rating=UNRATED), indicator("15", ["336"], marked=[0])]
    told = saying(n14=IndicatorDisclosure(rate_of="15", population=74000))
    found = known(*rows, policy=told)
    assert exposed(found) == {"15, Apr-23": (336,)}


def test_a_national_total_and_all_others() -> None:
    row = indicator("1", ["2", "7"], "9", marked=(), benchmarks=("100", "91"), rating=UNRATED)
    both = IndicatorDisclosure(national="Bromley 2022/23", others="England")
    assert exposed(known(row, policy=saying(n1=both)))["1, year to date"] == (9,)
    loose = known(row, policy=saying(n1=IndicatorDisclosure(national="Bromley 2022/23")))
    assert exposed(loose) == {}


def test_a_benchmark_that_another_table_holds_as_its_year_to_date() -> None:
    old = indicator("1", ["3"] * 12, "36", marked=(), rating=UNRATED)
    new = indicator("1", ["5", "6"], "11", benchmarks=("36", "9"), rating=UNRATED)
    card = scorecard(new)
    months = tuple(Month(2022, 4).shifted(i) for i in range(12))
    (block,) = card.blocks
    earlier = replace(block, months=months, sections=(Section("", (old,)),))
    both = assess(replace(card, blocks=(block, earlier)), RatingRules())
    found = relations(both, DEFAULT_DISCLOSURE, marked(both))
    assert rules_of(found)["indicator 1, Bromley 2022/23 is indicator 1, year to date"] == [
        "1, Bromley 2022/23 + -1 x 1, year to date = 0"
    ]
    assert exposed(found)["1, year to date"] == (36,)
    assert exposed(found).keys() == {"1, year to date"}


def test_alternatives_tell_less_and_less() -> None:
    rows = [indicator("1", ["7", "2", "9"], "18", marked=[1], rating=UNRATED),
            indicator("2", ["12% (3/26)", "17% (5/29)"], marked=[1], rating=UNRATED)]  # fmt: skip
    found = known(*rows, alternatives=True)
    ways = {each.name: [(level.treatment, level.text) for level in each.levels]
            for each in found.system.statements}  # fmt: skip
    assert ways["indicator 1, Apr-23"] == [
        (Treatment.AS_IS, "7"),
        (Treatment.ROUNDED, "5"),
        (Treatment.BANDED, "fewer than 10"),
        (Treatment.WITHHELD, ""),
    ]
    assert ways["indicator 2, Apr-23"] == [
        (Treatment.AS_IS, "12% (3/26)"),
        (Treatment.ROUNDED, "12%"),
        (Treatment.WITHHELD, ""),
    ]


def test_a_policy_that_rounds_prints_no_exact_count() -> None:
    rows = [indicator("1", ["12", "23", "2"], "37", rating=UNRATED),
            indicator("2", ["44% (12/27)", "13% (3/23)"], rating=UNRATED)]  # fmt: skip
    found = known(*rows, policy=load_profile("nhs"))
    texts = {each.name: each.levels[each.start].text for each in found.system.statements}
    assert texts == {
        "indicator 1, Apr-23": "10",
        "indicator 1, May-23": "25",
        "indicator 1, year to date": "35",
        "indicator 2, Apr-23": "40% (10/25)",
    }
    assert statements_of(found)["indicator 1, Apr-23"] == ["8 <= 1, Apr-23 <= 12"]


def test_a_rounded_figure_is_none_that_the_threshold_withholds() -> None:
    policy = DisclosurePolicy(smallest=Smallest(8, 8, 8, 8), round_to=10)
    found = known(indicator("1", ["8", "0", "2"], "10", rating=UNRATED), policy=policy)
    told = statements_of(found)
    assert told["indicator 1, Apr-23"] == ["8 <= 1, Apr-23 <= 14"]
    assert told["indicator 1, May-23"] == ["1, May-23 = 0"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [("12", "10"), ("13", "15"), ("44% (12/27)", "40% (10/25)"), ("17.3", "17.3"), ("96%", "96%")],
)
def test_the_text_of_a_rounded_figure(text: str, printed: str) -> None:
    figure = reading(text)
    assert isinstance(figure, Figure)
    assert rounded(figure, 5) == printed


def test_readers_know_the_threshold_and_what_it_withholds() -> None:
    found = known(indicator("1", ["2", "9", "4"], "15", rating=UNRATED), policy=UNDER_5)
    domains = [(each.low, each.high) for each in found.system.quantities]
    assert domains == [(1, 4), (0, None), (1, 4), (0, None)]
    assert all(target.never_within is None for target in found.system.targets)
    assert exposed(found) == {}, "2, 3 or 4 each"
    narrow = known(indicator("1", ["1", "9", "2"], "12", rating=UNRATED), policy=UNDER_5)
    assert exposed(narrow) == {"1, Apr-23": (1, 2), "1, Jun-23": (1, 2)}


def test_an_answer_is_told_as_places() -> None:
    found = known(indicator("1", ["7", "2", "9"], "18", marked=[1], target="15"))
    assert found.changed(found.system.start) == ()
    last = tuple(len(each.levels) - 1 for each in found.system.statements)
    assert [(place.at.a1, place.cell, level.treatment) for place, level in found.changed(last)] == [
        ("L7", 2, Treatment.WITHHELD),
        ("N7", 4, Treatment.WITHHELD),
        ("X7", 14, Treatment.WITHHELD),
        ("A7", None, Treatment.WITHHELD),
    ]


def test_only_families_of_withheld_figures_are_drafted() -> None:
    rows = [indicator("1", ["7", "2"], "9", rating=UNRATED),
            indicator("2", ["7", "2"], "9", marked=[0], rating=UNRATED)]  # fmt: skip
    found = known(*rows)
    assert {each.name.split(",")[0] for each in found.system.quantities} == {"indicator 2"}
