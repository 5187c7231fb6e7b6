"""The scorecard's tables: one a block of the sheet, with its own header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from packgen.compose import cells, periods
from packgen.compose.exemptions import ExemptionWords
from packgen.compose.rationales import rationale_spans, shortened
from packgen.compose.slots import Slot, describe, head_rows, slots_of
from packgen.compose.sparkline import sparkline
from packgen.compose.widths import TIGHT, columns, figures_that_fit, fits
from packgen.document.drawing import Figure, Ink
from packgen.document.nodes import Cell, Column, Paragraph, Row, Table, TableBody, Text
from packgen.document.roles import Role, RowKind, Scope
from packgen.model.disclosed import (
    DisclosedBlock,
    DisclosedSection,
    PublicIndicator,
    RestrictedIndicator,
    Shown,
    Withheld,
)
from packgen.model.period import Period
from packgen.model.rating import Rating
from packgen.settings.law import Law
from packgen.settings.style import Style
from packgen.settings.template import RationalePlace, SectionStart, Template
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
        slots = self._slots(block)
        table_columns = self._columns(slots, indicators)
        return self._table(block, block.sections, caption, anchor, slots, table_columns)

    def section_tables(
        self, block: DisclosedBlock[PublicIndicator], named: Sequence[tuple[str, str]]
    ) -> Iterator[Table]:
        """A block, and a caption and an anchor for each of its sections -> a table for each."""
        slots = self._slots(block)
        indicators = tuple(block.indicators)
        table_columns = self._columns(slots, indicators)
        for section, (caption, anchor) in zip(block.sections, named, strict=True):
            yield self._table(block, (section,), caption, anchor, slots, table_columns)

    def has_room(self, block: DisclosedBlock[PublicIndicator]) -> bool:
        """Whether the block's texts keep their least widths beside its figures."""
        slots, indicators = self._slots(block), tuple(block.indicators)
        return fits(slots, indicators, self.style, self.template, self.width_pt, self.exemptions)

    def figures_that_fit(self, block: DisclosedBlock[PublicIndicator]) -> tuple[int, int] | None:
        """How many columns of figures the block has and how many fit; None when all do."""
        slots, indicators = self._slots(block), tuple(block.indicators)
        fit = figures_that_fit(
            slots, indicators, self.style, self.template, self.width_pt, self.exemptions
        )
        return None if fit is None else (sum(slot.kind in TIGHT for slot in slots), fit)

    def _columns(
        self, slots: Sequence[Slot], indicators: Sequence[PublicIndicator]
    ) -> tuple[Column, ...]:
        return columns(slots, indicators, self.style, self.template, self.width_pt, self.exemptions)

    def _slots(self, block: DisclosedBlock[PublicIndicator]) -> list[Slot]:
        return slots_of(block, self.position, self.words, self.template)

    def _table(
        self,
        block: DisclosedBlock[PublicIndicator],
        sections: Sequence[DisclosedSection[PublicIndicator]],
        caption: str,
        anchor: str,
        slots: Sequence[Slot],
        table_columns: tuple[Column, ...],
    ) -> Table:
        return Table(
            caption=caption,
            description=describe(caption, block, sections, slots, self.words),
            columns=table_columns,
            head=head_rows(block, slots, self.words),
            bodies=tuple(
                self._body(section, block.months, slots, table_columns, caption)
                for section in sections
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
        caption: str,
    ) -> TableBody:
        paged = self.template.section is SectionStart.PAGE
        rows = []
        if section.title or paged:
            rows.append(self._section_row(section, slots, caption if paged else ""))
        spans = rationale_spans(section.indicators)
        last = len(spans) - 1
        in_column = any(slot.kind == "rationale" for slot in slots)
        for place, (indicator, span) in enumerate(zip(section.indicators, spans, strict=True)):
            row_cells = tuple(self._row_cells(indicator, span, months, slots, table_columns))
            below = in_column and place < last and spans[place + 1] == 0
            # A section's row has two rows under it on its page.
            leads = bool(rows) and place == 0 and last > 0
            rows.append(Row(RowKind.BODY, row_cells, keep_with_next=below or leads))
        return TableBody(tuple(rows))

    def _section_row(
        self, section: DisclosedSection[PublicIndicator], slots: Sequence[Slot], heading: str
    ) -> Row:
        """A section's row; under the section's own heading it says how many indicators there
        are."""
        name = heading or section.title
        title = name
        if heading:
            title = self.words.counts.indicators(len(section.indicators))
        elif section.continued:
            title = self.words.table.continued(section=name)
        again = Paragraph(Role.SECTION, (Text(self.words.table.continued(section=name)),))
        if len(slots) == 1:
            cell = _section_cell(title, again, 1, Scope.ROW)
            return Row(RowKind.SECTION, (cell,), bool(section.indicators), title)
        rating_at = next((i for i, slot in enumerate(slots) if slot.kind == "rating"), 0)
        named = rating_at or min(len(slots) - 1, 2)
        counts = rating_counts(section.indicators)
        withheld = sum(indicator.is_withheld for indicator in section.indicators)
        return Row(
            RowKind.SECTION,
            (
                _section_cell(title, again, named, None if heading else Scope.ROW),
                Cell(
                    (cells.count_line(counts, withheld, self.words),),
                    colspan=len(slots) - named,
                    fill=Ink("sectfill"),
                ),
            ),
            keep_with_next=bool(section.indicators),
            outline="" if heading else title,
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
                    yield self._rationale_cell(indicator.rationale.text, span)
            elif slot.kind == "trend":
                room = table_columns[place].width_pt - 2 * self.style.table.pad_x_pt
                yield Cell(figure=self._trend(indicator, months, room))
            elif slot.kind == "indicator":
                yield self._title_cell(indicator, indicator.notes, span, months, slots)
            else:
                yield self._cell(indicator, slot, months)
            place += run or 1

    def _trend(
        self, indicator: PublicIndicator, months: Sequence[Period], room_pt: float
    ) -> Figure | None:
        height = self.template.trend_height_pt
        label = self.style.type[Role.WORDS].size_pt
        return sparkline(indicator, months, self.words, room_pt, height, label)

    def _rationale_cell(self, text: str, span: int) -> Cell:
        """A rationale; over several rows it may have to be said again on a further page."""
        again = _optional(Role.RATIONALE, self.words.table.said_again(text=text) if text else "")
        return Cell(_optional(Role.RATIONALE, text), rowspan=span, again=again if span > 1 else ())

    def _cell(self, indicator: PublicIndicator, slot: Slot, months: Sequence[Period]) -> Cell:
        texts = {
            "number": (Role.INDICATOR_NUMBER, indicator.number),
            "polarity": (Role.WORDS, indicator.polarity_text),
        }
        match slot.kind:
            case "number" | "polarity" as kind:
                return cells.text_cell(*texts[kind])
            case "target":
                text = indicator.target.text
                return Cell(cells.figure_text(text)) if text else Cell()
            case "rating":
                return self._rating(indicator)
            case _:
                return self._value_cell(indicator, slot, months)

    def _rating(self, indicator: PublicIndicator) -> Cell:
        """A stated rating, in its own colour; with why, where the public does not see it."""
        cell = cells.rating_cell(indicator.stated, self.words)
        because = self.exemptions.at_rating(indicator)
        return replace(cell, paragraphs=(*cell.paragraphs, *_optional(Role.EXEMPTION, because)))

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

    def _title_cell(
        self,
        indicator: PublicIndicator,
        note: str,
        span: int,
        months: Sequence[Period],
        slots: Sequence[Slot],
    ) -> Cell:
        paragraphs = list(_optional(Role.INDICATOR, indicator.title))
        if span and self.template.rationale is RationalePlace.BENEATH:
            short = shortened(indicator.rationale.text, self.template.short)
            paragraphs += _optional(Role.RATIONALE, short)
        if note:
            paragraphs += _optional(Role.INDICATOR_NOTE, self.words.table.note(note=note))
        if isinstance(indicator, RestrictedIndicator):
            for exemption in indicator.exemptions:
                paragraphs += _optional(Role.EXEMPTION, self.exemptions.under_name(exemption))
            paragraphs += _optional(
                Role.EXEMPTION, _not_shown(indicator, months, slots, self.exemptions)
            )
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


def _is_wholly_exempt(indicator: RestrictedIndicator) -> bool:
    """Whether every month and the year to date are exempt."""
    first = len(indicator.benchmarks)
    return indicator.exempt.keys() >= set(range(first, len(indicator.cells)))


def _section_cell(title: str, again: Paragraph, colspan: int, scope: Scope | None) -> Cell:
    return Cell(
        (Paragraph(Role.SECTION, (Text(title),)),),
        colspan=colspan,
        scope=scope,
        fill=Ink("sectfill"),
        again=(again,),
    )


def _not_shown(
    indicator: RestrictedIndicator,
    months: Sequence[Period],
    slots: Sequence[Slot],
    exemptions: ExemptionWords,
) -> str:
    """The exempt figures of months that the table leaves out, of a row that is exempt in part."""
    if _is_wholly_exempt(indicator):
        return ""
    shown = {slot.place for slot in slots if slot.kind == "month"}
    first = len(indicator.benchmarks)
    hidden = [(place, first + place) for place in range(len(months)) if place not in shown]
    said = [
        (f"{periods.head(months[place], exemptions.words)}: {cell.text}", at)
        for place, at in hidden
        if at in indicator.exempt and isinstance(cell := indicator.cells[at], Shown)
    ]
    return "; ".join(f"{text}, {exemptions.at_figure(indicator, at)}" for text, at in said)
