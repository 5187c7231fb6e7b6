"""A report's front matter: what stands between two lines of ``+++`` at its top, in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from packgen.errors import BadInput, Fault
from packgen.settings.tables import TomlTable

_FENCE = "+++"
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_PLACE = re.compile(r"\[\[(?P<array>\w+)\]\] (?P<number>\d+)|\[(?P<table>\w+)\]")


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the front matter, which may hold Markdown and Jinja2, and its line in the file."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class BackgroundPaper:
    """A document that a report relies on. An exempt one is named in Part 2 alone."""

    title: Said
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts that stand at a report's head, and its standing sections.

    ``implications`` maps each kind (``financial``, or the council's own word for it) to a text.
    ``executive`` None: the report doesn't say. Texts that are missing are empty.
    """

    title: str = ""
    number: str = ""
    author: str = ""
    contact: str = ""
    ward: str = ""
    decision: str = ""
    executive: bool | None = None
    purpose: Said | None = None
    recommendations: tuple[Said, ...] = ()
    implications: tuple[tuple[str, Said], ...] = ()
    background: tuple[BackgroundPaper, ...] = ()


def parted(text: str, file: str) -> tuple[list[str], int]:
    """A report's text -> the lines of its front matter, and the place of the body's first line.

    A report may have none. Raises BadInput when it doesn't end, or is of another kind.
    """
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    opening = lines[first].strip()
    if opening == "---":
        what, remedy = "begins with ---", "put the report's facts between lines of +++, in TOML"
        raise BadInput(Fault(f"{file}:{first + 1}", what, remedy))
    if opening != _FENCE:
        return [], 0
    for place in range(first + 1, len(lines)):
        if lines[place].strip() == _FENCE:
            return ["" for _ in range(first + 1)] + lines[first + 1 : place], place + 1
    remedy = "write +++ on a line of its own after the report's facts"
    raise BadInput(Fault(f"{file}:{first + 1}", "front matter has no end", remedy))


def read_front(lines: Sequence[str], file: str) -> FrontMatter:
    """The front matter's lines (the first is the file's) -> it. Raises BadInput, every fault at
    its line."""
    try:
        entries = tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError) as error:
        raise BadInput(_unread(str(error), file)) from None
    faults: list[Fault] = []
    finder = _Lines(lines, file)
    front = _front(TomlTable(entries, file, faults), finder)
    if faults:
        raise BadInput(sorted(finder.placed(fault) for fault in faults))
    return front


def _unread(said: str, file: str) -> Fault:
    found = _TOML_LINE.search(said)
    where = f"{file}:{found[1]}" if found else file
    what = _TOML_LINE.sub("", said).strip() or "can't be read"
    return Fault(where, what, 'write key = "text", each on a line; docs/reports.md has an example')


def _front(table: TomlTable, lines: _Lines) -> FrontMatter:
    texts = {
        key: table.text(key) or ""
        for key in ("title", "number", "author", "contact", "ward", "decision")
    }
    purpose = table.text("purpose")
    given = table.raw("executive")
    executive = table.flag("executive") if given is not None else None
    recommendations = _recommendations(table, lines)
    implications = tuple(_implications(table.table("implications"), lines))
    background = tuple(_background(table, lines))
    table.no_other_keys()
    return FrontMatter(
        **texts,
        executive=executive,
        purpose=Said(purpose, lines.of("purpose")) if purpose else None,
        recommendations=recommendations,
        implications=implications,
        background=background,
    )


def _recommendations(table: TomlTable, lines: _Lines) -> tuple[Said, ...]:
    line = lines.of("recommendations")
    found = table.texts("recommendations")
    if any(not text.isprintable() for text in found):
        table.fault("recommendations", "holds a line end", "write each on one line")
    return tuple(Said(text, lines.near(text, line)) for text in found)


def _implications(table: TomlTable, lines: _Lines) -> Iterator[tuple[str, Said]]:
    for kind in table.keys:
        if text := table.text(kind):
            yield kind, Said(text, lines.of(kind, "implications"))


def _background(table: TomlTable, lines: _Lines) -> Iterator[BackgroundPaper]:
    for number, entry in enumerate(table.entries("background"), 1):
        title, exempt = entry.text("title"), entry.flag("exempt")
        if title is None and "title" not in entry.keys:
            entry.fault("title", "is missing", 'write title = "…"')
        entry.no_other_keys()
        line = lines.of("title", f"background {number}")
        yield BackgroundPaper(Said(title or "", line), exempt)


class _Lines:
    """Where the keys of the front matter stand in the file."""

    def __init__(self, lines: Sequence[str], file: str) -> None:
        self._lines = lines
        self._file = file
        self._at: Mapping[tuple[str, str], int] = _places(lines)

    def of(self, key: str, table: str = "") -> int:
        """A key's line; its table's, or the first, where it has none of its own."""
        return self._at.get((table, key)) or self._at.get((table, "")) or 1

    def near(self, text: str, line: int) -> int:
        """The first line from here on that holds a text."""
        for place in range(line - 1, len(self._lines)):
            if text in self._lines[place]:
                return place + 1
        return line

    def placed(self, fault: Fault) -> Fault:
        """A fault whose place is a key -> the same at its line."""
        path = fault.where.removeprefix(f"{self._file}: ")
        *tables, key = path.split(": ")
        named = _PLACE.fullmatch(tables[0]) if tables else None
        table = ""
        if named:
            table = named["table"] or f"{named['array']} {named['number']}"
        return replace(fault, where=f"{self._file}:{self.of(key, table)}: {key}")


def _places(lines: Sequence[str]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    table, counts = "", dict[str, int]()
    for number, line in enumerate(lines, 1):
        if array := re.match(r"\s*\[\[\s*\"?(\w+)\"?\s*\]\]", line):
            counts[array[1]] = counts.get(array[1], 0) + 1
            table = f"{array[1]} {counts[array[1]]}"
            found.setdefault((table, ""), number)
        elif head := re.match(r"\s*\[\s*\"?(\w+)\"?\s*\]", line):
            table = head[1]
            found.setdefault((table, ""), number)
            found.setdefault(("", table), number)
        elif key := re.match(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=", line):
            name = key[1] or key[2] or key[3] or ""
            found.setdefault((table, name), number)
    return found
