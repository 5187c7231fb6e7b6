"""Plans: what disclosure control adds to a scorecard, as marks like the council's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from packgen.model.indicator import Indicator, Observations
from packgen.model.observation import CellRef, Figure, Mark, Observation


@dataclass(frozen=True, slots=True)
class Plan:
    """Figures and ratings to withhold, each with why, and figures to round, by their cells.

    ``ratings`` are named by the cells of their indicators.
    """

    figures: Mapping[CellRef, Mark] = field(default_factory=dict)
    ratings: Mapping[CellRef, Mark] = field(default_factory=dict)
    rounded: Mapping[CellRef, Figure] = field(default_factory=dict)

    def applied(self, observations: Observations) -> Observations:
        """Observations -> the same with the plan's marks and rounded figures.

        The council's own marks stay; a figure that is withheld is not rounded.
        """
        if not (self.figures or self.ratings or self.rounded):
            return observations
        return observations.changed(self._indicator)

    def _indicator(self, indicator: Indicator) -> Indicator:
        return replace(
            indicator,
            benchmarks=tuple(map(self._observation, indicator.benchmarks)),
            months=tuple(map(self._observation, indicator.months)),
            year_to_date=self._observation(indicator.year_to_date),
            rating_mark=indicator.rating_mark or self.ratings.get(indicator.at),
        )

    def _observation(self, observation: Observation) -> Observation:
        mark = observation.mark or self.figures.get(observation.at)
        rounded = None if mark else self.rounded.get(observation.at)
        if mark is observation.mark and rounded is None:
            return observation
        return replace(observation, mark=mark, rounded=rounded)
