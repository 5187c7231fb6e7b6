"""The lightest set that hits all others, against looking at every set."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import raises

from packgen.disclose.blocks import places
from packgen.disclose.hitting import greedy, hitting, undominated
from packgen.disclose.propagate import Meter, Spent

_SIZE = 7
cuts = st.lists(st.integers(1, (1 << _SIZE) - 1), max_size=8)
weights = st.lists(st.integers(0, 9), min_size=_SIZE, max_size=_SIZE)


def lightest(sets: list[int], weighs: list[int]) -> int:
    """What the lightest set that hits them all weighs."""
    return min(
        sum(weighs[place] for place in places(chosen))
        for chosen in range(1 << _SIZE)
        if all(each & chosen for each in sets)
    )


@given(cuts, weights)
def test_it_is_the_lightest_that_hits_all(sets: list[int], weighs: list[int]) -> None:
    found = hitting(sets, weighs, Meter(10_000))
    least = lightest(sets, weighs)
    assert found is not None
    assert all(each & found for each in sets)
    assert sum(weighs[place] for place in places(found)) == least
    assert hitting(sets, weighs, Meter(10_000), below=least) is None
    assert hitting(sets, weighs, Meter(10_000), below=least + 1) is not None


@given(cuts, weights)
def test_the_quick_one_hits_all_with_nothing_needless(sets: list[int], weighs: list[int]) -> None:
    found = greedy(sets, weighs)
    assert all(each & found for each in sets)
    for place in places(found):
        assert not all(each & found & ~(1 << place) for each in sets)


def test_a_set_without_members_is_never_hit() -> None:
    assert hitting([0b01, 0], [1, 1], Meter(100)) is None


def test_a_set_with_a_part_among_the_others_adds_nothing() -> None:
    assert undominated([0b111, 0b011, 0b011, 0b100]) == [0b100, 0b011]


def test_its_nodes_are_counted() -> None:
    with raises(Spent):
        hitting([0b11, 0b110], [1, 1, 1], Meter(1))
