"""A meeting's folder -> everything that is wrong with it, in the agenda's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from packgen.differing import unrecorded
from packgen.errors import BadInput, Fault
from packgen.gathered import Gathered
from packgen.model.checked import CheckedItem, CheckedMeeting
from packgen.model.pack import Audience
from packgen.papers import Judged, judged_from, with_room_told
from packgen.reports import Reports, read_written
from packgen.settings.agenda import load_meeting
from packgen.settings.clear_days import notice_findings
from packgen.settings.files import UnfitFile, read_file
from packgen.settings.law import load_law
from packgen.settings.meeting import AgendaItem, ItemKind, MeetingSettings
from packgen.settings.paper import load_paper
from packgen.settings.style import load_style
from packgen.sources import Memory, read_scorecard

_LARGEST = 200_000_000


def check_meeting(
    folder: Path, memory: Memory | None = None, audience: Audience = Audience.PART2
) -> CheckedMeeting:
    """A meeting's folder -> what is wrong with its scorecards, reports and attachments, as far as
    an audience may know it: to the public, exempt items hold nothing.

    Raises BadInput when pack.toml can't be read at all.
    """
    settings = load_meeting(folder)
    inspection = _Inspection(settings, memory, audience)
    inspection.read_scorecards()
    return CheckedMeeting(
        settings.meeting.body,
        settings.meeting.date.isoformat(),
        tuple(inspection.item(item) for item in settings.items),
        tuple(notice_findings(settings)),
    )


@dataclass(slots=True)
class _Inspection:
    """Scorecards are read first, as reports of other items may name them."""

    settings: MeetingSettings
    memory: Memory | None
    audience: Audience
    cards: dict[int, Judged] = field(default_factory=dict)
    unread: dict[int, tuple[Fault, ...]] = field(default_factory=dict)

    def read_scorecards(self) -> None:
        for place, item in enumerate(self.settings.items):
            if not item.scorecard:
                continue
            try:
                read = read_scorecard(item.scorecard, memory=self.memory)
            except BadInput as error:
                self.unread[place] = error.faults
                continue
            judged = judged_from(read, lambda _: None)
            self.cards[place] = with_room_told(judged, read.style) if read.style else judged

    def item(self, item: AgendaItem) -> CheckedItem:
        if not item.is_open and self.audience is Audience.PUBLIC:
            return CheckedItem(item.number, item.title)
        place = self.settings.items.index(item)
        judged = self.cards.get(place)
        faults, look = list(self.unread.get(place, ())), list[Fault]()
        for file in item.files:
            if item.kind is ItemKind.SCORECARD:
                continue
            try:
                look += self._attached(file) if file in item.attachments else self._report(item)
            except BadInput as error:
                faults += error.faults
        if judged and self.audience is Audience.PART2:
            look += unrecorded(self._alone(item, judged))
        return CheckedItem(
            item.number,
            item.title,
            tuple(faults),
            tuple(look),
            judged.settings.scorecard.name if judged else "",
            judged.observations if judged else None,
            judged.findings((self.audience,)) if judged else (),
        )

    def _alone(self, item: AgendaItem, judged: Judged) -> Gathered:
        alone = replace(self.settings, items=(item,))
        style = load_style(self.settings.base.style)
        return Gathered(alone, style, {item.number: judged}, supplement=item.supplement)

    def _attached(self, file: Path) -> tuple[Fault, ...]:
        from packgen.assemble.attachment import inspect

        try:
            return inspect(read_file(file, _LARGEST), file.name).findings
        except (OSError, UnfitFile) as error:
            what = getattr(error, "strerror", None) or str(error)
            raise BadInput(Fault(file.name, f"can't be read: {what}", "check the file")) from None

    def _report(self, item: AgendaItem) -> tuple[Fault, ...]:
        """Composed as far as it can be: a report may name any scorecard, so all must be read."""
        look = load_paper()
        file = item.files[0]
        written = read_written(file, file.name, item, look.public_page.text_width_pt)
        if not self.unread:
            base = self.settings.base
            style = look.on(load_style(base.style))
            reports = Reports(self.settings, self._named(item), look, style, load_law(base.law))
            for audience in dict.fromkeys((Audience.PUBLIC, self.audience)):
                reports.blocks(item, written, audience)
        return written.findings

    def _named(self, item: AgendaItem) -> Mapping[str, Judged]:
        """The scorecards that are out when an item is, by their items' numbers."""
        return dict(self._cards_until(item.supplement))

    def _cards_until(self, supplement: int) -> Iterator[tuple[str, Judged]]:
        for place, judged in self.cards.items():
            one = self.settings.items[place]
            if one.supplement <= supplement:
                yield one.number, judged
