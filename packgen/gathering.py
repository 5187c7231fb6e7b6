"""A meeting's folder -> what is in it, read and judged: scorecards, reports, attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from packgen.errors import BadInput, BuildStopped, Fault
from packgen.gathered import Gathered
from packgen.model.indicator import Observations
from packgen.model.papers import ListedPaper
from packgen.papers import Judged, Say, Source, as_faults, judged_from
from packgen.remade import Remade
from packgen.reports import Written, read_written
from packgen.settings.files import UnfitFile, read_file, read_text
from packgen.settings.meeting import AgendaItem, ItemKind, MeetingSettings
from packgen.settings.paper import load_paper
from packgen.settings.style import Style
from packgen.sources import Memory, read_scorecard
from packgen.supplements import paged

if TYPE_CHECKING:
    from packgen.assemble.attachment import Attachment

_LARGEST: Final = 200_000_000
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp"})


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
    remade: Remade = field(default_factory=Remade, compare=False)

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
            read = dict(_read(settings, _own_files(item)))
            inputs.update(read)
            attached = {name: data for name, data in read.items() if _is_pdf(name)}
            for file in item.files if item.kind is ItemKind.REPORT else ():
                if not _is_pdf(file.name):
                    reports[item.number] = read_written(file, file.name, item, width_pt)
            if attached:
                attachments[item.number] = tuple(_inspected(attached))
        except BadInput as error:
            faults += error.faults
    faults += _in_both_parts(settings, inputs)
    if faults:
        raise BadInput(faults)
    return MeetingSource(
        settings, style, sources, attachments, reports, inputs, supplement, earlier
    )


def inputs_of(settings: MeetingSettings, supplement: int = 0) -> dict[str, bytes]:
    """A meeting's settings -> every file that its pack, or a supplement to it, is made from, by its
    name in the folder. Raises BadInput."""
    found = dict(_settings_files(settings))
    for item in settings.items:
        if item.supplement > supplement:
            continue
        if item.scorecard:
            found.update(_read(settings, item.scorecard.inputs))
        if item.supplement == supplement:
            found.update(_read(settings, _own_files(item)))
    return found


def _inspected(files: Mapping[str, bytes]) -> Iterator[Attachment]:
    from packgen.assemble.attachment import inspect

    return (inspect(data, name) for name, data in files.items())


def gathered(source: MeetingSource, say: Say) -> Gathered:
    """What was read -> the same, its scorecards judged. Of those that are exempt as a whole nothing
    is said: what they are called is exempt too."""
    exempt = source.settings.exempt_numbers
    judged = {
        number: judged_from(read, _unsaid if number in exempt else say)
        for number, read in source.sources.items()
    }
    meeting = Gathered(
        source.settings,
        source.style,
        judged,
        source.attachments,
        source.reports,
        supplement=source.supplement,
        remade=source.remade,
    )
    return paged(meeting, source.earlier) if source.supplement else meeting


def _unsaid(_: str) -> None:
    """Says nothing."""


def unstopped(meeting: Gathered) -> Gathered:
    """The same, where papers may be made of it. Raises BuildStopped with what forbids it."""
    faults = [
        fault
        for item in meeting.items
        if (judged := meeting.judged.get(item.number))
        for fault in as_faults(judged.stops, judged.settings.scorecard)
    ]
    for item in meeting.items:
        if item.is_open:
            faults += [f for a in meeting.attachments.get(item.number, ()) for f in a.covered]
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
        yield from (*attachment.covered, *attachment.findings)
        if attachment.why_not:
            yield Fault(
                f"item {item.number}: {attachment.name}",
                f"doesn't conform to PDF/UA and PDF/A ({attachment.why_not[0]}), so that the pack "
                f"makes no such claim",
                "ask for a tagged PDF/A, or attach it to no pack that must be accessible",
            )


def _in_both_parts(settings: MeetingSettings, inputs: Mapping[str, bytes]) -> Iterator[Fault]:
    """What is exempt under one name and would be published under another."""
    papers = [
        (item, name, sha256(inputs[name]).digest())
        for item in settings.items
        if item.kind is not ItemKind.SCORECARD
        for name in (_name(settings, file) for file in item.files)
        if name in inputs
    ]
    exempt = {known: item.number for item, _, known in papers if not item.is_open}
    for item, name, known in papers:
        if item.is_open and known in exempt:
            what = f"is the same, byte for byte, as a file of item {exempt[known]}, which is exempt"
            yield Fault(f"pack.toml: item {item.number}: {name}", what, "name the public paper")


def _own_files(item: AgendaItem) -> Iterator[Path]:
    """An item's files, and the pictures beside its report that it names."""
    for file in item.files:
        if file.is_dir():
            continue
        yield file
        if item.kind is ItemKind.REPORT and file.suffix.lower() == ".md":
            yield from _pictures(file)


def _pictures(report: Path) -> Iterator[Path]:
    try:
        text = unquote(read_text(report))
    except (OSError, ValueError):
        return  # whoever reads the report says so
    for file in sorted(report.parent.rglob("*")):
        named = file.suffix.lower() in _PICTURES and file.relative_to(report.parent).as_posix()
        if named and named in text and file.is_file():
            yield file


def _settings_files(settings: MeetingSettings) -> Iterator[tuple[str, bytes]]:
    base = settings.base
    files = (base.pack_file, base.words_file, base.profile, base.disclosure.file)
    yield from _read(settings, filter(None, files))


def _read(settings: MeetingSettings, files: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Files -> their names in the meeting's folder, and their bytes."""
    for file in files:
        try:
            yield _name(settings, file), read_file(file, _LARGEST)
        except (OSError, UnfitFile) as error:
            said = getattr(error, "strerror", None) or str(error)
            raise BadInput(Fault(file.name, f"can't be read: {said}", "check the file")) from None


def _name(settings: MeetingSettings, file: Path) -> str:
    home = settings.base.pack_file.parent if settings.base.pack_file else Path()
    name = file.relative_to(home) if file.is_relative_to(home) else Path(file.name)
    return name.as_posix()


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")
