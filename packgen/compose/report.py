"""A report and its disclosed scorecards -> blocks: the public report, and what Part 2 holds of it.

The public report is made from the report's public text and from public scorecards. Its exempt
passages are cut out of the text before anything is rendered; in Part 2 each is rendered by itself,
with the scorecards in full. A passage counts as one numbered paragraph in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from packgen.compose import figures
from packgen.compose.report_facts import background, facts, implications, standing
from packgen.compose.report_kit import Cards, ReportKit
from packgen.compose.report_names import ReportItem, public_names, restricted_names
from packgen.compose.report_numbers import Numbers
from packgen.compose.report_reader import PassagePlace, ReportReader
from packgen.compose.report_source import Passage, ReportSource
from packgen.compose.report_text import render_open, render_text
from packgen.document.nodes import Block, Heading, PageOf, Panel, Paragraph, Text
from packgen.document.roles import PanelKind, Role
from packgen.document.walk import plain
from packgen.errors import BadInput, Fault
from packgen.model.disclosed import PublicScorecard, RestrictedScorecard


class Part2Scope(Enum):
    """What Part 2 holds of a report: its exempt passages; the public report with its passages in
    their places; or a report that is exempt itself, all of which may name what is withheld."""

    PASSAGES = "passages"
    FULL = "full"
    EXEMPT_ITEM = "exempt item"


@dataclass(frozen=True, slots=True)
class ExemptPassage:
    """A passage that the public report leaves out, for the clerk's reconciliation sheet.

    ``anchor`` is its heading's in Part 2, ``label`` the number it has as a paragraph, ``section``
    the heading that it stands under, ``line`` its first in the report's file.
    """

    number: int
    anchor: str
    label: str
    paragraphs: tuple[int, ...]
    reason: str
    section: str
    line: int


@dataclass(frozen=True, slots=True)
class Report:
    """A public report: its title, its blocks, its public background papers, and which passages
    are in Part 2."""

    title: str
    public: tuple[Block, ...]
    background: tuple[str, ...]
    exempt_passages: tuple[ExemptPassage, ...]


def report(
    source: ReportSource, public: Mapping[str, PublicScorecard], at: ReportItem, kit: ReportKit
) -> Report:
    """A report, public scorecards by their names, and where it stands -> the public report.

    Raises BadInput, at the report's line, for what can't be printed, and for a withheld figure.
    """
    _check_paragraphs(source, kit)
    names = public_names(public, at, kit.words)
    drafted = _Draft(source, public, names, at, kit, at.prefix).made()
    passages = tuple(_told(source, place, at) for place in drafted.places)
    blocks = drafted.filled(lambda place: _instead(source, place, at, kit))
    return Report(_title(source, at), blocks, drafted.background, passages)


def report_exempt(
    source: ReportSource,
    public: Mapping[str, PublicScorecard],
    restricted: Mapping[str, RestrictedScorecard],
    at: ReportItem,
    kit: ReportKit,
    scope: Part2Scope = Part2Scope.PASSAGES,
) -> tuple[Block, ...]:
    """A report, its scorecards (restricted ones hold every indicator), and where it stands ->
    what Part 2 holds of it; nothing where that is nothing. Raises BadInput as ``report`` does.
    """
    _check_paragraphs(source, kit)
    prefix, full = _part2(at), restricted_names(restricted, at, kit.words)
    whole = scope is not Part2Scope.PASSAGES
    if scope is Part2Scope.EXEMPT_ITEM:
        draft = _Draft(source, restricted, full, at, kit, prefix, exempt=full)
    else:
        names = public_names(public, at, kit.words)
        draft = _Draft(source, public, names, at, kit, prefix, exempt=full if whole else None)
    drafted = draft.made()
    panels = {
        place.number: _panel(source, place, restricted, full, at, kit) for place in drafted.places
    }
    if whole:
        return drafted.filled(lambda place: panels[place.number])
    return tuple(_alone(source, drafted.places, panels, at, kit)) if panels else ()


# --- the report -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drafted:
    """Blocks, among which places stand for passages; and the background papers that it names."""

    entries: tuple[Block | PassagePlace, ...]
    background: tuple[str, ...]

    @property
    def places(self) -> tuple[PassagePlace, ...]:
        """Where passages stand, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, PassagePlace))

    def filled(self, fill: Callable[[PassagePlace], Block]) -> tuple[Block, ...]:
        """The blocks, with one for each passage."""
        return tuple(fill(e) if isinstance(e, PassagePlace) else e for e in self.entries)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a whole report is drafted from. ``exempt`` are the names that exempt background papers
    are rendered with; None leaves those papers out."""

    source: ReportSource
    cards: Cards
    names: Mapping[str, object]
    at: ReportItem
    kit: ReportKit
    prefix: str
    exempt: Mapping[str, object] | None = None

    def made(self) -> _Drafted:
        """The report from its title to its notes."""
        numbers = Numbers(self.prefix)
        reader = ReportReader(self.kit, self.cards, self.source.folder, numbers)
        front, file = self.source.front, self.source.file
        title = list(_head(self.source, self.at, self.kit, self.prefix))
        table = facts(front, self.at.meeting, self.kit, numbers)
        before = [table, *standing(front, file, self.names, reader)]
        body = reader.read(render_open(self.source.open, self.names))
        after = [*implications(front, file, self.names, reader)]
        papers, named = background(front, file, self.names, self.exempt, reader)
        drafted = _Drafted((*title, *before, *body, *after, *papers, *reader.notes()), named)
        self._check(drafted)
        return drafted

    def _check(self, drafted: _Drafted) -> None:
        """Every passage has its place, once and in order. Raises BadInput."""
        found = [place.number for place in drafted.places]
        for passage in self.source.passages:
            if found[passage.number - 1 : passage.number] != [passage.number]:
                where = f"{self.source.file}:{passage.line}"
                raise BadInput(Fault(where, ":::exempt has no place here", "move it elsewhere"))


def _head(source: ReportSource, at: ReportItem, kit: ReportKit, prefix: str) -> Iterator[Block]:
    if at.item.number:
        words = kit.words.report.item(number=at.item.number)
        yield Paragraph(Role.KICKER, (Text(words),))
    yield Heading(1, (Text(_title(source, at)),), f"{prefix}--title")


def _title(source: ReportSource, at: ReportItem) -> str:
    return source.front.title or at.item.title


# --- passages -------------------------------------------------------------------------------


def _part2(at: ReportItem) -> str:
    return f"{at.prefix}--part2"


def _anchor(at: ReportItem, number: int) -> str:
    return f"{_part2(at)}--exempt-{number}"


def _check_paragraphs(source: ReportSource, kit: ReportKit) -> None:
    faults = [
        Fault(
            f"{source.file}:{passage.line}",
            f"paragraph {number} is not one of {kit.law.citation}",
            f"use {', '.join(map(str, sorted(kit.law.paragraphs)))}",
        )
        for passage in source.passages
        for number in passage.paragraphs
        if number not in kit.law.paragraphs
    ]
    if faults:
        raise BadInput(faults)


def _of(source: ReportSource, place: PassagePlace) -> Passage:
    return source.passages[place.number - 1]


def _told(source: ReportSource, place: PassagePlace, at: ReportItem) -> ExemptPassage:
    passage = _of(source, place)
    section = plain(place.section.content) if place.section else ""
    return ExemptPassage(
        number=passage.number,
        anchor=_anchor(at, passage.number),
        label=place.label,
        paragraphs=passage.paragraphs,
        reason=passage.reason,
        section=section,
        line=passage.line,
    )


def _instead(source: ReportSource, place: PassagePlace, at: ReportItem, kit: ReportKit) -> Block:
    """What the public reads in a passage's place."""
    cited = figures.paragraphs(_of(source, place).paragraphs, kit.words)
    said = kit.words.report.exempt(paragraphs=cited, item=at.part2_number, page="\n")
    before, _, after = said.partition("\n")
    page = PageOf(_anchor(at, place.number))
    return Paragraph(Role.BODY, (Text(before), page, Text(after)), label=place.label)


def _panel(
    source: ReportSource,
    place: PassagePlace,
    cards: Mapping[str, RestrictedScorecard],
    names: Mapping[str, object],
    at: ReportItem,
    kit: ReportKit,
) -> Panel:
    """A passage in its panel: under which paragraphs it is exempt, why, and what it says."""
    passage, said = _of(source, place), kit.words.report
    name = f"E{passage.number}"
    anchor = _anchor(at, passage.number)
    numbers = Numbers(anchor, within=place.label or name, name=name)
    reader = ReportReader(kit, cards, source.folder, numbers, in_passage=True)
    rendered = render_text(passage.text, source.file, passage.line + 1, names)
    blocks = [e for e in reader.read(rendered) if not isinstance(e, PassagePlace)]
    cited = figures.paragraphs(passage.paragraphs, kit.words)
    heading = Heading(3, (Text(said.exempt_heading(paragraphs=cited)),), anchor, label=place.label)
    because = Text(said.exempt_reason(reason=passage.reason)) if passage.reason else None
    reason = (Paragraph(Role.SMALL, (because,), indented=True),) if because else ()
    return Panel(PanelKind.EXEMPT, (heading, *reason, *blocks, *reader.notes()))


def _alone(
    source: ReportSource,
    places: Sequence[PassagePlace],
    panels: Mapping[int, Panel],
    at: ReportItem,
    kit: ReportKit,
) -> Iterator[Block]:
    """The passages alone, under the report's title and each under its section's heading."""
    yield from _head(source, at, kit, _part2(at))
    section = None
    for place in places:
        if place.section and place.section is not section:
            section = place.section
            yield replace(section, new_page=False)
        yield panels[place.number]
