"""Findings: what the figures of a scorecard say against each other.

Everything is looked for twice, as the public knows the figures and with all of them. What only
the second look finds rests on withheld figures: it is exempt, and put in words without any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from packgen.assess.arithmetic import of_bounds, of_footing, of_ratios
from packgen.assess.figures import monthly, without_marked
from packgen.assess.parts import of_parts
from packgen.assess.published import of_small_numbers
from packgen.assess.rated import of_comment, of_polarity, of_rating
from packgen.assess.series import of_gaps, of_jumps, too_short
from packgen.assess.units import of_units, of_zeros
from packgen.assess.view import View
from packgen.model.assessed import AssessedBlock, AssessedIndicator
from packgen.model.finding import Finding
from packgen.model.period import Period
from packgen.settings.codes import all_codes
from packgen.settings.policy import CheckPolicy
from packgen.settings.rules import RatingRules

_CHECKS: tuple[Callable[[View], Iterator[Finding]], ...] = (
    of_rating, of_polarity, of_comment, of_units, of_zeros, of_footing, of_ratios, of_bounds,
    of_gaps, of_jumps,
)  # fmt: skip


def findings(
    blocks: Sequence[AssessedBlock], position: Period, rules: RatingRules, policy: CheckPolicy
) -> Iterator[Finding]:
    """Assessed blocks -> what deserves a look, in the sheet's order."""
    everybody: list[View] = []
    for block in blocks:
        public, full = [], []
        for each in (i for section in block.sections for i in section.indicators):
            known, whole = _views(each, block, position, rules, policy)
            # What is wrong with figures that the public sees rounded is not for the public.
            is_rounded = any(o.rounded for o in each.indicator.observations)
            public += [] if is_rounded else [known]
            full.append(whole)
            told = [] if is_rounded else list(_of_one(known))
            yield from told
            yield from of_small_numbers(known)
            if is_rounded or whole is not known:
                yield from (as_exempt(f) for f in _of_one(whole) if f not in told)
        told = list(of_parts(public))
        yield from told
        yield from (as_exempt(f) for f in of_parts(full) if f not in told)
        everybody += public
    yield from too_short(everybody)


def as_exempt(finding: Finding) -> Finding:
    """A finding that rests on withheld figures -> the same in words that tell none of them."""
    code = all_codes()[finding.code]
    named = f"indicator {finding.indicator}, withheld figures: " if finding.indicator else ""
    return replace(
        finding,
        what=f"{named}{_in_a_sentence(code.meaning)}",
        remedy=_in_a_sentence(code.remedy),
        exempt=True,
    )


def _in_a_sentence(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:]}".removesuffix(".")


def _of_one(view: View) -> Iterator[Finding]:
    return (finding for check in _CHECKS for finding in check(view))


def _views(
    each: AssessedIndicator,
    block: AssessedBlock,
    position: Period,
    rules: RatingRules,
    policy: CheckPolicy,
) -> tuple[View, View]:
    """An indicator as the public knows it, and with all its figures; one view if both are one."""
    as_public = without_marked(each.indicator)
    rule = rules.of(each.indicator.number)
    known = View(
        as_public,
        tuple(monthly(as_public)),
        each.public,
        block.headings,
        block.months,
        position,
        rule,
        policy,
    )
    if as_public is each.indicator:
        return known, known
    figures = tuple(monthly(each.indicator))
    return known, replace(known, indicator=each.indicator, figures=figures, judgement=each.full)
