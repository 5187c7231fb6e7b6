"""A language's words: all that packgen itself prints in papers, typed, from one file a language.

What is a ``str`` is printed as it is; a ``Phrase`` has names in braces to fill in; a ``Plural`` has
forms by number. ``settings/vocabulary.py`` reads and checks the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from packgen.settings.paperwords import (
    ChartWords,
    ControlWords,
    ExceptionWords,
    MeetingWords,
    ReportWords,
)
from packgen.settings.phrases import Phrase, Plural

__all__ = ["DEFAULT_LANGUAGE", "Phrase", "Plural", "Words"]

DEFAULT_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What frames a paper: markings, running text, its file's subject."""

    public: str
    not_for_publication: str
    position: Phrase
    page: Phrase
    page_part2: Phrase
    scorecard_for: Phrase
    exempt: Phrase
    exempt_under: Phrase
    described: Phrase


@dataclass(frozen=True, slots=True)
class ListWords:
    """How items are strung together."""

    comma: Phrase
    last: Phrase


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The months' names from January; each kind of period in a sentence, as a column's head, and
    over all columns of a year."""

    long: tuple[str, ...]
    short: tuple[str, ...]
    month: Phrase
    month_head: Phrase
    quarter: Phrase
    quarter_head: Phrase
    half_year: Phrase
    half_year_head: Phrase
    terms: tuple[str, ...]
    term: Phrase
    term_head: Phrase
    four_weeks: Phrase
    four_weeks_head: Phrase
    month_only: Phrase
    quarter_only: Phrase
    half_year_only: Phrase
    term_only: Phrase
    four_weeks_only: Phrase
    calendar_year: Phrase
    span: Phrase
    months_of: Phrase
    quarters_of: Phrase
    half_years_of: Phrase
    terms_of: Phrase
    four_weeks_of: Phrase
    years_of: Phrase


@dataclass(frozen=True, slots=True)
class CountWords:
    """Counted things, alone (``2 RED``) and in a sentence (``2 are RED``)."""

    indicators: Plural
    sections: Plural
    benchmarks: Plural
    months: Plural
    quarters: Plural
    half_years: Plural
    terms: Plural
    four_weeks: Plural
    years: Plural
    red: Plural
    amber: Plural
    green: Plural
    unrated: Plural
    not_target: Plural
    withheld: Plural
    are_red: Plural
    are_amber: Plural
    are_green: Plural
    are_unrated: Plural
    are_not_target: Plural
    are_withheld: Plural
    are_better: Plural
    are_worse: Plural
    are_worse_alone: Plural
    others: Plural


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Amounts with their unit; ``points`` are those between percentages."""

    points: Plural
    pounds: Plural
    hours: Plural
    days: Plural
    weeks: Plural
    months: Plural
    years: Plural


@dataclass(frozen=True, slots=True)
class RatingWords:
    """The ratings as heads of counts; a stated rating is printed as the sheet has it."""

    caption: str
    description: str
    red: str
    amber: str
    green: str
    unrated: str
    not_target: str
    withheld: str


@dataclass(frozen=True, slots=True)
class TableWords:
    """What stands in scorecard tables, and what they are said to hold."""

    description: Phrase
    number: str
    indicator: str
    rationale: str
    polarity: str
    target: str
    rating: str
    year_to_date: str
    trend: str
    benchmarks_head: str
    trend_head: str
    trend_over: Phrase
    continued: Phrase
    said_again: Phrase
    note: Phrase
    no_figure: str
    not_supplied: str
    withheld: str
    withheld_short: str
    exempt: str
    exempt_because: Phrase
    paragraph: Phrase
    paragraph_short: Phrase
    paragraphs: Phrase


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The parts of a sentence that says where an indicator stands."""

    stands: Phrase
    withheld: Phrase
    no_figure: Phrase
    year_to_date: str
    in_period: Phrase
    range: Phrase
    the_target: Phrase
    the_range: Phrase
    below: Phrase
    above: Phrase
    on: Phrase
    inside: Phrase
    against_target: Phrase
    against_range: Phrase
    against_words: Phrase
    better: Phrase
    worse: Phrase
    same: Phrase
    up: Phrase
    down: Phrase
    period_better: Phrase
    period_worse: Phrase
    period_same: Phrase
    period_up: Phrase
    period_down: Phrase
    since_period: Phrase
    since_before: str


@dataclass(frozen=True, slots=True)
class TrendWords:
    """The parts of a trend's alternative text."""

    numbered: Phrase
    single: Phrase
    rose: Phrase
    fell: Phrase
    level: Phrase
    point: Phrase
    highest: Phrase
    lowest: Phrase
    target: Phrase
    range: Phrase
    withheld: Phrase


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The key: what is shown, and what it means."""

    key: str
    red: str
    amber: str
    green: str
    unrated: str
    not_target: str
    grey: str
    grey_means: str
    tinted: str
    tinted_means: str
    no_figure_means: str
    no_figure_of_period: str
    blank: str
    blank_means: str
    blank_of_period: str
    trend: str
    trend_means: str
    trend_withheld: str


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words; ``prose`` are the templates' texts by their names."""

    language: str
    document: DocumentWords
    lists: ListWords
    periods: PeriodWords
    counts: CountWords
    units: UnitWords
    ratings: RatingWords
    table: TableWords
    sentences: SentenceWords
    trends: TrendWords
    charts: ChartWords
    control: ControlWords
    exceptions: ExceptionWords
    key: KeyWords
    meeting: MeetingWords
    report: ReportWords
    prose: Mapping[str, Phrase]

    def texts(self) -> Iterator[str]:
        """Every text, for a look at its characters."""
        return _texts(self)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _texts(inner)
        case tuple():
            for inner in value:
                yield from _texts(inner)
        case _:
            for field in fields(value):
                yield from _texts(getattr(value, field.name))
