"""The scorecard that everybody draws: any number of indicators, no two rows alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from packgen.document.nodes import Document, Heading, Table
from packgen.model.indicator import Indicator, Observations, Section
from packgen.model.period import Month
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from tests.cards import HEADINGS, indicator, scorecard
from tests.papers import public_paper

_A_SECTION = 12
_BENCHMARKS = ("Example 2022/23", "Example 2021/22", "Neighbours", "England")
_MEASURES = (
    "% of assessments completed within 45 working days, team {}",
    "% of children looked after for 2.5 years who stayed in the same placement for 2 years ({})",
    "Number of referrals to children's social care, area {}",
    "% of agency social workers, including vacancies, team {}",
    "Rate of first time entrants to the youth justice system, cohort {}",
)
_REASONS = (
    "It is a statutory requirement, and a proxy for decisive work and good management.",
    "Timeliness is critical for children, who should not be left in uncertainty.",
    "Monitoring allows the service to see pressures as they build up, and to plan for them.",
    "Stable placements are tied to better outcomes at school, in health and in later life.",
    "High numbers may show that thresholds are understood differently across the partnership.",
    "Data provides an indication of early identified support and of the help provided.",
    "The workforce needs to be permanent and experienced if practice is to improve.",
)
_RATINGS = (Rating.GREEN, Rating.RED, Rating.AMBER, Rating.GREEN, Rating.GREEN)


def card(rows: int) -> Observations:
    """A scorecard of this many indicators: twelve months, four benchmarks, sections of twelve."""
    made = scorecard(*(_indicator(row) for row in range(rows)), position=Month(2024, 3))
    headings = replace(HEADINGS, benchmarks=_BENCHMARKS)
    return replace(
        made, blocks=(replace(made.blocks[0], headings=headings, sections=tuple(_sections(made))),)
    )


def paper(rows: int) -> Document:
    """What all draw: of packgen's public paper the title and the scorecard."""
    whole = public_paper(card(rows))
    kept = (
        block
        for block in whole.blocks
        if (isinstance(block, Heading) and block.level == 1)
        or (isinstance(block, Table) and not block.strip)
    )
    return replace(whole, blocks=tuple(kept))


def _sections(card: Observations) -> Iterator[Section]:
    rows = tuple(card.indicators)
    for start in range(0, len(rows), _A_SECTION):
        yield Section(f"Service {start // _A_SECTION + 1}", rows[start : start + _A_SECTION])


def _indicator(row: int) -> Indicator:
    reasons = [_REASONS[(row * step + step) % len(_REASONS)] for step in (1, 3)]
    percent = row % 5 != 2
    figures = [_figure(row, month, percent) for month in range(13)]
    return indicator(
        str(row + 1),
        figures[:-1],
        figures[-1],
        target=("95-80%", "90-75%")[row % 2] if percent else "450",
        polarity=Polarity.HIGH,
        rating=_RATINGS[row % len(_RATINGS)],
        benchmarks=(*(_figure(row, 20 + place, percent) for place in range(3)), "Local Measure"),
        title=_MEASURES[row % len(_MEASURES)].format(row + 1),
        rationale=" ".join(reasons),
        row=row + 7,
    )


def _figure(row: int, month: int, percent: bool) -> str:
    """A figure that looks drawn by lot: ``87%``, every third row ``87% (130/150)``, or ``512``."""
    lot = (row * 7919 + month * 104729 + row * month * 31) % 9973
    if not percent:
        return str(300 + lot % 400)
    whole = 40 + lot % 160
    part = whole * (60 + lot % 39) // 100
    share = f"{round(100 * part / whole)}%"
    return f"{share} ({part}/{whole})" if row % 3 == 0 else share
