"""A style's tokens.toml -> every colour, size and font that the papers use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from packgen.document.drawing import Ink
from packgen.document.roles import Align, Role
from packgen.errors import BadInput, Fault
from packgen.settings import resources
from packgen.settings.typeface import Typeface, load_typeface

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_TYPE_KEYS = frozenset({"size", "leading", "colour", "bold", "before", "after", "align", "fill"})
_TABLE_KEYS = ("pad_x", "pad_figure", "pad_y", "rule", "rule_strong")
CONTRAST_TEXT = 4.5
CONTRAST_SHAPES = 3.0


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """How a role is set; ``leading`` is from line to line, exactly."""

    size_pt: float
    leading_pt: float
    colour: Ink
    bold: bool = False
    before_pt: float = 0.0
    after_pt: float = 0.0
    align: Align = Align.LEFT
    fill: Ink | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Cell padding and rules, in points; ``pad_figure_pt`` is beside figures in tight columns."""

    pad_x_pt: float
    pad_figure_pt: float
    pad_y_pt: float
    rule_pt: float
    rule_strong_pt: float


@dataclass(frozen=True)
class Style:
    """One style. ``colours`` maps a token's name to ``#RRGGBB``; ``folder`` holds its files."""

    name: str
    folder: Path
    regular_file: str
    bold_file: str
    word_font: str
    colours: Mapping[str, str]
    type: Mapping[Role, TypeSpec]
    table: TableSpec

    @cached_property
    def regular(self) -> Typeface:
        """The regular font."""
        return load_typeface(self.folder / self.regular_file)

    @cached_property
    def bold(self) -> Typeface:
        """The bold font."""
        return load_typeface(self.folder / self.bold_file)

    def typeface(self, bold: bool) -> Typeface:
        """The font of this weight."""
        return self.bold if bold else self.regular

    def colour(self, ink: Ink) -> str:
        """A token's name -> ``#RRGGBB``. Raises KeyError for an unknown name."""
        return self.colours[ink]

    def rgb(self, ink: Ink) -> tuple[float, float, float]:
        """A token's name -> red, green, blue between 0 and 1."""
        value = self.colours[ink]
        return tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def contrast(first: str, second: str) -> float:
    """Two ``#RRGGBB`` -> their contrast ratio, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load_style(name: str) -> Style:
    """A style's name -> the style. Raises BadInput with every fault of its tokens.toml."""
    folder = resources.folder("styles", name)
    file = folder / "tokens.toml"
    try:
        tokens = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(Fault(f"styles/{name}/tokens.toml", str(error), "mend the file")) from None
    faults = list(_faults(tokens, f"styles/{name}/tokens.toml"))
    if faults:
        raise BadInput(faults)
    fonts, table = tokens["fonts"], tokens["table"]
    return Style(
        name=name,
        folder=folder,
        regular_file=fonts["regular"],
        bold_file=fonts["bold"],
        word_font=fonts["word"],
        colours=tokens["colours"],
        type={role: _type_spec(tokens["type"][role.value]) for role in Role},
        table=TableSpec(*(table[key] for key in _TABLE_KEYS)),
    )


def _type_spec(entry: Mapping[str, Any]) -> TypeSpec:
    fill = entry.get("fill")
    return TypeSpec(
        size_pt=float(entry["size"]),
        leading_pt=float(entry["leading"]),
        colour=Ink(entry["colour"]),
        bold=entry.get("bold", False),
        before_pt=float(entry.get("before", 0)),
        after_pt=float(entry.get("after", 0)),
        align=Align(entry.get("align", "left")),
        fill=Ink(fill) if fill else None,
    )


def _faults(tokens: Mapping[str, Any], file: str) -> Iterator[Fault]:
    for table, keys in {
        "fonts": ("regular", "bold", "word"),
        "colours": (),
        "type": tuple(role.value for role in Role),
        "table": _TABLE_KEYS,
        "contrast": ("text", "shapes"),
    }.items():
        for key in keys:
            if key not in tokens.get(table, {}):
                yield Fault(
                    f"{file}: [{table}] {key}", "is missing", "copy it from the civic style"
                )
    colours = tokens.get("colours", {})
    for key, value in colours.items():
        if not (isinstance(value, str) and _HEX.fullmatch(value)):
            yield Fault(f"{file}: [colours] {key}", f"{value!r} is no colour", "write #RRGGBB")
    yield from _type_faults(tokens.get("type", {}), colours, file)
    yield from _contrast_faults(tokens.get("contrast", {}), colours, file)


def _type_faults(
    types: Mapping[str, Any], colours: Mapping[str, str], file: str
) -> Iterator[Fault]:
    for key, entry in types.items():
        place = f"{file}: [type] {key}"
        if key not in {role.value for role in Role}:
            yield Fault(place, "is not a role", "remove it, or mend its name")
        for unknown in sorted(set(entry) - _TYPE_KEYS):
            yield Fault(place, f"{unknown!r} is not a key", f"use {', '.join(sorted(_TYPE_KEYS))}")
        for needed in ("size", "leading", "colour"):
            if needed not in entry:
                yield Fault(place, f"has no {needed}", "add it")
        for colour in filter(None, (entry.get("colour"), entry.get("fill"))):
            if colour not in colours:
                yield Fault(place, f"{colour!r} is not in [colours]", "name a colour that is")


def _contrast_faults(
    pairs: Mapping[str, Any], colours: Mapping[str, str], file: str
) -> Iterator[Fault]:
    for kind, least in (("text", CONTRAST_TEXT), ("shapes", CONTRAST_SHAPES)):
        for first, second in pairs.get(kind, ()):
            if not {first, second} <= set(colours):
                yield Fault(
                    f"{file}: [contrast] {kind}", f"{first} or {second} is no colour", "mend it"
                )
            elif (
                _valid(colours, first, second)
                and (ratio := contrast(colours[first], colours[second])) < least
            ):
                yield Fault(
                    f"{file}: [colours] {first} on {second}",
                    f"a contrast of {ratio:.1f}, where {least} is needed",
                    f"make {first} darker or lighter",
                )


def _valid(colours: Mapping[str, str], *names: str) -> bool:
    return all(isinstance(colours[n], str) and _HEX.fullmatch(colours[n]) for n in names)
