"""A report: what was checked on a finished pack, what was looked at, what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from packgen.errors import Fault


class Outcome(Enum):
    """What a check came to."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``looked_at`` says what was looked at, or why nothing was. No fault quotes a
    withheld figure."""

    name: str
    outcome: Outcome
    looked_at: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one pack, in the order in which they were made."""

    pack: str
    checks: tuple[Check, ...]

    @property
    def has_failed(self) -> bool:
        """Whether any check failed."""
        return any(check.outcome is Outcome.FAILED for check in self.checks)


def checked(name: str, looked_at: str, faults: Iterable[Fault]) -> Check:
    """What was looked at and what was found there -> a check, passed when nothing was."""
    found = tuple(dict.fromkeys(faults))
    return Check(name, Outcome.FAILED if found else Outcome.PASSED, looked_at, found)


def not_checked(name: str, why: str) -> Check:
    """A check that was not made, and why."""
    return Check(name, Outcome.NOT_CHECKED, why)
