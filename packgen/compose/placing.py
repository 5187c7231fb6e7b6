"""A canvas: marks in painting order, and the room that labels leave one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from packgen.compose.axes import crosses
from packgen.document.drawing import Drawing, Ink, Label, Mark
from packgen.document.roles import Align
from packgen.settings.style import Style

TEXT_PT = 8.0
LEADING_PT = 9.6
ASCENT, DESCENT = 0.74, 0.22
"""How far letters reach above and below their baseline, in sizes."""
_APART_PT = 0.8
_INK = Ink("ink")
_ELLIPSIS = " …"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something holds."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box, apart: float = 0.0) -> bool:
        """Whether two come closer than this to each other."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.bottom < other.top + apart
            and other.bottom < self.top + apart
        )


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a label is set."""

    size_pt: float = TEXT_PT
    ink: Ink = _INK
    bold: bool = False


class Canvas:
    """A drawing in the making. Text is set at a place that was planned for it, or at the first of
    several where it covers nothing."""

    def __init__(self, width_pt: float, height_pt: float, style: Style) -> None:
        self.width = width_pt
        self.height = height_pt
        self.style = style
        self._marks: list[Mark] = []
        self._taken: list[Box] = []
        self._lines: list[Sequence[tuple[float, float]]] = []
        self._spared: list[Box] = []

    @property
    def drawing(self) -> Drawing:
        """What has been painted."""
        return Drawing(self.width, self.height, tuple(self._marks))

    def paint(self, *marks: Mark) -> None:
        """Marks, over what is there."""
        self._marks += marks

    def take(self, box: Box) -> None:
        """Holds room that no label may cover."""
        self._taken.append(box)

    def guard(self, line: Sequence[tuple[float, float]]) -> None:
        """A line of two points or more that no label may cover."""
        self._lines.append(line)

    def spare(self, box: Box) -> None:
        """Room that labels leave free where they can."""
        self._spared.append(box)

    def measure(self, text: str, lettering: Lettering) -> float:
        """The width of a text in points."""
        face = self.style.bold if lettering.bold else self.style.regular
        return face.measure(text, lettering.size_pt)

    def write(self, text: str, x: float, y: float, align: Align, lettering: Lettering) -> None:
        """Text at this place, whatever is there."""
        self.take(self._box(text, x, y, align, lettering))
        self.paint(Label(x, y, text, lettering.size_pt, lettering.ink, align, lettering.bold))

    def write_clear(
        self, text: str, places: Iterable[tuple[float, float, Align]], lettering: Lettering
    ) -> bool:
        """Text at the first of these places where it is clear -> whether there was one."""
        second: tuple[float, float, Align] | None = None
        for place in places:
            box = self._box(text, *place, lettering)
            if not self._is_clear(box):
                continue
            if not any(box.overlaps(other) for other in self._spared):
                self.write(text, *place, lettering)
                return True
            second = second or place
        if second:
            self.write(text, *second, lettering)
        return second is not None

    def shortened(self, text: str, width: float, lettering: Lettering) -> str:
        """A text, or as much of its beginning as fits this width."""
        if self.measure(text, lettering) <= width:
            return text
        while text and self.measure(text + _ELLIPSIS, lettering) > width:
            text = text[:-1].rstrip()
        return text + _ELLIPSIS if text else ""

    def wrapped(self, text: str, width: float, lettering: Lettering, most: int = 2) -> list[str]:
        """A text -> up to ``most`` lines of this width; the last one is shortened if need be."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and (len(lines) == most or self.measure(longer, lettering) <= width):
                lines[-1] = longer
            else:
                lines.append(word)
        return [self.shortened(line, width, lettering) for line in lines]

    def _box(self, text: str, x: float, y: float, align: Align, lettering: Lettering) -> Box:
        width, size = self.measure(text, lettering), lettering.size_pt
        left = x - {Align.LEFT: 0.0, Align.CENTRE: width / 2, Align.RIGHT: width}[align]
        return Box(left, y - DESCENT * size, left + width, y + ASCENT * size)

    def _is_clear(self, box: Box) -> bool:
        inside = box.left >= 0 and box.right <= self.width
        if not (inside and box.bottom >= 0 and box.top <= self.height):
            return False
        if any(box.overlaps(other, _APART_PT) for other in self._taken):
            return False
        low, high = (box.left, box.bottom), (box.right, box.top)
        return not any(crosses(line, low, high) for line in self._lines)
