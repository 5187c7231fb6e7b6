"""Trend charts: an indicator -> its periods as a picture, for reports, and the picture in words.

Axis, gaps and words come from published figures alone: a withheld figure moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packgen.compose import figures, periods, sentences
from packgen.compose.aims import Aim, aim_of, compares_with_periods
from packgen.compose.painting import Plan, Size, painted
from packgen.compose.references import Kind, Reference
from packgen.compose.series import Observed, Series, series_of
from packgen.compose.trends import trend_sentence
from packgen.document.drawing import Figure
from packgen.model.disclosed import DisclosedBlock, PublicIndicator, Shown
from packgen.model.observation import Unit
from packgen.model.period import Period
from packgen.model.target import AcceptableRange
from packgen.model.trend import Accumulation
from packgen.settings.style import Style
from packgen.settings.words import Words

FULL = Size(482.0, 170.0)
"""The width of the text on an upright A4 page."""
HALF = Size(232.0, 150.0)
"""Half of that width, less the gap between two charts."""

_FAR = 2.0
_COUNTED = (Unit.COUNT, Unit.POUNDS)
_ADDED = (Accumulation.PER_MONTH, Accumulation.RUNNING_TOTAL)


def trend_chart(
    indicator: PublicIndicator,
    block: DisclosedBlock[PublicIndicator],
    position: Period,
    words: Words,
    style: Style,
    size: Size = FULL,
    earlier: Sequence[Observed] = (),
) -> Figure | None:
    """An indicator of this block, and the card's position -> its chart; None where no period has a
    published figure.

    ``earlier`` are periods as earlier scorecards published them. Raises MissingGlyph for a
    character that the style's fonts haven't got.
    """
    series = series_of(indicator, block.months, position, earlier)
    if series is None:
        return None
    plan = trend_plan(indicator, block, series, words)
    drawing = painted(plan, size, style, words).drawing
    return Figure(drawing, chart_words(indicator, series, plan, words))


def trend_plan(
    indicator: PublicIndicator,
    block: DisclosedBlock[PublicIndicator],
    series: Series,
    words: Words,
) -> Plan:
    """An indicator of this block, and its series -> what its trend chart shows."""
    aim = aim_of(indicator, series.unit)
    return Plan(
        series=series,
        heads=tuple(periods.head(period, words) for period in series.periods),
        aim=aim,
        polarity=indicator.polarity,
        references=(
            *target_reference(indicator, aim, words),
            *_benchmarks(indicator, block.headings.benchmarks, series, aim, words),
        ),
        columns=series.unit in _COUNTED and indicator.accumulation in _ADDED,
        notes=tuple(_notes(indicator, series, words)),
    )


def target_reference(
    indicator: PublicIndicator, aim: Aim | None, words: Words
) -> Iterator[Reference]:
    """An indicator, and its target as it is drawn -> what is said beside it."""
    if aim is None:
        return
    text, _ = figures.parted(indicator.target.text)
    if isinstance(indicator.target.aim, AcceptableRange):
        said = words.charts.range(target=sentences.spoken_range(text, words))
        kind = Kind.TARGET if aim.low == aim.high else Kind.RANGE
    else:
        said, kind = words.charts.target(target=text), Kind.TARGET
    yield Reference(kind, (aim.low + aim.high) / 2, said)


def _benchmarks(
    indicator: PublicIndicator,
    headings: Sequence[str],
    series: Series,
    aim: Aim | None,
    words: Words,
) -> Iterator[Reference]:
    """The benchmarks that can be held against single periods and lie near enough to be drawn."""
    if not compares_with_periods(indicator, series.unit):
        return
    levels = [*series.values.values(), *((aim.low, aim.high) if aim else ())]
    low, high = min(levels), max(levels)
    reach = _FAR * max(high - low, 0.1 * max(abs(low), abs(high)))
    for heading, cell in zip(headings, indicator.benchmarks, strict=True):
        if not isinstance(cell, Shown) or cell.unit is not series.unit:
            continue
        value = float(cell.number)
        if low - reach <= value <= high + reach:
            figure = figures.number_of(cell, words)
            said = words.charts.reference(name=" ".join(heading.split()), figure=figure)
            yield Reference(Kind.BENCHMARK, value, said)


def _notes(indicator: PublicIndicator, series: Series, words: Words) -> Iterator[str]:
    if series.unit in _COUNTED and indicator.accumulation is Accumulation.RUNNING_TOTAL:
        yield words.charts.running_total
    if series.provisional:
        yield words.charts.provisional


def chart_words(indicator: PublicIndicator, series: Series, plan: Plan, words: Words) -> str:
    """A chart -> what it shows, in words, and no more than that."""
    return " ".join(
        (
            trend_sentence(
                indicator,
                series.periods,
                series.points,
                series.withheld,
                words,
                aimed=False,
                subject=subject(indicator, words),
            ),
            *_standing(indicator, series, plan.aim, words),
            *_beside(plan.references, words),
            *_doubts(series, words),
        )
    )


def subject(indicator: PublicIndicator, words: Words) -> str:
    """An indicator as a chart's words name it."""
    if not indicator.number:
        return indicator.title
    return words.charts.subject(number=indicator.number, title=indicator.title)


def _standing(
    indicator: PublicIndicator, series: Series, aim: Aim | None, words: Words
) -> Iterator[str]:
    """Where the latest figure stands against the target that is drawn."""
    target = indicator.target
    if aim is None:
        return
    shown, said = series.points[series.latest], words.sentences
    low = high = shown.number
    text, _ = figures.parted(target.text)
    if isinstance(target.aim, AcceptableRange):
        low, high = target.aim.low, target.aim.high
        named = said.the_range(target=sentences.spoken_range(text, words))
    else:
        low = high = getattr(target.aim, "number", low)
        named = said.the_target(target=text)
    yield words.charts.latest(
        figure=figures.number_of(shown, words),
        period=periods.named(series.periods[series.latest], words),
        distance=sentences.outside(shown, low, high, named, words),
    )


def _beside(references: Sequence[Reference], words: Words) -> Iterator[str]:
    marks = [reference.text for reference in references if reference.kind is Kind.BENCHMARK]
    if marks:
        yield words.charts.beside(items=figures.listed(marks, words))


def _doubts(series: Series, words: Words) -> Iterator[str]:
    """How many periods have no figure, and which have one that may change."""
    if series.missing:
        missing = [series.periods[place] for place in series.missing]
        yield words.charts.no_figure(counted=periods.counted(missing, words))
    if series.provisional:
        names = [periods.named(series.periods[p], words) for p in sorted(series.provisional)]
        yield words.charts.provisional_periods(periods=figures.listed(names, words))
