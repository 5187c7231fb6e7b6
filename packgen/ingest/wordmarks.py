"""Marks of exempt passages in a Word file: ``[Part 2]`` … ``[/Part 2]``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from packgen.document.nodes import Inline, Link, Text
from packgen.document.walk import plain

OPENS: Final = re.compile(
    r"\s*\[\s*part\s*2\s*(?::\s*para(?:graph)?s?\s*([\d, and]+))?\s*\]", re.IGNORECASE
)
CLOSES: Final = re.compile(r"\[\s*/\s*part\s*2\s*\]\s*", re.IGNORECASE)
_ALMOST: Final = re.compile(
    r"[\[\uff3b][\W_]{0,40}(?:end of[\W_]{0,40})?part[\W_]{0,40}(?:2|ii|two)\b", re.IGNORECASE
)


def is_mark(text: str) -> bool:
    """Whether a mark stands in a text."""
    text = _on_one_line(text)
    return bool(OPENS.search(text) or CLOSES.search(text))


def is_almost_mark(text: str) -> bool:
    """Whether something stands in a text, its marks left out, that was meant to be a mark."""
    return bool(_ALMOST.search(CLOSES.sub("", OPENS.sub("", _on_one_line(text)))))


def _on_one_line(text: str) -> str:
    """A text without long gaps, over which a search takes long."""
    return " ".join(text.split())


def without_marks(content: Sequence[Inline]) -> list[Inline]:
    """Content without the marks of exempt passages, even where they are broken over runs."""
    text = plain(tuple(content))
    cut = [m.span() for pattern in (OPENS, CLOSES) if (m := pattern.search(text))]
    out: list[Inline] = []
    at = 0
    for inline in content:
        if isinstance(inline, Text | Link):
            kept = "".join(
                char
                for place, char in enumerate(inline.text, at)
                if not any(start <= place < end for start, end in cut)
            )
            at += len(inline.text)
            if kept:
                out.append(replace(inline, text=kept))
        else:
            out.append(inline)
    return out


def named_paragraphs(text: str) -> tuple[int, ...]:
    """``1, 2 and 3`` -> the paragraphs of the law, in order."""
    return tuple(sorted({int(n) for n in re.findall(r"\d+", text) if len(n) < 4}))
