"""The memory of releases: each public pack as it was printed, recorded once, never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from packgen.model.published import Publication, Recorded, Release, digest
from packgen.store.address import Address
from packgen.store.engine import WAIT_S
from packgen.store.opened import is_new, opened

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from packgen.store.rows import Row

Also = Callable[["Connection"], object]
_BY_DAY = attrgetter("on")


@dataclass(frozen=True, slots=True)
class Store:
    """A store at an address. Its file is made when the first release is recorded.

    ``wait_s``: how many seconds to wait for another process that writes. Every method raises
    BadInput when the store can't be used.
    """

    address: Address
    wait_s: float = WAIT_S

    def releases_of(self, scorecard: str) -> tuple[Publication, ...]:
        """A scorecard's identity -> its publications, by the day of release, then as recorded."""
        if is_new(self.address):
            return ()
        with opened(self.address, self.wait_s, writes=False) as connection:
            rows = _rows_of(connection, scorecard)
            found = [_publication(connection, row) for row in rows]
        return tuple(sorted(found, key=_BY_DAY))

    def releases(self, scorecard: str | None = None) -> tuple[Release, ...]:
        """All releases, or those of one scorecard, in short; in the same order."""
        if is_new(self.address):
            return ()
        with opened(self.address, self.wait_s, writes=False) as connection:
            found = _listed(connection, scorecard)
        return tuple(sorted(found, key=_BY_DAY))

    def record(self, publication: Publication, also: Also | None = None) -> Recorded:
        """Records a publication, unless these bytes were recorded for its position before.

        ``also`` writes more in the same transaction: both are kept, or neither.
        """
        with opened(self.address, self.wait_s, writes=True) as connection:
            before = _listed(connection, publication.scorecard)
            own = digest(publication.files)
            for known in before:
                if known.position == publication.position and digest(known.files) == own:
                    others = tuple(one for one in before if one is not known)
                    return Recorded(known, again=True, before=others)
            _add(connection, publication)
            if also:
                also(connection)
        corrects = any(known.position == publication.position for known in before)
        return Recorded(_short(publication, corrects), again=False, before=before)


def _rows_of(connection: Connection, scorecard: str | None) -> list[Row]:
    """The rows of ``releases``, as they were recorded."""
    from sqlalchemy import select

    from packgen.store.tables import RELEASES

    asked = select(RELEASES).order_by(RELEASES.c.id)
    if scorecard is not None:
        asked = asked.where(RELEASES.c.scorecard == scorecard)
    return list(connection.execute(asked))


def _belonging(connection: Connection, table: Table, row: Row) -> list[Row]:
    from sqlalchemy import select

    asked = select(table).where(table.c.release_id == row.id).order_by(table.c.place)
    return list(connection.execute(asked))


def _publication(connection: Connection, row: Row) -> Publication:
    from packgen.store.rows import publication_of
    from packgen.store.tables import CELLS, FILES

    files = _belonging(connection, FILES, row)
    return publication_of(row, files, _belonging(connection, CELLS, row))


def _listed(connection: Connection, scorecard: str | None) -> tuple[Release, ...]:
    """Releases in short, as they were recorded."""
    from packgen.store.rows import day_of, files_of, position_of
    from packgen.store.tables import FILES

    counts = _counts(connection, scorecard)
    found: list[Release] = []
    seen: set[tuple[str, str]] = set()
    for row in _rows_of(connection, scorecard):
        cells, withheld = counts.get(row.id, (0, 0))
        place = row.scorecard, row.position
        found.append(
            Release(
                row.scorecard,
                row.title,
                position_of(row),
                day_of(row),
                files_of(_belonging(connection, FILES, row)),
                cells,
                withheld,
                corrects=place in seen,
            )
        )
        seen.add(place)
    return tuple(found)


def _counts(connection: Connection, scorecard: str | None) -> dict[Any, tuple[int, int]]:
    """A release's number -> how many cells it has, and how many of them were withheld."""
    from sqlalchemy import case, func, select

    from packgen.store.tables import CELLS, RELEASES

    withheld = func.sum(case((CELLS.c.withheld, 1), else_=0))
    asked = select(CELLS.c.release_id, func.count(), withheld).group_by(CELLS.c.release_id)
    if scorecard is not None:
        asked = asked.join(RELEASES).where(RELEASES.c.scorecard == scorecard)
    return {
        number: (int(cells), int(hidden)) for number, cells, hidden in connection.execute(asked)
    }


def _add(connection: Connection, publication: Publication) -> None:
    from sqlalchemy import insert

    from packgen.store.rows import cell_rows, file_rows, release_row
    from packgen.store.tables import CELLS, FILES, RELEASES

    added = connection.execute(insert(RELEASES), release_row(publication))
    key = added.inserted_primary_key
    number = key[0] if key else 0
    for table, rows in (
        (FILES, file_rows(publication, number)),
        (CELLS, list(cell_rows(publication, number))),
    ):
        if rows:
            connection.execute(insert(table), rows)


def _short(publication: Publication, corrects: bool) -> Release:
    return Release(
        publication.scorecard,
        publication.title,
        publication.position,
        publication.on,
        publication.files,
        len(publication.cells),
        sum(cell.withheld for cell in publication.cells),
        corrects,
    )
