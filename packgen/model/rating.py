"""Ratings: red, amber, green, the two ways of having none, and one that is withheld."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from packgen.model.target import Polarity


class Rating(Enum):
    """RAG rating; ordered as the papers count them, concern first."""

    RED = "RED"
    AMBER = "AMBER"
    GREEN = "GREEN"
    UNRATED = "No rating"
    NOT_TARGET = "Not a target measure"
    WITHHELD = "Withheld"


@dataclass(frozen=True, slots=True)
class StatedRating:
    """The rating that the council states; ``text`` is the cell as printed, empty if withheld."""

    rating: Rating
    text: str

    def __post_init__(self) -> None:
        if self.rating is Rating.WITHHELD and self.text:
            raise ValueError("a withheld rating has no text")


WITHHELD_RATING = StatedRating(Rating.WITHHELD, "")


@dataclass(frozen=True, slots=True)
class Band:
    """The range that a figure is held against; both ends alike for a target of one number."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class RatingRule:
    """How a figure is rated: its place in the indicator's observations, and by which bands.

    ``bands`` are more than one where nobody can say whether the target is the whole year's;
    ``whole`` is that of the whole year. ``tolerance`` is the share of an edge by which a miss is
    still AMBER.
    """

    place: int
    polarity: Polarity
    tolerance: Decimal
    bands: tuple[Band, ...]
    whole: Band

    def rate(self, value: Decimal, band: Band) -> Rating:
        """How far a figure lies on the wrong side of the band's edges, by polarity."""
        below = band.low - value if self.polarity is not Polarity.LOW else Decimal(0)
        above = value - band.high if self.polarity is not Polarity.HIGH else Decimal(0)
        if below <= 0 and above <= 0:
            return Rating.GREEN
        if below <= abs(band.low) * self.tolerance and above <= abs(band.high) * self.tolerance:
            return Rating.AMBER
        return Rating.RED
