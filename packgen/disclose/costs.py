"""Costs: what it costs a reader that a cell is withheld, in whole numbers."""

from __future__ import annotations

from typing import Final

from packgen.disclose.places import Row
from packgen.settings.disclosure import DisclosurePolicy

RATING: Final = 2
"""Less than any figure: a rating says less, and its figure stands beside it."""

_MONTH, _LATER, _YEAR, _BENCHMARK = 60, 6, 60, 600
_SACRIFICED, _WITHHELD_BEFORE = 5, 3


def cost_of(row: Row, cell: int, policy: DisclosurePolicy, *, before: bool) -> int:
    """A cell -> what withholding it costs. ``before``: the last release withheld it already.

    An older month is cheaper than a newer one, and any month than the year to date.
    """
    if cell < row.first:
        cost = _BENCHMARK
    else:
        cost = _MONTH + _LATER * (cell - row.first)
        cost += _YEAR if cell == row.last else 0
    if row.indicator.number in policy.sacrifice_first:
        cost //= _SACRIFICED
    return cost // _WITHHELD_BEFORE if before else cost
