"""Doubts: what a reading noticed, gathered as findings on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from packgen.model.finding import Finding, Severity
from packgen.model.observation import CellRef


@dataclass(slots=True)
class Doubts:
    """Findings so far. Whoever adds one never quotes a figure that is or may be withheld."""

    findings: list[Finding] = field(default_factory=list)

    def stop(self, code: str, at: CellRef | None, what: str, remedy: str, of: str = "") -> None:
        """Add a finding that forbids making papers."""
        self.findings.append(Finding(code, Severity.STOPS, at, what, remedy, of))

    def look(self, code: str, at: CellRef | None, what: str, remedy: str, of: str = "") -> None:
        """Add a finding that someone should look at."""
        self.findings.append(Finding(code, Severity.LOOK, at, what, remedy, of))

    def look_inside(self, code: str, at: CellRef, what: str, remedy: str, of: str) -> None:
        """Add a finding about a withheld cell, for who makes the Part 2 paper."""
        self.findings.append(Finding(code, Severity.LOOK, at, what, remedy, of, exempt=True))

    def inform(self, code: str, at: CellRef | None, what: str, remedy: str, of: str = "") -> None:
        """Add a finding for information."""
        self.findings.append(Finding(code, Severity.INFORMS, at, what, remedy, of))
