"""Ratings: red, amber, green, the two ways of having none, and one that is withheld."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
