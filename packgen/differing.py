"""What differs between the two packs of a meeting, item by item, and what is not as recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from packgen.compose import dates, figures
from packgen.compose.pack import paragraphs_of
from packgen.compose.reconciliation import Difference
from packgen.compose.report import ExemptPassage
from packgen.document.volume import Pagination
from packgen.errors import Fault
from packgen.gathered import Gathered, anchors_of, has_more
from packgen.model.pack import Audience
from packgen.papers import Judged
from packgen.reports import Reports
from packgen.settings.law import load_law
from packgen.settings.meeting import AgendaItem, ItemKind, ItemPart


def differences(meeting: Gathered, reports: Reports, pages: Pagination) -> Iterator[Difference]:
    """A meeting and where its papers stand -> each difference, in the agenda's order."""
    for item in meeting.items:
        judged = meeting.judged.get(item.number)
        if item.part is ItemPart.EXEMPT:
            public = "number, title and description on the agenda; nothing else"
            yield _difference(meeting, item, pages, public, "the whole item")
        elif judged and (withheld := _withheld(judged)):
            some = figures.listed(withheld, meeting.settings.base.words)
            public = f"the scorecard, with figures of {some} withheld"
            yield _difference(meeting, item, pages, public, f"the figures of {some}")
        elif written := meeting.reports.get(item.number):
            for passage in reports.passages(item, written):
                yield _passage(meeting, item, passage, pages)


def unrecorded(meeting: Gathered) -> Iterator[Fault]:
    """What is withheld without a record, or for other paragraphs than the record names; and a
    record of what isn't there."""
    base = meeting.settings.base
    yield from _empty_records(meeting)
    for item in meeting.items:
        judged = meeting.judged.get(item.number)
        if not judged or item.part is ItemPart.EXEMPT or not _withheld(judged):
            continue
        place = f"pack.toml: item {item.number}"
        if item.exempt is None:
            yield Fault(
                place,
                "figures of its scorecard are withheld, and it has no exemption record",
                "add [item.exempt]: the agenda must describe what is exempt",
            )
            continue
        cited = {
            number
            for indicator in judged.restricted().indicators
            for exemption in indicator.exemptions
            for number in paragraphs_of(exemption, load_law(base.law))
        }
        if missing := sorted(cited - set(item.exempt.paragraphs)):
            yield Fault(
                place,
                f"its scorecard withholds figures under {figures.paragraphs(missing, base.words)}, "
                f"which the record doesn't name",
                "add the number to paragraphs in [item.exempt], or mend the mark",
            )


def _empty_records(meeting: Gathered) -> Iterator[Fault]:
    for item in meeting.items:
        if item.is_open and item.exempt and item.kind in _HOLDING and not has_more(meeting, item):
            yield Fault(
                f"pack.toml: item {item.number}",
                "has an exemption record, and nothing in it is marked as exempt",
                "mark the passage or the figures, or take [item.exempt] out",
            )


def passages_without_record(meeting: Gathered) -> Iterator[Fault]:
    """Public reports that hold exempt passages, and say nowhere why; and passages under other
    paragraphs than the record names."""
    for item in meeting.items:
        written = meeting.reports.get(item.number)
        if written is None or not item.is_open or not written.has_passages:
            continue
        place = f"pack.toml: item {item.number}"
        if item.exempt is None:
            what = "its report holds an exempt passage, and it has no exemption record"
            yield Fault(place, what, "add [item.exempt]: the agenda must describe what is exempt")
        elif missing := sorted(written.cited - set(item.exempt.paragraphs)):
            cited = figures.paragraphs(missing, meeting.settings.base.words)
            what = f"its report holds a passage under {cited}, which the record doesn't name"
            yield Fault(
                place, what, "add the number to paragraphs in [item.exempt], or mend the mark"
            )


_HOLDING = (ItemKind.REPORT, ItemKind.SCORECARD)


def _withheld(judged: Judged) -> list[str]:
    return [i.number or i.title for i in judged.public().indicators if i.is_withheld]


def _difference(
    meeting: Gathered, item: AgendaItem, pages: Pagination, public: str, part2: str
) -> Difference:
    words, exempt = meeting.settings.base.words, item.exempt
    where = _where(item, pages)
    return Difference(
        item=f"{item.number}. {item.title}",
        public=public,
        part2=f"{part2}, {where}" if where else part2,
        paragraphs=figures.paragraphs(exempt.paragraphs, words) if exempt else "",
        reason=exempt.reason if exempt else "",
        public_interest=exempt.public_interest if exempt else "",
        restricted_to=exempt.restricted_to if exempt else "",
        review=dates.day_alone(exempt.review, words) if exempt and exempt.review else "",
    )


def _passage(
    meeting: Gathered, item: AgendaItem, passage: ExemptPassage, pages: Pagination
) -> Difference:
    """An exempt passage of a public report, with its own reason where it has one."""
    under = f"under “{passage.section}”" if passage.section else "at its beginning"
    name = f"passage {passage.label or passage.number} {under}"
    page = pages.anchors.get(passage.anchor, "")
    recorded = _difference(meeting, item, pages, f"the report without {name}", "")
    return replace(
        recorded,
        part2=f"the passage, page {page}" if page else "the passage",
        paragraphs=figures.paragraphs(passage.paragraphs, meeting.settings.base.words),
        reason=passage.reason or recorded.reason,
    )


def _where(item: AgendaItem, pages: Pagination) -> str:
    spans = [pages.spans[a] for a in anchors_of(item, Audience.PART2) if a in pages.spans]
    if not spans:
        return ""
    first, last = spans[0].first, spans[-1].last
    return f"page {first}" if first == last else f"pages {first} to {last}"
