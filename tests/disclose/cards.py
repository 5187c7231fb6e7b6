"""Cards as systems: what is printed of made-up indicators, and what a reader concludes from it.

A ``Card`` is filled with quantities, sums, rules and statements; ``small`` and ``big`` make random
ones. What a statement tells is read from the text that it prints.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import assert_never

from packgen.disclose.world import (
    Level,
    Linear,
    Quantity,
    Rule,
    Statement,
    System,
    Target,
    Treatment,
)
from tests.disclose.exhaustive import (
    Band,
    Exhaustive,
    Percent,
    Printing,
    Rag,
    Rounded,
    Sum,
    Value,
    printed,
)

Terms = list[tuple[int, int]]


def tells(how: Printing, text: str) -> tuple[Linear, ...]:
    """A printed text -> what it tells of the quantities."""
    match how:
        case None:
            return ()
        case Value(quantity):
            return (between(quantity, int(text), int(text)),)
        case Rounded(quantity, base):
            low = int(text) - base // 2
            return (between(quantity, low, low + base - 1),)
        case Band(quantity):
            low, high = map(int, text.split(" to "))
            return (between(quantity, low, high),)
        case Rag():
            return (_of_colour(how, text),)
        case Percent():
            return _of_percentage(how, text)
        case _:
            assert_never(how)


def between(quantity: int, low: int | None, high: int | None) -> Linear:
    """A quantity between two bounds."""
    return Linear(((quantity, 1),), low, high)


def _of_colour(how: Rag, colour: str) -> Linear:
    green, amber = how.green, how.amber
    if how.polarity == "Low":
        bounds = {"GREEN": (None, green), "AMBER": (green + 1, amber), "RED": (amber + 1, None)}
    else:
        bounds = {"GREEN": (green, None), "AMBER": (amber, green - 1), "RED": (None, amber - 1)}
    return between(how.quantity, *bounds[colour])


def _of_percentage(how: Percent, text: str) -> tuple[Linear, ...]:
    if text == "n/a":
        return (between(how.denominator, 0, 0),)
    shown, whole = int(text.rstrip("%").replace(".", "")), 200 * 10**how.decimals
    low = Linear(((how.numerator, whole), (how.denominator, -(2 * shown + 1))), None, -1)
    if shown == 0:  # no less than -0.5 %: nothing that a count could be
        return (between(how.denominator, 1, None), low)
    high = Linear(((how.numerator, whole), (how.denominator, -(2 * shown - 1))), 0, None)
    return (between(how.denominator, 1, None), low, high)


@dataclass
class _Printed:
    name: str
    hows: tuple[Printing, ...]
    costs: tuple[int, ...]
    start: int
    fixed: bool
    text: str | None


@dataclass
class Card:
    """A system in the making."""

    quantities: list[Quantity] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    statements: list[_Printed] = field(default_factory=list)

    def quantity(self, name: str, truth: int, high: int | None = None, low: int = 0) -> int:
        """A free quantity -> its number."""
        self.quantities.append(Quantity(name, truth, low, high))
        return len(self.quantities) - 1

    def sum(self, name: str, parts: Terms | list[int], words: str, constant: int = 0) -> int:
        """A quantity made of others (with coefficients, or each once) -> its number."""
        terms = tuple(part if isinstance(part, tuple) else (part, 1) for part in parts)
        truth = constant + sum(c * self.quantities[q].truth for q, c in terms)
        made = self.quantity(name, truth)
        self.sums.append(Sum(made, terms, constant))
        self.rule(words, [*terms, (made, -1)], -constant, -constant)
        return made

    def rule(self, words: str, terms: Terms, low: int | None, high: int | None) -> None:
        """Something that every reader knows."""
        self.rules.append(Rule(words, (Linear(tuple(terms), low, high),)))

    def within(self, part: int, whole: int, words: str) -> None:
        """A quantity that is never above another."""
        self.rule(words, [(whole, 1), (part, -1)], 0, None)

    def prints(
        self,
        name: str,
        how: Printing,
        cost: int = 10,
        *,
        coarser: tuple[tuple[Printing, int], ...] = (),
        fixed: bool = False,
        text: str | None = None,
    ) -> int:
        """A statement -> its number. ``coarser``: levels between as it is and withheld, each with
        its cost. ``text``: what is printed, where it isn't what the true figures would print."""
        hows = (how, *(level for level, _ in coarser), None)
        costs = (0, *(each for _, each in coarser), cost)
        self.statements.append(_Printed(name, hows, costs, 0, fixed, text))
        return len(self.statements) - 1

    def hide(
        self, quantity: int, values: int = 3, never_within: tuple[int, int] | None = None
    ) -> None:
        """A target; what prints it alone is withheld, unless it must stand."""
        name = self.quantities[quantity].name
        self.targets.append(
            Target(f"target {len(self.targets)}", name, quantity, values, never_within)
        )
        for statement in self.statements:
            if statement.hows[0] == Value(quantity) and not statement.fixed:
                statement.start, statement.fixed = len(statement.hows) - 1, True

    def system(self) -> System:
        """The system as it stands."""
        truth = [quantity.truth for quantity in self.quantities]
        return System(
            tuple(self.quantities),
            tuple(self.rules),
            tuple(_statement(place, each, truth) for place, each in enumerate(self.statements)),
            tuple(self.targets),
        )

    def exhaustive(self) -> Exhaustive:
        """The attacker that looks at every world of it."""
        printings = tuple(statement.hows for statement in self.statements)
        return Exhaustive(self.system(), printings, tuple(self.sums))


def _statement(place: int, each: _Printed, truth: list[int]) -> Statement:
    levels = []
    for how, cost in zip(each.hows, each.costs, strict=True):
        text = printed(how, truth)
        if how == each.hows[0] and each.text is not None:
            text = each.text
        levels.append(Level(_treatment(how), text, tells(how, text), cost))
    return Statement(f"s{place}", each.name, tuple(levels), each.start, each.fixed)


def _treatment(how: Printing) -> Treatment:
    match how:
        case None:
            return Treatment.WITHHELD
        case Rounded():
            return Treatment.ROUNDED
        case Band():
            return Treatment.BANDED
        case _:
            return Treatment.AS_IS


SHAPES = ("months", "release", "halves", "parts", "ratio", "subset", "running")


def small(random: Random) -> Card:
    """A random card of few worlds: all its free quantities have upper bounds."""
    card, shape, size = Card(), random.choice(SHAPES), random.choice([3, 4, 5])
    match shape:
        case "months" | "release" | "halves":
            pool = _months(card, random, size, shape)
        case "parts":
            pool = _parts(card, random, size)
        case "ratio":
            pool = _ratio(card, random, size)
        case "subset":
            pool = _subset(card, random, size)
        case _:
            pool = _running(card, random, size)
    values = random.choice([2, 3, 3, 4])
    for quantity in random.sample(pool, random.choice([1, 1, 2])):
        card.hide(quantity, values, random.choice([None, None, (1, 4)]))
    for statement in card.statements:
        if random.random() < 0.12:  # must be shown
            statement.fixed = True
    return card


def _number(card: Card, random: Random, name: str, size: int) -> int:
    return card.quantity(
        name, random.choice([0, 1, 2, size, random.randint(0, size)]) % (size + 1), size
    )


def _value(card: Card, random: Random, name: str, quantity: int, cost: int) -> None:
    coarser: tuple[tuple[Printing, int], ...] = ()
    if random.random() < 0.3:
        coarser = ((Rounded(quantity, random.choice([3, 5])), cost // 3),)
    elif random.random() < 0.3:
        coarser = ((Band(quantity, ((0, 2), (3, 9), (10, 99))), cost // 2),)
    card.prints(name, Value(quantity), cost, coarser=coarser)


def _rag(card: Card, random: Random, quantity: int, cost: int) -> None:
    green = random.randint(0, 6)
    if random.random() < 0.5:
        card.prints("rating", Rag(quantity, "Low", green, green + 2), cost)
    else:
        card.prints("rating", Rag(quantity, "High", green, green - 2), cost)


def _months(card: Card, random: Random, size: int, shape: str) -> list[int]:
    count = random.choice([3, 4, 5]) if size < 5 else random.choice([3, 4])
    months = [_number(card, random, f"month {i}", size) for i in range(count)]
    total = card.sum("year to date", months, "months add up to the year to date")
    for i, month in enumerate(months):
        _value(card, random, f"month {i}", month, 10 + i)
    _value(card, random, "year to date", total, 40)
    if shape == "release" or random.random() < 0.3:
        until = random.randint(1, count - 1)
        then = card.sum("earlier year to date", months[:until], "the earlier paper's months add up")
        card.prints("earlier year to date", Value(then), fixed=True)
    if shape == "halves":
        half = card.sum("half", months[:2], "two months make the half")
        card.prints("half", Value(half), 9)
    if random.random() < 0.6:
        _rag(card, random, total, random.choice([5, 15, 30]))
    return [*months, total]


def _parts(card: Card, random: Random, size: int) -> list[int]:
    a = [_number(card, random, f"a {i}", size) for i in range(2)]
    b = [_number(card, random, f"b {i}", size) for i in range(2)]
    c = [card.sum(f"c {i}", [a[i], b[i]], "c is a and b") for i in range(2)]
    for row, letter in ((a, "a"), (b, "b"), (c, "c")):
        for i, month in enumerate(row):
            _value(card, random, f"{letter} {i}", month, 10 + i)
        total = card.sum(f"{letter}, year to date", row, f"months of {letter} add up")
        card.prints(f"{letter}, year to date", Value(total), 25)
    return [*a, *b, *c]


def _ratio(card: Card, random: Random, size: int) -> list[int]:
    decimals, under, over = random.choice([0, 0, 1]), [], []
    for i in range(2):
        whole = random.randint(0, size + 2)
        over.append(card.quantity(f"denominator {i}", whole, size + 2))
        under.append(card.quantity(f"numerator {i}", random.randint(0, min(size, whole)), size))
        card.within(under[i], over[i], "numerator within denominator")
        _value(card, random, f"numerator {i}", under[i], 10 + i)
        _value(card, random, f"denominator {i}", over[i], 12 + i)
        card.prints(f"percentage {i}", Percent(under[i], over[i], decimals), 8)
    top = card.sum("numerator, year to date", under, "numerators add up")
    foot = card.sum("denominator, year to date", over, "denominators add up")
    card.prints("numerator, year to date", Value(top), 25)
    card.prints("denominator, year to date", Value(foot), 26)
    card.prints("percentage, year to date", Percent(top, foot, decimals), 30)
    return [*under, *over]


def _subset(card: Card, random: Random, size: int) -> list[int]:
    d2 = random.randint(1, size + 2)
    d1 = random.randint(0, d2)
    n1 = random.randint(0, min(d1, size))
    n2 = min(size, random.randint(n1, n1 + d2 - d1))
    inside = card.quantity("excluding, numerator", n1, size)
    inside_of = card.quantity("excluding, denominator", d1, size + 2)
    outside = card.quantity("including, numerator", n2, size)
    outside_of = card.quantity("including, denominator", d2, size + 2)
    excluding_and_including(card, "", (inside, inside_of, outside, outside_of))
    more = card.sum("excluded", [(outside_of, 1), (inside_of, -1)], "difference of denominators")
    met = card.sum("excluded, met", [(outside, 1), (inside, -1)], "difference of numerators")
    for i, quantity in enumerate((inside, inside_of, outside, outside_of)):
        _value(card, random, card.quantities[quantity].name, quantity, 10 + i)
    card.prints("excluding, percentage", Percent(inside, inside_of), 9)
    card.prints("including, percentage", Percent(outside, outside_of), 9)
    return [inside, outside, more, met]


def excluding_and_including(card: Card, name: str, four: tuple[int, int, int, int]) -> None:
    """The rules of two ratios, the first (numerator, denominator) a part of the second."""
    inside, inside_of, outside, outside_of = four
    card.within(inside, inside_of, f"{name}numerator within denominator")
    card.within(outside, outside_of, f"{name}numerator within denominator")
    card.within(inside, outside, f"{name}excluding within including")
    card.within(inside_of, outside_of, f"{name}excluding within including")
    card.rule(
        f"{name}those not met, excluding within including",
        [(outside_of, 1), (outside, -1), (inside_of, -1), (inside, 1)],
        0,
        None,
    )


def _running(card: Card, random: Random, size: int) -> list[int]:
    steps = [_number(card, random, f"in month {i}", size) for i in range(random.choice([3, 4]))]
    totals = [steps[0]]
    for i, step in enumerate(steps[1:], 1):
        made = card.sum(f"up to month {i}", [totals[-1], step], "a running total adds the month")
        totals.append(made)
    for i, total in enumerate(totals):
        _value(card, random, f"up to month {i}", total, 10 + i)
    if random.random() < 0.5:
        _rag(card, random, totals[-1], 7)
    return [*totals[1:], *steps]


def big(random: Random, rows: int = 300, withheld: int = 60, months: int = 12) -> Card:
    """A random card of a council's size: counts with a year to date, pairs with their sum, ratios,
    excluding and including, running totals; ratings, and years to date of an earlier paper."""
    maker = _Big(Card(), random, months)
    while maker.made < rows:
        draw = random.random()
        if draw < 0.45 or maker.made + 3 > rows:
            maker.count()
        elif draw < 0.6:
            maker.pair()
        elif draw < 0.8:
            maker.ratio()
        elif draw < 0.9:
            maker.subset()
        else:
            maker.running()
    card = maker.card
    few = [quantity for quantity in maker.pool if card.quantities[quantity].truth <= 4]
    for quantity in random.sample(few, min(withheld, len(few))):
        card.hide(quantity)
    return card


@dataclass
class _Big:
    card: Card
    random: Random
    months: int
    made: int = 0
    pool: list[int] = field(default_factory=list)

    def _row(self, name: str, scale: int) -> list[int]:
        return [
            self.card.quantity(f"{name} {i}", self.random.randint(0, scale))
            for i in range(self.months)
        ]

    def _scale(self) -> int:
        return self.random.choice([3, 8, 40, 400])

    def _print(self, name: str, row: list[int], cost: int = 10, rated: bool = True) -> int:
        card, random = self.card, self.random
        for i, month in enumerate(row):
            card.prints(f"{name} {i}", Value(month), cost + i)
        total = card.sum(f"{name} ytd", row, f"{name}: months add up to the year to date")
        card.prints(f"{name} ytd", Value(total), 60)
        if rated and random.random() < 0.5:
            green = max(0, card.quantities[total].truth + random.randint(-3, 3))
            low = random.random() < 0.5
            how = (
                Rag(total, "Low", green, green + 2) if low else Rag(total, "High", green, green - 2)
            )
            card.prints(f"{name} rating", how, 35)
        if random.random() < 0.3:
            until = random.randint(2, self.months - 2)
            then = card.sum(f"{name} ytd then", row[:until], f"{name}: earlier months add up")
            card.prints(f"{name} ytd then", Value(then), fixed=True)
        return total

    def count(self) -> None:
        row = self._row(f"I{self.made}", self._scale())
        self._print(f"I{self.made}", row)
        self.pool += row
        self.made += 1

    def pair(self) -> None:
        name = f"I{self.made}"
        a, b = self._row(f"{name}a", self._scale()), self._row(f"{name}b", self._scale())
        c = [
            self.card.sum(f"{name}c {i}", [x, y], f"{name}c is {name}a and {name}b")
            for i, (x, y) in enumerate(zip(a, b, strict=True))
        ]
        self._print(f"{name}a", a)
        self._print(f"{name}b", b)
        self._print(f"{name}c", c, 15)
        self.pool += a + b
        self.made += 3

    def _ratio(self, name: str, under: list[int], over: list[int]) -> None:
        for i, (n, d) in enumerate(zip(under, over, strict=True)):
            self.card.within(n, d, f"{name}: numerator within denominator")
            self.card.prints(f"{name} % {i}", Percent(n, d), 9)

    def ratio(self) -> None:
        name, card = f"I{self.made}", self.card
        over = self._row(f"{name}d", self.random.choice([8, 30, 200]))
        under = [
            card.quantity(f"{name}n {i}", self.random.randint(0, card.quantities[d].truth))
            for i, d in enumerate(over)
        ]
        self._ratio(name, under, over)
        top = self._print(f"{name}n", under, rated=False)
        foot = self._print(f"{name}d", over, 14, rated=False)
        card.prints(f"{name} % ytd", Percent(top, foot), 50)
        self.pool += under
        self.made += 1

    def subset(self) -> None:
        name, card, random = f"I{self.made}", self.card, self.random
        d1 = self._row(f"{name}d1", 30)
        truths = [card.quantities[d].truth for d in d1]
        d2 = [
            card.quantity(f"{name}d2 {i}", d + random.randint(0, 7)) for i, d in enumerate(truths)
        ]
        met = [random.randint(0, min(5, d)) for d in truths]
        n1 = [card.quantity(f"{name}n1 {i}", n) for i, n in enumerate(met)]
        n2 = [card.quantity(f"{name}n2 {i}", n) for i, n in enumerate(met)]
        for four in zip(n1, d1, n2, d2, strict=True):
            excluding_and_including(card, f"{name}: ", four)
        self._ratio(f"{name}x", n1, d1)
        self._ratio(f"{name}i", n2, d2)
        for letter, row, cost in (("n1", n1, 10), ("d1", d1, 14), ("n2", n2, 11), ("d2", d2, 15)):
            self._print(f"{name}{letter}", row, cost, rated=False)
        self.pool += n1
        self.made += 2

    def running(self) -> None:
        name, card = f"I{self.made}", self.card
        steps = self._row(f"{name} in", self._scale())
        totals = [steps[0]]
        for i, step in enumerate(steps[1:], 1):
            words = f"{name}: a running total adds the month"
            totals.append(card.sum(f"{name} up to {i}", [totals[-1], step], words))
        for i, total in enumerate(totals):
            card.prints(f"{name} up to {i}", Value(total), 10 + i)
        self.pool += totals[1:-1]
        self.made += 1
