"""A name -> the tokens.toml that a council starts its own style from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from packgen.document.drawing import Ink
from packgen.errors import BadInput, Fault
from packgen.settings import resources
from packgen.settings.colours import contrast
from packgen.settings.style import Style, load_style
from packgen.settings.tokens import FILE

_TEXT: Final = """\
# The {name} style. What is not written here is as in {base}; docs/styles.md lists every key.
# A colour is "#RRGGBB", another colour's name, a tint such as "brand 12%", or "none" (no ground).
# Whatever can't be read on its ground is refused, and the nearest colour that can is named.
extends = "{base}"

[colours]
brand = "{brand}"          # headings, rules, trends and all that is named after it
{tints}

[title]
bar = "{bar}"              # "rule": a line under the title; "block": the title on a ground

# The council's logo, at the right of the title. PNG or JPEG, beside this file; height in mm.
# [logo]
# file = "logo.png"
# height = 16
# alt = "Example Borough Council"

# Fonts of your own: static TrueType, beside this file; "word" is the family that Word asks for.
# [fonts]
# regular = "fonts/Example-Regular.ttf"
# bold = "fonts/Example-Bold.ttf"
# word = "Example"

# Sizes, in points.
# [type]
# title = {{ size = 24, leading = 27 }}
"""


_TINTS: Final = {
    "headfill": 'headfill = "brand 12%"     # the head of a table',
    "sectfill": 'sectfill = "brand 6%"      # a section\'s row',
    "colfill": 'colfill = "brand 4%"       # the latest month',
    "band": 'band = "brand 18%"         # a trend\'s acceptable range',
    "better": 'better = "brand 8%"        # the better side of it',
}
_PALE: Final = 1.6


def start_style(name: str, base: str, folder: Path) -> Path:
    """A new style's name, the style that it extends, and where styles lie -> its tokens.toml.

    Raises BadInput for a name that can't be one, or is taken; nothing is ever overwritten.
    """
    if not resources.is_name(name):
        what = "is no name for a style"
        raise BadInput(Fault(repr(name), what, "use small letters, digits, - and _"))
    file = folder / name / FILE
    home = resources.find("styles", base, own=folder)
    style = load_style(home)
    if resources.is_path(base):
        # The path is the user's, from where they stand; the style needs it from where it lies.
        base = _from(file.parent, home.folder)
    tints = "\n".join(line for token, line in _TINTS.items() if _is_pale(style, Ink(token)))
    brand, bar = style.colours["brand"], style.title.bar.value
    text = _TEXT.format(name=name, base=base, brand=brand, tints=tints, bar=bar)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        raise BadInput(
            Fault(str(file), "is there already", "choose another name, or change that file")
        ) from None
    except OSError as error:
        raise BadInput(
            Fault(str(file), f"can't be written: {error.strerror}", "check the folder's rights")
        ) from None
    return file


def _is_pale(style: Style, token: Ink) -> bool:
    """Whether the style has a pale ground here, which a tint can stand in for."""
    pale = style.paints(token) and contrast(style.colour(token), style.colours["paper"]) < _PALE
    return bool(pale)


def _from(folder: Path, target: Path) -> str:
    """A folder and a target -> the target's path from there, with a slash in it."""
    here, there = folder.resolve(), target.resolve()
    shared = next(p for p in (here, *here.parents) if there.is_relative_to(p))
    up = "../" * len(here.relative_to(shared).parts)
    return f"{up or './'}{there.relative_to(shared).as_posix()}"
