"""Findings -> the document tree of the paper that lists them, in Part 2 alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Marking,
    Paragraph,
    Row,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Role, RowKind, Scope
from packgen.model.finding import Finding, Severity

_TITLE = "What the check found"
_HEADS = ("Cell", "Indicator", "What is wrong", "What to do", "Code")
_SHARES = (0.13, 0.09, 0.38, 0.28, 0.12)
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
    if part2.marking is not Marking.NOT_FOR_PUBLICATION:
        raise ValueError("findings go with a Part 2 paper")
    running = replace(part2.running, header=(Text(f"{_TITLE}    "), Text(part2.subject)))
    return replace(
        part2,
        title=_TITLE,
        running=running,
        blocks=tuple(_blocks(part2, findings)),
        language="en-GB",
        logo=None,
    )


def _blocks(part2: Document, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading(1, (Text(_TITLE),), "findings")
    yield Paragraph(Role.PERIOD, (Text(part2.subject),))
    yield Paragraph(Role.BODY, (Text(_NOTE),))
    bodies = tuple(_bodies(findings))
    if not bodies:
        yield Paragraph(Role.BODY, (Text("Nothing was found wrong."),))
        return
    yield Table(
        caption=_TITLE,
        description="Each finding with its cell, its indicator, what is wrong and what to do.",
        columns=tuple(Column(share * part2.page.text_width_pt) for share in _SHARES),
        head=(Row(RowKind.HEAD, tuple(map(_head, _HEADS))),),
        bodies=bodies,
        anchor="findings-table",
    )


def _bodies(findings: Sequence[Finding]) -> Iterator[TableBody]:
    for severity, name in _GROUPS.items():
        rows = [f for f in findings if f.severity is severity and not f.waived]
        if rows:
            yield _body(name, rows)
    waived = [finding for finding in findings if finding.waived]
    if waived:
        yield _body("Waived", waived)


def _body(name: str, findings: Sequence[Finding]) -> TableBody:
    section = Cell(
        (Paragraph(Role.SECTION, (Text(f"{name}: {len(findings)}"),)),),
        colspan=len(_HEADS),
        scope=Scope.ROW,
        fill=Ink("sectfill"),
    )
    head = Row(RowKind.SECTION, (section,), keep_with_next=True)
    return TableBody((head, *map(_row, findings)))


def _row(finding: Finding) -> Row:
    remedy = f"Waived: {finding.waived}" if finding.waived else _sentence(finding.remedy)
    cells = (
        _cell(str(finding.at) if finding.at else "", Scope.ROW),
        _cell(finding.indicator),
        _cell(_sentence(finding.what)),
        _cell(remedy),
        _cell(finding.code),
    )
    return Row(RowKind.BODY, cells)


def _head(name: str) -> Cell:
    head = Paragraph(Role.COLUMN_HEAD, (Text(name),))
    return Cell((head,), scope=Scope.COLUMN, fill=Ink("headfill"))


def _cell(text: str, scope: Scope | None = None) -> Cell:
    return Cell((Paragraph(Role.BODY, (Text(text),)),) if text else (), scope=scope)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
