"""Charts of small scorecards, and how much room their labels take, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from packgen.assess import assess
from packgen.compose.charts import FULL, trend_chart
from packgen.compose.painting import Size
from packgen.compose.placing import ASCENT, DESCENT, Box
from packgen.compose.series import Observed
from packgen.disclose import release_public
from packgen.document.drawing import Area, Dot, Drawing, Figure, Label, Mark, Stroke, Triangle
from packgen.document.roles import Align
from packgen.model.disclosed import PublicScorecard
from packgen.model.indicator import Indicator
from packgen.model.period import Month
from packgen.settings.rules import RatingRules
from packgen.settings.style import Style, load_style
from packgen.settings.vocabulary import load_words
from tests.cards import scorecard

WORDS = load_words()
APRIL = Month(2023, 4)


@cache
def civic() -> Style:
    return load_style("civic")


def public(row: Indicator, due: int = 12) -> PublicScorecard:
    """A row as the public may see it, after so many months of 2023/24."""
    card = scorecard(row, position=APRIL.shifted(due - 1))
    return release_public(assess(card, RatingRules()))


def chart(
    row: Indicator,
    due: int = 12,
    size: Size = FULL,
    earlier: tuple[Observed, ...] = (),
    language: str = "en-GB",
) -> Figure | None:
    card = public(row, due)
    (indicator,) = card.indicators
    words = load_words(language)
    return trend_chart(indicator, card.blocks[0], card.position, words, civic(), size, earlier)


def drawn(row: Indicator, due: int = 12, size: Size = FULL) -> Drawing:
    figure = chart(row, due, size)
    assert figure is not None
    return figure.drawing


def labels(drawing: Drawing) -> list[Label]:
    return [mark for mark in drawing.marks if isinstance(mark, Label)]


def texts(drawing: Drawing) -> list[str]:
    return [label.text for label in labels(drawing)]


def room(label: Label) -> Box:
    """The rectangle that a label's letters take."""
    face = civic().bold if label.bold else civic().regular
    width = face.measure(label.text, label.size_pt)
    left = label.x - {Align.LEFT: 0, Align.CENTRE: width / 2, Align.RIGHT: width}[label.align]
    low = label.y - DESCENT * label.size_pt
    return Box(left, low, left + width, label.y + ASCENT * label.size_pt)


def corners(mark: Mark) -> list[tuple[float, float]]:
    match mark:
        case Area(x=x, y=y, width=w, height=h):
            return [(x, y), (x + w, y + h)]
        case Dot(x=x, y=y, radius=r):
            return [(x - r, y - r), (x + r, y + r)]
        case Stroke(points=points) | Triangle(points=points):
            return list(points)
        case Label():
            box = room(mark)
            return [(box.left, box.bottom), (box.right, box.top)]


def check_layout(drawing: Drawing) -> None:
    """Nothing leaves the canvas, no text covers another, none is too small to be read."""
    for mark in drawing.marks:
        for x, y in corners(mark):
            assert -0.01 <= x <= drawing.width_pt + 0.01, mark
            assert -0.01 <= y <= drawing.height_pt + 0.01, mark
    for label in labels(drawing):
        assert label.size_pt >= 8
        assert label.text
    for one, other in combinations(labels(drawing), 2):
        assert not room(one).overlaps(room(other), -0.05), (one, other)
    for x, y in along(drawing):
        for label in labels(drawing):
            box = room(label)
            assert not (box.left < x < box.right and box.bottom < y < box.top), (label, x, y)


def along(drawing: Drawing) -> Iterator[tuple[float, float]]:
    """Places all along the lines that join figures."""
    for mark in drawing.marks:
        if isinstance(mark, Stroke) and mark.ink == "spark":
            for (x0, y0), (x1, y1) in pairwise(mark.points):
                yield from ((x0 + (x1 - x0) * k / 20, y0 + (y1 - y0) * k / 20) for k in range(21))
