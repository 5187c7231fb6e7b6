"""Shapes of a Word file that lie in front of its text."""

from __future__ import annotations

import re

from packgen.ingest.wordtree import Node

_WRAPPED = frozenset({"wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom"})
_FILLS = frozenset({"solidFill", "gradFill", "pattFill", "blipFill", "grpFill"})
_SHAPES = frozenset({"wsp", "sp"})
_OLD_SHAPES = frozenset({"shape", "rect", "roundrect", "oval", "polyline", "arc", "curve"})
_BEHIND = re.compile(r"z-index\s*:\s*-")
_ABSOLUTE = re.compile(r"position\s*:\s*absolute")


def lies_in_front(node: Node) -> bool:
    """Whether a drawing lies over the text, which does not flow around it."""
    return any(_is_in_front(each) for each in node.walk() if each.name == "anchor")


def covers(node: Node) -> bool:
    """Whether a drawing lies over the text and lets nothing be seen through it."""
    for each in node.walk():
        if each.name == "anchor" and _is_in_front(each):
            if any(_is_filled(shape) for shape in each.walk() if shape.name in _SHAPES):
                return True
        elif each.name in _OLD_SHAPES and _covers_of_old(each):
            return True
    return False


def _is_in_front(anchor: Node) -> bool:
    behind = anchor.attributes.get("behindDoc", "0") in ("1", "true", "on")
    return not behind and not any(kid.name in _WRAPPED for kid in anchor.kids)


def _is_filled(shape: Node) -> bool:
    """Whether a shape has a fill: its own, else its style's."""
    own = {kid.name for looks in shape.all("spPr") for kid in looks.kids}
    if "noFill" in own:
        return False
    style = shape.one("style", "fillRef")
    return bool(own & _FILLS) or (style is not None and style.attributes.get("idx", "0") != "0")


def _covers_of_old(shape: Node) -> bool:
    """The same of a shape in the older drawing language (VML), where a fill is the rule."""
    style = shape.attributes.get("style", "")
    if not _ABSOLUTE.search(style) or _BEHIND.search(style):
        return False
    wrap, fill = shape.one("wrap"), shape.one("fill")
    if wrap is not None and wrap.attributes.get("type", "none") != "none":
        return False
    said = [shape.attributes.get("filled", "t"), fill.attributes.get("on", "t") if fill else "t"]
    return shape.one("imagedata") is None and not any(each in ("f", "false") for each in said)
