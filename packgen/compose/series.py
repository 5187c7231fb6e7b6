"""Series: what a chart shows of an indicator, period by period, to the position."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from packgen.model.disclosed import Cell, PublicIndicator, Shown, Withheld
from packgen.model.observation import Unit
from packgen.model.period import Period

LONGEST = 36
_FEWEST_SLOTS = 6
_PROVISIONAL = re.compile(r"\bprovisional\b|\[p\]", re.IGNORECASE)

Observed = tuple[Period, Cell]
"""A period and what was published for it."""


@dataclass(frozen=True, slots=True)
class Series:
    """Periods in a row, and by their places: the figures of one unit, those that are withheld,
    those that have no figure though they are over, and which figures are provisional."""

    periods: tuple[Period, ...]
    unit: Unit
    points: Mapping[int, Shown]
    withheld: tuple[int, ...]
    missing: tuple[int, ...]
    provisional: frozenset[int]

    @property
    def values(self) -> dict[int, float]:
        """The figures as numbers on an axis."""
        return {place: float(shown.number) for place, shown in self.points.items()}

    @property
    def latest(self) -> int:
        """The place of the latest figure."""
        return max(self.points)


def series_of(
    indicator: PublicIndicator,
    months: Sequence[Period],
    position: Period,
    earlier: Sequence[Observed] = (),
) -> Series | None:
    """An indicator, its block's periods and the position -> its series; None without a figure.

    ``earlier`` are periods as earlier scorecards published them; those of another kind, and those
    that the block has itself, are passed over. Figures of several units: those like the latest.
    """
    row = [*_before(months[0], earlier), *zip(months, indicator.months, strict=True)]
    over = [p for p, (period, cell) in enumerate(row) if _counts(period, cell, position)]
    row = row[: max((*[p + 1 for p in over], min(_FEWEST_SLOTS, len(row))))][-LONGEST:]
    cells = [cell for _, cell in row]
    unit = next((cell.unit for cell in reversed(cells) if isinstance(cell, Shown)), None)
    if unit is None:
        return None
    points = {p: c for p, c in enumerate(cells) if isinstance(c, Shown) and c.unit is unit}
    withheld = tuple(p for p, cell in enumerate(cells) if isinstance(cell, Withheld))
    return Series(
        periods=tuple(period for period, _ in row),
        unit=unit,
        points=points,
        withheld=withheld,
        missing=tuple(
            p
            for p, (period, cell) in enumerate(row)
            if not isinstance(cell, Shown | Withheld) and period.end <= position.end
        ),
        provisional=frozenset(p for p, c in points.items() if _PROVISIONAL.search(c.text)),
    )


def _counts(period: Period, cell: Cell | None, position: Period) -> bool:
    return period.end <= position.end or isinstance(cell, Shown | Withheld)


def _before(first: Period, earlier: Sequence[Observed]) -> list[tuple[Period, Cell | None]]:
    """Earlier periods in a row up to the first one, with nothing where none was published."""
    known = {period: cell for period, cell in earlier if type(period) is type(first)}
    before: list[tuple[Period, Cell | None]] = []
    period = min((p for p in known if p < first), default=first)
    while period < first:
        before.append((period, known.get(period)))
        period = period.next
    return before[-LONGEST:]


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted places -> runs of neighbours, each as its first and its last."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place == found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
