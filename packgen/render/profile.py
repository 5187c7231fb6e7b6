"""How a workbook was understood -> the text of a profile, to be edited by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from packgen.model.indicator import Observations
from packgen.model.period import Period
from packgen.model.trend import Accumulation

_WHOLE_YEAR = 12
_HEAD = """\
# How packgen understands this workbook. Change what is wrong, put the file beside pack.toml, and
# name it there: profile = "FILE". What is left out is guessed. docs/pack-file.md explains it.
"""


def write_profile(observations: Observations, kinds: Mapping[str, Accumulation]) -> str:
    """A scorecard as read, and how each public indicator's periods add up -> TOML text."""
    return "\n".join(_lines(observations, kinds)) + "\n"


def _lines(observations: Observations, kinds: Mapping[str, Accumulation]) -> Iterator[str]:
    understood = observations.understood
    yield _HEAD.rstrip("\n")
    if understood.indicator_sheets:
        yield from _of_indicator_sheets(observations)
    else:
        yield from _of_one_sheet(observations)
    yield ""
    yield "[markers]   # signs in place of figures: withheld, not available, data pending,"
    yield "            # not applicable or local measure"
    for marker, meaning in understood.markers:
        yield f"{_quoted(marker)} = {_quoted(meaning)}"
    for marker in understood.unknown:
        yield f"# {_quoted(marker)} = {_quoted('not available')}   # say what it means"
    yield ""
    yield "[ratings]   # words for RED, AMBER, GREEN, No rating, Not a target measure"
    words: dict[str, tuple[str, str]] = {}
    for each in observations.indicators:
        if each.stated.text and not each.is_marked:
            said = (each.stated.text, each.stated.rating.value)
            words.setdefault(each.stated.text.casefold(), said)
    for word, rating in words.values():
        yield f"{_quoted(word)} = {_quoted(rating)}"
    yield ""
    yield "[colours]   # of rating cells"
    for colour, word in understood.colours:
        yield f"{_quoted(colour)} = {_quoted(word)}"
    yield ""
    yield f"[accumulation]   # {', '.join(k.value for k in Accumulation)}"
    for number, kind in kinds.items():
        yield f"{_quoted(number)} = {_quoted(kind.value)}"


def _of_one_sheet(observations: Observations) -> Iterator[str]:
    """The scorecard's sheet and its headers."""
    understood = observations.understood
    yield f"sheet = {_quoted(understood.sheet)}"
    yield f"# position: {observations.position.long_label}"
    for table, block in zip(understood.tables, observations.blocks, strict=True):
        yield ""
        yield "[[header]]"
        yield f"rows = [{table.first_row}, {table.last_row}]"
        yield _year_start(block.months)
        yield "[header.columns]"
        for column in table.columns:
            yield f"{column.letters} = {_quoted(column.read_as)}"
        yield "[header.headings]   # as they stand there: else the profile is of another layout"
        for column in table.columns:
            yield f"{column.letters} = {_quoted(column.heading)}"


def _of_indicator_sheets(observations: Observations) -> Iterator[str]:
    """The sheets that are one indicator each, and their labels."""
    understood = observations.understood
    yield "# Each of these sheets is one indicator; others are not read."
    yield f"sheets = [{', '.join(map(_quoted, understood.indicator_sheets))}]"
    yield f"# position: {observations.position.long_label}"
    starts = dict.fromkeys(b.months[0].starts_year_in for b in observations.blocks if b.months)
    comment = "" if len(starts) == 1 and not _of_months(observations) else "# "
    yield f"{comment}year_start = {next(iter(starts), 4)}   # the month that years start in"
    yield ""
    yield "[labels]   # labels and headings: number, indicator, rationale, polarity, target,"
    yield "           # RAG rating, notes, publication, reason, period, value, numerator,"
    yield "           # denominator, or not carried"
    for text, word in understood.labels:
        yield f"{_quoted(text)} = {_quoted(word)}"


def _of_months(observations: Observations) -> bool:
    return any(b.months and b.months[0].noun == "month" for b in observations.blocks)


def _year_start(periods: Sequence[Period]) -> str:
    """The month that a table's year starts in; only proposed where its months are no whole year,
    and say nothing of it."""
    told = f"year_start = {periods[0].starts_year_in if periods else 4}"
    sure = len(periods) >= _WHOLE_YEAR or not all(period.months == 1 for period in periods)
    return f"{told}   # the month that its year starts in" if sure else f"# {told}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
