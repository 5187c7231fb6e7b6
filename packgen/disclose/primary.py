"""Primary withholding: the figures that the council itself marked for Part 2."""

from __future__ import annotations

from packgen.model.disclosed import Exemption
from packgen.model.indicator import Indicator


def withheld_places(indicator: Indicator) -> frozenset[int]:
    """An indicator -> the places in its ``observations`` that the public must not see."""
    return frozenset(
        place for place, observation in enumerate(indicator.observations) if observation.mark
    )


def exemptions(indicator: Indicator) -> tuple[Exemption, ...]:
    """An indicator -> why its figures are withheld: each reason once, in the order of its cells."""
    marks = (observation.mark for observation in indicator.observations)
    return tuple(dict.fromkeys(Exemption(m.reason, m.paragraphs) for m in marks if m))
