"""Workbooks: an Excel file -> its sheets, visible ones read, hidden ones only named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packgen.ingest.package import Attributes, Element, Package, local_name, part_name
from packgen.ingest.sheet import Shared, Sheet, Strings, is_true, read_sheet
from packgen.ingest.styles import read_styles

_LARGEST_STRINGS = 30 * 2**20


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
        self.elements = package.elements(main)
        parts = dict(self.relations.values())
        self.shared = Shared(
            self._strings(parts.get("sharedStrings", "")),
            read_styles(package, parts.get("styles", ""), parts.get("theme", "")),
            any(is_true(each.attributes.get("date1904", "")) for each in self._at("workbookPr")),
        )

    def workbook(self) -> Workbook:
        """Every tab, in order; each part is read once at most."""
        tabs = [element.attributes for element in self._at("sheets", "sheet")]
        parts = [part_name(part) for kind, part in map(self._target, tabs) if kind == "worksheet"]
        if len(set(parts)) < len(parts):
            self.package.refuse_as_damaged("two of its tabs are one sheet")
        return Workbook(self.package.file, tuple(map(self._tab, tabs)))

    def _at(self, *path: str) -> list[Element]:
        """The main part's elements whose path ends so."""
        return [each for each in self.elements if each.path[-len(path) :] == path]

    def _target(self, tab: Attributes) -> tuple[str, str]:
        """A tab's attributes -> what kind of sheet it is, and its part."""
        relation = next((v for k, v in tab.items() if ":" in k and local_name(k) == "id"), "")
        return self.relations.get(relation, ("", ""))

    def _tab(self, attributes: Attributes) -> Tab:
        name = attributes.get("name", "")
        kind, part = self._target(attributes)
        hidden = attributes.get("state", "visible") != "visible"
        chart = kind != "worksheet"
        if hidden or chart:
            return Tab(name, hidden, chart, None)
        return Tab(name, hidden, chart, read_sheet(self.package, part, name, self.shared))

    def _strings(self, part: str) -> list[tuple[str, str]]:
        strings = Strings()
        if part in self.package:
            self.package.refuse_larger(part, _LARGEST_STRINGS)
            self.package.parse(part, strings.start, strings.end, strings.characters)
        return strings.found
