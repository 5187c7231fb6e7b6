"""The cheapest protection, against every choice of levels, and in cases known."""

from dataclasses import replace
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from packgen.disclose import guard, secondary
from packgen.disclose.attack import attack
from packgen.disclose.choices import Change, Choices
from packgen.disclose.defence import Defence
from packgen.disclose.direct import Model
from packgen.disclose.explain import words
from packgen.disclose.guard import Budget
from packgen.disclose.highs import Answer
from packgen.disclose.propagate import Meter
from packgen.disclose.secondary import Protection, alternatives, protect
from packgen.disclose.world import Levels, System, Target, Treatment
from tests.disclose import hard_cases as hard
from tests.disclose.cards import Card, big, small
from tests.disclose.exhaustive import Exhaustive, Rounded, Value
from tests.disclose.test_attack import certifies, given_away

_DIRECT = Budget(calls=0, proof=0)  # nothing but the direct model


def exposed(every: Exhaustive, levels: Levels) -> list[Target]:
    """The targets that one who looks at every world finds given away."""
    worlds = every.possible(levels)
    return [
        verdict.target
        for verdict in attack(every.system, levels)
        if given_away(sorted({world[verdict.target.quantity] for world in worlds}), verdict)
    ]


def cheapest(every: Exhaustive) -> Levels:
    """Of all levels at which no more is exposed than has to be, the lightest."""
    choices = Choices(every.system)
    ranges = [
        [each.start] if each.fixed else range(each.start, len(each.levels))
        for each in every.system.statements
    ]
    count = 1
    for each in ranges:
        count *= len(each)
    assume(count <= 20_000)
    lost = exposed(every, choices.weakest)
    by_weight = sorted(product(*ranges), key=lambda at: choices.weight(choices.chosen(at)))
    return next(levels for levels in by_weight if exposed(every, levels) == lost)


def protects(every: Exhaustive, protection: Protection) -> None:
    """That every target is shown safe with a certificate, or said to be exposed, and is."""
    lost = exposed(every, protection.levels)
    assert [each.target for each in protection.verdicts if each.exposed] == lost
    assert [every.system.targets[each.target] for each in protection.impossible] == lost
    for verdict in protection.verdicts:
        assert verdict.exposed or certifies(every.system, protection.levels, verdict)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_nothing_cheaper_protects_and_that_is_proved(seed: int) -> None:
    every = small(Random(seed)).exhaustive()
    expected = cheapest(every)
    found = protect(every.system)
    protects(every, found)
    choices = Choices(every.system)
    assert found.cost == choices.cost(expected)
    assert choices.weight(choices.chosen(found.levels)) == choices.weight(choices.chosen(expected))
    assert found.proven_least


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_nor_does_anything_where_the_direct_model_is_asked_first(seed: int) -> None:
    every = small(Random(seed)).exhaustive()
    expected = cheapest(every)
    found = protect(every.system, effort=Budget(calls=0))
    protects(every, found)
    assert found.cost == Choices(every.system).cost(expected)
    assert found.proven_least


def test_the_direct_model_alone_costs_no_more_but_for_the_solvers_mistakes() -> None:
    """The solver calls a dearer choice the least about once in a thousand cards."""
    dearer = []
    for seed in range(60):
        every = small(Random(seed)).exhaustive()
        found = protect(every.system, effort=_DIRECT)
        protects(every, found)
        dearer.append(found.cost - protect(every.system).cost)
    assert min(dearer) == 0
    assert sum(each > 0 for each in dearer) <= 1


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_texts_that_the_true_figures_do_not_print_are_protected_too(seed: int) -> None:
    random = Random(seed)
    card = small(random)
    for statement in card.statements:
        plain = isinstance(statement.hows[0], Value) and len(statement.hows) == 2
        if plain and random.random() < 0.3:
            statement.text = str(random.randint(0, 6))
    every = card.exhaustive()
    expected = Choices(every.system).cost(cheapest(every))
    for effort in (Budget(), Budget(calls=0)):
        found = protect(every.system, effort=effort)
        protects(every, found)
        assert found.cost == expected


@pytest.mark.parametrize("seed", range(3))
def test_on_a_card_of_some_size_nothing_is_exposed(seed: int) -> None:
    system = big(Random(seed), rows=40, withheld=10).system()
    assert any(verdict.exposed for verdict in attack(system))
    found = protect(system)
    exposed = {place for place, each in enumerate(attack(system, found.levels)) if each.exposed}
    assert exposed == {each.target for each in found.impossible}
    for verdict in found.verdicts:
        assert verdict.exposed or certifies(system, found.levels, verdict)
    assert found.cost == sum(part.cost for part in found.parts)
    assert found.changes == tuple(sorted((c for p in found.parts for c in p.changes), key=_place))


def _place(change: Change) -> int:
    return change.statement


def test_the_answer_is_the_same_in_processes_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    system = big(Random(5), rows=30, withheld=8).system()
    alone = protect(system, processes=1)
    monkeypatch.setattr(secondary, "_WORTHWHILE", 0)
    assert protect(system, processes=2) == alone
    assert len(alone.parts) > 1


def test_without_processes_of_its_own_it_goes_on_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise secondary.BrokenProcessPool

    system = big(Random(5), rows=30, withheld=8).system()
    alone = protect(system, processes=1)
    monkeypatch.setattr(secondary, "_WORTHWHILE", 0)
    monkeypatch.setattr(secondary, "_side_by_side", broken)
    assert protect(system, processes=2) == alone


CASES: list[tuple[Card, list[str], int]] = [
    (hard.one_month_beside_its_total(), ["month 0"], 10),
    (hard.two_and_their_sum(), ["b"], 10),
    (hard.all_of_nothing(), ["year to date"], 40),
    (hard.two_of_fifteen(low=0), [], 0),
    (hard.two_of_fifteen(low=1), ["month 0"], 10),
    (hard.a_percentage_of_a_known_number(), ["denominator"], 10),
    (hard.percentages_with_both_parts_hidden(), ["April"], 10),
    (hard.a_set_with_holes(), ["percentage"], 10),
    (hard.sums_of_neighbours(), ["0 and 1"], 10),
    (hard.last_years_release(), ["month 0"], 10),
    (hard.all_but_one(), ["year to date"], 40),
    (hard.excluding_and_including_some(), ["excluding", "of, excluding"], 20),
    (hard.rounded_neighbours(), [], 0),
]


@pytest.mark.parametrize(("card", "changed", "cost"), CASES)
def test_a_hard_case_is_solved_at_the_least_cost(card: Card, changed: list[str], cost: int) -> None:
    system = card.system()
    found = protect(system)
    assert [system.statements[each.statement].name for each in found.changes] == changed
    assert (found.cost, found.complete, found.proven_least) == (cost, True, True)
    assert any(each.exposed for each in attack(system)) is bool(changed)
    assert not any(each.exposed for each in attack(system, found.levels))


def test_a_rating_that_the_figures_do_not_bear_out_is_withheld_alone() -> None:
    """GREEN, low is good, target 0; the figures, all withheld, are 0, 0 and 1: whoever believes
    the rating has them all as 0. The true figures are not possible as long as it is printed."""
    system = hard.green_that_is_not_true().system()
    for effort in (Budget(), _DIRECT):
        found = protect(system, effort=effort)
        assert [system.statements[each.statement].name for each in found.changes] == ["rating"]
        assert (found.complete, found.cost) == (True, 30)


def test_what_must_be_shown_is_named_when_it_gives_a_target_away() -> None:
    card = hard.green_that_is_not_true()
    card.statements[-1].fixed = True
    found = protect(card.system())
    assert (found.complete, found.changes, found.cost) == (False, (), 0)
    assert [each.target for each in found.impossible] == [0, 1, 2, 3]
    because = found.impossible[0].because
    assert because is not None
    assert [(each.name, each.text) for each in because.statements] == [("rating", "GREEN")]
    assert card.statements[because.statements[0].statement].name == "rating"
    assert words(because).startswith("month 0 = 0, because: rating prints GREEN")


def test_a_block_that_is_lost_keeps_no_other_from_protection() -> None:
    card = Card()
    lost, shown = card.quantity("lost", 2), card.quantity("shown", 7)
    card.prints("their sum", Value(card.sum("sum", [lost, shown], "they add up")), fixed=True)
    card.prints("shown", Value(shown), fixed=True)
    one, other = card.quantity("one", 2), card.quantity("other", 7)
    card.prints("total", Value(card.sum("total", [one, other], "these add up")), 30)
    card.prints("other", Value(other), 10)
    for quantity in (lost, one):
        card.hide(quantity)
    found = protect(card.system())
    assert [each.target for each in found.impossible] == [0]
    assert found.impossible[0].because is not None
    assert [each.statement for each in found.impossible[0].because.statements] == [0, 1]
    assert found.changes == (Change(3, 0, 1),)
    assert [each.exposed for each in found.verdicts] == [True, False]


def test_a_publication_that_contradicts_itself_beyond_repair_says_so() -> None:
    found = protect(hard.running_total_that_falls().system())
    (lost,) = found.impossible
    assert lost.because is not None
    assert "can be nothing at all" in words(lost.because)
    assert found.verdicts[0].contradiction


def _table(rows: int, columns: int, costs: list[list[int]], hidden: tuple[int, int]) -> Card:
    """Counts of 20 and more by row and column, both totals printed; one count withheld."""
    card = Card()
    cells = [[card.quantity(f"{i} {j}", 20 + i + j) for j in range(columns)] for i in range(rows)]
    for i, row in enumerate(cells):
        for j, cell in enumerate(row):
            card.prints(f"{i} {j}", Value(cell), costs[i][j])
        card.prints(f"row {i}", Value(card.sum(f"row {i}", row, "rows add up")), 900)
    for j in range(columns):
        column = [row[j] for row in cells]
        card.prints(f"column {j}", Value(card.sum(f"column {j}", column, "columns add up")), 900)
    card.hide(cells[hidden[0]][hidden[1]])
    return card


def test_in_a_table_with_both_totals_a_cheapest_ring_of_counts_is_withheld() -> None:
    """Around the withheld count at 0 0: a rectangle, or a ring through three rows and columns."""
    random = Random(11)
    costs = [[random.randint(5, 60) for _ in range(4)] for _ in range(4)]
    rings = [[(0, a), (b, 0), (b, a)] for a in range(1, 4) for b in range(1, 4)] + [
        [(0, a), (b, a), (b, c), (d, c), (d, 0)]
        for a, c in permutations(range(1, 4), 2)
        for b, d in permutations(range(1, 4), 2)
    ]
    rings += [
        [(0, a), (b, a), (b, c), (d, c), (d, e), (f, e), (f, 0)]
        for a, c, e in permutations(range(1, 4))
        for b, d, f in permutations(range(1, 4))
    ]
    expected = min(rings, key=lambda ring: sum(costs[i][j] for i, j in ring))
    system = _table(4, 4, costs, (0, 0)).system()
    found = protect(system)
    assert found.cost == sum(costs[i][j] for i, j in expected)
    assert {system.statements[each.statement].name for each in found.changes} == {
        f"{i} {j}" for i, j in expected
    }
    assert (found.complete, found.proven_least) == (True, True)


def _one_dear_or_two_cheap() -> Card:
    """0 is withheld beside 1, 1 and 5 (at 10, 11 and 12): the 5 alone hides it, and so do both 1s,
    but neither of them alone."""
    card = Card()
    months = [card.quantity(f"month {i}", truth) for i, truth in enumerate((0, 1, 1, 5))]
    for month, cost in zip(months, (1, 10, 11, 12), strict=True):
        card.prints(f"month {month}", Value(month), cost)
    total = card.sum("total", months, hard.MONTHS)
    card.prints("year to date", Value(total), fixed=True)
    card.hide(months[0])
    return card


def _cheapest_first(system: System) -> int:
    """What it costs to withhold the cheapest, one by one, until nothing is exposed, and then to
    print again what need not be withheld."""
    order = sorted(
        (each for each in enumerate(system.statements) if not each[1].fixed),
        key=lambda each: each[1].levels[-1].cost,
    )

    def fails(withheld: list[int]) -> bool:
        levels = list(system.start)
        for place in withheld:
            levels[place] = len(system.statements[place].levels) - 1
        return any(each.exposed for each in attack(system, tuple(levels)))

    withheld: list[int] = []
    while fails(withheld):
        withheld.append(order[len(withheld)][0])
    for place in list(withheld):
        rest = [each for each in withheld if each != place]
        withheld = withheld if fails(rest) else rest
    return sum(system.statements[place].levels[-1].cost for place in withheld)


def test_it_is_cheaper_than_the_cheapest_first() -> None:
    system = _one_dear_or_two_cheap().system()
    assert _cheapest_first(system) == 21
    assert protect(system).cost == 12


def test_a_dearer_answer_of_the_solver_is_pruned_and_swapped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """3, 7, 9 and 21 in all around a 2: the solver withholds all, or the total, which costs 40."""
    system = hard.one_month_beside_its_total().system()
    for answer in ((1, 1, 1, 1, 1), (0, 0, 1, 0, 1)):
        monkeypatch.setattr(guard, "_solved", lambda *_, answer=answer: answer)
        found = protect(system, effort=Budget(calls=0, sets=0))  # no proof, but pruning
        assert (found.cost, found.complete, found.proven_least) == (10, True, False)


def test_without_an_answer_of_the_solver_it_protects_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system = big(Random(5), rows=30, withheld=8).system()
    monkeypatch.setattr(guard, "least", lambda *_: None)
    found = protect(system, effort=_DIRECT)
    assert found.complete
    assert not any(each.exposed for each in attack(system, found.levels))


def test_an_answer_of_the_solver_that_does_not_protect_is_mended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The solver takes a number for whole that is not: its first answer changes nothing."""
    asked: list[int] = []
    really = guard.least

    def first_wrong(model: Model, nodes: int) -> Answer | None:
        asked.append(len(model.rows))
        answer = really(model, nodes)
        if len(asked) > 1 or answer is None:
            return answer
        return replace(answer, numbers=(0,) * len(answer.numbers))

    monkeypatch.setattr(guard, "least", first_wrong)
    found = protect(_one_dear_or_two_cheap().system(), effort=_DIRECT)
    assert (found.cost, found.complete) == (12, True)
    assert asked == [asked[0], asked[0] + 1]  # one row more: the cut


def test_fewer_treatments_are_offered_with_what_they_cost() -> None:
    """2 withheld beside 3, 7 and 9: rounding a month is cheaper than withholding one."""
    card = Card()
    months = [card.quantity(f"month {i}", truth) for i, truth in enumerate((3, 7, 2, 9))]
    for month in months:
        how = Value(month)
        card.prints(f"month {month}", how, 10, coarser=((Rounded(month, 5), 4),))
    card.prints("year to date", Value(card.sum("total", months, hard.MONTHS)), 40)
    card.hide(months[2])
    system = card.system()
    found = protect(system)
    assert (found.cost, found.changes) == (4, (Change(0, 0, 1),))
    fewer, all_ = alternatives(system, found)
    assert fewer.treatments == (Treatment.WITHHELD,)
    assert (fewer.protection.cost, fewer.protection.changes) == (10, (Change(0, 0, 2),))
    assert fewer.protection.parts[0].changes == (Change(0, 0, 2),)
    assert not any(each.exposed for each in attack(system, fewer.protection.levels))
    assert all_.protection == found


def test_what_was_withheld_before_is_withheld_again_where_that_costs_less() -> None:
    def card(cost: int) -> System:
        made = Card()
        months = [made.quantity(f"month {i}", truth) for i, truth in enumerate((2, 7, 8))]
        for month, each in zip(months, (1, 10, cost), strict=True):
            made.prints(f"month {month}", Value(month), each)
        made.prints("total", Value(made.sum("total", months, hard.MONTHS)), 40)
        made.hide(months[0])
        return made.system()

    assert [each.statement for each in protect(card(11)).changes] == [1]
    assert [each.statement for each in protect(card(11 // 3)).changes] == [2]


def test_of_choices_that_cost_the_same_the_fewest_and_then_the_first_are_taken() -> None:
    system = _table(3, 3, [[10] * 3] * 3, (1, 1)).system()
    found = protect(system)
    names = [system.statements[each.statement].name for each in found.changes]
    assert names == ["0 0", "0 1", "1 0"]
    assert Defence(system).close(Meter(5_000), Meter(5_000)) == found.levels
