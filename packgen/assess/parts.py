"""Parts: indicators that are the sum of others, declared or found by footing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from packgen.assess.figures import figure
from packgen.assess.view import View
from packgen.model.assessed import AssessedIndicator, Sum
from packgen.model.finding import Finding
from packgen.model.indicator import Indicator
from packgen.model.observation import Figure, Observation, Unit
from packgen.settings.rules import RatingRules

_NUMBER = re.compile(r"(?P<stem>.*\d)\s*[.()-]?\s*(?P<letter>[a-z])?\)?", re.IGNORECASE)
_LONGEST = 8  # neighbours that may add up
_FEWEST = 3  # periods that foot before a relation counts as found
_FEWEST_APART = 5  # different figures that foot, where other rows stand between
_TOTALS = frozenset({"total", "totals", "all", "overall", "combined", "altogether"})
_LITTLE = frozenset({"number", "percentage", "the", "and", "for", "with", "who", "per"})
_WORD = re.compile(r"[^\W\d_]{3,}")
_SUMMED = (Unit.COUNT, Unit.POUNDS)


@dataclass(frozen=True, slots=True)
class _Row:
    """An indicator, its place in its block, and the parts that are declared for it."""

    place: int
    indicator: Indicator
    declared: tuple[str, ...]

    @property
    def observed(self) -> tuple[Observation, ...]:
        """Its months and its year to date."""
        return (*self.indicator.months, self.indicator.year_to_date)


@dataclass(frozen=True, slots=True)
class _Total:
    """A whole, its parts, and the periods in which all have a plain figure: each one's place
    among months and year to date, the whole's figure, and what the parts make."""

    whole: _Row
    parts: tuple[_Row, ...]
    cells: tuple[tuple[int, Figure, Decimal], ...]


def of_parts(views: Sequence[View]) -> Iterator[Finding]:
    """The views of one block's indicators -> where a sum is not that of its parts."""
    rows = [_Row(i, view.indicator, view.rule.parts) for i, view in enumerate(views)]
    for total in _totals(rows):
        whole = views[total.whole.place]
        parts = (part.indicator for part in total.parts)
        names = " + ".join(part.number or f"'{part.title[:40]}'" for part in parts)
        for place, value, made in total.cells:
            if value.number == made:
                continue
            name = whole.months[place].label if place < len(whole.months) else "the year to date"
            yield whole.look(
                "parts-differ",
                total.whole.observed[place].at,
                f" says {value.text} in {name}, but its parts {names} make {made:,}",
                "correct whichever is wrong",
            )


def sums(assessed: Sequence[AssessedIndicator], rules: RatingRules) -> Iterator[Sum]:
    """A block's indicators -> which of them are sums of others, by all their figures."""
    rows = [
        _Row(i, each.indicator, rules.of(each.indicator.number).parts)
        for i, each in enumerate(assessed)
    ]
    for total in _totals(rows):
        yield Sum(total.whole.place, tuple(part.place for part in total.parts))


def _totals(rows: Sequence[_Row]) -> Iterator[_Total]:
    """Rows of one block -> its sums: those declared, and those found.

    A relation is found when at least three periods foot, and at most one in four does not; one
    whose whole is called a total when all periods foot, however few they are.
    """
    by_number = {row.indicator.number: row for row in rows if row.indicator.number}
    for row in rows:
        declared = tuple(by_number[n] for n in row.declared if n in by_number)
        if declared and len(declared) == len(row.declared):
            yield _Total(row, declared, _cells(row, declared))
    found = set[tuple[int, tuple[int, ...]]]()
    for whole, parts in (*_candidates(rows), *_neighbours(rows), *_apart(rows)):
        key = whole.place, tuple(part.place for part in parts)
        if whole.declared or key in found:
            continue
        cells = _cells(whole, parts)
        found.add(key)
        wrong = sum(value.number != made for _, value, made in cells)
        nonzero = sum(value.number == made != 0 for _, value, made in cells)
        called = nonzero and not wrong and _is_called_total(whole, parts)
        if called or (nonzero >= _FEWEST and wrong * 4 <= len(cells)):
            yield _Total(whole, parts, cells)


def _candidates(rows: Sequence[_Row]) -> Iterator[tuple[_Row, tuple[_Row, ...]]]:
    """Indicators of one stem (18a, 18b, 18c, or 18 itself): each may be the sum of the others."""
    families: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if match := _NUMBER.fullmatch(row.indicator.number.strip()):
            families[match["stem"].casefold()].append(row)
    for family in families.values():
        if 3 <= len(family) <= 12:
            for whole in family:
                yield whole, tuple(part for part in family if part is not whole)


def _neighbours(rows: Sequence[_Row]) -> Iterator[tuple[_Row, tuple[_Row, ...]]]:
    """Indicators that stand directly above or below what they may add up to, where all foots."""
    for place, whole in enumerate(rows):
        for step in (1, -1):
            run = list[_Row]()
            for other in range(place + step, place + step * (_LONGEST + 1), step):
                if not 0 <= other < len(rows):
                    break
                run.append(rows[other])
                if len(run) > 1 and _foots(whole, run):
                    yield whole, tuple(sorted(run, key=lambda row: row.place))


def _apart(rows: Sequence[_Row]) -> Iterator[tuple[_Row, tuple[_Row, ...]]]:
    """Indicators that are near two others, with more between, where all foots and many differ."""
    totals = [figure(row.indicator.year_to_date) for row in rows]
    for place, whole in enumerate(rows):
        value = totals[place]
        if value is None or value.unit not in _SUMMED:
            continue
        near = range(max(0, place - _LONGEST), min(len(rows), place + _LONGEST + 1))
        known = [(p, total.number) for p in near if p != place and (total := totals[p])]
        for (one, made_of), (two, rest) in combinations(known, 2):
            if made_of + rest != value.number:
                continue
            parts = rows[one], rows[two]
            different = {made for _, _, made in _cells(whole, parts)}
            if len(different) >= _FEWEST_APART and _foots(whole, parts):
                yield whole, parts


def _is_called_total(whole: _Row, parts: Sequence[_Row]) -> bool:
    """Whether a title says that it is a total, of what all the parts' titles name."""
    words, *others = (
        frozenset(_WORD.findall(row.indicator.title.casefold())) for row in (whole, *parts)
    )
    return bool(words & _TOTALS and frozenset.intersection(words, *others) - _TOTALS - _LITTLE)


def _foots(whole: _Row, parts: Sequence[_Row]) -> bool:
    """Whether a whole and parts, told apart by number or title, foot in every period that all
    have."""
    names = {(row.indicator.number, row.indicator.title) for row in (whole, *parts)}
    numbers = [row.indicator.number for row in (whole, *parts) if row.indicator.number]
    if len(names) <= len(parts) or len(set(numbers)) < len(numbers):
        return False
    cells = _cells(whole, parts)
    return bool(cells) and all(value.number == made for _, value, made in cells)


def _cells(whole: _Row, parts: Sequence[_Row]) -> tuple[tuple[int, Figure, Decimal], ...]:
    found = []
    for place, observation in enumerate(whole.observed):
        value = figure(observation)
        others = [figure(part.observed[place]) for part in parts]
        known = [v for v in others if v and value and v.unit is value.unit]
        if value and value.unit in _SUMMED and len(known) == len(parts):
            found.append((place, value, sum((v.number for v in known), Decimal(0))))
    return tuple(found)
