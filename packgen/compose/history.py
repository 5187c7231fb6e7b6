"""History: what earlier scorecards published of an indicator."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from packgen.compose.series import Observed
from packgen.model.disclosed import Cell, DisclosedScorecard, PublicIndicator, Shown
from packgen.model.period import Period

History = Callable[[PublicIndicator], Sequence[Observed]]
"""An indicator -> the periods that earlier scorecards published of it, in order."""


def no_history(_: PublicIndicator) -> Sequence[Observed]:
    """The history of any indicator where no earlier scorecard is at hand."""
    return ()


def history(cards: Sequence[DisclosedScorecard[PublicIndicator]]) -> History:
    """Earlier scorecards, as they were published -> the history of each indicator.

    Indicators are known by their titles, as numbers change from year to year; a title that stands
    twice in one scorecard is not known from it. Of a period in several scorecards the latest
    scorecard's word counts, whether it is a figure or the lack of one.
    """
    known: dict[str, dict[Period, Cell]] = {}
    for card in sorted(cards, key=lambda card: card.position):
        titles = [_title(indicator) for indicator in card.indicators]
        for block in card.blocks:
            for indicator in block.indicators:
                title = _title(indicator)
                if titles.count(title) > 1:
                    continue
                over = [
                    (period, cell)
                    for period, cell in zip(block.months, indicator.months, strict=True)
                    if period <= card.position or isinstance(cell, Shown)
                ]
                known.setdefault(title, {}).update(over)
    return lambda indicator: sorted(
        known.get(_title(indicator), {}).items(), key=lambda observed: observed[0]
    )


def _title(indicator: PublicIndicator) -> str:
    return " ".join(indicator.title.casefold().split())
