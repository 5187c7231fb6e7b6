"""Profiles: how a workbook is to be understood, where the guess is not to be trusted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.model.observation import Gap
from packgen.model.rating import Rating
from packgen.model.trend import Accumulation
from packgen.settings.files import read_text
from packgen.settings.tables import TomlTable

WITHHELD = "withheld"
MEANINGS = (
    WITHHELD,
    Gap.NOT_AVAILABLE.value,
    Gap.PENDING.value,
    Gap.NOT_APPLICABLE.value,
    Gap.LOCAL_MEASURE.value,
)
COLUMNS = ("number", "indicator", "rationale", "polarity", "target", "RAG rating", "year to date",
           "notes", "publication", "reason", "not carried")  # fmt: skip
LABELS = ("number", "indicator", "rationale", "polarity", "target", "RAG rating", "notes",
          "publication", "reason", "period", "value", "numerator", "denominator",
          "not carried")  # fmt: skip
"""What a label or a heading may name on a sheet that is one indicator."""
_LETTERS = re.compile("[A-Z]{1,3}")
_MONTH = re.compile(r"\w[\w -]* \S.*")


@dataclass(frozen=True, slots=True)
class HeaderProfile:
    """One header: its rows, by a column's letters what it is to be read as and the heading that was
    found there, and the month (1 to 12) that its year starts in."""

    first_row: int
    last_row: int
    columns: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)
    year_start: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said of a workbook. ``markers`` maps a cell's text to one of MEANINGS; ``ratings``
    and ``colours`` (RRGGBB) map to ratings; ``accumulation`` an indicator's number to its kind.

    ``year_start`` is the month that the years of every header start in that says none of its own.
    ``sheets`` are the sheets that are one indicator each, in order, and ``labels`` what their
    labels and headings are to be read as, one of LABELS.
    """

    sheet: str | None = None
    headers: tuple[HeaderProfile, ...] = ()
    markers: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    colours: Mapping[str, Rating] = field(default_factory=dict)
    accumulation: Mapping[str, Accumulation] = field(default_factory=dict)
    year_start: int | None = None
    sheets: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def starts_of_years(self) -> dict[int, int]:
        """By the rows of the scorecard's headers, the month that their years start in; by 0 for
        the headers that the profile doesn't tell of."""
        starts = {
            row: header.year_start
            for header in self.headers
            if header.year_start
            for row in range(header.first_row, header.last_row + 1)
        }
        return {0: self.year_start, **starts} if self.year_start else starts

    @property
    def year_start_elsewhere(self) -> int | None:
        """The month that years start in on other sheets: the one that holds for every header."""
        told = {header.year_start for header in self.headers}
        return self.year_start or (told.pop() if len(told) == 1 else None)


def load_profile(path: Path) -> Profile:
    """A profile's file -> the profile. Raises BadInput with every fault of it."""
    try:
        raw = tomllib.loads(read_text(path))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(
            Fault(path.name, f"can't be read: {error}", "make one anew with packgen profile")
        ) from None
    faults: list[Fault] = []
    table = TomlTable(raw, path.name, faults)
    profile = Profile(
        table.text("sheet"),
        tuple(_header(entry) for entry in table.entries("header")),
        {text: _one_of(table, "markers", text, word, MEANINGS) for text, word in
         _pairs(table, "markers")},
        {word.casefold(): _rating(table, "ratings", word, rating) for word, rating in
         _pairs(table, "ratings")},
        {colour.upper().lstrip("#"): _rating(table, "colours", colour, rating) for colour, rating
         in _pairs(table, "colours")},
        {number: Accumulation(_one_of(table, "accumulation", number, kind, _KINDS)) for number, kind
         in _pairs(table, "accumulation")},
        _month(table),
        table.texts("sheets"),
        {text: _one_of(table, "labels", text, word, LABELS) for text, word in
         _pairs(table, "labels")},
    )  # fmt: skip
    for marker in profile.markers:
        if any(map(str.isdigit, marker)):
            table.fault("markers", f"{marker!r} holds a figure", "a marker is a sign or a word")
    table.no_other_keys()
    if faults:
        raise BadInput(faults)
    return profile


_KINDS = tuple(kind.value for kind in Accumulation)
_RATINGS = ("RED", "AMBER", "GREEN", Rating.UNRATED.value, Rating.NOT_TARGET.value)


def _header(entry: TomlTable) -> HeaderProfile:
    rows = entry.numbers("rows")
    if len(rows) != 2 or rows[0] < 1 or rows[1] < rows[0]:
        entry.fault("rows", "is not the first and the last row of a header", "write rows = [4, 5]")
        rows = rows[:0]
    columns = dict(_pairs(entry, "columns"))
    for letters, read_as in columns.items():
        known = read_as in (*COLUMNS, "benchmark") or _MONTH.fullmatch(read_as)
        if not _LETTERS.fullmatch(letters) or not known:
            entry.fault(
                "columns",
                f"{letters} = {read_as!r} is not understood",
                f"write one of {', '.join(COLUMNS)}, benchmark, or month Apr-23",
            )
    headings = dict(_pairs(entry, "headings"))
    for letters in headings:
        if not _LETTERS.fullmatch(letters):
            entry.fault("headings", f"{letters!r} is no column", 'write B = "Indicator"')
    starts = _month(entry)
    entry.no_other_keys()
    first, last = rows or (1, 1)
    return HeaderProfile(int(first), int(last), columns, headings, starts)


def _month(table: TomlTable) -> int | None:
    month = table.raw("year_start")
    if month is None or (type(month) is int and 1 <= month <= 12):
        return month
    table.fault("year_start", "is not a month", "write its number, 1 (January) to 12 (December)")
    return None


def _pairs(table: TomlTable, key: str) -> list[tuple[str, str]]:
    value = table.raw(key)
    if value is None:
        return []
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        table.fault(key, "is not a table of texts", f'write [{key}], and NAME = "…" below it')
        return []
    return list(value.items())


def _one_of(table: TomlTable, key: str, name: str, word: str, known: tuple[str, ...]) -> str:
    if word in known:
        return word
    table.fault(f"{key}.{name}", f"{word!r} is not known", f"write one of {', '.join(known)}")
    return known[-1]


def _rating(table: TomlTable, key: str, name: str, word: str) -> Rating:
    return Rating(_one_of(table, key, name, word, _RATINGS))
