"""A plot: a chart's rectangle, where its periods and values lie, its grid and its axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packgen.compose.axes import Axis
from packgen.compose.placing import ASCENT, DESCENT, LEADING_PT, TEXT_PT, Box, Canvas, Lettering
from packgen.document.drawing import Ink, Stroke
from packgen.document.roles import Align

_GRID_PT, _BASE_PT = 0.4, 0.8
_GAP_PT = 5.0
_BETWEEN_PT = 3.0
_SMALL = Lettering(ink=Ink("muted"))
_LATEST = Lettering(bold=True)


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle that a chart's figures are drawn in, in points of its canvas."""

    left: float
    bottom: float
    right: float
    top: float
    axis: Axis
    slots: int

    @property
    def step(self) -> float:
        """From one period to the next."""
        return (self.right - self.left) / self.slots

    def x(self, place: float) -> float:
        """A period's place -> the middle of its slot."""
        return self.left + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        """A value -> its height on the canvas."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom + share * (self.top - self.bottom)


def left_room(labels: Sequence[str], canvas: Canvas) -> float:
    """The ticks' labels -> the room that they need at the plot's left."""
    return max(canvas.measure(label, _SMALL) for label in labels) + _GAP_PT


def draw_grid(plot: Plot, labels: Sequence[str], canvas: Canvas) -> None:
    """The ticks' lines and labels; the line of zero, or the lowest one, is the base."""
    base = 0.0 if plot.axis.low <= 0 <= plot.axis.high else plot.axis.low
    below = (ASCENT - DESCENT) * TEXT_PT / 2
    for tick, label in zip(plot.axis.ticks, labels, strict=True):
        y = plot.y(tick)
        ink, width = (Ink("muted"), _BASE_PT) if tick == base else (Ink("rule"), _GRID_PT)
        canvas.paint(Stroke(((plot.left, y), (plot.right, y)), ink, width))
        held = Box(plot.left, y, plot.right, y)
        (canvas.take if tick == base else canvas.spare)(held)
        canvas.write(label, plot.left - _GAP_PT, y - below, Align.RIGHT, _SMALL)


def draw_periods(plot: Plot, heads: Sequence[str], latest: int, canvas: Canvas) -> None:
    """The periods' names below the plot: as many as fit, from the latest figure's back."""
    widest = max(canvas.measure(head, _LATEST) for head in heads)
    every = 1
    while every < len(heads) and every * plot.step < widest + _BETWEEN_PT:
        every += 1
    y = plot.bottom - _GAP_PT - ASCENT * TEXT_PT
    for place in range(latest % every, len(heads), every):
        lettering = _LATEST if place == latest else _SMALL
        head = canvas.shortened(heads[place], canvas.width, lettering)
        half = canvas.measure(head, lettering) / 2
        x = min(max(plot.x(place), half), canvas.width - half)
        canvas.write(head, x, y, Align.CENTRE, lettering)


PERIODS_PT = _GAP_PT + LEADING_PT
"""The room below a plot for its periods' names."""
