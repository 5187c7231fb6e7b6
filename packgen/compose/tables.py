"""The scorecard's tables: one a block of the sheet, with its own header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packgen.compose import cells
from packgen.compose.exemptions import ExemptionWords
from packgen.compose.slots import Slot, describe, head_rows, slots_of
from packgen.compose.sparkline import sparkline
from packgen.compose.widths import columns
from packgen.document.drawing import Ink
from packgen.document.nodes import Cell, Column, Paragraph, Row, Table, TableBody, Text
from packgen.document.roles import Role, RowKind, Scope
from packgen.model.disclosed import (
    DisclosedBlock,
    DisclosedSection,
    PublicIndicator,
    RestrictedIndicator,
    Withheld,
)
from packgen.model.period import Period
from packgen.model.rating import Rating
from packgen.settings.law import Law
from packgen.settings.style import Style
from packgen.settings.template import Template
from packgen.settings.words import Words


@dataclass(frozen=True, slots=True)
class TableMaker:
    """What every table of one paper is made with."""

    style: Style
    template: Template
    words: Words
    law: Law
    position: Period
    width_pt: float

    def table(self, block: DisclosedBlock[PublicIndicator], caption: str, anchor: str) -> Table:
        """A block -> its table; widths fill the page."""
        indicators = tuple(block.indicators)
        slots = slots_of(block, self.position, self.words)
        table_columns = columns(
            slots,
            indicators,
            self.style,
            self.template,
            self.width_pt,
            self.exemptions,
        )
        return Table(
            caption=caption,
            description=describe(caption, block, slots, self.words),
            columns=table_columns,
            head=head_rows(block, slots, self.words),
            bodies=tuple(
                self._body(section, block.months, slots, table_columns)
                for section in block.sections
                if section.indicators or section.title
            ),
            anchor=anchor,
        )

    def _body(
        self,
        section: DisclosedSection[PublicIndicator],
        months: Sequence[Period],
        slots: Sequence[Slot],
        table_columns: Sequence[Column],
    ) -> TableBody:
        rows = [self._section_row(section, slots)] if section.title else []
        spans = _rationale_spans(section.indicators)
        for indicator, span in zip(section.indicators, spans, strict=True):
            row_cells = tuple(self._row_cells(indicator, span, months, slots, table_columns))
            below = span > 1 or (
                span == 0 and _span_goes_on(spans, len(rows) - bool(section.title))
            )
            rows.append(Row(RowKind.BODY, row_cells, keep_with_next=below))
        return TableBody(tuple(rows))

    def _section_row(
        self, section: DisclosedSection[PublicIndicator], slots: Sequence[Slot]
    ) -> Row:
        title = section.title
        if section.continued:
            title = self.words.table.continued(section=title)
        rating_at = next((i for i, slot in enumerate(slots) if slot.kind == "rating"), 0)
        named = rating_at or min(len(slots) - 1, 2)
        counts = rating_counts(section.indicators)
        withheld = sum(indicator.is_withheld for indicator in section.indicators)
        return Row(
            RowKind.SECTION,
            (
                Cell(
                    (Paragraph(Role.SECTION, (Text(title),)),),
                    colspan=named,
                    scope=Scope.ROW,
                    fill=Ink("sectfill"),
                ),
                Cell(
                    (cells.count_line(counts, withheld, self.words),),
                    colspan=len(slots) - named,
                    fill=Ink("sectfill"),
                ),
            ),
            keep_with_next=bool(section.indicators),
            outline=title,
        )

    def _row_cells(
        self,
        indicator: PublicIndicator,
        span: int,
        months: Sequence[Period],
        slots: Sequence[Slot],
        table_columns: Sequence[Column],
    ) -> Iterator[Cell]:
        place = 0
        while place < len(slots):
            slot = slots[place]
            run = _withheld_run(indicator, slots, place)
            if run:
                yield cells.withheld_cell(self.words, run)
            elif slot.kind == "rationale":
                if span:
                    yield Cell(_optional(Role.RATIONALE, indicator.rationale.text), rowspan=span)
            elif slot.kind == "trend":
                room = table_columns[place].width_pt - 2 * self.style.table.pad_x_pt
                yield Cell(figure=sparkline(indicator, months, self.words, room))
            else:
                yield self._cell(indicator, slot, months)
            place += run or 1

    def _cell(self, indicator: PublicIndicator, slot: Slot, months: Sequence[Period]) -> Cell:
        texts = {
            "number": (Role.INDICATOR_NUMBER, indicator.number),
            "polarity": (Role.WORDS, indicator.polarity_text),
        }
        match slot.kind:
            case "number" | "polarity" as kind:
                return cells.text_cell(*texts[kind])
            case "indicator":
                return self._title_cell(indicator, indicator.notes)
            case "target":
                text = indicator.target.text
                return Cell(cells.figure_text(text)) if text else Cell()
            case "rating":
                return cells.rating_cell(indicator.stated, self.words)
            case _:
                return self._value_cell(indicator, slot, months)

    def _value_cell(self, indicator: PublicIndicator, slot: Slot, months: Sequence[Period]) -> Cell:
        benchmarks = len(indicator.benchmarks)
        match slot.kind:
            case "benchmark":
                at, latest, due = slot.place, False, True
            case "month":
                at, latest = benchmarks + slot.place, slot.latest
                due = months[slot.place] <= self.position
            case _:
                at, latest, due = benchmarks + len(months), True, True
        cell = cells.value_cell(indicator.cells[at], self.words, latest=latest, due=due)
        if isinstance(indicator, RestrictedIndicator) and at in indicator.exempt:
            return self._exempt(cell, self.exemptions.at_figure(indicator, at))
        return cell

    def _exempt(self, cell: Cell, because: str) -> Cell:
        """A cell whose figure the public does not see: tinted, and with why in words, unless that
        stands under the indicator's name for the whole row."""
        mark = _optional(Role.EXEMPTION, because) if cell.paragraphs else ()
        return Cell((*cell.paragraphs, *mark), fill=Ink("p2fill"))

    def _title_cell(self, indicator: PublicIndicator, note: str) -> Cell:
        paragraphs = list(_optional(Role.INDICATOR, indicator.title))
        if note:
            paragraphs += _optional(Role.INDICATOR_NOTE, self.words.table.note(note=note))
        if isinstance(indicator, RestrictedIndicator):
            for exemption in indicator.exemptions:
                paragraphs += _optional(Role.EXEMPTION, self.exemptions.under_name(exemption))
        return Cell(tuple(paragraphs), scope=Scope.ROW)

    @property
    def exemptions(self) -> ExemptionWords:
        """How exemptions are told."""
        return ExemptionWords(self.law, self.words)


def rating_counts(indicators: Sequence[PublicIndicator]) -> list[tuple[Rating, int]]:
    """Indicators -> how many have each stated rating, concern first, none left at zero."""
    found = Counter(indicator.stated.rating for indicator in indicators)
    return [(rating, found[rating]) for rating in Rating if found[rating]]


def _optional(role: Role, text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(role, (Text(text),)),) if text else ()


def _withheld_run(indicator: PublicIndicator, slots: Sequence[Slot], place: int) -> int:
    """How many slots from here hold withheld figures; the trend goes with a row of none else."""
    if slots[place].kind not in {"month", "year_to_date", "benchmark"}:
        return 0
    kind_group = {"benchmark"} if slots[place].kind == "benchmark" else {"month", "year_to_date"}
    end = place
    while (
        end < len(slots) and slots[end].kind in kind_group and _is_withheld(indicator, slots[end])
    ):
        end += 1
    whole = all(isinstance(cell, Withheld) for cell in indicator.months)
    if end > place and whole and end < len(slots) and slots[end].kind == "trend":
        end += 1
    return end - place


def _is_withheld(indicator: PublicIndicator, slot: Slot) -> bool:
    value = {
        "benchmark": indicator.benchmarks[slot.place] if slot.kind == "benchmark" else None,
        "month": indicator.months[slot.place] if slot.kind == "month" else None,
    }.get(slot.kind, indicator.year_to_date)
    return isinstance(value, Withheld)


def _rationale_spans(indicators: Sequence[PublicIndicator]) -> list[int]:
    """For each indicator: how many rows its rationale spans from here, 0 under another's."""
    spans: list[int] = []
    start = 0
    for i, indicator in enumerate(indicators):
        if i and indicator.rationale == indicators[start].rationale:
            spans[start] += 1
            spans.append(0)
        else:
            start = i
            spans.append(1)
    return spans


def _span_goes_on(spans: Sequence[int], place: int) -> bool:
    return place + 1 < len(spans) and spans[place + 1] == 0
