"""Assess: Observations -> AssessedScorecard. Pure: prints nothing, reads no clock."""

from __future__ import annotations

from packgen.assess.figures import as_published
from packgen.assess.findings import findings
from packgen.assess.footing import accumulation
from packgen.assess.parts import sums
from packgen.assess.rating import Elapsed, compute, rule_of
from packgen.assess.trend import since_last_period, since_last_year
from packgen.model.assessed import (
    AssessedBlock,
    AssessedIndicator,
    AssessedScorecard,
    AssessedSection,
    Judgement,
)
from packgen.model.indicator import Block, Indicator, Observations
from packgen.model.period import Period
from packgen.settings.policy import DEFAULT_POLICY, CheckPolicy
from packgen.settings.rules import RatingRules


def assess(
    observations: Observations, rules: RatingRules, policy: CheckPolicy = DEFAULT_POLICY
) -> AssessedScorecard:
    """Observations -> what they amount to: RAG by rule, direction of travel, footing.

    Each indicator is judged twice: with all its figures, and as the public knows it, so that
    nothing a public paper shows can rest on a withheld figure.
    """
    position = observations.position
    blocks = tuple(_block(block, position, rules) for block in observations.blocks)
    noticed = tuple(findings(blocks, position, rules, policy))
    return AssessedScorecard(observations.title, position, blocks, noticed)


def _block(block: Block, position: Period, rules: RatingRules) -> AssessedBlock:
    months = block.months
    elapsed = Elapsed(
        sum(month <= position for month in months), len(months), months[0].months if months else 0
    )
    sections = tuple(
        AssessedSection(
            section.title,
            tuple(_indicator(i, block, elapsed, rules) for i in section.indicators),
            section.continued,
        )
        for section in block.sections
    )
    judged = tuple(each for section in sections for each in section.indicators)
    return AssessedBlock(
        block.title, block.headings, block.months, block.year, sections, tuple(sums(judged, rules))
    )


def _indicator(
    indicator: Indicator, block: Block, elapsed: Elapsed, rules: RatingRules
) -> AssessedIndicator:
    as_public = as_published(indicator)
    public = _judgement(as_public, block, elapsed, rules)
    full = public if as_public is indicator else _judgement(indicator, block, elapsed, rules)
    return AssessedIndicator(indicator, full, public)


def _judgement(
    indicator: Indicator, block: Block, elapsed: Elapsed, rules: RatingRules
) -> Judgement:
    rule = rules.of(indicator.number)
    polarity = rule.polarity or indicator.polarity
    kind = rule.accumulation or accumulation(indicator)
    rated_by = rule_of(indicator, polarity, kind, elapsed, rules)
    return Judgement(
        kind,
        compute(indicator, rated_by, kind, elapsed),
        since_last_period(indicator, polarity, kind),
        since_last_year(indicator, block.months, polarity, kind),
        rated_by,
    )
