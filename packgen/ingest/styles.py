"""Styles: the number format and the fill that each style of a workbook stands for."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass

from packgen.ingest.package import Attributes, Element, Package
from packgen.ingest.sheet import is_unseen
from packgen.model.rating import Rating

# Formats that a file names by number only (ECMA-376 part 1, 18.8.30), as a British Excel prints
# them.
BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"£"#,##0;-"£"#,##0',
    6: '"£"#,##0;[Red]-"£"#,##0',
    7: '"£"#,##0.00;-"£"#,##0.00',
    8: '"£"#,##0.00;[Red]-"£"#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "dd-mmm-yy",
    16: "dd-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "hh:mm",
    21: "hh:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    42: '_-"£"* #,##0_-;-"£"* #,##0_-;_-"£"* "-"_-;_-@_-',
    43: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    44: '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}

# The first colours of the indexed palette (ECMA-376 part 1, 18.8.27); 8 to 15 repeat them.
_INDEXED = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_INDEXED_RATINGS = {10: "FF0000", 11: "00FF00", 13: "FFFF00", 17: "008000", 51: "FFCC00",
                    52: "FF9900", 53: "FF6600", 50: "339966", 57: "339966"}  # fmt: skip
# Excel numbers the theme's colours with dark and light swapped.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
                "accent6", "hlink", "folHlink")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A number format code, the fill's colour as RRGGBB (None: no fill), and how letters look."""

    number_format: str
    fill: str | None
    struck: bool = False
    unseen: bool = False


PLAIN = Style("General", None)
_LONGEST_COUNT = 9


def read_styles(package: Package, styles_part: str, theme_part: str) -> tuple[Style, ...]:
    """The two parts of a workbook -> its cell styles, in the order that cells count them."""
    theme = theme_colours(package, theme_part)
    codes = dict(BUILT_IN)
    fills: list[str | None] = []
    fonts: list[_Font] = []
    formats: list[Attributes] = []
    for element in package.elements(styles_part):
        match element.path[1:]:
            case ("numFmts", "numFmt"):
                codes[_whole(element.attributes, "numFmtId")] = element.attributes.get(
                    "formatCode", "General"
                )
            case ("fills", "fill"):
                fills.append(None)
            case ("fills", "fill", "patternFill", "fgColor") | (
                "fills",
                "fill",
                "gradientFill",
                "stop",
                "color",
            ) if fills:
                fills[-1] = colour_of(element.attributes, theme)
            case ("fonts", "font"):
                fonts.append(_Font())
            case ("fonts", "font", "strike") if fonts:
                fonts[-1].struck = element.attributes.get("val", "1") not in ("0", "false")
            case ("fonts", "font", "color") if fonts:
                fonts[-1].colour = colour_of(element.attributes, theme)
            case ("cellXfs", "xf"):
                formats.append(element.attributes)
    numbered, lettered = dict(enumerate(fills)), dict(enumerate(fonts))
    return tuple(
        _style(
            codes.get(_whole(xf, "numFmtId"), "General"),
            numbered.get(_whole(xf, "fillId")) if _whole(xf, "fillId") > 1 else None,
            lettered.get(_whole(xf, "fontId"), _Font()),
        )
        for xf in formats
    )


@dataclass(slots=True)
class _Font:
    struck: bool = False
    colour: str | None = None


def _style(code: str, fill: str | None, font: _Font) -> Style:
    return Style(code, fill, font.struck, is_unseen(font.colour, fill))


def rating_of_fill(fill: str | None) -> Rating | None:
    """A fill's colour -> the rating that it clearly shows, if any."""
    if fill is None:
        return None
    red, green, blue = (int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 0.15:
        return None
    degrees = colorsys.rgb_to_hsv(red, green, blue)[0] * 360
    if degrees < 14 or degrees > 345:
        return Rating.RED
    if 18 <= degrees <= 66:
        return Rating.AMBER
    return Rating.GREEN if 75 <= degrees <= 170 else None


def theme_colours(package: Package, part: str) -> dict[int, str]:
    """A workbook's theme -> its colours as RRGGBB, by the numbers that styles give them."""
    return dict(_theme_colours(package.elements(part)))


def _theme_colours(elements: list[Element]) -> Iterator[tuple[int, str]]:
    for element in elements:
        path = element.path
        if len(path) == 5 and path[2] == "clrScheme" and path[3] in _THEME_ORDER:
            colour = element.attributes.get("lastClr") or element.attributes.get("val", "")
            yield _THEME_ORDER.index(path[3]), colour


def colour_of(attributes: Attributes, theme: dict[int, str]) -> str | None:
    """A colour element's attributes -> RRGGBB, tint applied; None when it names no colour."""
    colour = attributes.get("rgb", "")[-6:]
    if "theme" in attributes:
        colour = theme.get(_whole(attributes, "theme"), "")
    elif "indexed" in attributes:
        index = _whole(attributes, "indexed")
        colour = _INDEXED_RATINGS.get(index) or (_INDEXED[index % 8] if index < 16 else "")
    if len(colour) != 6 or set(colour.upper()) - set("0123456789ABCDEF"):
        return None
    try:
        tint = float(attributes.get("tint", "0"))
    except ValueError:
        tint = 0.0
    return _tinted(colour, max(-1.0, min(1.0, tint)))


def _tinted(colour: str, tint: float) -> str:
    """ECMA-376 part 1, 18.8.19: a tint moves the lightness towards black or white."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    channels = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def _whole(attributes: Attributes, name: str) -> int:
    """An attribute -> its number; 0 for none, and for one that no workbook counts to."""
    value = attributes.get(name, "0")
    return int(value) if value.isdecimal() and len(value) <= _LONGEST_COUNT else 0
