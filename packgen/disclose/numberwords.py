"""Number words: what a text writes in letters, in digits."""

from __future__ import annotations

import re

_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LARGE = re.compile(
    rf"(?<![\w-])(?<!hundred and )(?<!thousand and )"
    rf"(?:(?P<teen>{'|'.join(_TEENS)})|(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<ones>{'|'.join(_ONES)}))?)"
    r"(?!\w|-(?:first|second|third|\w+th)\b|\s+(?:hundred|thousand|million))",
    re.IGNORECASE,
)
_DOZEN = re.compile(r"\b(?P<how>half\s+a|an?|one|two|three|four)\s+dozen\b", re.IGNORECASE)
_DOZENS = {"half a": 6, "a": 12, "one": 12, "two": 24, "three": 36, "four": 48}
_COUPLE = re.compile(r"\ba\s+couple(?:\s+of\b|\s+more\b|(?=\s*(?:[.,;:)]|$)))", re.IGNORECASE)
_PAIRS = (
    "parents|sexes|genders|sides|parties|ways|hands|boroughs|councils|authorities|teams|services"
    "|years|terms|quarters|halves|periods|indicators|figures|measures|targets|elements|parts"
)
_BOTH = re.compile(
    rf"\bboth\b(?!\s+(?:the\s+|our\s+|these\s+)?(?:{_PAIRS})\b)(?![^.;:]*\band\b)", re.IGNORECASE
)
_NONE = re.compile(r"(?<!to )\bnone\b(?!\s+(?:other|too|the\s+(?:less|more))\b)", re.IGNORECASE)


def in_digits(text: str) -> str:
    """A text -> the same with numbers from 13 to 99 in digits, and what stands for 0, 2, 6 or
    dozens: ``none``, ``both`` (of no pair that everybody has, and no ``both ... and``), ``a couple
    of``, ``half a dozen``. Smaller number words, which mean much else, stay."""
    text = _LARGE.sub(_large, text)
    text = _DOZEN.sub(_dozens, text)
    for words, number in ((_COUPLE, "2"), (_BOTH, "2"), (_NONE, "0")):
        text = words.sub(number, text)
    return text


def _large(match: re.Match[str]) -> str:
    if teen := match["teen"]:
        return str(13 + _TEENS.index(teen.casefold()))
    ones = (match["ones"] or "").casefold()
    tens = 20 + 10 * _TENS.index(match["tens"].casefold())
    return str(tens + (1 + _ONES.index(ones) if ones else 0))


def _dozens(match: re.Match[str]) -> str:
    how = " ".join(match["how"].casefold().split())
    return str(_DOZENS.get(how, 12))
