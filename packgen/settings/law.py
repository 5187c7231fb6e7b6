"""The law of exemption and of notice, by nation and edition: the words that papers must carry."""

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
    that they are usually exempt under. ``weighed`` are the paragraphs that exempt only as long as
    the public interest says so. ``clear_days`` is how many lie between notice and meeting;
    ``holidays`` names whose bank holidays don't count. ``years_public`` and ``years_background``
    say how long papers stay open to inspection. ``resolutions`` has, by the kind of body, the
    wording that excludes the public; ``{items}`` and ``{paragraphs}`` are filled in.
    """

    name: str
    nation: str
    citation: str
    paragraphs: Mapping[int, str]
    reasons: Mapping[str, int]
    weighed: tuple[int, ...]
    clear_days: int
    holidays: str
    years_public: int
    years_background: int
    resolutions: Mapping[str, str]
    item: str
    items: str
    paragraph: str
    paragraphs_word: str
    urgency: str

    def paragraphs_for(self, reason: str, named: tuple[int, ...]) -> tuple[int, ...]:
        """A council's reason -> the paragraphs it names, else the one its words are known for."""
        if named:
            return named
        words = reason.casefold()
        return tuple(sorted({p for known, p in self.reasons.items() if known in words}))


def load_law(name: str = DEFAULT_LAW) -> Law:
    """The name of an edition (``england-2006``) -> the law. Raises OSError for an unknown one."""
    entry = tomllib.loads((_FILES / f"{name}.toml").read_text("utf-8"))
    notice, resolution = entry["notice"], entry["resolution"]
    return Law(
        name=name,
        nation=entry["nation"],
        citation=entry["citation"],
        paragraphs={int(number): words for number, words in entry["paragraphs"].items()},
        reasons=entry["reasons"],
        weighed=tuple(entry["weighed"]),
        clear_days=notice["clear_days"],
        holidays=notice["holidays"],
        years_public=notice["years_public"],
        years_background=notice["years_background"],
        resolutions=resolution["wording"],
        item=resolution["item"],
        items=resolution["items"],
        paragraph=resolution["paragraph"],
        paragraphs_word=resolution["paragraphs"],
        urgency=entry["urgency"],
    )


def law_names() -> tuple[str, ...]:
    """The editions there are."""
    return tuple(sorted(path.stem for path in _FILES.glob("*.toml")))
