"""Series: gaps, and figures far outside what the others of their indicator do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from statistics import median

from packgen.assess.view import View
from packgen.model.finding import Finding, Severity
from packgen.model.observation import Figure, Gap, NoFigure, Unit
from packgen.model.trend import Accumulation

FEWEST_POINTS = 6
_SPREADS = 5  # how many of a series' own spreads away is far
_PERCENTAGE_POINTS = Decimal(2)  # of a percentage whose denominator is not told
_PER_MAD = Decimal("1.4826")  # a median absolute deviation as a standard deviation


def of_gaps(view: View) -> Iterator[Finding]:
    """Blank periods between figures, unless figures come at even distances, as quarterly ones."""
    filled = [place for place, _ in view.figures]
    if not filled or len({later - earlier for earlier, later in pairwise(filled)}) == 1:
        return
    blank = [p for p in range(filled[0], filled[-1]) if _is_blank(view, p)]
    if blank:
        labels = ", ".join(view.months[place].label for place in blank)
        yield view.look(
            "figure-gap",
            view.indicator.months[blank[0]].at,
            f" has no figure in {labels}, but figures before and after",
            "write the figure, or words such as 'Not available'",
        )


def _is_blank(view: View, place: int) -> bool:
    reading = view.indicator.months[place].reading
    return isinstance(reading, NoFigure) and reading.gap is Gap.BLANK


def of_jumps(view: View) -> Iterator[Finding]:
    """Figures more than five of the series' own spreads from its median.

    The spread is robust (median absolute deviation), and never less than chance alone makes:
    that of a count, or of a share of its denominator. Of a running total, what each period added
    is looked at.
    """
    points = _points(view)
    if len(points) < FEWEST_POINTS:
        return
    latest = points[-1][0]
    middle = Decimal(median(number for _, number, _ in points))
    distances = [abs(number - middle) for _, number, _ in points]
    spread = _PER_MAD * Decimal(median(distances))
    for (place, _, value), distance in zip(points, distances, strict=True):
        if distance <= _SPREADS * spread or distance <= _SPREADS * _chance(value, middle):
            continue
        tell = view.look if place == latest else view.inform
        yield tell(
            "jump",
            view.indicator.months[place].at,
            f": {value.text} in {view.months[place].label} lies far outside its other figures"
            f"{_extent(view, points, place)}",
            "see that it is right, and say in a note why",
        )


def too_short(views: Iterable[View]) -> Iterator[Finding]:
    """Views of a scorecard's indicators -> one finding when some have too few points."""
    lengths = [len(view.figures) for view in views if not view.indicator.is_marked]
    held = [length for length in lengths if length]
    short = sum(length < FEWEST_POINTS for length in held)
    if short:
        plural = "indicator" if len(held) == 1 else "indicators"
        have = "has" if short == 1 else "have"
        yield Finding(
            "series-too-short",
            Severity.INFORMS,
            None,
            f"{short} of {len(held)} {plural} {have} fewer than {FEWEST_POINTS} published figures "
            "here: too few points to tell a jump from their usual variation",
            "nothing: the check speaks once there are enough",
        )


def _points(view: View) -> list[tuple[int, Decimal, Figure]]:
    """The figures of the latest one's unit, with their places; of a running total, its steps."""
    figures = view.figures
    if len(figures) < FEWEST_POINTS:
        return []
    points = [(p, v.number, v) for p, v in figures if v.unit is figures[-1][1].unit]
    if view.judgement.accumulation is not Accumulation.RUNNING_TOTAL:
        return points
    steps = [(0, Decimal(0), points[0][2])] if points and points[0][0] == 0 else []
    return [
        (place, number - before, value)
        for (_, before, _), (place, number, value) in pairwise([*steps, *points])
    ]


def _chance(value: Figure, middle: Decimal) -> Decimal:
    """The least spread that a figure has by chance, or by the rounding of what is printed."""
    digit = Decimal(1).scaleb(int(value.printed.as_tuple().exponent))
    if value.unit is Unit.COUNT:
        return max(abs(middle).sqrt(), digit)
    if value.unit is Unit.PERCENT:
        share = min(max(middle / 100, Decimal(0)), Decimal(1))
        if value.denominator is None:
            return max(_PERCENTAGE_POINTS, digit)
        return max(100 * (share * (1 - share) / max(value.denominator, 1)).sqrt(), digit)
    return max(abs(middle) / 20, digit)


def _extent(view: View, points: list[tuple[int, Decimal, Figure]], place: int) -> str:
    if view.judgement.accumulation is Accumulation.RUNNING_TOTAL:
        return ", by what it adds"
    others = sorted((p for p in points if p[0] != place), key=_number)
    return f" ({others[0][2].text} to {others[-1][2].text})"


def _number(point: tuple[int, Decimal, Figure]) -> Decimal:
    return point[1]
