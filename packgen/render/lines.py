"""Text and a width -> lines, for all writers. Widths are in thousandths of the type size."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from packgen.settings.style import TypeSpec
from packgen.settings.typeface import Typeface

_BREAK_AFTER = frozenset("/-\u2010\u2013\u2014")
# Widths are sums of floats: what fits exactly must fit.
SLACK = 0.01
HANG_PT = 34.0
"""How far in text stands behind the number that hangs before it, and what belongs to it."""
# Where a line's letters stand in its leading: half a capital's height below the middle.
_HALF_CAPITAL = 0.36


def base_pt(spec: TypeSpec) -> float:
    """A role's type -> how far below a line's top its letters stand, in points."""
    return spec.leading_pt / 2 + _HALF_CAPITAL * spec.size_pt


def break_text(text: str, face: Typeface, limit: float) -> list[tuple[str, float]]:
    """Text -> its lines and their widths. Joined, the lines are the text again.

    A line keeps the space that it was broken at (a reader would join the words otherwise); its
    width leaves that space out. A word wider than the limit is broken within. Raises MissingGlyph.
    """
    words = text.split(" ")
    if len(words) == 1 and (whole := face.word(text)) <= limit + SLACK:
        return [(text, whole)]
    widths = list(map(face.word, words))
    space = face.word(" ")
    ends = list(accumulate([width + space for width in widths]))
    if ends[-1] - space <= limit + SLACK:
        return [(text, ends[-1] - space)]
    lines = []
    reach, count, i, start = limit + space + SLACK, len(words), 0, 0.0
    while i < count:
        j = bisect_right(ends, start + reach, i)
        if j == i:
            *full, rest = break_word(words[i], face, limit)
            lines += [(piece, face.word(piece)) for piece in full]
            words[i], start = rest, ends[i] - space - face.word(rest)
            j = max(i + 1, bisect_right(ends, start + reach, i))
        tail = " " if j < count else ""
        lines.append((" ".join(words[i:j]) + tail, ends[j - 1] - start - space))
        start, i = ends[j - 1], j
    return lines


def break_word(word: str, face: Typeface, limit: float) -> list[str]:
    """A word -> pieces that fit the limit; after a stroke or a dash if there is one, else
    between characters."""
    pieces = []
    start = after = 0
    width = 0.0
    for place, char in enumerate(word):
        advance = face.word(char)
        if width + advance > limit + SLACK and place > start:
            cut = after if after > start else place
            pieces.append(word[start:cut])
            start, width = cut, sum(map(face.word, word[cut:place]))
        width += advance
        if char in _BREAK_AFTER:
            after = place + 1
    pieces.append(word[start:])
    return pieces
