"""The pipeline: the one file that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from packgen import __version__
from packgen.errors import BadInput, BuildStopped, Fault
from packgen.model.assessed import AssessedScorecard
from packgen.model.disclosed import PublicScorecard, RestrictedScorecard
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Observations
from packgen.model.pack import Audience, Format, Pack, Rendition
from packgen.model.trend import Accumulation
from packgen.settings.pack import PackSettings, Part2Scope, load_pack
from packgen.settings.template import RationalePlace

if TYPE_CHECKING:
    from packgen.document.nodes import Document
    from packgen.settings.style import Style

Say = Callable[[str], None]
_LIBRARIES = ("fonttools", "jinja2", "markdown-it-py", "pillow", "reportlab")


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build: a source, where to, and which files. None leaves it to pack.toml."""

    source: Path
    out: Path
    formats: tuple[Format, ...] = tuple(Format)
    audiences: tuple[Audience, ...] = tuple(Audience)
    style: str | None = None
    template: str | None = None
    rationale: RationalePlace | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, and what it noticed that did not stop it."""

    paths: tuple[Path, ...]
    findings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A source that was read and judged, and all that was noticed, in order of gravity."""

    settings: PackSettings
    observations: Observations
    assessed: AssessedScorecard
    noticed: tuple[Finding, ...]
    style: Style | None = None

    def public(self) -> PublicScorecard:
        """What may be published."""
        from packgen.disclose import release_public

        return release_public(self.assessed)

    def restricted(self) -> RestrictedScorecard:
        """What Part 2 holds."""
        from packgen.disclose import release_restricted

        only = self.settings.part2 is Part2Scope.WITHHELD
        return release_restricted(self.assessed, withheld_only=only)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What forbids making papers, and nobody has answered for."""
        return tuple(f for f in self.noticed if f.severity is Severity.STOPS and not f.waived)

    def findings(self, audiences: tuple[Audience, ...]) -> tuple[Finding, ...]:
        """What was noticed, as far as these audiences may know it."""
        part2 = Audience.PART2 in audiences
        return tuple(f for f in self.noticed if part2 or not f.exempt)

    def to_look_at(self, audiences: tuple[Audience, ...]) -> tuple[Fault, ...]:
        """What someone should look at and nobody has answered for, as faults of the workbook."""
        found = self.findings(audiences)
        open_ones = [f for f in found if f.severity is Severity.LOOK and not f.waived]
        return _faults(open_ones, self.settings.scorecard)


def judge(
    source: Path,
    say: Say,
    *,
    style: str | None = None,
    template: str | None = None,
    printed: bool = True,
    rationale: RationalePlace | None = None,
) -> Judged:
    """A source -> what it holds and what it amounts to.

    Raises BadInput when it can't be read, BuildStopped when a finding forbids making papers.
    """
    judged = check(
        source, say, style=style, template=template, rationale=rationale, printed=printed
    )
    if judged.stops:
        raise BuildStopped(_faults(judged.stops, judged.settings.scorecard))
    say(f"judged {_counted(judged.observations.indicators)} by their targets")
    return judged


def check(
    source: Path,
    say: Say,
    *,
    style: str | None = None,
    template: str | None = None,
    printed: bool = True,
    previous: Path | None = None,
    rationale: RationalePlace | None = None,
) -> Judged:
    """A source -> what it holds, what it amounts to, and everything that is wrong with it.

    ``printed``: what a style can't print is wrong too. ``previous``: last period's workbook or
    pack, to tell what changed since.

    Raises BadInput when it can't be read at all.
    """
    from packgen.assess import assess
    from packgen.assess.waive import waive
    from packgen.ingest import inventory, read_workbook
    from packgen.settings.profile import load_profile

    settings = load_pack(source, style=style, template=template, rationale=rationale)
    profile = load_profile(settings.profile) if settings.profile else None
    observations = read_workbook(settings.scorecard, sheet=settings.sheet, profile=profile)
    _check_rules(settings, observations)
    if profile:
        place = f'{settings.profile and settings.profile.name}: accumulation."{{}}"'
        remedy = "mend the number, or take the line out"
        _refuse_unknown(observations, profile.accumulation, place, remedy)
        settings = replace(settings, rules=settings.rules.accumulating(profile.accumulation))
    say(
        f"read {settings.scorecard.name}: {_counted(observations.indicators)}, "
        f"position {observations.position.label}"
    )
    assessed = assess(observations, settings.rules, settings.policy)
    found = [*observations.findings, *assessed.findings, *_citations(settings, observations)]
    found += inventory(settings.scorecard, observations.understood.unseen)
    if previous:
        found += _changes(previous, observations)
    style_used = _style(settings) if printed else None
    if style_used:
        found += _unprintable(observations, style_used)
    noticed = waive(dict.fromkeys(found), settings.waivers)
    in_order = tuple(sorted(noticed, key=_gravity))
    return Judged(settings, observations, assessed, in_order, style_used)


def _changes(previous: Path, observations: Observations) -> Iterator[Finding]:
    """What changed since an earlier workbook."""
    from packgen.assess.changes import changes
    from packgen.ingest import read_workbook
    from packgen.settings.profile import load_profile

    earlier = load_pack(previous)
    profile = load_profile(earlier.profile) if earlier.profile else None
    read = read_workbook(earlier.scorecard, sheet=earlier.sheet, profile=profile)
    return changes(read, observations)


def _citations(settings: PackSettings, observations: Observations) -> Iterator[Finding]:
    """Marks that don't cite the law: who makes the Part 2 paper must know."""
    from packgen.disclose import citations
    from packgen.settings.law import load_law

    for finding in citations(observations, load_law(settings.law)):
        yield replace(finding, exempt=True)


def _unprintable(observations: Observations, style: Style) -> Iterator[Finding]:
    """What a paper has no characters or no room for."""
    from packgen.assess.printable import missing_glyphs, overlong

    yield from missing_glyphs(observations, style)
    yield from overlong(observations)


def _style(settings: PackSettings) -> Style:
    from packgen.settings.style import load_style

    return load_style(settings.style)


def _counted(indicators: Iterable[object]) -> str:
    number = sum(1 for _ in indicators)
    return f"{number} indicator" if number == 1 else f"{number} indicators"


def _gravity(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def _check_rules(settings: PackSettings, observations: Observations) -> None:
    """A rule for an indicator that is not there is a slip of the pen."""
    rules = settings.rules.indicators
    named = [*rules, *(part for rule in rules.values() for part in rule.parts)]
    if settings.pack_file:
        place = settings.pack_file.name + ': [indicator."{}"]'
        _refuse_unknown(observations, named, place, "mend the number, or take the rule out")


def _refuse_unknown(
    observations: Observations, numbers: Iterable[str], place: str, remedy: str
) -> None:
    known = {indicator.number for indicator in observations.indicators}
    unknown = [number for number in dict.fromkeys(numbers) if number not in known]
    what = "the scorecard has no indicator with this number"
    if unknown:
        raise BadInput(Fault(place.replace("{}", number), what, remedy) for number in unknown)


def profile_of(source: Path) -> str:
    """A source -> the profile that says how it is understood. Tells nothing of withheld figures."""
    from packgen.render.profile import write_profile

    judged = check(source, lambda _: None, printed=False)
    kinds = {
        each.indicator.number: each.public.accumulation
        for each in judged.assessed.indicators
        if each.indicator.number and each.public.accumulation is not Accumulation.UNKNOWN
    }
    return write_profile(judged.observations, kinds)


def card(source: Path, audience: Audience, say: Say) -> tuple[str, tuple[Fault, ...]]:
    """A source -> the disclosed scorecard as JSON, and what was noticed."""
    from packgen.render.data import write_json

    judged = judge(source, say, printed=False)
    text = write_json(judged.public() if audience is Audience.PUBLIC else judged.restricted())
    return text, judged.to_look_at((audience,))


def build(request: BuildRequest, say: Say) -> Built:
    """A request -> the pack on disk. Nothing is written before every file is made and read back.

    Raises BadInput or BuildStopped, with every fault found.
    """
    from packgen.assemble import manifest, write_pack
    from packgen.assess.printable import lost_words

    judged = judge(
        request.source,
        say,
        style=request.style,
        template=request.template,
        rationale=request.rationale,
    )
    style = judged.style or _style(judged.settings)
    if lost := tuple(lost_words(judged.settings.words, style)):
        raise BuildStopped(lost)
    inputs = {_printable(path.name): _read(path) for path in judged.settings.inputs}
    renditions = tuple(_renditions(judged, style, request, say))
    dated = judged.settings.date or judged.observations.position.last_day
    pack = Pack(
        judged.settings.name,
        renditions,
        manifest(judged.settings.name, inputs, _versions(judged.settings), dated, renditions),
    )
    paths = write_pack(pack, request.out)
    return Built(paths, judged.to_look_at(request.audiences))


def _renditions(
    judged: Judged, style: Style, request: BuildRequest, say: Say
) -> Iterator[Rendition]:
    from packgen.compose import Composer
    from packgen.compose.findings import findings_paper
    from packgen.settings.law import load_law
    from packgen.settings.template import load_template

    settings = judged.settings
    template = load_template(settings.template).placed(settings.rationale)
    composer = Composer(settings, template, style, load_law(settings.law), settings.words)
    public = judged.public()
    withheld = _counted(i for i in public.indicators if i.is_withheld)
    say(f"separated: figures of {withheld} withheld from the public")
    for audience in request.audiences:
        match audience:
            case Audience.PUBLIC:
                fit = composer.fitted(public, composer.template.public_page)
                papers = {"": fit.public(public)}
            case Audience.PART2:
                restricted = judged.restricted()
                fit = composer.fitted(restricted, composer.template.part2_page)
                document = fit.part2(restricted, sum(1 for _ in public.indicators))
                found = judged.findings((audience,))
                papers = {"": document, "findings": findings_paper(document, found)}
                if _holds_nothing(settings, public):
                    say("nothing is withheld: no Part 2 paper")
                    del papers[""]
            case _:
                assert_never(audience)
        if fit.template.rationale is not composer.template.rationale:
            say(f"{audience.value}: the figures leave no room for rationales; see its annex")
        for paper, document in papers.items():
            yield from _written(document, audience, fit.style, request, say, paper)


def _holds_nothing(settings: PackSettings, public: PublicScorecard) -> bool:
    """Whether a Part 2 paper would say nothing that the public one doesn't."""
    only = settings.part2 is Part2Scope.WITHHELD
    return only and not any(indicator.is_withheld for indicator in public.indicators)


def _written(
    document: Document,
    audience: Audience,
    style: Style,
    request: BuildRequest,
    say: Say,
    paper: str,
) -> Iterator[Rendition]:
    """A paper's tree -> its files, each read back."""
    from packgen.verify import verified

    for file_format in request.formats:
        match file_format:
            case Format.PDF:
                from packgen.render.pdf import write_pdf

                data = write_pdf(document, style)
            case Format.DOCX:
                from packgen.render.docx import write_docx

                data = write_docx(document, style)
            case _:
                assert_never(file_format)
        yield verified(Rendition(audience, file_format, data, paper), document)
        say(f"made and read back: {paper or audience.value} {file_format.value}")


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


def _faults(findings: Iterable[Finding], workbook: Path) -> tuple[Fault, ...]:
    return tuple(dict.fromkeys(finding.fault(workbook.name) for finding in findings))


def _printable(name: str) -> str:
    """A file's name without the bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            Fault(path.name, f"can't be read: {error.strerror}", "check the file")
        ) from None


def _versions(settings: PackSettings) -> dict[str, str]:
    return {
        "packgen": __version__,
        "template": settings.template.name,
        "style": settings.style.name,
        **{library: version(library) for library in _LIBRARIES},
    }
