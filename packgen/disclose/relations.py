"""Relations: a judged scorecard -> all that its readers know, and what must stay unknown to them.

Only indicators from which something withheld could be told are drafted: those with a withheld
figure, and those that are linked with one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from packgen.disclose.amounts import Amount
from packgen.disclose.benchmarks import of_nation
from packgen.disclose.costs import RATING, cost_of
from packgen.disclose.draft import Draft
from packgen.disclose.earlier import (
    Before,
    Releases,
    as_printed_then,
    before_of,
    is_all,
    ratings_before,
    releases,
    totals_before,
)
from packgen.disclose.linked import bind
from packgen.disclose.links import Link, Outturn, Within, families, links_of
from packgen.disclose.outturns import Past, pasts
from packgen.disclose.pastyears import bind_past
from packgen.disclose.places import Place, Row, rows
from packgen.disclose.quantities import draft_amounts, draft_benchmark
from packgen.disclose.ratings import follows, told_by
from packgen.disclose.records import Record, RecordKind, day
from packgen.disclose.statements import levels
from packgen.disclose.targets import of_cell, of_difference
from packgen.disclose.world import Level, Levels, Statement, System, Treatment
from packgen.disclose.years import year_of
from packgen.model.assessed import AssessedScorecard
from packgen.model.published import Publication, PublishedFigure
from packgen.model.rating import Rating
from packgen.settings.disclosure import DisclosurePolicy, RatingTreatment

_RATED = (Rating.RED, Rating.AMBER, Rating.GREEN)


@dataclass(frozen=True, slots=True)
class Relations:
    """A scorecard as a system, and what was noticed in making it.

    A statement's key is the ``Place`` of what it prints, or an ``EarlierCell``; a target's is a
    ``Goal``, or an ``EarlierCell``. What is withheld from the start has no statement. ``amounts``
    are those of the cells and ``withheld`` the cells withheld from the start, by an indicator's
    and a cell's place; ``adding`` are the indicators whose months are known to add up.
    """

    system: System
    records: tuple[Record, ...]
    amounts: Mapping[tuple[int, int], Amount]
    withheld: frozenset[tuple[int, int]]
    adding: frozenset[int]

    def changed(self, levels: Levels) -> tuple[tuple[Place, Level], ...]:
        """The system's levels -> the places that are not printed as they are, each with how."""
        return tuple(
            (statement.key, statement.levels[level])
            for statement, level in zip(self.system.statements, levels, strict=True)
            if isinstance(statement.key, Place)
            and statement.levels[level].treatment is not Treatment.AS_IS
        )


def relations(
    assessed: AssessedScorecard,
    policy: DisclosurePolicy,
    withheld: Collection[Place],
    earlier: Iterable[Publication] = (),
    *,
    alternatives: bool = False,
) -> Relations:
    """A judged scorecard, its policy, what is withheld from the start, and what was published
    before -> all that readers know. ``alternatives``: figures may be printed in weaker ways too.

    Linear in the cells of indicators that are withheld, or linked with one that is.
    """
    table = rows(assessed)
    links = links_of(table, policy)
    draft = Draft((place.indicator, place.cell) for place in withheld if place.cell is not None)
    of_family = families(table, links)
    wanted = {of_family[index] for index, _ in draft.withheld}
    if policy.smallest.withholds:
        wanted |= {of_family[link.inner.index] for link in links if isinstance(link, Within)}
    released = releases(earlier)
    past = [each for each in pasts(table, released) if _matters(each, draft)]
    wanted |= {of_family[each.row.index] for each in past}
    active = [row for row in table if of_family[row.index] in wanted]
    told = [link for link in links if of_family[link.rows[0].index] in wanted]
    for row in active:
        draft_amounts(draft, row)
    for row in active:
        _of_row(draft, row, policy, released, alternatives=alternatives)
    _of_links(draft, told, policy)
    for each in past:
        bind_past(draft, each, policy)
    _of_benchmarks(draft, active, policy)
    return Relations(
        draft.system(),
        tuple(draft.records),
        draft.amounts,
        draft.withheld,
        frozenset(draft.adding),
    )


def _of_row(
    draft: Draft, row: Row, policy: DisclosurePolicy, released: Releases, *, alternatives: bool
) -> None:
    """One indicator: its year, its cells, its rating, and what was printed of it before."""
    year = year_of(draft, row, rest=policy.of(row.indicator.number).unpublished_rest)
    before = before_of(draft, row, released)
    for cell in row.own:
        if (row.index, cell) in draft.amounts:
            _of_own(draft, row, cell, policy, before, alternatives=alternatives)
    _of_rating(draft, row, policy)
    totals_before(draft, row, year, released, policy.values)
    ratings_before(draft, row, year, released)
    of_nation(draft, row, policy)


def _of_own(
    draft: Draft,
    row: Row,
    cell: int,
    policy: DisclosurePolicy,
    before: Before,
    *,
    alternatives: bool,
) -> None:
    """A month or a year to date: what it tells, or what must stay unknown of it."""
    name, place = row.called(cell), row.place(cell)
    printed = before.printed.get(cell)
    known = printed is not None and is_all(printed[1], draft.amounts[row.index, cell].figure)
    if known:
        draft.public.add((row.index, cell))
    if (row.index, cell) not in draft.withheld:
        if cell in before.hidden and not printed:
            words = f"{name}: withheld on {day(before.hidden[cell])}, and printed now"
            draft.note(RecordKind.SHOWN_NOW, row, cell, words)
        kept = policy.is_kept(row.indicator.number) or printed is not None
        cost = cost_of(row, cell, policy, before=cell in before.hidden)
        amount = draft.amounts[row.index, cell]
        smallest = policy.smallest_of(row.indicator.number)
        ways = levels(draft, amount, cost, policy.round_to, smallest, alternatives=alternatives)
        said = name
        if printed:
            said = f"{name}, printed on {day(printed[0])} too"
            then = as_printed_then(draft, amount, printed[1])
            ways = (replace(ways[0], tells=(*ways[0].tells, *then)),)
        draft.statements.append(Statement(place, said, ways, fixed=kept))
        return
    if printed:
        _of_printed(draft, row, cell, *printed)
    if not known:
        of_cell(draft, row, cell, policy)


def _of_printed(
    draft: Draft, row: Row, cell: int, on: date, before: PublishedFigure, text: str
) -> None:
    """A cell that is withheld now and was printed before: what was printed stands."""
    name, amount = row.called(cell), draft.amounts[row.index, cell]
    if (row.index, cell) in draft.public:
        words = f"{name}: already public since {day(on)}; withholding it now hides nothing"
        draft.note(RecordKind.ALREADY_PUBLIC, row, cell, words)
    said = f"{name}, printed on {day(on)}"
    level = Level(Treatment.AS_IS, text, tuple(as_printed_then(draft, amount, before)))
    draft.statements.append(Statement(row.place(cell), said, (level,), fixed=True))


def _of_rating(draft: Draft, row: Row, policy: DisclosurePolicy) -> None:
    """The stated RAG: what it tells, and whether it may be withheld."""
    rule, rating = row.assessed.full.rule, row.indicator.stated.rating
    if rating not in _RATED:
        return
    amount = draft.amounts.get((row.index, rule.place)) if rule else None
    hidden = (row.index, rule.place) in draft.withheld if rule else draft.hides(row)
    told = []
    if rule and amount:
        truth = [draft.quantities[q].truth for q in amount.quantities]
        told = told_by(rule, rating, amount, truth, shown=not hidden)
    name = f"{row.name}, RAG rating"
    if rule and amount and not follows(rule, rating, amount):
        words = f"{name}: not what its rule gives"
        draft.note(RecordKind.RATING_AGAINST_RULE, row, None, words)
    start = int(hidden and policy.rating is RatingTreatment.WITHHOLD)
    if not told and not start:
        return
    ways = (
        Level(Treatment.AS_IS, _rated(row), tuple(told)),
        Level(Treatment.WITHHELD, "", (), RATING),
    )
    stays = policy.rating is RatingTreatment.STATED or policy.is_kept(row.indicator.number)
    fixed = bool(start) or stays
    draft.statements.append(Statement(row.place(None), name, ways, start, fixed))


def _rated(row: Row) -> str:
    """A stated rating with what it rests on: ``GREEN (Low, target 0)``."""
    indicator = row.indicator
    on = (indicator.polarity_text, f"target {indicator.target.text}")
    return f"{indicator.stated.rating.value} ({', '.join(filter(None, on))})"


def _matters(past: Past, draft: Draft) -> bool:
    """Whether anything of a year released before is withheld, then or now."""
    return past.hides or (past.row.index, past.cell) in draft.withheld


def _of_links(draft: Draft, links: Sequence[Link], policy: DisclosurePolicy) -> None:
    for link in links:
        if isinstance(link, Outturn):
            draft_benchmark(draft, link.row, link.cell)
        bind(draft, link)
        if isinstance(link, Within):
            of_difference(draft, link, policy)


def _of_benchmarks(draft: Draft, active: Sequence[Row], policy: DisclosurePolicy) -> None:
    """Benchmarks that say something of the council's own figures, or are withheld."""
    for row in active:
        for cell in range(row.first):
            hidden = (row.index, cell) in draft.withheld
            amount = draft.amounts.get((row.index, cell))
            if hidden and draft_benchmark(draft, row, cell):
                if (row.index, cell) not in draft.public:
                    of_cell(draft, row, cell, policy)
            elif amount:
                cost = cost_of(row, cell, policy, before=False)
                ways = levels(draft, amount, cost, 0)
                kept = policy.is_kept(row.indicator.number)
                place = row.place(cell)
                draft.statements.append(Statement(place, row.called(cell), ways, fixed=kept))
