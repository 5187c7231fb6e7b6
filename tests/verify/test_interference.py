"""Fillings: whatever is put in the place of what is withheld, the public card stays the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.disclose import release_public
from packgen.model.disclosed import PublicScorecard
from packgen.model.indicator import Indicator, Observations
from packgen.model.observation import Figure
from packgen.model.rating import Rating, StatedRating
from packgen.settings.rules import RatingRules
from packgen.verify.canaries import planted
from packgen.verify.fillings import BLANKS, FILES_AGAIN, FILLINGS, TREES_AGAIN, Filling, count
from packgen.verify.interference import differing, filled, hidden, interferences, is_hiding
from packgen.verify.leaks import found
from packgen.verify.parts import Part
from packgen.verify.places import first_difference
from tests.cards import MARK, indicator, reading, scorecard

texts = st.sampled_from(["0", "3", "96%", "20% (30/152)", "1,204", "", "n/a"])
places = st.lists(st.integers(0, 12), max_size=13, unique=True)


@st.composite
def rows(draw: st.DrawFn) -> Indicator:
    row = indicator(
        "1",
        draw(st.lists(texts, min_size=1, max_size=12)),
        draw(texts),
        target=draw(st.sampled_from(["", "15", "95-90%"])),
        rating=draw(st.sampled_from([Rating.GREEN, Rating.RED])),
        marked=draw(places),
    )
    if draw(st.booleans()):
        row = replace(row, rating_mark=MARK)
    if draw(st.booleans()):
        shown = Figure("5 to 10", Decimal(5), Decimal(5))
        row = replace(row, months=(replace(row.months[0], rounded=shown), *row.months[1:]))
    return row


def public(card: Observations) -> PublicScorecard:
    return release_public(assess(card, RatingRules()))


@given(row=rows(), filling=st.sampled_from(FILLINGS))
def test_the_public_card_is_the_same_with_any_filling(row: Indicator, filling: Filling) -> None:
    card = scorecard(row, indicator("2", ["7", "8"], "15"))
    other = filled(card, filling)
    assert public(other) == public(card)
    assert is_hiding(card) == is_hiding(other)
    assert [o.at for o in hidden(card)] == [o.at for o in hidden(other)]


def test_a_filling_replaces_readings_reasons_and_ratings_and_nothing_else() -> None:
    row = replace(indicator("1", ["3", "4", "5"], "12", marked=[1, 12]), rating_mark=MARK)
    (other,) = filled(scorecard(row), FILLINGS[1]).indicators
    assert [o.reading for o in other.months[:3]] == [reading("3"), count(1), reading("5")]
    assert other.year_to_date.reading == count(1)
    assert other.stated == StatedRating(Rating.AMBER, "AMBER: worse than it was")
    assert other.months[1].mark == other.rating_mark == replace(MARK, reason="1")
    assert (other.target, other.notes, other.benchmarks) == (row.target, row.notes, row.benchmarks)


def test_a_rounded_figure_stays_and_what_it_was_is_replaced() -> None:
    shown = Figure("5 to 10", Decimal(5), Decimal(5))
    row = indicator("1", ["7"], "7")
    row = replace(row, months=(replace(row.months[0], rounded=shown), *row.months[1:]))
    (other,) = filled(scorecard(row), FILLINGS[0]).indicators
    assert (other.months[0].rounded, other.months[0].reading) == (shown, count(0))


def test_fillings_hold_the_extremes() -> None:
    names = [filling.name for filling in FILLINGS]
    assert len(set(names)) == len(names)
    assert {"zeros", "ones", "huge numbers", "ratios", "other units", "blanks", "words"} < {*names}
    assert {*TREES_AGAIN, *FILES_AGAIN} < {*FILLINGS}
    assert BLANKS.name == "blanks"
    said = [r.text for filling in FILLINGS for r in filling.readings]
    assert max(map(len, said)) > 1000


def test_a_fault_names_the_place_and_the_first_filling_that_tells() -> None:
    card = scorecard(indicator("1", ["3"], "3", marked=()))

    def rebuild(read: Observations) -> dict[str, object]:
        (row,) = read.indicators
        return {"the paper": ("words", [row.number, row.months[0].reading.text == ""])}

    (fault,) = interferences(card, rebuild(card), rebuild, FILLINGS)
    assert fault.where == "the paper"
    assert "with blanks in their place it is another ([2][2])" in fault.what
    assert not list(interferences(card, rebuild(card), rebuild, FILLINGS[:3]))


def test_a_name_that_comes_and_goes_is_not_quoted() -> None:
    (fault,) = differing({"public-4871": b""}, {"public-9": b""}, "ones")
    assert fault.where == "the names of the public files"
    assert "4871" not in str(fault)


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (b"abcd", b"abxd", "at byte 2"),
        (b"%PDF\n7 0 obj\nabc", b"%PDF\n7 0 obj\nabd", "in object 7"),
        ((1, (2, 3)), (1, (2, 4)), "[2][2]"),
        ([1], [1, 2], "from [2] on"),
        ({"a": 1}, {"a": 2}, "[1]"),
        ("a", "b", "it as a whole"),
        (Part("x", "y"), Part("x", "z"), "[2]"),
        (MARK, replace(MARK, reason="x"), "reason"),
    ],
)
def test_places_of_differences(one: object, other: object, place: str) -> None:
    assert first_difference(one, other).strip() == place


def test_canaries_are_in_every_hidden_cell_and_nowhere_else() -> None:
    card = scorecard(
        indicator("1", ["3", "482713"], "5", marked=()), indicator("2", ["482713", "4.82713"], "2")
    )
    said = [Part("paper", "482713 and 4.82713 and £7,932.40")]
    other, secrets = planted(card, said)
    assert len(secrets) == len([*hidden(card)]) + 2 == 15
    assert not list(found(said, secrets))
    digits = [digit for secret in secrets for digit in secret.digits]
    assert len(set(digits)) == len(digits)
    told = [Part(str(o.at), o.reading.text) for o in hidden(other)]
    assert {place for _, place in found(told, secrets)} == {part.place for part in told}
    assert public(other) == public(card)
