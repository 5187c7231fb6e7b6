"""Workbooks: an Excel file -> its sheets, visible ones read, hidden ones only named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packgen.ingest.package import Attributes, Package, local_name
from packgen.ingest.sheet import Sheet, Strings, is_true, read_sheet
from packgen.ingest.styles import read_styles


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a workbook. ``sheet`` is None when it is hidden, or a chart, and was not read."""

    name: str
    hidden: bool
    chart: bool
    sheet: Sheet | None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's name, and its tabs in order."""

    file: str
    tabs: tuple[Tab, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that can be seen."""
        return tuple(tab.sheet for tab in self.tabs if tab.sheet)


def open_workbook(path: Path) -> Workbook:
    """An .xlsx file -> its workbook. Raises BadInput when it can't be read as one."""
    with Package(path) as package:
        main = next((part for kind, part in package.relations("").values()
                     if kind == "officeDocument"), "/xl/workbook.xml")  # fmt: skip
        if main not in package or not main.casefold().endswith(".xml"):
            package.refuse(
                "it is not an Excel workbook (.xlsx)",
                "open it in Excel and save it as an Excel Workbook (.xlsx)",
            )
        return _Opening(package, main).workbook()


class _Opening:
    """A workbook while it is opened: what its sheets share."""

    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main = package, main
        self.relations = package.relations(main)
        parts = dict(self.relations.values())
        self.strings = self._strings(parts.get("sharedStrings", ""))
        self.styles = read_styles(package, parts.get("styles", ""), parts.get("theme", ""))

    def workbook(self) -> Workbook:
        elements = self.package.elements(self.main)
        since_1904 = any(
            is_true(element.attributes.get("date1904", ""))
            for element in elements
            if element.path.endswith("/workbookPr")
        )
        return Workbook(
            self.package.file,
            tuple(
                self._tab(element.attributes, since_1904)
                for element in elements
                if element.path.endswith("/sheets/sheet")
            ),
        )

    def _tab(self, attributes: Attributes, since_1904: bool) -> Tab:
        name = attributes.get("name", "")
        relation = next((v for k, v in attributes.items() if ":" in k and local_name(k) == "id"),
                        "")  # fmt: skip
        kind, part = self.relations.get(relation, ("", ""))
        hidden = attributes.get("state", "visible") != "visible"
        chart = kind != "worksheet"
        if hidden or chart:
            return Tab(name, hidden, chart, None)
        sheet = read_sheet(self.package, part, name, self.strings, self.styles, since_1904)
        return Tab(name, hidden, chart, sheet)

    def _strings(self, part: str) -> list[tuple[str, str]]:
        strings = Strings()
        if part in self.package:
            self.package.parse(part, strings.start, strings.end, strings.characters)
        return strings.found
