"""Amounts: the whole numbers that a figure stands for.

A count is one; a ratio's numerator and denominator are two; any other figure is counted in steps
of its indicator's finest printed digit: 17.3 weeks beside 16 weeks are 173 tenths.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from packgen.disclose.world import Linear
from packgen.model.money import last_digit
from packgen.model.observation import Figure, Unit

_FINEST = -9


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell's quantities: one, or a numerator and a denominator; ``step`` is the power of ten of
    what one counts. ``told``: whether the cell's text names both parts of a ratio."""

    quantities: tuple[int, ...]
    figure: Figure
    step: int
    told: bool = True

    @property
    def is_ratio(self) -> bool:
        """Whether it is a numerator and a denominator."""
        return len(self.quantities) == 2

    @property
    def is_whole(self) -> bool:
        """Whether it counts whole things."""
        return self.is_ratio or (self.figure.unit is Unit.COUNT and self.step == 0)

    @property
    def digit(self) -> int:
        """How many steps its last printed digit is."""
        return int(10 ** max(0, last_place(self.figure) - self.step))

    @property
    def rounding(self) -> int:
        """By how many half steps its quantity may differ from the figure behind the print."""
        if self.is_whole and self.figure.number == self.figure.printed:
            return 0
        return self.digit


def has_parts(figure: Figure) -> bool:
    """Whether a figure names its numerator and its denominator."""
    return figure.numerator is not None and figure.denominator is not None


def last_place(figure: Figure) -> int:
    """The power of ten of a figure's last printed digit."""
    if figure.unit is Unit.POUNDS:
        return last_digit(figure.text)
    return min(0, max(_FINEST, int(figure.printed.as_tuple().exponent)))


def step_of(figures: Iterable[Figure]) -> int:
    """An indicator's figures -> the power of ten that all of them are counted in."""
    places = [last_place(figure) for figure in figures if not has_parts(figure)]
    return min(places, default=0)


def steps(number: Decimal, step: int) -> int:
    """A number -> how many steps it is."""
    return int(number.scaleb(-step).to_integral_value())


def share(amount: tuple[int, ...], printed: Decimal, parts: tuple[int, int]) -> list[Linear] | None:
    """A numerator's and a denominator's quantities, a printed percentage, and their true values ->
    what the percentage tells of them; None when it is not theirs.

    Halves are rounded up, unless the true ones show that they are not.
    """
    numerator, denominator = amount
    scale = 10 ** max(0, -int(printed.as_tuple().exponent))
    shown = int(printed * scale)
    low, high = 2 * shown - 1, 2 * shown + 1
    above = 200 * scale * parts[0] - low * parts[1]
    below = 200 * scale * parts[0] - high * parts[1]
    if parts[1] < 1 or above < 0 or below > 0:
        return None
    hundredfold = (numerator, 200 * scale)
    return [
        Linear(((denominator, 1),), 1, None),
        Linear((hundredfold, (denominator, -low)), 0, None),
        Linear((hundredfold, (denominator, -high)), None, 0 if below == 0 else -1),
    ]
