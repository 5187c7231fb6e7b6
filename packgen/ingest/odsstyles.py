"""OpenDocument styles: what a style's name says of a cell's look, of a row's or a table's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from packgen.ingest.package import Attributes, local_name

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SIZE = re.compile(r"(\d+(?:\.\d*)?|\.\d+)[a-z]*")
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Look:
    """A cell's fill as RRGGBB (None: none), its letters' colour, whether they are struck out."""

    fill: str | None = None
    ink: str | None = None
    struck: bool = False


@dataclass(slots=True)
class _Style:
    """What one style says itself; its parent says the rest."""

    parent: str
    told: dict[str, str] = field(default_factory=dict)


class Styles:
    """The styles of a file, by name; those of its content may rest on those of styles.xml."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], _Style] = {}
        self.open: _Style | None = None
        self.looks: dict[str, Look] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local_name(tag)
        told = {local_name(key): value for key, value in attributes.items()}
        if name == "style" and "name" in told:
            family = told.get("family", "")
            self.open = _Style(told.get("parent-style-name", ""))
            self.found[family, told["name"]] = self.open
        elif name == "default-style":
            self.open = _Style("")
            self.found[told.get("family", ""), ""] = self.open
        elif self.open and name.endswith("-properties"):
            self.open.told |= told
        elif name == "map":
            self.open = None  # what a condition would say is not what the cell shows

    def end(self, tag: str) -> None:
        if local_name(tag) in ("style", "default-style"):
            self.open = None

    def characters(self, text: str) -> None:
        """Nothing that styles hold as text is looked at."""

    def look(self, name: str) -> Look:
        """A cell style's name -> the cell's look."""
        look = self.looks.get(name)
        if look is None:
            look = self.looks[name] = Look(
                _colour(self._says("table-cell", name, "background-color")),
                _colour(self._says("table-cell", name, "color")),
                self._has_line("table-cell", name),
            )
        return look

    def is_raised(self, name: str) -> bool:
        """A text style's name -> whether its letters are raised, as footnote marks are."""
        place = self._says("text", name, "text-position") or ""
        return place.startswith("super") or (place[:1].isdigit() and not place.startswith("0"))

    def is_struck(self, name: str) -> bool:
        """A text style's name -> whether its letters are struck out."""
        return self._has_line("text", name)

    def _has_line(self, family: str, name: str) -> bool:
        """Whether a line goes through letters: by its style, or its type alone in a span."""
        said = (self._says(family, name, f"text-line-through-{way}") for way in ("style", "type"))
        return any(value and value != "none" for value in said)

    def hides_table(self, name: str) -> bool:
        """A table style's name -> whether its sheet is hidden."""
        return self._says("table", name, "display") == "false"

    def has_no_size(self, name: str) -> bool:
        """A row's or a column's style -> whether it has no height or width."""
        sizes = (self._says("table-row", name, "row-height"),
                 self._says("table-column", name, "column-width"))  # fmt: skip
        return any(size and _is_zero(size) for size in sizes)

    def _says(self, family: str, name: str, what: str) -> str | None:
        for _ in range(_MOST_PARENTS):
            style = self.found.get((family, name))
            if style is None:
                return None
            if what in style.told:
                return style.told[what]
            if not name:
                return None
            name = style.parent
        return None


def _colour(value: str | None) -> str | None:
    return value[1:].upper() if value and _COLOUR.fullmatch(value) else None


def _is_zero(size: str) -> bool:
    match = _SIZE.fullmatch(size.strip())
    return bool(match and float(match[1]) == 0)
