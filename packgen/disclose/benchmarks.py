"""Benchmarks that count the council in: a national total, and the rest of it."""

from __future__ import annotations

from packgen.disclose.draft import Draft
from packgen.disclose.places import Row
from packgen.disclose.quantities import draft_benchmark
from packgen.disclose.records import RecordKind
from packgen.disclose.world import Linear
from packgen.settings.disclosure import DisclosurePolicy


def of_nation(draft: Draft, row: Row, policy: DisclosurePolicy) -> None:
    """A row whose policy names the total that counts it in -> the rule that ties them: the
    council's own year to date and all others make the total, or it is no more than the total."""
    declared = policy.of(row.indicator.number)
    own = draft.amounts.get((row.index, row.last))
    nation = _headed(row, declared.national)
    if own is None or own.is_ratio or nation is None:
        return
    others = _headed(row, declared.others)
    signed = [(own, -1)]
    for cell, sign in ((nation, 1), (others, -1)):
        amount = draft_benchmark(draft, row, cell) if cell is not None else None
        if amount and not amount.is_ratio:
            signed.append((amount, sign))
    finest = min(amount.step for amount, _ in signed)
    terms = [(a.quantities[0], sign * 10 ** (a.step - finest)) for a, sign in signed]
    if len(signed) < 2 + (others is not None):
        return
    left = draft.truth(terms)
    if left < 0 or (left and others is not None):
        words = f"{row.name}: its year to date is no part of {declared.national}"
        draft.note(RecordKind.RULE_DROPPED, row, row.last, words)
        return
    words = f"{row.name}: {declared.national} counts it in"
    draft.rule(words, [Linear(tuple(terms), 0, None if others is None else 0)])


def _headed(row: Row, heading: str) -> int | None:
    """A benchmark's heading -> its place; None when there is none."""
    told = heading.casefold()
    headings = [each.casefold() for each in row.block.headings.benchmarks]
    return headings.index(told) if told and told in headings else None
