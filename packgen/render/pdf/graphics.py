"""Colours, rectangles, lines and discs as PDF operators."""

from __future__ import annotations

from functools import lru_cache

from packgen.document.drawing import Ink
from packgen.errors import BadInput, Fault
from packgen.settings.style import Style

# The tokens that page furniture and tables use on their own account.
BRAND = Ink("brand")
RULE = Ink("rule")
RULE_STRONG = Ink("rulestrong")
HEAD_FILL = Ink("headfill")
TITLE_FILL = Ink("titlefill")
COLUMN_FILL = Ink("colfill")
P2_EDGE = Ink("p2edge")
P2_FILL = Ink("p2fill")
P2_TEXT = Ink("p2text")
P2_BAR = Ink("p2bar")
P2_BAR_TEXT = Ink("p2bartext")

# How much of a colour is in its pale tint, on white.
_TINT = 0.12

# A circle's quarter as a Bezier curve: the distance of its control points, radius 1.
_KAPPA = 0.5523


class Palette:
    """A style's colour tokens -> operands of the rg and RG operators."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._known: dict[Ink, str] = {}

    def operands(self, ink: Ink) -> str:
        """A token's name -> ``r g b``. Raises BadInput when the style hasn't got the token."""
        known = self._known.get(ink)
        if known is None:
            try:
                channels = self._style.rgb(ink)
            except KeyError:
                raise BadInput(
                    Fault(
                        f"styles/{self._style.name}/tokens.toml: [colours]",
                        f"there is no colour {ink!r}",
                        "add it, or name one that is there",
                    )
                ) from None
            known = self._known[ink] = " ".join(f"{channel:.4g}" for channel in channels)
        return known

    def fill(self, ink: Ink) -> str:
        """A token's name -> the operator that makes it the colour of areas and text."""
        return self.operands(ink) + " rg "

    def area(self, ink: Ink, x: float, y: float, width: float, height: float) -> str:
        """A filled rectangle, its lower left corner at x, y; nothing where the colour is "none"."""
        return self.fill(ink) + area(x, y, width, height) if self._style.paints(ink) else ""

    def tint(self, ink: Ink) -> str:
        """A token's name -> the operator for a pale ground of its hue."""
        channels = (1 - _TINT * (1 - float(c)) for c in self.operands(ink).split())
        return " ".join(f"{channel:.3f}" for channel in channels) + " rg "

    def stroke(self, ink: Ink, width_pt: float) -> str:
        """A token's name and a width -> the operators for lines."""
        return f"{self.operands(ink)} RG {width_pt:g} w "


def area(x: float, y: float, width: float, height: float) -> str:
    """A rectangle with its lower left corner at x, y, filled."""
    return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f\n"


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle with its lower left corner at x, y, outlined."""
    return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S\n"


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    """A line from point to point."""
    return f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S\n"


@lru_cache(maxsize=256)
def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle about x, y; without the operator that paints it."""
    k = _KAPPA * radius
    left, right, low, high = x - radius, x + radius, y - radius, y + radius
    return (
        f"{right:.2f} {y:.2f} m "
        f"{right:.2f} {y + k:.2f} {x + k:.2f} {high:.2f} {x:.2f} {high:.2f} c "
        f"{x - k:.2f} {high:.2f} {left:.2f} {y + k:.2f} {left:.2f} {y:.2f} c "
        f"{left:.2f} {y - k:.2f} {x - k:.2f} {low:.2f} {x:.2f} {low:.2f} c "
        f"{x + k:.2f} {low:.2f} {right:.2f} {y - k:.2f} {right:.2f} {y:.2f} c h "
    )


def shifted(operators: str, x: float, y: float) -> str:
    """Operators about the origin -> the same about x, y; what they set ends with them."""
    return f"q 1 0 0 1 {x:.2f} {y:.2f} cm {operators}Q\n"


def artifact(operators: str) -> str:
    """Operators -> the same, marked as decoration that is not read out."""
    return f"/Artifact BMC\n{operators}EMC\n"


def pagination(operators: str, part: str) -> str:
    """Operators -> the same, marked as furniture of the page; ``part``: Header or Footer."""
    return f"/Artifact<</Type/Pagination/Subtype/{part}>>BDC\n{operators}EMC\n"
