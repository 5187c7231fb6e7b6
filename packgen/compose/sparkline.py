"""Sparklines: an indicator's shown months -> a drawing, one geometry for every format.

Scale and gaps come from shown figures alone: a withheld figure moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from packgen.compose.aims import Aim, aim_of
from packgen.compose.series import runs
from packgen.compose.trends import trend_sentence
from packgen.document.drawing import Area, Dot, Drawing, Figure, Ink, Label, Mark, Stroke, Triangle
from packgen.model.disclosed import PublicIndicator, Shown, Withheld
from packgen.model.period import Period
from packgen.model.target import Polarity
from packgen.settings.words import Words

HEIGHT_PT = 22.7
_LEFT_PT, _RIGHT_PT, _INSET_PT = 3.2, 5.1, 3.2
_LATEST_RADIUS, _RING, _POINT_RADIUS = 2.4, 0.6, 1.56
_LEAST_SPAN, _FAR = 0.10, 3.0
_LABEL_PT = 7.0
_RECORD_OF, _RECORD_CLEAR = 6, 0.2
_RECORD_RADIUS, _RECORD_LINE = 1.9, 0.8
_NARROWEST_PT = 20.0
_GAP_INK = Ink("withtext")


def sparkline(
    indicator: PublicIndicator,
    months: Sequence[Period],
    words: Words,
    width_pt: float,
    height_pt: float = HEIGHT_PT,
    label_pt: float = _LABEL_PT,
) -> Figure | None:
    """An indicator -> its trend as a picture with its words; None when no month has a figure.

    A series of several units is drawn in that of its latest figure.
    """
    unit = next((c.unit for c in reversed(indicator.months) if isinstance(c, Shown)), None)
    if unit is None or width_pt < _NARROWEST_PT:
        return None
    shown = {
        place: cell
        for place, cell in enumerate(indicator.months)
        if isinstance(cell, Shown) and cell.unit is unit
    }
    withheld = [p for p, cell in enumerate(indicator.months) if isinstance(cell, Withheld)]
    aim = aim_of(indicator, unit)
    points = {place: float(cell.number) for place, cell in shown.items()}
    chart = _Chart(points, aim, len(months), (width_pt, height_pt), label_pt)
    marks = (
        *chart.ground(indicator.polarity),
        *chart.gaps(withheld),
        *chart.line(),
        *chart.records(),
        *chart.caret(),
    )
    alt = trend_sentence(indicator, months, shown, withheld, words, aimed=aim is not None)
    return Figure(Drawing(width_pt, height_pt, marks), alt)


class _Chart:
    """The scale of one sparkline, and the marks drawn to it."""

    def __init__(
        self,
        points: dict[int, float],
        aim: Aim | None,
        slots: int,
        size_pt: tuple[float, float],
        label_pt: float,
    ) -> None:
        self.points = points
        width_pt, self.height = size_pt
        self.width = width_pt
        self.label_pt = label_pt
        self.step = (width_pt - _LEFT_PT - _RIGHT_PT) / max(1, slots - 1)
        low, high = min(points.values()), max(points.values())
        span = max(high - low, _LEAST_SPAN * max(abs(low), abs(high)), 1e-9)
        far = aim and (aim.low - high > _FAR * span or low - aim.high > _FAR * span)
        self.aim = None if far else aim
        self.far_up = bool(far and aim and aim.low > high)
        self.far_down = bool(far) and not self.far_up
        if self.aim:
            low, high = min(low, self.aim.low), max(high, self.aim.high)
        least = max(_LEAST_SPAN * max(abs(low), abs(high)), 1e-9)
        self.middle = (low + high) / 2
        self.scale = (self.height - 2 * _INSET_PT) / max(high - low, least)

    def x(self, place: int) -> float:
        return _LEFT_PT + self.step * place

    def y(self, value: float) -> float:
        return self.height / 2 + (value - self.middle) * self.scale

    def ground(self, polarity: Polarity) -> list[Mark]:
        """The acceptable range or the target line, and a lighter tint on the better side."""
        if self.aim is None:
            return []
        low, high = self.y(self.aim.low), self.y(self.aim.high)
        marks: list[Mark] = []
        if polarity is Polarity.HIGH:
            marks.append(Area(0, high, self.width, self.height - high, Ink("better")))
        elif polarity is Polarity.LOW:
            marks.append(Area(0, 0, self.width, low, Ink("better")))
        if self.aim.low == self.aim.high:
            return [*marks, self._level(low, Ink("tline"), 0.8, (2.4, 1.6))]
        return [
            *marks,
            Area(0, low, self.width, high - low, Ink("band")),
            self._level(low, Ink("bandedge"), 0.5),
            self._level(high, Ink("bandedge"), 0.5),
        ]

    def _level(
        self, y: float, ink: Ink, width: float, dash: tuple[float, float] | None = None
    ) -> Stroke:
        return Stroke(((0, y), (self.width, y)), ink, width, dash)

    def gaps(self, withheld: Sequence[int]) -> list[Mark]:
        """A grey bar with ``[c]`` over each run of withheld months, whatever their figures."""
        marks: list[Mark] = []
        for first, last in runs(withheld):
            left, right = self.x(first) - self.step / 2, self.x(last) + self.step / 2
            width = max(right - left, self.label_pt * 1.3)
            left = min(max(0, (left + right - width) / 2), self.width - width)
            marks.append(Area(left, 0, width, self.height, Ink("withfill")))
            marks.append(
                Label(left + width / 2, self._clear(first, last), "[c]", self.label_pt, _GAP_INK)
            )
        return marks

    def _clear(self, first: int, last: int) -> float:
        """A baseline for a gap's label, away from the points beside the gap and from the target."""
        beside = [self.y(self.points[p]) for p in (first - 1, last + 1) if p in self.points]
        if self.aim:
            beside += [self.y(self.aim.low), self.y(self.aim.high)]
        middles = (self.height / 2, self.height - 4.4, 4.4)
        return max(middles, key=lambda m: min((abs(m - y) for y in beside), default=0.0)) - 2.4

    def line(self) -> list[Mark]:
        """Neighbouring months joined, lone months as dots, the latest as a ringed dot."""
        marks: list[Mark] = []
        last = max(self.points)
        for first, end in runs(sorted(self.points)):
            if first < end:
                line = tuple((self.x(p), self.y(self.points[p])) for p in range(first, end + 1))
                marks.append(Stroke(line, Ink("spark"), 1.0))
            elif first != last:
                marks.append(self._dot(first, _POINT_RADIUS, Ink("spark")))
        marks.append(self._dot(last, _LATEST_RADIUS + _RING, Ink("paper")))
        marks.append(self._dot(last, _LATEST_RADIUS, Ink("spark")))
        return marks

    def records(self) -> list[Mark]:
        """An open dot at the highest and at the lowest figure, each where it says something."""
        marks: list[Mark] = []
        for place in standing_out(self.points):
            marks.append(self._dot(place, _RECORD_RADIUS, Ink("spark")))
            marks.append(self._dot(place, _RECORD_RADIUS - _RECORD_LINE, Ink("paper")))
        return marks

    def _dot(self, place: int, radius: float, ink: Ink) -> Dot:
        return Dot(self.x(place), self.y(self.points[place]), radius, ink)

    def caret(self) -> list[Mark]:
        """A small arrowhead towards a target that lies too far away to be drawn."""
        x, side = self.width - 2.6, 2.2
        if self.far_up:
            top = self.height - 0.5
            corners = ((x - side, top - 3.8), (x + side, top - 3.8), (x, top))
        elif self.far_down:
            corners = ((x - side, 4.3), (x + side, 4.3), (x, 0.5))
        else:
            return []
        return [Triangle(corners, Ink("tline"))]


def standing_out(points: Mapping[int, float]) -> list[int]:
    """Points -> the places of the lowest and the highest where they stand out.

    Of at least six figures: the one lowest (or highest), neither the first nor the latest, and
    clear of the next by a fifth of the span between the two (or of a tenth of the largest figure,
    if that is more).
    """
    if len(points) < _RECORD_OF:
        return []
    order = sorted(points, key=lambda place: points[place])
    low, high = points[order[0]], points[order[-1]]
    clear = _RECORD_CLEAR * max(high - low, _LEAST_SPAN * max(abs(low), abs(high)))
    ends = {min(points), max(points)}
    return [
        place
        for place, following in ((order[0], order[1]), (order[-1], order[-2]))
        if place not in ends and abs(points[place] - points[following]) >= clear > 0
    ]
