"""Companions: cells withheld so that others can't be worked out, each with for which."""

from __future__ import annotations

from collections.abc import Sequence

from packgen.disclose.blocks import Block, Blocks
from packgen.disclose.places import Place, Row
from packgen.disclose.targets import Goal
from packgen.disclose.world import Levels, System, Treatment
from packgen.model.observation import Mark
from packgen.model.record import Protected
from packgen.model.wording import listed

_ALWAYS = "the policy withholds the rating of a withheld figure"


def companions(
    system: System, levels: Levels, protected: Sequence[Protected], table: Sequence[Row]
) -> dict[Place, Mark]:
    """A system and the levels chosen -> the places that are withheld beyond the first ones, as
    marks: which indicators they protect, under the paragraphs that those are exempt under."""
    found = {}
    for block in Blocks(system).blocks:
        for statement in block.statements:
            if not _is_withheld(system, levels, statement):
                continue
            place = system.statements[statement].key
            if isinstance(place, Place):
                found[place] = _mark(system, block, place, protected, table)
    for statement, each in enumerate(system.statements):
        place = each.key
        if isinstance(place, Place) and _is_withheld(system, levels, statement):
            found.setdefault(place, Mark(_ALWAYS, _paragraphs([place], table), place.at, True))
    return dict(sorted(found.items(), key=_in_order))


def _in_order(item: tuple[Place, Mark]) -> tuple[int, int]:
    place = item[0]
    return place.indicator, 10**9 if place.cell is None else place.cell


def _is_withheld(system: System, levels: Levels, statement: int) -> bool:
    each = system.statements[statement]
    return each.levels[levels[statement]].treatment is Treatment.WITHHELD


def _mark(
    system: System,
    block: Block,
    place: Place,
    protected: Sequence[Protected],
    table: Sequence[Row],
) -> Mark:
    """Why a place is withheld: for the sake of what was given away before, in its block."""
    targets = [t for t in block.targets if protected[t].before.exposed] or list(block.targets)
    keys = [system.targets[target].key for target in targets]
    places = [key.place for key in keys if isinstance(key, Goal)]
    named = dict.fromkeys(protected[target].indicator for target in targets)
    them = listed([f"indicator {each}" for each in named if each])
    reason = f"so that {them or 'what is withheld'} can't be worked out"
    return Mark(reason, _paragraphs(places, table), place.at, computed=True)


def _paragraphs(places: Sequence[Place], table: Sequence[Row]) -> tuple[int, ...]:
    """The paragraphs that the council's own marks of these places' indicators name."""
    marks = (
        observation.mark
        for place in places
        for observation in table[place.indicator].observations
        if observation.mark
    )
    return tuple(sorted({number for mark in marks for number in mark.paragraphs}))
