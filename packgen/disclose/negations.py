"""Negations: two indicators that by their titles are all of one base, of which one is withheld."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations

from packgen.disclose.assumed import UNKNOWN_TEXT
from packgen.disclose.links import Complement, links_of
from packgen.disclose.places import Place, Row, rows
from packgen.model.assessed import AssessedScorecard
from packgen.model.finding import Finding, Severity
from packgen.model.observation import Unit
from packgen.settings.disclosure import DisclosurePolicy

_WORD = re.compile(r"\w+")
_NEGATES = frozenset({"not", "non", "no", "without", "excluding"})
_AFFIRMS = frozenset({"with", "including"})
_ROUNDED = 1
"""By how much two rounded percentages may miss a hundred."""


def open_complements(
    assessed: AssessedScorecard, policy: DisclosurePolicy, withheld: Collection[Place]
) -> Iterator[Finding]:
    """A judged scorecard, its policy and what is withheld of it -> a finding for each indicator
    that shows percentages of what another, of which they are withheld, does not count: by their
    titles, which say the same but for a negation, and by all figures known. Quotes none.

    What is declared is attacked, and not told.
    """
    table, hidden = rows(assessed), {(place.indicator, place.cell) for place in withheld}
    declared = {link.rows for link in links_of(table, policy) if isinstance(link, Complement)}
    alike: dict[tuple[int, tuple[str, ...]], list[Row]] = defaultdict(list)
    for row in table:
        words = _WORD.findall(row.indicator.title.casefold())
        said = tuple(word for word in words if word not in _NEGATES | _AFFIRMS)
        alike[id(row.block), said].append(row)
    for group in alike.values():
        for one, other in combinations(group, 2):
            if _negated(one) == _negated(other) or (one, other) in declared:
                continue
            if _make_hundreds(one, other):
                yield from _told(one, other, hidden)


def _negated(row: Row) -> bool:
    words = set(_WORD.findall(row.indicator.title.casefold()))
    return len(words & _NEGATES) == 1


def _make_hundreds(one: Row, other: Row) -> bool:
    """Whether both hold percentages, which make a hundred wherever both are known."""
    if {_unit(one), _unit(other)} != {Unit.PERCENT}:
        return False
    pairs = ((one.observations[cell].figure, other.observations[cell].figure) for cell in one.own)
    return all(
        abs(a.printed + b.printed - 100) <= _ROUNDED
        for a, b in pairs
        if a and b and UNKNOWN_TEXT not in (a.text, b.text)
    )


def _unit(row: Row) -> Unit | None:
    figures = (row.observations[cell].figure for cell in row.own)
    return next((figure.unit for figure in figures if figure), None)


def _told(one: Row, other: Row, hidden: Collection[tuple[int, int | None]]) -> Iterator[Finding]:
    """A finding for the one that shows what the other withholds."""
    for shown, secret in ((one, other), (other, one)):
        cells = [
            cell
            for cell in shown.own
            if (secret.index, cell) in hidden
            and (shown.index, cell) not in hidden
            and shown.observations[cell].figure
        ]
        if cells:
            of = shown.indicator.number or shown.indicator.title
            yield Finding(
                "complement-stands-openly",
                Severity.LOOK,
                shown.place(cells[0]).at,
                f"{shown.name}: by its title, counts all that {secret.name} does not, some of "
                "whose figures are withheld",
                f'write complement = "{secret.indicator.number or "NUMBER"}" for it in '
                "[disclosure.indicator], or waive it if they are of different bases",
                of,
                exempt=True,
            )
