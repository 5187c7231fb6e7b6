"""What is released, and that a withheld figure has nowhere to be."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.disclose import release_public, release_restricted
from packgen.model.disclosed import (
    Exemption,
    NoData,
    PublicScorecard,
    RestrictedScorecard,
    Shown,
    Withheld,
    WithheldReason,
)
from packgen.model.indicator import Indicator
from packgen.model.observation import Gap, Unit
from packgen.settings.rules import RatingRules
from tests.cards import indicator, scorecard


def public(*indicators: Indicator) -> PublicScorecard:
    return release_public(assess(scorecard(*indicators), RatingRules()))


def restricted(*indicators: Indicator, withheld_only: bool = True) -> RestrictedScorecard:
    assessed = assess(scorecard(*indicators), RatingRules())
    return release_restricted(assessed, withheld_only=withheld_only)


OPEN = indicator("1", ["98", "109", "123"], "330")
CLOSED = indicator("4", ["0", "0", "1"], "1", marked=())
PARTLY = indicator("7", ["3", "4", "5"], "12", marked=[1, 12])


def test_a_marked_row_shows_no_month_and_no_year_to_date() -> None:
    (row,) = public(CLOSED).indicators
    assert {type(cell) for cell in (*row.months, row.year_to_date)} == {Withheld}
    assert row.benchmarks == (
        Shown("44", Decimal(44), Unit.COUNT),
        NoData(Gap.LOCAL_MEASURE, "Local Measure"),
    )
    assert row.is_withheld


def test_marked_cells_alone_are_withheld() -> None:
    (row,) = public(PARTLY).indicators
    withheld = Withheld(WithheldReason.EXEMPT)
    assert row.months[:4] == (
        Shown("3", Decimal(3), Unit.COUNT),
        withheld,
        Shown("5", Decimal(5), Unit.COUNT),
        NoData(Gap.BLANK, ""),
    )
    assert row.year_to_date == withheld


def test_part_2_holds_the_withheld_indicators_in_full() -> None:
    card = restricted(OPEN, CLOSED, PARTLY)
    assert [row.number for row in card.indicators] == ["4", "7"]
    first, second = card.indicators
    assert [c.text for c in first.months[:3] if isinstance(c, Shown)] == ["0", "0", "1"]
    assert set(first.exempt) == set(range(2, 15))
    assert set(second.exempt) == {3, 14}
    assert first.exemptions == (Exemption("small numbers", ()),)


def test_part_2_in_full_holds_every_indicator() -> None:
    card = restricted(OPEN, CLOSED, withheld_only=False)
    assert [(row.number, bool(row.exempt)) for row in card.indicators] == [
        ("1", False),
        ("4", True),
    ]


@given(st.lists(st.integers(0, 9999), min_size=4, max_size=4))
def test_the_public_card_is_the_same_whatever_was_withheld(figures: list[int]) -> None:
    *months, total = map(str, figures)
    other = indicator("4", months, total, marked=())
    assert public(OPEN, other) == public(OPEN, CLOSED)


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=2))
def test_a_partly_marked_row_is_the_same_whatever_was_withheld(figures: list[int]) -> None:
    month, total = map(str, figures)
    other = indicator("7", ["3", month, "5"], total, marked=[1, 12])
    assert public(other) == public(PARTLY)


def test_withheld_has_no_place_for_a_number() -> None:
    assert [field.name for field in dataclasses.fields(Withheld)] == ["reason"]
    for wrong in (3, "3", None, Decimal(3), Gap.BLANK):
        with pytest.raises(TypeError, match="not a withheld figure"):
            Withheld(wrong)  # type: ignore[arg-type]


def test_no_data_refuses_a_text_with_a_digit() -> None:
    with pytest.raises(TypeError, match="not a lack of data"):
        NoData(Gap.NOT_AVAILABLE, "Not available (3)")


def test_a_public_card_refuses_what_is_not_public() -> None:
    blocks: Any = restricted(CLOSED).blocks
    with pytest.raises(TypeError, match="not a public indicator"):
        PublicScorecard("Title", scorecard(CLOSED).position, blocks)


def test_a_public_card_refuses_a_cell_of_another_type() -> None:
    (row,) = public(OPEN).indicators
    card = public(OPEN)
    section = card.blocks[0].sections[0]
    smuggled: Any = dataclasses.replace(row, year_to_date=CLOSED.year_to_date)
    wrong = dataclasses.replace(section, indicators=(smuggled,))
    block = dataclasses.replace(card.blocks[0], sections=(wrong,))
    with pytest.raises(TypeError, match="not a public cell: Observation"):
        dataclasses.replace(card, blocks=(block,))
