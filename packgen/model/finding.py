"""Findings: what a reading or a judgement noticed, and what the officer can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from packgen.errors import Fault
from packgen.model.observation import CellRef


class Severity(Enum):
    """What a finding does to a build; graver ones first."""

    STOPS = "stops the build"
    LOOK = "look at it"
    INFORMS = "for information"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. ``what`` never quotes a withheld figure: findings are printed.

    ``exempt`` findings are about a withheld cell, and told only to who makes the Part 2 paper.
    ``waived`` says who waived it and why; empty: nobody did.
    """

    code: str
    severity: Severity
    at: CellRef | None
    what: str
    remedy: str
    indicator: str = ""
    exempt: bool = False
    waived: str = ""

    def fault(self, file: str) -> Fault:
        """The finding as a fault of this file."""
        return Fault(f"{file}: {self.at}" if self.at else file, self.what, self.remedy)
