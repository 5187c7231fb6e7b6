"""A meeting's exempt words as secrets: planted ones, and the true ones as far as they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from packgen.compose.report_source import ReportSource
from packgen.document.walk import passages_of
from packgen.document.written import Piece, WrittenReport
from packgen.gathering import MeetingSource
from packgen.reports import Written
from packgen.rewording import Rewording, exempt_words, reworded
from packgen.settings.meeting import AgendaItem
from packgen.verify.canaries import free_numbers
from packgen.verify.leaks import Secret, written_numbers
from packgen.verify.parts import Part, Unreadable, file_parts

_CONSONANTS: Final = "bdfgklmnpr"
_VOWELS: Final = "aeiou"
_MARKS = re.compile(r"[*_`#|~\[\](){}]+")
_WORDS: Final = 4
_SHORTEST: Final = 16
_SHORTEST_NAME: Final = 6
_DIGITS: Final = 4
_MOST: Final = 3000
"""More runs of words than these tell no more about where a text went."""


def canaries(source: MeetingSource, public: Sequence[Part]) -> tuple[MeetingSource, list[Secret]]:
    """A meeting, and the parts of what was published of it -> the same with a number and a word
    that occur nowhere there in all exempt words; and these."""
    if not exempt_words(source):
        return source, []
    number = next(n for n in free_numbers(public) if not _occurs(_word(n), public))
    word = _word(number)
    other = Rewording(f"{word} {number}", f"{word} and {number}.\n\nSee {number}, {word}.", 3)
    secret = Secret(
        "what stands in exempt words", frozenset({str(number)}), words=frozenset({word})
    )
    return reworded(source, other), [secret]


def exempt_secrets(source: MeetingSource, public: Iterable[Part]) -> Iterator[Secret]:
    """A meeting, and the parts of public files that were made without any exempt words -> the
    exempt texts, and files' names, by what of them those files don't hold for other reasons."""
    parts = [part.text for part in public if not part.raw]
    printed = "\n".join(parts)
    known = frozenset[str]().union(*map(written_numbers, parts))
    for name, text in _texts(source):
        runs = frozenset(run for run in _runs(text) if run not in printed)
        numbers = frozenset(filter(_is_telling, written_numbers(text))) - known
        if runs or numbers:
            yield Secret(name, numbers=numbers, words=runs)
    for item in source.settings.items:
        for place, file in enumerate(() if item.is_open else item.files, 1):
            names = {n for n in (file.name, file.stem) if len(n) >= _SHORTEST_NAME}
            if told := frozenset(n for n in names if n not in printed):
                yield Secret(f"the name of item {item.number}'s file {place}", words=told)


def _texts(source: MeetingSource) -> Iterator[tuple[str, str]]:
    """Each exempt text, by what messages call it."""
    exempt = source.settings.exempt_numbers
    for number, written in source.reports.items():
        if number in exempt:
            yield f"the report of item {number}", "\n".join(_whole(written))
            continue
        for place, text in enumerate(_passages(written), 1):
            yield f"exempt passage {place} of item {number}", text
    for number in exempt & source.attachments.keys():
        for place, attachment in enumerate(source.attachments[number], 1):
            yield f"item {number}'s attachment {place}", "\n".join(_read(attachment.data))
    for item in source.settings.items:
        if item.exempt:
            yield f"the record of item {item.number}'s exemption", _record(item)


def _record(item: AgendaItem) -> str:
    record = item.exempt
    return f"{record.reason}\n{record.public_interest}\n{record.restricted_to}" if record else ""


def _passages(written: Written) -> Iterator[str]:
    match written.source:
        case ReportSource(passages=passages, front=front):
            yield from (f"{passage.text}\n{passage.reason}" for passage in passages)
            yield from (paper.title.text for paper in front.background if paper.exempt)
        case WrittenReport(pieces=pieces):
            yield from (_said(p) for p in pieces if p.exempt)
        case _:
            assert_never(written.source)


def _said(piece: Piece) -> str:
    return "\n".join(passage.text for passage in passages_of(piece.blocks))


def _whole(written: Written) -> Iterator[str]:
    match written.source:
        case ReportSource(front=front) as report:
            yield report.open.text
            yield from (said.text for said in front.recommendations)
            yield from (said.text for _, said in front.implications)
            yield from (front.purpose.text,) if front.purpose else ()
            yield from _passages(written)
        case WrittenReport(pieces=pieces):
            yield from (_said(piece) for piece in pieces)
        case _:
            assert_never(written.source)


def _read(data: bytes) -> Iterator[str]:
    """What can be read of somebody else's file; what can't be is no text to be told."""
    try:
        yield from (part.text for part in file_parts(data) if not part.raw)
    except Unreadable:
        return


def _runs(text: str) -> Iterator[str]:
    """A text -> some of its words in a row, as a file may print them on one line."""
    for line in text.splitlines():
        words = _MARKS.sub(" ", line).split()
        runs = [" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1)]
        yield from (run for run in runs[:_MOST] if len(run) >= _SHORTEST)


def _is_telling(number: str) -> bool:
    return "." in number or len(number) >= _DIGITS


def _word(number: int) -> str:
    """A number -> a word that nobody writes."""
    return "".join(
        _CONSONANTS[int(d)] + _VOWELS[(int(d) + i) % 5] for i, d in enumerate(str(number))
    )


def _occurs(word: str, public: Iterable[Part]) -> bool:
    return any(word in part.text for part in public)
