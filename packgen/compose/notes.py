"""Notes and definitions: of what a paper prints, and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from packgen.compose import figures
from packgen.compose.printed import Printed
from packgen.model.disclosed import DisclosedScorecard, PublicIndicator, PublicScorecard
from packgen.model.rating import Rating
from packgen.model.target import AcceptableRange
from packgen.settings.words import Words

if TYPE_CHECKING:
    from packgen.compose.template import Markdown

_RATIO = re.compile(r"\((?P<part>\d[\d,]*)\s*/\s*(?P<whole>\d[\d,]*)\)")
_SHARE = re.compile(r"-?\d[\d.,]*\s?%")

Say = Callable[..., "Markdown"]


def notes(
    card: DisclosedScorecard[PublicIndicator], printed: Printed, words: Words, say: Say
) -> list[Markdown]:
    """A card, and what its paper prints -> the notes that apply to it."""
    return list(_notes(card, printed, words, say))


def rounding(card: DisclosedScorecard[PublicIndicator], say: Say) -> Markdown | None:
    """A card -> the note that its counts are rounded; None where they are not."""
    if isinstance(card, PublicScorecard) and card.rounded_to:
        return say("note_rounded", base=f"{card.rounded_to:,}")
    return None


def _notes(
    card: DisclosedScorecard[PublicIndicator], printed: Printed, words: Words, say: Say
) -> Iterator[Markdown]:
    yield say("note_ratings")
    if "polarity" in printed.columns:
        yield say("note_polarity")
    ranges = any(isinstance(i.target.aim, AcceptableRange) for i in card.indicators)
    if ranges and "target" in printed.columns:
        yield say("note_target")
    if "year_to_date" in printed.columns:
        yield say("note_year_to_date")
    if ratio := _first_ratio(printed.public):
        yield say("note_ratios", **ratio)
    if rounded := rounding(card, say):
        yield rounded
    said = " ".join((*printed.public, *(i.notes for i in card.indicators))).lower()
    if "provisional" in said:
        yield say("note_provisional")
    if "local measure" in said:
        yield say("note_local_measure")
    if printed.withheld:
        rated = Rating.WITHHELD not in printed.ratings
        yield say(
            "note_withheld" if rated else "note_withheld_ratings", wording=words.table.withheld
        )


def _first_ratio(texts: Sequence[str]) -> dict[str, str] | None:
    """The first figure with its numerator and denominator behind it."""
    for text in texts:
        share, bracket = figures.parted(text)
        ratio = _RATIO.fullmatch(bracket)
        if ratio and _SHARE.fullmatch(share):
            return {"figure": text, "part": ratio["part"], "whole": ratio["whole"]}
    return None
