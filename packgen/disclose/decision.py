"""Decision: a judged scorecard and its policy -> what is withheld, and the record of why.

The council's marks and the policy's rules say what must stay unknown; the attack says what could
be worked out of the rest; the defence withholds as much more as it takes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from packgen.disclose.attack import Attacker
from packgen.disclose.companions import companions
from packgen.disclose.consistent import consistent
from packgen.disclose.earlier import EarlierCell
from packgen.disclose.groups import small_groups
from packgen.disclose.guard import Budget
from packgen.disclose.inquiry import Effort
from packgen.disclose.known import knowledge
from packgen.disclose.negations import open_complements
from packgen.disclose.notes import notes_give_withheld
from packgen.disclose.others import Chosen, other_ways, way
from packgen.disclose.parts import unrated
from packgen.disclose.places import Place, Row, marked, rows
from packgen.disclose.plan import Plan
from packgen.disclose.records import Record, RecordKind
from packgen.disclose.relations import relations
from packgen.disclose.rounding import rounded
from packgen.disclose.secondary import Protection, protect
from packgen.disclose.sensitive import sensitive
from packgen.disclose.targets import Goal
from packgen.disclose.told import told_of
from packgen.disclose.twins import open_twins
from packgen.disclose.world import System
from packgen.model.assessed import AssessedScorecard
from packgen.model.finding import Finding
from packgen.model.observation import CellRef, Figure, Mark
from packgen.model.published import Publication
from packgen.model.record import Choice, DisclosureRecord, Protected, WithheldBy, WithheldCell
from packgen.settings.disclosure import DisclosurePolicy, RatingTreatment

_SMALL = "small numbers"
QUICK: Final = Effort(first=200, last=1_500, nodes=100)
"""What an attack may cost while a choice is looked for, or how far a figure may reach."""
_LEFT_OUT = (
    RecordKind.RULE_DROPPED,
    RecordKind.ERROR_KEPT,
    RecordKind.TAKEN,
    RecordKind.RATING_AGAINST_RULE,
    RecordKind.REVISED,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What disclosure control adds to the council's marks, why, and what somebody should know."""

    plan: Plan
    record: DisclosureRecord
    findings: tuple[Finding, ...]


def decide(
    assessed: AssessedScorecard,
    policy: DisclosurePolicy,
    earlier: Iterable[Publication] = (),
    *,
    alternatives: bool = False,
) -> Decision:
    """A judged scorecard, its policy, and what was released of it before -> the decision.

    ``alternatives``: other ways to protect are worked out too. Pure: the same for the same.
    """
    table, released = rows(assessed), tuple(earlier)
    by_mark = marked(assessed)
    by_rule = {p: w for p, w in sensitive(assessed, policy).items() if p not in by_mark}
    primary = (*by_mark, *by_rule)
    made = relations(assessed, policy, primary, released)
    system, contradicted = consistent(made.system)
    rated = policy.rating is RatingTreatment.STATED
    guarded = unrated(system) if rated else system
    protection = protect(guarded, effort=Budget(attack=QUICK))
    protected = _protected(system, protection, table)
    added = companions(system, protection.levels, protected, table)
    marks = {**{place: _rule_mark(place, words) for place, words in by_rule.items()}, **added}
    groups = small_groups(assessed, policy, (*primary, *added))
    noticed = (*made.records, *groups)
    given = frozenset(
        target.key
        for target, each in zip(system.targets, protected, strict=True)
        if each.before.exposed
    )
    chosen = way("withhold further cells", guarded, protection)
    record = DisclosureRecord(
        policy=policy.profile,
        values=policy.values,
        cells=tuple(_cells(table, marks, by_rule)),
        protected=protected,
        chosen=chosen,
        proven=protection.proven_least,
        alternatives=_others(
            assessed, policy, primary, released, Chosen(guarded, protection, given)
        )
        if alternatives
        else (),
        public_already=_words(noticed, RecordKind.ALREADY_PUBLIC, RecordKind.SHOWN_NOW),
        told=_words(noticed, RecordKind.SMALL_GROUP),
        left_out=(*_words(noticed, *_LEFT_OUT), *contradicted),
    )
    findings = (
        *told_of(system, protected, protection.impossible, added, noticed, table, rated=rated),
        *notes_give_withheld(assessed, (*primary, *added)),
        *open_twins(assessed),
        *open_complements(assessed, policy, (*primary, *added)),
    )
    return Decision(_plan(marks, policy, table), record, findings)


def _others(
    assessed: AssessedScorecard,
    policy: DisclosurePolicy,
    withheld: Collection[Place],
    released: Sequence[Publication],
    chosen: Chosen,
) -> tuple[Choice, ...]:
    """The other ways to protect what is withheld from the start."""
    made = relations(assessed, policy, withheld, released, alternatives=True)
    weaker, _ = consistent(made.system)
    if policy.rating is RatingTreatment.STATED:
        weaker = unrated(weaker)
    return other_ways(weaker, made, chosen, policy, rows(assessed))


def _protected(
    system: System, protection: Protection, table: Sequence[Row]
) -> tuple[Protected, ...]:
    """What is known of each target with the first cells alone withheld, and as published."""
    attacker, scout, levels = Attacker(system), Attacker(system, QUICK), protection.levels
    for who in (attacker, scout):
        who.remember(protection.verdicts, levels)
    blocks = attacker.blocks
    found = []
    for place, target in enumerate(system.targets):
        block = blocks.blocks[blocks.of_target[place]]
        before = after = knowledge(attacker, scout, system.start, place, table)
        if block.published(levels) != block.published(system.start):
            after = knowledge(attacker, scout, levels, place, table)
        found.append(Protected(target.name, _indicator(table, target.key), before, after))
    return tuple(found)


def _indicator(table: Sequence[Row], key: object) -> str:
    """The number (else the title) of the indicator that a target is about."""
    match key:
        case Goal(place=Place(indicator=index)) | EarlierCell(indicator=index):
            indicator = table[index].indicator
        case _:
            return ""
    return indicator.number or indicator.title


def _rule_mark(place: Place, words: str) -> Mark:
    return Mark(f"{_SMALL}: {words}", (), place.at, computed=True)


def _cells(
    table: Sequence[Row], marks: Mapping[Place, Mark], by_rule: Mapping[Place, str]
) -> Iterator[WithheldCell]:
    """Every withheld cell, row by row: figures in the sheet's order, then the rating."""
    for row in table:
        for cell in (*range(len(row.observations)), None):
            own = row.indicator.rating_mark if cell is None else row.observations[cell].mark
            place = row.place(cell)
            mark = own or marks.get(place)
            if mark is None:
                continue
            by = WithheldBy.RULE if place in by_rule else WithheldBy.COMPANION
            yield WithheldCell(
                row.indicator.number or row.indicator.title,
                "RAG rating" if cell is None else row.when(cell),
                place.at,
                by if own is None else WithheldBy.MARK,
                by_rule.get(place, mark.reason),
                mark.paragraphs,
            )


def _plan(marks: Mapping[Place, Mark], policy: DisclosurePolicy, table: Sequence[Row]) -> Plan:
    return Plan(
        {place.at: mark for place, mark in marks.items() if place.cell is not None},
        {
            table[place.indicator].indicator.at: mark
            for place, mark in marks.items()
            if place.cell is None
        },
        dict(_rounded(policy.round_to, table)) if policy.round_to else {},
    )


def _rounded(base: int, table: Sequence[Row]) -> Iterator[tuple[CellRef, Figure]]:
    for row in table:
        for cell in row.own:
            figure = row.observations[cell].figure
            coarse = rounded(figure, base) if figure else None
            if coarse:
                yield row.observations[cell].at, coarse


def _words(noticed: Iterable[Record], *kinds: RecordKind) -> tuple[str, ...]:
    return tuple(record.words for record in noticed if record.kind in kinds)
