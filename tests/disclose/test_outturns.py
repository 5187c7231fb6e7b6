"""Last year's releases, and this year's benchmark that prints their final year to date again."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.disclose.decision import decide
from packgen.disclose.earlier import EarlierCell
from packgen.disclose.places import marked, rows
from packgen.disclose.records import RecordKind
from packgen.disclose.relations import Relations, relations
from packgen.model.assessed import AssessedScorecard
from packgen.model.observation import Unit
from packgen.model.period import Month
from packgen.model.published import ColumnKind, Publication, PublishedCell, PublishedFigure
from packgen.model.rating import Rating
from packgen.model.trend import Accumulation
from packgen.settings.disclosure import DEFAULT_DISCLOSURE, DisclosurePolicy
from packgen.settings.rules import IndicatorRule
from tests.cards import indicator, reading
from tests.disclose.scorecards import exposed, judged, known, noted, rules_of

UNRATED = Rating.UNRATED
FIRST = Month(2022, 4)
SUMS = {"1": IndicatorRule(accumulation=Accumulation.PER_MONTH)}
LAST = {"1": IndicatorRule(accumulation=Accumulation.SNAPSHOT)}
MEAN = {"1": IndicatorRule(accumulation=Accumulation.AVERAGE)}


def cell(kind: ColumnKind, period: Month, text: str, number: str = "1") -> PublishedCell:
    """A cell as it was printed; "[c]": withheld."""
    figure = None
    if text != "[c]":
        read = reading(text)
        unit = Unit.PERCENT if "%" in text else Unit.COUNT
        parts = (getattr(read, "numerator", None), getattr(read, "denominator", None))
        figure = PublishedFigure(Decimal(text.partition("%")[0]), unit, *parts)
    title = f"Indicator {number}"
    return PublishedCell(number, title, kind, period, "", text, figure, text == "[c]")


def card(
    months: Sequence[str], year_to_date: str, *, position: int = 11, number: str = "1"
) -> Publication:
    """2022/23's card as it was released at one of its months."""
    at = FIRST.shifted(position)
    cells = [
        cell(ColumnKind.MONTH, FIRST.shifted(i), text, number) for i, text in enumerate(months)
    ]
    cells.append(cell(ColumnKind.YEAR_TO_DATE, at, year_to_date, number))
    return Publication("cef", at, at.next.first_day.replace(day=12), (), tuple(cells))


def _withheld(now: AssessedScorecard, earlier: Sequence[Publication]) -> Relations:
    """What readers know where the first benchmark is withheld, too."""
    (row,) = rows(now)
    places = [*marked(now), row.place(0)]
    return relations(now, DEFAULT_DISCLOSURE, places, earlier)


OCTOBER_HIDDEN = [*["10"] * 6, "[c]", *["10"] * 5]


def test_a_month_and_its_year_withheld_then_are_told_by_this_year_s_benchmark() -> None:
    """Eleven tens, and 112 as last year's outturn: October was 2."""
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED)
    found = known(row, rules=SUMS, earlier=[card(OCTOBER_HIDDEN, "[c]")])
    assert exposed(found) == {"1, Oct-22, withheld on 12 April 2023": (2,)}
    (target,) = found.system.targets
    assert isinstance(target.key, EarlierCell)
    assert noted(found, RecordKind.SHOWN_NOW) == [
        (
            "indicator 1, Bromley 2022/23: withheld on 12 April 2023 as the year to date, and "
            "printed now"
        )
    ]
    assert "indicator 1, Bromley 2022/23: of its year, its months add up to its year to date" in (
        rules_of(found)
    )


def test_the_benchmark_is_withheld_so_that_last_year_s_month_stays_unknown() -> None:
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED)
    decision = decide(judged(row, rules=SUMS), DEFAULT_DISCLOSURE, [card(OCTOBER_HIDDEN, "[c]")])
    assert [each.what for each in decision.record.added] == ["Bromley 2022/23"]
    assert not decision.record.exposed
    (figure,) = decision.record.protected
    assert (figure.indicator, figure.before.says, figure.before.true) == ("1", "2", True)
    kept = DisclosurePolicy(must_show=("1",))
    again = decide(judged(row, rules=SUMS), kept, [card(OCTOBER_HIDDEN, "[c]")])
    assert [each.code for each in again.findings] == ["figure-exposed", "shown-now"]


def test_two_months_withheld_then_stay_unknown() -> None:
    months = [*["10"] * 5, "[c]", "[c]", *["10"] * 5]
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED)
    assert exposed(known(row, rules=SUMS, earlier=[card(months, "[c]")])) == {}


def test_february_s_year_to_date_and_the_benchmark_give_march_away() -> None:
    february = card([*["10"] * 6, "[c]", *["10"] * 4], "105", position=10)
    march = card([*["10"] * 6, "[c]", *["10"] * 4, "[c]"], "[c]")
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED)
    found = exposed(known(row, rules=SUMS, earlier=[february, march]))
    assert found["1, Mar-23, withheld on 12 April 2023"] == (7,)


def test_earlier_releases_alone_are_told_as_such() -> None:
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED)
    decision = decide(judged(row, rules=SUMS), DEFAULT_DISCLOSURE, [card(OCTOBER_HIDDEN, "112")])
    assert [each.code for each in decision.findings] == ["figure-told-before"]
    assert "packgen disclose --explain 1 says how" in decision.findings[0].remedy


def test_a_benchmark_withheld_now_is_the_sum_of_what_was_printed_then() -> None:
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED, marked=())
    card_now = judged(row, rules=SUMS)
    months = [*["10"] * 11, "2"]
    whole = exposed(_withheld(card_now, [card(months, "[c]")]))
    assert whole["1, Bromley 2022/23"] == (112,)
    assert "1, Bromley 2022/23" not in exposed(_withheld(card_now, [card(OCTOBER_HIDDEN, "[c]")]))


def test_a_benchmark_withheld_now_and_printed_then_hides_nothing() -> None:
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED, marked=())
    found = _withheld(judged(row, rules=SUMS), [card(["[c]"] * 12, "112")])
    assert noted(found, RecordKind.ALREADY_PUBLIC) == [
        (
            "indicator 1, Bromley 2022/23: already public since 12 April 2023; withholding it now "
            "hides nothing"
        )
    ]


def test_the_last_month_of_a_snapshot_is_the_benchmark() -> None:
    row = indicator("1", ["7", "8"], "8", benchmarks=("12", "9"), rating=UNRATED)
    found = known(row, rules=LAST, earlier=[card([*["10"] * 11, "[c]"], "[c]")])
    assert exposed(found) == {"1, Mar-23, withheld on 12 April 2023": (12,)}


def test_the_average_of_the_months_is_the_benchmark_as_it_is_rounded() -> None:
    """Twelve months make 120 or so (10.0, to within a twentieth): the twelfth is 9.4 to 10.6."""
    months = [*["10.0"] * 11, "[c]"]
    row = indicator("1", ["7.0", "8.0"], "7.5", benchmarks=("10.0", "9"), rating=UNRATED)
    found = known(row, rules=MEAN, earlier=[card(months, "[c]")])
    (rule,) = [r for words, r in rules_of(found).items() if "of its year" in words]
    assert rule[0].startswith("-12 <= ")
    assert exposed(found) == {}


def test_another_council_s_column_is_not_tied() -> None:
    """The column agrees with what was released for indicator 2 only by chance of its heading."""
    rows = [
        indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED),
        indicator("2", ["7", "8"], "15", benchmarks=("500", "9"), rating=UNRATED, row=8),
    ]
    other = card(["4"] * 12, "48", number="2")
    first = card(OCTOBER_HIDDEN, "[c]")
    both = Publication("cef", first.position, first.on, (), (*first.cells, *other.cells))
    assert exposed(known(*rows, rules=SUMS, earlier=[both])) == {}


def test_a_column_that_no_row_bears_out_is_taken_for_granted_and_said() -> None:
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED)
    found = known(row, rules=SUMS, earlier=[card(OCTOBER_HIDDEN, "[c]")])
    assert noted(found, RecordKind.TAKEN)[-1] == (
        "indicator 1, Bromley 2022/23: taken for granted that it is the year to date at Mar-23"
    )


def test_months_that_make_more_than_the_benchmark_are_not_tied() -> None:
    row = indicator("1", ["7", "8"], "15", benchmarks=("90", "9"), rating=UNRATED)
    found = known(row, rules=SUMS, earlier=[card(OCTOBER_HIDDEN, "[c]")])
    assert exposed(found) == {}
    assert noted(found, RecordKind.RULE_DROPPED) == [
        (
            "indicator 1, Bromley 2022/23: not so that, of its year, its months add up to its year "
            "to date"
        )
    ]


@given(
    st.lists(st.integers(0, 20), min_size=12, max_size=12),
    st.sets(st.integers(0, 11), max_size=4),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_last_year_s_secrets_stay_so_unless_its_own_releases_told_them(
    months: list[int], hidden: set[int], final: bool
) -> None:
    """The benchmark is withheld where it would tell, and only there."""
    texts = ["[c]" if i in hidden else str(month) for i, month in enumerate(months)]
    row = indicator("1", ["7", "8"], "15", benchmarks=(str(sum(months)), "9"), rating=UNRATED)
    before = [card(texts, str(sum(months)) if final else "[c]")]
    decision = decide(judged(row, rules=SUMS), DEFAULT_DISCLOSURE, before)
    assert len(decision.record.protected) == len(hidden)
    codes = {finding.code for finding in decision.findings}
    if final:
        assert bool(decision.record.exposed) is ("figure-told-before" in codes)
        assert not decision.record.added
    else:
        assert not decision.record.exposed
        assert "shown-now" in codes
    rest = sum(months[i] for i in hidden)
    if len(hidden) == 1 or (hidden and rest < 2):
        assert bool(decision.record.added) is not final


def test_years_before_any_scorecard_are_not_looked_for() -> None:
    row = indicator("1", ["7", "8"], "15", benchmarks=("112", "9"), rating=UNRATED)
    early = judged(row)
    (block,) = early.blocks
    ancient = tuple(Month(1900, 4).shifted(i) for i in range(12))
    old = replace(early, position=ancient[1], blocks=(replace(block, months=ancient),))
    assert decide(old, DEFAULT_DISCLOSURE, [card(OCTOBER_HIDDEN, "[c]")]).findings == ()


def test_both_parts_of_ratios_are_told() -> None:
    months = [*["50% (5/10)"] * 11, "[c]"]
    row = indicator("1", ["50% (5/10)", "50% (5/10)"], "50% (10/20)", rating=UNRATED,
                    benchmarks=("50% (57/114)", ""))  # fmt: skip
    found = known(row, rules=SUMS, earlier=[card(months, "[c]")])
    assert set(exposed(found).values()) == {(2,), (4,)}
