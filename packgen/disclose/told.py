"""Findings of disclosure control, for who prepares the papers. They quote no withheld figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from packgen.disclose.earlier import EarlierCell
from packgen.disclose.places import Place, Row
from packgen.disclose.records import Record, RecordKind
from packgen.disclose.secondary import Impossible
from packgen.disclose.targets import Goal
from packgen.disclose.world import System
from packgen.model.finding import Finding, Severity
from packgen.model.observation import CellRef, Mark
from packgen.model.record import Protected

_SHOWS = "packgen disclose --explain {of} says how"
_KINDS = {
    RecordKind.ALREADY_PUBLIC: (
        "already-public",
        Severity.LOOK,
        "decide whether it stays withheld, and take the mark away if not",
    ),
    RecordKind.SHOWN_NOW: (
        "shown-now",
        Severity.LOOK,
        "mark it for Part 2 if it must stay withheld",
    ),
    RecordKind.REVISED: ("revised-since-release", Severity.INFORMS, "nothing, if that is so"),
    RecordKind.SMALL_GROUP: (
        "small-group",
        Severity.LOOK,
        "mark one of the cells for Part 2, or see that no one can be told from them",
    ),
}


_BY = {
    "figure-exposed": (
        "what must be shown gives it away",
        "withhold more by hand, or allow it in [disclosure]",
    ),
    "figure-told-by-rating": ("the rating that is printed gives it away", "see [disclosure]"),
    "figure-told-before": (
        "earlier releases alone give it away",
        "decide whether it stays withheld: that hides nothing",
    ),
}


def told_of(
    system: System,
    protected: Sequence[Protected],
    impossible: Iterable[Impossible],
    added: Mapping[Place, Mark],
    noticed: Iterable[Record],
    table: Sequence[Row],
    *,
    rated: bool,
) -> Iterator[Finding]:
    """What came of protecting a scorecard -> its findings, in order. ``rated``: the policy has
    ratings printed whatever they give away."""
    beyond = {each.target: _is_told_before(system, each) for each in impossible}
    for target, each in enumerate(protected):
        if beyond.get(target):
            yield _exposed(system, target, each, "figure-told-before", Severity.LOOK)
        elif target in beyond or (each.after.exposed and not rated):
            yield _exposed(system, target, each, "figure-exposed", Severity.STOPS)
        elif each.after.exposed:
            yield _exposed(system, target, each, "figure-told-by-rating", Severity.LOOK)
    for place, mark in added.items():
        yield _withheld_too(place, mark, table[place.indicator])
    for record in noticed:
        if record.kind in _KINDS:
            code, severity, remedy = _KINDS[record.kind]
            yield Finding(
                code,
                severity,
                record.at,
                record.words,
                remedy,
                record.indicator,
                exempt=record.exempt or record.kind is not RecordKind.SMALL_GROUP,
            )


def _exposed(
    system: System, target: int, each: Protected, code: str, severity: Severity
) -> Finding:
    key = system.targets[target].key
    by, remedy = _BY[code]
    return Finding(
        code,
        severity,
        _at(key),
        f"{each.name}: is withheld, but {by}",
        f"{remedy}; {_SHOWS.format(of=each.indicator)}",
        each.indicator,
        exempt=True,
    )


def _is_told_before(system: System, given_up: Impossible) -> bool:
    """Whether earlier releases alone give a target away: nothing printed now adds to it."""
    because = given_up.because
    return because is not None and all(
        isinstance(system.statements[each.statement].key, EarlierCell)
        for each in because.statements
    )


def _withheld_too(place: Place, mark: Mark, row: Row) -> Finding:
    what = f"{row.name}, RAG rating" if place.cell is None else row.called(place.cell)
    of = row.indicator.number or row.indicator.title
    return Finding(
        "withheld-too",
        Severity.INFORMS,
        place.at,
        f"{what}: is withheld too, {mark.reason}",
        f"nothing; {_SHOWS.format(of=of)}",
        of,
        exempt=True,
    )


def _at(key: object) -> CellRef | None:
    return key.place.at if isinstance(key, Goal) else None
