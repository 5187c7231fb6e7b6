"""Areas: a sheet's merged cells and hidden columns, indexed so that no number of them is slow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise

from packgen.ingest.package import TooMuch

LAST_COLUMN = 16_384
_MOST_MERGED_ROWS = 500_000  # of merged areas, over the rows that hold cells


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area; its first cell holds the content of all."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_wide(self) -> bool:
        return self.right > self.left

    @property
    def is_tall(self) -> bool:
        return self.bottom > self.top

    @property
    def anchor(self) -> tuple[int, int]:
        return self.top, self.left

    def spans(self, column: int) -> bool:
        return self.left <= column <= self.right


class Overlapping(Exception):
    """Two merged areas share cells; Excel never writes such."""


def areas_by_row(merges: list[Area], rows: list[int], last: int) -> dict[int, list[Area]]:
    """Merged areas, the rows that hold cells in order and the last column that does -> the areas
    that matter in each of the rows, from left to right.

    Raises Overlapping, or TooMuch for a product of areas and rows that takes too long.
    """
    areas: dict[int, list[Area]] = {}
    room = _MOST_MERGED_ROWS
    for area in sorted(merges, key=_left):
        if area.left > last:
            break
        # An area to the end of the sheet is no wider than what the sheet holds.
        right = min(area.right, max(last, area.left + 1))
        kept = Area(area.top, area.left, area.bottom, right)
        first, end = bisect_left(rows, area.top), bisect_right(rows, area.bottom)
        room -= end - first
        if room < 0:
            raise TooMuch
        for row in rows[first:end]:
            areas.setdefault(row, []).append(kept)
    if any(a.right >= b.left for found in areas.values() for a, b in pairwise(found)):
        raise Overlapping
    return areas


def area_at(areas: list[Area], column: int) -> Area | None:
    """The areas of one row and a column -> the area that the column lies in."""
    place = bisect_right(areas, column, key=_left)
    return areas[place - 1] if place and areas[place - 1].spans(column) else None


def _left(area: Area) -> int:
    return area.left


def columns_in(ranges: list[tuple[int, int]]) -> frozenset[int]:
    """Ranges of columns -> the columns in them, in one pass however they overlap."""
    steps = [0] * (LAST_COLUMN + 2)
    for first, last in ranges:
        if first <= min(last, LAST_COLUMN):
            steps[first] += 1
            steps[min(last, LAST_COLUMN) + 1] -= 1
    return frozenset(column for column, depth in enumerate(accumulate(steps)) if depth > 0)
