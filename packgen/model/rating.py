"""Ratings: red, amber, green, and the two ways of having none."""

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


@dataclass(frozen=True, slots=True)
class StatedRating:
    """The rating that the council states; ``text`` is the cell as printed."""

    rating: Rating
    text: str
