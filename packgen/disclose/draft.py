"""Drafts: a system while it is being made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from packgen.disclose.amounts import Amount
from packgen.disclose.places import Place, Row
from packgen.disclose.records import Record, RecordKind
from packgen.disclose.world import (
    Linear,
    Quantity,
    Rule,
    Statement,
    System,
    Target,
    Treatment,
)

Terms = Iterable[tuple[int, int]]


class Draft:
    """Gathers quantities, rules, statements and targets. ``amounts`` are those of the cells, and
    ``withheld`` the cells that are withheld already, by an indicator's and a cell's place;
    ``adding`` are the indicators whose months are known to add up, and ``public`` the cells whose
    figures an earlier release printed."""

    def __init__(self, withheld: Iterable[tuple[int, int]] = ()) -> None:
        self.withheld = frozenset(withheld)
        self._hiding = frozenset(index for index, _ in self.withheld)
        self.quantities: list[Quantity] = []
        self.rules: list[Rule] = []
        self.statements: list[Statement] = []
        self.targets: list[Target] = []
        self.records: list[Record] = []
        self.amounts: dict[tuple[int, int], Amount] = {}
        self.adding: set[int] = set()
        self.public: set[tuple[int, int]] = set()

    def quantity(self, name: str, truth: int, low: int = 0, high: int | None = None) -> int:
        """A new quantity -> its place."""
        self.quantities.append(Quantity(name, truth, low, high))
        return len(self.quantities) - 1

    def narrow(self, quantity: int, low: int, high: int) -> None:
        """Readers know that a quantity lies in a range."""
        known = self.quantities[quantity]
        self.quantities[quantity] = replace(known, low=max(low, known.low), high=high)

    def truth(self, terms: Terms) -> int:
        """What a sum of quantities truly is."""
        return sum(coefficient * self.quantities[q].truth for q, coefficient in terms)

    def difference(self, name: str, more: int, less: int) -> int:
        """Two quantities -> a new one, by which the first is more; never below nothing, unless it
        truly is."""
        truth = self.truth([(more, 1), (less, -1)])
        made = self.quantity(name, truth, low=0 if truth >= 0 else 10 * truth)
        self.rule(f"{name} is what is left", [Linear(((more, 1), (less, -1), (made, -1)), 0, 0)])
        return made

    def rule(self, words: str, tells: Iterable[Linear]) -> None:
        """What every reader knows; nothing when it tells nothing."""
        if told := tuple(tells):
            self.rules.append(Rule(words, told))

    def tell(self, place: Place, tells: Iterable[Linear]) -> None:
        """What a cell's print tells beside its figure, as long as it is printed as it is."""
        more = tuple(tells)
        for at, each in enumerate(self.statements):
            if each.key == place and each.levels[0].treatment is Treatment.AS_IS:
                first = replace(each.levels[0], tells=(*each.levels[0].tells, *more))
                self.statements[at] = replace(each, levels=(first, *each.levels[1:]))

    def hides(self, row: Row) -> bool:
        """Whether any of a row's figures is withheld."""
        return row.index in self._hiding

    def note(self, kind: RecordKind, row: Row, cell: int | None, words: str, *others: Row) -> None:
        """Records something about a row's cell (None: its rating), and perhaps about others; it
        is exempt when a figure of theirs is withheld."""
        of = row.indicator.number or row.indicator.title
        exempt = any(map(self.hides, (row, *others)))
        self.records.append(Record(kind, of, row.place(cell).at, words, exempt))

    def system(self) -> System:
        """All that was gathered."""
        return System(
            tuple(self.quantities), tuple(self.rules), tuple(self.statements), tuple(self.targets)
        )


def fixed(quantity: int, number: int) -> Linear:
    """A quantity is known."""
    return Linear(((quantity, 1),), number, number)


def between(quantity: int, low: int | None, high: int | None) -> Linear:
    """A quantity lies in a range, both ends included."""
    return Linear(((quantity, 1),), low, high)
