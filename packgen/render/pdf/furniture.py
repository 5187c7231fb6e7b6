"""What stands on every page: the running header, the marking, the footer and its page number.

All of it is an artifact, but for the marking of a restricted paper's first page: whoever listens
must hear what the law wants said. The running header and the footer's text are for pages that get
separated; a paper of one page goes without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from packgen.document.nodes import (
    Inline,
    Marking,
    PageCount,
    PageNumber,
    RunningInline,
    Symbol,
    Text,
)
from packgen.document.roles import Align, Role
from packgen.render.pdf.graphics import (
    BRAND,
    P2_BAR,
    P2_BAR_TEXT,
    P2_EDGE,
    P2_TEXT,
    RULE,
    area,
    artifact,
    box,
    line,
    pagination,
)
from packgen.render.pdf.paper import Paper
from packgen.render.pdf.sheet import Sheet
from packgen.render.pdf.tags import Element
from packgen.render.pdf.text import Block

# Distances in points. Printers can't reach the outermost strip of a sheet.
_UNPRINTABLE = 12.0
_GAP = 7.0
_TAG_PAD_X, _TAG_PAD_Y = 8.0, 2.6
_BAR_PAD_X, _BAR_PAD_Y = 10.0, 3.0
_EDGE_WIDEST, _EDGE_NARROWEST, _EDGE_CLEAR = 24.0, 12.0, 7.0
_EDGE_PLACES = (0.2, 0.5, 0.8)


MARKING_ENTRY = "/T(marking)"
"""Tells the marking of the first page from the paper's own paragraphs."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """The bar of a restricted paper: the words of its marking, and their detail beside them."""

    marking: Block
    detail: Block | None

    @property
    def height_pt(self) -> float:
        held = max(self.marking.height_pt, self.detail.height_pt if self.detail else 0)
        return held + 2 * _BAR_PAD_Y


class Furniture:
    """Lays out the furniture first, as it says where the body of a page begins and ends."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.setup = paper.document.page
        self.running = paper.document.running
        self.type = paper.typesetter.style.type
        self.restricted = paper.document.marking is Marking.NOT_FOR_PUBLICATION
        self.right = self.setup.width_pt - self.setup.right_pt
        self.tag = self._tag()
        self.header = self._header()
        self.bar = self._bar() if self.restricted else None
        self.top = self._top()
        self.foot_rule, self.bottom = self._foot()

    def finish(self) -> None:
        """Paints what doesn't hang on the pages' numbers, once all sheets are there."""
        if self.bar:
            for sheet in self.paper.sheets:
                self._paint_bar(sheet, self.bar)

    def around(self, index: int, number: str, last: str, *, separates: bool) -> tuple[str, str]:
        """A sheet's index and its page's number, and the last one -> what is painted before and
        after all else on it. ``separates``: there are more pages, which get separated."""
        foot = "".join(self._foot_operators(number, last, separates))
        head = "".join(self._head_operators(index, separates))
        return pagination(head, "Header"), pagination(foot, "Footer")

    # --- the head of the page ---------------------------------------------------------------

    def _tag(self) -> Block:
        content = (Text(self.running.marking),)
        return self._set(content, Role.STATUS_TAG, self.setup.text_width_pt, Align.LEFT)

    @property
    def _tag_width(self) -> float:
        return self.tag.width_pt + 2 * _TAG_PAD_X

    @property
    def _tag_height(self) -> float:
        return self.tag.height_pt + 2 * _TAG_PAD_Y

    def _header(self) -> Block:
        taken = 0.0 if self.restricted else self._tag_width + 12
        width = self.setup.text_width_pt - taken
        return self._set(numbered(self.running.header, "0", "0"), Role.RUNNING_HEAD, width)

    def _bar(self) -> _Bar:
        """The words of the marking, and its detail beside them."""
        width = self.setup.text_width_pt - 2 * _BAR_PAD_X
        words = (Text(self.running.marking, bold=True, ink=P2_BAR_TEXT),)
        marking = self._set(words, Role.MARKING, width)
        rest = width - marking.width_pt - 2 * _BAR_PAD_X
        detail = (Text(self.running.marking_detail, ink=P2_BAR_TEXT),)
        shown = self.running.marking_detail
        return _Bar(marking, self._set(detail, Role.MARKING_DETAIL, rest) if shown else None)

    def _top(self) -> float:
        """The body's upper edge: the margin, or lower where the furniture needs more room."""
        if self.bar:
            needed = self.bar.height_pt + self.header.height_pt + 3 + _GAP
        else:
            needed = max(self._tag_height, self.header.height_pt) + 4 + _GAP
        height = self.setup.height_pt
        return min(height - self.setup.top_pt, height - needed - _UNPRINTABLE)

    def _head_operators(self, sheet: int, separates: bool) -> Iterator[str]:
        if self.bar:
            yield from self._edges()
            if separates:
                above = self.top + _GAP + self.bar.height_pt + 3 + self.header.height_pt
                yield self.paper.words(self.header, self.setup.left_pt, above)
        else:
            yield from self._public_head(sheet, separates)

    def _public_head(self, sheet: int, separates: bool) -> Iterator[str]:
        """The running header, and the tag at the right of it."""
        top, palette = self.top + _GAP, self.paper.palette
        if sheet:
            yield palette.stroke(RULE, 0.5) + line(self.setup.left_pt, top, self.right, top)
        top += 4
        if separates:
            above = top + self._tag_height / 2 + self.header.height_pt / 2
            above = max(above, top + self.header.height_pt)
            yield self.paper.words(self.header, self.setup.left_pt, above)
        x, inset = self.right - self._tag_width, 0.4
        yield palette.stroke(BRAND, 2 * inset)
        yield box(
            x + inset,
            top + inset,
            self._tag_width - 2 * inset,
            self._tag_height - 2 * inset,
        )
        yield self.paper.words(self.tag, x + _TAG_PAD_X, top + self._tag_height - _TAG_PAD_Y)
        if self.running.marking_detail:
            yield self._detail_beside(x, top)

    def _detail_beside(self, x: float, bottom: float) -> str:
        """The detail of a marking that has no bar: small, left of the tag."""
        width = (x - self.setup.left_pt) / 2
        content = (Text(self.running.marking_detail),)
        detail = self._set(content, Role.RUNNING_HEAD, width - _GAP, Align.RIGHT)
        above = bottom + self._tag_height / 2 + detail.height_pt / 2
        return self.paper.words(detail, x - width, above)

    def _paint_bar(self, sheet: Sheet, bar: _Bar) -> None:
        """The bar of a restricted paper, before all else; on the first sheet its words are read."""
        x, bottom = self.setup.left_pt, self.top + _GAP
        middle = bottom + bar.height_pt / 2
        ground = area(x, bottom, self.setup.text_width_pt, bar.height_pt)
        body, sheet.parts = sheet.parts, []
        sheet.parts.append(artifact(self.paper.palette.fill(P2_BAR) + ground))
        places = [(bar.marking, x + _BAR_PAD_X)]
        if bar.detail:
            places.append((bar.detail, x + 3 * _BAR_PAD_X + bar.marking.width_pt))
        if sheet.index == 0:
            marking = Element("P", [], MARKING_ENTRY)
            self.paper.root.kids.insert(0, marking)
            for block, left in places:
                self.paper.write(sheet, marking, block, left, middle + block.height_pt / 2)
        else:
            words = [self.paper.words(b, left, middle + b.height_pt / 2) for b, left in places]
            sheet.parts.append(pagination("".join(words), "Header"))
        sheet.parts += body

    def _edges(self) -> Iterator[str]:
        """Tinted strips at both edges with the words up them, where the margins are wide enough."""
        margin = min(self.setup.left_pt, self.setup.right_pt)
        strip = min(_EDGE_WIDEST, margin - _EDGE_CLEAR)
        if strip < _EDGE_NARROWEST:
            return
        height, width = self.setup.height_pt, self.setup.width_pt
        yield self.paper.palette.fill(P2_EDGE)
        yield area(0, 0, strip, height) + area(width - strip, 0, strip, height)
        spec = self.type[Role.STATUS_TAG]
        words = (Text(self.running.marking, bold=True, ink=P2_TEXT),)
        block = self.paper.typesetter.rich(words, spec, height, Align.LEFT)
        length = block.width_pt
        lift = 0.36 * spec.size_pt
        for place in _EDGE_PLACES:
            low = place * height - length / 2
            for x, turn in ((strip / 2 + lift, "0 1 -1 0"), (width - strip / 2 - lift, "0 -1 1 0")):
                y = low if turn.startswith("0 1") else low + length
                shown = block.lines[0].operators
                yield f"BT {turn} {x:.2f} {y:.2f} Tm {shown}ET\n"

    # --- the foot ---------------------------------------------------------------------------

    def _foot(self) -> tuple[float, float]:
        """The height of the rule above the footer, and the body's lower edge."""
        lines = [block.height_pt for block in self._foot_lines("0", "0")]
        page = self._page_block("0", "0").height_pt
        rule = max(self.setup.bottom_pt - _GAP, _UNPRINTABLE + max(sum(lines), page) + 3)
        return rule, max(self.setup.bottom_pt, rule + _GAP)

    def _page_block(self, number: str, last: str) -> Block:
        content = numbered(self.running.page, number, last)
        return self._set(content, Role.PAGE_NUMBER, self.setup.text_width_pt, Align.RIGHT)

    def _foot_lines(self, number: str, last: str) -> list[Block]:
        width = self.setup.text_width_pt - self._page_room
        return [
            self._set(numbered(row, number, last), Role.RUNNING_FOOT, width)
            for row in self.running.footer
        ]

    @property
    def _page_room(self) -> float:
        """The width that the page number takes; of a long one, so that all pages agree."""
        return self._page_block("1000", "9999").width_pt + 2 * _GAP

    def _foot_operators(self, number: str, last: str, separates: bool) -> Iterator[str]:
        left, top = self.setup.left_pt, self.foot_rule - 3
        stroke = self.paper.palette.stroke(RULE, 0.5)
        yield stroke + line(left, self.foot_rule, self.right, self.foot_rule)
        yield self.paper.words(self._page_block(number, last), left, top)
        for block in self._foot_lines(number, last) if separates else ():
            yield self.paper.words(block, left, top)
            top -= block.height_pt

    def _set(
        self,
        content: tuple[Inline, ...],
        role: Role,
        width_pt: float,
        align: Align = Align.LEFT,
    ) -> Block:
        return self.paper.typesetter.rich(content, self.type[role], width_pt, align)


def numbered(content: tuple[RunningInline, ...], number: str, last: str) -> tuple[Inline, ...]:
    """Running text, a page's number and the last one -> the text on that page."""
    out: list[Inline] = []
    for inline in content:
        match inline:
            case PageNumber():
                out.append(Text(number))
            case PageCount():
                out.append(Text(last))
            case Text() | Symbol():
                out.append(inline)
            case _:
                assert_never(inline)
    return tuple(out)
