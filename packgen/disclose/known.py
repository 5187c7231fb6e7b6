"""What an outsider knows of a quantity, in words and figures of its own unit. For Part 2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from packgen.disclose.amounts import last_place, steps
from packgen.disclose.assumed import UNKNOWN_TEXT
from packgen.disclose.attack import Attacker, Verdict
from packgen.disclose.earlier import EarlierCell
from packgen.disclose.explain import Explanation, explain
from packgen.disclose.inquiry import NoWorld
from packgen.disclose.places import Row
from packgen.disclose.propagate import Spent
from packgen.disclose.span import Span, span
from packgen.disclose.targets import Goal, Part
from packgen.disclose.world import Target
from packgen.model.observation import Figure
from packgen.model.published import ColumnKind
from packgen.model.record import Knowledge
from packgen.model.wording import Measure

_LISTED = 5


def knowledge(
    attacker: Attacker, scout: Attacker, levels: Sequence[int], target: int, table: Sequence[Row]
) -> Knowledge:
    """The system's levels, a target's place, the scorecard's rows -> what is known of it.

    The attacker says whether it is safe; the scout, who spends less, how far it may reach.
    """
    verdict = attacker.verdict(levels, target)
    scout.remember([verdict], levels)
    if verdict.unfinished:
        return Knowledge("", exposed=True, unfinished=True)
    if verdict.contradiction:
        return Knowledge("nothing that agrees with itself", exposed=True)
    aim = verdict.target
    measure = _measure(aim, verdict.truth, table)
    says = _says(scout, levels, target, verdict, measure)
    if not verdict.exposed:
        return Knowledge(says, exposed=False)
    explanation = explain(attacker, levels, target)
    if unknown := _is_unknown(aim, table):
        explanation = replace(explanation, untrue=()) if explanation else None
    because, true = _because(explanation), unknown or not verdict.misleads
    return Knowledge(says, exposed=True, because=because, true=true)


def _says(
    scout: Attacker, levels: Sequence[int], target: int, verdict: Verdict, measure: Measure
) -> str:
    if verdict.possible and len(verdict.possible) <= _LISTED:
        return measure.either(verdict.possible)
    try:
        found = span(scout, levels, target, _LISTED)
    except (NoWorld, Spent):
        worlds = zip(*verdict.certificate, strict=True)
        among = sorted(set(dict(zip(verdict.quantities, worlds, strict=True))[_quantity(verdict)]))
        return f"at least {measure.either(among)}"
    return _spanned(found, measure)


def _spanned(found: Span, measure: Measure) -> str:
    return measure.either(found.values) if found.values else measure.stretch(found.low, found.high)


def _is_unknown(aim: Target, table: Sequence[Row]) -> bool:
    """Whether nobody here knows the figure itself."""
    key = aim.key
    if isinstance(key, EarlierCell):
        return key.kind is ColumnKind.MONTH
    if not isinstance(key, Goal) or key.place.cell is None:
        return False
    figure = table[key.place.indicator].observations[key.place.cell].figure
    return figure is not None and figure.text == UNKNOWN_TEXT


def _quantity(verdict: Verdict) -> int:
    return verdict.target.quantity


def _measure(aim: Target, truth: int, table: Sequence[Row]) -> Measure:
    key = aim.key
    if not isinstance(key, Goal) or key.part is not Part.FIGURE or key.beyond:
        return Measure()
    place = key.place
    figure = None if place.cell is None else table[place.indicator].observations[place.cell].figure
    if figure is None:
        return Measure()
    return Measure(_power(figure, truth), figure.unit)


def _power(figure: Figure, truth: int) -> int:
    """The power of ten that a figure is counted in, told by how many steps it truly is."""
    last = last_place(figure)
    known = (p for p in range(last, last - 10, -1) if steps(figure.printed, p) == truth)
    return next(known, last)


def _because(explanation: Explanation | None) -> str:
    """The reasons alone: figures printed, then rules."""
    if explanation is None:
        return ""
    reasons = [f"{each.name} prints {each.text}" for each in explanation.statements]
    reasons += dict.fromkeys(explanation.rules)
    said = "; ".join(reasons) or "it can be nothing else"
    if explanation.untrue:
        said += " (not so by the true figures)"
    return said
