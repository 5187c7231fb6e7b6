"""A Word file's styles: what each makes of a paragraph or a run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from packgen.ingest.wordtree import Node

EXEMPT = "exempt"
_T = TypeVar("_T")
_OUTLINE = frozenset("012345678")
_HEADING = re.compile(r"heading ([1-9])")
_APPLIED = frozenset({"pStyle", "rStyle", "tblStyle"})
_QUOTES = frozenset({"quote", "intense quote", "quotation"})


@dataclass(slots=True)
class WordStyle:
    """A style as far as it matters: ``name`` in lower case, its element, what it is based on.

    What was looked up is kept, all the way down: a file may base thousands on one another.
    """

    name: str
    node: Node
    base: WordStyle | None
    _known: dict[tuple[object, ...], object] = field(default_factory=dict)

    def value(self, *path: str) -> str:
        """A property: the style's own, else that of what it is based on."""
        return self.nearest(("value", *path), lambda style: style.node.value(*path) or None) or ""

    def is_on(self, *path: str) -> bool:
        """A switch likewise."""
        return bool(self.nearest(("is_on", *path), lambda style: style.node.is_on(*path)))

    def nearest(self, key: tuple[object, ...], ask: Callable[[WordStyle], _T | None]) -> _T | None:
        """What the first style from this one down answers; None where none does. ``key`` stands
        for the question."""
        passed, style = list[WordStyle](), self
        while key not in style._known:
            passed.append(style)
            answer = ask(style)
            if answer is not None or style.base is None:
                style._known[key] = answer
                break
            style = style.base
        found = style._known[key]
        for each in passed:
            each._known[key] = found
        return cast("_T | None", found)


class WordStyles:
    """The styles of one file by their identifiers."""

    def __init__(self, styles: Node) -> None:
        """The root of styles.xml."""
        self._nodes = {node.attributes.get("styleId", ""): node for node in styles.all("style")}
        self._default = next(
            (
                identifier
                for identifier, node in self._nodes.items()
                if node.attributes.get("type") == "paragraph"
                and node.attributes.get("default") in ("1", "true")
            ),
            "",
        )
        self._made: dict[str, WordStyle] = {}
        self._exempt = _exempt(self._nodes)

    def style(self, identifier: str) -> WordStyle:
        """A paragraph's or run's style; the default one for a paragraph without."""
        waiting, at = dict[str, Node](), identifier or self._default
        while at in self._nodes and at not in self._made and at not in waiting:
            waiting[at] = self._nodes[at]
            at = waiting[at].value("basedOn")
        base = self._made.get(at)
        for each, node in reversed(waiting.items()):
            base = self._made[each] = WordStyle(node.value("name").casefold(), node, base)
        return base or WordStyle("", Node("style"), None)

    def is_exempt(self, identifier: str) -> bool:
        """Whether the name of a style, of what it is based on, or of the other half of a linked
        style begins with Exempt; of a style that the file does not define, its identifier."""
        return identifier in self._exempt or _says_exempt(identifier)

    def is_anywhere_exempt(self, node: Node) -> bool:
        """Whether any style in an element is Exempt: a paragraph's, a run's or a table's."""
        return any(
            self.is_exempt(each.attributes.get("val", ""))
            for each in node.walk()
            if each.name in _APPLIED
        )

    def heading(self, identifier: str) -> int | None:
        """The level of a heading's style, from 1; 0 for a title's; None for other styles."""
        style = self.style(identifier)
        level = style.nearest(("heading",), lambda each: _HEADING.fullmatch(each.name))
        if level:
            return int(level[1])
        if style.name == "title":
            return 0
        outline = style.value("pPr", "outlineLvl")
        return int(outline) + 1 if outline in _OUTLINE else None

    def is_quotation(self, identifier: str) -> bool:
        """Whether a style is for quotations."""
        return self.style(identifier).name in _QUOTES

    def is_list(self, identifier: str) -> bool:
        """Whether a style is for the items of lists; any paragraph may be a "list paragraph"."""
        return self.style(identifier).name.startswith(("list number", "list bullet"))

    def is_contents(self, identifier: str) -> bool:
        """Whether a style is for lines of a table of contents, or of figures."""
        return self.style(identifier).name.startswith(("toc ", "table of "))

    def is_caption(self, identifier: str) -> bool:
        """Whether a style is for captions."""
        return self.style(identifier).name == "caption"


def _exempt(nodes: dict[str, Node]) -> frozenset[str]:
    """Styles -> those that are named Exempt, or based on or linked with one that is."""
    near = defaultdict[str, list[str]](list)
    for identifier, node in nodes.items():
        near[node.value("basedOn")].append(identifier)
        if link := node.value("link"):
            near[link].append(identifier)
            near[identifier].append(link)
    waiting = [each for each, node in nodes.items() if any(map(_says_exempt, _names(node)))]
    found = set(waiting)
    while waiting:
        reached = [each for each in near[waiting.pop()] if each not in found]
        found.update(reached)
        waiting += reached
    return frozenset(found)


def _names(node: Node) -> list[str]:
    """A style's name and the others that it goes by."""
    return [node.value("name"), *node.value("aliases").split(",")]


def _says_exempt(name: str) -> bool:
    return name.casefold().strip().startswith(EXEMPT)
