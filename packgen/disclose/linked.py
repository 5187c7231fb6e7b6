"""What links between indicators tell of their figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from packgen.disclose.bases import of_base, of_complement
from packgen.disclose.cells import dropped, shared
from packgen.disclose.draft import Draft
from packgen.disclose.links import BaseOf, Complement, Link, Outturn, RateOf, Total, Within
from packgen.disclose.records import RecordKind
from packgen.disclose.world import Linear
from packgen.model.observation import Unit

_SLIP = 20


def bind(draft: Draft, link: Link) -> None:
    """A link whose rows are drafted -> its rules."""
    match link:
        case Total():
            parts = " + ".join(row.indicator.number for row in link.parts)
            draft.rule(f"{link.whole.name} is the sum of {parts}", _of_total(draft, link))
        case Within():
            words = f"{link.inner.name} is counted in {link.outer.name}"
            draft.rule(words, _of_within(draft, link))
        case Complement():
            words = f"{link.one.name} and {link.other.name} are all of the same base"
            draft.rule(words, of_complement(draft, link))
        case BaseOf():
            words = f"{link.share.name} is a share of {link.count.name}"
            draft.rule(words, of_base(draft, link))
        case RateOf():
            words = f"{link.rate.name} is {link.count.name} per {link.per:,} of {link.population:,}"
            draft.rule(words, _of_rate(draft, link))
        case Outturn():
            words = f"{link.row.called(link.cell)} is {link.of.called(link.of.last)}"
            draft.rule(words, _of_outturn(draft, link))
        case _:
            assert_never(link)


def _of_total(draft: Draft, link: Total) -> Iterator[Linear]:
    for cell, amounts in shared(draft, link.rows):
        if any(a.is_ratio or a.figure.unit is not amounts[0].figure.unit for a in amounts):
            continue
        finest = min(amount.step for amount in amounts)
        scales = [10 ** (amount.step - finest) for amount in amounts]
        signed = [scales[0], *(-scale for scale in scales[1:])]
        terms = [(a.quantities[0], times) for a, times in zip(amounts, signed, strict=True)]
        halves = sum(a.rounding * scale for a, scale in zip(amounts, scales, strict=True))
        off, slack = draft.truth(terms), halves // 2
        whole = scales[0] * draft.quantities[amounts[0].quantities[0]].truth
        slipped = abs(off) > slack
        if slipped and abs(off) * _SLIP > abs(whole):
            dropped(draft, link.rows, cell, "not the sum of its parts")
            continue
        if slipped:
            words = f"{link.whole.called(cell)}: not the sum of its parts; kept with the difference"
            draft.note(RecordKind.ERROR_KEPT, link.whole, cell, words, *link.parts)
        around = off if slipped else 0
        yield Linear(tuple(terms), around - slack, around + slack)


def _of_within(draft: Draft, link: Within) -> Iterator[Linear]:
    for cell, (inner, outer) in shared(draft, link.rows):
        if len(inner.quantities) != len(outer.quantities) or inner.step != outer.step:
            continue
        if not inner.is_whole:
            continue
        pairs = list(zip(outer.quantities, inner.quantities, strict=True))
        sides: list[tuple[tuple[int, int], ...]]
        sides = [((more, 1), (less, -1)) for more, less in pairs]
        if inner.is_ratio:  # and those who are not in the numerators
            (n, m), (d, e) = pairs
            sides.append(((d, 1), (e, -1), (n, -1), (m, 1)))
        for terms in sides:
            if draft.truth(terms) >= 0:
                yield Linear(terms, 0, None)
            else:
                dropped(draft, link.rows, cell, f"more than {link.outer.name}")


def _of_rate(draft: Draft, link: RateOf) -> Iterator[Linear]:
    """A rate is the count's, rounded as it is printed; halves go up."""
    for cell, (rate, count) in shared(draft, link.rows):
        if rate.is_ratio or not count.is_whole or count.is_ratio or rate.step > 0:
            continue
        if rate.figure.unit not in (Unit.RATE, Unit.COUNT):
            continue
        times = 2 * link.per * 10**-rate.step
        terms = ((count.quantities[0], times), (rate.quantities[0], -2 * link.population))
        half = rate.digit * link.population
        if -half <= draft.truth(terms) <= half:
            yield Linear(terms, -half, half)
        else:
            dropped(draft, link.rows, cell, f"not the rate of {link.count.name}")


def _of_outturn(draft: Draft, link: Outturn) -> Iterator[Linear]:
    """Only if the figures are alike: a heading with a year may be another council's."""
    amount = draft.amounts.get((link.row.index, link.cell))
    total = draft.amounts.get((link.of.index, link.of.last))
    if amount is None or total is None or amount.step != total.step:
        return
    if len(amount.quantities) != len(total.quantities):
        return
    ties = [((a, 1), (b, -1)) for a, b in zip(amount.quantities, total.quantities, strict=True)]
    if not any(draft.truth(terms) for terms in ties):
        yield from (Linear(terms, 0, 0) for terms in ties)
