"""The pipeline of a meeting's pack: from its folder to its papers on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from packgen.compose.dates import day
from packgen.compose.reconciliation import reconciliation
from packgen.compose.running import running
from packgen.differing import differences, unrecorded
from packgen.document.volume import Pagination
from packgen.errors import BuildStopped, Fault
from packgen.gathering import MeetingSource, gathered, in_order, read_meeting, unstopped
from packgen.model.indicator import Observations
from packgen.model.pack import Audience, Format, Pack, Rendition
from packgen.model.papers import ListedPaper
from packgen.papers import (
    Paper,
    Say,
    as_faults,
    looks_of,
    papers_of,
    rendered,
    say_judged,
    say_separated,
)
from packgen.pipeline import BuildRequest, Built, both, records_of, signed_of, versions
from packgen.settings.agenda import load_meeting
from packgen.settings.clear_days import deadline, notice_findings
from packgen.settings.law import load_law
from packgen.settings.meeting import MeetingSettings
from packgen.settings.pack import PACK_FILE
from packgen.settings.paper import load_paper
from packgen.settings.retention import retention
from packgen.settings.style import load_style
from packgen.settled import Settled, alone, public_settled, settled
from packgen.sources import Memory
from packgen.supplements import earlier, named, stands
from packgen.volumes import Gathered, bound, entries, inserts

AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class MeetingPublication:
    """All that the public may get to know of a meeting before it is painted: the whole pack, the
    agenda alone, and what the build said and asked to be looked at."""

    pack: Settled
    agenda: Settled
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


def build_meeting(request: BuildRequest, say: Say) -> Built:
    """A request for a meeting's folder -> its pack on disk. Nothing is written before every file
    is made, read back and proved.

    Raises BadInput or BuildStopped, with every fault found.
    """
    source = read_for(request)
    told = list[str]()
    hear = both(say, told.append)
    meeting = unstopped(_judged(source, hear))
    public = bound(meeting, Audience.PUBLIC, hear)
    listed = entries(meeting, public)
    part2 = bound(meeting, Audience.PART2, say)
    one, other = settled(public, part2 if part2.papers else None, listed, meeting.last_page)
    noticed = _noticed(meeting, (Audience.PUBLIC,))
    published = MeetingPublication(one, alone(public, listed, one), tuple(told), noticed)
    exempt_pages = other.pages if other else Pagination()
    renditions = list[Rendition]()
    if Audience.PUBLIC in request.audiences:
        made = tuple(_public_files(published, request.formats, say))
        _prove(source, published, exempt_pages, made)
        renditions += made
    if Audience.PART2 in request.audiences:
        renditions += _part2_files(meeting, other, request.formats, say)
    finished = tuple(_finished(each, meeting, one, other) for each in renditions)
    papers = [*public.listed(one.pages), *(part2.listed(other.pages) if other else ())]
    return _written(source, meeting, finished, papers, request)


def read_for(request: BuildRequest) -> MeetingSource:
    """A request -> the meeting, or one of its supplements, as it was read. Raises BadInput."""
    settings = load_meeting(request.source, style=request.style, template=request.template)
    number = request.supplement
    out_already = earlier(settings, request.out, number)
    memory = Memory(request.out, request.store)
    style = load_style(settings.base.style)
    return read_meeting(named(settings, number), style, memory, number, out_already)


def publication_of(
    source: MeetingSource, part2: Pagination, say: Say = lambda _: None
) -> MeetingPublication:
    """What was read of a meeting, where Part 2's papers stand -> all that the public would get."""
    told = list[str]()
    hear = both(say, told.append)
    meeting = _judged(source, hear)
    public = bound(meeting, Audience.PUBLIC, hear)
    listed = entries(meeting, public)
    one = public_settled(public, listed, meeting.last_page, part2)
    noticed = _noticed(meeting, (Audience.PUBLIC,))
    return MeetingPublication(one, alone(public, listed, one), tuple(told), noticed)


def _judged(source: MeetingSource, hear: Say) -> Gathered:
    meeting = gathered(source, hear)
    for _, judged in in_order(meeting):
        say_judged(judged, hear)
        say_separated(judged, hear)
    return meeting


def _noticed(meeting: Gathered, audiences: tuple[Audience, ...]) -> tuple[Fault, ...]:
    """What someone should look at: of scorecards, and of others' files."""
    found = [f for _, judged in in_order(meeting) for f in judged.to_look_at(audiences)]
    for item in meeting.items:
        if Audience.PART2 in audiences or item.is_open:
            found += [f for a in meeting.attachments.get(item.number, ()) for f in a.findings]
    for item in meeting.items:
        if item.number in meeting.reports and (Audience.PART2 in audiences or item.is_open):
            found += meeting.reports[item.number].findings
    found += as_faults(notice_findings(meeting.settings), Path(PACK_FILE))
    if Audience.PART2 in audiences:
        found += unrecorded(meeting)
    return tuple(dict.fromkeys(found))


def painted(volume: Settled, file_format: Format) -> bytes:
    """A volume whose numbers stand still -> its file, without others' pages."""
    match file_format:
        case Format.PDF:
            from packgen.render.pdf.volume import write_volume

            return write_volume(volume.volume, volume.styles)
        case Format.DOCX:
            from packgen.render.docx.volume import write_volume as write_word

            return write_word(volume.volume, volume.styles, volume.pages)
        case _:
            assert_never(file_format)


def _public_files(
    published: MeetingPublication, formats: Iterable[Format], say: Say
) -> Iterator[Rendition]:
    for volume, paper in ((published.pack, ""), (published.agenda, AGENDA)):
        yield from _files(Audience.PUBLIC, volume, paper, formats, say)


def _files(
    audience: Audience, volume: Settled, paper: str, formats: Iterable[Format], say: Say
) -> Iterator[Rendition]:
    from packgen.verify.volumes import verified_volume

    for file_format in formats:
        data = verified_volume(painted(volume, file_format), file_format, volume.volume)
        say(f"made and read back: {paper or audience.value} {file_format.value}")
        yield Rendition(audience, file_format, data, paper)


def _part2_files(
    meeting: Gathered, volume: Settled | None, formats: tuple[Format, ...], say: Say
) -> Iterator[Rendition]:
    """The Part 2 pack, and what goes to officers with it: findings and disclosure records."""
    from packgen.verify import verified

    if volume:
        yield from _files(Audience.PART2, volume, "", formats, say)
    sheet = _reconciliation(meeting, volume)
    for file_format in formats:
        made = verified(rendered(sheet, file_format), sheet.document)
        say(f"made and read back: {sheet.name} {file_format.value}")
        yield made
    for item, judged in in_order(meeting):
        for paper in papers_of(judged, meeting.style, Audience.PART2, lambda _: None):
            for file_format in formats if paper.name else ():
                made = verified(rendered(paper, file_format), paper.document)
                name = f"item-{item.number}-{paper.name}"
                yield Rendition(Audience.PART2, file_format, made.data, name)


def _reconciliation(meeting: Gathered, volume: Settled | None) -> Paper:
    look, settings = load_paper(), meeting.settings
    words, held = settings.base.words, settings.meeting
    sheet = reconciliation(
        held.council,
        words.meeting.subject(body=held.body, day=day(held.date, words)),
        held.despatched or held.date,
        look.part2_page,
        running(held.council, (held.body,), words.document.not_for_publication, words),
        [*differences(meeting, volume.known if volume else Pagination())],
    )
    return Paper(Audience.PART2, "reconciliation", sheet, look.on(meeting.style))


def _finished(
    rendition: Rendition, meeting: Gathered, one: Settled, other: Settled | None
) -> Rendition:
    """A PDF pack with its attachments' pages joined in; any other file as it is."""
    if rendition.paper or rendition.format is not Format.PDF:
        return rendition
    volume = one if rendition.audience is Audience.PUBLIC else other
    if volume is None:
        raise AssertionError("a file of no volume")
    data = _joined(rendition.data, meeting, volume)
    return Rendition(rendition.audience, rendition.format, data, rendition.paper)


def _joined(data: bytes, meeting: Gathered, settled: Settled) -> bytes:
    from packgen.assemble.merge import Insert, merged

    found = [
        Insert(settled.pages.spans[place.anchor].before + 1, attachment, place.part)
        for place, attachment in inserts(meeting, settled.volume)
    ]
    return merged(data, found) if found else data


def _prove(
    source: MeetingSource,
    published: MeetingPublication,
    part2: Pagination,
    made: tuple[Rendition, ...],
) -> None:
    """Stops a build when anything the public gets depends on a withheld figure: each scorecard's
    are replaced in turn, and the whole pack is made again."""
    from packgen.verify.fillings import FILES_AGAIN, TREES_AGAIN
    from packgen.verify.interference import interferences, is_hiding

    for number, read in source.sources.items():
        if not is_hiding(read.observations):
            continue

        def trees(figures: Observations, number: str = number) -> Mapping[str, object]:
            return publication_of(source.with_figures(number, figures), part2).parts

        def files(figures: Observations, number: str = number) -> Mapping[str, object]:
            again = publication_of(source.with_figures(number, figures), part2)
            formats = tuple(dict.fromkeys(each.format for each in made))
            return {**again.parts, **_by_name(_public_files(again, formats, lambda _: None))}

        known = {**published.parts, **_by_name(made)}
        for public, rebuild, fillings in (
            (published.parts, trees, TREES_AGAIN),
            (known, files, FILES_AGAIN),
        ):
            faults = [*interferences(read.observations, public, rebuild, fillings)]
            if faults:
                raise BuildStopped(faults)


def _by_name(files: Iterable[Rendition]) -> dict[str, object]:
    return {f"{each.paper or each.audience.value}.{each.format.value}": each.data for each in files}


def _written(
    source: MeetingSource,
    meeting: Gathered,
    renditions: tuple[Rendition, ...],
    papers: Sequence[ListedPaper],
    request: BuildRequest,
) -> Built:
    from packgen.assemble import former_files, manifest, write_pack
    from packgen.assemble.earlier import listed

    settings = source.settings
    if not source.supplement:
        stands(settings, request.out, {paper.anchor: paper for paper in papers})
    base = settings.base
    whole = set(request.audiences) == set(Audience)
    records = tuple(
        record
        for item, judged in in_order(meeting)
        for record in records_of(judged, f"item-{item.number}-disclosure")
        if whole
    )
    dated = settings.meeting.despatched or settings.meeting.date
    releases = [key for read in source.sources.values() for key in read.releases]
    more = {"papers": listed(papers), "meeting": _told_of(settings)}
    cards = tuple(judged for _, judged in in_order(meeting))
    signed = signed_of(base, cards, _noticed(meeting, tuple(Audience)))
    text = manifest(
        base.name, source.inputs, versions(base), dated, renditions, records, releases, more, signed
    )
    pack = Pack(base.name, renditions, text, records)
    paths = write_pack(pack, request.out)
    left = former_files(request.out / pack.name, paths).faults
    return Built(paths, (*_noticed(meeting, request.audiences), *left))


def _told_of(settings: MeetingSettings) -> dict[str, object]:
    """What the manifest says of a meeting: when it is, when its papers must be out and until when
    they are kept."""
    meeting, law = settings.meeting, load_law(settings.base.law)
    kept = retention(meeting.date, law)
    return {
        "body": meeting.body,
        "date": meeting.date.isoformat(),
        "despatch_deadline": deadline(meeting.date, law, meeting.closed_days).isoformat(),
        "despatched": meeting.despatched.isoformat() if meeting.despatched else None,
        "public_papers_until": kept.public.isoformat(),
        "background_papers_until": kept.background.isoformat(),
    }
