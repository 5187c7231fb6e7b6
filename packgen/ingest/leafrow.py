"""A leaf's row: what a sheet that is one indicator gives to the scorecard that is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from packgen.ingest.cells import doubt_about, reading_of_text
from packgen.ingest.columns import restricts
from packgen.ingest.leaf import Leaf
from packgen.ingest.leaftable import Entry, Place
from packgen.ingest.marks import (
    Verdict,
    Withholding,
    asks_to_publish,
    is_void,
    is_wording,
    mark_of,
)
from packgen.ingest.sheet import Cell, Kind
from packgen.ingest.tidy import UNCLEAR, mark_together
from packgen.ingest.tidychecks import speaks_of_publication
from packgen.model.observation import Figure
from packgen.model.period import Period

YEAR_TO_DATE = "Year to date"
_LATEST = ("target", "RAG rating", "polarity")
_JOINED = ("notes", "reason", "rationale")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of the row, if it holds anything, and where on its own sheet it stands."""

    cell: Cell | None
    at: Place


def told_of(leaf: Leaf, word: str) -> Placed | None:
    """A leaf and what a label names -> what the leaf says of it; None if it has no such label."""
    fact = leaf.facts.get(word)
    if word == "publication":
        return _mark(leaf)
    if fact and (fact.value or word not in leaf.table.heads):
        return Placed(fact.value, fact.at)
    if word not in leaf.table.heads:
        return None
    if word in _JOINED:
        return _joined(leaf, word)
    return _latest(leaf, word) if word in _LATEST else None


def is_marked(leaf: Leaf) -> bool:
    """Whether a leaf's mark withholds all of it."""
    told = _mark(leaf)
    mark = mark_of(told.cell.text) if told and told.cell else None
    return isinstance(mark, Withholding) and mark.periods is None


def value_of(leaf: Leaf, entry: Entry) -> Placed:
    """A period's value, with its numerator and denominator where both are told."""
    sheet, places = leaf.sheet, entry.places
    at = sheet.place(*places["value"])
    value = sheet.own(*at)
    parts = [sheet.at(*places[w]) for w in ("numerator", "denominator") if w in places]
    readable = [part.text for part in parts if part and not doubt_about(part)]
    if value is None or len(readable) < 2 or is_wording(value.text) or doubt_about(value):
        return Placed(value, at)
    text = f"{value.text} ({readable[0]}/{readable[1]})"
    if not isinstance(reading_of_text(text), Figure):
        return Placed(value, at)
    return Placed(replace(value, kind=Kind.TEXT, text=text, heading=text), at)


def _in_time(leaf: Leaf) -> list[tuple[Period, Entry]]:
    told = [(period, entry) for period, entry in leaf.entries if period is not None]
    return sorted(told, key=lambda each: each[0].end)


def _latest(leaf: Leaf, word: str) -> Placed:
    """What stands beside the latest period that has a value; else beside the first."""
    entries = [entry for _, entry in _in_time(leaf)]
    told = [e for e in entries if _says(leaf, e.places[word])]
    valued = [e for e in told if leaf.sheet.at(*e.places["value"])]
    chosen = (valued or told or entries or list(leaf.table.entries))[-1]
    at = leaf.sheet.place(*chosen.places[word])
    return Placed(leaf.sheet.own(*at), at)


def _says(leaf: Leaf, place: Place) -> bool:
    return bool(leaf.sheet.at(*place) or leaf.sheet.fill(*place))


def _joined(leaf: Leaf, word: str) -> Placed:
    """What stands beside all periods, put together."""
    cells = [leaf.sheet.at(*entry.places[word]) for entry in leaf.table.entries]
    told = [cell for cell in cells if cell and not is_void(cell.text)]
    texts = list(dict.fromkeys(cell.text for cell in told))
    if not told:
        return Placed(None, leaf.table.entries[0].places[word])
    text = ("; " if word != "reason" else ", ").join(texts)
    speaking = (cell for cell in told if speaks_of_publication(cell.text))
    first = next(speaking, told[0])  # where a mark that nobody honours is to be mended
    joined = first if len(texts) == 1 else replace(first, kind=Kind.TEXT, text=text, heading=text)
    return Placed(joined, (first.row, first.column))


# Marks


def _mark(leaf: Leaf) -> Placed | None:
    """A leaf's mark beside its label and those beside its values -> one, in words that mean the
    same under any heading."""
    fact, head = leaf.facts.get("publication"), leaf.table.heads.get("publication")
    if fact is None and head is None:
        return None
    told = _said(fact.value, fact.label.text) if fact else ""
    beside = _beside_values(leaf) if head else ""
    at = fact.at if fact and (told or not head) else _first_mark(leaf)
    text = _agreed(told, beside)
    row, column = at
    return Placed(Cell(row, column, Kind.TEXT, text, text) if text else None, at)


def _agreed(told: str, beside: str) -> str:
    """Two marks of one leaf -> the one that both mean; not to be understood if they differ."""
    if not (told and beside):
        return told or beside
    return told if mark_of(told) == mark_of(beside) else UNCLEAR


def _said(cell: Cell | None, label: str) -> str:
    """A mark's cell under a label -> the mark in words that need no label."""
    if cell is None:
        return ""
    if doubt_about(cell):
        return UNCLEAR
    told = mark_of(cell.text, restricts(label))
    if told is Verdict.PUBLIC:
        return "Public"
    if isinstance(told, Withholding):
        return cell.text if isinstance(mark_of(cell.text), Withholding) else "Part 2"
    return "" if is_void(cell.text) and not asks_to_publish(label) else UNCLEAR


def _beside_values(leaf: Leaf) -> str:
    heading = leaf.table.heads["publication"].heading
    marks = []
    for period, entry in leaf.entries:
        cell = leaf.sheet.at(*entry.places["publication"])
        text = UNCLEAR if cell and doubt_about(cell) else cell.text if cell else ""
        if text or leaf.sheet.at(*entry.places["value"]):
            marks.append((period.label if period else YEAR_TO_DATE, text))
    return mark_together(marks, heading)


def _first_mark(leaf: Leaf) -> Place:
    places = [entry.places["publication"] for entry in leaf.table.entries]
    return next((place for place in places if leaf.sheet.at(*place)), places[0])


def words_told(leaves: Sequence[Leaf], words: Sequence[str]) -> list[str]:
    """The words that any of the leaves has a label or a heading for."""
    return [w for w in words if any(w in x.facts or w in x.table.heads for x in leaves)]
