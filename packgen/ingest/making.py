"""Making cells: a stored text or number and its style -> the cell as it is printed."""

from __future__ import annotations

from packgen.ingest.numberformat import print_stored, print_text
from packgen.ingest.package import TooMuch
from packgen.ingest.sheet import LONGEST_TEXT, Cell, Kind
from packgen.ingest.styles import Style


def text_cell(row: int, column: int, text: str, heading: str, style: Style) -> Cell | None:
    """A text, and the same without raised marks -> its cell; None when there is no text."""
    if not text:
        return None
    if len(text) > LONGEST_TEXT:
        raise TooMuch
    printed = print_text(text, style.number_format)
    shown = heading if printed == text else printed
    hidden = printed.strip() != text
    return Cell(
        row,
        column,
        Kind.TEXT,
        printed.strip(),
        shown,
        hidden=hidden,
        struck=style.struck,
        unseen=style.unseen,
    )


def number_cell(row: int, column: int, raw: str, style: Style, since_1904: bool) -> Cell:
    """A number's digits as stored -> its cell, printed by the style's format."""
    printed = print_stored(raw, style.number_format, since_1904)
    if printed is None:
        return Cell(row, column, Kind.ERROR, raw.strip(), "")
    return Cell(
        row,
        column,
        Kind.NUMBER,
        printed.text,
        printed.text,
        printed.number,
        printed.shown,
        printed.day,
        printed.shown is None and printed.day is None,
        style.struck,
        style.unseen,
    )
