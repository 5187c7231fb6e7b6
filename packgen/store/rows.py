"""Publications <-> rows of the tables. What a row can't mean is refused, not guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from packgen.model.observation import Unit
from packgen.model.period import Period
from packgen.model.periodcode import period_code, period_of
from packgen.model.published import (
    ColumnKind,
    Publication,
    PublishedCell,
    PublishedFigure,
    digest,
)
from packgen.store.record import NotARecord, checked, number_of

Row = Any
"""A row as SQLAlchemy gives it: its columns are its attributes."""

_period = lru_cache(maxsize=1000)(period_of)


def release_row(publication: Publication) -> dict[str, Any]:
    """A publication -> its row in ``releases``."""
    return {
        "scorecard": publication.scorecard,
        "title": publication.title,
        "position": period_code(publication.position),
        "released_on": publication.on,
        "digest": digest(publication.files),
    }


def file_rows(publication: Publication, release: int) -> list[dict[str, Any]]:
    """A publication and its number -> its rows in ``release_files``."""
    return [
        {"release_id": release, "place": place, "name": name, "sha256": known}
        for place, (name, known) in enumerate(publication.files)
    ]


def cell_rows(publication: Publication, release: int) -> Iterator[dict[str, Any]]:
    """A publication and its number -> its rows in ``release_cells``."""
    for place, cell in enumerate(publication.cells):
        yield {
            "release_id": release,
            "place": place,
            "indicator": cell.indicator,
            "title": cell.title,
            "kind": cell.kind.value,
            "period": None if cell.period is None else period_code(cell.period),
            "heading": cell.heading,
            "text": cell.text,
            **_figure_columns(cell.figure),
            "withheld": cell.withheld,
        }


def publication_of(row: Row, files: Iterable[Row], cells: Iterable[Row]) -> Publication:
    """A row of ``releases`` and those that belong to it, in order -> the publication.

    Raises ValueError or TypeError where they hold what packgen never writes.
    """
    return Publication(
        row.scorecard,
        position_of(row),
        day_of(row),
        files_of(files),
        tuple(map(_cell, cells)),
        row.title,
    )


def position_of(row: Row) -> Period:
    """The position in a row of ``releases``. Raises ValueError or TypeError."""
    return period_of(row.position)


def day_of(row: Row) -> date:
    """The day in a row of ``releases``. Raises ValueError."""
    if type(row.released_on) is not date:
        raise NotARecord
    return row.released_on


def files_of(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """Rows of ``release_files`` -> the hash of each file by its name."""
    return tuple((row.name, row.sha256) for row in rows)


def _cell(row: Row) -> PublishedCell:
    return checked(
        PublishedCell(
            row.indicator,
            row.title,
            ColumnKind(row.kind),
            None if row.period is None else _period(row.period),
            row.heading,
            row.text,
            _figure(row),
            bool(row.withheld),
        )
    )


def _figure_columns(figure: PublishedFigure | None) -> dict[str, str | None]:
    if figure is None:
        return dict.fromkeys(("number", "unit", "numerator", "denominator"))
    return {
        "number": str(figure.number),
        "unit": figure.unit.value,
        "numerator": None if figure.numerator is None else str(figure.numerator),
        "denominator": None if figure.denominator is None else str(figure.denominator),
    }


def _figure(row: Row) -> PublishedFigure | None:
    if row.number is None:
        return None
    return PublishedFigure(
        number_of(row.number),
        Unit(row.unit),
        None if row.numerator is None else int(row.numerator),
        None if row.denominator is None else int(row.denominator),
    )
