"""The exceptions of a scorecard: each red or amber indicator with its chart and its story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from packgen.compose import figures, periods, sentences
from packgen.compose.charts import FULL, trend_chart
from packgen.compose.control_chart import control_chart
from packgen.compose.history import History, no_history
from packgen.compose.painting import Size
from packgen.document.drawing import Figure
from packgen.model.disclosed import DisclosedBlock, DisclosedScorecard, PublicIndicator, Shown
from packgen.model.rating import Rating, StatedRating
from packgen.model.trend import Accumulation, Direction
from packgen.settings.style import Style
from packgen.settings.words import Words

OFF_TARGET = (Rating.RED, Rating.AMBER)
_COMMENTS = re.compile(r"comment|narrative|remark|explanation", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One red or amber indicator, ready for a report.

    ``stated`` is its rating as it is printed; ``chart`` is None where no period
    has a published figure. ``change``, ``beside`` and ``comment`` are empty where the scorecard
    has nothing to say.
    """

    number: str
    heading: str
    stated: StatedRating
    chart: Figure | None
    standing: str
    change: str
    beside: str
    comment: str


def exceptions(
    card: DisclosedScorecard[PublicIndicator],
    words: Words,
    style: Style,
    size: Size = FULL,
    *,
    control: bool = False,
    history: History = no_history,
) -> tuple[Exceptional, ...]:
    """A scorecard -> its red indicators, then its amber ones, as their ratings are printed.

    A withheld rating is no exception. ``control``: control charts in place of trend charts;
    ``history``: what earlier scorecards published.
    """
    charted = control_chart if control else trend_chart
    return tuple(
        Exceptional(
            number=indicator.number,
            heading=_heading(indicator, words),
            stated=indicator.stated,
            chart=charted(indicator, block, card.position, words, style, size, history(indicator)),
            standing=sentences.standing(indicator, block.months, words),
            change=_change(indicator, block, words),
            beside=_beside(indicator, block, words),
            comment=_comment(indicator, block),
        )
        for block, indicator in _off_target(card)
    )


def _off_target(
    card: DisclosedScorecard[PublicIndicator],
) -> Iterator[tuple[DisclosedBlock[PublicIndicator], PublicIndicator]]:
    for rating in OFF_TARGET:
        for block in card.blocks:
            for indicator in block.indicators:
                if indicator.stated.rating is rating:
                    yield block, indicator


def _heading(indicator: PublicIndicator, words: Words) -> str:
    if not indicator.number:
        return indicator.title
    return words.exceptions.heading(number=indicator.number, title=indicator.title)


def _change(
    indicator: PublicIndicator, block: DisclosedBlock[PublicIndicator], words: Words
) -> str:
    """What changed since the figure before, where both are published; a running total's periods
    are compared by what each adds, which no cell shows."""
    travel, said = indicator.since_last_period, words.exceptions
    if travel is None or indicator.accumulation is Accumulation.RUNNING_TOTAL:
        return ""
    before, after = indicator.months[travel.earlier], indicator.months[travel.later]
    if not (isinstance(before, Shown) and isinstance(after, Shown)):
        return ""
    earlier, later = (block.months[place] for place in (travel.earlier, travel.later))
    named = {"earlier": periods.after(earlier, later, words)}
    named |= {"later": periods.named(later, words), "after": after.text}
    if travel.direction is Direction.SAME:
        return said.same(**named)
    phrases = {
        Direction.BETTER: said.better,
        Direction.WORSE: said.worse,
        Direction.UP: said.up,
        Direction.DOWN: said.down,
    }
    return phrases[travel.direction](before=before.text, **named)


def _beside(
    indicator: PublicIndicator, block: DisclosedBlock[PublicIndicator], words: Words
) -> str:
    """The benchmarks that are figures, last year's outturn among them, as they are printed."""
    marks = [
        words.charts.reference(name=" ".join(heading.split()), figure=cell.text)
        for heading, cell in zip(block.headings.benchmarks, indicator.benchmarks, strict=True)
        if isinstance(cell, Shown)
    ]
    return words.exceptions.beside(items=figures.listed(marks, words)) if marks else ""


def _comment(indicator: PublicIndicator, block: DisclosedBlock[PublicIndicator]) -> str:
    """The officers' comment: the notes of a sheet whose column of notes is one of comments."""
    heading = block.headings.notes or ""
    return " ".join(indicator.notes.split()) if _COMMENTS.search(heading) else ""
