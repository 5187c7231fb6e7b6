"""Cells that linked rows have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packgen.disclose.amounts import Amount
from packgen.disclose.draft import Draft
from packgen.disclose.places import Row
from packgen.disclose.records import RecordKind


def shared(draft: Draft, rows: Sequence[Row]) -> Iterator[tuple[int, tuple[Amount, ...]]]:
    """Aligned rows -> the cells in which all of them have a figure, and the figures' amounts."""
    for cell in rows[0].own:
        amounts = [draft.amounts.get((row.index, cell)) for row in rows]
        found = tuple(amount for amount in amounts if amount)
        if len(found) == len(rows):
            yield cell, found


def dropped(draft: Draft, rows: Sequence[Row], cell: int, words: str) -> None:
    """Records that a rule is not so for a cell of linked rows."""
    told = f"{rows[0].called(cell)}: {words}"
    draft.note(RecordKind.RULE_DROPPED, rows[0], cell, told, *rows[1:])
