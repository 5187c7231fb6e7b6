"""References: levels beside a series, each said in words at the plot's right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from packgen.compose.placing import ASCENT, DESCENT, LEADING_PT, Box, Canvas, Lettering
from packgen.compose.plot import Plot
from packgen.document.drawing import Ink, Stroke
from packgen.document.roles import Align

_MUTED = Ink("muted")
_MARK_PT, _LEAD_PT, _GAP_PT = 6.0, 8.0, 2.5


class Kind(Enum):
    """What a level is, and so how it is drawn."""

    TARGET = "target"
    RANGE = "range"
    BENCHMARK = "benchmark"
    MEAN = "mean"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class _Look:
    """A level's line: its dashes, and whether it runs over the whole plot, over its end (None)
    or, as a range is drawn as a band, nowhere."""

    ink: Ink
    width_pt: float
    dash: tuple[float, float] | None
    whole: bool | None
    lettering: Lettering


_LOOKS = {
    Kind.TARGET: _Look(Ink("tline"), 1.1, (4.0, 2.2), True, Lettering(bold=True)),
    Kind.RANGE: _Look(Ink("bandedge"), 0.6, None, False, Lettering(bold=True)),
    Kind.BENCHMARK: _Look(_MUTED, 1.2, None, None, Lettering(ink=_MUTED)),
    Kind.MEAN: _Look(_MUTED, 0.7, None, True, Lettering(ink=_MUTED)),
    Kind.LIMIT: _Look(_MUTED, 0.9, (1.0, 2.0), True, Lettering(ink=_MUTED)),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A level and what is said of it."""

    kind: Kind
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A reference with its text in lines; ``middle`` is the height that it is written at."""

    reference: Reference
    lines: tuple[str, ...]
    middle: float

    @property
    def half(self) -> float:
        """Half of the height that its lines take."""
        return len(self.lines) * LEADING_PT / 2


def width_of(references: Sequence[Reference], most: float, canvas: Canvas) -> float:
    """References -> the room for their words, no more than this."""
    needed = [
        canvas.measure(line, _LOOKS[r.kind].lettering)
        for r in references
        for line in _lines(r, most - _LEAD_PT - _GAP_PT, canvas)
    ]
    return max(needed) + _LEAD_PT + _GAP_PT if needed else 0.0


def draw_lines(references: Sequence[Reference], plot: Plot, canvas: Canvas) -> None:
    """References -> their lines, over the whole plot or over its right end."""
    for reference in references:
        look = _LOOKS[reference.kind]
        if look.whole is False:
            continue
        left = plot.left if look.whole else plot.right - _MARK_PT
        y = plot.y(reference.value)
        line = ((left, y), (plot.right, y))
        canvas.paint(Stroke(line, look.ink, look.width_pt, look.dash))
        canvas.take(Box(left, y, plot.right, y))


def draw_words(references: Sequence[Reference], plot: Plot, width: float, canvas: Canvas) -> None:
    """References in order of importance -> their words, as near to their levels as they can be.

    Those that there is no room for are left out, the least important first.
    """
    lowest, highest = plot.bottom - LEADING_PT / 2, plot.top + LEADING_PT / 2
    room = width - _LEAD_PT - _GAP_PT
    said = [_Said(r, tuple(_lines(r, room, canvas)), plot.y(r.value)) for r in references]
    while sum(2 * one.half for one in said) > highest - lowest:
        said.pop()
    for one in _apart(said, lowest, highest):
        look = _LOOKS[one.reference.kind]
        ends = (plot.right, plot.y(one.reference.value)), (plot.right + _LEAD_PT, one.middle)
        canvas.paint(Stroke(ends, look.ink, 0.6))
        x = plot.right + _LEAD_PT + _GAP_PT
        size = look.lettering.size_pt
        y = one.middle + one.half - LEADING_PT / 2 - (ASCENT - DESCENT) * size / 2
        for line in one.lines:
            canvas.write(line, x, y, Align.LEFT, look.lettering)
            y -= LEADING_PT


def _lines(reference: Reference, width: float, canvas: Canvas) -> list[str]:
    return canvas.wrapped(reference.text, width, _LOOKS[reference.kind].lettering)


def _apart(said: Sequence[_Said], lowest: float, highest: float) -> list[_Said]:
    """Words moved up or down until none covers another; in as many groups as need moving, each
    about the middle of its own levels."""
    groups: list[list[_Said]] = []
    for one in sorted(said, key=lambda s: s.middle):
        groups.append([one])
        while len(groups) > 1 and _floor(groups[-1], lowest, highest) < _ceiling(
            groups[-2], lowest, highest
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    placed: list[_Said] = []
    for group in groups:
        at = _floor(group, lowest, highest)
        for one in group:
            placed.append(_Said(one.reference, one.lines, at + one.half))
            at += 2 * one.half
    return placed


def _floor(group: Sequence[_Said], lowest: float, highest: float) -> float:
    """Where a group's lowest words begin."""
    height = sum(2 * one.half for one in group)
    middle = sum(one.middle for one in group) / len(group)
    return min(max(middle - height / 2, lowest), highest - height)


def _ceiling(group: Sequence[_Said], lowest: float, highest: float) -> float:
    return _floor(group, lowest, highest) + sum(2 * one.half for one in group)
