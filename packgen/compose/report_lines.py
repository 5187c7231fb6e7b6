"""What a report's reader knows of the text in hand: its lines' places, its links, its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Final

from packgen.compose.markdown import SyntaxTreeNode, report_tree
from packgen.compose.report_directives import Directed, Directive
from packgen.compose.report_inline import InlineReader, Sentences
from packgen.compose.report_numbers import Numbers
from packgen.compose.report_text import Rendered
from packgen.document.nodes import Inline, Link, Paragraph, Text
from packgen.document.roles import Role
from packgen.errors import BadInput, Fault

_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]+)\]:")
_NAMES: Final = {
    "fence": "code between ``` or ~~~",
    "html_block": "raw HTML",
    "blockquote": "a quotation",
    "heading": "a heading",
    "table": "a table",
    "bullet_list": "a list",
    "ordered_list": "a list",
}


@dataclass(slots=True)
class Lines:
    """Reads paragraphs' lines. ``back`` are the words that lead from a note to its place."""

    numbers: Numbers
    back: str
    text: Directed | None = None
    notes: list[Paragraph] = field(default_factory=list)
    last_anchor: str = ""
    _source: list[str] = field(default_factory=list)
    _links: list[tuple[str, str]] = field(default_factory=list)
    _noted: dict[int, str] = field(default_factory=dict)

    def begin(self, text: Directed) -> SyntaxTreeNode:
        """Takes a text in hand -> its tree. Raises BadInput for notes that nobody would read."""
        self.text, self._noted = text, {}
        self._source = text.rendered.text.split("\n")
        tree, noted = report_tree(text.rendered.text)
        _check_notes(text.rendered, noted)
        return tree

    def only(self, rendered: Rendered) -> tuple[Inline, ...]:
        """A text that is one paragraph -> its content. Raises BadInput for any other."""
        nodes = self.begin(Directed(rendered, ())).children
        if len(nodes) != 1 or nodes[0].type != "paragraph":
            what = "is not one paragraph of text"
            raise BadInput(Fault(rendered.where(0), what, "move the rest of it into the body"))
        return self.joined(nodes[0])

    def joined(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """A paragraph's lines as one."""
        return tuple(i for line in self.lines(node) for i in (*line, Text(" ")))[:-1]

    def lines(self, node: SyntaxTreeNode) -> tuple[tuple[Inline, ...], ...]:
        """A paragraph's lines."""
        return self.sentences(node).lines

    def sentences(self, node: SyntaxTreeNode) -> Sentences:
        """A paragraph, a heading or a cell -> its lines. Raises BadInput."""
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None or inline.token is None:
            return Sentences((), numbered=True, notes=())
        return InlineReader(self._linked, self._sign).read(inline.token, self.where(node))

    def marked(self, node: SyntaxTreeNode) -> Directive | int | None:
        """The directive, or the number of the passage, that a paragraph stands for."""
        if node.type != "paragraph" or self.text is None:
            return None
        return self.text.marked(node.children[0].content)

    def where(self, node: SyntaxTreeNode) -> str:
        """A node's place in the file."""
        inner: SyntaxTreeNode | None = node
        while inner is not None and not inner.is_root and inner.map is None:
            inner = inner.parent
        line = inner.map[0] if inner and not inner.is_root and inner.map else 0
        return self.text.rendered.where(line) if self.text else ""

    def source(self, node: SyntaxTreeNode) -> str:
        """The line of Markdown that a node begins in."""
        return self._source[node.map[0]] if node.map else ""

    def fault(self, node: SyntaxTreeNode, what: str, remedy: str) -> BadInput:
        """What is wrong at a node."""
        return BadInput(Fault(self.where(node), what, remedy))

    def unfit(self, node: SyntaxTreeNode, place: str) -> BadInput:
        """That a node can't stand in a place."""
        what = f"{_NAMES.get(node.type, repr(node.type))} can't stand {place}"
        return self.fault(node, what, "docs/reports.md says what a report may hold")

    def check_links(self) -> None:
        """Raises BadInput for a link that leads nowhere."""
        for anchor, where in self._links:
            if anchor not in self.numbers.anchors:
                what = "a link to a heading that isn't there"
                raise BadInput(Fault(where, what, "write #heading, in small letters with hyphens"))

    # --- notes ------------------------------------------------------------------------------

    def anchor_for(self, said: Sentences) -> str:
        """An anchor for a paragraph that refers to notes, for the ways back from them."""
        anchor = self.numbers.own(f"at-note-{said.notes[0] + 1}")
        for note in said.notes:
            self._noted[note] = self._noted[note] or anchor
        return anchor

    def note(self, node: SyntaxTreeNode) -> None:
        """Keeps a note's text, with the way back to where it is referred to. Raises BadInput."""
        place, found = int(node.meta["id"]), list[tuple[Inline, ...]]()
        for child in node.children:
            if child.type not in {"paragraph", "footnote_anchor"}:
                raise self.unfit(child, "in a note")
            found += self.lines(child) if child.type == "paragraph" else ()
        back = self._noted.get(place) or self.last_anchor
        if found and back:
            found[-1] = (*found[-1], Text(" "), Link(self.back, f"#{back}"))
        self.notes += self._numbered(place, found)

    def _numbered(self, place: int, lines: list[tuple[Inline, ...]]) -> Iterator[Paragraph]:
        label, anchor = self.numbers.note(place), self.numbers.own(f"note-{place + 1}")
        for line in lines:
            yield Paragraph(Role.NOTE, line, label=label, indented=not label, anchor=anchor)
            label = anchor = ""

    def _sign(self, place: int) -> Link:
        self._noted.setdefault(place, "")
        target = self.numbers.named(f"note-{place + 1}")
        return Link(self.numbers.note(place), f"#{target}", raised=True)

    def _linked(self, target: str, where: str) -> str:
        anchor = f"{self.numbers.prefix}-{target[1:]}"
        self._links.append((anchor, where))
        return f"#{anchor}"


def _check_notes(text: Rendered, noted: Set[str]) -> None:
    """Raises BadInput for a note that nothing refers to, or that stands twice."""
    seen = set[str]()
    for place, line in enumerate(text.text.split("\n")):
        found = _NOTE.match(line)
        if found is None:
            continue
        name, where = found["name"], text.where(place)
        if name in seen:
            raise BadInput(Fault(where, f"a second note [^{name}]", "give it another name"))
        if name not in noted:
            raise BadInput(Fault(where, f"nothing refers to the note [^{name}]", "remove it"))
        seen.add(name)
