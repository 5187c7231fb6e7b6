"""Officers' reports, written in Markdown or in Word -> their blocks for each audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packgen.compose.report import ExemptPassage, Part2Scope, Report, report, report_exempt
from packgen.compose.report_making import report_kit
from packgen.compose.report_names import ReportItem
from packgen.compose.report_source import ReportSource, read_report
from packgen.compose.written import written_passages, written_public, written_restricted
from packgen.document.nodes import Block
from packgen.document.written import WrittenReport
from packgen.errors import Fault
from packgen.model.disclosed import PublicScorecard
from packgen.model.pack import Audience
from packgen.papers import Judged
from packgen.remade import Remade
from packgen.settings.law import Law
from packgen.settings.meeting import AgendaItem, ItemPart, MeetingSettings
from packgen.settings.paper import PaperLook
from packgen.settings.style import Style


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it was read, from either kind of file."""

    source: ReportSource | WrittenReport

    @property
    def has_passages(self) -> bool:
        """Whether some of it is exempt."""
        if isinstance(self.source, WrittenReport):
            return any(piece.exempt for piece in self.source.pieces)
        return bool(self.source.passages)

    @property
    def cited(self) -> set[int]:
        """The paragraphs of the law that its passages name."""
        source = self.source
        held = source.pieces if isinstance(source, WrittenReport) else source.passages
        return {number for each in held for number in each.paragraphs}

    @property
    def findings(self) -> tuple[Fault, ...]:
        """What of it was left behind; and that it says nothing, where that is so."""
        if isinstance(self.source, WrittenReport):
            return self.source.findings
        remedy = "the report would be empty: see that it is the right file"
        empty = Fault(self.source.file, "no text at all", remedy)
        return (empty,) if self.source.is_empty else ()


def read_written(path: Path, name: str, item: AgendaItem, width_pt: float) -> Written:
    """A report's file and its name in messages -> the report. Raises BadInput."""
    if path.suffix.lower() != ".docx":
        return Written(read_report(path, name))
    from packgen.compose.report_pictures import picture_of
    from packgen.ingest.wordreport import read_word

    return Written(read_word(path, f"item-{item.number}-word", width_pt, picture_of))


@dataclass(frozen=True, slots=True)
class Reports:
    """Composes the reports of one meeting. ``cards`` are its scorecards by their names."""

    settings: MeetingSettings
    cards: Mapping[str, Judged]
    look: PaperLook
    style: Style
    law: Law
    remade: Remade = field(default_factory=Remade)

    def blocks(self, item: AgendaItem, written: Written, audience: Audience) -> tuple[Block, ...]:
        """A report and an audience -> what that audience gets of it; empty where that's nothing."""
        if audience is Audience.PUBLIC:
            return self._public(item, written) if item.part is ItemPart.PUBLIC else ()
        return self._restricted(item, written)

    def passages(self, item: AgendaItem, written: Written) -> tuple[ExemptPassage, ...]:
        """A public report -> which of its passages are in Part 2."""
        at = self._at(item)
        if isinstance(written.source, WrittenReport):
            return written_passages(written.source, at)
        return self._report(written.source, at).exempt_passages

    def _public(self, item: AgendaItem, written: Written) -> tuple[Block, ...]:
        at = self._at(item)
        if isinstance(written.source, WrittenReport):
            return written_public(written.source, at, self.settings.base.words)
        return self._report(written.source, at).public

    def _report(self, source: ReportSource, at: ReportItem) -> Report:
        cards = self._open()
        return self.remade.reports.get(
            at.item.number, (source, cards, at), lambda: self._composed(source, at, cards)
        )

    def _composed(
        self, source: ReportSource, at: ReportItem, cards: Mapping[str, PublicScorecard]
    ) -> Report:
        page, words = self.look.public_page, self.settings.base.words
        return report(
            source, cards, at, report_kit(cards.values(), page, self.style, self.law, words)
        )

    def _restricted(self, item: AgendaItem, written: Written) -> tuple[Block, ...]:
        at, words = self._at(item), self.settings.base.words
        scope = _SCOPES[item.part]
        if isinstance(written.source, WrittenReport):
            return written_restricted(written.source, at, words, scope)
        cards, whole = self._open(), {name: card.whole() for name, card in self.cards.items()}
        known = (*cards.values(), *whole.values())
        kit = report_kit(known, self.look.part2_page, self.style, self.law, words)
        return report_exempt(written.source, cards, whole, at, kit, scope)

    def _open(self) -> dict[str, PublicScorecard]:
        """What public text may name: nothing of a scorecard that is exempt as a whole."""
        exempt = self.settings.exempt_numbers
        return {name: card.public() for name, card in self.cards.items() if name not in exempt}

    def _at(self, item: AgendaItem) -> ReportItem:
        return ReportItem(self.settings.meeting, item, item.number, f"item-{item.number}")


_SCOPES = {ItemPart.PUBLIC: Part2Scope.PASSAGES, ItemPart.EXEMPT: Part2Scope.EXEMPT_ITEM}
