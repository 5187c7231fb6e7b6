"""Office Open XML: an .xlsx or .xlsm package -> its workbook."""

from __future__ import annotations

from packgen.ingest.comments import read_comments
from packgen.ingest.package import Attributes, Element, Package, local_name, part_name
from packgen.ingest.richtext import Strings
from packgen.ingest.styles import read_styles
from packgen.ingest.workbook import Tab, Workbook
from packgen.ingest.worksheet import Shared, is_true, read_sheet

_LARGEST_STRINGS = 30 * 2**20


def open_ooxml(package: Package, main: str) -> Workbook:
    """An .xlsx or .xlsm file and its main part -> its workbook; macros are never looked at."""
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
        sheet = read_sheet(self.package, part, name, self.shared)
        sheet.comments = read_comments(self.package, part)
        return Tab(name, hidden, chart, sheet)

    def _strings(self, part: str) -> list[tuple[str, str, bool]]:
        strings = Strings()
        if part in self.package:
            self.package.refuse_larger(part, _LARGEST_STRINGS)
            self.package.parse(part, strings.start, strings.end, strings.characters)
        return strings.found
