"""Colours of PDF operators -> sRGB, as far as they are known without profiles and functions."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, assert_never

import pikepdf

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
_NEAR = 0.03


class Space(Enum):
    """What the values of a colour mean."""

    PLAIN = "grey, RGB or CMYK, by how many they are"
    BLACK = "how much black"
    TINT = "how much of inks"
    OTHER = "not known"


def colour_of(values: Sequence[object]) -> Colour | None:
    """One value is a grey, three are RGB, four CMYK; None for any other."""
    match [min(1.0, max(0.0, value)) for value in values if isinstance(value, float)]:
        case [grey]:
            return (grey, grey, grey)
        case [red, green, blue]:
            return (red, green, blue)
        case [cyan, magenta, yellow, black]:
            left = 1 - black
            return ((1 - cyan) * left, (1 - magenta) * left, (1 - yellow) * left)
        case _:
            return None


def colour_in(space: Space, values: Sequence[object]) -> Colour | None:
    """A colour's values in a space -> the colour; None for patterns and what is not known."""
    known = [value for value in values if isinstance(value, float)]
    if len(known) != len(values) or not known:
        return None
    match space:
        case Space.PLAIN:
            return colour_of(known)
        case Space.BLACK:
            return colour_of([1 - known[0]])
        case Space.TINT:
            return WHITE if max(known) <= _NEAR else None
        case Space.OTHER:
            return None
        case _:
            assert_never(space)


def space_of(held: Any) -> Space:
    """A colour space, or the name of one -> what its values mean."""
    is_array = isinstance(held, pikepdf.Array) and len(held) > 1
    match str(held[0]) if is_array else str(held):
        case "/DeviceGray" | "/DeviceRGB" | "/DeviceCMYK" | "/CalGray" | "/CalRGB" | "/ICCBased":
            return Space.PLAIN
        case "/Separation" if str(held[1]) in ("/Black", "/All"):
            return Space.BLACK
        case "/Separation" | "/DeviceN":
            return Space.TINT
        case _:
            return Space.OTHER


def alike(first: Colour | None, second: Colour | None) -> bool:
    """Whether one can't be seen on the other; what is not known can."""
    if first is None or second is None:
        return False
    return all(abs(a - b) <= _NEAR for a, b in zip(first, second, strict=True))
