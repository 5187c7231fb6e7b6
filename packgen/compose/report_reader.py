"""A report's Markdown -> blocks, numbered from front to back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from packgen.compose import figures
from packgen.compose.markdown import SyntaxTreeNode, report_tree
from packgen.compose.report_directives import Directed, Directive, directed
from packgen.compose.report_inline import InlineReader, Sentences
from packgen.compose.report_kit import Cards, ReportKit
from packgen.compose.report_listing import listing
from packgen.compose.report_numbers import Numbers
from packgen.compose.report_pictures import picture
from packgen.compose.report_put import put
from packgen.compose.report_table import cell_words, head_cell, text_cell, text_table
from packgen.compose.report_text import Rendered
from packgen.document.nodes import (
    Block,
    Columns,
    Heading,
    Illustration,
    Inline,
    Link,
    Panel,
    Paragraph,
    Table,
    Text,
)
from packgen.document.roles import Align, PanelKind, Role
from packgen.document.walk import plain
from packgen.errors import BadInput, Fault

_CAPTION: Final = "Table:"
_MOST_COLUMNS, _MOST_ROWS = 12, 2_000
_ALIGNS: Final = {"right": Align.RIGHT, "center": Align.CENTRE, "left": Align.LEFT}
_USE = "docs/reports.md says what a report may hold"
_NAMES: Final = {
    "fence": "code between ``` or ~~~",
    "html_block": "raw HTML",
    "blockquote": "a quotation",
    "heading": "a heading",
    "table": "a table",
}


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where an exempt passage stands: its number in the report, its label, its section."""

    number: int
    label: str
    section: Heading | None


Entry = Block | PassagePlace


@dataclass(slots=True)
class ReportReader:
    """Reads texts of one report one after the other; its numbers run on.

    ``in_passage``: what it reads is exempt, and stands in a panel.
    """

    kit: ReportKit
    cards: Cards
    folder: Path
    numbers: Numbers
    in_passage: bool = False
    section: Heading | None = None
    _hangs: bool = False
    _aside: bool = False
    _text: Directed | None = None
    _links: list[tuple[str, str]] = field(default_factory=list)
    _noted: dict[int, str] = field(default_factory=dict)
    _last_anchor: str = ""
    _notes: list[Paragraph] = field(default_factory=list)

    # --- texts ------------------------------------------------------------------------------

    def read(self, rendered: Rendered) -> list[Entry]:
        """A rendered text -> its blocks, and where its passages stand. Raises BadInput."""
        self._text = directed(rendered)
        tree = report_tree(self._text.rendered.text)
        nodes = [node for node in tree.children if node.type != "footnote_block"]
        found, rest = self._entries(nodes, 0)
        if rest < len(nodes):
            raise self._fault(nodes[rest], "::: closes nothing", "remove it")
        for block in (node for node in tree.children if node.type == "footnote_block"):
            self._notes += [note for each in block.children for note in self._note(each)]
        return found

    def heading(self, words: str, level: int = 2) -> Heading:
        """A standing section's heading, numbered as the others are."""
        return self._headed(level, (Text(words),), numbered=level == 2)

    def line(self, rendered: Rendered) -> tuple[Inline, ...]:
        """A text that is one paragraph -> its content. Raises BadInput for any other."""
        self._text = Directed(rendered, ())
        tree = report_tree(rendered.text)
        nodes = tree.children
        if len(nodes) != 1 or nodes[0].type != "paragraph":
            what = "is not one paragraph of text"
            raise BadInput(Fault(rendered.where(0), what, "move the rest of it into the body"))
        return tuple(i for line in self._sentences(nodes[0]).lines for i in (*line, Text(" ")))[:-1]

    def paragraph(self, content: tuple[Inline, ...]) -> Paragraph:
        """A standing section's paragraph, numbered as the others are."""
        label = self.numbers.next_paragraph()
        self._hangs = bool(label)
        return Paragraph(Role.BODY, content, label=label)

    def notes(self) -> tuple[Block, ...]:
        """What was noted, at the end of all; checks that each link leads somewhere."""
        for anchor, where in self._links:
            if anchor not in self.numbers.anchors:
                what = "a link to a heading that isn't there"
                raise BadInput(Fault(where, what, "write #heading, in small letters with hyphens"))
        if not self._notes:
            return ()
        heading = self.heading(self.kit.words.report.notes, 4 if self.in_passage else 2)
        return replace(heading, label=""), *self._notes

    # --- blocks -----------------------------------------------------------------------------

    def _entries(self, nodes: Sequence[SyntaxTreeNode], start: int) -> tuple[list[Entry], int]:
        """Blocks from here up to a closing line, and the place of that line."""
        found: list[Entry] = []
        place = start
        while place < len(nodes):
            node = nodes[place]
            marked = self._marked(node)
            if isinstance(marked, Directive):
                if not marked.name:
                    return found, place
                blocks, place = self._directive(marked, nodes, place)
                found += blocks
            elif isinstance(marked, int):
                label = self.numbers.next_paragraph()
                self._hangs = bool(label)
                found.append(PassagePlace(marked, label, self.section))
            elif node.type == "table" or _is_caption(node):
                table, place = self._captioned(nodes, place)
                found.append(table)
            else:
                found += self._block(node)
            place += 1
        return found, place

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "heading":
                yield self._heading(node)
            case "paragraph":
                yield from self._paragraph(node)
            case "bullet_list" | "ordered_list":
                yield listing(node, self._lines, self._where, indented=self._hangs)
            case "blockquote":
                yield from self._quotation(node)
            case "hr":
                pass
            case name:
                what = f"{_NAMES.get(name, repr(name))} can't stand here"
                raise self._fault(node, what, _USE)

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level = int(node.tag[1:])
        if level == 1:
            what = "a # heading: the report's title stands in its front matter"
            raise self._fault(node, what, "begin sections with ##")
        if self._aside or level > 4:
            what = "a heading in ::: lines" if self._aside else "a heading deeper than ####"
            raise self._fault(node, what, "use ##, ### and ####, outside ::: lines")
        said = self._sentences(node)
        content = tuple(i for line in said.lines for i in line)
        if not content or said.notes:
            what = "a note in a heading" if content else "a heading without words"
            raise self._fault(node, what, "put notes into the text, and words into headings")
        return self._headed(4 if self.in_passage else level, content, numbered=said.numbered)

    def _headed(self, level: int, content: tuple[Inline, ...], *, numbered: bool) -> Heading:
        label = self.numbers.next_section() if level == 2 and numbered else ""
        heading = Heading(level, content, self.numbers.anchor(plain(content)), label=label)
        if level == 2:
            self.section = heading
        self._last_anchor, self._hangs = heading.anchor, False
        return heading

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        inline = node.children[0]
        pictures = [child for child in inline.children if child.type == "image"]
        if pictures and all(c.type in {"image", "softbreak"} for c in inline.children):
            yield from (self._picture(each, node) for each in pictures)
            return
        said = self._sentences(node)
        numbered = said.numbered and not self._aside
        label = self.numbers.next_paragraph() if numbered and said.lines else ""
        if not self._aside:
            self._hangs = bool(label)
        anchor = self._anchor_for(said) if said.notes and said.lines else ""
        for place, line in enumerate(said.lines):
            first = place == 0
            yield Paragraph(
                Role.BODY,
                line,
                label=label if first else "",
                indented=self._hangs and not first,
                anchor=anchor if first else "",
            )

    def _anchor_for(self, said: Sentences) -> str:
        """An anchor at a paragraph, for the ways back from its notes."""
        anchor = self.numbers.anchor(f"at-note-{self.numbers.note(said.notes[0])}")
        for note in said.notes:
            self._noted[note] = self._noted[note] or anchor
        return anchor

    def _quotation(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for child in node.children:
            if child.type != "paragraph":
                what = f"{_NAMES.get(child.type, repr(child.type))} can't stand in a quotation"
                raise self._fault(child, what, "quote paragraphs of text")
            for line in self._lines(child):
                yield Paragraph(Role.QUOTATION, line, indented=self._hangs)

    def _picture(self, image: SyntaxTreeNode, node: SyntaxTreeNode) -> Illustration:
        where, width = self._where(node), self._width()
        attrs = {key: str(value) for key, value in image.attrs.items()}
        alt = "".join(child.content for child in image.children) or image.content
        found = picture(
            self.folder,
            attrs.get("src", ""),
            alt,
            attrs.get("width", ""),
            (width, self.kit.tallest_pt),
            where,
        )
        number = self.numbers.next_figure()
        caption = self._figure_caption(number, attrs.get("title", ""))
        anchor = self.numbers.anchor(f"figure-{number}")
        return Illustration(found, caption, anchor, indented=self._hangs)

    def _figure_caption(self, number: str, caption: str) -> tuple[Inline, ...]:
        if not caption:
            return ()
        return (Text(self.kit.words.report.figure(number=number, caption=caption)),)

    # --- tables -----------------------------------------------------------------------------

    def _captioned(self, nodes: Sequence[SyntaxTreeNode], place: int) -> tuple[Table, int]:
        """A table and its caption, which stands above or below it; and the last one's place."""
        node = nodes[place]
        caption = ""
        if node.type != "table":
            following = nodes[place + 1] if place + 1 < len(nodes) else None
            if following is None or following.type != "table":
                raise self._fault(node, "a caption without a table", "put it beside its table")
            caption, node, place = self._caption(node), following, place + 1
        elif place + 1 < len(nodes) and _is_caption(nodes[place + 1]):
            further = nodes[place + 2] if place + 2 < len(nodes) else None
            if further is None or further.type != "table":
                caption, place = self._caption(nodes[place + 1]), place + 1
        return self._table(node, caption), place

    def _caption(self, node: SyntaxTreeNode) -> str:
        said = self._sentences(node)
        words = plain(tuple(i for line in said.lines for i in (*line, Text(" "))))
        return words.removeprefix(_CAPTION).strip()

    def _table(self, node: SyntaxTreeNode, caption: str) -> Table:
        rows = [row for part in node.children for row in part.children]
        head = [head_cell(self._one_line(cell)) for cell in rows[0].children]
        if len(head) > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
            what = f"a table of more than {_MOST_COLUMNS} columns or {_MOST_ROWS:,} rows"
            raise self._fault(node, what, "attach it as a document of its own")
        if not any(cell.paragraphs for cell in head):
            raise self._fault(node, "a table without heads", "name its columns in its first row")
        said, number = self.kit.words.report, self.numbers.next_table()
        titled = said.table(number=number, caption=caption) if caption else ""
        names = [cell_words(cell) for cell in head if cell.paragraphs]
        self._last_anchor = anchor = self.numbers.anchor(f"table-{number}")
        return text_table(
            head,
            [[text_cell(self._lines(cell)) for cell in row.children] for row in rows[1:]],
            [_align(cell) for cell in rows[0].children],
            caption=titled or said.table_unnamed(number=number),
            description=said.table_description(
                rows=str(len(rows) - 1), columns=figures.listed(names, self.kit.words)
            ),
            anchor=anchor,
            measure=self.kit.measure,
            width_pt=self._width(),
            indented=self._hangs,
        )

    def _one_line(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        return tuple(i for line in self._lines(node) for i in line)

    def _width(self) -> float:
        return self.kit.width_pt - (self.kit.indent_pt if self._hangs or self._aside else 0)

    # --- directives -------------------------------------------------------------------------

    def _directive(
        self, found: Directive, nodes: Sequence[SyntaxTreeNode], place: int
    ) -> tuple[Sequence[Block], int]:
        if found.name in {"scorecard", "chart", "exceptions"}:
            if found.name == "exceptions":
                self._check_outermost(found)
            blocks = put(found, self.cards, self.kit, self.numbers, self._width(), self._hangs)
            return blocks, place
        self._check_outermost(found)
        if found.name == "part":
            raise BadInput(Fault(found.where, ":::part outside :::columns", "begin :::columns"))
        self._aside, hung, self._hangs = True, self._hangs, False
        columns = found.name == "columns"
        made, end = (self._columns if columns else self._panel)(found, nodes, place + 1)
        self._aside, self._hangs = False, hung
        return (made,), end

    def _check_outermost(self, found: Directive) -> None:
        if self._aside or self.in_passage:
            around = "other ::: lines" if self._aside else ":::exempt"
            what = f":::{found.name} can't stand in {around}"
            raise BadInput(Fault(found.where, what, "put it before or after them"))

    def _panel(
        self, found: Directive, nodes: Sequence[SyntaxTreeNode], start: int
    ) -> tuple[Panel, int]:
        blocks, end = self._inner(found, nodes, start)
        return Panel(PanelKind.ASIDE, blocks), end

    def _inner(
        self, found: Directive, nodes: Sequence[SyntaxTreeNode], start: int
    ) -> tuple[tuple[Block, ...], int]:
        """The blocks up to the end of what a directive begins."""
        entries, end = self._entries(nodes, start)
        if end == len(nodes):
            what, remedy = f":::{found.name} has no end", "write ::: on a line after it"
            raise BadInput(Fault(found.where, what, remedy))
        blocks = tuple(entry for entry in entries if not isinstance(entry, PassagePlace))
        if not blocks or len(blocks) != len(entries):
            what = "holds nothing" if not entries else "holds an exempt passage"
            raise BadInput(Fault(found.where, f":::{found.name} {what}", "take it out"))
        return blocks, end

    def _columns(
        self, found: Directive, nodes: Sequence[SyntaxTreeNode], place: int
    ) -> tuple[Columns, int]:
        parts: list[tuple[Block, ...]] = []
        while place < len(nodes):
            marked = self._marked(nodes[place])
            if isinstance(marked, Directive) and not marked.name:
                break
            if not isinstance(marked, Directive) or marked.name != "part":
                what = "only :::part can stand in :::columns"
                raise self._fault(nodes[place], what, "write :::part … ::: for each column")
            blocks, end = self._inner(marked, nodes, place + 1)
            parts.append(blocks)
            place = end + 1
        if place == len(nodes):
            raise BadInput(Fault(found.where, ":::columns has no end", "write ::: after it"))
        return Columns(_shares(found, len(parts)), tuple(parts)), place

    # --- lines ------------------------------------------------------------------------------

    def _marked(self, node: SyntaxTreeNode) -> Directive | int | None:
        if node.type != "paragraph" or self._text is None:
            return None
        return self._text.marked(node.children[0].content)

    def _lines(self, node: SyntaxTreeNode) -> tuple[tuple[Inline, ...], ...]:
        return self._sentences(node).lines

    def _sentences(self, node: SyntaxTreeNode) -> Sentences:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None or inline.token is None:
            return Sentences((), numbered=True, notes=())
        reader = InlineReader(self._linked, self._sign)
        return reader.read(inline.token, self._where(node))

    def _linked(self, target: str, where: str) -> str:
        anchor = f"{self.numbers.prefix}-{target[1:]}"
        self._links.append((anchor, where))
        return f"#{anchor}"

    def _sign(self, place: int) -> Link:
        self._noted.setdefault(place, "")
        number = self.numbers.note(place)
        return Link(number, f"#{self.numbers.prefix}-note-{number}", raised=True)

    def _note(self, node: SyntaxTreeNode) -> Iterator[Paragraph]:
        """A note's text, with the way back to where it is referred to."""
        place = int(node.meta["id"])
        number = self.numbers.note(place)
        anchor = f"{self.numbers.prefix}-note-{number}"
        self.numbers.anchors.add(anchor)
        lines = []
        for child in node.children:
            if child.type not in {"paragraph", "footnote_anchor"}:
                what = f"{_NAMES.get(child.type, repr(child.type))} can't stand in a note"
                raise self._fault(child, what, "write notes as text")
            lines += list(self._lines(child)) if child.type == "paragraph" else []
        back = self._noted.get(place) or self._last_anchor
        if lines and back:
            lines[-1] = (*lines[-1], Text(" "), Link(self.kit.words.report.back, f"#{back}"))
        for index, line in enumerate(lines):
            first = index == 0
            label, at = (number, anchor) if first else ("", "")
            yield Paragraph(Role.NOTE, line, label=label, indented=not first, anchor=at)

    def _where(self, node: SyntaxTreeNode) -> str:
        assert self._text is not None  # noqa: S101 - told by who reads
        inner: SyntaxTreeNode | None = node
        while inner is not None and inner.map is None:
            inner = inner.parent if not inner.is_root else None
        return self._text.rendered.where(inner.map[0] if inner and inner.map else 0)

    def _fault(self, node: SyntaxTreeNode, what: str, remedy: str) -> BadInput:
        return BadInput(Fault(self._where(node), what, remedy))


def _is_caption(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph" and node.children[0].content.startswith(_CAPTION)


def _align(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return _ALIGNS.get(style, Align.LEFT)


def _shares(found: Directive, parts: int) -> tuple[float, ...]:
    """The widths of columns: as written in per cent, else all alike."""
    written = [s.strip() for s in found.values.get("shares", "").split(",") if s.strip()]
    if not written and parts:
        return (1 / parts,) * parts
    numbers = [int(s) for s in written if s.isascii() and s.isdigit() and len(s) < 4]
    if len(numbers) != parts or len(written) != parts or sum(numbers) != 100 or 0 in numbers:
        what = f"the shares do not fit {parts} parts"
        raise BadInput(Fault(found.where, what, 'write {shares="60,40"}, 100 in all'))
    return tuple(n / 100 for n in numbers)
