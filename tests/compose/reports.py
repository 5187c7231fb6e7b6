"""Composing small reports, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path

from packgen.assess import assess
from packgen.compose.report import Part2Scope, Report, report, report_exempt
from packgen.compose.report_kit import Card, ReportKit
from packgen.compose.report_names import ReportItem
from packgen.compose.report_source import report_source
from packgen.disclose import release_public, release_restricted
from packgen.document.drawing import Drawing, Figure, Ink
from packgen.document.nodes import Block, Document, Heading, Panel, Text
from packgen.document.roles import PanelKind, Role
from packgen.document.walk import passages
from packgen.model.disclosed import (
    DisclosedBlock,
    PublicIndicator,
    PublicScorecard,
    RestrictedScorecard,
    Shown,
)
from packgen.model.indicator import Observations
from packgen.model.rating import Rating
from packgen.settings.law import load_law
from packgen.settings.meeting import AgendaItem, BodyKind, ItemKind, Meeting
from packgen.settings.rules import RatingRules
from packgen.settings.vocabulary import load_words
from tests.cards import indicator, scorecard
from tests.trees import document

MEETING = Meeting(
    "Elsewhere Borough Council",
    "Children's Scrutiny Committee",
    BodyKind.COMMITTEE,
    date(2023, 9, 12),
    time(19),
    "Council Chamber",
)
AT = ReportItem(
    MEETING, AgendaItem("6", "Performance", ItemKind.REPORT, lead="The Director"), "9", "item-6"
)
HIDDEN = "8417"
"""A withheld figure; nothing else in these reports has these digits."""


@cache
def small_card(hidden: str = HIDDEN) -> Observations:
    """Three open indicators, and 18a, whose May and year to date are withheld."""
    return scorecard(
        indicator("1", ["10", "12", "15"], "37", target="12", rating=Rating.RED, title="Visits"),
        indicator("2", ["96%", "95%", "97%"], "96%", target="95%", title="Reviews *on time*"),
        indicator("3", ["5", "6", "7"], "18", rating=Rating.AMBER, title="Waits"),
        indicator("18a", ["3", hidden, "4"], f"{hidden}1", marked=[1, 12], title="Exclusions"),
    )


def public_card(card: Observations | None = None) -> PublicScorecard:
    return release_public(assess(card or small_card(), RatingRules()))


def full_card(card: Observations | None = None) -> RestrictedScorecard:
    assessed = assess(card or small_card(), RatingRules())
    return release_restricted(assessed, withheld_only=False)


def drawn(
    row: PublicIndicator,
    block: DisclosedBlock[PublicIndicator],
    width_pt: float,
    control: bool,
) -> Figure:
    """A chart that says each figure that it was given."""
    said_of = f"{block.months[0].label} on"
    told = ", ".join(c.text for c in row.months if isinstance(c, Shown))
    kind = "Control chart" if control else "Chart"
    return Figure(Drawing(width_pt, 100.0, ()), f"{kind} of {row.title} from {said_of}: {told}")


def told(card: Card, prefix: str, control: bool) -> tuple[Block, ...]:
    """A panel for each red indicator."""
    reds = [i for i in card.indicators if i.stated.rating is Rating.RED]
    kind = " in control?" if control else ""
    return tuple(
        Panel(
            PanelKind.EXCEPTION,
            (Heading(3, (Text(f"{i.title}{kind}"),), f"{prefix}-{n}"),),
            Ink("redfill"),
        )
        for n, i in enumerate(reds)
    )


@cache
def kit(language: str = "en-GB") -> ReportKit:
    def measure(role: Role, text: str) -> float:
        return (6.0 if role is Role.COLUMN_HEAD else 5.0) * len(text)

    return ReportKit(load_words(language), load_law(), 480.0, 36.0, measure, drawn, told)


def public_report(
    text: str,
    card: Observations | None = None,
    folder: Path = Path(),
    cards: Mapping[str, PublicScorecard] | None = None,
) -> Report:
    """A report's text -> the public report, on the small card or these."""
    given = {"main": public_card(card)} if cards is None else cards
    return report(report_source(text, "report.md", folder), given, AT, kit())


def part2_report(
    text: str,
    scope: Part2Scope = Part2Scope.PASSAGES,
    card: Observations | None = None,
    folder: Path = Path(),
) -> tuple[Block, ...]:
    """A report's text -> what Part 2 holds of it."""
    source = report_source(text, "report.md", folder)
    public, full = {"main": public_card(card)}, {"main": full_card(card)}
    return report_exempt(source, public, full, AT, kit(), scope)


def said(blocks: Sequence[Block]) -> list[str]:
    """Blocks -> what they say, in reading order."""
    return [passage.text for passage in passages(paper(*blocks))]


def paper(*blocks: Block) -> Document:
    """Blocks as a document, which checks that no two have one anchor."""
    return replace(document(), blocks=blocks)
