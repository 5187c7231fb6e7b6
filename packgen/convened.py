"""A meeting's papers for the public: made of what was read, where Part 2's pages are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from packgen.differing import unrecorded
from packgen.document.volume import Attached, Pagination
from packgen.entries import entries
from packgen.errors import Fault
from packgen.gathered import Gathered
from packgen.gathering import MeetingSource, attachment_faults, gathered, in_order
from packgen.model.pack import Audience, Format, Rendition
from packgen.papers import Say, as_faults, looks_of, say_judged, say_separated
from packgen.pipeline import both, versions
from packgen.settings.clear_days import notice_findings
from packgen.settings.meeting import MeetingSettings
from packgen.settings.pack import PACK_FILE
from packgen.settled import Settled, alone, public_settled, settled
from packgen.typed import perhaps_given_away
from packgen.volumes import bound, inserts

if TYPE_CHECKING:
    from packgen.assemble.attachment import Attachment

AGENDA = "agenda"
_LIBRARIES = ("matplotlib", "mdit-py-plugins", "pikepdf")
"""What reports and joined files depend on beside what scorecards do."""


@dataclass(frozen=True, slots=True)
class MeetingPublication:
    """All that the public may get to know of a meeting before it is painted: the whole pack, the
    agenda alone, the places of others' pages in it, and what the build said and asked to be looked
    at."""

    pack: Settled
    agenda: Settled
    attached: tuple[tuple[Attached, Attachment], ...]
    told: tuple[str, ...]
    noticed: tuple[Fault, ...]

    @property
    def parts(self) -> dict[str, object]:
        """Each by what messages call it."""
        styles = {name: looks_of(style) for name, style in self.pack.styles.items()}
        return {
            "the public pack": (self.pack.volume, styles),
            "the agenda": self.agenda.volume,
            "what the build says": self.told,
            "what it asks to look at": self.noticed,
        }

    @property
    def messages(self) -> dict[str, bytes]:
        """What build and check print for the public, by what messages call it."""
        return {
            "what the build says": "\n".join(self.told).encode(),
            "what it asks to look at": "\n".join(map(str, self.noticed)).encode(),
        }


def publication_of(
    source: MeetingSource, part2: Pagination, say: Say = lambda _: None
) -> MeetingPublication:
    """What was read of a meeting, where Part 2's papers stand -> all that the public would get."""
    told = list[str]()
    hear = both(say, told.append)
    meeting = judged_meeting(source, hear)
    public = bound(meeting, Audience.PUBLIC, hear)
    listed = entries(meeting, public)
    one = public_settled(public, listed, meeting.last_page, part2)
    return MeetingPublication(
        one,
        alone(public, listed, one),
        tuple(inserts(meeting, one.volume)),
        tuple(told),
        noticed(meeting, (Audience.PUBLIC,)),
    )


def restricted_of(source: MeetingSource) -> Settled | None:
    """What was read of a meeting -> its Part 2 volume, its pages numbered; None: there is none."""
    meeting = judged_meeting(source, lambda _: None)
    public = bound(meeting, Audience.PUBLIC, lambda _: None)
    part2 = bound(meeting, Audience.PART2, lambda _: None)
    listed = entries(meeting, public)
    return settled(public, part2 if part2.papers else None, listed, meeting.last_page)[1]


def made_with(settings: MeetingSettings) -> dict[str, str]:
    """What a meeting's pack is made with: settings' names, the versions of what makes it."""
    from importlib.metadata import version

    return {**versions(settings.base), **{library: version(library) for library in _LIBRARIES}}


def judged_meeting(source: MeetingSource, hear: Say) -> Gathered:
    """What was read -> the same, judged, and said so."""
    meeting = gathered(source, hear)
    for item, judged in in_order(meeting):
        if item.is_open:
            say_judged(judged, hear)
            say_separated(judged, hear)
    return meeting


def noticed(meeting: Gathered, audiences: tuple[Audience, ...]) -> tuple[Fault, ...]:
    """What someone should look at: of scorecards, and of others' files."""
    known = [item for item in meeting.items if Audience.PART2 in audiences or item.is_open]
    found = list[Fault]()
    for item in known:
        if judged := meeting.judged.get(item.number):
            found += judged.to_look_at(audiences)
    for item in known:
        found += attachment_faults(meeting, item)
    for item in known:
        if item.number in meeting.reports:
            found += meeting.reports[item.number].findings
    found += as_faults(notice_findings(meeting.settings), Path(PACK_FILE))
    if Audience.PART2 in audiences:
        found += unrecorded(meeting)
        found += perhaps_given_away(meeting)
    return tuple(dict.fromkeys(found))


def painted(volume: Settled, file_format: Format) -> bytes:
    """A volume whose numbers stand still -> its file, without others' pages."""
    match file_format:
        case Format.PDF:
            from packgen.render.pdf.volume import write_volume

            return write_volume(volume.volume, volume.styles, volume.kept)
        case Format.DOCX:
            from packgen.render.docx.volume import write_volume as write_word

            return write_word(volume.volume, volume.styles, volume.pages)
        case _:
            assert_never(file_format)


def public_files(published: MeetingPublication, formats: Iterable[Format]) -> Iterator[Rendition]:
    """What is published -> its finished files, others' pages joined in."""
    for volume, paper in ((published.pack, ""), (published.agenda, AGENDA)):
        for file_format in formats:
            data = painted(volume, file_format)
            if file_format is Format.PDF and not paper:
                data = joined(data, published.attached, volume)
            yield Rendition(Audience.PUBLIC, file_format, data, paper)


def joined(data: bytes, attached: Iterable[tuple[Attached, Attachment]], settled: Settled) -> bytes:
    """A PDF volume, the places in it that are held free, each with its file -> it with them."""
    from packgen.assemble.merge import Insert, merged

    found = [
        Insert(settled.pages.spans[place.anchor].before + 1, attachment, place.part)
        for place, attachment in attached
    ]
    return merged(data, found) if found else data
