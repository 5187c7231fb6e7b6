"""From what was read to the papers: what a build makes, and what a proof makes again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, assert_never

from packgen.errors import Fault
from packgen.model.assessed import AssessedScorecard
from packgen.model.disclosed import PublicScorecard, RestrictedScorecard
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Observations
from packgen.model.pack import Audience, Format, Rendition
from packgen.model.published import ReleaseKey
from packgen.model.record import DisclosureRecord
from packgen.settings.pack import PackSettings, Part2Scope

if TYPE_CHECKING:
    from packgen.compose import Composer
    from packgen.document.nodes import Document
    from packgen.settings.style import Style


_GRAVITY = {severity: place for place, severity in enumerate(Severity)}


class Say(Protocol):
    """Says a line of progress."""

    def __call__(self, text: str, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it was read, once: its settings, what it says, what was noticed of the file.

    ``style`` is what its papers are painted in; None where none are made. ``record``: what is
    withheld of it, once that is decided; then its observations carry all marks. ``releases``: the
    earlier ones that were known then.
    """

    settings: PackSettings
    observations: Observations
    noticed: tuple[Finding, ...]
    style: Style | None
    record: DisclosureRecord | None = None
    releases: tuple[ReleaseKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A source that was read and judged, and all that was noticed, in order of gravity."""

    settings: PackSettings
    observations: Observations
    assessed: AssessedScorecard
    noticed: tuple[Finding, ...]
    record: DisclosureRecord | None = None

    def public(self) -> PublicScorecard:
        """What may be published."""
        from packgen.disclose import release_public

        card, base = release_public(self.assessed), self.settings.disclosure.round_to
        cells = (o for i in self.observations.indicators for o in i.observations)
        is_rounded = base > 1 and any(o.rounded and o.mark is None for o in cells)
        return replace(card, rounded_to=base) if is_rounded else card

    def restricted(self) -> RestrictedScorecard:
        """What Part 2 holds."""
        from packgen.disclose import release_restricted

        only = self.settings.part2 is Part2Scope.WITHHELD
        return release_restricted(self.assessed, withheld_only=only)

    def whole(self) -> RestrictedScorecard:
        """Every indicator in full."""
        from packgen.disclose import release_restricted

        return release_restricted(self.assessed, withheld_only=False)

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
        return as_faults(open_ones, self.settings.scorecard)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was composed, and the style to paint it in. ``name`` is empty for the
    audience's scorecard."""

    audience: Audience
    name: str
    document: Document
    style: Style


@dataclass(frozen=True, slots=True)
class Publication:
    """All that the public may get to know from a source, before it is painted: the card, its
    papers, what the build said, what it asked to be looked at."""

    card: PublicScorecard
    papers: tuple[Paper, ...]
    told: tuple[str, ...]
    noticed: tuple[Fault, ...]

    @property
    def parts(self) -> dict[str, object]:
        """Each by what messages call it."""
        papers = {
            f"the {p.name or p.audience.value} paper": (p.document, looks_of(p.style))
            for p in self.papers
        }
        told = {"what the build says": self.told, "what it asks to look at": self.noticed}
        return {"the public scorecard": self.card, **papers, **told}


def looks_of(style: Style) -> dict[str, object]:
    """A style's parts, which can be compared; it itself is equal to itself alone."""
    return {field.name: getattr(style, field.name) for field in fields(style)}


def publication(source: Source) -> Publication:
    """A source that was read -> all that a build would let the public know of it."""
    from packgen.settings.style import load_style

    told = list[str]()
    judged = judged_from(source, told.append)
    say_judged(judged, told.append)
    say_separated(judged, told.append)
    style = source.style or load_style(source.settings.style)
    papers = tuple(papers_of(judged, style, Audience.PUBLIC, told.append))
    noticed = judged.to_look_at((Audience.PUBLIC,))
    return Publication(judged.public(), papers, tuple(told), noticed)


def judged_from(source: Source, say: Say) -> Judged:
    """A source that was read -> what it amounts to, and everything that is wrong with it."""
    from packgen.assess import assess
    from packgen.assess.waive import waive

    settings, observations = source.settings, source.observations
    say(
        f"read {settings.scorecard.name}: {counted(observations.indicators)}, "
        f"position {observations.position.label}"
    )
    assessed = assess(observations, settings.rules, settings.policy)
    found = [*observations.findings, *assessed.findings, *_citations(settings, observations)]
    found += source.noticed
    if source.style:
        found += _unprintable(observations, source.style)
    noticed = waive(dict.fromkeys(found), settings.waivers)
    in_order = tuple(sorted(noticed, key=_gravity))
    return Judged(settings, observations, assessed, in_order, source.record)


def with_room_told(judged: Judged, style: Style) -> Judged:
    """The same, with a finding for each table that has no room on its paper's page.

    What the Part 2 paper alone has no room for may rest on withheld figures, and is exempt.
    """
    composer, restricted = _composer(judged.settings, style), judged.restricted()
    pages = composer.template.public_page, composer.template.part2_page
    public = [*composer.too_many_columns(judged.public(), pages[0])]
    others = composer.too_many_columns(restricted, pages[1])
    exempt = [replace(each, exempt=True) for each in others if each not in public]
    return replace(judged, noticed=tuple(sorted((*judged.noticed, *public, *exempt), key=_gravity)))


def papers_of(judged: Judged, style: Style, audience: Audience, say: Say) -> Iterator[Paper]:
    """A judged source -> one audience's papers. The public's see the public card alone."""
    composer, public = _composer(judged.settings, style), judged.public()
    match audience:
        case Audience.PUBLIC:
            fit = composer.fitted(public, composer.template.public_page)
            papers = {"": fit.public(public)}
        case Audience.PART2:
            from packgen.compose.disclosure import record_paper
            from packgen.compose.findings import findings_paper

            restricted = judged.restricted()
            fit = composer.fitted(restricted, composer.template.part2_page)
            document = fit.part2(restricted, sum(1 for _ in public.indicators))
            found = judged.findings((audience,))
            papers = {"": document, "findings": findings_paper(document, found)}
            if judged.record:
                papers["disclosure"] = record_paper(document, judged.record)
            if _holds_nothing(judged.settings, public):
                say("nothing is withheld: no Part 2 paper")
                del papers[""]
        case _:
            assert_never(audience)
    if fit.template.rationale is not composer.template.rationale:
        say(f"{audience.value}: the figures leave no room for rationales; see its annex")
    for name, document in papers.items():
        yield Paper(audience, name, document, fit.style)


def _holds_nothing(settings: PackSettings, public: PublicScorecard) -> bool:
    """Whether a Part 2 paper would say nothing that the public one doesn't."""
    only = settings.part2 is Part2Scope.WITHHELD
    return only and not any(indicator.is_withheld for indicator in public.indicators)


def _composer(settings: PackSettings, style: Style) -> Composer:
    from packgen.compose import Composer
    from packgen.settings.law import load_law
    from packgen.settings.template import load_template

    template = load_template(settings.template).placed(settings.rationale)
    return Composer(settings, template, style, load_law(settings.law), settings.words)


def rendered(paper: Paper, file_format: Format) -> Rendition:
    """A paper -> its file in one format."""
    match file_format:
        case Format.PDF:
            from packgen.render.pdf import write_pdf

            data = write_pdf(paper.document, paper.style)
        case Format.DOCX:
            from packgen.render.docx import write_docx

            data = write_docx(paper.document, paper.style)
        case _:
            assert_never(file_format)
    return Rendition(paper.audience, file_format, data, paper.name)


def say_judged(judged: Judged, say: Say) -> None:
    """Says how many indicators were judged."""
    say(f"judged {counted(judged.observations.indicators)} by their targets")


def say_separated(judged: Judged, say: Say) -> None:
    """Says how many indicators the public doesn't see whole."""
    withheld = counted(i for i in judged.public().indicators if i.is_withheld)
    say(f"separated: figures of {withheld} withheld from the public")


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


def counted(indicators: Iterable[object]) -> str:
    """How many, in words: ``3 indicators``."""
    number = sum(1 for _ in indicators)
    return f"{number} indicator" if number == 1 else f"{number} indicators"


def _gravity(finding: Finding) -> int:
    return _GRAVITY[finding.severity]


def as_faults(findings: Iterable[Finding], workbook: Path) -> tuple[Fault, ...]:
    """Findings -> faults of this workbook, each once."""
    return tuple(dict.fromkeys(finding.fault(workbook.name) for finding in findings))
