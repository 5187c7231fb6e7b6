"""[colours] of tokens.toml -> each token's colour, and what does not contrast enough."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Any, Final

from packgen.document.drawing import Ink
from packgen.document.roles import Role
from packgen.errors import Fault
from packgen.settings.colours import contrast, grey, mixed, nearest_passing
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
_RATING_FILLS: Final = ("redfill", "amberfill", "greenfill")
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_OTHER: Final = re.compile(r"([a-z0-9]+)(?: +([1-9][0-9]?)%)?")


def read_colours(table: TomlTable, used: Collection[Ink]) -> dict[str, str]:
    """[colours], and the tokens that [type] names -> the colours as ``#RRGGBB`` or "none".

    A value is a colour, "none", another token's name, or ``TOKEN 12%``: its tint on paper.
    """
    values = {key: table.raw(key) for key in table.keys}
    for key in (*TOKENS, *sorted(set(used) - set(TOKENS))):
        if key not in values:
            table.fault(key, "is missing", "add it, or name a colour that is there")
    wanted = {*TOKENS, *used, *_named(values)}
    for key in sorted(values.keys() - wanted):
        table.fault(key, "is a colour that nothing uses", "mend its name, or remove it")
    found = {}
    for key, written in values.items():
        value = _resolved(values, key, ())
        if value is None:
            said = f"{written!r}" if isinstance(written, str) else "this"
            table.fault(
                key,
                f"{said} is no colour",
                'write "#RRGGBB", another colour\'s name, or a tint such as "brand 12%"',
            )
        elif value == NONE and key not in MAY_BE_NONE:
            table.fault(key, "can't be none", "give it a colour")
        else:
            found[key] = value
    return found


def _named(values: Mapping[str, Any]) -> set[str]:
    """The tokens that other tokens' values name."""
    texts = (value for value in values.values() if isinstance(value, str))
    return {match[1] for text in texts if (match := _OTHER.fullmatch(text))}


def _resolved(values: Mapping[str, Any], key: str, above: tuple[str, ...]) -> str | None:
    """A token -> its colour; None for what is no colour, or names itself in a circle."""
    value = values.get(key)
    if not isinstance(value, str) or key in above:
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


def contrast_faults(
    looks: Mapping[Role, tuple[Ink, Ink | None]], colours: Mapping[str, str], place: str
) -> Iterator[Fault]:
    """Each role's colour and fill, and the colours -> a fault for each pair that can't be read,
    with the nearest colour that can; and for rating fills that look alike without colour."""
    found = list(pairs(looks, colours))
    for pair in found:
        ratio = contrast(colours[pair.ink], colours[pair.ground])
        if ratio < pair.least:
            yield Fault(
                f"{place} {pair.ink} on {pair.ground}",
                f"{colours[pair.ink]} on {colours[pair.ground]} has a contrast of {_down(ratio)}, "
                f"where {pair.where} needs {pair.least:g}",
                _remedy(pair, found, colours),
            )
    for first, second in combinations(_RATING_FILLS, 2):
        levels = [_grey_on_paper(colours, token) for token in (first, second)]
        if abs(levels[0] - levels[1]) < LEAST_GREY_STEP:
            yield Fault(
                f"{place} {first} and {second}",
                f"print as greys {levels[0]} and {levels[1]} of 255, which look alike",
                f"make one darker or lighter: at least {LEAST_GREY_STEP} apart",
            )


def _remedy(pair: Pair, all_pairs: list[Pair], colours: Mapping[str, str]) -> str:
    """The nearest colour that passes wherever the ink stands; else on this ground alone."""
    everywhere = [(colours[p.ground], p.least) for p in all_pairs if p.ink == pair.ink]
    ink = colours[pair.ink]
    better = nearest_passing(ink, everywhere)
    if better:
        return f"the nearest {pair.ink} that passes is {better}"
    better = nearest_passing(ink, [(colours[pair.ground], pair.least)])
    return (
        f"the nearest {pair.ink} that passes here is {better}; no colour passes on all its "
        f"grounds, so change {pair.ground} instead"
    )


def _grey_on_paper(colours: Mapping[str, str], token: str) -> int:
    value = colours[token]
    return grey(colours["paper"] if value == NONE else value)


def _down(ratio: float) -> str:
    """A ratio that fails, never rounded up to one that passes."""
    return f"{int(ratio * 100) / 100:.2f}"
