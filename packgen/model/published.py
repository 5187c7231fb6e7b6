"""Publications: what a public paper printed, cell by cell, as the memory of releases keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from packgen.model.observation import Unit
from packgen.model.period import Period


class ColumnKind(Enum):
    """What a published cell is to its indicator."""

    MONTH = "month"
    YEAR_TO_DATE = "year-to-date"
    BENCHMARK = "benchmark"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as it was printed, and what a reader of the text can know."""

    number: Decimal
    unit: Unit
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One cell as a public paper printed it.

    ``period`` is a month's own period, or the position for a year to date and a rating (their
    ``heading`` is empty); None for a benchmark, which has its ``heading``. ``figure`` None: none
    was printed (``text`` says what was), and ``withheld`` whether it was withheld.
    """

    indicator: str
    title: str
    kind: ColumnKind
    period: Period | None
    heading: str
    text: str
    figure: PublishedFigure | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseKey:
    """What a scorecard's release is known again by; ``digest`` is that of its files' hashes."""

    position: Period
    on: date
    digest: str


@dataclass(frozen=True, slots=True)
class Publication:
    """One public pack that was released: for which scorecard, its position, on which day.

    ``files`` are the sha256 of each public file by its name; ``title`` is the scorecard's.
    """

    scorecard: str
    position: Period
    on: date
    files: tuple[tuple[str, str], ...]
    cells: tuple[PublishedCell, ...]
    title: str = ""

    @property
    def key(self) -> ReleaseKey:
        """What it is known again by."""
        return ReleaseKey(self.position, self.on, digest(self.files))


def digest(files: Iterable[tuple[str, str]]) -> str:
    """Files' hashes by their names -> the hash of all; what they are called does not matter."""
    return hashlib.sha256("\n".join(sorted(known for _, known in files)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Release:
    """A publication in short: ``cells`` and ``withheld`` count its cells, and those of them that
    were withheld; ``corrects``: the same position had been released before, with other bytes."""

    scorecard: str
    title: str
    position: Period
    on: date
    files: tuple[tuple[str, str], ...]
    cells: int
    withheld: int
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of recording a release. ``again``: these very bytes had been recorded, and nothing
    was added. ``before`` are the other releases of its scorecard, in order."""

    release: Release
    again: bool
    before: tuple[Release, ...] = ()
