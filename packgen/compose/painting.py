"""Painting a chart: what it shows -> marks, each in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from packgen.compose import figures, plot, references
from packgen.compose.aims import Aim
from packgen.compose.axes import value_axis
from packgen.compose.placing import (
    ASCENT,
    DESCENT,
    LEADING_PT,
    TEXT_PT,
    Box,
    Canvas,
    Lettering,
)
from packgen.compose.plot import Plot
from packgen.compose.references import Kind, Reference
from packgen.compose.series import Series, runs
from packgen.document.drawing import Area, Dot, Ink, Mark, Stroke, Triangle
from packgen.document.roles import Align
from packgen.model.observation import Unit
from packgen.model.target import Polarity
from packgen.settings.style import Style
from packgen.settings.words import Words

_SPARK, _PAPER = Ink("spark"), Ink("paper")
_LINE_PT = 1.7
_RADIUS, _LATEST_RADIUS, _RING, _WALL = 2.1, 3.6, 0.8, 1.2
_COLUMN_SHARE = 0.62
_WIDEST_COLUMN_PT = 34.0
_REFERENCE_SHARE = 0.34
_STEP_PT = 26.0
_CLEAR_PT = 3.0
_GAP_LETTERING = Lettering(ink=Ink("withtext"))
_NOTE = Lettering(ink=Ink("muted"))


class Marker(Enum):
    """How a figure's point is drawn."""

    DOT = "dot"
    TRIANGLE = "triangle"
    SQUARE = "square"
    OPEN_SQUARE = "open square"


@dataclass(frozen=True, slots=True)
class Size:
    """A chart's size in points."""

    width_pt: float
    height_pt: float

    def __post_init__(self) -> None:
        if self.width_pt < 160 or self.height_pt < 100:
            raise ValueError("a chart is at least 160 points wide and 100 high")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a chart shows, before anything has a place.

    ``heads`` name the periods; ``references`` stand in order of importance; ``markers`` are those
    of points that aren't dots; ``head_pt`` is room to be left free at the top.
    """

    series: Series
    heads: tuple[str, ...]
    aim: Aim | None
    polarity: Polarity
    references: tuple[Reference, ...]
    columns: bool
    notes: tuple[str, ...] = ()
    markers: Mapping[int, Marker] = field(default_factory=dict)
    head_pt: float = 0.0


def painted(plan: Plan, size: Size, style: Style, words: Words) -> Canvas:
    """A plan -> its chart on a canvas of this size."""
    canvas = Canvas(size.width_pt, size.height_pt, style)
    chart = _Chart(plan, canvas, words)
    chart.ground()
    chart.gaps()
    plot.draw_grid(chart.plot, chart.ticks, canvas)
    references.draw_lines(plan.references, chart.plot, canvas)
    chart.body()
    plot.draw_periods(chart.plot, plan.heads, plan.series.latest, canvas)
    references.draw_words(plan.references, chart.plot, chart.beside, canvas)
    chart.labels()
    chart.say_gaps()
    chart.notes()
    return canvas


class _Chart:
    """One chart: its plot, and the marks drawn in it."""

    def __init__(self, plan: Plan, canvas: Canvas, words: Words) -> None:
        self.plan, self.canvas, self.words = plan, canvas, words
        self.values = plan.series.values
        self.unsaid = False
        floor = plot.PERIODS_PT + (LEADING_PT + 3) * bool(plan.notes)
        floor += 0 if plan.notes or not plan.series.withheld else LEADING_PT + 3
        ceiling = canvas.height - plan.head_pt - 1.6 * LEADING_PT
        axis = value_axis(
            self._extent(),
            most=max(2, int((ceiling - floor) / _STEP_PT)),
            from_zero=plan.columns,
            whole=all(value == int(value) for value in self.values.values()),
            bounds=(0, 100) if plan.series.unit is Unit.PERCENT else None,
        )
        self.ticks = figures.on_axis(axis.ticks, plan.series.unit, words)
        most = _REFERENCE_SHARE * canvas.width
        self.beside = references.width_of(plan.references, most, canvas)
        left = plot.left_room(self.ticks, canvas)
        self.plot = Plot(
            left, floor, canvas.width - (self.beside or 4), ceiling, axis, len(plan.heads)
        )

    def _extent(self) -> list[float]:
        levels = [r.value for r in self.plan.references if r.kind is not Kind.RANGE]
        aim = self.plan.aim
        return [*self.values.values(), *levels, *((aim.low, aim.high) if aim else ())]

    def ground(self) -> None:
        """The acceptable range as a band, and a lighter tint on the target's better side."""
        aim, at = self.plan.aim, self.plot
        if aim is None:
            return
        low, high = at.y(aim.low), at.y(aim.high)
        width = at.right - at.left
        if self.plan.polarity is Polarity.HIGH:
            self.canvas.paint(Area(at.left, high, width, at.top - high, Ink("better")))
        elif self.plan.polarity is Polarity.LOW:
            self.canvas.paint(Area(at.left, at.bottom, width, low - at.bottom, Ink("better")))
        if low == high:
            return
        self.canvas.paint(Area(at.left, low, width, high - low, Ink("band")))
        for y in (low, high):
            edge = ((at.left, y), (at.right, y))
            self.canvas.paint(Stroke(edge, Ink("bandedge"), 0.6))
            self.canvas.take(Box(at.left, y, at.right, y))

    def gaps(self) -> None:
        """A grey bar over each run of withheld periods, whatever their figures."""
        at = self.plot
        for first, last in runs(self.plan.series.withheld):
            left, right = at.x(first - 0.5), at.x(last + 0.5)
            bar = Area(left, at.bottom, right - left, at.top - at.bottom, Ink("withfill"))
            self.canvas.paint(bar)

    def body(self) -> None:
        """The figures as columns or as points, joined where their periods are neighbours."""
        if self.plan.columns:
            for place in self.values:
                self._column(place)
            return
        for first, last in runs(sorted(self.values)):
            line = tuple(self._point(p) for p in range(first, last + 1))
            if len(line) > 1:
                self.canvas.paint(Stroke(line, _SPARK, _LINE_PT))
                self.canvas.guard(line)
        for place in self.values:
            self._marker(place)

    def _point(self, place: int) -> tuple[float, float]:
        return self.plot.x(place), self.plot.y(self.values[place])

    def _column(self, place: int) -> None:
        width = min(_COLUMN_SHARE * self.plot.step, _WIDEST_COLUMN_PT)
        base, y = self.plot.y(0.0), self.plot.y(self.values[place])
        left, low, high = self.plot.x(place) - width / 2, min(base, y), max(base, y)
        latest = place == self.plan.series.latest
        ink = _SPARK if latest else Ink("bandedge")
        self.canvas.paint(Area(left, low, width, high - low, ink))
        if place in self.plan.series.provisional and min(width, high - low) > 3 * _WALL:
            inside = (width - 2 * _WALL, high - low - 2 * _WALL)
            self.canvas.paint(Area(left + _WALL, low + _WALL, *inside, _PAPER))
        self.canvas.take(Box(left, low, left + width, high))

    def _marker(self, place: int) -> None:
        x, y = self._point(place)
        radius = _LATEST_RADIUS if place == self.plan.series.latest else _RADIUS
        kind = self.plan.markers.get(place, Marker.DOT)
        is_open = place in self.plan.series.provisional
        self.canvas.paint(*marker(kind, x, y, radius, is_open=is_open))
        reach = radius + _RING
        self.canvas.take(Box(x - reach, y - reach, x + reach, y + reach))

    def labels(self) -> None:
        """The latest figure, the highest, the lowest and the first: those that find room."""
        latest = self.plan.series.latest
        self.canvas.take(Box(0, 0, self.plot.left, self.canvas.height))
        for place in _told(self.values):
            text = figures.number_of(self.plan.series.points[place], self.words)
            lettering = Lettering(9.0, bold=True) if place == latest else Lettering()
            self.canvas.write_clear(text, self._around(place, lettering.size_pt), lettering)

    def _around(self, place: int, size: float) -> Iterator[tuple[float, float, Align]]:
        """Where a figure's label may stand: above or below it, then beside it, then further."""
        x, y = self._point(place)
        reach = 1.0 if self.plan.columns else _LATEST_RADIUS
        above, below = y + reach + _CLEAR_PT, y - reach - _CLEAR_PT - ASCENT * size
        below += DESCENT * size - 1
        ways = [(0.0, above), (0.0, below)]
        if self.plan.columns:
            ways = [(0.0, above if self.values[place] >= 0 else below)]
        elif self._is_low(place):
            ways.reverse()
        for further in (0.0, 3.0, 6.0):
            for side, height in ways:
                up = further if height == above else -further
                yield x + side, height + up, Align.CENTRE
                yield x + 3, height + up, Align.LEFT
                yield x - 3, height + up, Align.RIGHT
            middle = y - (ASCENT - DESCENT) * size / 2
            if not self.plan.columns:
                yield x + reach + 3 + further, middle, Align.LEFT
                yield x - reach - 3 - further, middle, Align.RIGHT

    def _is_low(self, place: int) -> bool:
        """Whether a point lies below its neighbours, so that there is more room under it."""
        beside = [self.values[p] for p in (place - 1, place + 1) if p in self.values]
        return bool(beside) and self.values[place] < sum(beside) / len(beside)

    def say_gaps(self) -> None:
        """The word over each run of withheld periods; where there is no room, below the plot.

        It may reach half a period to either side, and no further: what is beside it is published.
        """
        word, at = self.words.charts.withheld, self.plot
        half = self.canvas.measure(word, _GAP_LETTERING) / 2
        heights = [at.top - TEXT_PT - 1, at.bottom + 3]
        heights += [at.bottom + share * (at.top - at.bottom) for share in (0.8, 0.6, 0.4, 0.2)]
        for first, last in runs(self.plan.series.withheld):
            if 2 * half > (last - first + 2) * at.step:
                self.unsaid = True
                continue
            x = at.x((first + last) / 2)
            x = min(max(x, at.left + half + 1), at.right - half - 1)
            places = [(x, y, Align.CENTRE) for y in heights]
            self.unsaid |= not self.canvas.write_clear(word, places, _GAP_LETTERING)

    def notes(self) -> None:
        """What open points and unsaid gaps mean, in a line at the foot."""
        said = [*self.plan.notes, *([self.words.charts.grey_withheld] if self.unsaid else [])]
        if said:
            width = self.canvas.width - self.plot.left
            line = self.canvas.shortened("; ".join(said), width, _NOTE)
            self.canvas.write(line, self.plot.left, DESCENT * TEXT_PT, Align.LEFT, _NOTE)


def marker(
    kind: Marker, x: float, y: float, radius: float, *, is_open: bool = False
) -> Sequence[Mark]:
    """A point's marks about x, y, ringed so that it stands out from lines."""
    match kind:
        case Marker.DOT:
            inner = [Dot(x, y, radius - _WALL, _PAPER)] if is_open else []
            return [Dot(x, y, radius + _RING, _PAPER), Dot(x, y, radius, _SPARK), *inner]
        case Marker.TRIANGLE:
            reach = 1.4 * radius
            corners = [_apex(x, y, reach + 1.4, _PAPER), _apex(x, y, reach, _SPARK)]
            return [*corners, *([_apex(x, y, reach - 2 * _WALL, _PAPER)] if is_open else [])]
        case Marker.SQUARE | Marker.OPEN_SQUARE:
            sides = [(radius + _RING, _PAPER), (radius, _SPARK)]
            sides += [(radius - _WALL, _PAPER)] if is_open or kind is Marker.OPEN_SQUARE else []
            return [Area(x - r, y - r, 2 * r, 2 * r, ink) for r, ink in sides]


def _apex(x: float, y: float, radius: float, ink: Ink) -> Triangle:
    side, low = 0.87 * radius, y - radius / 2
    return Triangle(((x - side, low), (x + side, low), (x, y + radius)), ink)


def _told(values: Mapping[int, float]) -> list[int]:
    """The places whose figures are written: the latest, the highest, the lowest, the first."""
    order = sorted(values)
    high = max(order, key=lambda place: values[place])
    low = min(order, key=lambda place: values[place])
    extremes = [high, low] if values[high] != values[low] else []
    return list(dict.fromkeys([order[-1], *extremes, order[0]]))
