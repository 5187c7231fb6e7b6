"""The defence: safe by the attack, no dearer than need be, or said to be impossible."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from packgen.disclose.attack import attack
from packgen.disclose.secondary import protect
from packgen.disclose.world import Levels, System, Treatment
from tests.disclose import hard_cases as hard
from tests.disclose.cards import Card, big, small
from tests.disclose.exhaustive import Value


def costs(system: System, levels: Levels) -> int:
    return sum(
        s.levels[after].cost - s.levels[s.start].cost
        for s, after in zip(system.statements, levels, strict=True)
    )


def is_safe(system: System, levels: Levels) -> bool:
    return not any(verdict.exposed for verdict in attack(system, levels))


def cheapest(system: System) -> int | None:
    """The least cost of all choices of levels that protect every target; None: none does."""
    ways = [(s.start,) if s.fixed else range(s.start, len(s.levels)) for s in system.statements]
    choices = sorted(product(*ways), key=lambda levels: costs(system, levels))
    return next((costs(system, each) for each in choices if is_safe(system, each)), None)


def few_choices(system: System) -> bool:
    ways = 1
    for statement in system.statements:
        ways *= 1 if statement.fixed else len(statement.levels) - statement.start
    return ways <= 800


@pytest.mark.parametrize("seed", range(60))
def test_no_choice_is_cheaper(seed: int) -> None:
    random = Random(seed)
    card = small(random)
    while not few_choices(card.system()):
        card = small(random)
    system = card.system()
    found, least = protect(system, tuple(Treatment)), cheapest(system)
    assert bool(found.impossible) is (least is None)
    if least is not None:
        assert is_safe(system, found.levels)
        assert found.cost == least == costs(system, found.levels)
        assert found.proven


HARD = {
    "a month beside its total": (hard.one_month_beside_its_total, 1),
    "two and their sum": (hard.two_and_their_sum, 1),
    "a percentage of a known number": (hard.a_percentage_of_a_known_number, 1),
    "percentages with both parts hidden": (hard.percentages_with_both_parts_hidden, 1),
    "green that is not true": (hard.green_that_is_not_true, 1),
    "all of nothing": (hard.all_of_nothing, 1),
}


@pytest.mark.parametrize("case", HARD)
def test_what_was_given_away_is_not_any_more(case: str) -> None:
    make, most = HARD[case]
    system = make().system()
    assert any(verdict.exposed for verdict in attack(system))
    found = protect(system)
    assert not found.impossible
    assert is_safe(system, found.levels)
    assert 1 <= len(found.changes) <= most


def test_what_must_be_shown_is_never_withheld_and_the_target_is_named() -> None:
    card = hard.one_month_beside_its_total()
    system = card.system()
    kept = System(
        system.quantities,
        system.rules,
        tuple(replace(s, fixed=True) for s in system.statements),
        system.targets,
    )
    found = protect(kept)
    assert found.levels == kept.start
    assert [each.target for each in found.impossible] == [0]
    assert found.impossible[0].because is not None
    assert "year to date" in {each.name for each in found.impossible[0].because.statements}


def test_safe_cards_are_left_alone() -> None:
    card = Card()
    shown, hidden = card.quantity("shown", 5), [card.quantity(f"hidden {i}", 3) for i in range(2)]
    card.prints("shown", Value(shown))
    card.prints("total", Value(card.sum("total", [shown, *hidden], "all add up")))
    card.hide(hidden[0])
    system = card.system()
    assert is_safe(system, system.start)
    assert protect(system).changes == ()


@pytest.mark.parametrize("seed", range(2))
def test_a_councils_card_is_safe_afterwards_and_the_same_again(seed: int) -> None:
    system = big(Random(seed), rows=30, withheld=8).system()
    found = protect(system)
    assert found == protect(system)
    beyond = {each.target for each in found.impossible}
    verdicts = attack(system, found.levels)
    assert not [v for place, v in enumerate(verdicts) if v.exposed and place not in beyond]
