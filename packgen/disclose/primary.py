"""Primary withholding: the figures that the council itself marked for Part 2."""

from __future__ import annotations

from packgen.model.disclosed import Exemption
from packgen.model.indicator import Indicator


def withheld_places(indicator: Indicator) -> frozenset[int]:
    """An indicator -> the places in its ``observations`` that the public must not see."""
    return frozenset(
        place for place, observation in enumerate(indicator.observations) if observation.mark
    )


def exemptions(indicator: Indicator) -> dict[int, Exemption]:
    """An indicator -> the places of its withheld figures in ``observations``, each with why."""
    return {
        place: Exemption(observation.mark.reason, observation.mark.paragraphs)
        for place, observation in enumerate(indicator.observations)
        if observation.mark
    }
