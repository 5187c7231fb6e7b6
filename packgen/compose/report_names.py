"""What a report may name: its scorecards, its meeting, its item.

The names of a public text are made from public cards alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from packgen.compose import periods
from packgen.compose.report_figures import IndicatorRead, TellIndicator
from packgen.compose.sandbox import Refused
from packgen.model.disclosed import (
    DisclosedScorecard,
    PublicIndicator,
    PublicScorecard,
    RestrictedScorecard,
)
from packgen.model.rating import Rating
from packgen.settings.meeting import AgendaItem, Meeting
from packgen.settings.words import Words

Card = DisclosedScorecard[PublicIndicator]


class TellScorecard:
    """One scorecard: its indicators, by rating too."""

    __slots__ = ("_card", "_name", "_words")

    def __init__(self, card: Card, name: str, words: Words) -> None:
        self._card = card
        self._name = name
        self._words = words

    @property
    def title(self) -> str:
        """Its title."""
        return self._card.title

    @property
    def position(self) -> str:
        """The period that it reports on."""
        return periods.named(self._card.position, self._words)

    @property
    def indicators(self) -> tuple[TellIndicator, ...]:
        """Every indicator, in order."""
        return tuple(map(TellIndicator, self._reads()))

    @property
    def reds(self) -> tuple[TellIndicator, ...]:
        """Those rated red, as far as ratings are public."""
        return self._rated(Rating.RED)

    @property
    def ambers(self) -> tuple[TellIndicator, ...]:
        """Those rated amber, as far as ratings are public."""
        return self._rated(Rating.AMBER)

    @property
    def greens(self) -> tuple[TellIndicator, ...]:
        """Those rated green, as far as ratings are public."""
        return self._rated(Rating.GREEN)

    def indicator(self, number: object) -> TellIndicator:
        """An indicator by its number. Raises Refused when there is not just one."""
        found = [TellIndicator(read) for read in self._reads() if read.row.number == str(number)]
        if len(found) != 1:
            many = "no" if not found else f"{len(found)} times the"
            raise Refused(f"{self._name} has {many} indicator {str(number)!r}")
        return found[0]

    def __str__(self) -> str:
        return self.title

    def _rated(self, rating: Rating) -> tuple[TellIndicator, ...]:
        return tuple(TellIndicator(r) for r in self._reads() if r.row.stated.rating is rating)

    def _reads(self) -> Iterator[IndicatorRead]:
        for block in self._card.blocks:
            heads = block.headings.benchmarks
            for row in block.indicators:
                yield IndicatorRead(row, block.months, heads, self._card.position, self._words)


@dataclass(frozen=True, slots=True)
class ReportItem:
    """Where a report stands: its meeting, its item, the number of its item in Part 2, and what
    anchors in it begin with (``item-6``)."""

    meeting: Meeting
    item: AgendaItem
    part2_number: str
    prefix: str


def public_names(
    cards: Mapping[str, PublicScorecard], at: ReportItem, words: Words
) -> dict[str, object]:
    """Public scorecards by their names -> what a public text may name. Raises TypeError for any
    other card."""
    if any(type(card) is not PublicScorecard for card in cards.values()):
        raise TypeError("not a public scorecard")
    return _names(cards, at, words)


def restricted_names(
    cards: Mapping[str, RestrictedScorecard], at: ReportItem, words: Words
) -> dict[str, object]:
    """Scorecards in full by their names -> what an exempt passage may name."""
    return _names(cards, at, words)


def _names(cards: Mapping[str, Card], at: ReportItem, words: Words) -> dict[str, object]:
    told = {name: TellScorecard(card, f"scorecard {name!r}", words) for name, card in cards.items()}

    def scorecard(name: str) -> TellScorecard:
        if name not in told:
            known = ", ".join(map(repr, told)) or "none"
            raise Refused(f"no scorecard {name!r} in this pack: there is {known}")
        return told[name]

    def indicator(number: object) -> TellIndicator:
        if len(told) != 1:
            said = ", ".join(map(repr, told)) or "none"
            raise Refused(
                f"which scorecard's? There is {said}: write scorecard(NAME).indicator(NUMBER)"
            )
        return next(iter(told.values())).indicator(number)

    names: dict[str, object] = {
        "scorecard": scorecard,
        "indicator": indicator,
        "meeting": _meeting(at.meeting, words),
        "item": {"number": at.item.number, "title": at.item.title, "lead": at.item.lead},
    }
    if len(told) == 1:
        only = next(iter(told.values()))
        lists = ("indicators", "reds", "ambers", "greens", "position")
        names |= {name: getattr(only, name) for name in lists}
    return names


def _meeting(meeting: Meeting, words: Words) -> dict[str, str]:
    return {
        "council": meeting.council,
        "body": meeting.body,
        "date": periods.day(meeting.date, words),
        "time": f"{meeting.time:%H:%M}",
        "venue": meeting.venue,
        "chair": meeting.chair,
    }
