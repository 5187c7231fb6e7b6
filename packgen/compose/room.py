"""Room: tables with more columns of figures than a page can hold."""

from __future__ import annotations

from packgen.model.finding import Finding, Severity


def too_many(title: str, template: str, columns: int, fit: int) -> Finding:
    """A block's title, its template, how many columns of figures it has and how many fit -> what
    is wrong with that, and what to do."""
    table = f"the table '{title}'" if title else "the table"
    return Finding(
        "too-many-columns",
        Severity.STOPS,
        None,
        f"{table} has {columns} columns of figures, and about {fit} fit on a page of the template "
        f"'{template}' without breaking figures",
        "take out benchmarks or periods, or choose a template that prints fewer: template = "
        '"compact" shows the latest three periods alone',
    )
