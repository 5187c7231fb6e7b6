"""The law of exemption, by nation and edition: the words that a Part 2 paper must carry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FILES = Path(__file__).parent / "law"
DEFAULT_LAW = "england-2006"


@dataclass(frozen=True, slots=True)
class Law:
    """One edition of one nation's law. ``paragraphs`` maps a number to its description.

    ``reasons`` maps words that councils write for a reason (lower case) to the paragraph
    that they are usually exempt under.
    """

    name: str
    citation: str
    paragraphs: Mapping[int, str]
    reasons: Mapping[str, int]

    def paragraphs_for(self, reason: str, named: tuple[int, ...]) -> tuple[int, ...]:
        """A council's reason -> the paragraphs it names, else the one its words are known for."""
        if named:
            return named
        words = reason.casefold()
        return tuple(sorted({p for known, p in self.reasons.items() if known in words}))


def load_law(name: str = DEFAULT_LAW) -> Law:
    """The name of an edition (``england-2006``) -> the law. Raises OSError for an unknown one."""
    entry = tomllib.loads((_FILES / f"{name}.toml").read_text("utf-8"))
    return Law(
        name=name,
        citation=entry["citation"],
        paragraphs={int(number): words for number, words in entry["paragraphs"].items()},
        reasons=entry["reasons"],
    )


def law_names() -> tuple[str, ...]:
    """The editions there are."""
    return tuple(sorted(path.stem for path in _FILES.glob("*.toml")))
