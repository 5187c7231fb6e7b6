"""Publication: figures of very few people that the public paper prints."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.assess.figures import figure
from packgen.assess.view import View
from packgen.model.finding import Finding
from packgen.model.observation import CellRef, Figure

_REMEDY = "mark the cell for Part 2, or see that no one can be told from it"


def of_small_numbers(view: View) -> Iterator[Finding]:
    """An indicator as the public knows it -> its ratios of very few."""
    for place, value in view.figures:
        if value.denominator is not None:
            label = view.months[place].label
            yield from _of_ratio(view, value, view.indicator.months[place].at, f"for {label}")
    if total := figure(view.indicator.year_to_date):
        yield from _of_ratio(view, total, view.indicator.year_to_date.at, "for the year to date")


def _of_ratio(view: View, value: Figure, at: CellRef, when: str) -> Iterator[Finding]:
    if value.numerator is None or value.denominator is None:
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
