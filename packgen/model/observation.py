"""Observations: what one cell of the workbook says, and the cell that says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """A cell's address; row and column count from 1."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address inside the sheet: ``L10``."""
        letters, column = "", self.column
        while column:
            column, remainder = divmod(column - 1, 26)
            letters = chr(65 + remainder) + letters
        return f"{letters}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.a1}"


class Unit(Enum):
    """What a number counts; the value is the word or sign that the papers print."""

    COUNT = "count"
    PERCENT = "%"
    RATE = "rate"
    POUNDS = "£"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Gap(Enum):
    """Why a cell holds no number."""

    BLANK = "blank"
    NOT_AVAILABLE = "not available"
    PENDING = "data pending"
    LOCAL_MEASURE = "local measure"
    NOT_TARGET_MEASURE = "not a target measure"
    NOT_APPLICABLE = "not applicable"
    NOT_SUPPLIED = "figure not supplied"
    WORDED = "rated in words"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit. Percentages are in percentage points: 96, not 0.96.

    ``text`` is the cell as printed; ``number`` is what the cell holds, ``printed`` what a reader of
    ``text`` can know (96 for a stored 0.9553 shown as ``96%``).
    """

    text: str
    number: Decimal
    printed: Decimal
    unit: Unit = Unit.COUNT
    numerator: int | None = None
    denominator: int | None = None
    rate: Decimal | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class NoFigure:
    """No number, and why; ``text`` is the cell as printed (empty when blank)."""

    text: str
    gap: Gap


Reading = Figure | NoFigure


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark that a figure belongs in Part 2.

    ``reason`` is the council's free text ("small numbers") and goes nowhere but Part 2;
    ``paragraphs`` are those of Schedule 12A that the text names. ``computed``: not the council's
    own, but made by disclosure control; its reason is the rule.
    """

    reason: str
    paragraphs: tuple[int, ...]
    at: CellRef
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """A reading, where it was read, and the mark that withholds it (None: public).

    ``rounded`` is what the public sees in place of the reading (None: the reading itself).
    """

    reading: Reading
    at: CellRef
    mark: Mark | None = None
    rounded: Figure | None = None

    @property
    def published(self) -> Reading:
        """What the public sees of it, unless it is withheld."""
        return self.rounded or self.reading

    @property
    def figure(self) -> Figure | None:
        """Its figure, if it holds one."""
        return self.reading if isinstance(self.reading, Figure) else None
