"""The words that packgen itself puts into tables: one place to change, or to translate, them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words."""

    language: str
    withheld: str
    withheld_short: str
    not_supplied: str
    not_rated: str
    not_target: str
    no_figure: str
    note: str
    benchmarks: str
    periods_of: Mapping[str, str]
    calendar_year: str
    trend: str
    part2: str
    paragraph: str
    paragraphs: str
    and_: str
    to: str
    red: str
    amber: str
    green: str


ENGLISH = Words(
    language="en-GB",
    withheld="Data suppressed, see part 2 report",
    withheld_short="Withheld, see part 2",
    not_supplied="Figure not supplied",
    not_rated="No rating",
    not_target="Not a target measure",
    no_figure="\u2013",
    note="Note:",
    benchmarks="Benchmarks",
    periods_of={
        "month": "Months of",
        "quarter": "Quarters of",
        "half-year": "Half-years of",
        "period": "Periods of",
        "year": "Years",
    },
    calendar_year="(calendar year)",
    trend="Trend",
    part2="Part 2",
    paragraph="paragraph",
    paragraphs="paragraphs",
    and_="and",
    to="to",
    red="off target",
    amber="close to target",
    green="on target",
)
