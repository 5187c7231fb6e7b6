"""What a profile may say of the labels of sheets that are one indicator each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packgen.errors import BadInput, Fault
from packgen.ingest.choice import speaks_of_part_2
from packgen.ingest.columns import may_head_marks
from packgen.ingest.leaf import Leaf
from packgen.ingest.leafrow import told_of
from packgen.ingest.leaftable import Labels
from packgen.ingest.marks import Verdict, Withholding, is_wording, mark_of
from packgen.ingest.sheet import Cell, Kind, cells_of
from packgen.ingest.words import plain
from packgen.ingest.workbook import Workbook

_OF_MARKS = frozenset({"publication", "reason"})
_FIGURES = frozenset({"value", "numerator", "denominator", "period"})
_DROPPED = "not carried"


def told_labels(leaves: Sequence[Leaf], labels: Labels) -> tuple[tuple[str, str], ...]:
    """Leaves -> their labels and headings, each once, with what it was read as."""
    found = {cell.text: word for leaf in leaves for cell, word in _labels(leaf)}
    del labels
    return tuple(found.items())


def check_said(workbook: Workbook, leaves: Sequence[Leaf], labels: Labels) -> None:
    """Raises BadInput where a profile reads a label of marks, or one of figures that marks may
    withhold, as something that is printed."""
    marked = any(map(speaks_of_part_2, workbook.sheets)) or any(map(_holds_marks, leaves))
    for leaf in leaves:
        for cell in _all_texts(leaf):
            said, guess = labels.said.get(plain(cell.text)), labels.guess(cell.text)
            if not said or said == guess:
                continue
            place = f"{workbook.file}: {leaf.sheet.ref(cell.row, cell.column)}"
            if _of_marks(cell, guess) and said not in _OF_MARKS:
                raise BadInput(
                    Fault(
                        place,
                        "the profile reads a label of marks for Part 2 as something else",
                        'write "publication" for it in the profile, or take the line out',
                    )
                )
            printed = said not in (*_FIGURES, *_OF_MARKS, _DROPPED)
            if printed and (guess in _FIGURES or (marked and _figures_beside(leaf, cell))):
                raise BadInput(
                    Fault(
                        place,
                        f'the profile reads a label of figures as "{said}", and what is marked for '
                        "Part 2 would be printed",
                        "take the line out of the profile",
                    )
                )


def _of_marks(cell: Cell, guess: str) -> bool:
    return guess in _OF_MARKS or may_head_marks(cell.heading) or is_wording(cell.text)


def _holds_marks(leaf: Leaf) -> bool:
    told = told_of(leaf, "publication")
    if told and told.cell and mark_of(told.cell.text) is not Verdict.PUBLIC:
        return True
    return any(
        is_wording(cell.text) or isinstance(mark_of(cell.text), Withholding)
        for cells in leaf.sheet.rows.values()
        for cell in cells.values()
    )


def _all_texts(leaf: Leaf) -> Iterator[Cell]:
    for row in sorted(leaf.sheet.rows):
        yield from (c for c in cells_of(leaf.sheet.rows[row]) if c.kind is Kind.TEXT)


def _figures_beside(leaf: Leaf, cell: Cell) -> bool:
    """Whether a label heads figures: in the table, or as what it says itself."""
    for word, head in leaf.table.heads.items():
        if head is cell:
            places = [entry.places[word] for entry in leaf.table.entries if word in entry.places]
            return any((c := leaf.sheet.at(*place)) and _is_figure(c) for place in places)
    for fact in leaf.facts.values():
        if fact.label is cell and fact.value:
            return _is_figure(fact.value)
    return False


def _is_figure(cell: Cell) -> bool:
    return any(map(str.isdigit, cell.text))


def _labels(leaf: Leaf) -> Iterator[tuple[Cell, str]]:
    for word, fact in leaf.facts.items():
        yield fact.label, word
    for word, head in leaf.table.heads.items():
        yield head, word
