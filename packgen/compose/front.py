"""The front sheet of a meeting's pack: who meets, when and where, and the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packgen.compose import dates
from packgen.compose.agenda import Whereabouts, agenda
from packgen.compose.entry import Entry
from packgen.document.nodes import (
    Block,
    Columns,
    Document,
    Heading,
    Inline,
    Link,
    Logo,
    Marking,
    Panel,
    Paragraph,
    Running,
    Text,
)
from packgen.document.roles import PanelKind, Role
from packgen.settings.meeting import ItemPart, Meeting
from packgen.settings.paper import PaperLook
from packgen.settings.words import Words

_SHARES = (0.6, 0.4)


@dataclass(frozen=True, slots=True)
class FrontSheet:
    """What a front sheet is made of, beside its agenda. ``announced``: what it says first, such as
    that it is a supplement and why."""

    meeting: Meeting
    look: PaperLook
    words: Words
    logo: Logo | None = None
    announced: tuple[Block, ...] = ()

    def document(
        self, entries: Sequence[Entry], where: Whereabouts, marking: Marking, running: Running
    ) -> Document:
        """The agenda's entries and where papers stand -> the front sheet of one volume."""
        meeting, words = self.meeting, self.words
        public = marking is Marking.PUBLIC
        page = self.look.public_page if public else self.look.part2_page
        when = dates.day(meeting.date, words)
        return Document(
            title=words.meeting.agenda_short(body=meeting.body),
            subject=words.meeting.subject(body=meeting.body, day=when),
            author=meeting.council,
            language=words.language,
            date=meeting.despatched or meeting.date,
            marking=marking,
            page=page,
            running=running,
            blocks=(*self._top(when), *self._agenda(entries, where, page.text_width_pt)),
            logo=self.logo,
        )

    def _top(self, when: str) -> Iterator[Block]:
        meeting, said = self.meeting, self.words.meeting
        if meeting.council:
            yield Paragraph(Role.KICKER, (Text(meeting.council),))
        yield Heading(1, (Text(meeting.body),), "front")
        held = said.when(day=when, time=dates.clock(meeting.time, self.words))
        yield Paragraph(Role.PERIOD, (Text(held, bold=True),))
        yield from self.announced
        left = (
            Paragraph(Role.BODY, (Text(said.held_at(body=meeting.body, venue=meeting.venue)),)),
            *((Paragraph(Role.BODY, (Text(meeting.address),)),) if meeting.address else ()),
            *self._members(),
        )
        yield Columns(_SHARES, (left, tuple(self._aside())))

    def _members(self) -> Iterator[Paragraph]:
        meeting, said = self.meeting, self.words.meeting
        named = (
            *([said.chair(name=meeting.chair)] if meeting.chair else ()),
            *([said.vice_chair(name=meeting.vice_chair)] if meeting.vice_chair else ()),
            *meeting.members,
        )
        if named:
            to: tuple[Inline, ...] = (Text(f"{said.to}: ", bold=True), Text(", ".join(named)))
            yield Paragraph(Role.BODY, to)
        for names, phrase in (
            (meeting.co_opted, said.co_opted),
            (meeting.substitutes, said.substitutes),
        ):
            if names:
                yield Paragraph(Role.SMALL, (Text(phrase(names=", ".join(names))),))

    def _aside(self) -> Iterator[Block]:
        """Whom to ask, and where the public finds the papers."""
        meeting = self.meeting
        facts = [
            Paragraph(Role.SMALL, (Text(f"{name}: ", bold=True), told))
            for name, told in self._facts()
        ]
        notes = (meeting.copies, meeting.access, meeting.recording)
        told = [Paragraph(Role.SMALL, (Text(note),)) for note in notes if note]
        if facts or told:
            yield Panel(PanelKind.ASIDE, (*facts, *told))

    def _facts(self) -> Iterator[tuple[str, Inline]]:
        said, contact = self.words.meeting, self.meeting.contact
        if contact:
            yield said.contact, Text(contact.name)
            if contact.phone:
                yield said.phone, Text(contact.phone)
            if contact.email:
                yield said.email, Link(contact.email, f"mailto:{contact.email}")
        if self.meeting.despatched:
            yield said.despatched, Text(dates.day_alone(self.meeting.despatched, self.words))

    def _agenda(
        self, entries: Sequence[Entry], where: Whereabouts, width_pt: float
    ) -> Iterator[Block]:
        for part in ItemPart:
            listed = [entry for entry in entries if entry.part is part]
            if listed:
                yield agenda(listed, part, where, width_pt, self.words)
