"""How papers in words are set: their pages and their sizes of type."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from packgen.document.roles import Role
from packgen.errors import BadInput, Fault
from packgen.settings.fitting import Sizes, fitted
from packgen.settings.style import Style
from packgen.settings.tables import TomlTable
from packgen.settings.template import read_page, read_sizing

if TYPE_CHECKING:
    from packgen.document.nodes import PageSetup

_FILES = Path(__file__).parent / "papers"
REPORT = "report"


@dataclass(frozen=True, slots=True)
class PaperLook:
    """A kind of paper: its pages for each audience, its sizes of type and its paddings."""

    name: str
    public_page: PageSetup
    part2_page: PageSetup
    type: Mapping[Role, Sizes]
    table: Mapping[str, float]

    def on(self, style: Style) -> Style:
        """A style -> the style in this paper's sizes."""
        return fitted(style, self.type, self.table)


def load_paper(name: str = REPORT) -> PaperLook:
    """A kind of paper's name -> how it is set. Raises BadInput with every fault of its file."""
    faults: list[Fault] = []
    raw = tomllib.loads((_FILES / f"{name}.toml").read_text("utf-8"))
    table = TomlTable(raw, f"papers/{name}.toml", faults)
    page = table.table("page")
    size, orientation = page.text("size"), page.text("orientation")
    sizing = read_sizing(table)
    look = PaperLook(
        name,
        read_page(page, "public", size, orientation),
        read_page(page, "part2", size, orientation),
        sizing.type,
        sizing.table,
    )
    for each in (page, table):
        each.no_other_keys()
    if faults:
        raise BadInput(faults)
    return look
