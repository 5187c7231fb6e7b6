"""Targets: what the council aims at, as printed and as read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from packgen.model.observation import Unit


class Polarity(Enum):
    """Which way is better."""

    HIGH = "High"
    LOW = "Low"
    NONE = "n/a"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number to reach: ``100%``, ``26 weeks``. ``comparator`` is as written, or empty."""

    number: Decimal
    unit: Unit
    comparator: str = ""


@dataclass(frozen=True, slots=True)
class AcceptableRange:
    """A range of acceptable performance; ``low <= high`` whatever order the sheet wrote."""

    low: Decimal
    high: Decimal
    unit: Unit


class NoTarget(Enum):
    """No target that a value can be held against, and why."""

    NOT_A_TARGET_MEASURE = "not a target measure"
    BLANK = "blank"
    UNREAD = "not understood"


Aim = Threshold | AcceptableRange | NoTarget


@dataclass(frozen=True, slots=True)
class Target:
    """The target's printed text and its reading."""

    text: str
    aim: Aim
