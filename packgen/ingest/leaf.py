"""Leaves: a sheet that is one indicator -> what its labels say, its periods, its figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from packgen.ingest.cells import reading_of_text
from packgen.ingest.columns import names_comparator, names_year_only, restricts
from packgen.ingest.leaftable import Entry, Labels, LeafTable, Place, find_table, is_period
from packgen.ingest.marks import Verdict, is_void, is_wording, mark_of, opens_as_mark
from packgen.ingest.months import month_of, speaks_of_position, tells_year, year_under, years_filled
from packgen.ingest.periods import Kind, Told, periods_filled, told_by
from packgen.ingest.sheet import Cell, Sheet, cells_of
from packgen.ingest.sheet import Kind as CellKind
from packgen.ingest.words import plain
from packgen.model.observation import Figure
from packgen.model.period import Period

_NUMBERED = re.compile(
    r"(?:(?:kpi|pi|indicator|measure|metric)\s*(?:no\.?\s*)?(?P<named>[A-Z]{0,4}\d[\w.]*?)\s*[-:.)\u2013\u2014]+"
    r"|(?P<number>[A-Z]{0,4}\d{1,3}(?:\.\d{1,2})?[a-z]?)\s*(?:[.:)]|\s[-\u2013\u2014]))\s+(?P<title>\S.*)",
    re.IGNORECASE,
)
_FACTS = ("number", "indicator", "rationale", "polarity", "target", "RAG rating", "notes",
          "publication", "reason")  # fmt: skip
_PUBLICATION = "publication"
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Fact:
    """What a label says: the label, its value if any, and where that stands or should stand."""

    label: Cell
    value: Cell | None
    at: Place


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet that is one indicator.

    ``periods`` are those of the table's entries that are no year to date, in their order; None
    when nothing tells which they are. ``twice`` are labels that say again what another said,
    ``benchmarks`` labels that say what is compared, ``odd`` labels that are not understood,
    ``lone`` the texts that are neither.
    """

    sheet: Sheet
    table: LeafTable
    periods: tuple[Period, ...] | None
    facts: Mapping[str, Fact]
    twice: tuple[Cell, ...]
    benchmarks: tuple[Fact, ...]
    odd: tuple[Fact, ...]
    lone: tuple[Cell, ...]

    @property
    def entries(self) -> list[tuple[Period | None, Entry]]:
        """The table's entries, each with its period; None is the year to date."""
        told = iter(self.periods or ())
        return [(None if e.is_total else next(told, None), e) for e in self.table.entries]

    @property
    def has_figures(self) -> bool:
        """Whether anything stands where values do."""
        return any(self.sheet.at(*entry.places["value"]) for entry in self.table.entries)


def read_leaf(sheet: Sheet, labels: Labels, year_start: int | None = None) -> Leaf | None:
    """A sheet -> the indicator that it is; None when it has no table of one."""
    table = find_table(sheet, labels)
    if table is None:
        return None
    found = list(_facts(sheet, table, labels))
    facts: dict[str, Fact] = {}
    twice = []
    for word, fact in found:
        if word in _FACTS and (word not in facts or facts[word].value is None):
            facts[word] = fact
        elif word in _FACTS and fact.value and fact.value.text != _text(facts[word]):
            twice.append(fact.label)
    read = {place for _, f in found for place in ((f.label.row, f.label.column), f.at)}
    read |= table.used | {(cell.row, cell.column) for cell in table.unknown}
    lone = [cell for row in sorted(sheet.rows) for cell in cells_of(sheet.rows[row])
            if (row, cell.column) not in read]  # fmt: skip
    lines = [cell.text for cell in lone if cell.row < table.top]
    lines += [fact.value.text for _, fact in found if fact.value and fact.value.row < table.top]
    benchmarks = _benchmarks(table, [fact for word, fact in found if not word])
    odd = tuple(fact for word, fact in found if not word and fact not in benchmarks)
    periods = _periods(table, lines, year_start)
    return Leaf(sheet, table, periods, facts, tuple(twice), benchmarks, odd, tuple(lone))


def _benchmarks(table: LeafTable, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Labels that say clearly what their figures are, each once, and no period's."""
    found: dict[str, Fact] = {}
    for fact in facts:
        label, value = fact.label, fact.value
        said = names_comparator(label.heading) and not is_period(label, table.kind)
        if said and value and _is_figure(value):
            found.setdefault(plain(label.heading), fact)
    return tuple(found.values())


def _is_figure(cell: Cell) -> bool:
    if cell.day is not None or names_year_only(cell.heading):
        return False
    return is_wording(cell.text) or isinstance(reading_of_text(cell.text), Figure)


def name_of(leaf: Leaf, shared: frozenset[str]) -> tuple[Cell | None, Cell | None]:
    """A leaf, and the texts that all of them have -> the cells of its number and its title."""
    number = leaf.facts["number"].value if "number" in leaf.facts else None
    title = leaf.facts["indicator"].value if "indicator" in leaf.facts else None
    title = title or next(iter(_likely(leaf, shared)), None)
    match = _NUMBERED.fullmatch(title.text) if title and number is None else None
    if title and match:
        number = replace(title, text=match["named"] or match["number"])
        title = replace(title, text=match["title"], heading=match["title"])
    return number, title


def has_clear_title(leaf: Leaf, shared: frozenset[str]) -> bool:
    """Whether a leaf's title is told by a label, or is the one text that may be it."""
    fact = leaf.facts.get("indicator")
    return bool(fact and fact.value) or len(_likely(leaf, shared)) == 1


def _likely(leaf: Leaf, shared: frozenset[str]) -> list[Cell]:
    """The texts that may be a leaf's title: numbered ones, or its sheet's name, before others."""
    found = [cell for cell in titles_of(leaf) if cell.text not in shared]
    named = [c for c in found if _NUMBERED.fullmatch(c.text) or plain(c.text) == plain(
        leaf.sheet.name)]  # fmt: skip
    return named or found


def titles_of(leaf: Leaf) -> Iterator[Cell]:
    """The lone texts above a leaf's table that may be its title."""
    for cell in leaf.lone:
        words = cell.kind is CellKind.TEXT and any(map(str.isalpha, cell.text))
        if cell.row < leaf.table.top and words and not speaks_of_position(cell.text):
            yield cell


def _text(fact: Fact) -> str:
    return fact.value.text if fact.value else ""


# Labels


def _facts(sheet: Sheet, table: LeafTable, labels: Labels) -> Iterator[tuple[str, Fact]]:
    """The labels outside a table, each with what it is read as and what it says."""
    taken: set[Place] = set(table.used)
    for row in sorted(sheet.rows):
        cells = [c for c in cells_of(sheet.rows[row]) if (row, c.column) not in taken]
        if row == table.top or not cells:
            continue
        words = _words(labels, cells)
        if len(cells) > 1 and all(words) and row + 1 < table.top:
            for word, cell in zip(words, cells, strict=True):
                taken.add((row + 1, cell.column))
                yield word, Fact(cell, sheet.at(row + 1, cell.column), (row + 1, cell.column))
        else:
            for word, fact in _in_row(sheet, labels, cells, words, taken):
                taken.add(fact.at)
                yield word, fact


def _words(labels: Labels, cells: Sequence[Cell]) -> list[str]:
    """What the cells of a row are read as, as labels; a mark beside 'Publication' is none."""
    words: list[str] = []
    for before, cell in zip([None, *cells], cells, strict=False):
        word = _word(labels, cell)
        asked = before is not None and words[-1] == _PUBLICATION
        said = before is not None and asked and _is_mark(cell, before.heading)
        words.append("" if said else word)
    return words


def _is_mark(cell: Cell, label: str) -> bool:
    """Whether a cell beside a label of marks says what that asks."""
    told = mark_of(cell.text, restricts(label))
    return told is not Verdict.UNCLEAR or is_void(cell.text) or opens_as_mark(cell.text)


def _in_row(
    sheet: Sheet, labels: Labels, cells: Sequence[Cell], words: Sequence[str], taken: set[Place]
) -> Iterator[tuple[str, Fact]]:
    """The labels of one row, each followed by what it says, or holding it behind a colon."""
    said: Cell | None = None
    told = list(zip(cells, words, strict=True))
    for place, (cell, word) in enumerate(told):
        if cell is said:
            continue
        beside, its_word = told[place + 1] if place + 1 < len(told) else (None, "")
        ahead = None if its_word else beside
        if word and ahead:
            said = ahead
            yield word, Fact(cell, ahead, (ahead.row, ahead.column))
        elif word:
            yield word, _without_value(sheet, labels, cell, word, taken)
        elif inside := _inside(labels, cell) or _compared(cell):
            yield inside
        elif ahead and _may_label(cell):
            said = ahead
            yield "", Fact(cell, ahead, (ahead.row, ahead.column))


def _word(labels: Labels, cell: Cell) -> str:
    if cell.kind is not CellKind.TEXT or len(cell.text) > _LONGEST_LABEL:
        return ""
    word = labels.read(cell.heading)
    if cell.text.casefold() == "no":  # an answer, and no heading of numbers
        return ""
    return word if word in (*_FACTS, "not carried") else ""


def _may_label(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and len(cell.text) <= _LONGEST_LABEL


def _without_value(sheet: Sheet, labels: Labels, cell: Cell, word: str, taken: set[Place]) -> Fact:
    """A label with nothing beside it: what it says may stand below."""
    area = sheet.area(cell.row, cell.column)
    beside = (cell.row, (area.right if area else cell.column) + 1)
    below = sheet.own(cell.row + 1, cell.column)
    alone = len(sheet.rows.get(cell.row + 1, {})) == 1
    if below and alone and (below.row, below.column) not in taken and not sheet.fill(*beside):
        its_word = _word(labels, below) or _inside(labels, below)
        if not its_word or its_word == word == _PUBLICATION:
            return Fact(cell, below, (below.row, below.column))
    return Fact(cell, None, beside)


def _inside(labels: Labels, cell: Cell) -> tuple[str, Fact] | None:
    """A cell that holds a label and what it says: 'Polarity: High'."""
    label, colon, text = cell.text.partition(":")
    word = labels.read(label) if colon and len(label) <= _LONGEST_LABEL else ""
    if word not in _FACTS:
        return None
    value = replace(cell, text=text.strip(), heading=text.strip()) if text.strip() else None
    return word, Fact(replace(cell, text=label), value, (cell.row, cell.column))


def _compared(cell: Cell) -> tuple[str, Fact] | None:
    """A cell that holds a benchmark's label and its figure: 'England 2022/23: 62%'."""
    label, colon, text = cell.text.partition(":")
    value = replace(cell, text=text.strip(), heading=text.strip())
    if cell.kind is CellKind.TEXT and colon and names_comparator(label) and _is_figure(value):
        said = replace(cell, text=label, heading=label)
        return "", Fact(said, value, (cell.row, cell.column))
    return None


# Periods


def _periods(
    table: LeafTable, lines: Sequence[str], starts: int | None
) -> tuple[Period, ...] | None:
    """A table's entries, and the lines above it -> its periods."""
    entries = [entry for entry in table.entries if not entry.is_total]
    if not entries:
        return None
    if table.kind is Kind.MONTH:
        return _months(entries, [line for line in lines if tells_year(line)][:1], starts)
    told = [_told(entry, table.kind) for entry in entries]
    over = [entry.over for entry in entries]
    years = [one.year or (label and 1) for one, label in zip(told, over, strict=True)]
    if not all(years) and not _ascends([one.number for one in told]):
        return None
    return periods_filled(table.kind, told, over, lines, starts)


def _told(entry: Entry, kind: Kind) -> Told:
    return told_by(entry.head.heading, kind) or Told(1)


def _months(
    entries: Sequence[Entry], context: Sequence[str], starts: int | None
) -> tuple[Period, ...] | None:
    named = [month_of(entry.head) or (1, None) for entry in entries]
    under: dict[str, list[int]] = defaultdict(list)
    for entry, (month, _) in zip(entries, named, strict=True):
        under[entry.over].append(month)
    dated = [
        (month, year or year_under(entry.over, month, under[entry.over], starts))
        for entry, (month, year) in zip(entries, named, strict=True)
    ]
    if not all(year for _, year in dated) and not _ascends([m for m, _ in dated], of=12):
        return None
    filled = years_filled(dated, context, starts)
    return tuple(filled) if filled else None


def _ascends(numbers: Sequence[int], of: int = 0) -> bool:
    """Whether each follows the one before: only then can years be counted on."""
    return all(b == a + 1 or (b == 1 and (not of or a == of)) for a, b in pairwise(numbers))
