"""A style: every colour, size and font that the papers use, as its tokens.toml gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from packgen.document.drawing import Ink
from packgen.document.roles import Align, Role
from packgen.settings import resources
from packgen.settings.colours import contrast
from packgen.settings.grounds import NONE
from packgen.settings.picture import Picture
from packgen.settings.resources import Resource
from packgen.settings.typeface import Typeface

__all__ = [
    "Fonts",
    "LogoSpec",
    "Style",
    "TableSpec",
    "TitleBar",
    "TitleSpec",
    "TypeSpec",
    "contrast",
    "load_style",
]


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """How a role is set; ``leading`` is from line to line, exactly; ``heading``: in that font."""

    size_pt: float
    leading_pt: float
    colour: Ink
    bold: bool = False
    before_pt: float = 0.0
    after_pt: float = 0.0
    align: Align = Align.LEFT
    fill: Ink | None = None
    heading: bool = False

    def weight(self, bold: bool = False, italic: bool = False) -> int:
        """The place of the font in ``Fonts.by_weight``; ``bold`` asks for more than the role's."""
        return 4 * italic + 2 * self.heading + (bold or self.bold)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Cell padding and rules, in points; ``pad_figure_pt`` is beside figures in tight columns,
    ``sectbar_pt`` the rule above a section."""

    pad_x_pt: float
    pad_figure_pt: float
    pad_y_pt: float
    rule_pt: float
    rule_strong_pt: float
    sectbar_pt: float


class TitleBar(Enum):
    """How the title block is set off: by a rule below it, or by the ground it stands on."""

    RULE = "rule"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class TitleSpec:
    """The title block; ``rule_pt`` is its rule's thickness."""

    bar: TitleBar
    rule_pt: float


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts embedded in PDF, and the families that Word asks for; without an italic, what
    should be in it stands upright."""

    regular: Typeface
    bold: Typeface
    heading: Typeface
    heading_bold: Typeface
    word: str
    word_heading: str
    italic: Typeface | None = None
    bold_italic: Typeface | None = None

    @property
    def by_weight(self) -> tuple[Typeface, ...]:
        """Regular and bold, then those of headings; after these four, each one's italic."""
        upright = (self.regular, self.bold, self.heading, self.heading_bold)
        italics = {self.regular: self.italic, self.bold: self.bold_italic}
        return *upright, *(italics.get(typeface) or typeface for typeface in upright)


@dataclass(frozen=True, slots=True)
class LogoSpec:
    """The council's emblem: its picture, its size on paper, and what it says in words."""

    picture: Picture
    width_pt: float
    height_pt: float
    alt: str


@dataclass(frozen=True, eq=False)
class Style:
    """One style. ``colours`` maps a token's name to ``#RRGGBB``, or a ground's to "none";
    ``folder`` holds its files."""

    name: str
    folder: Path
    fonts: Fonts
    colours: Mapping[str, str]
    type: Mapping[Role, TypeSpec]
    table: TableSpec
    title: TitleSpec
    logo: LogoSpec | None = None

    @property
    def regular(self) -> Typeface:
        """The regular font."""
        return self.fonts.regular

    @property
    def bold(self) -> Typeface:
        """The bold font."""
        return self.fonts.bold

    @property
    def word_font(self) -> str:
        """The family that Word asks for."""
        return self.fonts.word

    def typeface(self, spec: TypeSpec) -> Typeface:
        """The font that a role is set in."""
        return self.fonts.by_weight[spec.weight()]

    def colour(self, ink: Ink) -> str:
        """A token's name -> ``#RRGGBB``, or "none". Raises KeyError for an unknown name."""
        return self.colours[ink]

    def paints(self, ink: Ink | None) -> bool:
        """Whether a ground is painted at all."""
        return ink is not None and self.colours.get(ink) != NONE

    def rgb(self, ink: Ink) -> tuple[float, float, float]:
        """A token's name -> red, green, blue between 0 and 1."""
        value = self.colours[ink]
        return tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def load_style(style: str | Resource) -> Style:
    """A shipped style's name, or where any style lies -> the style.

    Raises BadInput with every fault of its tokens.toml, and of its fonts and its logo.
    """
    from packgen.settings.tokens import read_style

    return read_style(resources.find("styles", style) if isinstance(style, str) else style)
