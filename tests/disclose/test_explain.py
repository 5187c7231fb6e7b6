"""Why a target is exposed: the fewest reasons, in words, and what can't all be true."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from packgen.disclose.attack import Attacker, Finding, Verdict, attack
from packgen.disclose.explain import Conflict, Explanation, conflicts, explain, words
from packgen.disclose.minimal import irreducible, lightest
from packgen.disclose.world import System
from tests.disclose import hard_cases as hard
from tests.disclose.cards import Card, small
from tests.disclose.exhaustive import Value


def sentence(card: Card, target: int = 0) -> str:
    system = card.system()
    explanation = explain(Attacker(system), system.start, target)
    assert explanation is not None
    return words(explanation)


REASONS: list[tuple[Card, int, str, str]] = [
    (
        hard.one_month_beside_its_total(),
        0,
        "month 2 = 2",
        (
            "month 0 prints 3; month 1 prints 7; month 3 prints 9; year to date prints 21"
            " | months add up to the year to date"
        ),
    ),
    (
        hard.a_percentage_of_a_known_number(),
        0,
        "April numerator = 1",
        "denominator prints 28; percentage prints 4%",
    ),
    (  # all that is printed leaves 7 alone; less is enough to leave fewer than three
        hard.percentages_with_both_parts_hidden(),
        1,
        "April denominator is 7 or 14",
        "April prints 14%; May prints 12%; top to date prints 4 | months add up",
    ),
    (
        hard.a_set_with_holes(),
        0,
        "June denominator is 6 or 9",
        "percentage prints 33%; denominator prints 5 to 9",
    ),
    (
        hard.released_month_by_month(),
        1,
        "month 1 = 2",
        (
            "year to date in April prints 4; year to date in May prints 6"
            " | months to April add up; months to May add up"
        ),
    ),
    (hard.proven_small(), 0, "few is 1 to 4", "few prints 1 to 4"),
]


@pytest.mark.parametrize(("card", "target", "known", "reasons"), REASONS)
def test_a_reason_in_words(card: Card, target: int, known: str, reasons: str) -> None:
    assert sentence(card, target) == f"{known}, because: {reasons} [the shortest reason]"


def test_a_reason_says_what_is_believed_and_not_true() -> None:
    assert sentence(hard.green_that_is_not_true(), 2) == (
        "month 2 = 0 (which is not the true figure), because: rating prints GREEN"
        " | months add up to the year to date"
        " (not so by the true figures: rating prints GREEN) [the shortest reason]"
    )


def test_a_target_that_is_safe_has_no_reason() -> None:
    system = hard.rounded_neighbours().system()
    assert explain(Attacker(system), system.start, 0) is None


def test_a_target_that_can_be_nothing_else_needs_no_reason() -> None:
    card = Card()
    card.hide(card.quantity("yes or no", 1, high=1))
    expected = "yes or no is 0 or 1, because: it can be nothing else [the shortest reason]"
    assert sentence(card) == expected


def test_with_no_calls_left_a_reason_is_one_of_which_nothing_can_be_left_out() -> None:
    card = hard.one_month_beside_its_total()
    system = card.system()
    attacker = Attacker(system)
    explanation = explain(attacker, system.start, 0, calls=0)
    assert explanation is not None
    assert not explanation.shortest
    assert words(explanation).endswith("[one reason]")
    assert alone(system, explanation).finding is Finding.EXPOSED


def alone(system: System, explanation: Explanation, *, without: int | None = None) -> Verdict:
    """The verdict where an explanation's statements and rules are all that is known; ``without``:
    one of the statements is left out."""
    kept = {each.statement for each in explanation.statements} - {without}
    levels = tuple(
        start if place in kept else len(statement.levels) - 1
        for place, (start, statement) in enumerate(
            zip(system.start, system.statements, strict=True)
        )
    )
    place = [target.name for target in system.targets].index(explanation.target)
    return attack(system, levels)[place]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_the_statements_of_a_shortest_reason_do_it_alone_and_no_fewer_do(seed: int) -> None:
    system = small(Random(seed)).system()
    attacker = Attacker(system)
    exposed = [place for place, verdict in enumerate(attack(system)) if verdict.exposed]
    assume(exposed)
    explanation = explain(attacker, system.start, exposed[0])
    assert explanation is not None
    assert explanation.shortest
    assert alone(system, explanation).exposed
    for each in explanation.statements:
        assert not alone(system, explanation, without=each.statement).exposed
    for fewer in _fewer(system, len(explanation.statements)):
        assert not attacker.exposed(fewer, exposed[0])


def _fewer(system: System, most: int) -> list[tuple[int, ...]]:
    """All levels at which fewer than so many statements are printed."""
    shown = [
        place
        for place, statement in enumerate(system.statements)
        if statement.levels[statement.start].tells
    ]
    return [
        tuple(
            each.start if place in some else len(each.levels) - 1
            for place, each in enumerate(system.statements)
        )
        for some in combinations(shown, max(0, most - 1))
    ]


def test_a_conflict_names_what_cannot_all_be_true() -> None:
    system = hard.running_total_that_falls().system()
    attacker = Attacker(system)
    (conflict,) = conflicts(attacker, system.start)
    assert conflict == Conflict(statements=(0, 1), rules=(0,), targets=(0,), shortest=True)
    expected = (
        "to June can be nothing at all, because: up to April prints 5; up to May prints 4 | "
        "a running total never falls (not so by the true figures: a running total never falls) "
        "[the shortest reason]"
    )
    explanation = explain(attacker, system.start, 0)
    assert explanation is not None
    assert words(explanation) == expected


def test_without_its_rule_a_conflict_is_gone() -> None:
    system = hard.running_total_that_falls().system()
    (conflict,) = conflicts(Attacker(system), system.start)
    rules = tuple(r for place, r in enumerate(system.rules) if place not in conflict.rules)
    mended = System(system.quantities, rules, system.statements, system.targets)
    assert conflicts(Attacker(mended), mended.start) == ()
    (verdict,) = attack(mended)
    assert verdict.finding is Finding.SAFE


def test_a_mistyped_total_is_in_conflict_with_its_months() -> None:
    card = Card()
    months = [card.quantity(f"month {i}", truth) for i, truth in enumerate((3, 5))]
    total = card.sum("total", months, "months add up")
    for month in months:
        card.prints("month", Value(month))
    card.prints("year to date", Value(total), text="7")
    other = card.quantity("other", 1)
    card.sum("all", [total, other], "the other comes on top")
    card.hide(other)
    system = card.system()
    (conflict,) = conflicts(Attacker(system), system.start)
    assert (conflict.statements, conflict.rules) == ((0, 1, 2), (0,))


@given(st.sets(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), min_size=1, max_size=6))
def test_the_lightest_part_is_the_lightest_of_all_parts(reasons: set[frozenset[int]]) -> None:
    """A part does it when it holds one of the reasons whole; members weigh 1 to 8."""

    def does(part: int) -> bool:
        return any(all(part >> each & 1 for each in reason) for reason in reasons)

    part, proved = lightest(255, does, lambda place: place + 1, lambda part: part, 10_000)
    least = min(sum(each + 1 for each in reason) for reason in reasons)
    assert (does(part), proved) == (True, True)
    assert sum(place + 1 for place in range(8) if part >> place & 1) == least
    kept = irreducible(255, does)
    assert does(kept)
    assert not any(does(kept & ~(1 << place)) for place in range(8) if kept >> place & 1)
