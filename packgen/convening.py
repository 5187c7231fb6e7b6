"""The pipeline of a meeting's pack: from its folder to its papers on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from packgen.compose.dates import day
from packgen.compose.reconciliation import reconciliation
from packgen.compose.running import running
from packgen.convened import (
    AGENDA,
    MeetingPublication,
    joined,
    judged_meeting,
    made_with,
    noticed,
    painted,
    publication_of,
)
from packgen.differing import differences, passages_without_record
from packgen.document.volume import Pagination
from packgen.entries import entries
from packgen.errors import BuildStopped
from packgen.gathered import Gathered
from packgen.gathering import MeetingSource, in_order, read_meeting, unstopped
from packgen.model.indicator import Observations
from packgen.model.pack import Audience, Format, Pack, Rendition
from packgen.model.papers import ListedPaper
from packgen.papers import Paper, Say, papers_of, rendered
from packgen.pipeline import BuildRequest, Built, both, records_of, signed_of
from packgen.rewording import WORDS_AGAIN, exempt_words, reworded
from packgen.settings.agenda import load_meeting
from packgen.settings.clear_days import deadline
from packgen.settings.law import load_law
from packgen.settings.paper import load_paper
from packgen.settings.retention import retention
from packgen.settings.style import load_style
from packgen.settled import Settled, alone, settled
from packgen.sources import Memory
from packgen.supplements import earlier, named, stands
from packgen.typed import given_away
from packgen.volumes import Binder, bound, inserts


def build_meeting(request: BuildRequest, say: Say) -> Built:
    """A request for a meeting's folder -> its pack on disk. Nothing is written before every file
    is made, read back and proved.

    Raises BadInput or BuildStopped, with every fault found.
    """
    source = read_for(request)
    told = list[str]()
    hear = both(say, told.append)
    meeting = unstopped(judged_meeting(source, hear))
    if faults := (*passages_without_record(meeting), *given_away(meeting)):
        raise BuildStopped(faults)
    public = bound(meeting, Audience.PUBLIC, hear)
    listed = entries(meeting, public)
    part2 = bound(meeting, Audience.PART2, say)
    one, other = settled(public, part2 if part2.papers else None, listed, meeting.last_page)
    published = MeetingPublication(
        one,
        alone(public, listed, one),
        tuple(inserts(meeting, one.volume)),
        tuple(told),
        noticed(meeting, (Audience.PUBLIC,)),
    )
    exempt_pages = other.pages if other else Pagination()
    renditions = list[Rendition]()
    if Audience.PUBLIC in request.audiences:
        made = tuple(_public_files(published, request.formats, say))
        _prove(source, published, exempt_pages, made)
        renditions += made
    if Audience.PART2 in request.audiences:
        renditions += _part2_files(meeting, public, other, request.formats, say)
    finished = tuple(_finished(each, meeting, one, other) for each in renditions)
    papers = [*public.listed(one.pages), *(part2.listed(other.pages) if other else ())]
    return _written(source, meeting, finished, papers, request)


def read_for(request: BuildRequest) -> MeetingSource:
    """A request -> the meeting, or one of its supplements, as it was read. Raises BadInput."""
    settings = load_meeting(request.source, style=request.style, template=request.template)
    number = request.supplement
    own = named(settings, number)
    out_already = earlier(settings, request.out, number)
    memory = Memory(request.out, request.store)
    style = load_style(settings.base.style)
    return read_meeting(own, style, memory, number, out_already)


def _public_files(
    published: MeetingPublication, formats: Iterable[Format], say: Say
) -> Iterator[Rendition]:
    for volume, paper in ((published.pack, ""), (published.agenda, AGENDA)):
        yield from _files(Audience.PUBLIC, volume, paper, formats, say)


def _painted(published: MeetingPublication, formats: Iterable[Format]) -> Iterator[Rendition]:
    """The same files, not read back: they are compared, and thrown away."""
    for volume, paper in ((published.pack, ""), (published.agenda, AGENDA)):
        for file_format in formats:
            yield Rendition(Audience.PUBLIC, file_format, painted(volume, file_format), paper)


def _files(
    audience: Audience, volume: Settled, paper: str, formats: Iterable[Format], say: Say
) -> Iterator[Rendition]:
    from packgen.verify.volumes import verified_volume

    for file_format in formats:
        data = verified_volume(painted(volume, file_format), file_format, volume.volume)
        say(f"made and read back: {paper or audience.value} {file_format.value}")
        yield Rendition(audience, file_format, data, paper)


def _part2_files(
    meeting: Gathered,
    binder: Binder,
    volume: Settled | None,
    formats: tuple[Format, ...],
    say: Say,
) -> Iterator[Rendition]:
    """The Part 2 pack, and what goes to officers with it: findings and disclosure records."""
    from packgen.verify import verified

    if volume:
        yield from _files(Audience.PART2, volume, "", formats, say)
    sheet = _reconciliation(meeting, binder, volume)
    for file_format in formats:
        made = verified(rendered(sheet, file_format), sheet.document)
        say(f"made and read back: {sheet.name} {file_format.value}")
        yield made
    for item, judged in in_order(meeting):
        for paper in papers_of(judged, meeting.style, Audience.PART2, lambda _: None):
            for file_format in formats if paper.name else ():
                made = verified(rendered(paper, file_format), paper.document)
                name = f"{item.stem}-{paper.name}"
                yield Rendition(Audience.PART2, file_format, made.data, name)


def _reconciliation(meeting: Gathered, binder: Binder, volume: Settled | None) -> Paper:
    look, settings = load_paper(), meeting.settings
    words, held = settings.base.words, settings.meeting
    sheet = reconciliation(
        held.council,
        words.meeting.subject(body=held.body, day=day(held.date, words)),
        held.despatched or held.date,
        look.part2_page,
        running(held.council, (held.body,), binder.description, words),
        [*differences(meeting, binder.reports, volume.known if volume else Pagination())],
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
    data = joined(rendition.data, inserts(meeting, volume.volume), volume)
    return Rendition(rendition.audience, rendition.format, data, rendition.paper)


def _prove(
    source: MeetingSource,
    published: MeetingPublication,
    part2: Pagination,
    made: tuple[Rendition, ...],
) -> None:
    """Stops a build when anything the public gets depends on a withheld figure or on exempt words:
    each scorecard's figures are replaced in turn, and then all exempt words; each time the whole
    pack is made again."""
    from packgen.verify.fillings import FILES_AGAIN, TREES_AGAIN
    from packgen.verify.interference import differing, interferences, is_hiding

    formats = tuple(dict.fromkeys(each.format for each in made))

    def trees(other: MeetingSource) -> Mapping[str, object]:
        return publication_of(other, part2).parts

    def files(other: MeetingSource) -> Mapping[str, object]:
        again = publication_of(other, part2)
        return {**again.parts, **_by_name(_painted(again, formats))}

    known = {**published.parts, **_by_name(made)}
    for number, read in source.sources.items():
        if not is_hiding(read.observations):
            continue
        with_figures = partial(source.with_figures, number)
        for public, rebuild, fillings in (
            (published.parts, trees, TREES_AGAIN),
            (known, files, FILES_AGAIN),
        ):
            again = _after(with_figures, rebuild)
            if faults := [*interferences(read.observations, public, again, fillings)]:
                raise BuildStopped(faults)
    for other in WORDS_AGAIN if exempt_words(source) else ():
        again_said = files(reworded(source, other))
        if faults := [*differing(known, again_said, other.name, "exempt words")]:
            raise BuildStopped(faults)


def _after(
    with_figures: Callable[[Observations], MeetingSource],
    rebuild: Callable[[MeetingSource], Mapping[str, object]],
) -> Callable[[Observations], Mapping[str, object]]:
    return lambda figures: rebuild(with_figures(figures))


def _by_name(files: Iterable[Rendition]) -> dict[str, object]:
    return {f"{each.paper or each.audience.value}.{each.format.value}": each.data for each in files}


def _written(
    source: MeetingSource,
    meeting: Gathered,
    renditions: tuple[Rendition, ...],
    papers: Sequence[ListedPaper],
    request: BuildRequest,
) -> Built:
    from packgen.assemble import former_files, manifest, stale_copies, write_pack
    from packgen.assemble.earlier import listed

    settings = source.settings
    if not source.supplement:
        stands(settings, request.out, {paper.anchor: paper for paper in papers})
    base = settings.base
    whole = set(request.audiences) == set(Audience)
    records = tuple(
        record
        for item, judged in in_order(meeting)
        for record in records_of(judged, f"{item.stem}-disclosure")
        if whole
    )
    dated = settings.meeting.despatched or settings.meeting.date
    releases = [key for read in source.sources.values() for key in read.releases]
    more = {"papers": listed(papers), "meeting": _told_of(source)}
    cards = tuple(judged for _, judged in in_order(meeting))
    signed = signed_of(base, cards, noticed(meeting, tuple(Audience)))
    text = manifest(
        base.name,
        source.inputs,
        made_with(settings),
        dated,
        renditions,
        records,
        releases,
        more,
        signed,
    )
    pack = Pack(base.name, renditions, text, records)
    paths = write_pack(pack, request.out)
    folder = request.out / pack.name
    left = (*former_files(folder, paths).faults, *stale_copies(folder))
    return Built(paths, (*noticed(meeting, request.audiences), *left))


def _told_of(source: MeetingSource) -> dict[str, object]:
    """What the manifest says of a meeting: which of its packs it is, when it is, when its papers
    must be out and until when they are kept."""
    meeting, law = source.settings.meeting, load_law(source.settings.base.law)
    kept = retention(meeting.date, law)
    return {
        "supplement": source.supplement,
        "body": meeting.body,
        "date": meeting.date.isoformat(),
        "despatch_deadline": deadline(meeting.date, law, meeting.closed_days).isoformat(),
        "despatched": meeting.despatched.isoformat() if meeting.despatched else None,
        "public_papers_until": kept.public.isoformat(),
        "background_papers_until": kept.background.isoformat(),
    }
