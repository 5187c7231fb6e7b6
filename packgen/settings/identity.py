"""Identities: what a scorecard is called in the memory of releases, the same in every month."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from packgen.model.period import MONTH_ABBREVIATIONS, MONTH_NAMES
from packgen.settings.pack import LONGEST_ID, PackSettings, slug

_PLAIN = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2019": "'", "_": " "})
_DATE = "\0"
"""Stands where a date was."""
_YEAR = r"(?:(?:19|20|21)\d\d|\d\d)(?:\s?[/-]\s?(?:\d\d)?\d\d)?(?!\d)"
_FULL_YEAR = r"(?<!\d)(?:19|20|21)\d\d(?:\s?[/-]\s?(?:\d\d)?\d\d|(?:0[1-9]|1[0-2]))?(?!\d)"
_OF_YEAR = rf"(?:[\s/'-]*{_YEAR})?"
_PARTS = (
    r"(?:\b(?:q|quarter)\s?[1-4]|\bh[12]|\bhalf[\s-]year\s?[12]|\bp(?:eriod)?\s?(?:1[0-3]|0?[1-9])"
    r"|\b(?:first|second|third|fourth|final|1st|2nd|3rd|4th)\s(?:quarter|half)"
    r"|\b(?:autumn|spring|summer)\sterm)\b"
)
_NUMERIC = (
    r"(?<!\d)(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d\d))(?!\d)"
    rf"|{_FULL_YEAR}|\bfy\s?{_YEAR}|(?<![\d/])\d\d/\d\d(?![\d/])"
)
_LEADS = frozenset(
    {"as", "at", "of", "on", "up", "to", "for", "in", "from", "the", "ending", "ended", "until"}
    | {"month", "quarter", "year", "period"}
)
"""Words that lead up to a date and say nothing without it."""
_DAY = r"(?<![\d/.])(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_SHORT = 3
_DOUBTFUL = frozenset({"may", "march"})
"""Months whose whole names are words too."""


def identity_of(settings: PackSettings, title: str) -> str:
    """A pack's settings, its scorecard's title -> its identity: pack.toml's, else the title's."""
    periods = settings.words.periods
    months = (*periods.long, *periods.short)
    return settings.identity or scorecard_id(title, settings.scorecard.stem, months)


def scorecard_id(title: str, otherwise: str, months: Iterable[str] = ()) -> str:
    """A scorecard's title -> its slug without the dates, years and periods that change from one
    release to the next.

    ``otherwise`` (a file's name) is taken when nothing else is in the title; ``months`` are the
    months' names in the papers' own language, beside the English ones.
    """
    known = {name.casefold() for name in (*MONTH_NAMES, *MONTH_ABBREVIATIONS, "Sept", *months)}
    for text in (title, otherwise):
        bare = _without_dates(text.casefold().translate(_PLAIN), known)
        if any(map(str.isalpha, bare)):
            return _short(slug(bare))
    return _short(slug(title or otherwise))


def _short(name: str) -> str:
    """Two long titles that begin alike are still two."""
    if len(name) <= LONGEST_ID:
        return name
    own = hashlib.sha256(name.encode("ascii")).hexdigest()[:8]
    return f"{name[: LONGEST_ID - 9].rstrip('-')}-{own}"


def _without_dates(text: str, months: set[str]) -> str:
    sure = {name for name in months if len(name) > _SHORT} - _DOUBTFUL
    doubtful = months - sure
    any_month, sure_month, short = map(_one_of, (months, sure, doubtful))
    for pattern in (
        rf"{_DAY}(?:\s?-\s?{_DAY})?\s*(?:of\s)?{any_month}{_OF_YEAR}",
        rf"{any_month}[\s/'-]*{_YEAR}",
        rf"{sure_month}",
        rf"{_PARTS}{_OF_YEAR}",
        _NUMERIC,
    ):
        text = re.sub(pattern, _DATE, text)
    # A word such as "may" is a month beside another date, and at either end of the title.
    joined = r"\s*(?:to|and|&|[/-])\s*"
    text = re.sub(
        rf"{short}(?={joined}{_DATE})|^\s*{short}|{short}(?=\s*(?:$|[):;,]))", _DATE, text
    )
    text = re.sub(rf"{_DATE}(?:{joined}{_DATE})+", _DATE, text)
    *before, last = text.split(_DATE)
    return " ".join([*map(_without_leads, before), last])


def _without_leads(text: str) -> str:
    words = text.split()
    while words and words[-1].strip("(:,;-") in _LEADS:
        words.pop()
    return " ".join(words)


def _one_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b\.?"
