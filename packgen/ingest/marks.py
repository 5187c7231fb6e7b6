"""Marks: the words by which a council says that figures belong in Part 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from packgen.ingest.columns import Role, role_of
from packgen.ingest.months import month_named
from packgen.ingest.periods import place_named
from packgen.ingest.words import plain
from packgen.model.period import Month, Period

_WITHHELD = (
    r"part (?:2|ii|two)|exempt|exempted|not for publication|restricted|confidential|withheld"
)
_MARK = re.compile(
    r"""(?P<word> part[\s-]*(?:2|ii|two) | exempt(?:ed)? | not\s+for\s+publication | restricted
    | confidential | withheld )\b \s*
    (?:\( (?P<inside>[^()]*) \))? \s* (?P<break>[:;,.\u2013\u2014-]*) \s* (?P<reason>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PUBLIC = frozenset({
    "public", "part 1", "part i", "part one", "publish", "published", "open", "for publication",
    "not exempt", "non exempt", "part 1 public", "public part 1",
    "public see notes", "open session", "not part 2", "not restricted", "unrestricted",
    "not confidential",
})  # fmt: skip
_BARE_MARKS = frozenset(
    {"suppressed", "redacted", "private", "p2", "pt 2", "not to be published", "not for public"}
)
_VOID = frozenset({"n/a", "na", "not applicable", "none", "nil"})
_DASHES = re.compile("[-\u2010-\u2015\u2212\\s]*")
_TICKS = frozenset("\u2713\u2714\u2611\u2705\u221a")  # ✓ ✔ ☑ ✅ √
_CROSSES = frozenset("\u2717\u2718")  # ✗ ✘
_SIGNS = re.compile("[?\u2022\u221a\u25a0-\u27bf\U0001f000-\U0001faff]")
"""Signs that say more than the words beside them do, or the contrary."""
_ASKS = frozenset({"publish", "publishable", "to publish", "published", "for publication"})
_LONGEST_CODE, _MOST_CODES = 12, 4
_CODES = frozenset({"0", "1", "2", "p1", "p2", "pt 1", "pt 2", "part 1", "part 2"})
_YES = frozenset({"yes", "y"})
_NO = frozenset({"no", "n"})
_WORDING = re.compile(rf"\b(?:suppress\w*|redacted|{_WITHHELD})\b|^\[c\]$")
_CLEAR = re.compile(
    r"\b(?:part ?(?:2|ii|two)|not for publication|data suppressed|suppressed data"
    r"|exempt information|schedule 12a|withheld from (?:the )?public)\b"
)
_STATUTE = re.compile(
    r"\bpart (?:2|ii|two) of (?:(?!(?:part|our|report|agenda|papers?|pack) )\w+ ){0,8}"
    r"(?:act|regulations?|statute)\b"
)
_PARAGRAPHS = re.compile(
    r"\bpara(?:graph)?s?\b\.?\s*(?P<numbers>\d+\w*(?:\s*(?:,\s*and|and|&|,|to|[-\u2013])\s*\d+\w*)*)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:small|low|few|number|identif|person|individual|commercial|financ|contract|business"
    r"|legal|negotiat|confidential|sensitiv|exempt|disclos|private|crime|staff|provider)",
    re.IGNORECASE,
)
"""What a bracket after the mark may hold beside periods; any other word is not understood."""
_RANGE = re.compile(r"\s+to\s+|\s*[\u2013\u2014]\s*|\s+-\s+")
_PARTS = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)


_ALSO_WORDS = frozenset({"may", "march", "mar"})
"""Months that are words of a sentence too: "may identify a child"."""


class Verdict(Enum):
    """What a publication cell says when it withholds nothing, or nothing clear."""

    PUBLIC = "public"
    UNCLEAR = "not understood"


@dataclass(frozen=True, slots=True)
class Withholding:
    """A mark: its reason, the paragraphs that it names, the periods (None: the whole row)."""

    reason: str
    paragraphs: tuple[int, ...]
    periods: str | None


@lru_cache(maxsize=4096)
def mark_of(text: str, restricts: bool | None = None) -> Withholding | Verdict:
    """A publication cell's text -> what it withholds.

    ``restricts`` says whether the column's heading asks 'Part 2?' (True), 'Publish?' (False) or
    neither: then 'Yes', 'No' and a tick say nothing.
    """
    if not text:
        return Verdict.PUBLIC
    words = _words_of(text, restricts)
    if words in _PUBLIC:
        return Verdict.PUBLIC
    if restricts is not None and words in _YES | _NO:
        whole_row = Withholding("", (), None)
        return whole_row if (words in _YES) is restricts else Verdict.PUBLIC
    match = _MARK.fullmatch(text.strip())
    return _withholding(match) if match else Verdict.UNCLEAR


def is_void(text: str) -> bool:
    """Whether a text stands for nothing, as a dash or 'N/A' does in a column of marks."""
    return bool(_DASHES.fullmatch(text)) or _words_of(text, None) in _VOID


def is_sign(text: str) -> bool:
    """Whether a text is a sign alone, such as a tick or an asterisk: never nothing."""
    return not plain(text) and not is_void(text)


def is_yes(text: str) -> bool:
    """Whether a text says yes, whatever was asked."""
    return plain(text) in _YES


def _words_of(text: str, restricts: bool | None) -> str:
    """A mark's words, a tick as 'yes'; none when signs leave in doubt what they say.

    A cross is 'no' to 'Publish?'; under 'Part 2?' it may as well be how somebody ticks.
    """
    bare = text.replace("\ufe0e", "").replace("\ufe0f", "").strip()
    if bare in _TICKS:
        return "yes"
    if bare in _CROSSES and restricts is False:
        return "no"
    return "" if _SIGNS.search(bare) else plain(bare)


def heads_paragraphs(heading: str) -> bool:
    """Whether a heading asks for a paragraph of Schedule 12A, so that a bare number is one."""
    return bool(re.search(r"\bpara(?:graph)?s?\b", plain(heading)))


def asks_to_publish(heading: str) -> bool:
    """Whether a heading asks 'Publish?', so that a cell that says nothing may mean no."""
    return plain(heading) in _ASKS


def paragraphs_in(reason: str) -> tuple[int, ...] | None:
    """The paragraphs of Schedule 12A that a reason names; None if one is not 1 to 7."""
    found: set[int] = set()
    for match in _PARAGRAPHS.finditer(reason):
        numbers = re.findall(r"\d+\w*", match["numbers"])
        if not all(re.fullmatch("[1-7]", number) for number in numbers):
            return None
        found.update(map(int, numbers))
        for first, last in re.findall(r"(\d+)\s*(?:to|[-\u2013])\s*(\d+)", match["numbers"]):
            found.update(range(int(first), int(last) + 1))
    return tuple(sorted(found))


@lru_cache(maxsize=65536)
def is_wording(text: str) -> bool:
    """Whether a value cell's text says that its figure is withheld."""
    return bool(_WORDING.search(plain(text))) or is_code(text)


def opens_as_mark(text: str) -> bool:
    """Whether a text is a mark in itself: the word alone, or parted from its reason."""
    match = _MARK.fullmatch(text.strip())
    if match is None:
        return plain(text) in _BARE_MARKS
    reason = match["reason"]
    return not reason or bool(match["break"] or match["inside"] or paragraphs_in(reason))


def is_reason(text: str) -> bool:
    """Whether a text is a reason for which figures are kept from the public."""
    return bool(_REASON.search(text))


def is_clear_wording(text: str) -> bool:
    """Whether a text speaks of Part 2 in words that hardly mean anything else."""
    words = plain(text)
    if _CLEAR.search(words) and _CLEAR.search(_STATUTE.sub(_unless_12a, words)):
        return True
    return "[c]" in text.casefold().replace(" ", "")


def _unless_12a(match: re.Match[str]) -> str:
    """A statute's second part is no mark; that of the access-to-information rules may be."""
    kept = "12a" in match[0] or "local government" in match[0] or "freedom of info" in match[0]
    return match[0] if kept else " "


def speaks_as_mark(text: str) -> bool:
    """Whether a text outside the publication column may mean to withhold.

    It does in clear words anywhere, and in words that mean other things too (exempt
    accommodation, a restricted road) when it is short, or ends with them.
    """
    words = plain(text)
    if is_clear_wording(text):
        return True
    found = list(_WORDING.finditer(words))
    ends = bool(found) and found[-1].end() == len(words)
    bracketed = any(_WORDING.search(plain(inside)) for inside in re.findall(r"\(([^)]*)\)", text))
    return ends or bracketed or bool(found and found[0].start() == 0 and len(words.split()) == 1)


def look_like_marks(texts: Sequence[str]) -> bool:
    """Whether what stands in a column looks like marks: few short words or signs, again and again,
    and no figures but 0, 1 and 2."""
    told = {plain(text) or text for text in texts if not is_void(text)}
    short = all(len(text) <= _LONGEST_CODE for text in told)
    figures = any(any(map(str.isdigit, text)) and text not in _CODES for text in told)
    return 0 < len(told) <= _MOST_CODES and short and not figures


def is_code(text: str) -> bool:
    """Whether a text is the Government Analysis Function's code for confidential."""
    return text.casefold().replace(" ", "") == "[c]"


def places_named(
    periods: str, months: Sequence[Period], benchmarks: Sequence[str]
) -> frozenset[int] | None:
    """The periods that a mark names -> places among benchmarks, months, year to date.

    None when one is not understood, is not in the block, or could be more than one.
    """
    found: set[int] = set()
    for part in _PARTS.split(periods.strip()):
        places = _places_of(part, months, benchmarks)
        if not places:
            return None
        found |= places
    return frozenset(found)


def _withholding(match: re.Match[str]) -> Withholding | Verdict:
    inside, reason = match["inside"], match["reason"].strip()
    periods = None
    if inside is not None:
        if _PARAGRAPHS.search(inside) or _REASON.search(inside):
            reason = f"{inside.strip()}: {reason}" if reason else inside.strip()
        elif _goes_on(match["break"], reason):
            return Verdict.UNCLEAR
        else:
            periods = inside
    elif reason and not match["break"] and _speaks_of_time(_PARAGRAPHS.sub("", reason)):
        return Verdict.UNCLEAR
    paragraphs = paragraphs_in(reason)
    return Verdict.UNCLEAR if paragraphs is None else Withholding(reason, paragraphs, periods)


def _goes_on(between: str, reason: str) -> bool:
    """Whether the text after a bracket of periods names more of them, or marks anew."""
    bare = _PARAGRAPHS.sub("", reason)
    if "(" in bare or _MARK.match(bare) or "ytd" in bare.casefold():
        return True
    if not between.startswith((":", "-", "\u2013", "\u2014")) and _speaks_of_time(bare):
        return True
    words = [word for word in re.split(r"[^\w-]+", bare) if word.casefold() not in _ALSO_WORDS]
    return any(month_named(word) for word in words if word) or "year to date" in plain(bare)


def _speaks_of_time(text: str) -> bool:
    words = re.split(r"[^\w-]+", text)
    return (
        any(map(str.isdigit, text))
        or any(month_named(word) for word in words if word)
        or role_of(text) is Role.YEAR_TO_DATE
        or "ytd" in text.casefold()
    )


def _places_of(
    part: str, months: Sequence[Period], benchmarks: Sequence[str]
) -> frozenset[int] | None:
    offset = len(benchmarks)
    if role_of(part) is Role.YEAR_TO_DATE:
        return frozenset({offset + len(months)})
    single = _month_place(part, months)
    if single is not None:
        return frozenset({offset + single})
    ends = [_month_place(end, months) for end in _RANGE.split(part)]
    match ends:
        case [int(first), int(last)] if first <= last:
            return frozenset(range(offset + first, offset + last + 1))
    named = [place for place, heading in enumerate(benchmarks) if plain(heading) == plain(part)]
    return frozenset(named) if len(named) == 1 else None


def _month_place(text: str, months: Sequence[Period]) -> int | None:
    named = month_named(text)
    if named is None:
        return place_named(text, months)
    month, year = named
    places = [
        place for place, each in enumerate(months)
        if isinstance(each, Month) and each.month == month and year in (None, each.year)
    ]  # fmt: skip
    return places[0] if len(places) == 1 else None
