"""Worlds: whole numbers that an outsider can still think possible, and what tells them apart.

A world gives each quantity of a scorecard (a month's count, a numerator, an increment) a whole
number. *Rules* hold in every world and are known to every reader: months add up to the year to
date. *Statements* are what is printed; each can be printed at several levels, from as it is to
not at all, and each level tells less than the one before. Whatever a level tells is linear once
its printed text is fixed, percentages with both parts hidden among them.

An outsider's feasible set is the set of worlds that obey the rules and would print the same text.
A *target* is a quantity that must stay unknown in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum

World = tuple[int, ...]
"""A number for each quantity of a system."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``low <= sum(coefficient * quantity) <= high``; None: no bound. Terms are (quantity,
    coefficient), each quantity once and no coefficient zero."""

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        named = [quantity for quantity, _ in self.terms]
        if not named or len(set(named)) < len(named) or any(not c for _, c in self.terms):
            raise ValueError("a constraint names each quantity once, with a coefficient")

    def holds(self, world: Sequence[int]) -> bool:
        """Whether a world obeys it, in exact arithmetic."""
        total = sum(coefficient * world[quantity] for quantity, coefficient in self.terms)
        return (self.low is None or self.low <= total) and (self.high is None or total <= self.high)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A whole number: its name in words, its domain (None: no upper bound), and its true value."""

    name: str
    truth: int
    low: int = 0
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What every reader knows of the quantities, in words ("months add up to the year")."""

    words: str
    tells: tuple[Linear, ...]


class Treatment(Enum):
    """How a statement is printed."""

    AS_IS = "as it is"
    ROUNDED = "rounded"
    BANDED = "as a band"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Level:
    """One way of printing a statement: the text printed, what it tells, and what it costs."""

    treatment: Treatment
    text: str
    tells: tuple[Linear, ...]
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a paper prints. ``levels`` run from telling most to telling nothing, their
    costs from 0 up; it stands at level ``start``. ``fixed``: it stays there (it must be shown, was
    printed before, or is withheld already). ``key`` says what it is to whoever made the system.
    """

    key: Hashable
    name: str
    levels: tuple[Level, ...]
    start: int = 0
    fixed: bool = False

    def __post_init__(self) -> None:
        costs = [level.cost for level in self.levels]
        if not self.levels or not 0 <= self.start < len(self.levels) or costs != sorted(costs):
            raise ValueError("a statement stands at one of its levels, and they cost more and more")


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that must stay unknown: at least ``values`` different ones must be possible, and,
    with ``never_within``, not all of them inside that range (both ends included)."""

    key: Hashable
    name: str
    quantity: int
    values: int = 3
    never_within: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class System:
    """All that an outsider knows of a scorecard, and what must stay unknown to them."""

    quantities: tuple[Quantity, ...]
    rules: tuple[Rule, ...]
    statements: tuple[Statement, ...]
    targets: tuple[Target, ...]

    @property
    def truth(self) -> World:
        """The true world. It need not be feasible: ratings are set by hand, totals mistyped."""
        return tuple(quantity.truth for quantity in self.quantities)

    @property
    def start(self) -> Levels:
        """The level at which each statement stands."""
        return tuple(statement.start for statement in self.statements)


Levels = tuple[int, ...]
"""A level for each statement of a system."""
