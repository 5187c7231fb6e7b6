"""The lines of a report that begin with ``:::``, told apart from its Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from packgen.compose.report_attributes import attributes
from packgen.compose.report_text import Rendered
from packgen.errors import BadInput, Fault

_LINE = re.compile(r":{3,}[ \t]*(?P<name>[A-Za-z]*)[ \t]*(?P<rest>.*)")
_MARK: Final = re.compile("\x02(?P<kind>directive|passage) (?P<number>\\d+)\x03")
ALONE: Final = frozenset({"scorecard", "chart", "exceptions"})
"""Directives that hold nothing, and so have no end."""
_ATTRIBUTES: Final = {
    "aside": frozenset[str](),
    "columns": frozenset({"shares"}),
    "part": frozenset[str](),
    "scorecard": frozenset({"indicators", "of", "caption"}),
    "chart": frozenset({"indicator", "of", "caption", "kind"}),
    "exceptions": frozenset({"of", "kind"}),
}


@dataclass(frozen=True, slots=True)
class Directive:
    """One such line: its name (empty: the end of what was begun), its values, its place."""

    name: str
    values: dict[str, str]
    where: str


@dataclass(frozen=True, slots=True)
class Directed:
    """Markdown in which a mark alone in a paragraph stands for each directive."""

    rendered: Rendered
    directives: tuple[Directive, ...]

    def marked(self, content: str) -> Directive | int | None:
        """A paragraph's Markdown -> the directive, or the number of the passage, it stands for."""
        found = _MARK.fullmatch(content.strip())
        if found is None:
            return None
        number = int(found["number"])
        return number if found["kind"] == "passage" else self.directives[number]


def directed(rendered: Rendered) -> Directed:
    """A rendered report -> its Markdown and its directives. Raises BadInput."""
    texts, lines, found = list[str](), list[int](), list[Directive]()
    depth = 0
    for place, line in enumerate(rendered.text.split("\n")):
        match = _LINE.fullmatch(line)
        texts.append(line)
        if match:
            directive = _directive(match["name"], match["rest"], rendered.where(place))
            depth += 0 if directive.name in ALONE else 1 if directive.name else -1
            if depth < 0:
                raise BadInput(Fault(directive.where, "::: closes nothing", "remove it"))
            texts[-1:] = ["", f"\x02directive {len(found)}\x03", ""]
            found.append(directive)
        elif ":::" in line.replace("\\:", ""):
            what = "::: can't stand in a list, a table, a heading, a note or a line of text"
            raise BadInput(Fault(rendered.where(place), what, "begin a line with it"))
        lines += [rendered.lines[place]] * (len(texts) - len(lines))
    return Directed(Rendered(rendered.file, "\n".join(texts), tuple(lines)), tuple(found))


def _directive(name: str, rest: str, where: str) -> Directive:
    if not name and not rest:
        return Directive("", {}, where)
    if name not in _ATTRIBUTES:
        known = ", ".join(f":::{each}" for each in sorted(known_directives()))
        raise BadInput(Fault(where, f":::{name} is not known here", f"use one of {known}"))
    return Directive(name, attributes(rest, where, _ATTRIBUTES[name]), where)


def known_directives() -> frozenset[str]:
    """The names of all directives."""
    return frozenset({*_ATTRIBUTES, "exempt"})
