"""Other words in the place of a meeting's exempt ones: what the public gets must not change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from packgen.compose.report_front import FrontMatter, Said
from packgen.compose.report_source import OpenText, ReportSource, respoken
from packgen.document.nodes import Block, Paragraph, Text
from packgen.document.roles import Role
from packgen.document.written import Piece, WrittenReport
from packgen.gathering import MeetingSource
from packgen.reports import Written
from packgen.settings.meeting import AgendaItem, Exemption, MeetingSettings

if TYPE_CHECKING:
    from packgen.assemble.attachment import Attachment


@dataclass(frozen=True, slots=True)
class Rewording:
    """What to put in place of exempt words. ``name`` says what it is, in words for messages;
    ``pages`` is how many pages an exempt attachment has then."""

    name: str
    words: str
    pages: int


_LONG: Final = "Other words that nobody outside may read, in a line without an end. " * 12
_BLOCKS: Final = "## Heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSaid[^of].\n\n[^of]: Said."
REWORDINGS: Final = (
    Rewording("a single letter", "x", 1),
    Rewording("forty paragraphs", "\n\n".join([_LONG.strip()] * 40), 37),
    Rewording("headings, tables and notes", _BLOCKS, 2),
)
"""What a proof on a finished pack tries."""
WORDS_AGAIN: Final = REWORDINGS[1:2]
"""What every build tries before it writes anything."""


@dataclass(frozen=True, slots=True)
class ExemptWords:
    """How many things of a meeting are exempt in words: passages of public reports, and reports,
    others' files and scorecards of Part 2 items."""

    passages: int
    reports: int
    attachments: int
    scorecards: int

    def __bool__(self) -> bool:
        return any((self.passages, self.reports, self.attachments, self.scorecards))

    def __str__(self) -> str:
        counts = (
            (self.passages, "exempt passage"),
            (self.reports, "exempt report"),
            (self.attachments, "exempt attachment"),
            (self.scorecards, "exempt scorecard"),
        )
        return ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for n, what in counts if n)


def exempt_words(source: MeetingSource) -> ExemptWords:
    """A meeting as it was read -> how much of it is exempt in words."""
    exempt = source.settings.exempt_numbers
    return ExemptWords(
        sum(_passages(w) for number, w in source.reports.items() if number not in exempt),
        sum(1 for number in source.reports if number in exempt),
        sum(len(held) for number, held in source.attachments.items() if number in exempt),
        sum(1 for number in source.sources if number in exempt),
    )


def reworded(source: MeetingSource, other: Rewording) -> MeetingSource:
    """A meeting -> the same to the public's eye, with other words wherever they are exempt: in
    passages, reports, others' files and their names, reasons; exempt scorecards are left out."""
    exempt = source.settings.exempt_numbers
    return replace(
        source,
        settings=_settings(source.settings, other),
        sources={n: read for n, read in source.sources.items() if n not in exempt},
        reports={
            number: Written(_whole(w, other) if number in exempt else _parts(w, other))
            for number, w in source.reports.items()
        },
        attachments={
            number: tuple(_attachment(a, other) for a in held) if number in exempt else held
            for number, held in source.attachments.items()
        },
    )


def _passages(written: Written) -> int:
    match written.source:
        case ReportSource(passages=passages):
            return len(passages)
        case WrittenReport(pieces=pieces):
            return sum(piece.exempt for piece in pieces)
        case _:
            assert_never(written.source)


def _settings(settings: MeetingSettings, other: Rewording) -> MeetingSettings:
    numbers = count(1)
    items = tuple(
        replace(item, exempt=_record(item.exempt, other), files=tuple(_files(item, other, numbers)))
        for item in settings.items
    )
    return replace(settings, items=items)


def _record(exempt: Exemption | None, other: Rewording) -> Exemption | None:
    """Which paragraphs make it exempt is public; why, for whom, and until when isn't."""
    if exempt is None:
        return None
    words = other.words
    return replace(exempt, reason=words, public_interest=words, restricted_to=words, review=None)


def _files(item: AgendaItem, other: Rewording, numbers: Iterator[int]) -> Iterator[Path]:
    for file in item.files:
        name = f"{other.name.replace(' ', '-')}-{next(numbers)}{file.suffix}"
        yield file if item.is_open else file.with_name(name)


def _parts(written: Written, other: Rewording) -> ReportSource | WrittenReport:
    """A public report with other exempt passages."""
    match written.source:
        case ReportSource() as report:
            papers = tuple(
                replace(paper, title=Said(other.name, paper.title.line)) if paper.exempt else paper
                for paper in report.front.background
            )
            spoken = respoken(report, lambda _: other.words)
            reasons = tuple(replace(p, reason=other.words) for p in spoken.passages)
            front = replace(report.front, background=papers)
            return replace(spoken, front=front, passages=reasons)
        case WrittenReport() as report:
            pieces = tuple(
                replace(piece, blocks=_blocks(other)) if piece.exempt else piece
                for piece in report.pieces
            )
            return replace(report, pieces=pieces)
        case _:
            assert_never(written.source)


def _whole(written: Written, other: Rewording) -> ReportSource | WrittenReport:
    """An exempt report that is another altogether."""
    match written.source:
        case ReportSource() as report:
            name = f"{other.name}.md"
            opened = OpenText(name, other.words, 1)
            return ReportSource(name, report.folder, FrontMatter(), opened, ())
        case WrittenReport():
            return WrittenReport("", (Piece(_blocks(other), False, (), other.name),), ())
        case _:
            assert_never(written.source)


def _blocks(other: Rewording) -> tuple[Block, ...]:
    lines = filter(None, other.words.split("\n"))
    return tuple(Paragraph(Role.BODY, (Text(line),)) for line in lines)


def _attachment(attachment: Attachment, other: Rewording) -> Attachment:
    return replace(
        attachment,
        name=f"{other.name}.pdf",
        pages=((420.0, 595.0),) * other.pages,
        title=other.name,
        findings=(),
        bookmarks=(),
        destinations=(),
        data=other.words.encode(),
    )
