"""Markdown -> blocks of the tree. The one door to markdown-it.

Beside headings, paragraphs, lists, bold and links, a template may use

- ``::: ROLE`` ... ``:::``: paragraphs of another role (``kicker``, ``period``, ``small``);
- ``:::: columns 40 60`` with ``::: part`` inside: parts side by side, by their shares in per cent;
- ``{name}`` alone in a paragraph: what packgen puts there (``{scorecard}``);
- ``{newpage}`` alone in a paragraph: the heading after it begins a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from packgen.document.nodes import (
    Block,
    Bullets,
    Columns,
    Heading,
    Inline,
    Link,
    Paragraph,
    Table,
    Text,
)
from packgen.document.roles import Role
from packgen.document.walk import plain
from packgen.errors import BadInput, Fault

__all__ = ["SyntaxTreeNode", "Token", "parse", "report_tree"]

_DIRECTIVE = re.compile(r"\{([a-z]+)\}")
_NEW_PAGE = "newpage"
_ROLES = {role.value: role for role in (Role.KICKER, Role.PERIOD, Role.SMALL, Role.BODY)}
_UNKNOWN = "use headings, paragraphs, lists, bold, links and the containers of docs/templates.md"


def parse(text: str, file: str, directives: Mapping[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """A rendered template -> blocks. Raises BadInput at the line of what the tree can't hold."""
    return tuple(_Reader(_parser().parse(text), file, directives).blocks(""))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    for name in ("columns", "part", *_ROLES):
        container_plugin(parser, name)
    return parser


def report_tree(text: str) -> tuple[SyntaxTreeNode, frozenset[str]]:
    """A report's Markdown -> its syntax tree, and the names of the notes that it refers to.

    It has tables, notes, sizes of pictures; raw HTML and code are told apart, for faults. What
    would be swallowed (addresses at the end) or taken for a heading (text above a rule) is text.
    """
    env: dict[str, Any] = {}
    tree = SyntaxTreeNode(_report_parser().parse(text, env))
    notes = env.get("footnotes", {}).get("refs", {})
    return tree, frozenset(name[1:] for name, place in notes.items() if place >= 0)


@cache
def _report_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60})
    parser.enable("table").disable(["code", "lheading", "reference"]).use(
        footnote_plugin, inline=False
    )
    return parser.use(attrs_plugin, after=("image",), allowed=("width",))


class _Reader:
    """Walks markdown-it's flat tokens once, from front to back."""

    def __init__(
        self, tokens: Sequence[Token], file: str, directives: Mapping[str, tuple[Block, ...]]
    ) -> None:
        self._tokens = iter(tokens)
        self._file = file
        self._directives = directives
        self._placed: set[str] = set()
        self._anchors: set[str] = set()
        self._role = Role.BODY
        self._new_page: Token | None = None
        self._aside = False

    def blocks(self, until: str) -> Iterator[Block]:
        """Blocks up to the closing token of this type."""
        for token in self._tokens:
            if token.type == until:
                return
            if self._new_page and token.type != "heading_open":
                raise self._fault(self._new_page, f"no heading follows {{{_NEW_PAGE}}}")
            match token.type:
                case "heading_open":
                    yield self._heading(token)
                case "paragraph_open":
                    yield from self._paragraph()
                case "bullet_list_open":
                    yield self._bullets(token)
                case "container_columns_open":
                    yield self._columns(token)
                case name if name.startswith("container_") and name[10:-5] in _ROLES:
                    yield from self._in_role(_ROLES[name[10:-5]], name.replace("open", "close"))
                case _:
                    raise self._misplaced(token, token)

    def _heading(self, token: Token) -> Heading:
        content = self._inline(self._until("heading_close")[0])
        words = plain(content).lower()
        anchor = base = re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "section"
        number = 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{base}-{number}"
        self._anchors.add(anchor)
        level = int(token.tag[1:])
        if level > 3:
            raise self._fault(token, "a heading is deeper than level 3")
        new_page, self._new_page = self._new_page is not None, None
        return Heading(level, content, anchor, new_page)

    def _paragraph(self) -> Iterator[Block]:
        inline = self._until("paragraph_close")[0]
        directive = _DIRECTIVE.fullmatch(inline.content.strip())
        if directive and directive[1] == _NEW_PAGE:
            if self._aside:
                raise self._fault(inline, f"{directive[0]} can't stand in columns")
            self._new_page = inline
        elif directive is None:
            yield Paragraph(self._role, self._inline(inline))
        elif directive[1] in self._directives:
            yield from self._put_in(inline, directive[1])
        else:
            known = ", ".join(f"{{{name}}}" for name in sorted({*self._directives, _NEW_PAGE}))
            raise self._fault(inline, f"{directive[0]} is not known", f"use one of {known}")

    def _put_in(self, token: Token, name: str) -> Iterator[Block]:
        """What a directive stands for; what others link to can stand but once."""
        found = self._directives[name]
        anchors = {block.anchor for block in found if isinstance(block, Heading | Table)}
        if name in self._placed and anchors:
            raise self._fault(token, f"{{{name}}} stands twice", "remove one of them")
        if anchors & self._anchors:
            what = f"a heading above {{{name}}} has the name that links to it use"
            raise self._fault(token, what, "word the heading differently")
        self._placed.add(name)
        self._anchors |= anchors
        yield from found

    def _bullets(self, token: Token) -> Bullets:
        items = []
        for part in self._until("bullet_list_close"):
            if part.type == "inline":
                items.append(self._inline(part))
            elif part.type not in _OF_A_LIST:
                raise self._fault(token, f"{part.type!r} can't stand in a list")
        return Bullets(tuple(items))

    def _columns(self, token: Token) -> Columns:
        shares = [float(n) for n in re.findall(r"\d+", token.info)]
        parts = []
        for inner in self._tokens:
            if inner.type == "container_columns_close":
                break
            if inner.type != "container_part_open":
                raise self._fault(inner, "only '::: part' can stand in columns")
            self._aside = True
            parts.append(tuple(self.blocks("container_part_close")))
            self._aside = False
        if len(shares) != len(parts) or sum(shares) != 100:
            raise self._fault(token, f"the shares {token.info!r} do not fit {len(parts)} parts")
        return Columns(tuple(share / 100 for share in shares), tuple(parts))

    def _in_role(self, role: Role, until: str) -> Iterator[Block]:
        outer, self._role = self._role, role
        yield from self.blocks(until)
        self._role = outer

    def _until(self, closing: str) -> list[Token]:
        found = []
        for token in self._tokens:
            if token.type == closing:
                break
            found.append(token)
        return found

    def _inline(self, token: Token) -> tuple[Inline, ...]:
        found: list[Inline] = []
        bold, target = False, ""
        for child in token.children or ():
            match child.type:
                case "text" if child.content:
                    found.append(
                        Link(child.content, target) if target else Text(child.content, bold)
                    )
                case "text":
                    pass
                case "link_close":
                    target = ""
                case "softbreak":
                    found.append(Text(" "))
                case "strong_open" | "strong_close":
                    bold = child.type == "strong_open"
                case "link_open":
                    target = self._target(token, str(child.attrGet("href") or ""))
                case _:
                    raise self._misplaced(token, child)
        return _joined(found)

    def _target(self, token: Token, target: str) -> str:
        if not target.startswith(("#", "https://", "http://", "mailto:")):
            raise self._fault(token, f"{target!r} is no link", "write https://… or #heading")
        return target

    def _misplaced(self, token: Token, found: Token) -> BadInput:
        return self._fault(token, f"{found.type.removesuffix('_open')!r} can't stand here")

    def _fault(self, token: Token, what: str, remedy: str = _UNKNOWN) -> BadInput:
        line = f":{token.map[0] + 1}" if token.map else ""
        return BadInput(Fault(f"{self._file}{line}", what, remedy))


_OF_A_LIST = {"list_item_open", "list_item_close", "paragraph_open", "paragraph_close"}


def _joined(content: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring runs of one look become one."""
    joined: list[Inline] = []
    for part in content:
        last = joined[-1] if joined else None
        if isinstance(part, Text) and isinstance(last, Text) and part.bold == last.bold:
            joined[-1] = Text(last.text + part.text, part.bold)
        else:
            joined.append(part)
    return tuple(joined)
