"""Listings: plain tables of texts, for the papers that go with a Part 2 paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Marking,
    Paragraph,
    Row,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Role, RowKind, Scope


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of texts: its caption, what it holds, its headings and their shares of the width."""

    caption: str
    description: str
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    anchor: str

    def table(self, width_pt: float, bodies: Iterable[TableBody]) -> Table:
        """Bodies -> the table that fills a width."""
        return Table(
            caption=self.caption,
            description=self.description,
            columns=tuple(Column(share * width_pt) for share in self.shares),
            head=(Row(RowKind.HEAD, tuple(map(_head, self.heads))),),
            bodies=tuple(bodies),
            anchor=self.anchor,
        )

    def body(self, rows: Iterable[Sequence[str]], heading: str = "") -> TableBody:
        """Rows of texts, one for each heading -> a body, under a row of its own heading."""
        listed = tuple(map(_row, rows))
        return TableBody((self._heading(heading), *listed) if heading else listed)

    def _heading(self, text: str) -> Row:
        cell = Cell(
            (Paragraph(Role.SECTION, (Text(text),)),),
            colspan=len(self.heads),
            scope=Scope.ROW,
            fill=Ink("sectfill"),
        )
        return Row(RowKind.SECTION, (cell,), keep_with_next=True)


def beside_part2(part2: Document, title: str, blocks: tuple[Block, ...]) -> Document:
    """A Part 2 paper, a title and blocks -> a paper of packgen's own words that goes with it."""
    if part2.marking is not Marking.NOT_FOR_PUBLICATION:
        raise ValueError(f"{title} goes with a Part 2 paper")
    # The scorecard's key explains what is not in it.
    head = (Text(f"{title}    "), Text(part2.subject))
    running = replace(part2.running, header=head, footer=())
    return replace(part2, title=title, running=running, blocks=blocks, language="en-GB", logo=None)


def sentence(words: str) -> str:
    """Words -> a sentence."""
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _row(texts: Sequence[str]) -> Row:
    first, *others = texts
    return Row(RowKind.BODY, (_cell(first, Scope.ROW), *map(_cell, others)))


def _head(name: str) -> Cell:
    head = Paragraph(Role.COLUMN_HEAD, (Text(name),))
    return Cell((head,), scope=Scope.COLUMN, fill=Ink("headfill"))


def _cell(text: str, scope: Scope | None = None) -> Cell:
    return Cell((Paragraph(Role.BODY, (Text(text),)),) if text else (), scope=scope)
