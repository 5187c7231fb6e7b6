"""Withheld figures that somebody typed into a public report or onto the agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, assert_never

from packgen.compose.report_source import ReportSource
from packgen.crossing import CardRow, Told, card_rows, crossings
from packgen.disclose.notes import aimed, numbers, written
from packgen.document.walk import passages_of
from packgen.document.written import WrittenReport
from packgen.errors import Fault
from packgen.gathered import Gathered
from packgen.model.observation import Figure
from packgen.reports import Written
from packgen.settings.meeting import AgendaItem

_MADE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\x02[^\x03]*\x03")
_LEADING = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_BRACKETS = re.compile(r"\([^)]*\)")
_LITTLE: Final = frozenset({
    "the", "and", "for", "with", "who", "whom", "that", "which", "were", "was", "are", "has", "had",
    "have", "from", "into", "per", "not", "their", "its", "all", "number", "percentage", "average",
    "total", "proportion", "rate", "year", "date", "month",
})  # fmt: skip
_FEWEST_WORDS = 3  # of a title that is named by some of its words


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph that the public gets, and where it stands."""

    where: str
    text: str


def given_away(meeting: Gathered) -> tuple[Fault, ...]:
    """A meeting -> what gives withheld figures away, so that no paper may be made."""
    return _faults(meeting, stops=True)


def perhaps_given_away(meeting: Gathered) -> tuple[Fault, ...]:
    """A meeting -> what may give withheld figures away, for someone to look at."""
    return _faults(meeting, stops=False)


def _faults(meeting: Gathered, *, stops: bool) -> tuple[Fault, ...]:
    found = chain(crossings(meeting), typed(meeting))
    return tuple(dict.fromkeys(each.fault for each in found if each.stops is stops))


def typed(meeting: Gathered) -> Iterator[Told]:
    """A meeting -> each public paragraph that names an indicator and writes a figure that is
    withheld of it. Quotes no figure."""
    hidden = [(row, withheld) for row in card_rows(meeting) if (withheld := row.withheld())]
    for said in _texts(meeting) if hidden else ():
        for row, withheld in hidden:
            if told := _judged(said, row, withheld):
                yield told


def _judged(said: _Text, row: CardRow, withheld: dict[int, Figure]) -> Told | None:
    one = row.row.indicator
    exactly = _is_named(said.text, one.number, one.title)
    if not (exactly or _is_meant(said.text, one.title)):
        return None
    rest = said.text.replace(f"({one.number})", " ") if one.number else said.text
    own = aimed(row.row) | written(one.title)
    found = written(rest) - own
    given = [place for place, figure in withheld.items() if found & set(numbers(figure))]
    if not given:
        return None
    known = {told for figure in row.printed().values() for told in numbers(figure)}
    stops = exactly and any(
        row.is_marked(place)
        and _holds(rest, withheld[place].text)
        and not known & set(numbers(withheld[place]))
        for place in given
    )
    holds = "writes a number that is one of its withheld figures"
    fault = Fault(
        said.where,
        f"names {row.row.name} of item {row.item.number} ({row.file}), and {holds}",
        "take the number out, put it into an exempt passage, or name the figure as "
        "docs/reports.md shows; if it is another's, say so in other words",
    )
    return Told(fault, stops)


def _is_named(text: str, number: str, title: str) -> bool:
    """Whether a text names an indicator by its number or by all words of its title."""
    if number:
        name = re.escape(number)
        if re.search(rf"\b(?:indicators?|kpi|pi|measure)\s+(?:no\.?\s*)?{name}\b", text, re.I):
            return True
        if not number.isdigit() and re.search(rf"\(\s*{name}\s*\)", text, re.I):
            return True
    words = _words(title)
    return len(words) > 1 and words <= _words(text)


def _is_meant(text: str, title: str) -> bool:
    """Whether a text holds most words of a title."""
    words = _words(title)
    common = words & _words(text)
    return len(common) >= _FEWEST_WORDS and len(common) * 4 >= len(words) * 3


def _words(text: str) -> frozenset[str]:
    found = _WORD.findall(_BRACKETS.sub(" ", text).casefold())
    return frozenset(word.rstrip("s") for word in found if word not in _LITTLE)


def _holds(text: str, figure: str) -> bool:
    """Whether a text writes a figure just as it is printed."""
    return bool(re.search(rf"(?<![\w.,/£-]){re.escape(figure)}(?![\w/]|[.,]\d)", text))


def _texts(meeting: Gathered) -> Iterator[_Text]:
    for item in meeting.items:
        yield from _of_agenda(item)
        report = meeting.reports.get(item.number)
        if report and item.is_open:
            yield from _of_report(item, report)


def _of_agenda(item: AgendaItem) -> Iterator[_Text]:
    texts = {"title": item.title, "note": item.note, "late": item.late}
    if item.is_open:
        texts["text"] = item.text
    for key, text in texts.items():
        if text:
            yield _Text(f"pack.toml: item {item.number}: {key}", text)


def _of_report(item: AgendaItem, report: Written) -> Iterator[_Text]:
    match report.source:
        case ReportSource() as source:
            yield from _of_front(source)
            lines = source.open.text.split("\n")
            for line, text in _paragraphs(lines, source.open.line):
                yield _Text(f"{source.file}:{line}", text)
        case WrittenReport(title=title, pieces=pieces):
            file = f"item {item.number}: {item.files[0].name}"
            yield _Text(file, title)
            for piece in (each for each in pieces if not each.exempt):
                place = f"{file}: {piece.place}" if piece.place else file
                yield from (_Text(place, _bare(said.text)) for said in passages_of(piece.blocks))
        case _:
            assert_never(report.source)


def _of_front(source: ReportSource) -> Iterator[_Text]:
    front = source.front
    papers = (paper.title for paper in front.background if not paper.exempt)
    said = (*front.recommendations, *(text for _, text in front.implications), *papers)
    yield _Text(source.file, front.title)
    for each in (front.purpose, *said) if front.purpose else said:
        yield _Text(f"{source.file}:{each.line}", _bare(each.text))


def _paragraphs(lines: Iterable[str], first: int) -> Iterator[tuple[int, str]]:
    """Lines of Markdown -> each paragraph, list item or table row, with its first line's number.
    What packgen fills in itself is left out."""
    held, begun = list[str](), first
    for number, line in enumerate(lines, first):
        starts = bool(_LEADING.match(line)) or line.lstrip().startswith(("|", "#", ":::"))
        if held and (starts or not line.strip()):
            yield begun, " ".join(held)
            held = []
        if line.strip() and not line.lstrip().startswith(":::"):
            begun = begun if held else number
            held.append(_bare(line))
    if held:
        yield begun, " ".join(held)


def _bare(text: str) -> str:
    return _LEADING.sub("", _MADE.sub(" ", text), count=1) if text else text
