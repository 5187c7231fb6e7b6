"""The agenda's entries, the same in both volumes: made of what the public may know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from packgen.compose.described import described
from packgen.compose.entry import Entry
from packgen.document.nodes import Paragraph
from packgen.document.roles import Role
from packgen.gathered import Gathered, anchors_of, cited, has_more
from packgen.model.pack import Audience
from packgen.settings.law import load_law
from packgen.settings.meeting import AgendaItem, ItemKind, ItemPart, MeetingSettings
from packgen.settings.resolution import resolution
from packgen.settings.standing import Ready
from packgen.volumes import Binder


def entries(gathered: Gathered, public: Binder) -> tuple[Entry, ...]:
    """What was gathered, and the public papers -> the agenda's entries, the same in both volumes.

    They are made of what the public may know: which items have more in Part 2, and why.
    """
    found: list[Entry] = []
    order = {item.number: place for place, item in enumerate(gathered.settings.items)}
    for item in gathered.items:
        open_to_all = item.part is ItemPart.PUBLIC
        if open_to_all:
            anchors = tuple(paper.anchor for paper in public.papers.get(item.number, ()))
            found.append(_entry(gathered, item, item.title, ItemPart.PUBLIC, anchors))
        if not open_to_all or has_more(gathered, item):
            words = gathered.settings.base.words.meeting
            title = words.exempt_parts(title=item.title) if open_to_all else item.title
            anchors = anchors_of(item, Audience.PART2)
            found.append(_entry(gathered, item, title, ItemPart.EXEMPT, anchors))
    found += [_to_follow(gathered, item) for item in gathered.to_come]
    return tuple(sorted(found, key=lambda entry: order.get(entry.number, len(order))))


def _to_follow(gathered: Gathered, item: AgendaItem) -> Entry:
    """An item whose paper comes in a later supplement: the agenda has had it from the first."""
    later = replace(item, kind=ItemKind.TO_FOLLOW, files=(), late="", scorecard=None)
    return _entry(gathered, later, item.title, item.part, ())


def _entry(
    gathered: Gathered,
    item: AgendaItem,
    title: str,
    part: ItemPart,
    anchors: tuple[str, ...],
) -> Entry:
    words, law = gathered.settings.base.words, load_law(gathered.settings.base.law)
    said = words.meeting
    exempt = part is ItemPart.EXEMPT
    instead_of = {ItemKind.ORAL: said.oral, ItemKind.TO_FOLLOW: said.to_follow}
    notes = (
        *([said.lead(name=item.lead)] if item.lead else ()),
        *([item.note] if item.note else ()),
        *([said.late(reason=item.late)] if item.late else ()),
        *([said.supplement_replaces(number=item.number)] if item.replaces else ()),
    )
    return Entry(
        number=item.number,
        title=title,
        part=part,
        papers=anchors,
        instead="" if anchors else instead_of.get(item.kind, said.oral),
        notes=() if exempt and item.is_open else notes,
        text=()
        if exempt and item.part is ItemPart.PUBLIC
        else tuple(_text(gathered.settings, item)),
        exempt=described(sorted(cited(item)), law, words) if exempt else "",
    )


def _text(settings: MeetingSettings, item: AgendaItem) -> Iterator[Paragraph]:
    """An item's own text, or the motion to exclude the public -> paragraphs of the agenda."""
    moved = resolution(settings) if item.ready == Ready.EXCLUSION.value else None
    text = moved.text if moved else item.text
    if not text:
        return
    from packgen.compose.markdown import parse

    for block in parse(text, f"item {item.number}", {}):
        if isinstance(block, Paragraph):
            yield Paragraph(Role.AGENDA_NOTE, block.content)
