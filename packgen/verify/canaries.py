"""Canaries: numbers that occur nowhere else, put where the public sees no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import count
from typing import Final

from packgen.model.indicator import Observations
from packgen.model.observation import Figure, Gap, NoFigure, Reading, Unit
from packgen.model.rating import Rating, StatedRating
from packgen.verify.fillings import Filling
from packgen.verify.interference import filled, hidden
from packgen.verify.leaks import Secret, without_points
from packgen.verify.parts import Part

_DIGITS: Final = 6
_FIRST, _STEP, _MANY = 482_713, 310_527, 900_000
_RUN = re.compile(rf"\d{{{_DIGITS},}}")


def planted(
    observations: Observations, public: Iterable[Part]
) -> tuple[Observations, tuple[Secret, ...]]:
    """What was read, and the parts of what was published of it -> the same with a canary in each
    figure, reason and rating that the public doesn't see; and the canaries, none of them published
    so far."""
    free = free_numbers(public)
    readings, secrets = list[Reading](), list[Secret]()
    for place, observation in enumerate(hidden(observations)):
        numbers = next(free), next(free)
        readings.append(_reading(place, *numbers))
        secrets.append(Secret(f"the figure of {observation.at}", frozenset(map(str, numbers))))
    behind = next(free), next(free)
    reason = f"{behind[0]} pupils of one school"
    ratings = (StatedRating(Rating.RED, f"RED, {behind[1]}"),)
    secrets.append(Secret("a reason for withholding", frozenset({str(behind[0])})))
    secrets.append(Secret("a withheld rating", frozenset({str(behind[1])})))
    filling = Filling("canaries", tuple(readings) or (NoFigure("", Gap.BLANK),), ratings, reason)
    return filled(observations, filling), tuple(secrets)


def free_numbers(public: Iterable[Part]) -> Iterator[int]:
    """The parts of what is public -> numbers of six digits that occur nowhere in it."""
    return _free({window for part in public for window in _windows(without_points(part.text))})


def _free(known: set[str]) -> Iterator[int]:
    """Numbers of six digits, spread out, that end in no zero and are not among these."""
    for place in count():
        number = (_FIRST + _STEP * place) % _MANY + 100_000
        if number % 10 and str(number) not in known:
            yield number
        if place > _MANY:
            raise ValueError("no number is left that occurs nowhere in the pack")


def _windows(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        yield from (run[i : i + _DIGITS] for i in range(len(run) - _DIGITS + 1))


def _reading(place: int, number: int, other: int) -> Reading:
    """Two numbers -> a reading that says both, of another kind at every place."""
    whole = Decimal(number)
    match place % 5:
        case 0:
            return Figure(f"{number} (rate: {other / 1000})", whole, whole, rate=Decimal(other))
        case 1:
            low, high = sorted((number, other))
            text, share = f"{low}% ({low}/{high})", Decimal(low)
            return Figure(text, share, share, Unit.PERCENT, low, high)
        case 2:
            pounds = whole / 100
            return Figure(f"£{pounds:,} of {other:,}", pounds, pounds, Unit.POUNDS)
        case 3:
            return Figure(f"Provisional ({number}), {other}", whole, whole, provisional=True)
        case _:
            return NoFigure(f"see {number} and {other}", Gap.NOT_AVAILABLE)
