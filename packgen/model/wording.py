"""Wording of the disclosure record, the same wherever it is told: lists, and whole numbers of a
unit's steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from packgen.model.observation import Unit

_SIGNS = {Unit.PERCENT: ("", "%"), Unit.POUNDS: ("£", "")}


def listed(texts: Sequence[str], last: str = "and") -> str:
    """Texts -> ``4, 18a and 21``, or with another word before the last; empty for none."""
    *most, final = texts or [""]
    return f"{', '.join(most)} {last} {final}" if most else final


@dataclass(frozen=True, slots=True)
class Measure:
    """What a whole number counts: ten to a power, of a unit."""

    power: int = 0
    unit: Unit = Unit.COUNT

    def written(self, value: int) -> str:
        """A whole number -> the figure that it stands for: ``1.5%``, ``£1,200``, ``16.9``."""
        before, after = _SIGNS.get(self.unit, ("", ""))
        return f"{before}{Decimal(value).scaleb(self.power):,f}{after}"

    def stretch(self, low: int, high: int | None) -> str:
        """All from a whole number to another -> ``1 to 4``; None: ``6 or more``."""
        if high is None:
            return f"{self.written(low)} or more"
        return f"{self.written(low)} to {self.written(high)}"

    def either(self, values: Sequence[int]) -> str:
        """Some whole numbers -> ``6, 7 or 9``."""
        return listed([self.written(value) for value in values], "or")
