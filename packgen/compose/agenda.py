"""The agenda as a table: each item with its number, its title and where its papers are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from packgen.compose import figures
from packgen.compose.entry import Entry
from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Cell,
    Column,
    Inline,
    Link,
    PageOf,
    Paragraph,
    Row,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Align, Role, RowKind, Scope
from packgen.document.volume import Pagination
from packgen.settings.meeting import ItemPart
from packgen.settings.words import Words

_NUMBER_PT, _PAGES_PT = 36.0, 104.0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where papers stand as far as is known, and the anchors of those in this volume."""

    pages: Pagination
    here: frozenset[str]


def agenda(
    entries: Sequence[Entry], part: ItemPart, where: Whereabouts, width_pt: float, words: Words
) -> Table:
    """Entries of one part of the meeting, and where papers stand -> their table."""
    said = words.meeting
    exempt = part is ItemPart.EXEMPT
    caption = said.agenda_part2 if exempt else said.agenda_public
    rows = [_row(entry, where, words) for entry in entries]
    return Table(
        caption=caption,
        description=said.agenda_description(caption=caption),
        columns=(
            Column(_NUMBER_PT),
            Column(width_pt - _NUMBER_PT - _PAGES_PT),
            Column(_PAGES_PT, Align.RIGHT),
        ),
        head=(_head(caption, said.pages_head, exempt=exempt),),
        bodies=(TableBody((*rows[:-1], replace(rows[-1], kind=RowKind.LAST))),),
        anchor="agenda-part-2" if exempt else "agenda-part-1",
    )


def _head(caption: str, pages: str, *, exempt: bool) -> Row:
    fill, ink = ("p2bar", "p2bartext") if exempt else ("headfill", "headtext")
    title = Paragraph(Role.SECTION, (Text(caption, ink=Ink(ink)),))
    right = Paragraph(Role.COLUMN_HEAD, (Text(pages, ink=Ink(ink)),), Align.RIGHT)
    cells = (
        Cell((title,), colspan=2, scope=Scope.COLUMN, fill=Ink(fill)),
        Cell((right,), scope=Scope.COLUMN, fill=Ink(fill)),
    )
    return Row(RowKind.HEAD, cells)


def _row(entry: Entry, stands: Whereabouts, words: Words) -> Row:
    paragraphs = (
        Paragraph(Role.AGENDA_ITEM, (_title(entry, stands),)),
        *(Paragraph(Role.AGENDA_NOTE, (Text(note),)) for note in entry.notes),
        *entry.text,
        *((Paragraph(Role.AGENDA_NOTE, (Text(entry.exempt),)),) if entry.exempt else ()),
    )
    where = tuple(_where(entry, stands.pages, words))
    return Row(
        RowKind.BODY,
        (
            Cell((Paragraph(Role.AGENDA_NUMBER, (Text(entry.number),)),), scope=Scope.ROW),
            Cell(paragraphs),
            Cell((Paragraph(Role.AGENDA_PAGES, where, Align.RIGHT),) if where else ()),
        ),
    )


def _title(entry: Entry, stands: Whereabouts) -> Inline:
    """An item's title, as a link to its first paper where that stands in the same volume."""
    if entry.papers and entry.papers[0] in stands.here:
        return Link(entry.title, f"#{entry.papers[0]}")
    return Text(entry.title)


def _where(entry: Entry, pages: Pagination, words: Words) -> Iterator[Inline]:
    if not entry.papers:
        yield from [Text(entry.instead)] if entry.instead else []
        return
    first, last = entry.papers[0], entry.papers[-1]
    spans = pages.spans
    single = first in spans and spans[first].first == spans[last].last
    numbers = {"first": PageOf(first), "last": PageOf(last, last=True)}
    for text, name in figures.pieces(words.meeting.page if single else words.meeting.pages):
        yield from [Text(text)] if text else []
        yield from [numbers[name]] if name else []
