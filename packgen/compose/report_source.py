"""A report's file -> its front matter, its public text, and its exempt passages apart from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from packgen.compose.report_attributes import attributes
from packgen.compose.report_front import FrontMatter, parted, read_front
from packgen.errors import BadInput, Fault
from packgen.settings.files import UnfitFile, read_text

PLACE_OF_PASSAGE: Final = "\x02passage {}\x03"
"""What stands in the public text where a passage is cut out; no writer can type it."""
_COLONS = re.compile(r":{3,}[ \t]*(?P<name>[A-Za-z]*)(?P<rest>.*)")
_EXEMPT = re.compile(r":{3,}\s*exempt\b", re.IGNORECASE)
_ALONE = frozenset({"scorecard", "chart", "exceptions"})
_TURNS_TEXT: Final = frozenset("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """An exempt passage: its number in the report, its first line in the file, its text.

    ``paragraphs`` are those of the law that it is exempt under, ``reason`` why.
    """

    number: int
    line: int
    paragraphs: tuple[int, ...]
    reason: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenText:
    """What is public of a report: its text (its first line is ``line`` of the file), in which a
    mark alone stands for each passage, and where they begin."""

    file: str
    text: str
    line: int
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A report as it was read. ``folder`` holds its pictures; ``file`` names it in faults."""

    file: str
    folder: Path
    front: FrontMatter
    open: OpenText
    passages: tuple[Passage, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all: no text, and no section at its head."""
        front = self.front
        sections = (front.purpose, front.recommendations, front.implications, front.background)
        return not (self.open.text.strip() or self.passages or any(sections))


def read_report(path: Path, name: str = "") -> ReportSource:
    """A ``.md`` file, and what faults call it -> the report. Raises BadInput, each fault at its
    line."""
    file = name or path.name
    try:
        text = read_text(path)
    except UnfitFile as error:
        raise BadInput(Fault(file, str(error), "give the report's Markdown file")) from None
    except OSError as error:
        said = error.strerror or "can't be read"
        raise BadInput(Fault(file, said, "give the report's Markdown file")) from None
    except ValueError:
        raise BadInput(Fault(file, "is no text in UTF-8", "save it as UTF-8")) from None
    return report_source(text, file, path.parent)


def report_source(text: str, file: str, folder: Path) -> ReportSource:
    """A report's text -> the report. Raises BadInput."""
    if faults := list(_odd_characters(text, file)):
        raise BadInput(faults)
    front_lines, start = parted(text, file)
    front = read_front(front_lines, file)
    lines = text.split("\n")[start:]
    public, passages, breaks = _Cutter(lines, file, start + 1).cut()
    return ReportSource(file, folder, front, OpenText(file, public, start + 1, breaks), passages)


def respoken(source: ReportSource, text_of: Callable[[Passage], str]) -> ReportSource:
    """A report -> the same with other texts in its exempt passages, as long as they may be: as if
    its file had been written so."""
    lines, first = source.open.text.split("\n"), source.open.line
    public, passages, breaks = list[str](), list[Passage](), list[tuple[int, int]]()
    done = 0
    for passage, (begun, end) in zip(source.passages, source.open.breaks, strict=True):
        public += lines[done:begun]
        begins, text = len(public), text_of(passage)
        public += ["", PLACE_OF_PASSAGE.format(passage.number)]
        public += [""] * (text.count("\n") + 1)
        breaks.append((begins, len(public) - 1))
        passages.append(replace(passage, line=first + begins, text=text))
        done = end + 1
    text = "\n".join((*public, *lines[done:]))
    opened = replace(source.open, text=text, breaks=tuple(breaks))
    return replace(source, open=opened, passages=tuple(passages))


def _odd_characters(text: str, file: str) -> Iterator[Fault]:
    """Control characters, and those that print text in another order than it is read in."""
    if text.isprintable():
        return
    for number, line in enumerate(text.split("\n"), 1):
        for character in line:
            if is_odd(character):
                what = f"holds the character U+{ord(character):04X}, which can't be seen"
                yield Fault(f"{file}:{number}", what, "type the line anew without it")
                break


def is_odd(character: str) -> bool:
    """Whether a character controls, and prints nothing."""
    if character in _TURNS_TEXT:
        return True
    return character != "\t" and unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


_ALMOST = re.compile(
    r"^[ \t]*(?:[:\uff1a\ufe55]{1,2}|%{2,})[ \t]*exempt\b"
    r"|^[ \t]*(?:[:\uff1a\ufe55]{1,2})[ \t]*(?:scorecard|chart|exceptions)\b"
    r"|[\[\uff3b][ \t]*/?[ \t]*(?:end[ \t]+of[ \t]+)?(?:part[ \t]*(?:2|ii|two)|exempt)\b"
    r"[^\]\uff3d]{0,80}[\]\uff3d](?!\()",
    re.IGNORECASE,
)
"""Marks as clerks have seen them elsewhere, in Word reports among them."""


class _Cutter:
    """Cuts exempt passages out of a report's lines. What opens must be closed, and nothing else."""

    def __init__(self, lines: Sequence[str], file: str, first: int) -> None:
        self._lines = lines
        self._file = file
        self._first = first
        self._open: list[tuple[str, int]] = []
        self._public: list[str] = []
        self._passages: list[Passage] = []
        self._breaks: list[tuple[int, int]] = []

    def cut(self) -> tuple[str, tuple[Passage, ...], tuple[tuple[int, int], ...]]:
        """The public text, as many lines as before; the passages; each one's first and last
        line, counted from 0."""
        for place, line in enumerate(self._lines):
            self._take(place, line)
        if self._open:
            name, place = self._open[-1]
            raise self._fault(place, f":::{name} has no end", "write ::: on a line after it")
        return "\n".join(self._public), tuple(self._passages), tuple(self._breaks)

    def _take(self, place: int, line: str) -> None:
        found = _COLONS.fullmatch(line)
        inside = self._inside
        if _EXEMPT.search(line):
            self._begin(place, found)
        elif not inside and (found is None or found["name"]) and _ALMOST.search(line):
            what = "looks like the mark of an exempt passage, and is none"
            raise self._fault(place, what, "write :::exempt alone on a line, and ::: after it")
        elif found and found["name"]:
            if found["name"] not in _ALONE:
                self._open.append((found["name"], place))
        elif found and not found["rest"].strip():
            if not self._open:
                raise self._fault(place, "::: closes nothing", "remove it")
            self._open.pop()
        self._public.append("" if inside or self._inside else line)
        if inside and not self._inside:
            self._end(place)

    @property
    def _inside(self) -> bool:
        return bool(self._open) and self._open[0][0] == "exempt"

    def _begin(self, place: int, found: re.Match[str] | None) -> None:
        if found is None or found["name"] != "exempt":
            what = ":::exempt can't stand in a list, a table, a heading, a note or a line of text"
            raise self._fault(place, what, "begin a line with it")
        if self._inside:
            raise self._fault(place, ":::exempt inside :::exempt", "end the first one before it")
        if self._open:
            what = f":::exempt inside :::{self._open[-1][0]}"
            raise self._fault(place, what, "end that one before it")
        self._open.append(("exempt", place))
        self._passages.append(self._passage(place, found["rest"]))

    def _passage(self, place: int, rest: str) -> Passage:
        where = f"{self._file}:{self._first + place}"
        given = attributes(rest, where, {"paragraphs", "reason"})
        numbers = [n.strip() for n in given.get("paragraphs", "").split(",")]
        if not all(re.fullmatch(r"\d{1,2}", n, re.ASCII) for n in numbers):
            remedy = ':::exempt {paragraphs="3" reason="…"}'
            raise self._fault(place, "which paragraphs make it exempt is not said", remedy)
        chosen = tuple(sorted({int(n) for n in numbers}))
        number = len(self._passages) + 1
        return Passage(number, self._first + place, chosen, given.get("reason", ""), "")

    def _end(self, place: int) -> None:
        passage = self._passages.pop()
        begun = passage.line - self._first
        text = "\n".join(self._lines[begun + 1 : place])
        if not text.strip():
            raise self._fault(begun, ":::exempt holds nothing", "remove it")
        whole = Passage(passage.number, passage.line, passage.paragraphs, passage.reason, text)
        self._passages.append(whole)
        self._breaks.append((begun, place))
        self._public[begun + 1] = PLACE_OF_PASSAGE.format(passage.number)

    def _fault(self, place: int, what: str, remedy: str) -> BadInput:
        return BadInput(Fault(f"{self._file}:{self._first + place}", what, remedy))
