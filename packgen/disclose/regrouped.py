"""Regrouped rows: months printed as one figure, or a row moved to Part 2 as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from packgen.disclose.places import Place, Row
from packgen.disclose.relations import Relations
from packgen.disclose.statements import printed_total
from packgen.disclose.world import Level, Statement, System, Treatment
from packgen.settings.disclosure import DisclosurePolicy, Zeros

_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A system with rows printed in another way, what that costs, and the changes in words."""

    system: System
    cost: int
    changes: tuple[str, ...]


def moved(system: System, row: Row, policy: DisclosurePolicy) -> Regrouped | None:
    """A system, one of its rows -> the same with all of the row withheld that no earlier release
    printed; None: the row must be shown, or nothing more of it can be withheld."""
    if policy.is_kept(row.indicator.number):
        return None
    own = [
        place
        for place, each in enumerate(system.statements)
        if isinstance(each.key, Place) and each.key.indicator == row.index and _may_go(each)
    ]
    figures = sum(_is_figure(system.statements[place]) for place in own)
    if not figures:
        return None
    words = f"{row.name}, all of it ({_more(figures)})"
    return Regrouped(_withheld(system, own), sum(_costs(system, own)), (words,))


def merged(
    system: System, made: Relations, row: Row, policy: DisclosurePolicy, *, whole: bool
) -> Regrouped | None:
    """A system and what it was made of, one of its rows -> the same with the months of each
    quarter that has a withheld one printed as their total (``whole``: all months so far as one).

    None where that can't be: the months don't add up, no more of them would be withheld, one must
    be shown or was printed before, or a total is small by the policy.
    """
    if row.index not in made.adding:
        return None
    changes, cost = [], 0
    for cells in _spans(row, made, whole=whole):
        total = _total(row, cells, made, policy)
        own = [
            place
            for place, each in enumerate(system.statements)
            if isinstance(each.key, Place)
            and each.key.indicator == row.index
            and each.key.cell in cells
        ]
        if total is None or any(not _may_go(system.statements[place]) for place in own):
            return None
        if own:
            cost += sum(_costs(system, own)) // 2
            text = total.levels[0].text
            changes.append(f"{total.name} as one figure: {text} ({_more(len(own))})")
            system = _withheld(system, own)
            system = replace(system, statements=(*system.statements, total))
    return Regrouped(system, cost, tuple(changes)) if changes else None


def ratings_off(system: System) -> tuple[int, ...]:
    """A system -> its levels with every rating withheld that may be."""
    return tuple(
        len(each.levels) - 1 if not each.fixed and not _is_figure(each) else each.start
        for each in system.statements
    )


def _spans(row: Row, made: Relations, *, whole: bool) -> Iterator[tuple[int, ...]]:
    """The months to be printed as one: those of each quarter that has a withheld one, or all."""
    months = [cell for cell in row.own[:-1] if (row.index, cell) in made.amounts]
    groups: dict[int, list[int]] = {}
    for cell in months:
        groups.setdefault(0 if whole else (cell - row.first) // _QUARTER, []).append(cell)
    for cells in groups.values():
        if len(cells) > 1 and any((row.index, cell) in made.withheld for cell in cells):
            yield tuple(cells)


def _total(
    row: Row, cells: Sequence[int], made: Relations, policy: DisclosurePolicy
) -> Statement | None:
    """The months' total as it would be printed; None where it can't or must not be."""
    amounts = [made.amounts[row.index, cell] for cell in cells]
    if not all(each.is_whole and each.told and not each.rounding for each in amounts):
        return None
    parts = tuple(zip(*(each.quantities for each in amounts), strict=True))
    numbers = [sum(made.system.quantities[q].truth for q in part) for part in parts]
    if _is_small(numbers, row, policy):
        return None
    name = f"{row.called(cells[0])} to {row.when(cells[-1])}"
    text, tells = printed_total(parts, numbers, policy.round_to)
    return Statement(name, name, (Level(Treatment.AS_IS, text, tells),), fixed=True)


def _is_small(numbers: Sequence[int], row: Row, policy: DisclosurePolicy) -> bool:
    """Whether the policy would withhold a count, or a numerator and a denominator."""
    least = 1 if policy.zeros is Zeros.SHOWN else 0
    smallest = policy.smallest_of(row.indicator.number)
    if len(numbers) == 1:
        return least <= numbers[0] < smallest.count
    numerator, denominator = numbers
    sizes = (
        (numerator, smallest.numerator),
        (denominator, smallest.denominator),
        (denominator - numerator, smallest.complement),
    )
    return any(least <= number < below for number, below in sizes)


def _withheld(system: System, places: Collection[int]) -> System:
    """A system with some of its statements withheld for good."""
    statements = [*system.statements]
    for place in places:
        each = statements[place]
        statements[place] = replace(each, start=len(each.levels) - 1, fixed=True)
    return replace(system, statements=tuple(statements))


def _costs(system: System, places: Collection[int]) -> Iterator[int]:
    for place in places:
        each = system.statements[place]
        yield each.levels[-1].cost - each.levels[each.start].cost


def _may_go(statement: Statement) -> bool:
    return not statement.fixed and statement.levels[-1].treatment is Treatment.WITHHELD


def _is_figure(statement: Statement) -> bool:
    return not (isinstance(statement.key, Place) and statement.key.cell is None)


def _more(cells: int) -> str:
    return f"{cells} more cell{'s' if cells > 1 else ''}"
