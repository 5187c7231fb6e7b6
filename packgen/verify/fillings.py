"""Fillings: other readings to put in the place of those that the public doesn't see."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from packgen.model.observation import Figure, Gap, NoFigure, Reading, Unit
from packgen.model.rating import Rating, StatedRating


@dataclass(frozen=True, slots=True)
class Filling:
    """Readings, ratings and a reason; hidden cells take the readings in turn, in the sheet's order.

    ``name`` says what they are, in words for messages.
    """

    name: str
    readings: tuple[Reading, ...]
    ratings: tuple[StatedRating, ...]
    reason: str


def count(number: int) -> Figure:
    """A whole number -> a plain count of it."""
    return Figure(str(number), Decimal(number), Decimal(number))


def _figure(
    text: str, number: str, unit: Unit, numerator: int | None = None, of: int | None = None
) -> Figure:
    return Figure(text, Decimal(number), Decimal(number), unit, numerator, of)


_GREEN: Final = StatedRating(Rating.GREEN, "GREEN")
_RATINGS: Final = (
    StatedRating(Rating.RED, "RED"),
    StatedRating(Rating.AMBER, "AMBER: worse than it was"),
    _GREEN,
    StatedRating(Rating.UNRATED, ""),
    StatedRating(Rating.NOT_TARGET, "Not a target measure"),
)
_LONG: Final = "Withheld words that go on and on, in a line without an end. " * 20
_PARTS: Final = (
    _figure("0% (0/26)", "0", Unit.PERCENT, 0, 26),
    _figure("7.7% (2/26)", "7.7", Unit.PERCENT, 2, 26),
    _figure("100% (1/1)", "100", Unit.PERCENT, 1, 1),
    _figure("96%", "96", Unit.PERCENT),
    _figure("333.3%", "333.3", Unit.PERCENT),
)
_UNITS: Final = (
    _figure("£1,234,567.89", "1234567.89", Unit.POUNDS),
    _figure("26 weeks", "26", Unit.WEEKS),
    _figure("0.07", "0.07", Unit.RATE),
    _figure("-4 days", "-4", Unit.DAYS),
    _figure("1.5 hours", "1.5", Unit.HOURS),
    Figure("17 (rate: 0.07)", Decimal(17), Decimal(17), rate=Decimal("0.07")),
    Figure("Provisional (47)", Decimal(47), Decimal(47), provisional=True),
)
_BLANKS: Final = (NoFigure("", Gap.BLANK),)
_WORDS: Final = (
    NoFigure(_LONG, Gap.NOT_AVAILABLE),
    NoFigure("x", Gap.NOT_APPLICABLE),
    NoFigure("Data pending", Gap.PENDING),
    NoFigure("Local Measure", Gap.LOCAL_MEASURE),
    NoFigure("", Gap.NOT_SUPPLIED),
)
_HUGE: Final = tuple(count(n) for n in (10**12, 987_654_321_012, 10**9 + 7))
_UNEVEN: Final = tuple(count(n) for n in (3, 1, 4, 1, 5, 9, 2, 6, 50_021, 0, 8, 77))
_MIXED: Final = tuple(
    reading for some in zip(_PARTS, _UNITS, _WORDS, _UNEVEN, strict=False) for reading in some
)

FILLINGS: Final = (
    Filling("zeros", (count(0),), _RATINGS[:1], ""),
    Filling("ones", (count(1),), _RATINGS[1:2], "1"),
    Filling("huge numbers", _HUGE, (_GREEN,), _LONG),
    Filling("uneven counts", _UNEVEN, _RATINGS, "small numbers"),
    Filling("ratios", _PARTS, _RATINGS[::-1], "ratios of 2 in 26"),
    Filling("other units", _UNITS, _RATINGS[2:], "\u4e2d"),
    Filling("blanks", _BLANKS, _RATINGS[3:4], ""),
    Filling("words", _WORDS, _RATINGS[4:], _LONG[:200]),
    Filling("a mixture", _MIXED, _RATINGS, "a mixture"),
)
"""What a proof on a finished pack tries."""

BLANKS: Final = FILLINGS[6]
TREES_AGAIN: Final = (BLANKS, FILLINGS[2])
FILES_AGAIN: Final = (FILLINGS[8],)
"""What every build tries before it writes anything: papers as composed, then as files too."""
