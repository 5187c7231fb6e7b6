"""What `packgen check` shows: how a workbook was understood, and what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Observations
from packgen.model.understood import Confidence, ReadColumn, ReadTable

_LOOKS = {Severity.STOPS: "bold red", Severity.LOOK: "bold yellow", Severity.INFORMS: "bold blue"}
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
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        _show_reading(console, file, observations)
        for severity in Severity:
            _show_findings(console, severity, [f for f in findings if _is_open(f, severity)])
        _show_waived(console, [f for f in findings if f.waived])
        console.print(Text(f"\n{summary(findings)}", "bold"))
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
    shown = _grid()
    for group in _grouped(findings):
        first = group[0]
        cells = [f.at.a1 for f in group if f.at]
        sheet = f"{first.at.sheet}!" if first.at else ""
        told = Text(first.what)
        if len(group) > 1:
            told.append(f" (and {_counted(len(group) - 1, 'more cell')} like it)")
        told.append(f"\n-> {first.remedy}  [{first.code}]", "dim")
        shown.add_row(Text(sheet + ", ".join(cells)), told)
    console.print(shown)


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
