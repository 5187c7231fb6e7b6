"""Rationales: shared by rows, shortened beneath an indicator, or gathered in an annex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from packgen.compose import figures
from packgen.document.nodes import Block, Columns, Heading, PageSetup, Paragraph, Text
from packgen.document.roles import Role
from packgen.document.walk import plain
from packgen.model.disclosed import DisclosedScorecard, PublicIndicator
from packgen.settings.style import Style
from packgen.settings.words import Words

# A stop that ends a sentence: not the one of "e.g.", and a capital comes after it.
_SENTENCE = re.compile(r"(?<!\.[a-z])[.!?][\"'\u2019)]*\s+(?=[A-Z0-9\"'\u2018(])")
_WIDEST_COLUMN_PT = 420.0
_GAP_PT = 24.0
_FULLEST = 0.94
"""How much of a page the annex takes: lines are broken a little otherwise in each format."""
_HEADING_PT = 24.0


def rationale_spans(indicators: Sequence[PublicIndicator]) -> list[int]:
    """For each indicator: how many rows its rationale spans from here, 0 under another's."""
    spans: list[int] = []
    start = 0
    for i, indicator in enumerate(indicators):
        if i and indicator.rationale == indicators[start].rationale:
            spans[start] += 1
            spans.append(0)
        else:
            start = i
            spans.append(1)
    return spans


def shortened(text: str, most: int) -> str:
    """A text -> its first sentences, ``most`` characters together; a longer first sentence is cut
    at a word."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    ends = [
        match.end()
        for match in _SENTENCE.finditer(text)
        if len(text[: match.end()].rstrip()) <= most
    ]
    if ends:
        return text[: ends[-1]].rstrip()
    cut = text[: most - 1]
    if not text[most - 1].isspace():
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip(" ,;:-\u2013") + "\u2026"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A block of the annex and about how high it is; ``leads`` ones stay with the next."""

    block: Block
    height_pt: float
    leads: bool = False


def annex(
    card: DisclosedScorecard[PublicIndicator], page: PageSetup, style: Style, words: Words
) -> tuple[Block, ...]:
    """A card -> its rationales in columns, page after page; indicators that share one together."""
    count = max(2, round(page.text_width_pt / _WIDEST_COLUMN_PT))
    shares = (1 / count,) * count
    width = Columns(shares, ((),) * count, _GAP_PT).widths_pt(page.text_width_pt)[0]
    entries = list(_entries(card, width, style, words))
    full = (page.height_pt - page.top_pt - page.bottom_pt) * _FULLEST
    blocks: list[Block] = []
    room = full - _HEADING_PT
    while entries:
        parts, entries = _columns(entries, count, room)
        blocks.append(Columns(shares, parts, _GAP_PT))
        room = full
    return tuple(blocks)


def _entries(
    card: DisclosedScorecard[PublicIndicator], width_pt: float, style: Style, words: Words
) -> Iterator[_Entry]:
    for number, (title, shared) in enumerate(_shared(card).items(), 1):
        if title:
            heading = Heading(3, (Text(title),), f"annex-{number}")
            yield _Entry(heading, _height(heading, width_pt, style), leads=True)
        for text, names in shared.items():
            lead = Text(f"{figures.listed(names, words)}:", bold=True)
            paragraph = Paragraph(Role.RATIONALE, (lead, Text(f" {text}")))
            yield _Entry(paragraph, _height(paragraph, width_pt, style))


def _shared(card: DisclosedScorecard[PublicIndicator]) -> dict[str, dict[str, list[str]]]:
    """A card -> its sections' titles, in each the rationales, and who shares each."""
    found: dict[str, dict[str, list[str]]] = {}
    for block in card.blocks:
        for section in block.sections:
            for indicator in section.indicators:
                if text := indicator.rationale.text:
                    shared = found.setdefault(section.title, {}).setdefault(text, [])
                    shared.append(indicator.number or indicator.title)
    return found


def _height(block: Heading | Paragraph, width_pt: float, style: Style) -> float:
    """About how high a block will be: words set one after the other."""
    spec = style.type[block.role if isinstance(block, Paragraph) else Role.HEADING_2]
    face = style.typeface(spec)
    space = face.measure(" ", spec.size_pt)
    lines, used = 1, 0.0
    for word in plain(block.content).split():
        width = face.measure(word, spec.size_pt)
        if used and used + width > width_pt:
            lines, used = lines + 1, 0.0
        used += width + space
    return lines * spec.leading_pt + spec.before_pt + spec.after_pt


def _columns(
    entries: list[_Entry], count: int, room_pt: float
) -> tuple[tuple[tuple[Block, ...], ...], list[_Entry]]:
    """Entries -> one page's columns, as even as they can be if it is the last; and the rest."""
    total = sum(entry.height_pt for entry in entries)
    height = min(room_pt, max(total / count, *(entry.height_pt for entry in entries)))
    while True:
        parts, rest = _filled(entries, count, height)
        if not rest or height >= room_pt:
            return tuple(tuple(entry.block for entry in part) for part in parts), rest
        height = min(room_pt, height * 1.03)


def _filled(
    entries: Sequence[_Entry], count: int, height_pt: float
) -> tuple[list[list[_Entry]], list[_Entry]]:
    """Entries -> as many columns as there may be, each no higher than it may be; and the rest."""
    parts: list[list[_Entry]] = [[] for _ in range(count)]
    place, used = 0, 0.0
    queue = list(_chains(entries))
    for index, chain in enumerate(queue):
        height = sum(entry.height_pt for entry in chain)
        if parts[place] and used + height > height_pt:
            place, used = place + 1, 0.0
        if place == count:
            return parts, [entry for rest in queue[index:] for entry in rest]
        parts[place] += chain
        used += height
    return parts, []


def _chains(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    chain: list[_Entry] = []
    for entry in entries:
        chain.append(entry)
        if not entry.leads:
            yield chain
            chain = []
