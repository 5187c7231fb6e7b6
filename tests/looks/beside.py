"""Two pages that should look alike -> where they don't."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from packgen.document.roles import Shape
from tests.looks.pages import Page, Word

NEAR_PT = 3.0  # words stand within this, across and down
BROKEN = 20  # words of a page may stand on another line
EDGE_PT = 1.0  # columns' edges

_SHAPES = "".join(shape.value for shape in Shape)
_IN_PICTURES = "[c]"  # Word's pictures have no text of their own
_DASHES = "-\u2010\u2011\u2013\u2014"


def letters(page: Page) -> Counter[str]:
    """How often each letter and digit stands on a page, words up its edges left out."""
    text = "".join(w.text for w in page.words if not w.turned and w.text != _IN_PICTURES)
    return Counter(char for char in text if char not in _SHAPES + _DASHES)


def strays(page: Page, other: Page) -> list[str]:
    """Words of a page that stand elsewhere on the other, if these are too many."""
    places = defaultdict(list)
    for word in other.words:
        places[word.text].append(word)
    broken = []
    for word in _plain(page.words):
        said = f"{word.text!r} at {word.box.left:.0f}, {word.base:.0f}"
        near = min(places[word.text], key=lambda w: sum(_distance(word, w)), default=None)
        if near is None:
            broken.append(f"{said} is not there")
            continue
        places[word.text].remove(near)
        across, down = _distance(word, near)
        if max(across, down) > NEAR_PT:
            broken.append(f"{said} is {across:.1f} across and {down:.1f} down from there")
    return broken if len(broken) > BROKEN else []


def _plain(words: Iterable[Word]) -> list[Word]:
    left_out = (*_SHAPES, *_DASHES, _IN_PICTURES)
    return [word for word in words if not word.turned and word.text not in left_out]


def _distance(word: Word, other: Word) -> tuple[float, float]:
    return abs(word.box.left - other.box.left), abs(word.base - other.base)


def column_edges(page: Page) -> set[float]:
    """Where a page's tables have upright rules, white ones left out."""
    return {round(r.box.left, 2) for r in page.rules if r.upright and min(r.colour) < 250}


def moved_edges(page: Page, other: Page) -> list[float]:
    """Column edges of a page that the other page has not."""
    theirs = column_edges(other)
    return [x for x in column_edges(page) if not any(abs(x - y) <= EDGE_PT for y in theirs)]
