"""A paragraph's Markdown -> inline content, line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn

from packgen.compose.markdown import Token
from packgen.compose.report_text import cleaned
from packgen.document.nodes import Inline, Link, Text
from packgen.errors import BadInput, Fault

_UNNUMBERED = "{.unnumbered}"
_USE = "docs/reports.md says what a report may hold"
_WEB = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A paragraph's lines (mostly one; a hard break begins another); ``numbered`` unless the
    writer says not; ``notes`` are the places of the notes that it refers to."""

    lines: tuple[tuple[Inline, ...], ...]
    numbered: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InlineReader:
    """``link`` makes the target of ``#name`` at a place in the file; ``note`` the sign of the note
    at a place among all."""

    link: Callable[[str, str], str]
    note: Callable[[int], Link]

    def read(self, token: Token, where: str) -> Sentences:
        """An inline token at a place in the file -> its lines. Raises BadInput."""
        if "[^" in token.content.replace("\\[", ""):
            _check_notes(token, where)
        found = _Runs(self, where)
        for child in token.children or ():
            found.take(child)
        numbered = not token.content.rstrip().endswith(_UNNUMBERED)
        lines = found.lines if numbered else _without(found.lines)
        kept = tuple(tuple(line) for line in map(_trimmed, lines) if line)
        return Sentences(kept, numbered, tuple(found.notes))


class _Runs:
    """Gathers runs of text as tokens come."""

    def __init__(self, reader: InlineReader, where: str) -> None:
        self._reader = reader
        self._where = where
        self._bold = self._italic = 0
        self._target = ""
        self.lines: list[list[Inline]] = [[]]
        self.notes: list[int] = []

    def take(self, token: Token) -> None:
        """One token. Raises BadInput for what a paragraph can't hold."""
        match token.type:
            case "text" | "code_inline":
                self._put(token.content)
            case "softbreak":
                self._put(" ")
            case "hardbreak":
                self.lines.append([])
            case "strong_open" | "strong_close":
                self._bold += token.nesting
            case "em_open" | "em_close":
                self._italic += token.nesting
            case "link_open":
                self._target = self._linked(str(token.attrGet("href") or ""))
            case "link_close":
                self._target = ""
            case "footnote_ref":
                place = int(token.meta["id"])
                self.notes.append(place)
                self.lines[-1].append(self._reader.note(place))
            case "image":
                self._fault("a picture stands in a line of text", "give it a paragraph of its own")
            case "html_inline":
                self._fault("raw HTML", "write Markdown; \\< prints a <")
            case _:
                self._fault(f"{token.type!r} can't stand here", _USE)

    def _put(self, text: str) -> None:
        text = cleaned(text)
        line = self.lines[-1]
        last = line[-1] if line else None
        if not text:
            return
        if self._target:
            if isinstance(last, Link) and last.target == self._target and not last.raised:
                line[-1] = replace(last, text=last.text + text)
            else:
                line.append(Link(text, self._target))
            return
        run = Text(text, bold=self._bold > 0, italic=self._italic > 0)
        if isinstance(last, Text) and (last.bold, last.italic) == (run.bold, run.italic):
            line[-1] = replace(last, text=last.text + text)
        else:
            line.append(run)

    def _linked(self, target: str) -> str:
        if target.startswith("#"):
            return self._reader.link(target, self._where)
        if not target.startswith(_WEB):
            self._fault(f"{target!r} is no link", "write https://… or #heading")
        return target

    def _fault(self, what: str, remedy: str) -> NoReturn:
        raise BadInput(Fault(self._where, what, remedy))


def _check_notes(token: Token, where: str) -> None:
    """A note that is referred to and isn't there stays text. Raises BadInput."""
    for child in token.children or ():
        if child.type == "text" and "[^" in child.content:
            what = "refers to a note that isn't there"
            raise BadInput(Fault(where, what, "write [^name]: and the note's text, below"))


def _without(lines: list[list[Inline]]) -> list[list[Inline]]:
    """Lines without the sign that their paragraph is not numbered."""
    last = lines[-1][-1] if lines[-1] else None
    if isinstance(last, Text):
        text = last.text.rstrip().removesuffix(_UNNUMBERED).rstrip()
        lines[-1][-1:] = [replace(last, text=text)] if text else []
    return lines


def _trimmed(line: list[Inline]) -> list[Inline]:
    """A line without blanks at its ends."""
    if line and isinstance(line[0], Text):
        line[0] = replace(line[0], text=line[0].text.lstrip())
    if line and isinstance(line[-1], Text):
        line[-1] = replace(line[-1], text=line[-1].text.rstrip())
    return [run for run in line if not isinstance(run, Text) or run.text]
