"""What commands show: findings, checks of a finished pack, what was released."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Observations
from packgen.model.published import Recorded, Release
from packgen.model.report import Outcome, Report
from packgen.model.understood import Confidence, ReadColumn, ReadTable

_MOST = 100  # of one gravity: what nobody reads on a terminal takes long to lay out
_LOOKS = {Severity.STOPS: "bold red", Severity.LOOK: "bold yellow", Severity.INFORMS: "bold blue"}
_OUTCOMES = {
    Outcome.PASSED: "bold green",
    Outcome.FAILED: "bold red",
    Outcome.NOT_CHECKED: "bold yellow",
}
_SURE = {Confidence.SURE: "", Confidence.LIKELY: "yellow", Confidence.NONE: "red"}
_HEADS = {
    Severity.STOPS: "Stops the build",
    Severity.LOOK: "Look at it",
    Severity.INFORMS: "For information",
}


def show(file: str, observations: Observations, findings: Sequence[Finding]) -> None:
    """A workbook's name, how it was read, what was noticed -> tables on the terminal.

    Written to a file or a pipe they are plain text, 80 columns wide.
    """
    with on_terminal() as console:
        _show_reading(console, file, observations)
        for severity in Severity:
            _show_findings(console, severity, [f for f in findings if _is_open(f, severity)])
        _show_waived(console, [f for f in findings if f.waived])
        console.print(Text(f"\n{summary(findings)}", "bold"))


def show_releases(store: str, releases: Sequence[Release]) -> None:
    """Where releases are remembered, and they in order -> a table for each scorecard."""
    with on_terminal() as console:
        console.print(Text(f"{store}: {_counted(len(releases), 'release')}", "bold"))
        for scorecard in dict.fromkeys(release.scorecard for release in releases):
            console.print(Text(f"\n{scorecard}", "bold"))
            console.print(_table_of([r for r in releases if r.scorecard == scorecard]))


def show_recorded(store: str, recorded: Recorded) -> None:
    """Where a release was recorded, and what came of it -> a few lines."""
    release = recorded.release
    with on_terminal() as console:
        if recorded.again:
            told = f"Nothing to record: these files were released on {release.on} already"
        elif release.corrects:
            told = f"Recorded in {store} as a correction of what was released before"
        else:
            told = f"Recorded in {store}"
        console.print(Text(told, "bold"))
        console.print(Text(f"\n{release.scorecard}", "bold"))
        console.print(_table_of([release]))
        for title in dict.fromkeys(r.title for r in recorded.before if r.title != release.title):
            console.print(Text(f"Released before as the same scorecard: {title}", "yellow"))


def _table_of(releases: Sequence[Release]) -> Table:
    """Releases of one scorecard -> their table; of each PDF the first 12 digits of its hash."""
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("position", "released on", "cells", "withheld", "PDF", "title"):
        shown.add_column(name, overflow="fold")
    for release in releases:
        pdf = next((known for name, known in release.files if name.endswith(".pdf")), "")
        title = f"{release.title} (correction)" if release.corrects else release.title
        shown.add_row(
            Text(release.position.label),
            Text(release.on.isoformat()),
            Text(str(release.cells)),
            Text(str(release.withheld)),
            Text(pdf[:12]),
            Text(title),
        )
    return shown


@contextmanager
def on_terminal() -> Iterator[Console]:
    """A console; what it was given is written at the end, without blanks at the lines' ends."""
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        yield console
    for line in captured.get().splitlines():
        sys.stdout.write(f"{line.rstrip()}\n")


def summary(findings: Iterable[Finding]) -> str:
    """Findings -> how many of each gravity, in one line."""
    found = list(findings)
    open_ones = [f for f in found if not f.waived]
    counts = [(_HEADS[s].lower(), sum(f.severity is s for f in open_ones)) for s in Severity]
    counts.append(("waived", len(found) - len(open_ones)))
    told = [f"{name}: {count}" for name, count in counts if count]
    return "; ".join(told).capitalize() if told else "Nothing was found wrong"


def show_report(report: Report) -> None:
    """What was checked on a finished pack -> a table on the terminal, with every fault."""
    console = Console(file=sys.stdout, highlight=False)
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("check", "outcome", "what was looked at"):
        shown.add_column(name, overflow="fold")
    for check in report.checks:
        told = Text(check.looked_at)
        for fault in check.faults:
            told.append(f"\n{fault.where}: {fault.what}\n-> {fault.remedy}", "dim")
        shown.add_row(check.name, Text(check.outcome.value, _OUTCOMES[check.outcome]), told)
    counts = Counter(check.outcome for check in report.checks)
    with console.capture() as captured:
        console.print(Text(report.pack, "bold"))
        console.print(shown)
        said = "; ".join(f"{o.value}: {counts[o]}" for o in Outcome if counts[o])
        console.print(Text(f"\n{said.capitalize()}", "bold"))
    for line in captured.get().splitlines():
        sys.stdout.write(f"{line.rstrip()}\n")


def _show_reading(console: Console, file: str, observations: Observations) -> None:
    understood = observations.understood
    indicators = sum(1 for _ in observations.indicators)
    head = f"{file}: sheet '{understood.sheet}', {_counted(indicators, 'indicator')}, "
    console.print(Text(f"{head}position {observations.position.label}", "bold"))
    if understood.indicator_sheets:
        names = ", ".join(understood.indicator_sheets)
        console.print(Text(f"Put together from sheets that are one indicator each: {names}"))
    if understood.part_2:
        console.print(Text(f"Part 2 figures are taken from: {', '.join(understood.part_2)}"))
    for table in understood.tables:
        _show_columns(console, table)


def _show_columns(console: Console, table: ReadTable) -> None:
    rows = f"rows {table.first_row} to {table.last_row}"
    rows = rows if table.first_row < table.last_row else f"row {table.first_row}"
    head = f"\nHeader in {rows}, {_counted(table.indicators, 'indicator')} below"
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("", "heading", "read as", "confidence"):
        shown.add_column(name, overflow="fold")
    for _, run in groupby(table.columns, key=_run_of):
        columns = list(run)
        first, last = columns[0], columns[-1]
        shown.add_row(
            *(
                Text(f"{one} to {other}" if one != other else one)
                for one, other in (
                    (first.letters, last.letters),
                    (first.heading, last.heading),
                    (first.read_as, last.read_as),
                )
            ),
            Text(first.confidence.value, _SURE[first.confidence]),
        )
    console.print(Text(head, "bold"))
    console.print(shown)


def _run_of(column: ReadColumn) -> object:
    """What neighbouring columns share that can be shown as one: periods, all of one kind."""
    return (column.period, column.confidence) if column.period else column


def _show_findings(console: Console, severity: Severity, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    console.print(Text(f"\n{_HEADS[severity]} ({len(findings)})", _LOOKS[severity]))
    shown, groups = _grid(), _grouped(findings)
    for group in groups[:_MOST]:
        first = group[0]
        cells = [f.at.a1 for f in group if f.at]
        sheet = f"{first.at.sheet}!" if first.at else ""
        told = Text(first.what)
        if len(group) > 1:
            told.append(f" (and {_counted(len(group) - 1, 'more cell')} like it)")
        told.append(f"\n-> {first.remedy}  [{first.code}]", "dim")
        shown.add_row(Text(sheet + ", ".join(cells)), told)
    console.print(shown)
    if left := sum(map(len, groups[_MOST:])):
        console.print(Text(f"and {left:,} more: packgen check --json lists them all", "dim"))


def _show_waived(console: Console, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    console.print(Text(f"\nWaived ({len(findings)})", "bold green"))
    shown = _grid()
    for finding in findings:
        told = Text(finding.what)
        told.append(f"\n-> waived: {finding.waived}  [{finding.code}]", "dim")
        shown.add_row(Text(str(finding.at) if finding.at else ""), told)
    console.print(shown)


def _grid() -> Table:
    grid = Table(box=None, pad_edge=False, show_header=False)
    grid.add_column(max_width=22, overflow="fold")
    grid.add_column(ratio=1)
    return grid


def _grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one kind about one indicator, as one."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        alone = not (finding.indicator and finding.at)
        key = (
            finding if alone else (finding.code, finding.indicator, finding.at and finding.at.sheet)
        )
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _is_open(finding: Finding, severity: Severity) -> bool:
    return finding.severity is severity and not finding.waived


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
