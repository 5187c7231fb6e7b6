"""What a report is composed with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from packgen.document.drawing import Figure
from packgen.document.nodes import Block
from packgen.document.roles import Role
from packgen.model.disclosed import DisclosedBlock, DisclosedScorecard, PublicIndicator
from packgen.settings.law import Law
from packgen.settings.words import Words

Card = DisclosedScorecard[PublicIndicator]
Cards = Mapping[str, Card]

ChartMaker = Callable[[PublicIndicator, DisclosedBlock[PublicIndicator], float, bool], Figure]
"""An indicator, its block, the chart's width in pt, and whether it is to have control limits -> its
chart."""
ExceptionsMaker = Callable[[Card, str, bool], tuple[Block, ...]]
"""A card, what anchors begin with, whether charts are to have control limits -> a panel for each
red and amber indicator."""


@dataclass(frozen=True, slots=True)
class ReportKit:
    """Words and law; the text's width, and how far in text stands under a numbered paragraph;
    the width of a text set in a role, in pt; who draws charts and exceptions.

    ``tallest_pt`` is the height that no picture exceeds.
    """

    words: Words
    law: Law
    width_pt: float
    indent_pt: float
    measure: Callable[[Role, str], float]
    chart: ChartMaker
    exceptions: ExceptionsMaker
    tallest_pt: float = 540.0
