"""Blocks: a system taken apart into parts that have nothing to do with each other.

Within a block, whatever a reader can know is an *element*: a rule, or a statement at one of its
levels. What is known together is then a set of elements, kept as the bits of a whole number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from packgen.disclose.world import Linear, System, World

INFINITY = 1 << 200
"""Stands for "no bound"; far above ``LARGE``, so that sums with one in them are told apart."""
LARGE = 1 << 100
"""Bounds above it are not believed: they come from ``INFINITY``."""


class Tie(NamedTuple):
    """``low <= sum(coefficient * quantity) <= high`` over quantities by their place in a block."""

    terms: tuple[tuple[int, int], ...]
    low: int
    high: int

    def holds(self, world: Sequence[int]) -> bool:
        """Whether a block's world obeys it, in exact arithmetic."""
        return self.low <= sum(c * world[q] for q, c in self.terms) <= self.high


@dataclass(frozen=True, slots=True)
class Element:
    """What a rule, or a statement at a level, tells within a block: ``bounds`` (quantity, lowest,
    highest) and ties. ``rule`` or ``statement`` is its place in the system; the other is None."""

    bounds: tuple[tuple[int, int, int], ...]
    ties: tuple[Tie, ...]
    rule: int | None = None
    statement: int | None = None
    level: int = 0

    def holds(self, world: Sequence[int]) -> bool:
        """Whether a block's world would be published so."""
        return all(low <= world[q] <= high for q, low, high in self.bounds) and all(
            tie.holds(world) for tie in self.ties
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a system, with the places there of what is in it.

    ``lows`` and ``highs`` are the domains of its quantities. The first ``len(rules)`` elements are
    the rules; ``bits`` gives, for each of its statements and each level, the bit of its element
    (0: it tells nothing). A rule that speaks of several blocks has an element in each.
    """

    quantities: tuple[int, ...]
    rules: tuple[int, ...]
    statements: tuple[int, ...]
    targets: tuple[int, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    truth: World
    elements: tuple[Element, ...]
    bits: tuple[tuple[int, ...], ...]

    def place(self, quantity: int) -> int:
        """The place in the block of one of the system's quantities that is in it."""
        return bisect_left(self.quantities, quantity)

    def published(self, levels: Sequence[int]) -> int:
        """The system's levels -> the set of elements that a reader knows, as bits."""
        known = (1 << len(self.rules)) - 1
        for statement, bits in zip(self.statements, self.bits, strict=True):
            known |= bits[levels[statement]]
        return known

    def fits(self, world: Sequence[int]) -> int:
        """A world of the block -> the set of elements that hold in it, as bits."""
        found = 0
        for place, element in enumerate(self.elements):
            if element.holds(world):
                found |= 1 << place
        return found

    def obeys(self, world: Sequence[int], known: int) -> bool:
        """Whether a world of the block is within the domains and all known elements hold in it."""
        return all(
            low <= number <= high
            for low, number, high in zip(self.lows, world, self.highs, strict=True)
        ) and all(self.elements[place].holds(world) for place in places(known))


def places(bits: int) -> Iterator[int]:
    """A set as bits -> the places of its members, ascending."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class Blocks:
    """The blocks of a system that hold targets, in the order of their first target.

    Taken apart once; good for any levels.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self._roots = _roots(system)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Each block that holds a target."""
        roots = self._roots
        wanted = dict.fromkeys(roots[target.quantity] for target in self.system.targets)
        drafts = {root: _Draft() for root in wanted}
        for quantity, root in enumerate(roots):
            if root in drafts:
                drafts[root].quantities.append(quantity)
        for place, target in enumerate(self.system.targets):
            drafts[roots[target.quantity]].targets.append(place)
        for place, rule in enumerate(self.system.rules):
            for root in dict.fromkeys(roots[linear.terms[0][0]] for linear in rule.tells):
                if root in drafts:
                    drafts[root].rules.append(place)
        for place, statement in enumerate(self.system.statements):
            told = next((linear for level in statement.levels for linear in level.tells), None)
            if told and (draft := drafts.get(roots[told.terms[0][0]])):
                draft.statements.append(place)
        return tuple(draft.block(self.system) for draft in drafts.values())

    @cached_property
    def of_target(self) -> tuple[int, ...]:
        """The place in ``blocks`` of each target's block."""
        found = {target: b for b, block in enumerate(self.blocks) for target in block.targets}
        return tuple(found[target] for target in range(len(self.system.targets)))


class _Draft:
    """A block in the making."""

    def __init__(self) -> None:
        self.quantities: list[int] = []
        self.rules: list[int] = []
        self.statements: list[int] = []
        self.targets: list[int] = []

    def block(self, system: System) -> Block:
        """The block, with all that its rules and statements can tell."""
        local = {quantity: place for place, quantity in enumerate(self.quantities)}
        elements = [_element(system.rules[rule].tells, local, rule=rule) for rule in self.rules]
        bits = []
        for statement in self.statements:
            row = []
            for level, told in enumerate(system.statements[statement].levels):
                if told.tells:
                    row.append(1 << len(elements))
                    made = _element(told.tells, local, statement=statement, level=level)
                    elements.append(made)
                else:
                    row.append(0)
            bits.append(tuple(row))
        quantities = [system.quantities[quantity] for quantity in self.quantities]
        return Block(
            tuple(self.quantities),
            tuple(self.rules),
            tuple(self.statements),
            tuple(self.targets),
            tuple(quantity.low for quantity in quantities),
            tuple(INFINITY if q.high is None else q.high for q in quantities),
            tuple(quantity.truth for quantity in quantities),
            tuple(elements),
            tuple(bits),
        )


def _element(
    tells: Sequence[Linear],
    local: dict[int, int],
    *,
    rule: int | None = None,
    statement: int | None = None,
    level: int = 0,
) -> Element:
    bounds, ties = [], []
    for linear in tells:
        if linear.terms[0][0] not in local:
            continue  # the rule speaks of another block too
        low = -INFINITY if linear.low is None else linear.low
        high = INFINITY if linear.high is None else linear.high
        if len(linear.terms) > 1:
            ties.append(Tie(tuple((local[q], c) for q, c in linear.terms), low, high))
        else:
            quantity, coefficient = linear.terms[0]
            bounds.append((local[quantity], *_divided(coefficient, low, high)))
    return Element(tuple(bounds), tuple(ties), rule, statement, level)


def _divided(coefficient: int, low: int, high: int) -> tuple[int, int]:
    if coefficient < 0:
        coefficient, low, high = -coefficient, -high, -low
    return (
        low if low <= -INFINITY else -(-low // coefficient),
        high if high >= INFINITY else high // coefficient,
    )


def _roots(system: System) -> list[int]:
    """For each quantity, the quantity that stands for its block."""
    parents = list(range(len(system.quantities)))

    def root(quantity: int) -> int:
        while parents[quantity] != quantity:
            parents[quantity] = quantity = parents[parents[quantity]]
        return quantity

    def join(quantities: Sequence[int]) -> None:
        first = root(quantities[0])
        for quantity in quantities[1:]:
            parents[root(quantity)] = first

    for rule in system.rules:
        for linear in rule.tells:
            join([quantity for quantity, _ in linear.terms])
    for statement in system.statements:
        told = [q for level in statement.levels for each in level.tells for q, _ in each.terms]
        if told:
            join(told)
    return [root(quantity) for quantity in range(len(parents))]
