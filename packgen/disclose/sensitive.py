"""Sensitive figures: what a policy withholds for being small, beyond the council's own marks."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.disclose.amounts import has_parts
from packgen.disclose.places import Place, Row, rows
from packgen.model.assessed import AssessedScorecard
from packgen.model.observation import Figure, Unit
from packgen.settings.disclosure import DisclosurePolicy, Zeros


def sensitive(assessed: AssessedScorecard, policy: DisclosurePolicy) -> dict[Place, str]:
    """A judged scorecard -> the months and years to date that the policy withholds, each with the
    rule in words.

    Counts of things, and both parts of ratios and what is left of them, may be small; weeks,
    money, averages and percentages without their parts are not.
    """
    found = {}
    for row in rows(assessed):
        declared = policy.of(row.indicator.number)
        if not (declared.withhold or policy.smallest_of(row.indicator.number).withholds):
            continue
        counts = _counts(row)
        for cell in row.own:
            figure = row.observations[cell].figure
            why = _why(figure, row, policy, counts=counts) if figure else None
            if figure and declared.withhold:
                why = f"{declared.reason} ({declared.who})"
            if why:
                found[row.place(cell)] = why
    return found


def _why(figure: Figure, row: Row, policy: DisclosurePolicy, *, counts: bool) -> str | None:
    """The first of a policy's rules that withholds a figure, in words."""
    least = 1 if policy.zeros is Zeros.SHOWN else 0
    for what, number, smallest in _numbers(figure, row, policy, counts=counts):
        if least <= number < smallest:
            return f"its {what} is from {least} to {smallest - 1}"
    return None


def _numbers(
    figure: Figure, row: Row, policy: DisclosurePolicy, *, counts: bool
) -> Iterator[tuple[str, int, int]]:
    smallest = policy.smallest_of(row.indicator.number)
    if figure.numerator is not None and figure.denominator is not None:
        yield "numerator", figure.numerator, smallest.numerator
        yield "denominator", figure.denominator, smallest.denominator
        left = figure.denominator - figure.numerator
        yield "denominator without its numerator", left, smallest.complement
    elif counts and figure.unit is Unit.COUNT:
        yield "count", int(figure.printed), smallest.count


def _counts(row: Row) -> bool:
    """Whether an indicator counts things: none of its numbers is broken or below nothing."""
    plain = [
        figure.printed
        for observation in row.observations
        if (figure := observation.figure) and figure.unit is Unit.COUNT and not has_parts(figure)
    ]
    return all(number >= 0 and number == number.to_integral_value() for number in plain)
