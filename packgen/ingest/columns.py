"""Columns: what each column of a scorecard holds, told by its heading and never by its place."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from packgen.ingest.words import plain
from packgen.model.period import Month, Period


class Role(Enum):
    """What a column holds."""

    NUMBER = "number"
    INDICATOR = "indicator"
    RATIONALE = "rationale"
    POLARITY = "polarity"
    TARGET = "target"
    BENCHMARK = "benchmark"
    RATING = "RAG rating"
    MONTH = "month"
    YEAR_TO_DATE = "year to date"
    NOTES = "notes"
    PUBLICATION = "publication"
    REASON = "reason"


# Headings as councils write them. Case, punctuation, line breaks, footnote marks, years and the
# filler words below are ignored when they are compared.
HEADINGS: dict[Role, str] = {
    Role.NUMBER: """no | number | # | ref | ref no | reference | reference number | id | code | item
        | item no | line | kpi no | kpi ref | kpi number | kpi id | kpi code | pi no | pi ref
        | pi number | pi code | indicator no | indicator number | indicator ref | indicator id
        | indicator code | measure no | measure ref | measure number | measure id | metric id
        | performance indicator no | performance indicator number | performance indicator ref""",
    Role.INDICATOR: """performance indicator | performance indicators | indicator | indicators
        | indicator name | indicator title | indicator description | key performance indicator
        | key performance indicators | kpi | kpis | kpi name | kpi title | kpi description | pi
        | pi name | pi title | pi description | measure | measures | measure name | measure title
        | measure description | performance measure | performance measures | key measure
        | key measures | metric | metrics | metric name | performance indicator name
        | performance indicator title | performance indicator description""",
    Role.RATIONALE: """why is this important | why is it important | why this is important
        | why it is important | why important | why this matters | why does this matter
        | why it matters | why does it matter | why do we measure this | why we measure this
        | why measure this | rationale | rationale for measure | rationale for indicator | context
        | importance | definition | what this tells us | what does this tell us""",
    Role.POLARITY: """polarity | good is | good to be | what is good | what good looks like
        | good performance is | better is | bigger or smaller is better | high or low is good
        | is high or low good | high low | high or low | aim to | aim to maximise or minimise
        | maximise or minimise | desired direction | preferred direction | direction of good
        | desired outcome | good direction""",
    Role.TARGET: """target | targets | target range | target or range | range | acceptable range
        | target or range of acceptable performance | target or acceptable range | goal
        | target range of acceptable performance | acceptable performance
        | range of acceptable performance | year end target | target level | target value""",
    Role.RATING: """rag | rag rating | rag status | rating | status | performance rating
        | performance status | rag ytd | ytd rag | year to date rag | target rag | rag vs target
        | rag against target | traffic light""",
    Role.YEAR_TO_DATE: """year to date | ytd | year to date ytd | ytd year to date | cumulative
        | cumulative ytd | cumulative year to date | cumulative total | ytd total | total ytd
        | year to date total | ytd actual | ytd performance | ytd figure | ytd outturn | ytd value
        | year to date performance | year to date actual | year to date figure
        | year to date outturn | financial year to date | calendar year to date
        | academic year to date | fytd | cumulative performance | cumulative figure""",
    Role.NOTES: """notes | note | comments | comment | commentary | remarks | narrative
        | comments notes | notes comments | notes and comments | comments and notes
        | supporting commentary | performance commentary | service commentary | officer comments
        | officer commentary | explanation | further information | additional information""",
    Role.PUBLICATION: """publication | publish | publishable | public | publication status
        | for publication | to publish | published | public or exempt | public exempt
        | public or private | public private | public or part 2 | public part 2 | part 1 or 2
        | part 1 2 | part 1/2 | part 1 or part 2 | part 1 part 2 | part 1/part 2 | part i or ii
        | part i or part ii | committee part | part | part 2 | part ii | part two | part 2 status
        | part 2 item | part 2 only | restricted | restriction | exempt | exempt item
        | exempt status | exemption | confidential | confidentiality | withheld | withhold
        | suppressed | suppress
        | suppression | disclosure
        | not for publication | agenda part | part of agenda | pink | pink paper | pink papers""",
    Role.REASON: """reason | reasons | exemption reason | reason exempt | reason for exemption
        | reason for part 2 | part 2 reason | reason withheld | reason for withholding
        | paragraph | paragraphs | para | paras | exemption paragraph | exempt paragraph
        | paragraph of schedule 12a | schedule 12a paragraph | paragraph number | paragraph no
        | why withheld | why exempt | why part 2 | exempt reason | exempt because""",
}
_FILLERS = frozenset(
    [
        "the",
        "a",
        "our",
        "for",
        "this",
        "current",
        "latest",
        "annual",
        "council",
        "corporate",
        "year",
    ]
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:[/ ](?:\d{4}|\d\d))?\b|\b\d\d/\d\d\b")
_BENCHMARK = re.compile(
    r"""\b(?: (?:19|20)\d\d | \d\d/\d\d | benchmark\w* | compar\w+ | outturn | england | london
    | national | nationally | statistical | neighbour\w* | sn | region\w* | average | mean | median
    | quartile | cipfa | nearest | family | peer\w* | uk | scotland | wales | northern | ireland
    | britain | english | south | north | east | west | midlands | yorkshire | inner | outer | met
    | metropolitan | unitary | county | counties | district\w* | borough\w* | previous | last
    | prior | baseline | historic\w* )\b""",
    re.VERBOSE,
)
_GROUP = re.compile(
    r"\b(?:benchmark\w*|trends?|compar\w+|previous|historic\w*|past|prior|outturns?|neighbours?)\b"
)
_NOT_BENCHMARK = re.compile(
    r"\b(?:target|rag|direction|travel|dot|change|variance|trend|forecast|sparkline|owner|officer"
    r"|portfolio|department|directorate|service|frequency|date|updated)\b|%|\bq[1-4]\b|quarter"
)
_ELSEWHERE = re.compile(
    r"""\b(?: benchmark\w* | compar\w+ | england | london | national\w* | statistical
    | neighbour\w* | sn | region\w* | quartile | cipfa | nearest | family | peer\w* | uk | scotland
    | wales | northern | ireland | britain | english | south | north | east | west | midlands
    | yorkshire | inner | outer | met | metropolitan | unitary | county | counties | district\w*
    | baseline | historic\w* )\b""",
    re.VERBOSE,
)
_EARLIER = re.compile(r"\b(?:last|previous|prior|past)(?: \w+)? (?:years?|outturns?)\b")
_OF_A_YEAR = re.compile(
    r"\b(?P<start>(?:19|20)\d\d)(?P<pair>[/ ](?:\d{4}|\d\d))?\b|\b(?P<short>\d\d)/\d\d\b"
)
_DERIVED = re.compile(
    r"\b(?:difference|distance|gap|better|worse|above|below|to date|change|changed|vs|versus"
    r"|growth|rank|ranking|compared|variance|movement)\b|%"
)
_OUTTURN = re.compile(r"\b(?:outturns?|actual|average|mean|median)\b")
_OWN = re.compile(r"\b(?:council|borough of|actual|our)\b")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_SUBTOTAL = re.compile(
    rf"\b(?:q|qtr|quarter|h|half) ?[1-4]\b|\b(?:half|mid) year\b"
    r"|\b(?:autumn|spring|summer) term\b|\bterm [1-6]\b|\brolling\b|\bvariance\b|\btotal\b"
    rf"|\b(?:{_MONTHS})\w* (?:to )?(?:{_MONTHS})"
)
_FLAGS = re.compile(
    r"\b(?:restrict|exempt|redact|suppress|withh|confid|privat|publish|sensitiv)\w*"
    r"|\bpublic(?:ation)?\b(?! (?:health|realm|satisf|transport|protection|open space))"
    r"|\b(?:non|not) public\b|\bsch(?:edule)? ?12a\b|\b(?:part|pt|p) ?2\b|\bpart ii\b"
    r"|\bpink\b|\bagenda part\b|\bpara(?:graph)?s?\b|\bclosed session\b|\binternal only\b|\bhide\b"
)
_HINTS = re.compile(
    r"\b(?:releas|disclos|classif|circulat|exclu|secur|visib|embargo|protect|clear(?:ed|ance))\w*"
    r"|\bparts?\b|\bopen\b|\bclosed\b|\bpublic\b|\bofficial\b|\bshow\b|\bshare[ds]?\b"
)
_PUBLISHES = re.compile(r"(?:for |to )?(?:publication|publish|publishable|published|public)")
_RESTRICTS = re.compile(
    r"^(?:part 2|part ii|part two|pink|restrict|exempt|confidential|with|suppress|not for)"
)


def _bare(text: str) -> str:
    """A heading -> its plain words without years and fillers."""
    words = plain(text)
    kept = [word for word in _YEARS.sub(" ", words).split() if word not in _FILLERS]
    return " ".join(kept)


_ROLES: dict[str, Role] = {}
for _role, _names in HEADINGS.items():
    for _name in _names.split("|"):
        _ROLES[plain(_name)] = _role
        _ROLES.setdefault(_bare(_name), _role)
_ROLES.pop("", None)


def role_of(heading: str) -> Role | None:
    """A heading -> the role that it names, months and benchmarks aside; None if it names none."""
    return _ROLES.get(plain(heading)) or _ROLES.get(_bare(heading))


def is_benchmark(heading: str) -> bool:
    """Whether a heading that names no role reads as an earlier year, a place or a comparator."""
    words = plain(heading)
    return bool(_BENCHMARK.search(words)) and not _NOT_BENCHMARK.search(words)


def names_comparator(label: str) -> bool:
    """Whether a label beside a single figure says by itself that it is a benchmark: it names an
    earlier year, somebody else, or a year's outturn."""
    words = plain(label)
    if not is_benchmark(label) or _DERIVED.search(words):
        return False
    told = _ELSEWHERE.search(words) or _EARLIER.search(words) or names_year_only(label)
    return bool(told or (_YEARS.search(words) and _OUTTURN.search(words)))


@lru_cache(maxsize=1024)
def may_be_of_this_year(heading: str, first: Period) -> bool:
    """Whether a benchmark's heading may head the council's own figures of the table's year.

    It does unless it names an earlier year, or somebody else; and it does when what it heads is
    worked out from them. Such a figure may be, or give away, one that its row's mark withholds.
    """
    words = plain(heading)
    if _DERIVED.search(words):
        return True
    ends = [_end_of_year(match) for match in _OF_A_YEAR.finditer(words)]
    if ends:
        return max(ends) >= first
    own = _OWN.search(words)
    return bool(own) or not (_ELSEWHERE.search(words) or _EARLIER.search(words))


def _end_of_year(match: re.Match[str]) -> Month:
    """A year in a heading -> its last month: 2022 ends in December, 2022/23 in March 2023."""
    start = int(match["start"] or 2000 + int(match["short"]))
    return Month(start + 1, 3) if match["pair"] or match["short"] else Month(start, 12)


def is_benchmark_group(heading: str) -> bool:
    """Whether a heading over several columns gathers benchmarks."""
    return bool(_GROUP.search(plain(heading)))


def restricts(heading: str) -> bool | None:
    """Whether 'Yes' under a publication heading withholds: 'Part 2?' does, 'Publish?' does not.

    None when the heading asks neither ('Public or exempt'): then 'Yes' means nothing.
    """
    words = plain(heading)
    if _RESTRICTS.match(words):
        return True
    return False if _PUBLISHES.fullmatch(words) else None


def may_head_marks(heading: str) -> bool:
    """Whether a heading that is not understood may head marks for Part 2."""
    return bool(_FLAGS.search(plain(heading)))


def hints_at_marks(heading: str) -> bool:
    """Whether a heading speaks of what marks do, in words that mean other things too."""
    return bool(_HINTS.search(plain(heading)))


def is_quarter(heading: str) -> bool:
    """Whether a heading names a quarter or a half of the year, as subtotals among months do."""
    return bool(_SUBTOTAL.search(plain(heading)))


def names_year_only(heading: str) -> bool:
    """Whether a heading holds a year and nothing else: '2023/24'."""
    words = plain(heading)
    return bool(words) and not _YEARS.sub("", words).strip()
