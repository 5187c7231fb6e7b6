"""What an outsider can work out, against one who looks at every world, and in cases known."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.disclose.attack import Attacker, Finding, Verdict, attack
from packgen.disclose.inquiry import Effort, NoWorld
from packgen.disclose.span import Span, span
from packgen.disclose.world import Levels, System, World
from tests.disclose import hard_cases as hard
from tests.disclose.cards import Card, between, big, small
from tests.disclose.exhaustive import Value


def some_levels(random: Random, system: System) -> Levels:
    """Levels at which a system might be published: fixed statements stay as they are."""
    return tuple(
        each.start
        if each.fixed
        else random.choice([each.start, random.randrange(len(each.levels))])
        for each in system.statements
    )


def values(worlds: list[World], verdict: Verdict) -> list[int]:
    return sorted({world[verdict.target.quantity] for world in worlds})


def given_away(possible: list[int], verdict: Verdict) -> bool:
    low, high = verdict.target.never_within or (0, -1)
    return len(possible) < verdict.target.values or all(low <= each <= high for each in possible)


def certifies(system: System, levels: Levels, verdict: Verdict) -> bool:
    """Whether a certificate proves a target safe, by what the system itself says."""
    known = [linear for rule in system.rules for linear in rule.tells]
    for statement, level in zip(system.statements, levels, strict=True):
        known += statement.levels[level].tells
    inside = set(verdict.quantities)
    known = [linear for linear in known if inside & {quantity for quantity, _ in linear.terms}]
    found = []
    for numbers in verdict.certificate:
        world = dict(zip(verdict.quantities, numbers, strict=True))
        for quantity, number in world.items():
            domain = system.quantities[quantity]
            assert domain.low <= number
            assert domain.high is None or number <= domain.high
        full = [world.get(quantity, 0) for quantity in range(len(system.quantities))]
        assert all(linear.holds(full) for linear in known)
        found.append(world[verdict.target.quantity])
    assert len(found) == len(set(found))
    return not given_away(found, verdict)


def agrees(verdict: Verdict, worlds: list[World]) -> None:
    possible = values(worlds, verdict)
    assert verdict.finding is (Finding.EXPOSED if given_away(possible, verdict) else Finding.SAFE)
    if verdict.exposed:
        assert list(verdict.possible) == possible
        assert not verdict.certificate
    else:
        there = {tuple(world[quantity] for quantity in verdict.quantities) for world in worlds}
        assert set(verdict.certificate) <= there


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_it_agrees_with_the_one_who_looks_at_every_world(seed: int) -> None:
    random = Random(seed)
    every = small(random).exhaustive()
    system, attacker = every.system, Attacker(every.system)
    for levels in (system.start, *(some_levels(random, system) for _ in range(4))):
        worlds = every.possible(levels)
        for target, verdict in enumerate(attack(system, levels)):
            agrees(verdict, worlds)
            assert verdict.exposed or certifies(system, levels, verdict)
            assert attacker.exposed(levels, target) is verdict.exposed  # as it remembers, too
            agrees(attacker.verdict(levels, target), worlds)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_span_is_what_every_world_shows(seed: int) -> None:
    every = small(Random(seed)).exhaustive()
    system = every.system
    worlds, attacker = every.possible(system.start), Attacker(system)
    for place, target in enumerate(system.targets):
        possible = tuple(sorted({world[target.quantity] for world in worlds}))
        listed = possible if len(possible) <= 4 else ()
        found = span(attacker, system.start, place, 4)
        assert found == Span(possible[0], possible[-1], listed, exact=True)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_texts_that_the_true_figures_do_not_print_are_believed(seed: int) -> None:
    random = Random(seed)
    card = small(random)
    for statement in card.statements:
        if isinstance(statement.hows[0], Value) and random.random() < 0.2:
            statement.text = str(random.randint(0, 6))
    every = card.exhaustive()
    worlds = every.possible(every.system.start)
    for verdict in attack(every.system):
        if worlds:
            agrees(verdict, worlds)
        else:
            assert verdict.contradiction
            assert verdict.exposed


CASES: list[tuple[Card, list[tuple[int, ...] | None]]] = [
    (hard.one_month_beside_its_total(), [(2,)]),
    (hard.two_and_their_sum(), [(2,)]),
    (hard.all_of_nothing(), [(0,), (0,), (0,)]),
    (hard.two_of_fifteen(low=0), [None, None]),
    (hard.two_of_fifteen(low=1), [(1,), (1,)]),
    (hard.a_percentage_of_a_known_number(), [(1,)]),
    (hard.percentages_with_both_parts_hidden(), [(1,), (7,), (3,), (26,)]),
    (hard.a_set_with_holes(), [(6, 9), (2, 3)]),
    (hard.green_that_is_not_true(), [(0,), (0,), (0,), (0,)]),
    (hard.academic_year(papers=1), [None]),
    (hard.academic_year(papers=2), [(2,)]),
    (hard.released_month_by_month(), [(4,), (2,)]),
    (hard.totals_of_months_all_withheld(), [None, None, None, None, (2,)]),
    (hard.sums_of_neighbours(), [(41,), (32,), (57,)]),
    (hard.last_years_release(), [(1,)]),
    (hard.all_but_one(), [(1,)]),
    (hard.excluding_and_including_some(), [(2,), (0,)]),
    (hard.rounded_neighbours(), [None]),
    (hard.proven_small(), [(1, 2, 3, 4)]),
]


@pytest.mark.parametrize(("card", "expected"), CASES)
def test_a_hard_case(card: Card, expected: list[tuple[int, ...] | None]) -> None:
    system = card.system()
    verdicts = attack(system)
    assert [verdict.possible or None for verdict in verdicts] == expected
    for verdict in verdicts:
        assert verdict.exposed or certifies(system, system.start, verdict)


def test_what_misleads_is_told_from_what_is_true() -> None:
    misled = [verdict.misleads for verdict in attack(hard.green_that_is_not_true().system())]
    assert misled == [False, False, True, True]  # 0, 0, 1, and 1 in all: all believed to be 0


def test_a_publication_that_contradicts_itself_is_never_safe() -> None:
    system = hard.running_total_that_falls().system()
    (verdict,) = attack(system)
    assert (verdict.contradiction, verdict.exposed) == (True, True)
    assert (verdict.certificate, verdict.possible) == ((), ())
    with pytest.raises(NoWorld):
        span(Attacker(system), system.start, 0)


def test_a_search_that_is_not_finished_counts_as_exposed() -> None:
    card = Card()
    a, b = card.quantity("a", 0), card.quantity("b", 0)
    card.rule("no whole numbers do this", [(a, 2), (b, -2)], 1, 1)
    card.hide(a)
    (verdict,) = attack(card.system(), effort=Effort(first=5, last=50, nodes=1))
    assert (verdict.unfinished, verdict.exposed, verdict.possible) == (True, True, ())


def test_no_bound_that_matters_is_no_bound() -> None:
    system = hard.academic_year(papers=1).system()
    assert span(Attacker(system), system.start, 0) == Span(0, 11, tuple(range(12)), exact=True)
    card = Card()
    under, over = card.quantity("n", 1), card.quantity("d", 7)
    card.rule("n is a tenth of d, or more", [(under, 10), (over, -1)], 0, None)
    card.hide(under)
    assert span(Attacker(card.system()), (), 0) == Span(0, None, (), exact=True)


def test_a_coefficient_that_does_not_divide() -> None:
    card = Card()
    odd = card.quantity("odd", 3, high=9)
    card.rule("three times it is 4 to 10", [(odd, 3)], 4, 10)
    card.rule("minus twice it is -9 to -3", [(odd, -2)], -9, -3)
    card.hide(odd)
    (verdict,) = attack(card.system())
    assert verdict.possible == (2, 3)


def test_what_the_search_by_hand_gives_up_the_solver_finds() -> None:
    """Rows and columns of a table add up; with no effort for the search, the solver finds worlds,
    and each is checked in exact arithmetic."""
    random = Random(3)
    card = Card()
    cells = [[card.quantity(f"{i} {j}", random.randint(0, 9)) for j in range(6)] for i in range(6)]
    for i in range(6):
        for name, line in (("row", cells[i]), ("column", [row[i] for row in cells])):
            card.prints(f"{name} {i}", Value(card.sum(f"{name} {i}", line, f"{name}s add up")))
    card.hide(cells[2][3])
    system = card.system()
    for effort in (Effort(), Effort(first=1, last=1)):
        (verdict,) = attack(system, effort=effort)
        assert verdict.finding is Finding.SAFE
        assert certifies(system, system.start, verdict)


def test_on_a_card_of_a_councils_size_each_safe_target_has_its_proof() -> None:
    system = big(Random(7), rows=100, withheld=30).system()
    verdicts = attack(system)
    assert [verdict.target for verdict in verdicts] == list(system.targets)
    assert {verdict.finding for verdict in verdicts} == {Finding.SAFE, Finding.EXPOSED}
    for verdict in verdicts:
        assert verdict.exposed or certifies(system, system.start, verdict)
        assert not verdict.misleads
    assert verdicts == attack(system)


def test_a_rule_of_several_blocks_ties_none_of_them_together() -> None:
    card = Card()
    first, second = hard.one_month_beside_its_total(), card.quantity("other", 3)
    system = first.system()
    more = card.system().quantities
    rule = type(system.rules[0])("none is above 9", (between(0, 0, 9), between(5, 0, 9)))
    target = type(system.targets[0])("other", "other", 5)
    whole = System(
        (*system.quantities, *more),
        (*system.rules, rule),
        system.statements,
        (*system.targets, target),
    )
    verdicts = attack(whole)
    assert [verdict.quantities for verdict in verdicts] == [(0, 1, 2, 3, 4), (5,)]
    assert [verdict.finding for verdict in verdicts] == [Finding.EXPOSED, Finding.SAFE]
    assert second == 0
