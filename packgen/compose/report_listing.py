"""A Markdown list -> a listing: items in reading order, each with its level and its label."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from packgen.compose.markdown import SyntaxTreeNode
from packgen.document.nodes import Inline, Item, Listing
from packgen.errors import BadInput, Fault

_BULLETS: Final = ("\u2022", "\u2013", "\u2022", "\u2013")
_DEEPEST: Final = 3
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

Lines = Callable[[SyntaxTreeNode], tuple[tuple[Inline, ...], ...]]
Where = Callable[[SyntaxTreeNode], str]


def listing(node: SyntaxTreeNode, lines: Lines, where: Where, *, indented: bool) -> Listing:
    """A list's node, and who reads a paragraph's lines and tells a node's place -> the listing.

    Raises BadInput for what an item can't hold.
    """
    items = tuple(_items(node, 0, lines, where))
    return Listing(items, ordered=node.type == "ordered_list", indented=indented)


def _items(node: SyntaxTreeNode, level: int, lines: Lines, where: Where) -> Iterator[Item]:
    if level > _DEEPEST:
        raise BadInput(Fault(where(node), "a list is more than four deep", "make it flatter"))
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for place, child in enumerate(node.children):
        label = _label(first + place, level) if node.type == "ordered_list" else _BULLETS[level]
        paragraphs: list[tuple[Inline, ...]] = []
        inner: list[SyntaxTreeNode] = []
        for part in child.children:
            if part.type == "paragraph" and not inner:
                paragraphs += lines(part)
            elif part.type in {"bullet_list", "ordered_list"} and paragraphs:
                inner.append(part)
            else:
                raise _unfit(part, where)
        if not paragraphs:
            raise BadInput(Fault(where(child), "an item of a list is empty", "give it a text"))
        yield Item(label, tuple(paragraphs), level)
        for part in inner:
            yield from _items(part, level + 1, lines, where)


def _unfit(part: SyntaxTreeNode, where: Where) -> BadInput:
    """What a list can't hold, said for what it is."""
    after = part.type == "paragraph"
    what = "a text after an inner list" if after else f"{part.type!r} can't stand in a list"
    return BadInput(Fault(where(part), what, "put it before or after the list"))


def _label(number: int, level: int) -> str:
    """The label of an ordered list's item: ``a)``, in it ``i)``, in that ``1)``."""
    if number < 1 or level == 2:
        return f"{number})"
    return f"{_roman(number) if level == 1 else _letters(number)})"


def _letters(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def _roman(number: int) -> str:
    """1 -> i, 4 -> iv; from 40 on in figures."""
    if number >= 40:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        while number >= value:
            number -= value
            found += letters
    return found
