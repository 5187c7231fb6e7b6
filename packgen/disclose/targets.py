"""Targets: what must stay unknown of each withheld figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from packgen.disclose.amounts import Amount
from packgen.disclose.cells import shared
from packgen.disclose.draft import Draft
from packgen.disclose.links import Within
from packgen.disclose.places import Place, Row
from packgen.disclose.records import RecordKind
from packgen.disclose.world import Linear, Target
from packgen.settings.disclosure import DisclosurePolicy, Smallest, Zeros


class Part(Enum):
    """What of a cell a target is."""

    FIGURE = "figure"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    COMPLEMENT = "denominator without its numerator"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target's key: a part of a cell's figure; with ``beyond``, what that cell's has more of."""

    place: Place
    part: Part
    beyond: Place | None = None


def of_cell(draft: Draft, row: Row, cell: int, policy: DisclosurePolicy) -> None:
    """A withheld cell -> its targets, and what readers know of it by the policy's own rule."""
    amount, place = draft.amounts[row.index, cell], row.place(cell)
    for part, quantity, smallest in _parts(draft, row, cell, policy):
        values = policy.values
        known = _known(draft.quantities[quantity].truth, smallest, policy)
        if known and cell >= row.first:
            draft.narrow(quantity, *known)
            values = min(values, known[1] - known[0] + 1)
        proven = amount.is_whole and part is not Part.COMPLEMENT and not policy.smallest.withholds
        never = (1, policy.small - 1) if proven and policy.small >= policy.values else None
        name = draft.quantities[quantity].name
        draft.targets.append(Target(Goal(place, part), name, quantity, values, never))


def of_difference(draft: Draft, link: Within, policy: DisclosurePolicy) -> None:
    """A link whose rows are drafted -> targets for what one has beyond the other: where either is
    withheld and, by a policy's threshold, where both are published and it is small."""
    inner, outer = link.inner, link.outer
    least_of = policy.smallest_of(outer.indicator.number)
    left: dict[Part, dict[int, int]] = defaultdict(dict)
    for cell, (one, other) in shared(draft, link.rows):
        if len(one.quantities) != len(other.quantities) or one.step != other.step:
            continue
        hidden = any((row.index, cell) in draft.withheld for row in link.rows)
        for part, less, more, smallest in _pairs(one, other, least_of):
            truth = draft.truth([(more, 1), (less, -1)])
            if truth < 0:
                continue
            of = "" if part is Part.FIGURE else f", {part.value}"
            name = f"{outer.name} beyond {inner.name}, {outer.when(cell)}{of}"
            made = left[part][cell] = draft.difference(name, more, less)
            if not hidden and not _is_small(truth, smallest, policy):
                continue
            if all((row.index, cell) in draft.public for row in link.rows):
                words = f"{name}: already public; withholding it now hides nothing"
                draft.note(RecordKind.ALREADY_PUBLIC, outer, cell, words, inner)
            else:
                key = Goal(outer.place(cell), part, inner.place(cell))
                draft.targets.append(Target(key, name, made, policy.values))
    for made_of in left.values():
        _adding_up(draft, link, made_of)


def _adding_up(draft: Draft, link: Within, left: dict[int, int]) -> None:
    """Where both add up, so does what one has beyond the other.

    It follows from their sums, but only from all of them at once, which is hard to see.
    """
    inner, outer = link.rows
    months = [cell for cell in inner.own[:-1] if (inner.index, cell) in draft.amounts]
    if {inner.index, outer.index} <= draft.adding and {*months, inner.last} == left.keys():
        terms = [*((left[cell], 1) for cell in months), (left[inner.last], -1)]
        off = draft.truth(terms)
        words = f"{outer.name} beyond {inner.name}: its months add up, as both of theirs do"
        draft.rule(words, [Linear(tuple(terms), off, off)])


def _pairs(one: Amount, other: Amount, smallest: Smallest) -> Iterator[tuple[Part, int, int, int]]:
    kinds = [(Part.NUMERATOR, smallest.numerator), (Part.DENOMINATOR, smallest.denominator)]
    if not one.is_ratio:
        kinds = [(Part.FIGURE, smallest.count)]
    for (part, least), less, more in zip(kinds, one.quantities, other.quantities, strict=True):
        yield part, less, more, least


def _parts(
    draft: Draft, row: Row, cell: int, policy: DisclosurePolicy
) -> Iterator[tuple[Part, int, int]]:
    """A cell's parts: what each is, its quantity, and the smallest of it that is printed."""
    amount, smallest = draft.amounts[row.index, cell], policy.smallest_of(row.indicator.number)
    if not amount.is_ratio:
        yield Part.FIGURE, amount.quantities[0], smallest.count if amount.is_whole else 0
        return
    numerator, denominator = amount.quantities
    yield Part.NUMERATOR, numerator, smallest.numerator
    yield Part.DENOMINATOR, denominator, smallest.denominator
    name = f"{row.called(cell)}, {Part.COMPLEMENT.value}"
    left = draft.difference(name, denominator, numerator)
    yield Part.COMPLEMENT, left, smallest.complement


def _known(truth: int, smallest: int, policy: DisclosurePolicy) -> tuple[int, int] | None:
    """What the policy's own rule tells of a figure that it withholds."""
    if not _is_small(truth, smallest, policy):
        return None
    return _least(policy), smallest - 1


def _is_small(truth: int, smallest: int, policy: DisclosurePolicy) -> bool:
    return _least(policy) <= truth < smallest


def _least(policy: DisclosurePolicy) -> int:
    return 1 if policy.zeros is Zeros.SHOWN else 0
