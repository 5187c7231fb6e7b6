"""A template's template.toml -> the page and the least widths of the columns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packgen.document.nodes import PageSetup
from packgen.errors import BadInput, Fault
from packgen.settings import resources
from packgen.settings.resources import Resource
from packgen.settings.tables import TomlTable

PT_PER_MM = 72 / 25.4
_SIZES_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0)}
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


@dataclass(frozen=True, slots=True)
class Template:
    """One template: where its texts lie, its pages, and its columns' least widths in points."""

    name: str
    folder: Path
    public_page: PageSetup
    part2_page: PageSetup
    column_pt: Mapping[str, float]


def load_template(template: str | Resource) -> Template:
    """A shipped template's name, or where any template lies -> the template.

    Raises BadInput with every fault of template.toml.
    """
    home = resources.find("templates", template) if isinstance(template, str) else template
    name, folder = home.name, home.folder
    place = f"templates/{name}/template.toml"
    try:
        raw = tomllib.loads((folder / "template.toml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(Fault(place, str(error), "mend the file")) from None
    faults: list[Fault] = []
    table = TomlTable(raw, place, faults)
    table.text("description")
    page, columns = table.table("page"), table.table("columns")
    size, orientation = page.text("size"), page.text("orientation")
    found = Template(
        name,
        folder,
        _page(page, "public", size, orientation),
        _page(page, "part2", size, orientation),
        {kind: _length_pt(columns, kind) for kind in COLUMN_KINDS},
    )
    for each in (table, page, columns):
        each.no_other_keys()
    if faults:
        raise BadInput(faults)
    return found


def _page(page: TomlTable, key: str, size: str | None, orientation: str | None) -> PageSetup:
    if size not in _SIZES_MM:
        page.fault("size", f"{size!r} is not known", "write A3 or A4")
    short, long = _SIZES_MM.get(size or "", _SIZES_MM["A3"])
    width, height = (long, short) if orientation == "landscape" else (short, long)
    margins = page.table(key)
    setup = PageSetup(
        width * PT_PER_MM,
        height * PT_PER_MM,
        *(_length_pt(margins, side) for side in ("left", "right", "top", "bottom")),
    )
    margins.no_other_keys()
    return setup


def _length_pt(table: TomlTable, key: str) -> float:
    number = table.number(key)
    if number is None:
        table.fault(key, "has no length", "write it in millimetres")
        return 0.0
    return float(number) * PT_PER_MM
