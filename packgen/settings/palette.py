"""[colours] of tokens.toml -> each token's colour, and what does not contrast enough."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any, Final

from packgen.document.drawing import Ink
from packgen.document.roles import Role
from packgen.errors import Fault
from packgen.settings.colours import contrast, grey, mixed, nearest
from packgen.settings.grounds import NONE, Pair, pairs
from packgen.settings.tables import TomlTable

TOKENS: Final = (
    *("paper", "ink", "muted", "brand", "rule", "rulestrong"),
    *("titlefill", "titletext", "headfill", "headtext", "sectfill", "secttext", "colfill"),
    *("redfill", "redtext", "redshape", "redkey", "amberfill", "ambertext", "ambershape"),
    *("greenfill", "greentext", "greenshape", "nonefill", "nonetext", "withfill", "withtext"),
    *("spark", "band", "bandedge", "better", "tline"),
    *("p2edge", "p2fill", "p2text", "p2bar", "p2bartext"),
)
"""The colours that the papers use; every style gives each of them, or extends one that does."""
MAY_BE_NONE: Final = frozenset(
    {"headfill", "sectfill", "colfill", "redfill", "amberfill", "greenfill", "nonefill"}
    | {"withfill", "p2fill", "band", "better"}
)
LEAST_GREY_STEP: Final = 20
"""How far apart the rating fills must print without colour, of 255 levels."""
Looks = Mapping[Role, tuple[Ink, Ink | None]]
"""Each role's colour and its fill."""
_MOST_COLOURS: Final = 200
_LONGEST_CHAIN: Final = 16
_RATING_FILLS: Final = ("redfill", "amberfill", "greenfill")
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_OTHER: Final = re.compile(r"([a-z0-9]+)(?: +([1-9][0-9]?)%)?")


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens as written, and their colours as ``#RRGGBB`` or "none"."""

    values: Mapping[str, Any]
    colours: Mapping[str, str]


def read_colours(table: TomlTable, used: Collection[Ink]) -> Palette:
    """[colours], and the tokens that [type] names -> the colours.

    A value is a colour, "none", another token's name, or ``TOKEN 12%``: its tint on paper.
    """
    values = {key: table.raw(key) for key in table.keys}
    if len(values) > _MOST_COLOURS:
        what = f"{len(values)} colours are more than a style can use"
        table.fault("…", what, f"keep {_MOST_COLOURS} at most")
        return Palette({}, {})
    for key in (*TOKENS, *sorted(set(used) - set(TOKENS))):
        if key not in values:
            table.fault(key, "is missing", "add it, or name a colour that is there")
    wanted = {*TOKENS, *used, *_named(values)}
    for key in sorted(values.keys() - wanted):
        table.fault(key, "is a colour that nothing uses", "mend its name, or remove it")
    found = {}
    for key, value in _all_resolved(values).items():
        if value is None:
            said = f"{values[key]!r}" if isinstance(values[key], str) else "this"
            table.fault(
                key,
                f"{said} is no colour",
                'write "#RRGGBB", another colour\'s name, or a tint such as "brand 12%"',
            )
        elif value == NONE and key not in MAY_BE_NONE:
            table.fault(key, "can't be none", "give it a colour")
        else:
            found[key] = value
    return Palette(values, found)


def _all_resolved(values: Mapping[str, Any]) -> dict[str, str | None]:
    return {key: _resolved(values, key, ()) for key in values}


def _named(values: Mapping[str, Any]) -> set[str]:
    """The tokens that other tokens' values name."""
    texts = (value for value in values.values() if isinstance(value, str))
    return {match[1] for text in texts if (match := _OTHER.fullmatch(text))}


def _resolved(values: Mapping[str, Any], key: str, above: tuple[str, ...]) -> str | None:
    """A token -> its colour; None for what is no colour, or is named by way of
    itself or of too many others."""
    value = values.get(key)
    if not isinstance(value, str) or key in above or len(above) > _LONGEST_CHAIN:
        return None
    if value == NONE or _HEX.fullmatch(value):
        return value if value == NONE else value.upper()
    match = _OTHER.fullmatch(value)
    of = _resolved(values, match[1], (*above, key)) if match else None
    if match is None or match[2] is None or of is None:
        return of
    paper = _resolved(values, "paper", (*above, key))
    if NONE in (of, paper) or paper is None:
        return None
    return mixed(of, int(match[2]) / 100, paper)


def contrast_faults(looks: Looks, palette: Palette, place: str) -> Iterator[Fault]:
    """Each role's colour and fill, and the colours -> a fault for each colour that can't be read
    where it stands, with the nearest that can; and for rating fills that look alike in print."""
    colours = palette.colours
    failing = [pair for pair in pairs(looks, colours) if not _passes(pair, colours)]
    failing_inks = {pair.ink for pair in failing}
    by_token: dict[str, list[Pair]] = {}
    for pair in failing:
        # Colours named after one that fails itself are that one's affair.
        root = _root(palette.values, pair.ink)
        by_token.setdefault(root if root in failing_inks else pair.ink, []).append(pair)
    for token, found in by_token.items():
        told = ", ".join(
            f"{p.ink} on {p.ground} {_down(contrast(colours[p.ink], colours[p.ground]))} "
            f"({p.where}: {p.least:g})"
            for p in found
        )
        yield Fault(
            f"{place} {token}",
            f"{colours[token]} has too little contrast: {told}",
            _remedy(token, found, looks, palette),
        )
    for first, second in combinations(_RATING_FILLS, 2):
        levels = [_grey_on_paper(colours, token) for token in (first, second)]
        if abs(levels[0] - levels[1]) < LEAST_GREY_STEP:
            yield Fault(
                f"{place} {first} and {second}",
                f"print as greys {levels[0]} and {levels[1]} of 255, which look alike",
                f"make one darker or lighter: at least {LEAST_GREY_STEP} apart",
            )


def _passes(pair: Pair, colours: Mapping[str, str]) -> bool:
    return contrast(colours[pair.ink], colours[pair.ground]) >= pair.least


def _root(values: Mapping[str, Any], token: str) -> str:
    """A token -> the one that gives it its colour."""
    while values[token] in values:
        token = values[token]
    return token


def _remedy(token: str, failing: list[Pair], looks: Looks, palette: Palette) -> str:
    """The nearest colour of a token with which all that fails passes, and, if there is one,
    nothing else fails: other colours may be named after it, or be its tints."""

    def changed(colour: str) -> dict[str, str]:
        found = _all_resolved({**palette.values, token: colour})
        return {key: value for key, value in found.items() if value}

    def mends(colour: str, all_others: bool = False) -> bool:
        colours = changed(colour)
        return all(
            _passes(pair, colours)
            for pair in pairs(looks, colours)
            if token in (pair.ink, _root(palette.values, pair.ink))
            or (all_others and _passes(pair, palette.colours))
        )

    own = palette.colours[token]
    if better := nearest(own, partial(mends, all_others=True)):
        return f"the nearest {token} that passes is {better}"
    if better := nearest(own, mends):
        return f"the nearest {token} that passes is {better}; other colours must then change too"
    grounds = ", ".join(dict.fromkeys(pair.ground for pair in failing))
    return f"no {token} passes on all its grounds, so change {grounds}"


def _grey_on_paper(colours: Mapping[str, str], token: str) -> int:
    value = colours[token]
    return grey(colours["paper"] if value == NONE else value)


def _down(ratio: float) -> str:
    """A ratio that fails, never rounded up to one that passes."""
    return f"{int(ratio * 100) / 100:.2f}"
