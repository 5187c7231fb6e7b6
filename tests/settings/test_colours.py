"""Colours: contrast, greys, and the nearest colour that passes."""

from __future__ import annotations

from fnmatch import fnmatchcase
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
    nearest,
    oklab,
    with_lightness,
)
from tests.styles import loaded

Needed = list[tuple[str, float]]


def passes(colour: str, needed: Needed) -> bool:
    return all(contrast(colour, ground) >= least for ground, least in needed)


def nearest_passing(colour: str, needed: Needed) -> str | None:
    return nearest(colour, lambda moved: passes(moved, needed))


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


@settings(deadline=None, max_examples=30)
@given(colours, colours, needs)
def test_the_nearest_colour_passes_and_none_between_does(
    colour: str, ground: str, least: float
) -> None:
    """Black or white has 4.58 on any ground at the least: there always is one."""
    found = nearest_passing(colour, [(ground, least)])
    assert found is not None
    assert contrast(found, ground) >= least
    lightness = oklab(colour)[0]
    moved = abs(oklab(found)[0] - lightness)
    for step in range(1, 1000):
        for way in (-step, step):
            other = with_lightness(colour, min(1.0, max(0.0, lightness + way / 1000)))
            if passes(other, [(ground, least)]):
                # The darkest greys lie 0.07 apart: channels are whole numbers.
                assert abs(oklab(other)[0] - lightness) >= moved - 0.07
                return


@settings(deadline=None, max_examples=30)
@given(colours, colours, needs)
def test_the_nearest_colour_keeps_its_hue(colour: str, ground: str, least: float) -> None:
    found = nearest_passing(colour, [(ground, least)])
    assert found is not None
    (_, a, b), (_, found_a, found_b) = oklab(colour), oklab(found)
    # Its chroma at most shrinks along the hue, but for the rounding to 8 bits.
    assert abs(a * found_b - b * found_a) < 0.02 * max(0.05, (a * a + b * b) ** 0.5)


@settings(deadline=None, max_examples=30)
@given(colours, st.lists(st.tuples(colours, needs), min_size=2, max_size=4))
def test_several_grounds_are_all_passed_or_none_can_be(colour: str, needed: Needed) -> None:
    found = nearest_passing(colour, needed)
    if found is None:
        assert not any(passes(extreme, needed) for extreme in ("#000000", "#FFFFFF"))
    else:
        assert passes(found, needed)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        loaded(folder, f"[colours]\n{text}")
    return [str(f).removeprefix("styles/mine/tokens.toml: ") for f in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            'greentext = "#90C0A0"',
            (
                "greentext: #90C0A0 has too little contrast: greentext on greenfill 1.7* (text: "
                "4.5) — the nearest greentext that passes is #4*"
            ),
        ),
        (
            'headtext = "paper"',
            (
                "headtext: #FFFFFF has too little contrast: headtext on headfill 1.21 (columnhead "
                "text: 4.5) — the nearest headtext that passes is #696969"
            ),
        ),
        (
            'p2edge = "#7A0F3C"',
            (
                "p2text: #7A0F3C has too little contrast: p2text on p2edge 1.00 (text: 4.5)"
                " — no p2text passes on all its grounds, so change p2edge"
            ),
        ),
        (
            'spark = "#9AA0A6"',
            (
                "spark: #9AA0A6 has too little contrast: spark on paper 2.64 (shapes: 3), spark on "
                "band 1.97 (shapes: 3), spark on better 2.31 (shapes: 3), spark on withfill 2.17 "
                "(shapes: 3) — the nearest spark that passes is #7A7F85"
            ),
        ),
        (
            'brand = "#F0B400"\nband = "brand 30%"',
            "brand: #F0B400 has *; other colours must then change too",
        ),
    ],
    ids=("text", "white", "ground", "shapes", "tints"),
)
def test_what_cant_be_read_is_refused_with_the_nearest_that_can(
    tmp_path: Path, text: str, fault: str
) -> None:
    (told,) = refused(tmp_path, text)
    assert fnmatchcase(told, f"[[]colours] {fault}"), told


def test_colours_named_after_one_that_fails_are_told_with_it(tmp_path: Path) -> None:
    (fault,) = refused(tmp_path, 'brand = "#F0B400"\nheadfill = "brand 12%"')
    assert fault.startswith("[colours] brand: #F0B400 has too little contrast: brand on paper 1.86")
    assert "headtext on headfill" in fault
    assert "spark on band" in fault


@pytest.mark.parametrize(
    "text",
    [
        'muted = "#8A95A3"',
        'brand = "#F0B400"\nheadfill = "brand 12%"\nband = "brand 10%"',
        'brand = "#35B8E0"\nsectfill = "brand 20%"\ncolfill = "brand 9%"',
        'titlefill = "#F0B400"\n[title]\nbar = "block"',
    ],
)
def test_the_colour_named_is_taken(tmp_path: Path, text: str) -> None:
    (fault,) = refused(tmp_path, text)
    token, better = fault.split("nearest ")[1].split(" that passes is ")
    lines = [line for line in text.splitlines() if not line.startswith(f"{token} =")]
    style = loaded(tmp_path, "\n".join(["[colours]", f'{token} = "{better}"', *lines]))
    assert style.colours[token] == better


def test_an_ink_that_passes_nowhere_names_the_ground(tmp_path: Path) -> None:
    told = refused(tmp_path, 'colfill = "#333333"')
    assert any("no ink passes on all its grounds, so change colfill" in line for line in told)


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
