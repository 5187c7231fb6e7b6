"""Colours: how they contrast, how they print in grey, and the nearest one that passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import hypot
from pathlib import Path
from typing import Final

_STEPS: Final = 1000
"""Into how many steps of OKLab's lightness black to white is cut."""


def srgb_profile() -> bytes:
    """The ICC profile of sRGB, in which all colours of a paper are given."""
    return Path(__file__).with_name("srgb.icc").read_bytes()


def contrast(first: str, second: str) -> float:
    """Two ``#RRGGBB`` -> their contrast ratio, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey(colour: str) -> int:
    """``#RRGGBB`` -> how it prints without colour, 0 to 255 (as PDF turns RGB into grey)."""
    red, green, blue = (channel * 255 for channel in _channels(colour))
    return round(0.3 * red + 0.59 * green + 0.11 * blue)


def mixed(colour: str, part: float, ground: str) -> str:
    """A colour, how much of it there is (0 to 1), and a ground -> its tint on that ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _hex(part * of + (1 - part) * under for of, under in pairs)


def nearest(colour: str, accepted: Callable[[str], bool]) -> str | None:
    """A colour and what is asked of it -> the same hue, its lightness moved as little as will do.

    Lightness is OKLab's, in steps of a thousandth; where a lightness can't hold the colour's
    chroma, the chroma gives way. None when no lightness is accepted.
    """
    if accepted(colour):
        return colour.upper()
    lightness, *_ = oklab(colour)
    for away in range(1, _STEPS + 1):
        for step in (-away, away):
            wanted = lightness + step / _STEPS
            # The ends themselves, black and white, lie between two steps.
            if -1 / _STEPS < wanted < 1 + 1 / _STEPS:
                moved = with_lightness(colour, min(1.0, max(0.0, wanted)))
                if accepted(moved):
                    return moved
    return None


def with_lightness(colour: str, lightness: float) -> str:
    """A colour and an OKLab lightness -> the same hue there, with as much chroma as sRGB holds."""
    _, a, b = oklab(colour)
    low, high = 0.0, 1.0
    if _is_in_gamut(_linear_of(lightness, a, b)):
        low = 1.0
    while high - low > 1 / 4096:
        middle = (low + high) / 2
        if _is_in_gamut(_linear_of(lightness, a * middle, b * middle)):
            low = middle
        else:
            high = middle
    linear = _linear_of(lightness, a * low, b * low)
    return _hex(_encoded(min(1.0, max(0.0, channel))) for channel in linear)


def oklab(colour: str) -> tuple[float, float, float]:
    """``#RRGGBB`` -> OKLab's lightness, a and b (Ottosson 2020)."""
    red, green, blue = (_decoded(channel) for channel in _channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def distance(first: str, second: str) -> float:
    """How far two colours lie apart to the eye: 0 for the same, 1 from black to white."""
    (l1, a1, b1), (l2, a2, b2) = oklab(first), oklab(second)
    return hypot(l1 - l2, a1 - a2, b1 - b2)


def _linear_of(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """OKLab -> linear red, green and blue, outside 0 to 1 where sRGB has no such colour."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_in_gamut(linear: Iterable[float]) -> bool:
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in linear)


def _luminance(colour: str) -> float:
    red, green, blue = (_decoded(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)
