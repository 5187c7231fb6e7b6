"""A language's words for a meeting's papers: its front sheet, its reports and their charts."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.settings.phrases import Phrase


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands in charts, and what their alternative texts add to a trend's."""

    subject: Phrase
    target: Phrase
    range: Phrase
    reference: Phrase
    percent: Phrase
    millions: Phrase
    billions: Phrase
    withheld: str
    grey_withheld: str
    provisional: str
    running_total: str
    latest: Phrase
    beside: Phrase
    provisional_periods: Phrase
    no_figure: Phrase


@dataclass(frozen=True, slots=True)
class ControlWords:
    """What a control chart says: its limits, and what they say of variation and of the target."""

    mean: Phrase
    upper: Phrase
    lower: Phrase
    too_few: Phrase
    running_total: str
    common: str
    improving_high: str
    improving_low: str
    concerning_high: str
    concerning_low: str
    neither_high: str
    neither_low: str
    hits: str
    misses: str
    hit_and_miss: str
    limits: Phrase


@dataclass(frozen=True, slots=True)
class ExceptionWords:
    """What an exceptions section says of each red or amber indicator."""

    heading: Phrase
    better: Phrase
    worse: Phrase
    same: Phrase
    up: Phrase
    down: Phrase
    beside: Phrase


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """What stands on a meeting's front sheet and around its papers."""

    agenda: str
    agenda_public: str
    agenda_part2: str
    agenda_short: Phrase
    agenda_description: Phrase
    pages_head: str
    pages: Phrase
    page: Phrase
    oral: str
    to_follow: str
    weekdays: tuple[str, ...]
    day: Phrase
    day_alone: Phrase
    time: Phrase
    morning: str
    afternoon: str
    noon: str
    when: Phrase
    held_at: Phrase
    to: str
    chair: Phrase
    vice_chair: Phrase
    co_opted: Phrase
    substitutes: Phrase
    contact: str
    phone: str
    email: str
    despatched: str
    lead: Phrase
    item: Phrase
    appendix: Phrase
    exempt_parts: Phrase
    late: Phrase
    supplement: Phrase
    supplement_why: str
    supplement_replaces: Phrase
    attached: Phrase
    attached_page: Phrase
    attached_title: Phrase
    subject: Phrase
    blank: str


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What frames a report: its head, its standing sections, what stands for an exempt passage."""

    item: Phrase
    head: str
    head_description: str
    number: str
    committee: str
    date: str
    author: str
    contact: str
    ward: str
    decision: str
    executive: str
    is_executive: str
    not_executive: str
    purpose: str
    recommendation: str
    recommendations: str
    implications: str
    implications_description: Phrase
    implication_kind: str
    implication: str
    financial: str
    legal: str
    equalities: str
    staffing: str
    procurement: str
    property: str
    health: str
    climate: str
    children: str
    crime: str
    data: str
    risk: str
    background: str
    background_law: str
    no_background: str
    notes: str
    back: str
    table: Phrase
    table_unnamed: Phrase
    table_description: Phrase
    figure: Phrase
    exempt: Phrase
    exempt_heading: Phrase
    exempt_reason: Phrase
    scorecard_head: str
