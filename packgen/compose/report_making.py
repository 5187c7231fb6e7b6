"""What a meeting's reports are composed with: their page, their charts, their exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from packgen.compose.exception_panels import exception_panels
from packgen.compose.report_kit import Card, ReportKit
from packgen.document.drawing import Figure
from packgen.document.measures import HANG_PT, PANEL_PAD_PT
from packgen.document.nodes import Block, PageSetup
from packgen.document.roles import Role
from packgen.errors import BadInput, Fault
from packgen.model.disclosed import DisclosedBlock, PublicIndicator
from packgen.model.period import Period
from packgen.settings.law import Law
from packgen.settings.style import Style
from packgen.settings.words import Words

_CHART_HEIGHT_PT, _EXCEPTION_HEIGHT_PT = 170.0, 136.0


def report_kit(
    cards: Iterable[Card], page: PageSetup, style: Style, law: Law, words: Words
) -> ReportKit:
    """All scorecards of a meeting as one audience may see them, a report's page, its style in the
    report's sizes -> what it is composed with."""
    positions = {id(block): card.position for card in cards for block in card.blocks}
    maker = _Drawing(words, style, positions, page.text_width_pt)
    return ReportKit(
        words=words,
        law=law,
        width_pt=page.text_width_pt,
        indent_pt=HANG_PT,
        measure=lambda role, text: _measured(style, role, text),
        chart=maker.chart,
        exceptions=maker.exceptions,
    )


def _measured(style: Style, role: Role, text: str) -> float:
    spec = style.type[role]
    return style.typeface(spec).measure(text, spec.size_pt)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws for one report; ``positions`` are the cards' positions by their blocks."""

    words: Words
    style: Style
    positions: dict[int, Period]
    width_pt: float

    def chart(
        self,
        indicator: PublicIndicator,
        block: DisclosedBlock[PublicIndicator],
        width_pt: float,
        control: bool,
    ) -> Figure:
        """An indicator -> its chart. Raises BadInput where none of its figures is published."""
        from packgen.compose.charts import trend_chart
        from packgen.compose.control_chart import control_chart
        from packgen.compose.painting import Size

        size = Size(width_pt, _CHART_HEIGHT_PT)
        position = self.positions[id(block)]
        draw = control_chart if control else trend_chart
        drawn = draw(indicator, block, position, self.words, self.style, size)
        if drawn is None:
            raise BadInput(
                Fault(
                    f":::chart of {indicator.number or indicator.title}",
                    "none of its figures is published",
                    "take the chart away, or put it into :::exempt",
                )
            )
        return drawn

    def exceptions(self, card: Card, stem: str, control: bool) -> tuple[Block, ...]:
        """A card -> a panel for each red and amber indicator."""
        from packgen.compose.exceptions import exceptions
        from packgen.compose.painting import Size

        size = Size(self.width_pt - PANEL_PAD_PT, _EXCEPTION_HEIGHT_PT)
        return exception_panels(
            exceptions(card, self.words, self.style, size, control=control), stem
        )
