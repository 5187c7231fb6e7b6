"""What the search for the cheapest protection rests on."""

import os
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.disclose import guard
from packgen.disclose.attack import Attacker, attack
from packgen.disclose.blocks import Blocks
from packgen.disclose.choices import Choices
from packgen.disclose.defence import Defence
from packgen.disclose.guard import Budget
from packgen.disclose.parts import part_of
from packgen.disclose.propagate import Meter
from packgen.disclose.secondary import protect
from packgen.disclose.silence import silence
from packgen.disclose.trace import trace
from tests.disclose import hard_cases as hard
from tests.disclose.cards import big, small


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_what_is_traced_alone_gives_the_target_away(seed: int) -> None:
    system = small(Random(seed)).system()
    attacker = Attacker(system)
    for place, verdict in enumerate(attack(system)):
        block = attacker.blocks.blocks[attacker.blocks.of_target[place]]
        known = block.published(system.start)
        found = trace(block, known, system.targets[place])
        assert found is None or verdict.exposed
        if found is not None:
            assert found & ~known == 0
            assert attacker.finding(found, place).value in {"exposed", "contradictory"}


def test_a_trace_leaves_out_what_has_no_part_in_it() -> None:
    """3, 7 and 9 of 21 give the 2 away, and the rules do; the rating of another does not."""
    card = hard.one_month_beside_its_total()
    more = card.quantity("more", 4)
    card.rule("more than none", [(more, 1), (2, 1)], 1, None)
    system = card.system()
    block = Blocks(system).blocks[0]
    found = trace(block, block.published(system.start), system.targets[0])
    assert found is not None
    used = [block.elements[place] for place in range(len(block.elements)) if found >> place & 1]
    assert [each.statement for each in used if each.statement is not None] == [0, 1, 3, 4]
    assert [each.rule for each in used if each.rule is not None] == [0]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_whatever_protects_has_a_choice_in_each_cut(seed: int) -> None:
    random = Random(seed)
    system = small(random).system()
    for block in Blocks(system).blocks:
        part = part_of(system, block)
        defence = Defence(part)
        defence.close(Meter(200), Meter(2_000))
        choices = Choices(part)
        for _ in range(20):
            chosen = random.getrandbits(len(choices.offered))
            if defence.beaten(choices.levels(chosen)) is None:
                assert defence.hits(chosen)


def test_parts_are_attacked_as_they_are_within_the_whole() -> None:
    system = big(Random(3), rows=20, withheld=8).system()
    whole = attack(system)
    for block in Blocks(system).blocks:
        alone = attack(part_of(system, block))
        for target, verdict in zip(block.targets, alone, strict=True):
            assert verdict.finding is whole[target].finding
            assert verdict.certificate == whole[target].certificate


def test_a_block_too_large_for_the_direct_model_is_protected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the direct model was asked")

    monkeypatch.setattr(guard, "_COLUMNS", 0)
    monkeypatch.setattr(guard, "least", never)
    system = big(Random(5), rows=20, withheld=6).system()
    found = protect(system, effort=Budget(calls=0))
    assert found.complete
    assert not any(each.exposed for each in attack(system, found.levels))


def test_what_a_library_prints_does_not_arrive(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(1, b"before\n")
    with silence():
        os.write(1, b"a library's own words\n")
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "before\nafter\n"
