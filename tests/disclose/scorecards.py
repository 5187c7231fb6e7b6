"""Small scorecards as systems, for the tests of what readers know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from packgen.assess import assess
from packgen.disclose.attack import Verdict, attack
from packgen.disclose.places import Place, marked
from packgen.disclose.records import RecordKind
from packgen.disclose.relations import Relations, relations
from packgen.disclose.sensitive import sensitive
from packgen.disclose.world import Linear, System
from packgen.model.assessed import AssessedScorecard
from packgen.model.indicator import Indicator
from packgen.model.published import Publication
from packgen.settings.disclosure import DEFAULT_DISCLOSURE, DisclosurePolicy
from packgen.settings.rules import IndicatorRule, RatingRules
from tests.cards import scorecard


def judged(
    *indicators: Indicator, rules: Mapping[str, IndicatorRule] | None = None
) -> AssessedScorecard:
    """Indicators -> their scorecard, judged by these rules."""
    return assess(scorecard(*indicators), RatingRules(indicators=rules or {}))


def known(
    *indicators: Indicator,
    policy: DisclosurePolicy = DEFAULT_DISCLOSURE,
    rules: Mapping[str, IndicatorRule] | None = None,
    earlier: Iterable[Publication] = (),
    alternatives: bool = False,
) -> Relations:
    """Indicators -> what their readers know, with what is marked or small withheld."""
    card = judged(*indicators, rules=rules)
    withheld: dict[Place, str] = {**marked(card), **sensitive(card, policy)}
    return relations(card, policy, withheld, earlier, alternatives=alternatives)


def rules_of(found: Relations) -> dict[str, list[str]]:
    """The rules in words, and what each tells, with the quantities' names."""
    return {
        rule.words: [told(found.system, each) for each in rule.tells] for rule in found.system.rules
    }


def statements_of(found: Relations) -> dict[str, list[str]]:
    """The statements' names, and what each tells as it is printed."""
    return {
        each.name: [told(found.system, linear) for linear in each.levels[each.start].tells]
        for each in found.system.statements
    }


def told(system: System, linear: Linear) -> str:
    """A constraint in words: ``0 <= 1, Apr-23 + -1 x 1, May-23``."""
    terms = " + ".join(
        f"{times} x {name}" if times != 1 else name
        for name, times in (
            (system.quantities[q].name.removeprefix("indicator "), c) for q, c in linear.terms
        )
    )
    low, high = linear.low, linear.high
    if low == high:
        return f"{terms} = {low}"
    return " <= ".join(
        filter(None, ("" if low is None else f"{low}", terms, "" if high is None else f"{high}"))
    )


def exposed(found: Relations) -> dict[str, tuple[int, ...]]:
    """The targets that readers can work out, and what they can be."""
    verdicts: tuple[Verdict, ...] = attack(found.system)
    return {
        verdict.target.name.removeprefix("indicator "): verdict.possible
        for verdict in verdicts
        if verdict.exposed
    }


def noted(found: Relations, kind: RecordKind) -> list[str]:
    """The records of one kind, in words."""
    return [record.words for record in found.records if record.kind is kind]
