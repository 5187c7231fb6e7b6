"""How a workbook was understood: its sheet, its headers, what each column was read as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Confidence(Enum):
    """How sure a reading is."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "not understood"


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column: its letters, its heading as printed, and what it was read as.

    ``period`` is the kind of period that it is of: "month"; empty for other columns.
    """

    letters: str
    heading: str
    read_as: str
    confidence: Confidence
    period: str = ""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One header with its columns, and how many indicators stand under it."""

    first_row: int
    last_row: int
    columns: tuple[ReadColumn, ...]
    indicators: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """How much a workbook hides that was not read: whole sheets; rows and columns of the visible
    ones that hold something; comments on their cells."""

    sheets: int = 0
    rows: int = 0
    columns: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """A workbook's scorecard, the visible sheets that hold its Part 2 figures, what it hides.

    ``unknown`` are short signs in place of figures that have no known meaning; ``colours`` are
    those of its rating cells, with the ratings that they are taken for; ``markers`` the signs that
    the sheet's own legend explains, with their meanings.

    ``indicator_sheets`` are the sheets that are one indicator each, in order, when the scorecard
    was put together from such; ``labels`` what their labels and headings were read as.
    """

    sheet: str
    tables: tuple[ReadTable, ...]
    part_2: tuple[str, ...] = ()
    unseen: Unseen = Unseen()
    unknown: tuple[str, ...] = ()
    colours: tuple[tuple[str, str], ...] = ()
    markers: tuple[tuple[str, str], ...] = ()
    indicator_sheets: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


NOTHING_UNDERSTOOD = Understood("", ())
