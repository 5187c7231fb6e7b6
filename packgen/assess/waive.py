"""Waivers put to findings: which are answered for, and which waivers answer nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from packgen.model.finding import Finding, Severity
from packgen.settings.codes import all_codes
from packgen.settings.waivers import Waiver


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """Findings and waivers -> the findings, those answered for marked so.

    What stops a build to keep a withheld figure in is never waived. A waiver without an indicator
    is for findings about none, or at its cell. A waiver that waives nothing is a finding itself,
    told to who makes Part 2 alone: whether it is needed may rest on withheld figures.
    """
    used: set[Waiver] = set()
    told = []
    for finding in findings:
        waiver = next((w for w in waivers if _meets(w, finding)), None)
        if waiver:
            used.add(waiver)
        code = all_codes().get(finding.code)
        may = code is not None and code.may_waive(finding.severity)
        told.append(replace(finding, waived=str(waiver)) if waiver and may else finding)
    return (*told, *(_not_needed(w) for w in dict.fromkeys(waivers) if w not in used))


def _meets(waiver: Waiver, finding: Finding) -> bool:
    if waiver.code != finding.code:
        return False
    if waiver.cell and not (finding.at and _is_cell(waiver.cell, finding)):
        return False
    of_indicator = waiver.indicator.casefold() == finding.indicator.casefold()
    return of_indicator or (not waiver.indicator and bool(waiver.cell))


def _is_cell(cell: str, finding: Finding) -> bool:
    at = finding.at
    told = cell.replace("$", "").casefold()
    return at is not None and told in (str(at).casefold(), at.a1.casefold())


def _not_needed(waiver: Waiver) -> Finding:
    of = f" for indicator {waiver.indicator}" if waiver.indicator else ""
    at = f" at {waiver.cell}" if waiver.cell else ""
    return Finding(
        "waiver-not-needed",
        Severity.LOOK,
        None,
        f"pack.toml waives {waiver.code}{of}{at}, and there is no such finding",
        "take the waiver out of pack.toml",
        waiver.indicator,
        exempt=True,
    )
