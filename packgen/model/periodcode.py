"""Period codes: periods written as short texts, and read back the same.

A period's own code leaves out in which month its year starts, where that is neither January nor
April; here it is added: ``2023-2024-Q1@09``.
"""

from __future__ import annotations

import re

from packgen.model.period import FourWeeks, HalfYear, Month, PartOfYear, Period, Quarter, Term, Year

_PARTS: dict[str, type[PartOfYear]] = {
    kind.letter: kind for kind in (Quarter, HalfYear, Term, FourWeeks)
}
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(
    r"(?P<first>\d{4})(?P<second>-\d{4})?(?:-(?P<kind>[QHTP])(?P<part>\d{1,2}))?(?:@(?P<from>\d{2}))?",
    re.ASCII,
)
_USUAL = 1, 4


def period_code(period: Period) -> str:
    """A period -> its code: ``2023-06``, ``2023-2024-Q1``, ``2023-2024@09``."""
    starts = period.starts if isinstance(period, Year | PartOfYear) else 1
    return period.code if starts in _USUAL else f"{period.code}@{starts:02d}"


def period_of(code: str) -> Period:
    """A code as ``period_code`` writes it -> its period. Raises ValueError for any other text."""
    period = _read(code)
    if period_code(period) != code:
        raise ValueError("not a period's code")
    return period


def _read(code: str) -> Period:
    if month := _MONTH.fullmatch(code):
        return Month(int(month[1]), int(month[2]))
    match = _YEAR.fullmatch(code)
    if match is None:
        raise ValueError("not a period's code")
    usual = 4 if match["second"] else 1
    year, starts = int(match["first"]), int(match["from"] or usual)
    if match["kind"]:
        return _PARTS[match["kind"]](year, int(match["part"]), starts)
    return Year(year, starts)
