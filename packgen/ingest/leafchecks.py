"""Checks of a sheet that is one indicator as it stands, before its cells are put into a row."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.ingest.columns import hints_at_marks, may_head_marks
from packgen.ingest.doubts import Doubts
from packgen.ingest.leaf import Leaf
from packgen.ingest.leaftable import Place
from packgen.ingest.legend import explains_sign
from packgen.ingest.looks import doubt_covered, doubt_looks
from packgen.ingest.marks import is_wording, look_like_marks, opens_as_mark
from packgen.ingest.months import speaks_of_position
from packgen.ingest.sheet import Cell, Kind, Sheet, cells_of
from packgen.ingest.tidychecks import speaks_of_publication, stop_broken

_PARTS = ("numerator", "denominator")
_BROKEN = (Kind.ERROR, Kind.UNCALCULATED)
_PRINTED = frozenset({"value", "RAG rating", "publication"})


def check_leaf(leaf: Leaf, doubts: Doubts, *, marked: bool) -> None:
    """Doubts about what putting a leaf into a row would lose. ``marked``: the whole leaf is."""
    _check_labels(leaf, doubts)
    _check_table(leaf, doubts)
    _check_parts(leaf, doubts, marked=marked)
    _check_hidden(leaf.sheet, doubts)
    _check_merged(leaf, doubts)
    for cell in _texts_beside(leaf):
        speaks = speaks_of_publication(cell.text) or opens_as_mark(cell.text)
        legend = explains_sign(cell, list(cells_of(leaf.sheet.rows[cell.row])))
        if speaks and not marked and not legend:
            stop_mark(leaf.sheet, cell, doubts)


def stop_mark(sheet: Sheet, cell: Cell, doubts: Doubts) -> None:
    """A cell that speaks of Part 2 where nobody honours it."""
    doubts.stop(
        "mark-outside-publication",
        sheet.ref(cell.row, cell.column),
        "this cell speaks of Part 2, but not where packgen knows a mark",
        "write 'Publication' and the mark beside it; reword this cell",
    )


def check_carried(leaf: Leaf, title: Cell | None, shared: frozenset[str], doubts: Doubts) -> None:
    """A doubt about what stands beside a leaf's table and is carried nowhere: at its first cell.

    ``title`` is the leaf's; ``shared`` are texts that all leaves have, and are told of none.
    """
    place = (title.row, title.column) if title else None
    left = [
        cell
        for cell in (*leaf.lone, *(fact.label for fact in leaf.odd))
        if (cell.row, cell.column) != place
        and cell.text not in shared
        and not speaks_of_position(cell.text)
        and not explains_sign(cell, list(cells_of(leaf.sheet.rows[cell.row])))
    ]
    if left:
        first = min(left, key=lambda cell: (cell.row, cell.column))
        others = f", and so do {len(left) - 1} others of the sheet" if len(left) > 1 else ""
        doubts.inform(
            "text-not-carried",
            leaf.sheet.ref(first.row, first.column),
            f"this stands beside the indicator's table with no label that is known{others}, and is "
            "not carried into the papers",
            "nothing, or write a label that packgen knows before it, such as 'Notes'",
        )


def _texts_beside(leaf: Leaf) -> Iterator[Cell]:
    """The texts that are not carried."""
    yield from leaf.lone
    for fact in (*leaf.odd, *leaf.benchmarks):
        if fact.value:
            yield fact.value


def _check_labels(leaf: Leaf, doubts: Doubts) -> None:
    sheet = leaf.sheet
    for cell in leaf.twice:
        doubts.stop(
            "label-twice",
            sheet.ref(cell.row, cell.column),
            "another label of this sheet is read as the same, and says something else",
            "give each label words of its own, or take one out",
        )
    named = leaf.facts.get("publication")
    if named and named.value is None and opens_as_mark(named.label.text):
        stop_mark(sheet, named.label, doubts)
    beside = {fact.label: fact.value for fact in (*leaf.odd, *leaf.benchmarks)}
    for cell in (*beside, *leaf.table.unknown):
        value = beside.get(cell)
        texts = [value.text] if value else _texts_of(leaf, cell)
        hinted = hints_at_marks(cell.heading) and look_like_marks(texts)
        if may_head_marks(cell.heading) or is_wording(cell.text) or hinted:
            doubts.stop(
                "heading-speaks-of-part-2",
                sheet.ref(cell.row, cell.column),
                f"'{cell.text}' may speak of Part 2, but is not understood",
                "write 'Publication' if it holds marks; else reword it",
            )
    for cell in leaf.table.unknown:
        doubts.look(
            "column-not-understood",
            sheet.ref(cell.row, cell.column),
            f"'{cell.text}' is not understood, and what belongs to it is not carried",
            "give it one of the headings that packgen knows, or leave it as it is",
        )


def _texts_of(leaf: Leaf, heading: Cell) -> list[str]:
    """What stands below a heading that is not understood, or beside such a label."""
    cells = [c for row in sorted(leaf.sheet.rows) for c in cells_of(leaf.sheet.rows[row])]
    below = [c.text for c in cells if c.column == heading.column and c.row > heading.row]
    beside = [c.text for c in cells if c.row == heading.row and c.column > heading.column]
    down = heading.row == leaf.table.top
    return below if down else beside


def _check_table(leaf: Leaf, doubts: Doubts) -> None:
    sheet = leaf.sheet
    for place in leaf.table.strays:
        doubts.look(
            "row-not-understood",
            sheet.ref(*place),
            "this figure belongs to no period that is understood, and is not carried",
            "write the period as the others are written, or take it out of the table",
        )
    seen = set()
    for period, entry in leaf.entries:
        if period in seen:
            doubts.stop(
                "value-twice",
                sheet.ref(entry.head.row, entry.head.column),
                "another value of this sheet is of the same period",
                "take one of them out",
            )
        seen.add(period)


def _check_parts(leaf: Leaf, doubts: Doubts, *, marked: bool) -> None:
    """Cells that are put together with others: no mark, error or line through them may be lost."""
    sheet = leaf.sheet
    cells = [leaf.table.heads[word] for word in sorted(leaf.table.heads)]
    cells += [fact.label for fact in leaf.facts.values()]
    for _, entry in leaf.entries:
        cells.append(entry.head)
        value = sheet.at(*entry.places["value"])
        worded = value is not None and is_wording(value.text)
        for word, place in entry.places.items():
            cell = sheet.at(*place)
            if cell is None or word in _PRINTED:
                continue
            if cell.kind in _BROKEN:
                stop_broken(sheet, cell, doubts)
            if word in _PARTS and not (marked or worded) and is_wording(cell.text):
                stop_mark(sheet, cell, doubts)
            cells.append(cell)
    looks = {(cell.row, cell.column): cell for cell in cells if cell.struck or cell.unseen}
    doubt_looks(sheet, looks.values(), doubts)


def _check_hidden(sheet: Sheet, doubts: Doubts) -> None:
    """What a leaf hides may be its figures, or its mark."""
    rows = [row for row, cells in sheet.hidden_rows.items() if cells]
    columns = [
        cell.column for cells in sheet.rows.values() for cell in cells_of(cells)
        if sheet.hides_column(cell.column)
    ]  # fmt: skip
    if rows or columns:
        doubts.stop(
            "indicator-sheet-hides",
            sheet.ref(min(rows, default=1), min(columns, default=1)),
            f"rows or columns of the sheet '{sheet.name}' are hidden and hold something",
            "unhide them or delete them",
        )


def _check_merged(leaf: Leaf, doubts: Doubts) -> None:
    """A figure merged over several cells: nobody can say whose it is."""
    sheet = leaf.sheet
    anchors: dict[Place, list[Place]] = {}
    for _, entry in leaf.entries:
        place = entry.places["value"]
        anchors.setdefault(sheet.place(*place), []).append(place)
    for anchor, places in sorted(anchors.items()):
        cell = sheet.own(*anchor)
        if len(places) > 1 and cell and not is_wording(cell.text):
            doubts.stop(
                "figure-merged",
                sheet.ref(*anchor),
                "this cell is merged over several periods, so that it is unclear what each holds",
                "unmerge the cells and write into each what belongs there",
            )
    doubt_covered(sheet, {sheet.place(*place) for place in sheet.covered}, doubts)
