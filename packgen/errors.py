"""Errors that a user can act on: a fault says where, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: its place, what is wrong there, what to do about it."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} — {self.remedy}"


class PackgenError(Exception):
    """Base of every error that ends a command; carries all the faults found, not the first."""

    exit_code: ClassVar[int] = 2

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class BadInput(PackgenError):
    """The input or the command line can't be used as it is (exit code 2)."""

    exit_code = 2


class BuildStopped(PackgenError):
    """The input was read, but a finding forbids making papers from it (exit code 1)."""

    exit_code = 1
