"""A Word file's styles: what each makes of a paragraph or a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from packgen.ingest.wordtree import Node

EXEMPT = "exempt"
_OUTLINE = frozenset("012345678")
_HEADING = re.compile(r"heading ([1-9])")
_APPLIED = frozenset({"pStyle", "rStyle", "tblStyle"})
_QUOTES = frozenset({"quote", "intense quote", "quotation"})


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style as far as it matters: ``name`` in lower case, its properties from the base up."""

    name: str
    chain: tuple[Node, ...]

    def value(self, *path: str) -> str:
        """A property: the style's own, else that of what it is based on."""
        return next((v for node in self.chain if (v := node.value(*path))), "")

    def is_on(self, *path: str) -> bool:
        """A switch likewise."""
        found = (node.is_on(*path) for node in self.chain)
        return next((switch for switch in found if switch is not None), False)


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

    def style(self, identifier: str) -> WordStyle:
        """A paragraph's or run's style; the default one for a paragraph without."""
        chain = tuple(self._chain(identifier or self._default))
        return WordStyle(chain[0].value("name").casefold() if chain else "", chain)

    def is_exempt(self, identifier: str) -> bool:
        """Whether a style, what it is based on, or the other half of a linked style is named
        Exempt; a style that the file does not define, by its identifier."""
        if identifier.casefold().strip() == EXEMPT:
            return True
        for node in self._chain(identifier):
            other = self._nodes.get(node.value("link"))
            names = (node.value("name"), other.value("name") if other else "")
            if EXEMPT in (name.casefold().strip() for name in names):
                return True
        return False

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
        for node in style.chain:
            if match := _HEADING.fullmatch(node.value("name").casefold()):
                return int(match[1])
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

    def _chain(self, identifier: str) -> Iterator[Node]:
        seen: set[str] = set()
        while identifier in self._nodes and identifier not in seen:
            seen.add(identifier)
            node = self._nodes[identifier]
            yield node
            identifier = node.value("basedOn")
