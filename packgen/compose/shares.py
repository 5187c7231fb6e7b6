"""How the indicator and its rationale share the width that is left: by how much each has to say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil

from packgen.document.roles import Role
from packgen.model.disclosed import PublicIndicator
from packgen.settings.style import Style

USUAL = 0.3
"""The indicator's share where the texts give no reason for another."""
_OTHERS = (0.4, 0.5, 0.6, 0.7, 0.8)
_CLEARLY = 0.85
"""A scorecard looks alike from month to month: another share must save this much."""
_LETTER = 0.5
"""A letter's mean width, in sizes."""


def indicator_share(
    indicators: Sequence[PublicIndicator],
    widths_pt: tuple[float, float],
    spare_pt: float,
    style: Style,
) -> float:
    """Indicators, the least widths of indicator and rationale, the spare -> the first one's share.

    It is the usual one, unless the rows come out clearly lower with another.
    """

    def height(share: float) -> float:
        title, rationale = widths_pt
        widths = title + spare_pt * share, rationale + spare_pt * (1 - share)
        groups = groupby(indicators, key=lambda indicator: indicator.rationale)
        return sum(_height(list(group), widths, style) for _, group in groups)

    best = min(_OTHERS, key=height)
    return best if height(best) < _CLEARLY * height(USUAL) else USUAL


def _height(group: list[PublicIndicator], widths_pt: tuple[float, float], style: Style) -> float:
    """About how high the rows are that share a rationale."""
    title_pt, rationale_pt = widths_pt
    titles = sum(
        _lines(indicator.title, Role.INDICATOR, title_pt, style)
        + _lines(indicator.notes, Role.INDICATOR_NOTE, title_pt, style)
        for indicator in group
    )
    return max(titles, _lines(group[0].rationale.text, Role.RATIONALE, rationale_pt, style))


def _lines(text: str, role: Role, width_pt: float, style: Style) -> float:
    spec = style.type[role]
    room = max(1.0, width_pt - 2 * style.table.pad_x_pt)
    return ceil(len(text) * _LETTER * spec.size_pt / room) * spec.leading_pt
