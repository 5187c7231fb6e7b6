"""How long a meeting's papers are kept open to inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from packgen.settings.law import Law


@dataclass(frozen=True, slots=True)
class Retention:
    """The last days on which papers are open to inspection: minutes, agenda and public reports
    (section 100C of the Local Government Act 1972), and background papers (section 100D(2))."""

    public: date
    background: date


def retention(meets: date, law: Law) -> Retention:
    """The day of a meeting -> until when its papers are kept: so many years, beginning with it."""
    return Retention(_last(meets, law.years_public), _last(meets, law.years_background))


def _last(first: date, years: int) -> date:
    """The last day of so many years that begin on a day."""
    year = first.year + years
    try:
        return first.replace(year=year) - timedelta(days=1)
    except ValueError:  # 29 February, in a year that has none
        return date(year, 2, 28)
