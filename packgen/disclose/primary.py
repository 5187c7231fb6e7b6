"""Primary withholding: the figures that the council itself marked for Part 2."""

from __future__ import annotations

from packgen.model.disclosed import Exemption
from packgen.model.indicator import Indicator
from packgen.model.observation import Mark


def withheld_places(indicator: Indicator) -> frozenset[int]:
    """An indicator -> the places in its ``observations`` that the public must not see."""
    return frozenset(
        place for place, observation in enumerate(indicator.observations) if observation.mark
    )


def exemptions(indicator: Indicator) -> dict[int, Exemption]:
    """An indicator -> the places of its withheld figures in ``observations``, each with why."""
    return {
        place: why
        for place, observation in enumerate(indicator.observations)
        if (why := exemption(observation.mark))
    }


def exemption(mark: Mark | None) -> Exemption | None:
    """A mark -> why what it marks is exempt."""
    return Exemption(mark.reason, mark.paragraphs, mark.computed) if mark else None
