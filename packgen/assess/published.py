"""Publication: figures of very few people that the public paper prints."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.assess.view import View
from packgen.model.finding import Finding
from packgen.model.observation import Figure, Observation

_REMEDY = "mark the cell for Part 2, or see that no one can be told from it"


def of_small_numbers(view: View) -> Iterator[Finding]:
    """An indicator as the public knows it -> its ratios of very few."""
    for month, observation in zip(view.months, view.indicator.months, strict=True):
        yield from _of_ratio(view, observation, f"for {month.label}")
    yield from _of_ratio(view, view.indicator.year_to_date, "for the year to date")


def _of_ratio(view: View, observation: Observation, when: str) -> Iterator[Finding]:
    value, at = observation.published, observation.at
    if not isinstance(value, Figure) or value.numerator is None or value.denominator is None:
        return
    policy = view.policy
    if 0 < value.numerator < policy.small_numbers:
        yield view.look(
            "small-number",
            at,
            f" prints '{value.text}' in public {when}: a numerator below {policy.small_numbers}",
            _REMEDY,
        )
    elif 0 < value.denominator < policy.small_denominators:
        yield view.look(
            "small-denominator",
            at,
            f" prints '{value.text}' in public {when}: a denominator below "
            f"{policy.small_denominators}",
            _REMEDY,
        )
