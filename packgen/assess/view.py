"""Views: one indicator as it is known to somebody, with all that its checks need."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.model.assessed import Judgement
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Headings, Indicator
from packgen.model.observation import CellRef, Figure
from packgen.model.period import Period
from packgen.settings.policy import CheckPolicy
from packgen.settings.rules import IndicatorRule


@dataclass(frozen=True, slots=True)
class View:
    """An indicator with all its figures, or as the public knows it; ``months`` head its months.

    ``figures`` are those of its months, with their places.
    """

    indicator: Indicator
    figures: tuple[tuple[int, Figure], ...]
    judgement: Judgement
    headings: Headings
    months: tuple[Period, ...]
    position: Period
    rule: IndicatorRule
    policy: CheckPolicy

    @property
    def name(self) -> str:
        """How its findings call the indicator."""
        return f"indicator {self.indicator.number}" if self.indicator.number else "this indicator"

    def look(self, code: str, at: CellRef | None, what: str, remedy: str) -> Finding:
        """A finding about this indicator that someone should look at."""
        return self._finding(code, Severity.LOOK, at, what, remedy)

    def inform(self, code: str, at: CellRef | None, what: str, remedy: str) -> Finding:
        """A finding about this indicator for information."""
        return self._finding(code, Severity.INFORMS, at, what, remedy)

    def _finding(
        self, code: str, severity: Severity, at: CellRef | None, what: str, remedy: str
    ) -> Finding:
        of = self.indicator.number or self.indicator.title
        return Finding(code, severity, at or self.indicator.at, f"{self.name}{what}", remedy, of)
