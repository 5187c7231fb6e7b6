"""Release: the only place where disclosed scorecards are made."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import assert_never

from packgen.disclose.primary import exemption, exemptions, withheld_places
from packgen.model.assessed import AssessedIndicator, AssessedScorecard, Judgement
from packgen.model.disclosed import (
    Cell,
    DisclosedBlock,
    DisclosedSection,
    NoData,
    PublicIndicator,
    PublicScorecard,
    RestrictedIndicator,
    RestrictedScorecard,
    Shown,
    Withheld,
    WithheldReason,
)
from packgen.model.indicator import Indicator
from packgen.model.observation import Figure, NoFigure, Reading
from packgen.model.rating import WITHHELD_RATING


def release_public(scorecard: AssessedScorecard) -> PublicScorecard:
    """An assessed scorecard -> what may be published of it."""
    blocks = tuple(
        DisclosedBlock(
            block.title,
            block.headings,
            block.months,
            block.year,
            tuple(
                DisclosedSection(
                    section.title,
                    tuple(_public_indicator(i) for i in section.indicators),
                    section.continued,
                )
                for section in block.sections
            ),
        )
        for block in scorecard.blocks
    )
    return PublicScorecard(scorecard.title, scorecard.position, blocks)


def release_restricted(scorecard: AssessedScorecard, *, withheld_only: bool) -> RestrictedScorecard:
    """An assessed scorecard -> what Part 2 holds.

    With ``withheld_only``, sections and blocks without a withheld indicator are left out.
    """
    blocks = []
    for block in scorecard.blocks:
        sections = tuple(
            DisclosedSection(section.title, indicators, section.continued)
            for section in block.sections
            if (
                indicators := tuple(
                    _restricted_indicator(i)
                    for i in section.indicators
                    if i.indicator.is_marked or not withheld_only
                )
            )
            or not withheld_only
        )
        if sections:
            blocks.append(
                DisclosedBlock(block.title, block.headings, block.months, block.year, sections)
            )
    return RestrictedScorecard(
        scorecard.title, scorecard.position, tuple(blocks), withheld_only=withheld_only
    )


def _public_indicator(assessed: AssessedIndicator) -> PublicIndicator:
    indicator, places = assessed.indicator, withheld_places(assessed.indicator)
    cells = tuple(
        Withheld(WithheldReason.EXEMPT) if place in places else _cell(observation.published)
        for place, observation in enumerate(indicator.observations)
    )
    shown = _indicator(indicator, cells, assessed.public)
    return replace(shown, stated=WITHHELD_RATING) if indicator.rating_mark else shown


def _restricted_indicator(assessed: AssessedIndicator) -> RestrictedIndicator:
    indicator = assessed.indicator
    cells = tuple(_cell(observation.reading) for observation in indicator.observations)
    shown = _indicator(indicator, cells, assessed.full)
    return RestrictedIndicator(
        **{field.name: getattr(shown, field.name) for field in fields(PublicIndicator)},
        exempt=exemptions(indicator),
        rating_exempt=exemption(indicator.rating_mark),
    )


def _indicator(
    indicator: Indicator, cells: tuple[Cell, ...], judgement: Judgement
) -> PublicIndicator:
    months = len(indicator.benchmarks), len(cells) - 1
    return PublicIndicator(
        number=indicator.number,
        title=indicator.title,
        rationale=indicator.rationale,
        polarity=indicator.polarity,
        polarity_text=indicator.polarity_text,
        target=indicator.target,
        benchmarks=cells[: months[0]],
        stated=indicator.stated,
        months=cells[slice(*months)],
        year_to_date=cells[-1],
        notes=indicator.notes,
        accumulation=judgement.accumulation,
        since_last_period=judgement.since_last_period,
    )


def _cell(reading: Reading) -> Cell:
    match reading:
        case Figure():
            return Shown(reading.text, reading.printed, reading.unit)
        case NoFigure():
            return NoData(reading.gap, reading.text)
        case _:
            assert_never(reading)
