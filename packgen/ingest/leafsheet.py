"""The scorecard that is put together from sheets that are one indicator each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from packgen.ingest.areas import Area
from packgen.ingest.columns import Role, role_of
from packgen.ingest.doubts import Doubts
from packgen.ingest.leaf import Leaf, name_of
from packgen.ingest.leafrow import YEAR_TO_DATE, Placed, told_of, value_of, words_told
from packgen.ingest.leaftable import Place
from packgen.ingest.legend import legend_of
from packgen.ingest.months import position_in, speaks_of_position
from packgen.ingest.sheet import Cell, Kind, Sheet
from packgen.ingest.words import plain
from packgen.model.observation import CellRef
from packgen.model.period import FourWeeks, Period, Year

_WORDS = ("number", "indicator", "rationale", "polarity", "target", "RAG rating", "notes",
          "publication", "reason")  # fmt: skip
_HEADINGS = {
    "number": "No.", "indicator": "Indicator", "rationale": "Rationale", "polarity": "Polarity",
    "target": "Target", "RAG rating": "RAG rating", "notes": "Notes",
    "publication": "Publication", "reason": "Reason",
}  # fmt: skip
_ROLES = {role.value: role for role in Role}


@dataclass(slots=True)
class LeafSheet:
    """A scorecard while it is put together. ``shared`` are texts that all its sheets have."""

    sheet: Sheet
    shared: frozenset[str]
    year_start: int | None
    row: int = 1
    title: str = field(default="", init=False)

    def put(self, blocks: Sequence[Sequence[Leaf]], doubts: Doubts) -> Sheet:
        """Leaves, in runs of one kind of period -> the scorecard's sheet, a header for each run.

        Its cells keep the addresses that they have on their own sheets.
        """
        leaves = [leaf for block in blocks for leaf in block]
        self._put_title(leaves)
        self._put_positions(leaves, doubts)
        if any(isinstance((leaf.periods or ())[0], FourWeeks) for leaf in leaves):
            self._text(self.row, 1, "Four-week periods", _at(leaves[0], (leaves[0].table.top, 1)))
            self.row += 1
        words = words_told(leaves, _WORDS)
        named = [name_of(leaf, self.shared) for leaf in leaves]
        if any(number for number, _ in named) and "number" not in words:
            words.insert(0, "number")
        if "indicator" not in words:
            words.insert(words.index("number") + 1 if "number" in words else 0, "indicator")
        for block in blocks:
            self.row += 1
            self._put_block(block, words)
        self._put_legends(leaves, doubts)
        return self.sheet

    # Above the table

    def _put_title(self, leaves: Sequence[Leaf]) -> None:
        """The first text that several leaves have above their tables; else the workbook's name."""
        told = ((leaf, cell) for leaf in leaves for cell in leaf.lone if cell.text in self.shared)
        leaf, line = next(told, (leaves[0], None))
        if line:
            self._cell(self.row, 1, leaf, Placed(line, (line.row, line.column)))
        else:
            self._text(self.row, 1, self.sheet.name, _at(leaf, (1, 1)))
        self.row += 1

    def _put_positions(self, leaves: Sequence[Leaf], doubts: Doubts) -> None:
        """The lines that say which month is reported on, each once, the latest first."""
        lines: dict[str, tuple[Leaf, list[Cell]]] = {}
        for leaf in leaves:
            for cells in _positions(leaf):
                lines.setdefault(" ".join(cell.text for cell in cells), (leaf, cells))
        months = {text: position_in(text) for text in lines}
        latest = max((month for month in months.values() if month), default=None)
        for text in sorted(lines, key=lambda each: months[each] != latest):
            leaf, cells = lines[text]
            for column, cell in enumerate(cells, 1):
                self._cell(self.row, column, leaf, Placed(cell, (cell.row, cell.column)))
            if months[text] != latest:
                doubts.look(
                    "position-differs",
                    _at(leaf, (cells[0].row, cells[0].column)),
                    "this sheet reports on another period than the others; the latest is taken",
                    "correct it, or say 'Position as at' alike on every sheet",
                )
            self.row += 1

    def _put_legends(self, leaves: Sequence[Leaf], doubts: Doubts) -> None:
        """The lines that say what a sign means, below the table, each once."""
        told: dict[str, str] = {}
        for leaf in leaves:
            for marker, meaning, cell in legend_of(leaf.sheet):
                at = (cell.row, cell.column)
                if told.setdefault(marker, meaning) != meaning:
                    doubts.stop(
                        "legend-differs",
                        _at(leaf, at),
                        f"this sheet's legend gives '{marker}' another meaning than one before",
                        "give the sign one meaning in the whole workbook",
                    )
                self.row += 1
                line = replace(cell, text=f"{marker} = {meaning}", heading=f"{marker} = {meaning}")
                self._cell(self.row, 1, leaf, Placed(line, at))

    # Blocks

    def _put_block(self, leaves: Sequence[Leaf], words: Sequence[str]) -> None:
        periods = _periods(leaves)
        has_total = any(entry.is_total for leaf in leaves for entry in leaf.table.entries)
        header = self.row
        if periods[0].noun != "month":
            self.sheet.year_starts[header] = periods[0].starts_year_in
        elif self.year_start:
            self.sheet.year_starts[header] = self.year_start
        for column, word in enumerate(words, 1):
            self._text(header, column, *_heading(leaves, word))
        compared = _compared(leaves)
        for column, at in enumerate(compared.values(), len(words) + 1):
            self._text(header, column, *at)
        first = len(words) + len(compared) + 1
        for column, period in enumerate([*periods, *[None] * has_total], first):
            self._text(header, column, *_period_heading(leaves, period))
        for leaf in leaves:
            self.row += 1
            self._put_leaf(leaf, words, [*compared], periods, has_total=has_total)
        self.row += 1

    def _put_leaf(
        self,
        leaf: Leaf,
        words: Sequence[str],
        compared: Sequence[str],
        periods: Sequence[Period],
        *,
        has_total: bool,
    ) -> None:
        first = len(words) + len(compared) + 1
        number, title = name_of(leaf, self.shared)
        anchor = (title.row, title.column) if title else (leaf.table.top, 1)
        for column in range(1, first + len(periods) + has_total):
            self.sheet.origins[self.row, column] = _at(leaf, anchor)
        names = {"number": number, "indicator": title}
        for column, word in enumerate(words, 1):
            if word in names:
                cell = names[word]
                told = Placed(cell, (cell.row, cell.column)) if cell else None
            else:
                told = told_of(leaf, word)
            if told:
                self._cell(self.row, column, leaf, told)
                self._look(column, leaf, told.at)
        for fact in leaf.benchmarks:
            column = len(words) + 1 + compared.index(plain(fact.label.heading))
            self._cell(self.row, column, leaf, Placed(fact.value, fact.at))
        for period, entry in leaf.entries:
            place = periods.index(period) if period else len(periods)
            self._cell(self.row, first + place, leaf, value_of(leaf, entry))
        after = first + len(periods) + 1
        for column, (at, comment) in enumerate(sorted(leaf.sheet.comments.items()), after):
            self.sheet.comments[self.row, column] = comment
            self.sheet.origins[self.row, column] = _at(leaf, at)

    def _look(self, column: int, leaf: Leaf, at: Place) -> None:
        """Keep a cell's colour: it may tell a rating."""
        if fill := leaf.sheet.fill(*at):
            self.sheet.fills[self.row, column] = fill
        if leaf.sheet.is_coloured_by_rule(*at):
            self.sheet.coloured.append(Area(self.row, column, self.row, column))

    def _cell(self, row: int, column: int, leaf: Leaf, placed: Placed) -> None:
        self.sheet.origins[row, column] = _at(leaf, placed.at)
        if placed.cell:
            cell = replace(placed.cell, row=row, column=column)
            self.sheet.rows.setdefault(row, {})[column] = cell

    def _text(self, row: int, column: int, text: str, at: CellRef) -> None:
        self.sheet.rows.setdefault(row, {})[column] = Cell(row, column, Kind.TEXT, text, text)
        self.sheet.origins[row, column] = at


def _at(leaf: Leaf, place: Place) -> CellRef:
    return leaf.sheet.ref(*place)


def _positions(leaf: Leaf) -> list[list[Cell]]:
    """The lines above a leaf's table that say which period it reports on."""
    lines = [[cell] for cell in leaf.lone if speaks_of_position(cell.text)]
    lines += [[fact.label, fact.value] for fact in leaf.odd
              if fact.value and speaks_of_position(fact.label.text)]  # fmt: skip
    return [cells for cells in lines if cells[0].row < leaf.table.top]


def _periods(leaves: Sequence[Leaf]) -> list[Period]:
    """All periods of some leaves, in order; a year never stands alone: no table has one column."""
    found = sorted({p for leaf in leaves for p in leaf.periods or ()}, key=lambda each: each.end)
    lone = len(found) == 1 and isinstance(found[0], Year)
    return [found[0].year_before, *found] if lone else found


def _compared(leaves: Sequence[Leaf]) -> dict[str, tuple[str, CellRef]]:
    """The benchmarks of some leaves by their labels' words: the first label, and its place."""
    found: dict[str, tuple[str, CellRef]] = {}
    for leaf in leaves:
        for fact in leaf.benchmarks:
            label = fact.label
            told = label.text.rstrip(" :"), _at(leaf, (label.row, label.column))
            found.setdefault(plain(label.heading), told)
    return found


def _heading(leaves: Sequence[Leaf], word: str) -> tuple[str, CellRef]:
    """A column's heading as a leaf has it, where it is understood so, and where that stands."""
    for leaf in leaves:
        fact, head = leaf.facts.get(word), leaf.table.heads.get(word)
        label = fact.label if fact else head
        if label:
            known = role_of(label.text) is _ROLES[word] and word != "publication"
            text = label.text.rstrip(" :") if known else _HEADINGS[word]
            return text, _at(leaf, (label.row, label.column))
    return _HEADINGS[word], _at(leaves[0], (leaves[0].table.top, 1))


def _period_heading(leaves: Sequence[Leaf], period: Period | None) -> tuple[str, CellRef]:
    for leaf in leaves:
        for found, entry in leaf.entries:
            if found == period:
                text = period.label if period else YEAR_TO_DATE
                return text, _at(leaf, (entry.head.row, entry.head.column))
    return (period.label if period else YEAR_TO_DATE), _at(leaves[0], (leaves[0].table.top, 1))
