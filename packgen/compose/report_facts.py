"""What every report has beside its text: facts at its head, purpose and recommendations, its
implications, its background papers (Local Government Act 1972, section 100D)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from packgen.compose import figures, periods
from packgen.compose.report_front import FrontMatter, Said
from packgen.compose.report_kit import ReportKit
from packgen.compose.report_numbers import Numbers
from packgen.compose.report_reader import ReportReader
from packgen.compose.report_table import head_cell, text_cell, text_table
from packgen.compose.report_text import render_text
from packgen.document.nodes import Block, Inline, Item, Listing, Table, Text
from packgen.document.roles import Align, Scope
from packgen.document.walk import plain
from packgen.settings.meeting import Meeting
from packgen.settings.paperwords import ReportWords

KINDS: Final = frozenset(
    {"financial", "legal", "equalities", "staffing", "procurement", "property", "health"}
    | {"climate", "children", "crime", "data", "risk"}
)
"""Kinds of implications that each language has a word for."""
_SHARES: Final = (0.3, 0.7)
_BULLET: Final = "\u2022"

Names = Mapping[str, object]


def facts(front: FrontMatter, meeting: Meeting, kit: ReportKit, numbers: Numbers) -> Table:
    """A report's facts, each in a row."""
    said = kit.words.report
    given = [(name, text) for name, text in _facts(front, meeting, kit) if text]
    rows = [
        [text_cell([(Text(name, bold=True),)], Scope.ROW), text_cell([(Text(text),)])]
        for name, text in given
    ]
    return text_table(
        [],
        rows,
        [Align.LEFT, Align.LEFT],
        caption=said.head,
        description=said.head_description,
        anchor=numbers.own("facts"),
        measure=kit.measure,
        width_pt=kit.width_pt,
        shown=False,
        shares=_SHARES,
    )


def _facts(front: FrontMatter, meeting: Meeting, kit: ReportKit) -> Iterator[tuple[str, str]]:
    said = kit.words.report
    yield said.number, front.number
    yield said.committee, meeting.body
    yield said.date, periods.day(meeting.date, kit.words)
    yield said.decision, front.decision
    if front.executive is not None:
        yield said.executive, said.is_executive if front.executive else said.not_executive
    yield said.ward, front.ward
    yield said.author, front.author
    yield said.contact, front.contact


def standing(front: FrontMatter, file: str, names: Names, reader: ReportReader) -> Iterator[Block]:
    """The sections at a report's beginning: its purpose, what it recommends."""
    said = reader.kit.words.report
    if front.purpose:
        yield reader.heading(said.purpose)
        yield reader.paragraph(_line(front.purpose, file, names, reader))
    if front.recommendations:
        one = len(front.recommendations) == 1
        yield reader.heading(said.recommendation if one else said.recommendations)
        for each in front.recommendations:
            yield reader.paragraph(_line(each, file, names, reader))


def implications(
    front: FrontMatter, file: str, names: Names, reader: ReportReader
) -> Iterator[Block]:
    """The implications by kind, as a table."""
    if not front.implications:
        return
    kit, said = reader.kit, reader.kit.words.report
    kinds = [_kind(kind, said) for kind, _ in front.implications]
    rows = [
        [text_cell([(Text(kind, bold=True),)], Scope.ROW), text_cell([content])]
        for kind, (_, text) in zip(kinds, front.implications, strict=True)
        for content in (_line(text, file, names, reader),)
    ]
    yield reader.heading(said.implications)
    yield text_table(
        [head_cell((Text(said.implication_kind),)), head_cell((Text(said.implication),))],
        rows,
        [Align.LEFT, Align.LEFT],
        caption=said.implications,
        description=said.implications_description(kinds=figures.listed(kinds, kit.words)),
        anchor=reader.numbers.own("implications"),
        measure=kit.measure,
        width_pt=kit.width_pt,
        shown=False,
        shares=_SHARES,
    )


def _kind(kind: str, said: ReportWords) -> str:
    """A kind's word in the paper's language; the council's own as it wrote it."""
    return str(getattr(said, kind)) if kind in KINDS else kind


def background(
    front: FrontMatter, file: str, names: Names, exempt: Names | None, reader: ReportReader
) -> tuple[list[Block], tuple[str, ...]]:
    """The section on background papers, which every report has; and their titles.

    ``exempt`` are the names for exempt papers; None leaves these out.
    """
    said = reader.kit.words.report
    titles = [
        _line(paper.title, file, exempt if paper.exempt and exempt else names, reader)
        for paper in front.background
        if exempt is not None or not paper.exempt
    ]
    blocks: list[Block] = [reader.heading(said.background)]
    lead = said.background_law if titles else said.no_background
    blocks.append(reader.paragraph((Text(lead),)))
    if titles:
        blocks.append(Listing(tuple(Item(_BULLET, (t,)) for t in titles), indented=True))
    return blocks, tuple(plain(title) for title in titles)


def _line(said: Said, file: str, names: Names, reader: ReportReader) -> tuple[Inline, ...]:
    """A text of the front matter -> its content."""
    return reader.lines.only(render_text(said.text, file, said.line, names))
