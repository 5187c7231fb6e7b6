"""Workbooks: a file of any format -> its sheets, visible ones read, hidden ones only named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packgen.ingest.sheet import Sheet
from packgen.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a workbook. ``sheet`` is None when it is hidden, or a chart, and was not read."""

    name: str
    hidden: bool
    chart: bool
    sheet: Sheet | None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's name, its tabs in order, and what its format or its damage leaves in doubt."""

    file: str
    tabs: tuple[Tab, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that can be seen."""
        return tuple(tab.sheet for tab in self.tabs if tab.sheet)


def open_workbook(path: Path) -> Workbook:
    """A file -> its workbook, by what it holds and not by its name's ending.

    Raises BadInput when it can't be read as one. Only the reader of its format is imported.
    """
    from packgen.ingest.container import Container, container_of

    match container_of(path):
        case Container.ZIP:
            from packgen.ingest.zipped import open_zipped

            return open_zipped(path)
        case Container.TEXT:
            from packgen.ingest.delimited import open_delimited

            return open_delimited(path)
        case Container.OLE:
            from packgen.ingest.xls import open_xls

            return open_xls(path)
