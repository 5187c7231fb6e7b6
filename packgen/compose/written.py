"""A report that an officer wrote in Word -> its blocks for each audience.

Its exempt passages are left out and told as those of other reports are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packgen.compose import figures
from packgen.compose.report import ExemptPassage, Part2Scope
from packgen.compose.report_names import ReportItem
from packgen.document.nodes import Block, Heading, PageOf, Panel, Paragraph, Text
from packgen.document.roles import PanelKind, Role
from packgen.document.walk import plain
from packgen.document.written import Piece, WrittenReport
from packgen.settings.words import Words


def written_public(report: WrittenReport, at: ReportItem, words: Words) -> tuple[Block, ...]:
    """A report and where it stands -> what the public reads: of a passage only that it is there."""
    blocks = [*_head(report.title, at, words, at.prefix)]
    for passage, piece in _passages(report, at):
        blocks += [_instead(passage, piece.label, at, words)] if passage else piece.blocks
    return tuple(blocks)


def written_passages(report: WrittenReport, at: ReportItem) -> tuple[ExemptPassage, ...]:
    """A report -> which passages are in Part 2."""
    return tuple(passage for passage, _ in _passages(report, at) if passage)


def written_restricted(
    report: WrittenReport, at: ReportItem, words: Words, scope: Part2Scope
) -> tuple[Block, ...]:
    """A report -> what Part 2 holds of it; nothing where that is nothing."""
    pieces = [*_passages(report, at)]
    whole = scope is not Part2Scope.PASSAGES
    if not whole and not any(passage for passage, _ in pieces):
        return ()
    blocks = [*_head(report.title, at, words, f"{at.prefix}-part2")]
    for passage, piece in pieces:
        if scope is Part2Scope.EXEMPT_ITEM:
            blocks += piece.blocks
        elif passage:
            blocks.append(_panel(passage, piece.blocks, words))
        elif whole:
            blocks += piece.blocks
    return tuple(blocks)


def _head(title: str, at: ReportItem, words: Words, prefix: str) -> Iterator[Block]:
    """The item's number; and its title, where the report has none of its own."""
    if at.item.number:
        yield Paragraph(Role.KICKER, (Text(words.report.item(number=at.item.number)),))
    yield Heading(1, (Text(title or at.item.title),), f"{prefix}-title")


def _passages(
    report: WrittenReport, at: ReportItem
) -> Iterator[tuple[ExemptPassage | None, Piece]]:
    """Each piece without the report's title, and what it is if it is exempt."""
    number, section = 0, ""
    recorded = at.item.exempt.paragraphs if at.item.exempt else ()
    for piece in report.pieces:
        blocks = tuple(b for b in piece.blocks if not _is_title(b, report.title))
        kept = replace(piece, blocks=blocks, paragraphs=piece.paragraphs or recorded)
        if not piece.exempt:
            heads = [plain(b.content) for b in blocks if isinstance(b, Heading)]
            section = heads[-1] if heads else section
            yield None, kept
            continue
        number += 1
        anchor = f"{at.prefix}-part2-exempt-{number}"
        yield ExemptPassage(number, anchor, "", kept.paragraphs, "", section, 0), kept


def _is_title(block: Block, title: str) -> bool:
    return isinstance(block, Heading) and block.level == 1 and plain(block.content) == title


def _instead(passage: ExemptPassage, label: str, at: ReportItem, words: Words) -> Paragraph:
    """What stands in a passage's place, under the number that the passage takes."""
    cited = figures.paragraphs(passage.paragraphs, words)
    said = words.report.exempt(paragraphs=cited, item=at.part2_number, page="\n")
    before, _, after = said.partition("\n")
    content = (Text(before), PageOf(passage.anchor), Text(after))
    return Paragraph(Role.BODY, content, label=label)


def _panel(passage: ExemptPassage, blocks: Sequence[Block], words: Words) -> Panel:
    cited = figures.paragraphs(passage.paragraphs, words)
    title = Text(words.report.exempt_heading(paragraphs=cited))
    return Panel(PanelKind.EXEMPT, (Heading(2, (title,), passage.anchor), *blocks))
