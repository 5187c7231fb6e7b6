"""Slots: which columns a block's table has, and the head over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from packgen.compose import cells, figures, periods
from packgen.document.nodes import Cell, Row
from packgen.document.roles import RowKind
from packgen.model.disclosed import DisclosedBlock, PublicIndicator
from packgen.model.period import Period
from packgen.settings.words import Words


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of the scorecard: its kind, its heading, its place among its kind."""

    kind: str
    heading: str
    place: int = 0
    first_of_group: bool = False
    latest: bool = False


def slots_of(
    block: DisclosedBlock[PublicIndicator],
    position: Period,
    words: Words,
) -> list[Slot]:
    """The columns that this block's sheet has, in the order of the papers."""
    heads = block.headings
    return [
        *(
            Slot(kind, text)
            for kind, text in (
                ("number", heads.number),
                ("indicator", heads.indicator),
                ("rationale", heads.rationale),
                ("polarity", heads.polarity),
                ("target", heads.target),
            )
            if text is not None
        ),
        *(Slot("benchmark", text, i, i == 0) for i, text in enumerate(heads.benchmarks)),
        *([Slot("rating", heads.rating, 0, True)] if heads.rating is not None else []),
        *(
            Slot("month", periods.head(period, words), i, i == 0, period.is_latest_at(position))
            for i, period in enumerate(block.months)
        ),
        *([Slot("year_to_date", heads.year_to_date, 0, True)] if heads.year_to_date else []),
        Slot("trend", words.table.trend_head, 0, True),
    ]


def describe(
    caption: str, block: DisclosedBlock[PublicIndicator], slots: Sequence[Slot], words: Words
) -> str:
    """A block and its columns -> what the table holds, for those who can't see its shape."""
    counts = Counter(slot.kind for slot in slots)
    many = {
        "benchmark": words.counts.benchmarks(counts["benchmark"]),
        "month": periods.counted(block.months, words),
    }
    kinds = [many.get(kind) or str(getattr(words.table, kind)) for kind in counts]
    return words.table.description(
        caption=caption,
        indicators=words.counts.indicators(sum(1 for _ in block.indicators)),
        sections=words.counts.sections(len(block.sections)),
        columns=figures.listed(kinds, words),
    )


def head_rows(
    block: DisclosedBlock[PublicIndicator], slots: Sequence[Slot], words: Words
) -> tuple[Row, Row]:
    """Two rows: groups over their columns, every other heading over both rows.

    The year to date and the trend stand under the months' group: a header that spans rows in a
    table's last column is read wrongly by some readers.
    """
    groups = {"benchmark": block.headings.benchmark_group or words.table.benchmarks_head}
    over_months = periods.over_all(block.months, block.year, words)
    upper: list[Cell] = []
    lower: list[Cell] = []
    grouped = {"month", "year_to_date", "trend"}
    for slot in slots:
        if slot.kind == "benchmark":
            if slot.place == 0:
                upper.append(cells.head_cell(groups["benchmark"], _count(slots, {"benchmark"})))
            lower.append(cells.head_cell(slot.heading))
        elif slot.kind in grouped:
            if slot.kind == "month" and slot.place == 0:
                upper.append(cells.head_cell(over_months, _count(slots, grouped)))
            lower.append(cells.head_cell(slot.heading))
        else:
            upper.append(cells.head_cell(slot.heading, rowspan=2))
    return Row(RowKind.HEAD, tuple(upper)), Row(RowKind.HEAD, tuple(lower))


def _count(slots: Sequence[Slot], kinds: set[str]) -> int:
    return sum(slot.kind in kinds for slot in slots)
