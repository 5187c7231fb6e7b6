"""The exhaustive attacker: every world of a small card, printed, and kept if it prints the same.

It knows how each figure is printed and nothing of the linear forms that the attack reasons with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import product
from typing import Literal, assert_never

from packgen.disclose.world import Levels, System, World


@dataclass(frozen=True)
class Value:
    """A quantity, printed as it is."""

    quantity: int


@dataclass(frozen=True)
class Percent:
    """A ratio as a percentage, half up; "n/a" of nothing."""

    numerator: int
    denominator: int
    decimals: int = 0


@dataclass(frozen=True)
class Rag:
    """A colour by polarity, target and tolerance."""

    quantity: int
    polarity: Literal["Low", "High"]
    green: int
    amber: int


@dataclass(frozen=True)
class Rounded:
    """A quantity to the nearest multiple of ``base``, half up."""

    quantity: int
    base: int


@dataclass(frozen=True)
class Band:
    """The one of ``bands`` (both ends included) that a quantity is in; else a dash."""

    quantity: int
    bands: tuple[tuple[int, int], ...]


Printing = Value | Percent | Rag | Rounded | Band | None
"""How a statement is printed at a level; None: not at all."""


def printed(how: Printing, world: Sequence[int]) -> str:
    """What a reader sees of a world."""
    match how:
        case None:
            return ""
        case Value(quantity):
            return str(world[quantity])
        case Percent(numerator, denominator, decimals):
            return _percentage(world[numerator], world[denominator], decimals)
        case Rag(quantity, polarity, green, amber):
            return _colour(world[quantity], polarity, green, amber)
        case Rounded(quantity, base):
            steps = Decimal(world[quantity]) / base
            return str(int(steps.quantize(Decimal(1), ROUND_HALF_UP)) * base)
        case Band(quantity, bands):
            found = (f"{a} to {b}" for a, b in bands if a <= world[quantity] <= b)
            return next(found, "-")
        case _:
            assert_never(how)


def _percentage(numerator: int, denominator: int, decimals: int) -> str:
    if not denominator:
        return "n/a"
    exact = Decimal(100 * numerator) / denominator
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}%"


def _colour(value: int, polarity: str, green: int, amber: int) -> str:
    def is_good(bound: int) -> bool:
        return value <= bound if polarity == "Low" else value >= bound

    return "GREEN" if is_good(green) else "AMBER" if is_good(amber) else "RED"


@dataclass(frozen=True)
class Sum:
    """A quantity that is made of others: the sum of coefficient * quantity, and a constant."""

    quantity: int
    terms: tuple[tuple[int, int], ...]
    constant: int = 0


@dataclass(frozen=True)
class Exhaustive:
    """All worlds of a small system: its free quantities have both bounds, ``sums`` make the rest.

    ``printings`` say how each statement is printed at each of its levels.
    """

    system: System
    printings: tuple[tuple[Printing, ...], ...]
    sums: tuple[Sum, ...]
    _printings: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        """Each world that obeys the rules, whatever is printed."""
        return tuple(self._worlds())

    def possible(self, levels: Levels) -> list[World]:
        """The worlds that print the text that is published, at those levels."""
        left = set(range(len(self.worlds)))
        for statement, level in enumerate(levels):
            left &= self._printing(statement, level)
        return [self.worlds[place] for place in sorted(left)]

    def _printing(self, statement: int, level: int) -> frozenset[int]:
        """The places of the worlds that print a statement so."""
        if (statement, level) not in self._printings:
            how = self.printings[statement][level]
            text = self.system.statements[statement].levels[level].text
            self._printings[statement, level] = frozenset(
                place
                for place, world in enumerate(self.worlds)
                if how is None or printed(how, world) == text
            )
        return self._printings[statement, level]

    def _worlds(self) -> Iterator[World]:
        quantities = self.system.quantities
        made = {each.quantity for each in self.sums}
        free = [q for q in range(len(quantities)) if q not in made]
        ranges = [range(quantities[q].low, _high(quantities[q].high) + 1) for q in free]
        for chosen in product(*ranges):
            world = [0] * len(quantities)
            for quantity, number in zip(free, chosen, strict=True):
                world[quantity] = number
            for each in self.sums:
                world[each.quantity] = each.constant + sum(c * world[q] for q, c in each.terms)
            if self._obeys(world):
                yield tuple(world)

    def _obeys(self, world: Sequence[int]) -> bool:
        inside = all(
            q.low <= number and (q.high is None or number <= q.high)
            for q, number in zip(self.system.quantities, world, strict=True)
        )
        return inside and all(t.holds(world) for rule in self.system.rules for t in rule.tells)


def _high(high: int | None) -> int:
    if high is None:
        raise ValueError("a free quantity needs an upper bound to be enumerated")
    return high
