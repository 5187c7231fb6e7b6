"""Records: what was noticed while a scorecard was made into a system, for who decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from packgen.model.observation import CellRef
from packgen.model.period import MONTH_NAMES


class RecordKind(Enum):
    """What a record is about."""

    ALREADY_PUBLIC = "an earlier release printed what is withheld now"
    SHOWN_NOW = "an earlier release withheld what is printed now"
    REVISED = "an earlier release printed it differently"
    TAKEN = "how the months make the year to date was taken for granted"
    ERROR_KEPT = "a sum that doesn't foot was kept, with what it is off by"
    RULE_DROPPED = "what readers would take for granted is not so, and was not counted on"
    RATING_AGAINST_RULE = "a rating is not what its rule gives"
    SMALL_GROUP = "published figures together show a small group"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing noticed. ``words`` quote no withheld figure; ``exempt`` ones are about one."""

    kind: RecordKind
    indicator: str
    at: CellRef | None
    words: str
    exempt: bool = False


def day(when: date) -> str:
    """A date as a sentence names it: ``12 July 2023``."""
    return f"{when.day} {MONTH_NAMES[when.month - 1]} {when.year}"
