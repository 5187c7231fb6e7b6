"""Groups: small ones that published figures show together, or in what they leave."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from packgen.disclose.amounts import has_parts
from packgen.disclose.links import Within, links_of
from packgen.disclose.places import Place, Row, rows
from packgen.disclose.records import Record, RecordKind
from packgen.model.assessed import AssessedScorecard
from packgen.model.observation import Figure, Unit
from packgen.settings.disclosure import DisclosurePolicy


def small_groups(
    assessed: AssessedScorecard, policy: DisclosurePolicy, withheld: Collection[Place] = ()
) -> tuple[Record, ...]:
    """A judged scorecard and what is withheld of it -> the groups below the policy's ``small``
    that its published figures show: by taking one indicator from another that counts it in, or a
    numerator from its denominator."""
    hidden = {(place.indicator, place.cell) for place in withheld}
    table = rows(assessed)
    found = [
        record
        for link in links_of(table, policy)
        if isinstance(link, Within)
        for record in _beyond(link, policy.small, hidden)
    ]
    found += [record for row in table for record in _left(row, policy.small, hidden)]
    return tuple(found)


_Cells = Collection[tuple[int, int | None]]


def _beyond(link: Within, small: int, hidden: _Cells) -> Iterator[Record]:
    inner, outer = link.inner, link.outer
    for cell in inner.own:
        if {(inner.index, cell), (outer.index, cell)} & set(hidden):
            continue
        less, more = inner.observations[cell].figure, outer.observations[cell].figure
        if less is None or more is None:
            continue
        group = _group(less, more, small)
        if group:
            named = [row.indicator.number or f"'{row.indicator.title[:40]}'" for row in link.rows]
            told = f"{named[0]} and {named[1]} together show {group} ({inner.when(cell)})"
            yield _record(outer, cell, told)


def _group(less: Figure, more: Figure, small: int) -> str | None:
    """What one figure counts beyond another, in words, if it is a small group."""
    if has_parts(less) and has_parts(more):
        size = (more.denominator or 0) - (less.denominator or 0)
        of_them = (more.numerator or 0) - (less.numerator or 0)
        if 0 < size < small and 0 <= of_them <= size:
            return f"a group of {size}, {of_them} of them in the numerator"
    elif less.unit is more.unit is Unit.COUNT:
        beyond = more.printed - less.printed
        if 0 < beyond < small:
            return f"a group of {beyond}"
    return None


def _left(row: Row, small: int, hidden: _Cells) -> Iterator[Record]:
    for cell in row.own:
        figure = row.observations[cell].figure
        if figure is None or (row.index, cell) in hidden:
            continue
        if figure.numerator is None or figure.denominator is None:
            continue
        left = figure.denominator - figure.numerator
        if 0 < left < small:
            told = f"{row.called(cell)} prints '{figure.text}': all but {left}"
            yield _record(row, cell, told)


def _record(row: Row, cell: int, words: str) -> Record:
    of = row.indicator.number or row.indicator.title
    return Record(RecordKind.SMALL_GROUP, of, row.place(cell).at, words)
