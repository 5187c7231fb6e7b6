"""Lists -> Word's numbering: definitions that equal lists share, and a use of its own for each."""

from __future__ import annotations

from itertools import accumulate
from typing import Final, NamedTuple

from packgen.document.nodes import Listing
from packgen.document.roles import Role
from packgen.render.docx import oxml, oxml_lists
from packgen.render.docx.counting import Count, counts
from packgen.settings.style import Style

# As in the PDF: the least room of labels, in sizes of the type.
_BULLET_EMS: Final = 1.05
_COUNTED_EMS: Final = 1.6
_GAP_PT: Final = 5.0


class Place(NamedTuple):
    """Where an item stands: the w:num that counts it and its level there, its text's indent, and
    how far its label hangs before that, in twips."""

    num: int
    level: int
    left: int
    hanging: int


class Numbering:
    """The lists of a package. Numbers begin after those of the reference.docx."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._looks: dict[str, int] = {}
        self._uses: list[str] = []
        self._bullets: dict[int, int] = {}

    def of(self, node: Listing, left_pt: float, style: Style) -> list[Place]:
        """A list that stands this far in -> each item's place."""
        edges = _edges(node, left_pt, style)
        levels = counts(node.items)
        if levels is None:
            return [
                self._literal(item.label, item.level, edges, style.word_font) for item in node.items
            ]
        num = self._use(levels, edges, style.word_font)
        return [Place(num, item.level, *edges[item.level]) for item in node.items]

    def parts(self) -> tuple[str, str]:
        """All w:abstractNum, and all w:num."""
        looks = (oxml_lists.look(self._first + at, levels) for levels, at in self._looks.items())
        return "".join(looks), "".join(self._uses)

    def _use(self, levels: tuple[Count, ...], edges: list[tuple[int, int]], font: str) -> int:
        """A list's w:num; bullets, which count nothing, share it."""
        look = self._look(
            "".join(
                oxml_lists.level(at, count.kind, count.start, _text(count, at), *edge, font)
                for at, (count, edge) in enumerate(zip(levels, edges, strict=True))
            )
        )
        starts = [(at, c.start) for at, c in enumerate(levels) if c.kind != "bullet"]
        if not starts and look in self._bullets:
            return self._bullets[look]
        num = self._first + len(self._uses)
        self._uses.append(oxml_lists.use(num, look, starts))
        if not starts:
            self._bullets[look] = num
        return num

    def _look(self, levels: str) -> int:
        return self._first + self._looks.setdefault(levels, len(self._looks))

    def _literal(self, label: str, at: int, edges: list[tuple[int, int]], font: str) -> Place:
        """A label that Word doesn't count to: a bullet of these words, at the outermost level."""
        num = self._use((Count("bullet", before=label),), [edges[at]], font)
        return Place(num, 0, *edges[at])


def _text(count: Count, at: int) -> str:
    """A level's w:lvlText; Word takes a percent sign with a digit for a number."""
    if count.kind == "bullet":
        return count.before
    return f"{count.before}%{at + 1}{count.after}"


def _edges(node: Listing, left_pt: float, style: Style) -> list[tuple[int, int]]:
    """A list -> for each level, its text's indent and how far its labels hang before that."""
    spec = style.type[Role.LIST_ITEM]
    face = style.typeface(spec)
    depth = max(item.level for item in node.items) + 1
    least = (_COUNTED_EMS if node.ordered else _BULLET_EMS) * spec.size_pt
    widths = []
    for level in range(depth):
        labels = {item.label for item in node.items if item.level == level}
        widest = max(face.measure(label, spec.size_pt) for label in labels)
        widths.append(max(least, widest + _GAP_PT))
    lefts = list(accumulate(widths, initial=left_pt))[1:]
    return [(oxml.twips(a), oxml.twips(b)) for a, b in zip(lefts, widths, strict=True)]
