"""Small scorecards written by hand, for the tests of the steps after reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from packgen.model.indicator import (
    Block,
    Headings,
    Indicator,
    Observations,
    Rationale,
    Section,
)
from packgen.model.observation import (
    CellRef,
    Figure,
    Gap,
    Mark,
    NoFigure,
    Observation,
    Reading,
    Unit,
)
from packgen.model.period import Month, YearKind
from packgen.model.rating import Rating, StatedRating
from packgen.model.target import AcceptableRange, NoTarget, Polarity, Target, Threshold

STATED = tuple(rating for rating in Rating if rating is not Rating.WITHHELD)
"""The ratings that a sheet can state."""
MARK = Mark("small numbers", (), CellRef("Scorecard", 7, 26))
HEADINGS = Headings(
    number="No.",
    indicator="Performance Indicators",
    rationale="Why is this important?",
    polarity="Polarity",
    target="Target",
    benchmark_group="Benchmarking and trend",
    benchmarks=("Bromley 2022/23", "England"),
    rating="RAG rating",
    year_to_date="Year to Date",
    notes="Notes",
)
_FIGURE = re.compile(r"(?P<n>-?[\d,.]+)(?P<pc>%?)(?: \((?P<num>\d+)/(?P<den>\d+)\))?")


def reading(text: str) -> Reading:
    """``3``, ``96%``, ``20% (30/152)``, empty: what a cell with this text reads as."""
    match = _FIGURE.fullmatch(text)
    if match is None:
        gaps = {"": Gap.BLANK, "Local Measure": Gap.LOCAL_MEASURE, "n/a": Gap.NOT_APPLICABLE}
        return NoFigure(text, gaps[text])
    number = Decimal(match["n"].replace(",", ""))
    unit = Unit.PERCENT if match["pc"] else Unit.COUNT
    ratio = (int(match["num"]), int(match["den"])) if match["num"] else (None, None)
    return Figure(text, number, number, unit, *ratio)


def seen(text: str, column: int = 1, mark: Mark | None = None, row: int = 7) -> Observation:
    return Observation(reading(text), CellRef("Scorecard", row, column), mark)


def aim(text: str) -> Target:
    """``95-90%``, ``15``, ``100%``, empty."""
    if not text or text == "Not a target measure":
        gap = NoTarget.NOT_A_TARGET_MEASURE if text else NoTarget.BLANK
        return Target(text, gap)
    unit = Unit.PERCENT if text.endswith("%") else Unit.COUNT
    ends = sorted(Decimal(n) for n in text.rstrip("%").split("-"))
    if len(ends) == 1:
        return Target(text, Threshold(ends[0], unit))
    return Target(text, AcceptableRange(ends[0], ends[1], unit))


def indicator(
    number: str,
    months: Sequence[str],
    year_to_date: str = "",
    *,
    target: str = "",
    polarity: Polarity = Polarity.HIGH,
    rating: Rating = Rating.GREEN,
    marked: Sequence[int] | None = None,
    benchmarks: Sequence[str] = ("44", "Local Measure"),
    title: str = "",
    notes: str = "",
    rationale: str = "",
    row: int = 7,
    of: int = 12,
) -> Indicator:
    """One row. ``marked``: places among months and year to date (the last), or all for ()."""
    texts = [*months, *[""] * (of - len(months)), year_to_date]
    places = range(len(texts)) if marked == () else (marked or ())
    cells = [seen(t, 12 + i, MARK if i in places else None, row) for i, t in enumerate(texts)]
    stated = {Rating.UNRATED: "", Rating.NOT_TARGET: "This is not a target measure"}
    return Indicator(
        number=number,
        title=title or f"Indicator {number}",
        rationale=Rationale(rationale or f"Why {number} matters.", CellRef("Scorecard", row, 3)),
        polarity=polarity,
        polarity_text=polarity.value,
        target=aim(target),
        benchmarks=tuple(seen(t, 6 + i, None, row) for i, t in enumerate(benchmarks)),
        stated=StatedRating(rating, stated.get(rating, rating.value)),
        months=tuple(cells[:-1]),
        year_to_date=cells[-1],
        notes=notes,
        at=CellRef("Scorecard", row, 1),
    )


def replaced(row: Indicator, first: Reading, target: Target) -> Indicator:
    """A row with another reading in its first month, and another target."""
    month = replace(row.months[0], reading=first)
    return replace(row, months=(month, *row.months[1:]), target=target)


def scorecard(
    *indicators: Indicator, position: Month | None = None, section: str = "Early Help"
) -> Observations:
    """Indicators -> a scorecard of the financial year 2023/24, at June 2023."""
    start = Month(2023, 4)
    months = tuple(start.shifted(i) for i in range(len(indicators[0].months)))
    block = Block("", HEADINGS, months, YearKind.FINANCIAL, (Section(section, indicators),))
    return Observations(
        "Children, Education and Families", position or Month(2023, 6), (block,), ()
    )
