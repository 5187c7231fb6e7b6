"""Legends: the lines of a sheet that say what a sign in place of a figure means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from packgen.ingest.band import Band
from packgen.ingest.cells import gap_of, reading_of_text
from packgen.ingest.marks import is_wording
from packgen.ingest.sheet import Cell, Sheet, cells_of
from packgen.settings.profile import WITHHELD

_QUOTES = "\"'\u201c\u201d"
_MARKER = rf"[{_QUOTES}]?(?P<marker>[^\w\s{_QUOTES}]{{1,3}}|\[?[A-Za-z]\]?)[{_QUOTES}]?"
_LEGEND = re.compile(rf"{_MARKER}\s*(?:=|:|-|\u2013|means|denotes)\s*(?P<meaning>\S.{{2,78}})")
_SIGN = re.compile(_MARKER)
_LONGEST = 400


def legend_of(sheet: Sheet, bands: Sequence[Band] = ()) -> Iterator[tuple[str, str, Cell]]:
    """A sheet and its headers -> the markers that lines around its tables explain, their meanings
    and the lines. Signs of a known meaning are left out."""
    for row in sorted(sheet.rows):
        cells = list(cells_of(sheet.rows[row]))
        if len(cells) > 2 or any(band.top <= row <= band.bottom for band in bands):
            continue
        for cell in cells:
            for marker, meaning in _explained(cell.text):
                if meaning and not _is_known(marker):
                    yield marker, meaning, cell
        if len(cells) == 2 and (match := _SIGN.fullmatch(cells[0].text)):
            meaning = _meaning(cells[1].text.strip(" ."))
            if meaning and not _is_known(match["marker"]):
                yield match["marker"], meaning, cells[0]


def explains_sign(cell: Cell, beside: Sequence[Cell]) -> bool:
    """Whether a cell is a legend's: a sign with its meaning, or one of the two beside another."""
    explained = list(_explained(cell.text))
    if explained and all(meaning for _, meaning in explained):
        return True
    pair = list(beside)
    return len(pair) == 2 and bool(_SIGN.fullmatch(pair[0].text) and _meaning(pair[1].text))


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"[;\n]|, (?=\S{1,3} ?=)", text[:_LONGEST]):
        if match := _LEGEND.fullmatch(line.strip()):
            yield match["marker"], _meaning(match["meaning"].strip(" ."))


def _is_known(marker: str) -> bool:
    return is_wording(marker) or reading_of_text(marker) is not None


def _meaning(words: str) -> str:
    """What a legend's words mean, as a profile says it; empty for others."""
    if is_wording(words):
        return WITHHELD
    gap = gap_of(words)
    return gap.value if gap else ""
