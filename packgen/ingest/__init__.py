"""Ingest: a council's workbook -> Observations, every cell with its address, every doubt told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from packgen.ingest.band import Band
from packgen.ingest.checks import (
    check_above,
    check_headings,
    check_hidden,
    check_numbers,
    check_position,
)
from packgen.ingest.choice import choose
from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.indicators import build_blocks
from packgen.ingest.inventory import inventory
from packgen.ingest.layout import find_bands
from packgen.ingest.leaves import gather
from packgen.ingest.looks import check_looks
from packgen.ingest.marks import Withholding, mark_of
from packgen.ingest.months import position_in, position_told, speaks_of_position
from packgen.ingest.part2 import Name, match_rows, number_key, read_part_2
from packgen.ingest.periods import position_among
from packgen.ingest.profiled import retell
from packgen.ingest.sheet import Cell, Sheet, cells_of
from packgen.ingest.spoken import check_marked, check_notes
from packgen.ingest.structure import check_structure
from packgen.ingest.table import sort_rows
from packgen.ingest.tidy import rearranged
from packgen.ingest.titles import places_of_texts
from packgen.ingest.understanding import understanding
from packgen.ingest.workbook import Workbook, open_workbook
from packgen.model.finding import Finding
from packgen.model.indicator import Block, Observations
from packgen.model.observation import Figure
from packgen.model.period import Period
from packgen.settings.profile import Profile

__all__ = ["inventory", "read_sheets", "read_workbook"]


def read_workbook(
    path: Path, *, sheet: str | None = None, profile: Profile | None = None
) -> Observations:
    """A workbook's path, and its scorecard's sheet if it isn't plain -> what the scorecard says.

    A profile overrides what would be guessed.

    Raises BadInput when the file can't be read as a scorecard at all; doubts inside a readable
    scorecard are its findings.
    """
    return read_sheets(open_workbook(path), sheet=sheet, profile=profile)


def read_sheets(
    workbook: Workbook, *, sheet: str | None = None, profile: Profile | None = None
) -> Observations:
    """A workbook that is open -> what its scorecard says. Raises BadInput as ``read_workbook``."""
    doubts = Doubts()
    doubts.findings += workbook.findings
    profile = profile or Profile()
    gathered = gather(_rearranged(workbook, doubts), profile, sheet or profile.sheet, doubts)
    workbook = gathered.workbook
    named = None if gathered.sheets else sheet or profile.sheet
    retold = retell(workbook, profile, named)
    chosen = retold.chosen(choose(workbook, named, doubts), doubts)
    scorecard = chosen.sheet
    pieces = sort_rows(scorecard, chosen.bands, doubts)
    check_above(scorecard, chosen.bands[0], doubts)
    check_headings(scorecard, pieces, doubts)
    check_hidden(scorecard, pieces, doubts)
    check_looks(scorecard, pieces, doubts)
    names = [
        (line, Name(scorecard.text(line.row, line.band.one(Role.NUMBER)),
                    scorecard.text(line.row, line.band.one(Role.INDICATOR))))
        for piece in pieces for line in piece.lines
    ]  # fmt: skip
    kinds = frozenset(band.kind for band in chosen.bands)
    supplied = match_rows(read_part_2(chosen.part_2, kinds, doubts), names, doubts)
    blocks = build_blocks(scorecard, pieces, supplied, doubts)
    title, position = _title_and_position(scorecard, chosen.bands[0], blocks, doubts)
    check_numbers(
        [indicator for block in blocks for indicator in block.indicators],
        any(band.one(Role.NUMBER) for band in chosen.bands),
        {number_key(row.number) for row in supplied.values()},
        doubts,
    )
    check_notes((i for block in blocks for i in block.indicators), doubts)
    check_marked(
        scorecard, chosen.bands[0], [i for block in blocks for i in block.indicators], doubts
    )
    check_position(scorecard, chosen.bands[0], blocks, position, doubts)
    check_structure(scorecard, pieces, blocks, doubts)
    understood = replace(
        understanding(workbook, scorecard, pieces, chosen.part_2, blocks, supplied),
        markers=tuple(sorted(retold.explained.items())),
        indicator_sheets=gathered.sheets,
        labels=gathered.labels,
    )
    findings = tuple(_kept_inside(doubts.findings, blocks))
    places = places_of_texts(scorecard, pieces, title)
    return Observations(title, position, blocks, findings, understood, places)


def _kept_inside(findings: Sequence[Finding], blocks: Sequence[Block]) -> Iterator[Finding]:
    """Repairs of a text on marked rows tell of withheld cells: they are for Part 2 only."""
    marked = {i.at.row for block in blocks for i in block.indicators if i.is_marked}
    for each in findings:
        inside = each.code == "text-mended" and each.at and each.at.row in marked
        yield replace(each, exempt=True) if inside else each


def _rearranged(workbook: Workbook, doubts: Doubts) -> Workbook:
    """A workbook -> the same, its tidy tables as scorecards."""
    if any(map(find_bands, workbook.sheets)):
        return workbook
    tabs = (replace(t, sheet=rearranged(t.sheet, doubts)) if t.sheet else t for t in workbook.tabs)
    return replace(workbook, tabs=tuple(tabs))


def _title_and_position(
    sheet: Sheet, first: Band, blocks: Sequence[Block], doubts: Doubts
) -> tuple[str, Period]:
    """The lines above the table -> its title, and the month that it reports on."""
    above = [
        (cell, beside)
        for row in sorted(sheet.rows)
        if row < first.top
        for cell, beside in pairwise([*cells_of(sheet.rows[row]), None])
        if cell
    ]
    lines = [cell.text for cell, _ in above]
    # A sheet of true figures may open with 'NOT FOR PUBLICATION': that is a mark and no title.
    titles = [line for line in lines if not isinstance(mark_of(line), Withholding)]
    title = titles[0] if titles else sheet.name
    spoken = [_with_date_beside(cell, beside) for cell, beside in above]
    if not any(map(position_in, spoken)):
        _tell_of_unread(sheet, [cell for cell, _ in above if speaks_of_position(cell.text)], doubts)
    periods = [month for block in blocks for month in block.months]
    position = position_among(spoken, periods) or position_told(spoken)
    if position:
        return title, position
    shown = [
        month
        for block in blocks
        for indicator in block.indicators
        for month, observation in zip(block.months, indicator.months, strict=True)
        if observation.mark is None and isinstance(observation.reading, Figure)
    ]
    if shown:
        return title, max(shown)
    doubts.stop(
        "position-unknown",
        sheet.ref(first.top, 1),
        "nothing above the table says which month it reports on, and no public figure shows it",
        "write 'Position as at end of Jun-23' above the table",
    )
    return title, blocks[0].months[0]


def _with_date_beside(cell: Cell, beside: Cell | None) -> str:
    """A cell's text; if it speaks of a position and names no month, with the cell beside it."""
    if beside is None or not speaks_of_position(cell.text) or position_in(cell.text):
        return cell.text
    day = beside.day
    return f"{cell.text} {day:%d/%m/%Y}" if day else f"{cell.text} {beside.text}"


def _tell_of_unread(sheet: Sheet, cells: Sequence[Cell], doubts: Doubts) -> None:
    for cell in cells:
        doubts.look(
            "position-not-read",
            sheet.ref(cell.row, cell.column),
            "this line speaks of a position, but no month can be read from it",
            "write it as 'Position as at end of Jun-23'",
        )
