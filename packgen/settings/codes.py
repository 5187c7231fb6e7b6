"""Codes: every kind of finding with its meaning, its remedy and how grave it may be."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packgen.model.finding import Severity

_FILE = Path(__file__).with_name("codes.toml")


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. ``meaning`` and ``remedy`` are sentences that name no figure.

    ``waivable``: whether pack.toml may waive it even where it stops the build.
    """

    name: str
    area: str
    severities: tuple[Severity, ...]
    meaning: str
    remedy: str
    waivable: bool

    def may_waive(self, severity: Severity) -> bool:
        """Whether a finding of this code and severity may be waived."""
        return self.waivable or severity is not Severity.STOPS


@cache
def all_codes() -> Mapping[str, Code]:
    """Every code by its name, in the order of the file."""
    entries = tomllib.loads(_FILE.read_text("utf-8"))
    return {
        name: Code(
            name,
            entry["area"],
            tuple(Severity[word.upper()] for word in entry["severity"]),
            entry["meaning"],
            entry["remedy"],
            entry.get("waivable", False),
        )
        for name, entry in entries.items()
    }
