"""Findings -> the document tree of the paper that lists them, in Part 2 alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packgen.compose.listing import Listing, beside_part2, sentence
from packgen.document.nodes import Block, Document, Heading, Paragraph, TableBody, Text
from packgen.document.roles import Role
from packgen.model.finding import Finding, Severity

_TITLE = "What the check found"
_LISTING = Listing(
    caption=_TITLE,
    description="Each finding with its cell, its indicator, what is wrong and what to do.",
    heads=("Cell", "Indicator", "What is wrong", "What to do", "Code"),
    shares=(0.16, 0.09, 0.36, 0.26, 0.13),
    anchor="findings-table",
)
_GROUPS = {
    Severity.STOPS: "Would stop the build",
    Severity.LOOK: "Look at it",
    Severity.INFORMS: "For information",
}
_NOTE = (
    "These are the check's own words, for whoever prepares the papers. It quotes no withheld "
    "figure, but says where some may be wrong: it is not for publication."
)


def findings_paper(part2: Document, findings: Sequence[Finding]) -> Document:
    """The Part 2 paper, and what was noticed -> the paper of findings that goes with it."""
    return beside_part2(part2, _TITLE, tuple(_blocks(part2, findings)))


def _blocks(part2: Document, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading(1, (Text(_TITLE),), "findings")
    yield Paragraph(Role.PERIOD, (Text(part2.subject),))
    yield Paragraph(Role.BODY, (Text(_NOTE),))
    bodies = tuple(_bodies(findings))
    if not bodies:
        yield Paragraph(Role.BODY, (Text("Nothing was found wrong."),))
        return
    yield _LISTING.table(part2.page.text_width_pt, bodies)


def _bodies(findings: Sequence[Finding]) -> Iterator[TableBody]:
    for severity, name in _GROUPS.items():
        rows = [f for f in findings if f.severity is severity and not f.waived]
        if rows:
            yield _body(name, rows)
    waived = [finding for finding in findings if finding.waived]
    if waived:
        yield _body("Waived", waived)


def _body(name: str, findings: Sequence[Finding]) -> TableBody:
    return _LISTING.body(map(_row, findings), f"{name}: {len(findings)}")


def _row(finding: Finding) -> tuple[str, ...]:
    return (
        str(finding.at) if finding.at else "",
        finding.indicator,
        sentence(finding.what),
        f"Waived: {finding.waived}" if finding.waived else sentence(finding.remedy),
        finding.code,
    )
