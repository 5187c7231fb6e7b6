"""A meeting's folder -> what is in it, read and judged: scorecards, reports, attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from packgen.errors import BadInput, BuildStopped, Fault
from packgen.model.indicator import Observations
from packgen.model.papers import ListedPaper
from packgen.papers import Judged, Say, Source, as_faults, judged_from
from packgen.reports import Written, read_written
from packgen.settings.meeting import AgendaItem, ItemKind, MeetingSettings
from packgen.settings.paper import load_paper
from packgen.settings.style import Style
from packgen.sources import Memory, read_scorecard
from packgen.supplements import paged
from packgen.volumes import Gathered

if TYPE_CHECKING:
    from packgen.assemble.attachment import Attachment


@dataclass(frozen=True, slots=True)
class MeetingSource:
    """A meeting's folder as it was read, once: no later step looks at its files again.

    ``sources`` are its scorecards and ``attachments`` others' files, by their items' numbers;
    ``inputs`` is every file that the pack is made from, by its name in the folder. ``supplement``
    is its number (0: the main pack), ``earlier`` are the papers that went out before it.
    """

    settings: MeetingSettings
    style: Style
    sources: Mapping[str, Source]
    attachments: Mapping[str, tuple[Attachment, ...]]
    reports: Mapping[str, Written]
    inputs: Mapping[str, bytes]
    supplement: int = 0
    earlier: tuple[ListedPaper, ...] = ()

    def with_figures(self, number: str, observations: Observations) -> MeetingSource:
        """The same with other figures behind one item."""
        source = replace(self.sources[number], observations=observations)
        return replace(self, sources={**self.sources, number: source})


def read_meeting(
    settings: MeetingSettings,
    style: Style,
    memory: Memory | None,
    supplement: int = 0,
    earlier: tuple[ListedPaper, ...] = (),
) -> MeetingSource:
    """A meeting's settings -> all that its pack, or a supplement to it, is made from.

    Reports may name any scorecard that is out. Raises BadInput with every fault.
    """
    faults: list[Fault] = []
    sources: dict[str, Source] = {}
    attachments: dict[str, tuple[Attachment, ...]] = {}
    reports: dict[str, Written] = {}
    width_pt = load_paper().public_page.text_width_pt
    inputs = dict(_settings_files(settings))
    for item in settings.items:
        if item.supplement > supplement:
            continue
        try:
            if item.scorecard:
                sources[item.number] = read_scorecard(item.scorecard, memory=memory)
                inputs.update(_read(settings, item.scorecard.inputs))
            if item.supplement < supplement:
                continue
            read = dict(_read(settings, item.files))
            inputs.update(read)
            attached = {name: data for name, data in read.items() if _is_pdf(name)}
            for file in item.files if item.kind is ItemKind.REPORT else ():
                if not _is_pdf(file.name):
                    reports[item.number] = read_written(file, file.name, item, width_pt)
            if attached:
                attachments[item.number] = tuple(_inspected(attached))
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)
    return MeetingSource(
        settings, style, sources, attachments, reports, inputs, supplement, earlier
    )


def _inspected(files: Mapping[str, bytes]) -> Iterator[Attachment]:
    from packgen.assemble.attachment import inspect

    return (inspect(data, name) for name, data in files.items())


def gathered(source: MeetingSource, say: Say) -> Gathered:
    """What was read -> the same, its scorecards judged."""
    judged = {number: judged_from(read, say) for number, read in source.sources.items()}
    meeting = Gathered(
        source.settings,
        source.style,
        judged,
        source.attachments,
        source.reports,
        supplement=source.supplement,
    )
    return paged(meeting, source.earlier) if source.supplement else meeting


def unstopped(meeting: Gathered) -> Gathered:
    """The same, where papers may be made of it. Raises BuildStopped with what forbids it."""
    faults = [
        fault
        for item in meeting.items
        if (judged := meeting.judged.get(item.number))
        for fault in as_faults(judged.stops, judged.settings.scorecard)
    ]
    if faults:
        raise BuildStopped(faults)
    return meeting


def in_order(meeting: Gathered) -> Iterator[tuple[AgendaItem, Judged]]:
    """The items with scorecards, in the agenda's order."""
    for item in meeting.items:
        if judged := meeting.judged.get(item.number):
            yield item, judged


def attachment_faults(meeting: Gathered, item: AgendaItem) -> Iterator[Fault]:
    """What someone should look at in an item's attachments, and why a pack with them claims less
    than packgen's own papers do."""
    for attachment in meeting.attachments.get(item.number, ()):
        yield from attachment.findings
        if attachment.why_not:
            yield Fault(
                f"item {item.number}: {attachment.name}",
                f"doesn't conform to PDF/UA and PDF/A ({attachment.why_not[0]}), so that the pack "
                f"makes no such claim",
                "ask for a tagged PDF/A, or attach it to no pack that must be accessible",
            )


def _settings_files(settings: MeetingSettings) -> Iterator[tuple[str, bytes]]:
    base = settings.base
    files = (base.pack_file, base.words_file, base.profile, base.disclosure.file)
    yield from _read(settings, filter(None, files))


def _read(settings: MeetingSettings, files: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Files -> their names in the meeting's folder, and their bytes."""
    home = settings.base.pack_file.parent if settings.base.pack_file else Path()
    for file in files:
        name = file.relative_to(home) if file.is_relative_to(home) else Path(file.name)
        try:
            yield name.as_posix(), file.read_bytes()
        except OSError as error:
            raise BadInput(
                Fault(file.name, f"can't be read: {error.strerror}", "check the file")
            ) from None


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")
