"""Pages without a body of our own: those of attachments, and blank sides. They have their number
and, if they are not for all, their marking; all of it artifacts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from packgen.document.drawing import Ink
from packgen.document.nodes import Inline, Running, Text
from packgen.document.roles import Align, Role
from packgen.render.pdf.furniture import numbered
from packgen.render.pdf.graphics import P2_TEXT, Palette, pagination
from packgen.render.pdf.text import Block, Typesetter
from packgen.settings.style import Style

Size = tuple[float, float]

# In points. Printers can't reach the outermost strip of a sheet.
_MARGIN = 12.0
_PAD_X, _PAD_Y = 4.0, 2.0
# Pages whose shorter side is less than this have smaller stamps, but none below the least size.
_FULL_SIDE, _LEAST_SIZE = 400.0, 5.0
_GROUND = Ink("paper")


class BarePage:
    """One page's stamps: its number at the foot's right, and its marking at the foot's left."""

    def __init__(self, style: Style, size: Size) -> None:
        self.setter = Typesetter(style, Palette(style))
        self.size = size
        self._scale = min(1.0, min(size) / _FULL_SIDE)

    def operators(
        self, running: Running, number: str, last: str, *, restricted: bool, words: str = ""
    ) -> str:
        """What runs around it, its number and the last one -> its operators; ``words`` stand in
        its middle."""
        return "".join(self._parts(running, (number, last), restricted, words))

    def _parts(
        self, running: Running, numbers: tuple[str, str], restricted: bool, words: str
    ) -> Iterator[str]:
        width, height = self.size
        page = self._set(numbered(running.page, *numbers), Role.PAGE_NUMBER, width / 2)
        left = width - _MARGIN - _PAD_X - page.width_pt
        yield pagination(self._stamp(page, left, _MARGIN), "Footer")
        if restricted:
            marking = (
                Text(running.marking, bold=True, ink=P2_TEXT),
                Text(f"  {running.marking_detail}".rstrip(), ink=P2_TEXT),
            )
            room = max(width / 3, left - 2 * _MARGIN - 3 * _PAD_X)
            block = self._set(marking, Role.RUNNING_FOOT, room)
            yield pagination(self._stamp(block, _MARGIN + _PAD_X, _MARGIN), "Footer")
        if words:
            block = self._set((Text(words),), Role.RUNNING_HEAD, width - 4 * _MARGIN)
            x = (width - block.width_pt) / 2
            yield pagination(self._words(block, x, height / 2), "Header")

    def _stamp(self, block: Block, x: float, bottom: float) -> str:
        """A block on a white ground, its lower left corner at x, bottom."""
        top = bottom + block.height_pt + _PAD_Y
        ground = self.setter.palette.area(
            _GROUND,
            x - _PAD_X,
            bottom - _PAD_Y,
            block.width_pt + 2 * _PAD_X,
            block.height_pt + 2 * _PAD_Y,
        )
        return ground + self._words(block, x, top - _PAD_Y)

    def _words(self, block: Block, x: float, top: float) -> str:
        return f"BT {block.pen}{block.text(x, top - block.base_pt)}ET\n"

    def _set(self, content: tuple[Inline, ...], role: Role, width_pt: float) -> Block:
        spec = self.setter.style.type[role]
        size = max(min(_LEAST_SIZE, spec.size_pt), round(spec.size_pt * self._scale, 2))
        small = replace(spec, size_pt=size, leading_pt=spec.leading_pt * size / spec.size_pt)
        return self.setter.rich(content, small, max(1.0, width_pt), Align.LEFT)
