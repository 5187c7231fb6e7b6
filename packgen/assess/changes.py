"""Changes: a scorecard against the one of an earlier period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from packgen.assess.findings import as_exempt
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Block, Indicator, Observations
from packgen.model.observation import CellRef, Figure, NoFigure, Observation

_WORDS = re.compile(r"[^\w%]+")


@dataclass(frozen=True, slots=True)
class _Placed:
    """An indicator with its block, which says what its columns are."""

    indicator: Indicator
    block: Block

    @property
    def cells(self) -> dict[str, Observation]:
        """Its benchmarks and periods by their names; headings that stand twice are left out."""
        heads = self.block.headings.benchmarks
        benchmarks = {
            head: cell
            for head, cell in zip(heads, self.indicator.benchmarks, strict=True)
            if heads.count(head) == 1
        }
        months = {
            month.label: cell
            for month, cell in zip(self.block.months, self.indicator.months, strict=True)
        }
        return benchmarks | months


def changes(previous: Observations, current: Observations) -> Iterator[Finding]:
    """An earlier scorecard and this one -> what is told otherwise, what came and what went."""
    if previous.position >= current.position:
        yield Finding(
            "previous-not-earlier",
            Severity.LOOK,
            None,
            f"the workbook to compare with reports on {previous.position.label}, this one on "
            f"{current.position.label}",
            "give last period's workbook",
        )
    before, now = _by_number(previous), _by_number(current)
    dropped = {key: then for key, then in before.items() if key not in now}
    by_title = {_plain(then.indicator.title): key for key, then in dropped.items()}
    for key, placed in now.items():
        old = before.get(key)
        if old is None and (renumbered := by_title.get(_plain(placed.indicator.title))):
            old = dropped.pop(renumbered, None)
            if old:
                yield _renumbered(old.indicator, placed.indicator)
        if old is None:
            yield _look("indicator-added", placed.indicator, " was not in the last workbook",
                        "nothing, if it is meant to be there", Severity.INFORMS)  # fmt: skip
        else:
            yield from _of_one(old, placed)
    for then in dropped.values():
        title = then.indicator.title
        yield Finding(
            "indicator-dropped",
            Severity.LOOK,
            None,
            f"indicator {then.indicator.number} ({title}) of the last workbook is not in this one",
            "confirm that it is no longer reported",
            then.indicator.number or title,
        )


def _of_one(old: _Placed, new: _Placed) -> Iterator[Finding]:
    before, now = old.indicator, new.indicator
    if _plain(before.title) != _plain(now.title):
        yield _look(
            "indicator-retitled",
            now,
            f" was called '{before.title}' in the last workbook",
            "nothing, if it is the same indicator; else give it a number of its own",
            Severity.INFORMS,
        )
    if before.target.aim != now.target.aim:
        yield _look(
            "target-changed",
            now,
            f" has the target {_said(now.target.text)}; the last workbook said "
            f"{_said(before.target.text)}",
            "confirm it, and say so in a note",
            at=now.aimed_at,
        )
    earlier = old.cells
    for name, cell in new.cells.items():
        if name in earlier:
            yield from _of_cell(now, name, earlier[name], cell)


def _of_cell(
    indicator: Indicator, name: str, before: Observation, now: Observation
) -> Iterator[Finding]:
    """One cell then and now. Of a cell that is or was withheld nothing is quoted."""
    withheld = before.mark is not None or now.mark is not None
    if before.mark and not now.mark and isinstance(now.reading, Figure):
        yield _look(
            "mark-dropped",
            indicator,
            f" is published for {name}; the last workbook withheld it",
            "mark it for Part 2, or confirm that it may be published now",
            at=now.at,
        )
    if not _revised(before, now):
        return
    finding = _look(
        "figure-revised",
        indicator,
        f" says {_said(now.reading.text)} for {name}; the last workbook said "
        f"{_said(before.reading.text)}",
        "confirm the revision, and say so in a note",
        at=now.at,
    )
    yield as_exempt(finding) if withheld else finding


def _revised(before: Observation, now: Observation) -> bool:
    """Whether a figure was printed before, and something else is printed now."""
    then, told = before.reading, now.reading
    if isinstance(then, NoFigure):
        return False
    if isinstance(told, NoFigure):
        return True
    return (then.printed, then.unit, then.numerator, then.denominator) != (
        told.printed, told.unit, told.numerator, told.denominator
    )  # fmt: skip


def _renumbered(before: Indicator, now: Indicator) -> Finding:
    return _look(
        "indicator-renumbered",
        now,
        f" had the number {before.number} in the last workbook",
        "confirm the new number: readers and Part 2 sheets find it by that",
        at=now.numbered_at,
    )


def _look(
    code: str,
    indicator: Indicator,
    what: str,
    remedy: str,
    severity: Severity = Severity.LOOK,
    at: CellRef | None = None,
) -> Finding:
    name = f"indicator {indicator.number}" if indicator.number else "this indicator"
    of = indicator.number or indicator.title
    return Finding(code, severity, at or indicator.at, f"{name}{what}", remedy, of)


def _by_number(card: Observations) -> dict[str, _Placed]:
    """Indicators by their numbers, or titles; the first of those with one number."""
    found: dict[str, _Placed] = {}
    for block in card.blocks:
        for indicator in block.indicators:
            key = _plain(indicator.number) or f"title {_plain(indicator.title)}"
            found.setdefault(key, _Placed(indicator, block))
    return found


def _plain(text: str) -> str:
    return _WORDS.sub(" ", text).strip().casefold()


def _said(text: str) -> str:
    return text or "nothing"
