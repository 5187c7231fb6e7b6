"""Twins: an indicator that is withheld and stands again, openly, under another number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from packgen.disclose.places import Row, rows
from packgen.model.assessed import AssessedScorecard
from packgen.model.finding import Finding, Severity
from packgen.model.observation import Unit

_FEWEST = 3  # figures, none like another, that are the same before that is no accident


def open_twins(assessed: AssessedScorecard) -> Iterator[Finding]:
    """A judged scorecard -> a finding for each indicator without a mark whose title is that of a
    marked one. Quotes no figure."""
    table = rows(assessed)
    marked = {
        title_of(row.indicator.title): row for row in reversed(table) if row.indicator.is_marked
    }
    for row in table:
        if row.indicator.is_marked:
            continue
        if twin := marked.get(title_of(row.indicator.title)):
            yield _told(
                row, f"has the title of {twin.name}, whose figures are marked for Part 2, and"
            )  # fmt: skip
            continue
        for other in marked.values():
            if other.block.months == row.block.months and _says_again(row, other):
                yield _told(
                    row, f"its figures say those of {other.name} again, which is marked, and has"
                )  # fmt: skip


def _told(row: Row, why: str) -> Finding:
    return Finding(
        "withheld-stands-openly",
        Severity.LOOK,
        row.indicator.at,
        f"{row.name}: {why} no mark of its own",
        "mark it too, or give it another title; waive it if it counts something else",
        row.indicator.number or row.indicator.title,
        exempt=True,
    )


def _says_again(row: Row, of: Row) -> bool:
    """Whether a row's months are another's: the same, their running total, or by the quarter."""
    mine, theirs = _months(row), _months(of)
    known = [(place, value) for place, value in enumerate(mine) if value is not None]
    told = len({value for _, value in known if value})
    if told < _FEWEST - 1 or None in theirs[: known[-1][0] + 1] or _units(row) != _units(of):
        return False
    numbers = [value or Decimal(0) for value in theirs]
    totals = [*accumulate(numbers)]
    quarters = [sum(numbers[max(0, place - 2) : place + 1]) for place in range(len(numbers))]
    same = (numbers, totals) if told >= _FEWEST else ()
    by_quarter = (quarters,) if all(place % 3 == 2 for place, _ in known) else ()
    return any(all(like[p] == v for p, v in known) for like in (*same, *by_quarter))


def _months(row: Row) -> list[Decimal | None]:
    cells = row.observations[row.first : row.last]
    return [each.figure.number if each.figure else None for each in cells]


def _units(row: Row) -> set[Unit]:
    cells = row.observations[row.first : row.last]
    return {each.figure.unit for each in cells if each.figure}


def title_of(title: str) -> str:
    """A title -> what is the same of all titles that a reader takes for it."""
    return " ".join(title.casefold().split()).rstrip(" .:")
