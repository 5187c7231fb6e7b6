"""Slots: which columns a block's table has, and the head over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from packgen.compose import cells, figures, periods
from packgen.document.nodes import Cell, Row
from packgen.document.roles import RowKind
from packgen.model.disclosed import DisclosedBlock, DisclosedSection, PublicIndicator
from packgen.model.period import Period
from packgen.settings.template import Template
from packgen.settings.words import Words


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of the scorecard: its kind, its heading, its place among its kind.

    ``group`` is the heading above it that it must hold by itself, being the only one of a group.
    """

    kind: str
    heading: str
    place: int = 0
    first_of_group: bool = False
    latest: bool = False
    group: str = ""


def slots_of(
    block: DisclosedBlock[PublicIndicator],
    position: Period,
    words: Words,
    template: Template,
) -> list[Slot]:
    """The columns that this block's sheet has and the template prints, in the papers' order."""
    heads = block.headings
    places = _shown_months(block.months, position, template.months)
    slots = [
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
        *(
            Slot("benchmark", text, i, i == 0, group=_lone_group(block, words))
            for i, text in enumerate(heads.benchmarks)
        ),
        *([Slot("rating", heads.rating, 0, True)] if heads.rating is not None else []),
        *(
            Slot(
                "month",
                periods.head(block.months[i], words),
                i,
                i == places[0],
                block.months[i].is_latest_at(position),
            )
            for i in places
        ),
        *([Slot("year_to_date", heads.year_to_date, 0, True)] if heads.year_to_date else []),
        Slot("trend", _trend_heading(block, places, words), 0, True),
    ]
    return [slot for slot in slots if slot.kind in template.column_pt]


def _lone_group(block: DisclosedBlock[PublicIndicator], words: Words) -> str:
    """The heading over the benchmarks, where there is but one of them."""
    return _benchmark_group(block, words) if len(block.headings.benchmarks) == 1 else ""


def _benchmark_group(block: DisclosedBlock[PublicIndicator], words: Words) -> str:
    return block.headings.benchmark_group or words.table.benchmarks_head


def _shown_months(months: Sequence[Period], position: Period, latest: int | None) -> Sequence[int]:
    """The places of the months to print: all, or the latest up to the position."""
    if latest is None:
        return range(len(months))
    due = sum(month <= position for month in months)
    end = max(1, due)
    return range(max(0, end - latest), end)


def _trend_heading(
    block: DisclosedBlock[PublicIndicator], places: Sequence[int], words: Words
) -> str:
    """The trend's heading; with its months where the table doesn't print them all."""
    if len(places) == len(block.months):
        return words.table.trend_head
    first, last = block.months[0], block.months[places[-1]]
    return words.table.trend_over(first=periods.head(first, words), last=periods.head(last, words))


def describe(
    caption: str,
    block: DisclosedBlock[PublicIndicator],
    sections: Sequence[DisclosedSection[PublicIndicator]],
    slots: Sequence[Slot],
    words: Words,
) -> str:
    """A block's sections and their columns -> what the table holds, for those who see no table."""
    counts = Counter(slot.kind for slot in slots)
    many = {
        "benchmark": words.counts.benchmarks(counts["benchmark"]),
        "month": periods.counted(block.months, words),
    }
    kinds = [many.get(kind) or str(getattr(words.table, kind)) for kind in counts]
    return words.table.description(
        caption=caption,
        indicators=words.counts.indicators(sum(len(s.indicators) for s in sections)),
        sections=words.counts.sections(len(sections)),
        columns=figures.listed(kinds, words),
    )


def head_rows(
    block: DisclosedBlock[PublicIndicator], slots: Sequence[Slot], words: Words
) -> tuple[Row, ...]:
    """Two rows: groups over their columns, every other heading over both rows. One row where
    there is no group: no benchmark, and not all months.

    The year to date and the trend stand under the months' group: a header that spans rows in a
    table's last column is read wrongly by some readers.
    """
    shown = _count(slots, {"month"})
    if shown < len(block.months) and not _count(slots, {"benchmark"}):
        return (Row(RowKind.HEAD, tuple(cells.head_cell(slot.heading) for slot in slots)),)
    groups = {"benchmark": _benchmark_group(block, words)}
    over_months = periods.over_all(block.months, block.year, words)
    upper: list[Cell] = []
    lower: list[Cell] = []
    grouped = {"month", "year_to_date", "trend"}
    opened = False
    for slot in slots:
        if slot.kind == "benchmark":
            if slot.place == 0:
                upper.append(cells.head_cell(groups["benchmark"], _count(slots, {"benchmark"})))
            lower.append(cells.head_cell(slot.heading))
        elif slot.kind in grouped:
            if not opened:
                opened = True
                upper.append(cells.head_cell(over_months, _count(slots, grouped)))
            lower.append(cells.head_cell(slot.heading))
        else:
            upper.append(cells.head_cell(slot.heading, rowspan=2))
    return Row(RowKind.HEAD, tuple(upper)), Row(RowKind.HEAD, tuple(lower))


def _count(slots: Sequence[Slot], kinds: set[str]) -> int:
    return sum(slot.kind in kinds for slot in slots)
