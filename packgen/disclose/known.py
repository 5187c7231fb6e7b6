"""What an outsider knows of a quantity, in words and figures of its own unit. For Part 2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

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
from packgen.model.observation import Figure, Unit
from packgen.model.published import ColumnKind
from packgen.model.record import Knowledge

_SIGNS = {Unit.PERCENT: ("", "%"), Unit.POUNDS: ("£", "")}
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
    step = _step(aim, verdict.truth, table)
    says = _says(scout, levels, target, verdict, step)
    if not verdict.exposed:
        return Knowledge(says, exposed=False)
    explanation = explain(attacker, levels, target)
    if unknown := _is_unknown(aim, table):
        explanation = replace(explanation, untrue=()) if explanation else None
    because, true = _because(explanation), unknown or not verdict.misleads
    return Knowledge(says, exposed=True, because=because, true=true)


def _says(
    scout: Attacker, levels: Sequence[int], target: int, verdict: Verdict, step: _Step
) -> str:
    if verdict.possible and len(verdict.possible) <= _LISTED:
        return _listed([step.printed(value) for value in verdict.possible])
    try:
        found = span(scout, levels, target, _LISTED)
    except (NoWorld, Spent):
        worlds = zip(*verdict.certificate, strict=True)
        among = sorted(set(dict(zip(verdict.quantities, worlds, strict=True))[_quantity(verdict)]))
        return f"at least {_listed([step.printed(value) for value in among])}"
    return _spanned(found, step)


def _spanned(found: Span, step: _Step) -> str:
    if found.values:
        return _listed([step.printed(value) for value in found.values])
    if found.high is None:
        return f"{step.printed(found.low)} or more"
    return f"{step.printed(found.low)} to {step.printed(found.high)}"


def _listed(texts: list[str]) -> str:
    *most, last = texts
    return f"{', '.join(most)} or {last}" if most else last


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


class _Step:
    """What one of a target's whole numbers is: ten to a power, of a unit."""

    def __init__(self, power: int, unit: Unit) -> None:
        self._power = power
        self._before, self._after = _SIGNS.get(unit, ("", ""))

    def printed(self, value: int) -> str:
        """A whole number -> the figure that it stands for."""
        number = Decimal(value).scaleb(self._power)
        return f"{self._before}{number:,f}{self._after}"


def _step(aim: Target, truth: int, table: Sequence[Row]) -> _Step:
    key = aim.key
    if not isinstance(key, Goal) or key.part is not Part.FIGURE or key.beyond:
        return _Step(0, Unit.COUNT)
    place = key.place
    figure = None if place.cell is None else table[place.indicator].observations[place.cell].figure
    if figure is None:
        return _Step(0, Unit.COUNT)
    return _Step(_power(figure, truth), figure.unit)


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
