"""A template's template.toml -> its pages, its columns, and what it prints in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from packgen.document.roles import Role
from packgen.errors import BadInput, Fault
from packgen.settings import resources
from packgen.settings.files import read_text
from packgen.settings.fitting import TABLE_KEYS, TYPE_KEYS, Sizes
from packgen.settings.resources import Resource
from packgen.settings.tables import TomlTable

if TYPE_CHECKING:
    from packgen.document.nodes import PageSetup

PT_PER_MM = 72 / 25.4
TREND_HEIGHT_PT = 22.7
_SIZES_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0)}
_MARGINS = ("left", "right", "top", "bottom")
_LEAST_PT, _MOST_PT = 4.0, 72.0
COLUMN_KINDS = (
    "number",
    "indicator",
    "rationale",
    "polarity",
    "target",
    "benchmark",
    "rating",
    "month",
    "year_to_date",
    "trend",
)


class RationalePlace(Enum):
    """Where a paper says why its indicators matter."""

    COLUMN = "column"
    BENEATH = "beneath"
    ANNEX = "annex"
    NONE = "none"


class SectionStart(Enum):
    """How a section of the scorecard begins: as a row of the table, or on a page of its own."""

    ROW = "row"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Sizing:
    """Least widths, type and paddings: a template's, or what is different in them."""

    column_pt: Mapping[str, float] = field(default_factory=dict)
    type: Mapping[Role, Sizes] = field(default_factory=dict)
    table: Mapping[str, float] = field(default_factory=dict)

    def over(self, other: Sizing) -> Sizing:
        """These sizes over others."""
        types = {
            role: {**other.type.get(role, {}), **self.type.get(role, {})}
            for role in Role
            if role in other.type or role in self.type
        }
        return Sizing({**other.column_pt, **self.column_pt}, types, {**other.table, **self.table})


@dataclass(frozen=True, slots=True)
class Template:
    """One template: where its texts lie, its pages, its columns' least widths in points.

    Only the columns in ``column_pt`` are printed. ``months`` is how many of the latest are, None
    for all. ``short`` is how long a rationale beneath its indicator may be, in characters.
    """

    name: str
    folder: Path
    public_page: PageSetup
    part2_page: PageSetup
    column_pt: Mapping[str, float]
    rationale: RationalePlace = RationalePlace.COLUMN
    months: int | None = None
    section: SectionStart = SectionStart.ROW
    short: int = 160
    type: Mapping[Role, Sizes] = field(default_factory=dict)
    table: Mapping[str, float] = field(default_factory=dict)
    when: Mapping[RationalePlace, Sizing] = field(default_factory=dict)

    @property
    def trend_height_pt(self) -> float:
        """The height of a trend's picture."""
        return self.table.get("trend_height", TREND_HEIGHT_PT)

    def placed(self, rationale: RationalePlace | None) -> Template:
        """The template with its rationales at this place, in the sizes that go with it.

        None is the template's own place. Raises BadInput for a column that it hasn't.
        """
        place = rationale or self.rationale
        if place is RationalePlace.COLUMN and "rationale" not in self.column_pt:
            raise BadInput(
                Fault(
                    f"template {self.name!r}",
                    "it has no column for rationales",
                    'choose "beneath", "annex" or "none", or another template',
                )
            )
        spare = self.when.get(RationalePlace.ANNEX) if place is RationalePlace.NONE else None
        other = self.when.get(place) or spare or Sizing()
        sizes = other.over(Sizing(self.column_pt, self.type, self.table))
        columns = {
            kind: width
            for kind, width in sizes.column_pt.items()
            if kind != "rationale" or place is RationalePlace.COLUMN
        }
        return replace(self, rationale=place, column_pt=columns, type=sizes.type, table=sizes.table)


def load_template(template: str | Resource) -> Template:
    """A shipped template's name, or where any template lies -> the template.

    Raises BadInput with every fault of template.toml.
    """
    home = resources.find("templates", template) if isinstance(template, str) else template
    name, folder = home.name, home.folder
    place = f"templates/{name}/template.toml"
    try:
        raw = tomllib.loads(read_text(folder / "template.toml"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(Fault(place, str(error), "mend the file")) from None
    faults: list[Fault] = []
    found = _template(name, folder, TomlTable(raw, place, faults))
    if faults:
        raise BadInput(faults)
    return found


def _template(name: str, folder: Path, table: TomlTable) -> Template:
    table.text("description")
    page = table.table("page")
    size, orientation = page.text("size"), page.text("orientation")
    sizing = read_sizing(table)
    template = Template(
        name,
        folder,
        read_page(page, "public", size, orientation),
        read_page(page, "part2", size, orientation),
        sizing.column_pt,
        rationale=table.choice("rationale", RationalePlace) or RationalePlace.COLUMN,
        months=_months(table),
        section=table.choice("section", SectionStart) or SectionStart.ROW,
        short=int(table.number("short") or 160),
        type=sizing.type,
        table=sizing.table,
        when=_when(table),
    )
    if "indicator" not in template.column_pt:
        table.fault("[columns]", "has no indicator", "write its least width in millimetres")
    if template.rationale is RationalePlace.COLUMN and "rationale" not in template.column_pt:
        table.fault("rationale", "there is no such column in [columns]", "add it, or write annex")
    for each in (table, page):
        each.no_other_keys()
    return template


def read_sizing(table: TomlTable) -> Sizing:
    """A table with ``[columns]``, ``[type]`` and ``[table]`` -> what it says of sizes."""
    columns, types, paddings = (table.table(key) for key in ("columns", "type", "table"))
    sizing = Sizing(
        {
            kind: width * PT_PER_MM
            for kind in COLUMN_KINDS
            if (width := _length(columns, kind, 0)) is not None
        },
        {role: sizes for role in Role if (sizes := _sizes(types, role.value))},
        {
            key: length
            for key in (*TABLE_KEYS, "trend_height")
            if (length := _length(paddings, key, 0)) is not None
        },
    )
    for each in (columns, types, paddings):
        each.no_other_keys()
    return sizing


def _sizes(types: TomlTable, role: str) -> Sizes:
    """A role's entry -> what it says."""
    if types.raw(role) is None:
        return {}
    entry = types.table(role)
    sizes: dict[str, float | bool] = {}
    for key in TYPE_KEYS:
        if key == "bold":
            bold = entry.raw(key)
            if isinstance(bold, bool):
                sizes[key] = bold
            elif bold is not None:
                entry.fault(key, f"{bold!r} is neither true nor false", "write true or false")
        else:
            least = _LEAST_PT if key in ("size", "leading") else 0.0
            if (length := _length(entry, key, least, _MOST_PT)) is not None:
                sizes[key] = length
    entry.no_other_keys()
    return sizes


def _when(table: TomlTable) -> Mapping[RationalePlace, Sizing]:
    """What is different for each place of the rationales."""
    whens = table.table("when")
    found = {}
    for place in RationalePlace:
        if whens.raw(place.value) is not None:
            inner = whens.table(place.value)
            found[place] = read_sizing(inner)
            inner.no_other_keys()
    whens.no_other_keys()
    return found


def _months(table: TomlTable) -> int | None:
    value = table.raw("months")
    if value is None or value == "all":
        return None
    if type(value) is int and value > 0:
        return value
    table.fault("months", f"{value!r} is not known", 'write "all", or how many of the latest')
    return None


def read_page(page: TomlTable, key: str, size: str | None, orientation: str | None) -> PageSetup:
    """A ``[page]``, an audience's key in it, a paper size's name, a way up -> the page."""
    from packgen.document.nodes import PageSetup

    # Told once, though two pages are read.
    if key == "public" and size not in _SIZES_MM:
        page.fault("size", f"{size!r} is not known", f"write {' or '.join(_SIZES_MM)}")
    if key == "public" and orientation not in ("landscape", "portrait"):
        page.fault("orientation", f"{orientation!r} is not known", "write landscape or portrait")
    short, long = _SIZES_MM.get(size or "", _SIZES_MM["A3"])
    width, height = (long, short) if orientation == "landscape" else (short, long)
    margins = page.table(key)
    setup = PageSetup(
        width * PT_PER_MM,
        height * PT_PER_MM,
        *(_margin_pt(margins, side, short / 3) for side in _MARGINS),
    )
    margins.no_other_keys()
    return setup


def _margin_pt(margins: TomlTable, side: str, most: float) -> float:
    length = _length(margins, side, 0, most)
    if length is None:
        if margins.raw(side) is None:
            margins.fault(side, "has no length", "write it in millimetres")
        return 0.0
    return length * PT_PER_MM


def _length(table: TomlTable, key: str, least: float, most: float = 1000.0) -> float | None:
    """A key's number between two others; None when it is missing or wrong."""
    number = table.number(key)
    if number is not None and not least <= number <= most:
        table.fault(key, f"{number} is out of bounds", f"write {least:g} to {most:g}")
        return None
    return None if number is None else float(number)
