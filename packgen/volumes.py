"""From what was gathered for a meeting to its two volumes: the public one, and Part 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from packgen.compose import dates
from packgen.compose.agenda import Whereabouts
from packgen.compose.described import described
from packgen.compose.entry import Entry
from packgen.compose.front import FrontSheet
from packgen.compose.instead import instead
from packgen.compose.pack import logo_of
from packgen.compose.running import running
from packgen.document.naming import prefixed
from packgen.document.nodes import Block, Document, Marking, Paragraph, Running, Text
from packgen.document.roles import Role
from packgen.document.volume import Attached, Bound, PageStart, Pagination, Volume
from packgen.gathered import (
    LETTERS,
    PARTS,
    Gathered,
    anchors_of,
    attachment_anchors,
    cards_of,
    cited,
)
from packgen.model.pack import Audience
from packgen.model.papers import ListedPaper
from packgen.papers import Paper, Say, papers_of
from packgen.render.pdf.volume import Kept
from packgen.reports import Reports
from packgen.settings.law import Law, load_law
from packgen.settings.meeting import AgendaItem, ItemKind, ItemPart, MeetingSettings
from packgen.settings.paper import REPORT, PaperLook, load_paper
from packgen.settings.style import Style

if TYPE_CHECKING:
    from packgen.assemble.attachment import Attachment

FRONT = "front-sheet"

BoundPaper = Bound | Attached


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds one audience's papers: composed once, the front sheet anew as page numbers settle."""

    gathered: Gathered
    audience: Audience
    look: PaperLook
    law: Law
    reports: Reports
    papers: Mapping[str, tuple[BoundPaper, ...]]
    styles: Mapping[str, Style]

    def volume(self, entries: Sequence[Entry], pages: Pagination, first_page: int) -> Volume:
        """The agenda's entries, where papers stand as far as is known -> the volume."""
        settings, words = self.gathered.settings, self.gathered.settings.base.words
        meeting = settings.meeting
        sent = None if self.gathered.supplement else meeting.despatched
        front = FrontSheet(
            replace(meeting, despatched=sent),
            self.look,
            words,
            logo_of(self.gathered.style),
            self._announced(),
        )
        here = frozenset(paper.anchor for papers in self.papers.values() for paper in papers)
        where = Whereabouts(pages, here)
        sheet = front.document(entries, where, self.marking, self._front_running())
        bound = Bound(sheet, words.meeting.agenda, FRONT, REPORT)
        return Volume(
            title=words.meeting.subject(body=meeting.body, day=dates.day(meeting.date, words)),
            subject=sheet.subject,
            author=meeting.council,
            language=words.language,
            date=sheet.date,
            marking=self.marking,
            papers=(bound, *(paper for papers in self.papers.values() for paper in papers)),
            first_page=first_page,
            duplex=settings.duplex,
            blank=words.meeting.blank,
        )

    @property
    def kept(self) -> Kept:
        """Its papers as they were laid out before."""
        return self.gathered.remade.kept[self.audience.value]

    @property
    def marking(self) -> Marking:
        """The marking that all of its papers carry."""
        return _marking(self.audience)

    def _announced(self) -> tuple[Block, ...]:
        """What a supplement says first."""
        said, number = self.gathered.settings.base.words.meeting, self.gathered.supplement
        if not number:
            return ()
        titled = Text(f"{said.supplement(number=str(number))}: ", bold=True)
        return (Paragraph(Role.PERIOD, (titled, Text(said.supplement_why))),)

    def listed(self, pages: Pagination) -> Iterator[ListedPaper]:
        """Where papers stand -> each as the manifest lists it."""
        public = self.audience is Audience.PUBLIC
        titles = {item.number: item.title for item in self.gathered.items}
        sheet = self.gathered.settings.base.words.meeting.agenda
        yield _listed(FRONT, "", sheet, public, pages)
        for number, papers in self.papers.items():
            for paper in papers:
                yield _listed(paper.anchor, number, titles[number], public, pages)

    @property
    def description(self) -> str:
        """What is exempt in this pack, in the law's words."""
        numbers = sorted({n for i in self.gathered.items for n in cited(i)})
        return described(numbers, self.law, self.gathered.settings.base.words)

    def _front_running(self) -> Running:
        """The front sheet's own: its head would say once more what stands below it."""
        detail = self.description if self.audience is Audience.PART2 else None
        return running("", (), detail, self.gathered.settings.base.words)


def bound(gathered: Gathered, audience: Audience, say: Say) -> Binder:
    """What was gathered -> one audience's papers, ready to be bound."""
    look = load_paper()
    law = load_law(gathered.settings.base.law)
    styles: dict[str, Style] = {REPORT: look.on(gathered.style)}
    reports = Reports(
        gathered.settings, cards_of(gathered), look, styles[REPORT], law, gathered.remade
    )
    papers: dict[str, tuple[BoundPaper, ...]] = {}
    # What has letters for pages comes last: the numbers of all else go on.
    for item in sorted(gathered.items, key=lambda each: each.replaces):
        maker = _ItemMaker(gathered, item, audience, look, law, styles, reports)
        if made := tuple(maker.papers(say)):
            papers[item.number] = made
    return Binder(gathered, audience, look, law, reports, papers, styles)


def _listed(anchor: str, item: str, title: str, public: bool, pages: Pagination) -> ListedPaper:
    span = pages.spans[anchor]
    return ListedPaper(anchor, item, title, public, span.first, span.last, span.count)


def inserts(gathered: Gathered, volume: Volume) -> Iterator[tuple[Attached, Attachment]]:
    """What was gathered, a volume -> the places of its attachments, each with its file."""
    exempt = volume.marking is Marking.NOT_FOR_PUBLICATION
    audience = Audience.PART2 if exempt else Audience.PUBLIC
    files = {
        anchor: attachment
        for item in gathered.items
        if item.part is PARTS[audience]
        for anchor, attachment in zip(
            attachment_anchors(item, audience),
            gathered.attachments.get(item.number, ()),
            strict=True,
        )
    }
    for paper in volume.papers:
        if isinstance(paper, Attached):
            yield paper, files[paper.anchor]


def _marking(audience: Audience) -> Marking:
    return Marking.PUBLIC if audience is Audience.PUBLIC else Marking.NOT_FOR_PUBLICATION


def _running(settings: MeetingSettings, item: str, detail: str | None) -> Running:
    meeting, words = settings.meeting, settings.base.words
    day = dates.day_alone(meeting.date, words)
    texts = tuple(filter(None, (f"{meeting.body}, {day}", item)))
    return running(meeting.council, texts, detail, words)


@dataclass(frozen=True, slots=True)
class _ItemMaker:
    """Makes one item's papers for one audience; new styles are put into ``styles``."""

    gathered: Gathered
    item: AgendaItem
    audience: Audience
    look: PaperLook
    law: Law
    styles: dict[str, Style]
    reports: Reports

    def papers(self, say: Say) -> Iterator[BoundPaper]:
        """The item's papers in their order."""
        if self.item.kind is ItemKind.REPORT:
            yield from self._report(anchors_of(self.item, self.audience)[0])
        if self.item.kind is ItemKind.SCORECARD and self.item.number in self.gathered.judged:
            yield from self._scorecard(anchors_of(self.item, self.audience)[0], say)
        if self.item.part is PARTS[self.audience]:
            yield from self._attached()

    def _report(self, anchor: str) -> Iterator[Bound]:
        written = self.gathered.reports.get(self.item.number)
        blocks = self.reports.blocks(self.item, written, self.audience) if written else ()
        if not blocks:
            return
        settings, words = self.gathered.settings, self.gathered.settings.base.words
        exempt = self.audience is Audience.PART2
        detail = described(sorted(cited(self.item)), self.law, words) if exempt else None
        meeting = settings.meeting
        document = Document(
            title=self.item.title,
            subject=words.meeting.subject(body=meeting.body, day=dates.day(meeting.date, words)),
            author=meeting.council,
            language=words.language,
            date=meeting.despatched or meeting.date,
            marking=_marking(self.audience),
            page=self.look.part2_page if exempt else self.look.public_page,
            running=_running(settings, self._item, detail),
            blocks=blocks,
        )
        yield Bound(self._same(anchor, document), self._title, anchor, REPORT, self._starts(anchor))

    def _scorecard(self, anchor: str, say: Say) -> Iterator[Bound]:
        judged = self.gathered.judged[self.item.number]
        if self.audience is Audience.PUBLIC and self.item.part is ItemPart.EXEMPT:
            return
        for paper in papers_of(judged, self.gathered.style, self.audience, say):
            if not paper.name:
                yield self._bound(paper, anchor)

    def _bound(self, paper: Paper, anchor: str) -> Bound:
        self.styles[anchor] = paper.style
        document = prefixed(paper.document, anchor)
        own = self._running(document.running)
        same = self._same(anchor, replace(document, running=own))
        return Bound(same, self._title, anchor, anchor, self._starts(anchor))

    def _same(self, anchor: str, document: Document) -> Document:
        """A paper -> the very one that was made before, if it is like it: its layout is known."""
        return self.gathered.remade.papers.get(anchor, (document,), lambda: document)

    def _running(self, of_paper: Running) -> Running:
        """A scorecard's running text: its key and its marking, under the pack's own head."""
        exempt = self.audience is Audience.PART2
        detail = of_paper.marking_detail if exempt else None
        ours = _running(self.gathered.settings, self._item, detail)
        return replace(ours, footer=of_paper.footer)

    def _attached(self) -> Iterator[Attached]:
        anchors = attachment_anchors(self.item, self.audience)
        attachments = self.gathered.attachments.get(self.item.number, ())
        for place, (attachment, anchor) in enumerate(zip(attachments, anchors, strict=True)):
            yield self._attachment(attachment, place, anchor)

    def _attachment(self, attachment: Attachment, place: int, anchor: str) -> Attached:
        settings, words = self.gathered.settings, self.gathered.settings.base.words
        exempt = self.audience is Audience.PART2
        detail = described(sorted(cited(self.item)), self.law, words) if exempt else None
        around = _running(settings, self._item, detail)
        title = words.meeting.attached_title(number=self.item.number, title=self.item.title)
        if self.item.kind is not ItemKind.ATTACHMENT or place:
            letter = LETTERS[place - (self.item.kind is ItemKind.ATTACHMENT)]
            title = words.meeting.appendix(number=self.item.number, letter=letter)
        page = self.look.part2_page if exempt else self.look.public_page
        meeting = settings.meeting
        stand_in: Document = instead(
            title,
            anchor,
            len(attachment.pages),
            page,
            around,
            _marking(self.audience),
            meeting.despatched or meeting.date,
            words,
        )
        return Attached(
            title, anchor, REPORT, attachment.pages, around, stand_in, self._starts(anchor)
        )

    def _starts(self, anchor: str) -> PageStart | None:
        return self.gathered.starts.get(anchor)

    @property
    def _item(self) -> str:
        return self.gathered.settings.base.words.meeting.item(number=self.item.number)

    @property
    def _title(self) -> str:
        return f"{self.item.number}. {self.item.title}"
