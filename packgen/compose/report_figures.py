"""An indicator and its figures as a report may name them, printed as in the tables.

A withheld figure can't be asked for: whatever touches it, be it to print, to compare, to sort or
to count it, is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering
from typing import NoReturn

from packgen.compose import periods, sentences
from packgen.compose.sandbox import Refused
from packgen.model.disclosed import (
    Cell,
    NoData,
    PublicIndicator,
    Shown,
    Withheld,
)
from packgen.model.observation import Gap
from packgen.model.period import Period
from packgen.model.rating import Rating
from packgen.settings.words import Words


@total_ordering
class TellFigure:
    """A figure as the tables print it. It compares with numbers and with other figures."""

    __slots__ = ("_name", "_number", "text")

    def __init__(self, text: str, number: Decimal | None, name: str) -> None:
        self.text = text
        self._number = number
        self._name = name

    @property
    def number(self) -> Decimal:
        """The number that is printed. Raises Refused where there is none."""
        if self._number is None:
            raise Refused(f"{self._name} has no number")
        return self._number

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self._number is not None

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return self.text == other
        return self.number == _number(other)

    def __lt__(self, other: object) -> bool:
        return self.number < _number(other)


def _number(value: object) -> Decimal:
    if isinstance(value, TellFigure):
        return value.number
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    raise Refused("compares a figure with what is no number")


class TellFigures:
    """Figures by the heads of their columns."""

    __slots__ = ("_cells", "_of")

    def __init__(self, of: TellIndicator, cells: Mapping[str, Cell]) -> None:
        self._of = of
        self._cells = cells

    def __getitem__(self, head: str) -> TellFigure:
        if head not in self._cells:
            known = ", ".join(self._cells)
            raise Refused(f"{self._of.name} has no column {head!r}; it has {known}")
        return self._of.told(self._cells[head], f"figure for {head}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def keys(self) -> tuple[str, ...]:
        """The heads, in the tables' order."""
        return tuple(self._cells)

    def values(self) -> Iterator[TellFigure]:
        """The figures. Raises Refused at a withheld one."""
        return (self[head] for head in self._cells)

    def items(self) -> Iterator[tuple[str, TellFigure]]:
        """Heads and figures. Raises Refused at a withheld one."""
        return ((head, self[head]) for head in self._cells)


@dataclass(frozen=True, slots=True, repr=False)
class IndicatorRead:
    """What an indicator is told from: its row, its block's columns, and the words."""

    row: PublicIndicator
    months: tuple[Period, ...]
    benchmarks: tuple[str, ...]
    position: Period
    words: Words


class TellIndicator:
    """One indicator. What is withheld of it raises Refused when it is asked for."""

    __slots__ = ("_read",)

    def __init__(self, read: IndicatorRead) -> None:
        self._read = read

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """What faults call it."""
        return f"indicator {sentences.name(self._read.row)}"

    @property
    def number(self) -> str:
        """Its number."""
        return self._read.row.number

    @property
    def title(self) -> str:
        """Its title."""
        return self._read.row.title

    @property
    def why(self) -> str:
        """Why it is important."""
        return self._read.row.rationale.text

    @property
    def notes(self) -> str:
        """Its notes."""
        return self._read.row.notes

    @property
    def polarity(self) -> str:
        """Which way is better, in the sheet's words."""
        return self._read.row.polarity_text

    @property
    def target(self) -> str:
        """Its target or acceptable range."""
        return self._read.row.target.text

    @property
    def is_withheld(self) -> bool:
        """Whether the public does not see some figure of it, or its rating."""
        return self._read.row.is_withheld

    @property
    def rating(self) -> str:
        """The stated rating, as the sheet has it."""
        return self._rated().value if not self._stated_text else self._stated_text

    @property
    def is_red(self) -> bool:
        """Whether it is rated red."""
        return self._rated() is Rating.RED

    @property
    def is_amber(self) -> bool:
        """Whether it is rated amber."""
        return self._rated() is Rating.AMBER

    @property
    def is_green(self) -> bool:
        """Whether it is rated green."""
        return self._rated() is Rating.GREEN

    @property
    def year_to_date(self) -> TellFigure:
        """The year to date."""
        return self.told(self._read.row.year_to_date, "year to date")

    @property
    def latest(self) -> TellFigure:
        """The latest month's figure, of those up to the position that have one."""
        places = self._due()
        if not places:
            return self.told(NoData(Gap.BLANK, ""), "latest figure")
        return self.told(self._read.row.months[places[-1]], "latest figure")

    @property
    def latest_period(self) -> str:
        """The period of the latest figure: ``June 2023``."""
        return self._period(1)

    @property
    def previous(self) -> TellFigure:
        """The figure before the latest."""
        places = self._due()
        if len(places) < 2:
            return self.told(NoData(Gap.BLANK, ""), "previous figure")
        return self.told(self._read.row.months[places[-2]], "previous figure")

    @property
    def previous_period(self) -> str:
        """The period of the figure before the latest."""
        return self._period(2)

    @property
    def months(self) -> TellFigures:
        """Figures by month, as heads print it: ``months["Jun-23"]``."""
        read = self._read
        heads = (periods.head(month, read.words) for month in read.months)
        return TellFigures(self, dict(zip(heads, read.row.months, strict=True)))

    @property
    def benchmarks(self) -> TellFigures:
        """Figures by benchmark: ``benchmarks["England"]``."""
        read = self._read
        return TellFigures(self, dict(zip(read.benchmarks, read.row.benchmarks, strict=True)))

    @property
    def sentence(self) -> str:
        """One sentence on where it stands."""
        read = self._read
        for cell in (read.row.year_to_date, *(read.row.months[p] for p in self._due()[-2:])):
            self.told(cell, "figures")
        return sentences.standing(read.row, read.months, read.words)

    def told(self, cell: Cell, what: str) -> TellFigure:
        """A cell -> its figure. Raises Refused when it is withheld."""
        match cell:
            case Withheld():
                return self._refuse(what)
            case Shown(text=text, number=number):
                return TellFigure(text, number, f"{self.name}'s {what}")
            case NoData(text=text):
                said = text or self._read.words.table.no_figure
                return TellFigure(said, None, f"{self.name}'s {what}")

    def _refuse(self, what: str) -> NoReturn:
        raise Refused(f"{self.name}'s {what} is withheld; put this passage into :::exempt")

    def _rated(self) -> Rating:
        rating = self._read.row.stated.rating
        return self._refuse("rating") if rating is Rating.WITHHELD else rating

    @property
    def _stated_text(self) -> str:
        return self._read.row.stated.text

    def _due(self) -> list[int]:
        """The places of the months up to the position that have a figure, or a withheld one."""
        read = self._read
        return [
            place
            for place, (month, cell) in enumerate(zip(read.months, read.row.months, strict=True))
            if month <= read.position and not isinstance(cell, NoData)
        ]

    def _period(self, back: int) -> str:
        places = self._due()
        if len(places) < back:
            return ""
        return periods.named(self._read.months[places[-back]], self._read.words)
