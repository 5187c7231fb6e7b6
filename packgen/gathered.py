"""What was gathered for a meeting: its folder, read and judged, and what its papers are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from packgen.document.volume import PageStart
from packgen.model.pack import Audience
from packgen.papers import Judged
from packgen.remade import Remade
from packgen.reports import Written
from packgen.settings.meeting import AgendaItem, ItemKind, ItemPart, MeetingSettings
from packgen.settings.style import Style

if TYPE_CHECKING:
    from packgen.assemble.attachment import Attachment

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A meeting's folder, read and judged. ``judged`` holds its scorecards by their items' numbers,
    ``attachments`` others' files and ``reports`` officers' likewise. ``last_page`` is the last page
    number that is out already: 0 but for a supplement, whose number is ``supplement``.
    """

    settings: MeetingSettings
    style: Style
    judged: Mapping[str, Judged]
    attachments: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    reports: Mapping[str, Written] = field(default_factory=dict)
    last_page: int = 0
    supplement: int = 0
    starts: Mapping[str, PageStart] = field(default_factory=dict)
    remade: Remade = field(default_factory=Remade)

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        """The items of this pack: the meeting's own, or the supplement's."""
        return tuple(i for i in self.settings.items if i.supplement == self.supplement)

    @property
    def to_come(self) -> tuple[AgendaItem, ...]:
        """Items of the main pack's agenda whose papers come in a supplement."""
        if self.supplement:
            return ()
        mine = {item.number for item in self.items}
        late = {i.number: i for i in self.settings.items if i.supplement and i.number not in mine}
        return tuple(late.values())


def cards_of(gathered: Gathered) -> Mapping[str, Judged]:
    """A meeting's scorecards by the names that reports know them by: their items' numbers."""
    return gathered.judged


def has_more(gathered: Gathered, item: AgendaItem) -> bool:
    """Whether Part 2 has more to a public item, by what the public may know."""
    judged, written = gathered.judged.get(item.number), gathered.reports.get(item.number)
    withheld = judged is not None and any(i.is_withheld for i in judged.public().indicators)
    return withheld or (written is not None and written.has_passages)


def cited(item: AgendaItem) -> set[int]:
    """An item -> the paragraphs of the law that its record names."""
    return set(item.exempt.paragraphs) if item.exempt else set()


def anchors_of(item: AgendaItem, audience: Audience) -> tuple[str, ...]:
    """The anchors of an item's papers in one audience's volume, first to last."""
    stem = f"item-{item.number}" if audience is Audience.PUBLIC else f"part-2-item-{item.number}"
    own = 0 if item.kind is ItemKind.ATTACHMENT else 1
    attached = len(item.attachments) if item.part is PARTS[audience] else 0
    letters = ("", *(f"-{letter.lower()}" for letter in LETTERS))
    return tuple(f"{stem}{letters[place]}" for place in range(own + attached))


def attachment_anchors(item: AgendaItem, audience: Audience) -> tuple[str, ...]:
    """The anchors of an item's attachments alone."""
    anchors = anchors_of(item, audience)
    return anchors[len(anchors) - len(item.attachments) :]


PARTS = {Audience.PUBLIC: ItemPart.PUBLIC, Audience.PART2: ItemPart.EXEMPT}
