"""A few indicators of a scorecard as a table for a report: the latest periods and year to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from packgen.compose import cells, figures, periods
from packgen.compose.report_kit import Card, ReportKit
from packgen.compose.report_table import head_cell, text_table
from packgen.document.drawing import Ink
from packgen.document.nodes import Cell, Paragraph, Table, Text
from packgen.document.roles import Align, Role, Scope
from packgen.model.disclosed import DisclosedBlock, PublicIndicator, RestrictedIndicator

_PERIODS: Final = 3

Found = tuple[DisclosedBlock[PublicIndicator], PublicIndicator]


def find(card: Card, number: str) -> Found | None:
    """A card and an indicator's number -> its block and itself; None unless there is just one."""
    found = [(b, i) for b in card.blocks for i in b.indicators if i.number == number]
    return found[0] if len(found) == 1 else None


def excerpt(
    card: Card, rows: Sequence[Found], caption: str, anchor: str, kit: ReportKit, *, indented: bool
) -> Table:
    """Indicators of one block (at least one) -> their table, as wide as the text."""
    block = rows[0][0]
    due = [place for place, month in enumerate(block.months) if month <= card.position]
    places = (due or [0])[-_PERIODS:]
    heads = _heads(block, places, kit)
    columns = figures.listed(heads, kit.words)
    return text_table(
        [head_cell((Text(head),)) for head in heads],
        [list(_row(row, block, places, kit)) for _, row in rows],
        [Align.LEFT, *[Align.RIGHT] * (len(heads) - 1 - _has_rating(block))]
        + [Align.LEFT] * _has_rating(block),
        caption=caption,
        description=kit.words.report.table_description(rows=str(len(rows)), columns=columns),
        anchor=anchor,
        measure=kit.measure,
        width_pt=kit.width_pt - (kit.indent_pt if indented else 0),
        indented=indented,
    )


def _has_rating(block: DisclosedBlock[PublicIndicator]) -> bool:
    return block.headings.rating is not None


def _heads(
    block: DisclosedBlock[PublicIndicator], places: Sequence[int], kit: ReportKit
) -> list[str]:
    heads = block.headings
    return [
        kit.words.report.scorecard_head,
        *(periods.head(block.months[place], kit.words) for place in places),
        *([heads.year_to_date] if heads.year_to_date is not None else []),
        *([heads.rating] if heads.rating is not None else []),
    ]


def _row(
    row: PublicIndicator,
    block: DisclosedBlock[PublicIndicator],
    places: Sequence[int],
    kit: ReportKit,
) -> Iterator[Cell]:
    number = (Text(f"{row.number} ", bold=True),) if row.number else ()
    name = Paragraph(Role.TABLE_TEXT, (*number, Text(row.title)))
    yield Cell((name,), scope=Scope.ROW)
    first = len(row.benchmarks)
    for place in places:
        yield _value(row, first + place, kit, latest=place == places[-1])
    if block.headings.year_to_date is not None:
        yield _value(row, len(row.cells) - 1, kit, latest=True)
    if block.headings.rating is not None:
        yield cells.rating_cell(row.stated, kit.words)


def _value(row: PublicIndicator, at: int, kit: ReportKit, *, latest: bool) -> Cell:
    """A figure; on the ground of Part 2 where the public does not see it."""
    cell = cells.value_cell(row.cells[at], kit.words, latest=latest)
    exempt = isinstance(row, RestrictedIndicator) and at in row.exempt
    return replace(cell, fill=Ink("p2fill")) if exempt else cell
