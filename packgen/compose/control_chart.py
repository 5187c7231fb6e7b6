"""Control charts: an indicator's trend with its process limits, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from packgen.compose import figures
from packgen.compose.aims import Aim
from packgen.compose.charts import FULL, chart_words, trend_plan
from packgen.compose.painting import Marker, Plan, Size, marker, painted
from packgen.compose.placing import ASCENT, DESCENT, LEADING_PT, Canvas, Lettering
from packgen.compose.references import Kind, Reference
from packgen.compose.series import Observed, Series, series_of
from packgen.compose.spc import (
    FEWEST,
    Assurance,
    Change,
    Control,
    Side,
    assurance,
    change,
    control,
)
from packgen.document.drawing import Dot, Figure, Ink, Mark, Stroke
from packgen.document.roles import Align
from packgen.model.disclosed import DisclosedBlock, PublicIndicator, Shown
from packgen.model.observation import Unit
from packgen.model.period import Period
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.paperwords import ControlWords
from packgen.settings.style import Style
from packgen.settings.words import Words

_ICON_PT, _BETWEEN_PT = 16.0, 16.0
_SIGN_PT = _ICON_PT + 4.0
_ROW_PT = LEADING_PT + 3.0
_MARKERS = {
    Change.IMPROVING: Marker.TRIANGLE,
    Change.CONCERNING: Marker.SQUARE,
    Change.NEITHER: Marker.OPEN_SQUARE,
}
_VERDICT = Lettering(bold=True)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What the limits say: the latest figure's marker and words, the target's (if it has one)."""

    marker: Marker
    variation: str
    assurance: Assurance | None


def control_chart(
    indicator: PublicIndicator,
    block: DisclosedBlock[PublicIndicator],
    position: Period,
    words: Words,
    style: Style,
    size: Size = FULL,
    earlier: Sequence[Observed] = (),
) -> Figure | None:
    """As ``trend_chart``, with mean, process limits, special causes, and what they say in a line
    above.

    Where there are too few points, or for a running total, the trend chart that says so.
    """
    series = series_of(indicator, block.months, position, earlier)
    if series is None:
        return None
    plan = trend_plan(indicator, block, series, words)
    if indicator.accumulation is Accumulation.RUNNING_TOTAL:
        return _without(words.control.running_total, indicator, plan, size, style, words)
    found = control({place: shown.number for place, shown in series.points.items()})
    if found is None:
        few = words.control.too_few(n=str(len(series.points)), wanted=str(FEWEST))
        return _without(few, indicator, plan, size, style, words)
    verdict = _verdict(indicator.polarity, plan.aim, series, found, words)
    rows = _rows(verdict, size, style, words)
    plan = replace(_with_limits(plan, indicator.polarity, found, words), head_pt=rows * _ROW_PT)
    canvas = painted(plan, size, style, words)
    _say(verdict, indicator.polarity, rows, canvas, words)
    said = (chart_words(indicator, series, plan, words), *_in_words(plan, verdict, words))
    return Figure(canvas.drawing, " ".join(said))


def _without(
    why: str, indicator: PublicIndicator, plan: Plan, size: Size, style: Style, words: Words
) -> Figure:
    """The plain trend, with the reason at its foot."""
    plan = replace(plan, notes=(why, *plan.notes))
    drawing = painted(plan, size, style, words).drawing
    said = chart_words(indicator, plan.series, plan, words)
    return Figure(drawing, f"{said} {why[:1].upper()}{why[1:]}.")


def _with_limits(plan: Plan, polarity: Polarity, found: Control, words: Words) -> Plan:
    """The plan with the mean and the limits in place of benchmarks; as points, never columns."""
    limits, series = found.limits, plan.series
    latest, said = series.points[series.latest], words.control
    levels = [(Kind.MEAN, limits.mean, said.mean)]
    for value, phrase in ((limits.upper, said.upper), (limits.lower, said.lower)):
        if limits.spread and _is_possible(value, series):
            levels.append((Kind.LIMIT, value, phrase))
    own = tuple(
        Reference(kind, float(value), phrase(figure=_figure(value, latest, words)))
        for kind, value, phrase in levels
    )
    target = tuple(r for r in plan.references if r.kind in (Kind.TARGET, Kind.RANGE))
    markers = {place: _MARKERS[change(side, polarity)] for place, side in found.signals.items()}
    return replace(plan, references=(*target, *own), markers=markers, columns=False)


def _is_possible(limit: Fraction, series: Series) -> bool:
    """Whether figures could reach a limit at all: no count lies below 0, no share above 100."""
    if limit < 0 and min(series.values.values()) >= 0:
        return False
    return limit <= 100 or series.unit is not Unit.PERCENT or max(series.values.values()) > 100


def _figure(value: Fraction, like: Shown, words: Words) -> str:
    """A computed level, with one decimal more than the figure beside it."""
    exponent = like.number.as_tuple().exponent
    places = max(0, -exponent if isinstance(exponent, int) else 0) + 1
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return figures.plain(round(number, places), like, words)


def _verdict(
    polarity: Polarity, aim: Aim | None, series: Series, found: Control, words: Words
) -> _Verdict:
    side = found.signals.get(series.latest)
    met = None
    if aim:
        low, high = Decimal(str(aim.low)), Decimal(str(aim.high))
        met = assurance(found.limits, low, high, polarity)
    if side is None:
        return _Verdict(Marker.DOT, words.control.common, met)
    meaning = change(side, polarity)
    return _Verdict(_MARKERS[meaning], _special(meaning, side, words.control), met)


def _special(meaning: Change, side: Side, said: ControlWords) -> str:
    high = side is Side.HIGH
    match meaning:
        case Change.IMPROVING:
            return said.improving_high if high else said.improving_low
        case Change.CONCERNING:
            return said.concerning_high if high else said.concerning_low
        case Change.NEITHER:
            return said.neither_high if high else said.neither_low
        case _:
            assert_never(meaning)


def _assured(met: Assurance, said: ControlWords) -> str:
    match met:
        case Assurance.HITS:
            return said.hits
        case Assurance.MISSES:
            return said.misses
        case Assurance.HIT_AND_MISS:
            return said.hit_and_miss
        case _:
            assert_never(met)


def _parts(verdict: _Verdict, words: Words) -> list[tuple[str, Assurance | None]]:
    """The verdict's texts, each with what its sign shows (None: the variation's)."""
    parts: list[tuple[str, Assurance | None]] = [(verdict.variation, None)]
    if verdict.assurance:
        parts.append((_assured(verdict.assurance, words.control), verdict.assurance))
    return parts


def _rows(verdict: _Verdict, size: Size, style: Style, words: Words) -> int:
    """How many lines the verdict takes in a chart of this size."""
    parts = _parts(verdict, words)
    widths = [style.bold.measure(text, _VERDICT.size_pt) + _SIGN_PT for text, _ in parts]
    fits = sum(widths) + _BETWEEN_PT * (len(parts) - 1) <= size.width_pt
    return 1 if fits else len(parts)


def _say(verdict: _Verdict, polarity: Polarity, rows: int, canvas: Canvas, words: Words) -> None:
    """The verdict at the top, each part behind its sign."""
    x, y = 0.0, canvas.height - LEADING_PT
    for text, met in _parts(verdict, words):
        middle = y + (ASCENT - DESCENT) * _VERDICT.size_pt / 2
        sign = (
            _assurance_sign(met, polarity, x, middle) if met else _variation_sign(verdict, middle)
        )
        canvas.paint(*sign)
        said = canvas.shortened(text, canvas.width - x - _SIGN_PT, _VERDICT)
        canvas.write(said, x + _SIGN_PT, y, Align.LEFT, _VERDICT)
        if rows > 1:
            y -= _ROW_PT
        else:
            x += _SIGN_PT + canvas.measure(said, _VERDICT) + _BETWEEN_PT


def _variation_sign(verdict: _Verdict, y: float) -> Iterator[Mark]:
    """A line that ends in the latest figure's marker."""
    line = ((0.0, y - 1), (4.0, y + 1.5), (8.0, y - 1.5), (12.0, y))
    yield Stroke(line, Ink("muted"), 0.9)
    yield from marker(verdict.marker, 12.0, y, 2.8)


def _assurance_sign(met: Assurance, polarity: Polarity, x: float, y: float) -> Iterator[Mark]:
    """Three points about a target: on its good side, on its bad side, on both."""
    good = -1 if polarity is Polarity.LOW else 1
    heights = {
        Assurance.HITS: (good, good, good),
        Assurance.MISSES: (-good, -good, -good),
        Assurance.HIT_AND_MISS: (good, -good, good),
    }[met]
    yield Stroke(((x, y), (x + _ICON_PT, y)), Ink("tline"), 1.0, (2.4, 1.4))
    for index, height in enumerate(heights):
        yield Dot(x + 3 + 5 * index, y + 2.9 * height, 1.5, Ink("spark"))


def _in_words(plan: Plan, verdict: _Verdict, words: Words) -> Iterator[str]:
    levels = [r.text for r in plan.references if r.kind in (Kind.MEAN, Kind.LIMIT)]
    yield words.control.limits(items=figures.listed(levels, words))
    yield from (f"{text}." for text, _ in _parts(verdict, words))
