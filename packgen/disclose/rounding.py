"""Rounding: counts as a public paper prints them where its policy rounds them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from packgen.model.observation import Figure, Unit

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def to_nearest(number: int, base: int) -> int:
    """A whole number -> the nearest multiple of the base; halves away from nothing."""
    sign = -1 if number < 0 else 1
    return sign * base * ((2 * abs(number) + base) // (2 * base))


def rounded(figure: Figure, base: int) -> Figure | None:
    """A figure -> the same with its counts rounded to the base; None where it holds no count.

    A percentage with numerator and denominator is worked out anew from the rounded ones, so that
    it tells no more than they do; a rate beside a count is left out.
    """
    if figure.numerator is not None and figure.denominator is not None:
        return _ratio(figure, to_nearest(figure.numerator, base), figure.denominator, base)
    if figure.unit is not Unit.COUNT or figure.number != figure.number.to_integral_value():
        return None
    number = to_nearest(int(figure.number), base)
    written = f"{number:,}" if "," in figure.text or abs(number) > 9999 else str(number)
    text = written if figure.rate is not None else _NUMBER.sub(written, figure.text, count=1)
    exact = Decimal(number)
    return replace(figure, text=text, number=exact, printed=exact, rate=None)


def _ratio(figure: Figure, numerator: int, denominator: int, base: int) -> Figure:
    whole = to_nearest(denominator, base)
    places = max(0, -int(figure.printed.as_tuple().exponent))
    if not whole:
        return replace(
            figure,
            text=f"n/a ({numerator}/{whole})",
            number=Decimal(0),
            printed=Decimal(0),
            numerator=numerator,
            denominator=whole,
        )
    share = (Decimal(100 * numerator) / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return replace(
        figure,
        text=f"{share}% ({numerator}/{whole})",
        number=share,
        printed=share,
        numerator=numerator,
        denominator=whole,
    )
