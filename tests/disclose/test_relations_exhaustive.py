"""What readers know against every table that would print the same: neither more nor less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.model.indicator import Indicator
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.rules import IndicatorRule, RatingRules
from tests.cards import indicator, scorecard
from tests.disclose.scorecards import known

KINDS = {
    Accumulation.PER_MONTH: sum,
    Accumulation.RUNNING_TOTAL: lambda months: months[-1],
    Accumulation.SNAPSHOT: lambda months: months[-1],
}
MARKS = st.sets(st.sampled_from([0, 1, 2, 12]), min_size=1)


def row_of(
    months: Sequence[str], total: str, marks: set[int], target: str, polarity: Polarity,
    rules: RatingRules,
) -> Indicator:  # fmt: skip
    """A row whose rating is what its rule gives."""
    row = indicator("1", months, total, marked=sorted(marks), target=target, polarity=polarity)
    (judged,) = assess(scorecard(row), rules).indicators
    rating = judged.full.computed.rating if judged.full.computed else Rating.UNRATED
    return indicator("1", months, total, marked=sorted(marks), target=target, polarity=polarity,
                     rating=rating)  # fmt: skip


def printed(row: Indicator) -> list[str]:
    """What the public paper prints of a row."""
    cells = (*row.months, row.year_to_date)
    return ["[c]" if cell.mark else cell.reading.text for cell in cells] + [row.stated.text]


def worlds(kind: Accumulation, most: int) -> Iterator[tuple[int, ...]]:
    for months in product(range(most + 1), repeat=3):
        if kind is not Accumulation.RUNNING_TOTAL or list(months) == sorted(months):
            yield (*months, KINDS[kind](months))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 5), min_size=3, max_size=3),
    st.sampled_from(list(KINDS)),
    MARKS,
    st.sampled_from(["0", "4", "2-3", "20"]),
    st.sampled_from(list(Polarity)),
)
def test_counts(
    months: list[int], kind: Accumulation, marks: set[int], target: str, polarity: Polarity
) -> None:
    if kind is Accumulation.RUNNING_TOTAL:
        months = sorted(months)
    rules = RatingRules(indicators={"1": IndicatorRule(accumulation=kind)})

    def row(world: Sequence[int]) -> Indicator:
        texts = list(map(str, world))
        return row_of(texts[:3], texts[3], marks, target, polarity, rules)

    truth = row((*months, KINDS[kind](months)))
    found = known(truth, rules=dict(rules.indicators))
    told = [linear for rule in found.system.rules for linear in rule.tells]
    told += [linear for each in found.system.statements for linear in each.levels[0].tells]
    if (truth.stated.rating, polarity) == (Rating.AMBER, Polarity.NONE):
        return  # two stretches, told as all between them
    if (truth.stated.rating, polarity) == (Rating.RED, Polarity.NONE):
        return
    possible = {w for w in worlds(kind, 5) if all(linear.holds(w) for linear in told)}
    assert possible == {w for w in worlds(kind, 5) if printed(row(w)) == printed(truth)}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=2, max_size=2),
    st.sampled_from([0, 1]),
    st.sampled_from(["20%", "60-50%"]),
    st.sampled_from([Polarity.HIGH, Polarity.LOW]),
)
def test_a_percentage_of_ratios(
    pairs: list[tuple[int, int]], hidden: int, target: str, polarity: Polarity
) -> None:
    """One month of two is withheld, and the year to date prints its percentage alone."""
    rules = RatingRules(indicators={"1": IndicatorRule(accumulation=Accumulation.PER_MONTH)})

    def row(months: Sequence[tuple[int, int]]) -> Indicator:
        texts = [f"{percent(n, d)}% ({n}/{d})" for n, d in months]
        year = percent(sum(n for n, _ in months), sum(d for _, d in months))
        return row_of(texts, f"{year}%", {hidden}, target, polarity, rules)

    ratios = [(min(pair), max(pair)) for pair in pairs]
    truth = row(ratios)
    found = known(truth, rules=dict(rules.indicators))
    told = [linear for rule in found.system.rules for linear in rule.tells]
    told += [
        linear
        for each in found.system.statements
        for linear in each.levels[0].tells
        if "RAG" not in each.name  # rated by the printed percentage here, by the parts there
    ]
    for n, d in product(range(6), range(1, 6)):
        if n > d:
            continue
        world = [*ratios]
        world[hidden] = (n, d)
        flat = [number for pair in world for number in pair]
        sums = [sum(x for x, _ in world), sum(x for _, x in world)]
        quantities = [*flat, *sums, d - n]
        same = printed(row(world))[:-1] == printed(truth)[:-1]
        assert all(linear.holds(quantities) for linear in told) == same


def percent(numerator: int, denominator: int) -> int:
    """Whole per cent, halves up."""
    return (200 * numerator + denominator) // (2 * denominator)
