"""Colours: contrast, greys, and the nearest colour that passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.errors import BadInput
from packgen.settings.colours import (
    contrast,
    distance,
    grey,
    mixed,
    nearest_passing,
    oklab,
    passes,
    with_lightness,
)
from tests.styles import loaded

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")
needs = st.sampled_from([3.0, 4.5])


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#A8162B", "#FFFFFF") == pytest.approx(7.5, abs=0.1)


def test_greys_are_those_of_print() -> None:
    assert [grey(c) for c in ("#A8162B", "#FFD27A", "#E3F1E6", "#FFFFFF")] == [68, 214, 236, 255]


def test_oklab_is_ottossons() -> None:
    assert oklab("#FFFFFF") == pytest.approx((1, 0, 0), abs=1e-4)
    assert oklab("#FF0000") == pytest.approx((0.62796, 0.22486, 0.12585), abs=1e-4)
    assert distance("#000000", "#FFFFFF") == pytest.approx(1, abs=1e-4)


def test_mixing() -> None:
    assert mixed("#000000", 0.2, "#FFFFFF") == "#CCCCCC"
    assert mixed("#1B3A5C", 1.0, "#FFFFFF") == "#1B3A5C"


@settings(deadline=None)
@given(colours)
def test_a_colour_at_its_own_lightness_is_itself(colour: str) -> None:
    assert distance(with_lightness(colour, oklab(colour)[0]), colour) < 0.01


@settings(deadline=None)
@given(colours, colours, needs)
def test_the_nearest_colour_passes_and_none_between_does(
    colour: str, ground: str, least: float
) -> None:
    """Black or white has 4.58 on any ground at the least: there always is one."""
    found = nearest_passing(colour, [(ground, least)])
    assert found is not None
    assert contrast(found, ground) >= least
    lightness, wanted = oklab(colour)[0], oklab(found)[0]
    for step in range(1, round(abs(wanted - lightness) * 1000) - 2):
        for way in (-step, step):
            nearer = min(1.0, max(0.0, lightness + way / 1000))
            assert not passes(with_lightness(colour, nearer), [(ground, least)])


@settings(deadline=None)
@given(colours, colours, needs)
def test_the_nearest_colour_keeps_its_hue(colour: str, ground: str, least: float) -> None:
    found = nearest_passing(colour, [(ground, least)])
    assert found is not None
    (_, a, b), (_, found_a, found_b) = oklab(colour), oklab(found)
    # Its chroma at most shrinks along the hue, but for the rounding to 8 bits.
    assert abs(a * found_b - b * found_a) < 0.02 * max(0.05, (a * a + b * b) ** 0.5)


@settings(deadline=None)
@given(colours, st.lists(st.tuples(colours, needs), min_size=2, max_size=4))
def test_several_grounds_are_all_passed_or_none_can_be(colour: str, needed: list) -> None:  # type: ignore[type-arg]
    found = nearest_passing(colour, needed)
    if found is None:
        assert not any(passes(extreme, needed) for extreme in ("#000000", "#FFFFFF"))
    else:
        assert passes(found, needed)


@pytest.mark.parametrize(
    ("text", "pair", "remedy"),
    [
        ('greentext = "#90C0A0"', "greentext on greenfill: #90C0A0 on #E3F1E6", "greentext that"),
        ('headtext = "paper"', "headtext on headfill: #FFFFFF on #E2EAF2", "headtext that"),
        ('secttext = "#AAAAAA"', "secttext on sectfill", "secttext that"),
        ('muted = "#8A95A3"', "muted on withfill", "muted that"),
        ('brand = "#F0B400"', "brand on paper", "brand that"),
        ('p2edge = "#7A0F3C"', "p2text on p2edge", "p2text that"),
        ('spark = "#C0C0C0"', "spark on band", "spark that"),
    ],
)
def test_what_cant_be_read_is_refused_with_the_nearest_that_can(
    tmp_path: Path, text: str, pair: str, remedy: str
) -> None:
    with pytest.raises(BadInput) as caught:
        loaded(tmp_path, f"[colours]\n{text}")
    told = [str(fault) for fault in caught.value.faults if pair in str(fault)]
    assert told
    assert f"the nearest {remedy}" in told[0]
    assert "has a contrast of" in told[0]


def test_the_colour_named_ends_the_fault(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        loaded(tmp_path, '[colours]\nmuted = "#8A95A3"')
    faults = [fault for fault in caught.value.faults if "] muted on" in fault.where]
    assert [f.where.split("] ")[1] for f in faults] == [
        "muted on paper",
        "muted on colfill",
        "muted on p2fill",
        "muted on withfill",
        "muted on sectfill",
    ]
    better = {fault.remedy.rsplit(" ", 1)[1] for fault in faults}
    assert len(better) == 1
    style = loaded(tmp_path, f'[colours]\nmuted = "{better.pop()}"')
    assert 4.5 <= contrast(style.colours["muted"], style.colours["withfill"]) < 4.7


def test_an_ink_that_passes_nowhere_names_the_ground(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no colour passes on all its grounds, so change colfill"):
        loaded(tmp_path, '[colours]\ncolfill = "#333333"')


@pytest.mark.parametrize(
    ("text", "greys"),
    [
        ('amberfill = "#FFE2A0"', "amberfill and greenfill: print as greys 227 and 236"),
        ('amberfill = "#FFF3E0"\ngreenfill = "none"', "amberfill and greenfill: print as greys"),
        (
            'greenfill = "#14532D"\ngreentext = "paper"\ngreenshape = "paper"',
            "redfill and greenfill: print as greys 68 and 60",
        ),
    ],
)
def test_rating_fills_that_look_alike_in_grey_are_refused(
    tmp_path: Path, text: str, greys: str
) -> None:
    with pytest.raises(BadInput, match=greys):
        loaded(tmp_path, f"[colours]\n{text}")
