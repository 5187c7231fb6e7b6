"""A report's Markdown -> blocks, numbered from front to back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from packgen.compose.markdown import SyntaxTreeNode
from packgen.compose.report_directives import Directive, directed
from packgen.compose.report_kit import Cards, ReportKit
from packgen.compose.report_lines import Lines
from packgen.compose.report_listing import listing
from packgen.compose.report_numbers import Numbers
from packgen.compose.report_pictures import picture
from packgen.compose.report_put import put
from packgen.compose.report_tables import captioned, check_no_table, is_caption, table
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
from packgen.document.roles import PanelKind, Role
from packgen.document.walk import plain
from packgen.errors import BadInput, Fault


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
    lines: Lines = field(init=False)

    def __post_init__(self) -> None:
        self.lines = Lines(self.numbers, self.kit.words.report.back)

    # --- texts ------------------------------------------------------------------------------

    def read(self, rendered: Rendered) -> list[Entry]:
        """A rendered text -> its blocks, and where its passages stand. Raises BadInput."""
        tree = self.lines.begin(directed(rendered))
        nodes = [node for node in tree.children if node.type != "footnote_block"]
        found, rest = self._entries(nodes, 0)
        if rest < len(nodes):
            raise self.lines.fault(nodes[rest], "::: closes nothing", "remove it")
        for block in (node for node in tree.children if node.type == "footnote_block"):
            for note in block.children:
                self.lines.note(note)
        return found

    def heading(self, words: str, level: int = 2) -> Heading:
        """A standing section's heading, numbered as the others are."""
        return self._headed(level, (Text(words),), numbered=level == 2)

    def paragraph(self, content: tuple[Inline, ...]) -> Paragraph:
        """A standing section's paragraph, numbered as the others are."""
        label = self.numbers.next_paragraph()
        self._hangs = bool(label)
        return Paragraph(Role.BODY, content, label=label)

    def notes(self) -> tuple[Block, ...]:
        """The notes, at the end of all. Raises BadInput for a link that leads nowhere."""
        self.lines.check_links()
        if not self.lines.notes:
            return ()
        heading = self.heading(self.kit.words.report.notes, 4 if self.in_passage else 2)
        return replace(heading, label=""), *self.lines.notes

    # --- blocks -----------------------------------------------------------------------------

    def _entries(self, nodes: Sequence[SyntaxTreeNode], start: int) -> tuple[list[Entry], int]:
        """Blocks from here up to a closing line, and the place of that line."""
        found: list[Entry] = []
        place = start
        while place < len(nodes):
            node = nodes[place]
            marked = self.lines.marked(node)
            if isinstance(marked, Directive):
                if not marked.name:
                    return found, place
                blocks, place = self._directive(marked, nodes, place)
                found += blocks
            elif isinstance(marked, int):
                label = self.numbers.next_paragraph()
                self._hangs = bool(label)
                found.append(PassagePlace(marked, label, self.section))
            elif node.type == "table" or is_caption(node):
                found_table, caption, place = captioned(nodes, place, self.lines)
                found.append(self._table(found_table, caption))
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
                yield listing(node, self.lines.lines, self.lines.where, indented=self._hangs)
            case "blockquote":
                yield from self._quotation(node)
            case "hr":
                pass
            case _:
                raise self.lines.unfit(node, "here")

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level = int(node.tag[1:])
        if level == 1:
            what = "a # heading: the report's title stands in its front matter"
            raise self.lines.fault(node, what, "begin sections with ##")
        if self._aside or level > 4:
            what = "a heading in ::: lines" if self._aside else "a heading deeper than ####"
            raise self.lines.fault(node, what, "use ##, ### and ####, outside ::: lines")
        said = self.lines.sentences(node)
        content = tuple(i for line in said.lines for i in line)
        if not content or any(isinstance(i, Link) for i in content):
            what = "a link or a note in a heading" if content else "a heading without words"
            raise self.lines.fault(
                node, what, "put it into the text below, and words into headings"
            )
        return self._headed(4 if self.in_passage else level, content, numbered=said.numbered)

    def _headed(self, level: int, content: tuple[Inline, ...], *, numbered: bool) -> Heading:
        label = self.numbers.next_section() if level == 2 and numbered else ""
        heading = Heading(level, content, self.numbers.anchor(plain(content)), label=label)
        if level == 2:
            self.section = heading
        self.lines.last_anchor, self._hangs = heading.anchor, False
        return heading

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        inline = node.children[0]
        pictures = [child for child in inline.children if child.type == "image"]
        if pictures and all(c.type in {"image", "softbreak"} for c in inline.children):
            yield from (self._picture(each, node) for each in pictures)
            return
        check_no_table(node, self.lines)
        said = self.lines.sentences(node)
        numbered = said.numbered and not self._aside
        label = self.numbers.next_paragraph() if numbered and said.lines else ""
        if not self._aside:
            self._hangs = bool(label)
        anchor = self.lines.anchor_for(said) if said.notes and said.lines else ""
        for place, line in enumerate(said.lines):
            first = place == 0
            yield Paragraph(
                Role.BODY,
                line,
                label=label if first else "",
                indented=self._hangs and not first,
                anchor=anchor if first else "",
            )

    def _quotation(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for child in node.children:
            if child.type != "paragraph":
                raise self.lines.unfit(child, "in a quotation")
            for line in self.lines.lines(child):
                yield Paragraph(Role.QUOTATION, line, indented=self._hangs)

    def _picture(self, image: SyntaxTreeNode, node: SyntaxTreeNode) -> Illustration:
        where, width = self.lines.where(node), self._width()
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
        anchor = self.numbers.own(f"figure-{self.numbers.figures}")
        return Illustration(found, caption, anchor, indented=self._hangs)

    def _figure_caption(self, number: str, caption: str) -> tuple[Inline, ...]:
        if not caption:
            return ()
        return (Text(self.kit.words.report.figure(number=number, caption=caption)),)

    def _table(self, node: SyntaxTreeNode, caption: str) -> Table:
        width = self._width()
        return table(node, caption, self.lines, self.kit, width, indented=self._hangs)

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
            marked = self.lines.marked(nodes[place])
            if isinstance(marked, Directive) and not marked.name:
                break
            if not isinstance(marked, Directive) or marked.name != "part":
                what = "only :::part can stand in :::columns"
                raise self.lines.fault(nodes[place], what, "write :::part … ::: for each column")
            blocks, end = self._inner(marked, nodes, place + 1)
            parts.append(blocks)
            place = end + 1
        if place == len(nodes):
            raise BadInput(Fault(found.where, ":::columns has no end", "write ::: after it"))
        return Columns(_shares(found, len(parts)), tuple(parts)), place


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
