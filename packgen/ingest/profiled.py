"""Profiles and legends put to a sheet: what its headings, markers and ratings are said to mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from packgen.errors import BadInput, Fault
from packgen.ingest.band import Band, Column
from packgen.ingest.cells import rating_of
from packgen.ingest.choice import Chosen, speaks_of_part_2
from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.layout import find_bands
from packgen.ingest.legend import legend_of
from packgen.ingest.marks import is_wording
from packgen.ingest.recorded import (
    column_index,
    holds_marks,
    is_in_place,
    only_one_of_marks,
    refuse_rereading,
    texts_over,
)
from packgen.ingest.sheet import Cell, Kind, Sheet
from packgen.ingest.styles import rating_of_fill
from packgen.ingest.workbook import Workbook
from packgen.model.observation import CellRef
from packgen.model.rating import Rating
from packgen.settings.profile import WITHHELD, HeaderProfile, Profile

_HEADINGS = {
    "number": "No.", "indicator": "Indicator", "rationale": "Rationale", "polarity": "Polarity",
    "target": "Target", "RAG rating": "RAG rating", "year to date": "Year to date",
    "notes": "Notes", "publication": "Publication", "reason": "Reason", "benchmark": "Benchmark",
}  # fmt: skip
_DROPPED = "not carried"
_VALUES = (Role.BENCHMARK, Role.MONTH, Role.YEAR_TO_DATE)
_FILLS = {Rating.RED: "FF0000", Rating.AMBER: "FFC000", Rating.GREEN: "00B050"}
_CODE = "[c]"


@dataclass(slots=True)
class Retold:
    """A profile while it is put to a workbook: the headings that it changed, and those it drops."""

    profile: Profile
    legends: Mapping[str, CellRef] = field(default_factory=dict)
    """Where legends, on any sheet that can be seen, say of a marker that it withholds."""
    explained: dict[str, str] = field(default_factory=dict)
    """What the scorecard's own legend says of markers that the profile doesn't tell of."""
    headings: dict[CellRef, str] = field(default_factory=dict)
    dropped: set[CellRef] = field(default_factory=set)

    def chosen(self, chosen: Chosen, doubts: Doubts) -> Chosen:
        """The chosen sheet with its own headings again, its markers and ratings told."""
        bands = tuple(self._restored(chosen.sheet, band) for band in chosen.bands)
        for marker, meaning, cell in legend_of(chosen.sheet, bands):
            if marker not in self.profile.markers:
                doubts.inform(
                    "marker-by-legend",
                    chosen.sheet.ref(cell.row, cell.column),
                    f"the sheet's own legend says that '{marker}' means {meaning}",
                    "nothing, if that is so; else say what it means in a profile",
                )
                self.explained[marker] = meaning
        told = {m: meaning for m, meaning, _ in legend_of(chosen.sheet, bands)}
        _tell_markers(chosen.sheet, bands, {**told, **self.profile.markers})
        _tell_ratings(chosen.sheet, bands, self.profile)
        return replace(chosen, bands=bands)

    def _restored(self, sheet: Sheet, band: Band) -> Band:
        columns, months = [], []
        told = iter(band.months or ())
        for column in band.columns:
            month = next(told, None) if column.role is Role.MONTH else None
            at = sheet.ref(column.row, column.index)
            heading = self.headings.get(at, column.heading)
            role = None if at in self.dropped else column.role
            columns.append(replace(column, heading=heading, role=role))
            if month and role:
                months.append(month)
        kept = tuple(months) if band.months is not None else None
        return replace(band, columns=tuple(columns), months=kept)


def retell(workbook: Workbook, profile: Profile, name: str | None) -> Retold:
    """The scorecard's sheet with headings in words that are understood, as a profile says.

    Raises BadInput when the profile's headers are not where it says, or it gives a sign for
    withheld figures another meaning.
    """
    retold = Retold(profile, _in_legends(workbook))
    _check_markers(workbook.file, profile, retold.legends)
    sheet = _scorecard(workbook, profile.headers, name) if profile.headers else None
    if sheet:
        bands = find_bands(sheet)
        marked = holds_marks(workbook, sheet, bands, profile)
        for header in profile.headers:
            _retell_header(workbook.file, sheet, bands, header, retold, marked=marked)
    # Only now: what a column was guessed to be is told by the years as they were guessed.
    if elsewhere := profile.year_start_elsewhere:
        for each in workbook.sheets:
            each.year_starts.setdefault(0, elsewhere)
    if sheet:
        sheet.year_starts = profile.starts_of_years()
    return retold


def _in_legends(workbook: Workbook) -> dict[str, CellRef]:
    return {
        marker: sheet.ref(cell.row, cell.column)
        for sheet in workbook.sheets
        for marker, meaning, cell in legend_of(sheet)
        if meaning == WITHHELD
    }


def _check_markers(file: str, profile: Profile, legends: Mapping[str, CellRef]) -> None:
    """Raises BadInput where a marker that withholds figures would be read as something else."""
    for marker, meaning in profile.markers.items():
        if meaning == WITHHELD or not (is_wording(marker) or marker in legends):
            continue
        place = f": {legends[marker]}" if marker in legends else ""
        raise BadInput(
            Fault(
                f"{file}{place}",
                f"the profile reads '{marker}' as \"{meaning}\", and it is a sign that a figure is "
                "withheld",
                f'write "{WITHHELD}" for it under [markers], or take the line out',
            )
        )


def _scorecard(
    workbook: Workbook, headers: Sequence[HeaderProfile], name: str | None
) -> Sheet | None:
    """The sheet that a profile is put to; None when the one named is not there to be read."""
    if name:
        return next((sheet for sheet in workbook.sheets if sheet.name == name), None)
    kept = [s for s in workbook.sheets if not speaks_of_part_2(s)] or list(workbook.sheets)
    headed = [sheet for sheet in kept if find_bands(sheet)] if len(kept) > 1 else kept
    headed = headed or [s for s in kept if all(is_in_place(s, None, h) for h in headers)]
    if len(headed) != 1:
        what = "the profile doesn't say which of the workbook's sheets it is about"
        raise BadInput(Fault(workbook.file, what, 'write sheet = "NAME" in the profile'))
    return headed[0]


def _retell_header(
    file: str,
    sheet: Sheet,
    bands: list[Band],
    header: HeaderProfile,
    retold: Retold,
    *,
    marked: bool,
) -> None:
    rows = (header.first_row, header.last_row)
    band = next((band for band in bands if (band.top, band.bottom) == rows), None)
    if not is_in_place(sheet, band, header):
        raise _of_another_layout(file, sheet, header)
    guessed = {column.index: (column, said) for column, said in read_as(band)} if band else {}
    found = {column.index: column for b in bands for column in b.columns}
    for letters, said in header.columns.items():
        index = column_index(letters)
        column, guess = guessed.get(index, (None, ""))
        if said == guess:
            continue
        row = column.row if column else _row_of_heading(sheet, header, index)
        at = sheet.place(row, index)
        if at[1] != index or not header.first_row <= at[0] <= header.last_row:
            raise _of_another_layout(file, sheet, header)
        place = f"{file}: {sheet.ref(*at)}"
        refuse_rereading(place, column, texts_over(sheet, header, index), said, marked or not band)
        if said == "publication":
            only_one_of_marks(place, found, index)
        own = sheet.own(*at)
        if said == _DROPPED:
            retold.dropped.add(sheet.ref(*at))
            continue
        retold.headings[sheet.ref(*at)] = own.heading if own else ""
        word = _HEADINGS.get(said) or said.partition(" ")[2]
        sheet.rows.setdefault(at[0], {})[at[1]] = Cell(*at, Kind.TEXT, word, word)


def _of_another_layout(file: str, sheet: Sheet, header: HeaderProfile) -> BadInput:
    return BadInput(
        Fault(
            f"{file}: {sheet.name}",
            f"the profile is of another layout: rows {header.first_row} to {header.last_row} are "
            "not the header whose headings it records",
            "make it anew with packgen profile; or name the header's own rows, and under "
            "[header.headings] each column's heading as it stands there",
        )
    )


def _row_of_heading(sheet: Sheet, header: HeaderProfile, index: int) -> int:
    """The lowest row of a header in which a column holds something; else its last."""
    rows = range(header.last_row, header.first_row - 1, -1)
    return next((row for row in rows if sheet.own(row, index)), header.last_row)


def read_as(band: Band) -> Iterator[tuple[Column, str]]:
    """A header's columns, and in words what each was read as."""
    months = iter(band.months or ())
    for column in band.columns:
        month = next(months, None) if column.role is Role.MONTH else None
        if month:
            yield column, f"{month.noun} {month.label}"
        else:
            yield column, column.role.value if column.role else _DROPPED


def _tell_markers(sheet: Sheet, bands: tuple[Band, ...], markers: Mapping[str, str]) -> None:
    for cell, role in _body(sheet, bands) if markers else ():
        meaning = markers.get(cell.text) if role in _VALUES and cell.kind is Kind.TEXT else None
        if meaning:
            words = _CODE if meaning == WITHHELD else f"{meaning[0].upper()}{meaning[1:]}"
            sheet.rows[cell.row][cell.column] = replace(cell, text=words, heading=words)


def _tell_ratings(sheet: Sheet, bands: tuple[Band, ...], profile: Profile) -> None:
    if not profile.ratings and not profile.colours:
        return
    for cell, role in list(_body(sheet, bands)):
        rating = profile.ratings.get(cell.text.casefold()) if role is Role.RATING else None
        known = rating_of(cell.text)
        if rating and (known is None or known.rating is not rating):
            sheet.rows[cell.row][cell.column] = replace(cell, text=rating.value)
    for band in bands:
        _tell_unrated_colours(sheet, band, profile)
    columns = {band.one(Role.RATING) for band in bands}
    for at, fill in list(sheet.fills.items()):
        rating = profile.colours.get(fill.upper()) if at[1] in columns else None
        if rating and rating is not rating_of_fill(fill):
            if rating in _FILLS:
                sheet.fills[at] = _FILLS[rating]
            else:
                del sheet.fills[at]


def _tell_unrated_colours(sheet: Sheet, band: Band, profile: Profile) -> None:
    """Write the word where a colour alone says that an indicator has no target."""
    column = band.one(Role.RATING)
    for row in (row for row in sheet.rows if column and row > band.bottom):
        fill = sheet.fill(row, column or 1)
        told = profile.colours.get(fill.upper()) if fill else None
        if column and told is Rating.NOT_TARGET and sheet.at(row, column) is None:
            text = told.value
            sheet.rows[row][column] = Cell(row, column, Kind.TEXT, text, text)


def _body(sheet: Sheet, bands: tuple[Band, ...]) -> Iterator[tuple[Cell, Role]]:
    """The cells below each header, with what their columns hold."""
    tops = [band.top for band in bands[1:]] + [2**31]
    for band, end in zip(bands, tops, strict=True):
        roles = {column.index: column.role for column in band.columns if column.role}
        for row in sorted(row for row in sheet.rows if band.bottom < row < end):
            for index, cell in list(sheet.rows[row].items()):
                if index in roles:
                    yield cell, roles[index]
