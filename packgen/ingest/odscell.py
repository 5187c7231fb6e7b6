"""OpenDocument cells: attributes and paragraphs -> the cell, as it is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from packgen.ingest.numberformat import stored_number, tidy
from packgen.ingest.odsstyles import Look
from packgen.ingest.package import Attributes
from packgen.ingest.sheet import Cell, Kind, is_unseen
from packgen.ingest.words import clean

_NUMBERS = frozenset({"float", "percentage", "currency"})
_WITH_TEXT = frozenset({"boolean", "time"})
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!)|Err:\d+")
_SHOWN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_MINUS = re.compile(r"[-\u2212(]")
_POWERS = (0, -3, -6, -9)  # of ten, by which a number format may scale what it shows


class Found:
    """A cell while it is read: its attributes, and its paragraphs' text."""

    def __init__(self, told: Attributes) -> None:
        self.told = told
        self.parts: list[tuple[str, bool]] = []
        self.comment: list[str] = []
        self.lines = self.length = 0
        self.struck = False

    def begin_line(self) -> None:
        """Begin a paragraph."""
        if self.lines:
            self.add(" ", raised=False)
        self.lines += 1

    def add(self, text: str, *, raised: bool) -> None:
        """Add text to the paragraph."""
        self.length += len(text)
        self.parts.append((text, raised))

    @property
    def text(self) -> str:
        """The text as printed."""
        return clean("".join(text for text, _ in self.parts))

    @property
    def heading(self) -> str:
        """The text without raised footnote marks."""
        return clean("".join(text for text, raised in self.parts if not raised))


def cell_of(row: int, column: int, found: Found, look: Look) -> Cell | None:
    """What was found in a cell, and how it looks -> the cell; None when it holds nothing."""
    cell = _cell(row, column, found)
    unseen = is_unseen(look.ink, look.fill)
    struck = look.struck or found.struck
    if cell is None or not (struck or unseen):
        return cell
    return replace(cell, struck=struck, unseen=unseen)


def _cell(row: int, column: int, found: Found) -> Cell | None:
    told, text = found.told, found.text
    kind = told.get("value-type", "")
    if "formula" in told and _ERROR.fullmatch(text):
        return Cell(row, column, Kind.ERROR, text, "")
    if kind in _NUMBERS and text not in ("TRUE", "FALSE"):
        return _number(row, column, kind, told.get("value", ""), text)
    if kind == "date":
        day = _day(told.get("date-value", ""))
        return Cell(row, column, Kind.NUMBER, text, text, day=day, hidden=not text)
    hidden = not text and bool(told.get("string-value", "").strip() or kind in _WITH_TEXT)
    if text or hidden:
        return Cell(row, column, Kind.TEXT, text, found.heading, hidden=hidden)
    uncalculated = "formula" in told and not kind
    return Cell(row, column, Kind.UNCALCULATED, "", "") if uncalculated else None


def _number(row: int, column: int, kind: str, value: str, text: str) -> Cell:
    """A number and its printed text -> the cell, its number in the text's own scale."""
    stored = stored_number(value)
    if stored is None:
        return Cell(row, column, Kind.ERROR, text, "")
    match = _SHOWN.search(text)
    if not match:
        nil = stored == 0 and text in ("-", "\u2013")
        printed = "0%" if nil and kind == "percentage" else "0" if nil else text
        number = Decimal(0) if nil else None
        return Cell(row, column, Kind.NUMBER, printed, printed, number, number, hidden=not nil)
    digits = Decimal(match[0].replace(",", ""))
    shown = -digits if _MINUS.search(text[: match.start()]) else digits
    places = len(match[0].partition(".")[2])
    for power in (2,) if "%" in text else _POWERS:
        number = tidy(stored.scaleb(power))
        if abs(number - shown) <= Decimal("0.5000001").scaleb(-places):
            return Cell(row, column, Kind.NUMBER, text, text, number, shown)
    return Cell(row, column, Kind.NUMBER, text, text, hidden=True)


def _day(value: str) -> date | None:
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return None
