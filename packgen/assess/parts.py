"""Parts: indicators that are the sum of others, declared or found by footing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from packgen.assess.figures import figure
from packgen.assess.view import View
from packgen.model.finding import Finding
from packgen.model.observation import Figure, Observation, Unit

_NUMBER = re.compile(r"(?P<stem>.*\d)\s*[.()-]?\s*(?P<letter>[a-z])?\)?", re.IGNORECASE)
_FEWEST = 3  # periods that foot before a relation counts as found
_SUMMED = (Unit.COUNT, Unit.POUNDS)
_Cells = list[tuple[str, Observation, Figure, Decimal]]


def of_parts(views: Sequence[View]) -> Iterator[Finding]:
    """The views of one block's indicators -> where a sum is not that of its parts.

    A relation is found when at least three periods foot, and at most one in four does not.
    """
    by_number = {view.indicator.number: view for view in views if view.indicator.number}
    for view in views:
        declared = [by_number[n] for n in view.rule.parts if n in by_number]
        if declared and len(declared) == len(view.rule.parts):
            yield from _told(view, declared, _cells(view, declared))
    for whole, parts in _candidates(views):
        if whole.rule.parts:
            continue
        cells = _cells(whole, parts)
        wrong = sum(value.number != made for _, _, value, made in cells)
        nonzero = sum(value.number == made != 0 for _, _, value, made in cells)
        if wrong and nonzero >= _FEWEST and wrong * 4 <= len(cells):
            yield from _told(whole, parts, cells)


def _candidates(views: Sequence[View]) -> Iterator[tuple[View, list[View]]]:
    """Indicators of one stem (18a, 18b, 18c, or 18 itself): each may be the sum of the others."""
    families: dict[str, list[View]] = defaultdict(list)
    for view in views:
        if match := _NUMBER.fullmatch(view.indicator.number.strip()):
            families[match["stem"].casefold()].append(view)
    for family in families.values():
        if 3 <= len(family) <= 12:
            for whole in family:
                yield whole, [part for part in family if part is not whole]


def _cells(whole: View, parts: Sequence[View]) -> _Cells:
    """The periods in which all have a plain figure: its name, its cell, and what the parts make."""
    found = []
    for place, (name, observation) in enumerate(_places(whole)):
        value = figure(observation)
        others = [figure(_places(part)[place][1]) for part in parts]
        known = [v for v in others if v and value and v.unit is value.unit]
        if value and value.unit in _SUMMED and len(known) == len(parts):
            made = sum((v.number for v in known), Decimal(0))
            found.append((name, observation, value, made))
    return found


def _places(view: View) -> list[tuple[str, Observation]]:
    months = zip(view.months, view.indicator.months, strict=True)
    return [
        *((month.label, observation) for month, observation in months),
        ("the year to date", view.indicator.year_to_date),
    ]


def _told(whole: View, parts: Sequence[View], cells: _Cells) -> Iterator[Finding]:
    names = " + ".join(part.indicator.number for part in parts)
    for name, observation, value, made in cells:
        if value.number != made:
            yield whole.look(
                "parts-differ",
                observation.at,
                f" says {value.text} in {name}, but its parts {names} make {made:,}",
                "correct whichever is wrong",
            )
