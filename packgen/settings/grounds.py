"""What stands on what: every pair of text and ground, shape and ground that the papers paint.

The list is packgen's, not a style's, so that no style can leave a pair out; a test paints papers
and finds every pair in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from packgen.document.drawing import Ink
from packgen.document.roles import Role

CONTRAST_TEXT: Final = 4.5
CONTRAST_SHAPES: Final = 3.0
NONE: Final = "none"
"""The colour of a ground that is not painted."""

_PAPER: Final = ("paper",)
_FIGURES: Final = ("paper", "colfill", "p2fill")
_ROLE_GROUNDS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.COLUMN_HEAD: ("headfill",),
    Role.SECTION: ("sectfill",),
    Role.SECTION_COUNT: ("sectfill",),
    Role.EXEMPTION: ("paper", "p2fill"),
    Role.WORDS: (*_FIGURES, "withfill"),
    Role.FIGURE: _FIGURES,
    Role.FIGURE_LATEST: _FIGURES,
    Role.RATIO: _FIGURES,
    Role.WITHHELD: ("withfill",),
}
"""Where text in its role's own colour stands, but on paper and on the role's own fill."""

_INKS: Final = (
    ("redtext", "redfill"),
    ("ambertext", "amberfill"),
    ("greentext", "greenfill"),
    ("nonetext", "nonefill"),
    ("ink", "colfill"),
    ("muted", "colfill"),
    ("p2text", "p2edge"),
    ("p2bartext", "p2bar"),
    ("withtext", "withfill"),
    ("brand", "colfill"),
    *((ink, "p2fill") for ink in ("ink", "muted", "brand")),
)
"""Text whose colour is not its role's."""

_SHAPES: Final = (
    ("redshape", "redfill"),
    ("ambershape", "amberfill"),
    ("greenshape", "greenfill"),
    *((shape, ground) for shape in ("redkey", "ambershape", "greenshape", "muted")
      for ground in ("paper", "sectfill")),
    ("muted", "colfill"),
    ("nonetext", "paper"),
    ("p2text", "paper"),
    ("brand", "paper"),
    ("rulestrong", "paper"),
    *(("spark", ground) for ground in ("paper", "band", "better", "withfill")),
    *(("bandedge", ground) for ground in ("paper", "band", "better")),
    *(("tline", ground) for ground in ("paper", "better")),
)  # fmt: skip


class Pair(NamedTuple):
    """A colour on a ground, by their tokens; the least contrast; what needs it."""

    ink: str
    ground: str
    least: float
    where: str


def role_grounds(role: Role, fill: Ink | None) -> tuple[str, ...]:
    """A role and its own fill -> the tokens of all grounds that its text stands on."""
    return (fill,) if fill else _ROLE_GROUNDS.get(role, _PAPER)


def pairs(
    looks: Mapping[Role, tuple[Ink, Ink | None]], colours: Mapping[str, str]
) -> Iterator[Pair]:
    """Each role's colour and fill, and the style's colours -> every pair, each once: as text where
    it is text anywhere.

    A ground that is "none" shows what lies under it: paper, or the latest month's tint.
    """
    seen = set()
    for pair in _all_pairs(looks):
        for ground in _shown(pair.ground, colours):
            if (pair.ink, ground) not in seen:
                seen.add((pair.ink, ground))
                yield pair._replace(ground=ground)


def _all_pairs(looks: Mapping[Role, tuple[Ink, Ink | None]]) -> Iterator[Pair]:
    for role, (ink, fill) in looks.items():
        for ground in role_grounds(role, fill):
            yield Pair(ink, ground, CONTRAST_TEXT, f"{role.value} text")
        if fill is None:
            yield Pair(Ink("brand"), Ink("paper"), CONTRAST_TEXT, "links")
    yield from (Pair(ink, ground, CONTRAST_TEXT, "text") for ink, ground in _INKS)
    yield from (Pair(ink, ground, CONTRAST_SHAPES, "shapes") for ink, ground in _SHAPES)


def _shown(ground: str, colours: Mapping[str, str]) -> tuple[str, ...]:
    if colours.get(ground) != NONE:
        return (ground,)
    under = _PAPER if ground in {"sectfill", "headfill"} else ("paper", "colfill")
    return tuple(token for token in under if colours.get(token) != NONE)
