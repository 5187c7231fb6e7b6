"""Trends: how months accumulate, and which way figures travel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Accumulation(Enum):
    """How months make the year to date."""

    PER_MONTH = "per-month"
    RUNNING_TOTAL = "running-total"
    SNAPSHOT = "snapshot"
    RUNNING_RATE = "running-rate"
    AVERAGE = "average"
    UNKNOWN = "unknown"


class Direction(Enum):
    """Travel between two figures, in the light of polarity."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "no change"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Travel:
    """A direction, and the two months (places in the block's months) that it lies between."""

    direction: Direction
    earlier: int
    later: int
