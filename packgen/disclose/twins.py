"""Twins: an indicator that is withheld and stands again, openly, under another number."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.disclose.places import Row, rows
from packgen.model.assessed import AssessedScorecard
from packgen.model.finding import Finding, Severity


def open_twins(assessed: AssessedScorecard) -> Iterator[Finding]:
    """A judged scorecard -> a finding for each indicator without a mark whose title is that of a
    marked one. Quotes no figure."""
    table = rows(assessed)
    marked = {_title(row): row for row in reversed(table) if row.indicator.is_marked}
    for row in table:
        twin = marked.get(_title(row))
        if twin is None or row.indicator.is_marked:
            continue
        yield Finding(
            "withheld-stands-openly",
            Severity.LOOK,
            row.indicator.at,
            f"{row.name}: has the title of {twin.name}, whose figures are marked for Part 2, and "
            "no mark of its own",
            "mark it too, or give it another title; waive it if it counts something else",
            row.indicator.number or row.indicator.title,
            exempt=True,
        )


def _title(row: Row) -> str:
    return " ".join(row.indicator.title.casefold().split()).rstrip(" .:")
