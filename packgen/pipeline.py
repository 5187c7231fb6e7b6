"""The pipeline: the one file that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from packgen import __version__
from packgen.errors import BadInput, BuildStopped, Fault
from packgen.model.indicator import Observations
from packgen.model.pack import Audience, Format, Pack, Record, Rendition
from packgen.model.record import DisclosureRecord
from packgen.model.trend import Accumulation
from packgen.papers import (
    Judged,
    Paper,
    Publication,
    Say,
    Source,
    as_faults,
    judged_from,
    papers_of,
    publication,
    rendered,
    say_judged,
    say_separated,
    with_room_told,
)
from packgen.settings.pack import PackSettings
from packgen.settings.style import load_style
from packgen.settings.template import RationalePlace
from packgen.sources import Memory, read_source

_LIBRARIES = ("fonttools", "jinja2", "markdown-it-py", "pillow", "reportlab")


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build: a source, where to, and which files. None leaves it to pack.toml.

    ``store``: where earlier releases are remembered. ``supplement``: that of a meeting's pack; 0
    is the pack itself.
    """

    source: Path
    out: Path
    formats: tuple[Format, ...] = tuple(Format)
    audiences: tuple[Audience, ...] = tuple(Audience)
    style: str | None = None
    template: str | None = None
    rationale: RationalePlace | None = None
    store: str | None = None
    supplement: int = 0


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, and what it noticed that did not stop it."""

    paths: tuple[Path, ...]
    findings: tuple[Fault, ...]


def judge(
    source: Path,
    say: Say,
    *,
    printed: bool = True,
    memory: Memory | None = None,
    item: str | None = None,
) -> Judged:
    """A source (``item``: of a meeting) -> what it holds and what it amounts to.

    Raises BadInput when it can't be read, BuildStopped when a finding forbids making papers.
    """
    read = read_source(source, printed=printed, memory=memory, item=item)
    return _unstopped(judged_from(read, say), say)


def _unstopped(judged: Judged, say: Say) -> Judged:
    """The same, when papers may be made of it. Raises BuildStopped."""
    if judged.stops:
        raise BuildStopped(as_faults(judged.stops, judged.settings.scorecard))
    say_judged(judged, say)
    return judged


def check(
    source: Path,
    say: Say,
    *,
    printed: bool = True,
    previous: Path | None = None,
    memory: Memory | None = None,
    item: str | None = None,
) -> Judged:
    """A source (``item``: of a meeting) -> what it holds, what it amounts to, and everything that
    is wrong with it.

    ``printed``: what a style can't print is wrong too. ``previous``: last period's workbook or
    pack, to tell what changed since.

    Raises BadInput when it can't be read at all.
    """
    read = read_source(source, printed=printed, previous=previous, memory=memory, item=item)
    judged = judged_from(read, say)
    return with_room_told(judged, read.style) if read.style else judged


def profile_of(source: Path, item: str | None = None) -> str:
    """A source -> the profile that says how it is understood. Tells nothing of withheld figures."""
    from packgen.render.profile import write_profile

    judged = check(source, lambda _: None, printed=False, item=item)
    kinds = {
        each.indicator.number: each.public.accumulation
        for each in judged.assessed.indicators
        if each.indicator.number and each.public.accumulation is not Accumulation.UNKNOWN
    }
    return write_profile(judged.observations, kinds)


def record_of(
    source: Path, memory: Memory, indicator: str | None = None, item: str | None = None
) -> tuple[str, DisclosureRecord]:
    """A source -> its workbook's name, and the record of what is withheld of it, with the other
    ways to protect that. Raises BadInput, also where there is no such ``indicator``."""
    every = indicator is None
    read = read_source(source, printed=False, memory=memory, alternatives=every, item=item)
    known = [each.number or each.title for each in read.observations.indicators]
    if indicator is not None and indicator not in known:
        raise BadInput(
            Fault(
                read.settings.scorecard.name,
                f"has no indicator {indicator!r}",
                f"name one of {', '.join(known[:40])}{' …' if len(known) > 40 else ''}",
            )
        )
    if read.record is None:
        raise AssertionError("a source that was read has a record")
    return read.settings.scorecard.name, read.record


def card(
    source: Path,
    audience: Audience,
    say: Say,
    memory: Memory | None = None,
    item: str | None = None,
) -> tuple[str, tuple[Fault, ...]]:
    """A source -> the disclosed scorecard as JSON, and what was noticed."""
    from packgen.render.data import write_json

    judged = judge(source, say, printed=False, memory=memory, item=item)
    text = write_json(judged.public() if audience is Audience.PUBLIC else judged.restricted())
    return text, judged.to_look_at((audience,))


def build(request: BuildRequest, say: Say) -> Built:
    """A request -> the pack on disk. Nothing is written before every file is made and read back.

    Raises BadInput or BuildStopped, with every fault found.
    """
    from packgen.assemble import former_files, manifest, stale_copies, write_pack
    from packgen.assess.printable import lost_words

    read = read_source(
        request.source,
        style=request.style,
        template=request.template,
        rationale=request.rationale,
        memory=Memory(request.out, request.store),
    )
    settings, told = read.settings, list[str]()
    hear = both(say, told.append)
    judged = _unstopped(judged_from(read, hear), hear)
    style = read.style or load_style(settings.style)
    if lost := tuple(lost_words(settings.words, style)):
        raise BuildStopped(lost)
    inputs = {file_name(path): file_bytes(path) for path in settings.inputs}
    say_separated(judged, hear)
    renditions = list[Rendition]()
    for audience in request.audiences:
        public = audience is Audience.PUBLIC
        papers = tuple(papers_of(judged, style, audience, hear if public else say))
        made = tuple(_written(papers, request.formats, say))
        if public:
            noticed = judged.to_look_at((audience,))
            _prove(read, Publication(judged.public(), papers, tuple(told), noticed), made)
        renditions += made
    dated = settings.date or judged.observations.position.last_day
    records = records_of(judged) if set(request.audiences) == set(Audience) else ()
    listed = manifest(
        settings.name,
        inputs,
        versions(settings),
        dated,
        renditions,
        records,
        read.releases,
        sign_off=signed_of(settings, (judged,), judged.to_look_at(tuple(Audience))),
    )
    pack = Pack(settings.name, tuple(renditions), listed, records)
    paths = write_pack(pack, request.out)
    folder = request.out / pack.name
    left = (*former_files(folder, paths).faults, *stale_copies(folder))
    return Built(paths, (*judged.to_look_at(request.audiences), *left))


def records_of(judged: Judged, name: str = "disclosure") -> tuple[Record, ...]:
    """What is withheld and why, and what is disclosed, for the memory of releases."""
    from packgen.disclose.published import published_cells
    from packgen.render.published import write_disclosure
    from packgen.render.record import record_content
    from packgen.settings.identity import identity_of

    settings, public = judged.settings, judged.public()
    title = settings.title or public.title
    data = write_disclosure(
        identity_of(settings, title),
        title,
        public.position,
        published_cells(judged.assessed, public),
        settings.store or "",
        record_content(judged.record) if judged.record else {},
    )
    return (Record(name, data),)


def signed_of(
    settings: PackSettings, cards: Iterable[Judged], open_ones: Iterable[Fault]
) -> dict[str, object]:
    """A pack's settings, its scorecards, what was left open -> what its manifest says for those
    who sign it off."""
    from packgen.assemble.sign_off import Noticed, sign_off

    stops, waived = list[Fault](), list[Fault]()
    for judged in cards:
        file = judged.settings.scorecard.name
        stops += as_faults(judged.stops, judged.settings.scorecard)
        answered = (finding for finding in judged.noticed if finding.waived)
        waived += (replace(f.fault(file), remedy=f.waived) for f in answered)
    rules = settings.approval
    noticed = Noticed(tuple(stops), tuple(open_ones), tuple(waived))
    return sign_off(
        noticed,
        rules.roles,
        four_eyes=rules.four_eyes,
        store=settings.store,
        law=settings.law,
    )


def _prove(read: Source, public: Publication, made: tuple[Rendition, ...]) -> None:
    """Stops a build when anything the public gets depends on a withheld figure.

    It is made again with other figures in their place: its trees several times, its files once.
    """
    from packgen.verify.fillings import FILES_AGAIN, TREES_AGAIN
    from packgen.verify.interference import interferences, is_hiding

    if not is_hiding(read.observations):
        return

    def trees(observations: Observations) -> dict[str, object]:
        return publication(replace(read, observations=observations)).parts

    def files(observations: Observations) -> dict[str, object]:
        again = publication(replace(read, observations=observations))
        formats = dict.fromkeys(rendition.format for rendition in made)
        files = (rendered(p, f) for p in again.papers for f in formats)
        return {**again.parts, **by_path(read.settings.name, files)}

    known = {**public.parts, **by_path(read.settings.name, made)}
    proofs = ((public.parts, trees, TREES_AGAIN), (known, files, FILES_AGAIN))
    for published, rebuild, fillings in proofs:
        if faults := [*interferences(read.observations, published, rebuild, fillings)]:
            raise BuildStopped(faults)


def by_path(pack: str, renditions: Iterable[Rendition]) -> dict[str, bytes]:
    """A pack's name and its files -> their bytes, by their paths in its folder."""
    from packgen.assemble import file_path

    return {str(file_path(pack, r.audience, r.format, r.paper)): r.data for r in renditions}


def both(*hearers: Say) -> Say:
    """Hearers -> one that says to each."""

    def say(text: str) -> None:
        for hear in hearers:
            hear(text)

    return say


def _written(papers: Iterable[Paper], formats: tuple[Format, ...], say: Say) -> Iterator[Rendition]:
    """Papers -> their files, each read back."""
    from packgen.verify import verified

    for paper in papers:
        for file_format in formats:
            yield verified(rendered(paper, file_format), paper.document)
            title = paper.name or paper.audience.value
            say(f"made and read back: {title} {file_format.value}")


def write_styles(names: tuple[str, ...], say: Say) -> tuple[Path, ...]:
    """Styles' names or paths (none: the shipped ones) -> each one's reference.docx, written beside
    its tokens. Names are looked for in ``styles/`` here before the shipped ones."""
    from packgen.render.docx.reference import make_reference
    from packgen.settings import resources
    from packgen.settings.style import load_style

    paths = []
    for name in names or resources.names("styles"):
        style = load_style(resources.find("styles", name, own=Path("styles")))
        path = style.folder / "reference.docx"
        temporary = path.with_suffix(".part")
        try:
            temporary.write_bytes(make_reference(style))
            temporary.replace(path)
        except OSError as error:
            raise BadInput(
                Fault(str(path), f"can't be written: {error.strerror}", "check the folder's rights")
            ) from None
        say(f"made {style.name}/reference.docx")
        paths.append(path)
    return tuple(paths)


def file_name(path: Path) -> str:
    """A file's name without the bytes that are no text."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def file_bytes(path: Path) -> bytes:
    """An input's bytes. Raises BadInput."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            Fault(path.name, f"can't be read: {error.strerror}", "check the file")
        ) from None


def versions(settings: PackSettings) -> dict[str, str]:
    """What a pack is made with: the names of its settings, the versions of what makes it."""
    from importlib.metadata import version

    placed = {"rationale": settings.rationale.value} if settings.rationale else {}
    return {
        "packgen": __version__,
        "template": settings.template.name,
        "style": settings.style.name,
        **placed,
        **{library: version(library) for library in _LIBRARIES},
    }
