"""What a check of a meeting's folder found, item by item."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.errors import Fault
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Observations


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """An item and what was found in its files: ``faults`` are what keeps its paper from being made,
    ``look`` what someone should look at. A scorecard that could be read has ``observations``, its
    file's name and its ``findings``."""

    number: str
    title: str
    faults: tuple[Fault, ...] = ()
    look: tuple[Fault, ...] = ()
    file: str = ""
    observations: Observations | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedMeeting:
    """A meeting's items in the agenda's order; ``notices`` are what the law asks of its dates."""

    body: str
    date: str
    items: tuple[CheckedItem, ...]
    notices: tuple[Finding, ...]

    @property
    def has_faults(self) -> bool:
        """Whether the papers can't be made."""
        return any(item.faults for item in self.items)

    @property
    def stops(self) -> bool:
        """Whether a finding that nobody has answered for forbids making papers."""
        found = (f for item in self.items for f in item.findings)
        return any(f.severity is Severity.STOPS and not f.waived for f in found)
