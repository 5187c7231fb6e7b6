"""Indicators: a scorecard's sorted rows -> its blocks of indicators, every cell read."""

from __future__ import annotations

from collections.abc import Sequence

from packgen.ingest.cellfaults import CODES, REMEDIES, WORDS_FOR_IT
from packgen.ingest.cells import (
    Doubt,
    agree,
    doubt_about,
    polarity_of,
    rating_of,
    reading_of,
    target_of,
)
from packgen.ingest.columns import Role
from packgen.ingest.doubts import Doubts
from packgen.ingest.part2 import Slot, Supplied, slots_of
from packgen.ingest.sheet import Cell, Sheet
from packgen.ingest.styles import rating_of_fill
from packgen.ingest.table import Line, Piece
from packgen.ingest.withhold import withheld_places
from packgen.model.indicator import Block, Indicator, Rationale, Section
from packgen.model.observation import (
    CellRef,
    Figure,
    Gap,
    Mark,
    NoFigure,
    Observation,
    Reading,
)
from packgen.model.period import YearKind
from packgen.model.rating import Rating, StatedRating
from packgen.model.target import NoTarget, Polarity, Target

_RATINGS = (Rating.RED, Rating.AMBER, Rating.GREEN)


def build_blocks(
    sheet: Sheet, pieces: Sequence[Piece], supplied: dict[int, Supplied], doubts: Doubts
) -> tuple[Block, ...]:
    """Sorted rows, and the Part 2 rows matched to them -> blocks."""
    building = _Building(sheet, supplied, doubts)
    return tuple(
        Block(
            piece.title,
            piece.band.headings,
            piece.band.months or (),
            YearKind.starting_in(piece.band.year_start),
            tuple(
                Section(part.title, tuple(map(building.indicator, part.lines)), part.continued)
                for part in piece.parts
            ),
        )
        for piece in pieces
    )


class _Building:
    """What the indicators of one scorecard share while they are built."""

    def __init__(self, sheet: Sheet, supplied: dict[int, Supplied], doubts: Doubts) -> None:
        self.sheet, self.supplied, self.doubts = sheet, supplied, doubts
        self.merged: set[tuple[int, int]] = set()

    def indicator(self, line: Line) -> Indicator:
        return _Row(self, line).indicator()


class _Row:
    """One indicator's row while it is read."""

    def __init__(self, building: _Building, line: Line) -> None:
        self.building, self.sheet, self.doubts = building, building.sheet, building.doubts
        self.row, self.band = line.row, line.band
        self.of = self._plain_text(Role.NUMBER) or self._plain_text(Role.INDICATOR)
        self.columns = self.band.places
        self.supplied = building.supplied.get(self.row)
        self.withheld = withheld_places(
            self.sheet, self.band, self.row, self.columns, self.supplied, self.doubts, self.of
        )

    def indicator(self) -> Indicator:
        self._doubt_what_part_2_adds()
        observed = self._observations()
        first_month = len(self.band.all(Role.BENCHMARK))
        polarity_text = self._text(Role.POLARITY)
        return Indicator(
            number=self._text(Role.NUMBER),
            title=self._text(Role.INDICATOR),
            rationale=Rationale(self._text(Role.RATIONALE), self._ref(Role.RATIONALE)),
            polarity=self._polarity(polarity_text),
            polarity_text=polarity_text,
            target=self._target(),
            benchmarks=observed[:first_month],
            stated=self._stated(),
            months=observed[first_month:-1],
            year_to_date=observed[-1],
            notes=self._text(Role.NOTES),
            at=self._ref(Role.INDICATOR),
            aimed_at=self._ref(Role.TARGET),
            rated_at=self._ref(Role.RATING),
            polarity_at=self._ref(Role.POLARITY),
            noted_at=self._ref(Role.NOTES),
            numbered_at=self._ref(Role.NUMBER),
        )

    # Texts

    def _cell(self, role: Role) -> Cell | None:
        column = self.band.one(role)
        return self.sheet.at(self.row, column) if column else None

    def _plain_text(self, role: Role) -> str:
        return self.sheet.text(self.row, self.band.one(role))

    def _ref(self, role: Role) -> CellRef:
        """Where a text stands; the indicator's own cell when the sheet has no such column."""
        column = self.band.one(role) or self.band.one(Role.INDICATOR) or 1
        return self.sheet.ref(*self.sheet.place(self.row, column))

    def _text(self, role: Role) -> str:
        """A text as printed; a cell that can't be read stops the build."""
        cell = self._cell(role)
        if cell is None:
            return ""
        if doubt := doubt_about(cell):
            self._stop_unreadable(doubt, cell)
            return ""
        return cell.text

    def _stop_unreadable(self, doubt: Doubt, cell: Cell) -> None:
        self.doubts.stop(
            CODES[doubt],
            self.sheet.ref(cell.row, cell.column),
            f"this cell {doubt.value}",
            REMEDIES[doubt],
            self.of,
        )

    # Target, rating, polarity

    def _target(self) -> Target:
        cell = self._cell(Role.TARGET)
        target = target_of(cell)
        if isinstance(target, Doubt):
            if cell:
                self._stop_unreadable(target, cell)
            return Target("", NoTarget.UNREAD)
        if target.aim is NoTarget.UNREAD:
            self.doubts.look(
                "target-not-understood",
                self._ref(Role.TARGET),
                "this target is not understood; it is printed, but no figure is held against it",
                "write it as 95%, 95-90%, 26 weeks, or 'Not a target measure'",
                self.of,
            )
        return target

    def _polarity(self, text: str) -> Polarity:
        polarity = polarity_of(text)
        if polarity is None:
            self.doubts.look(
                "polarity-not-understood",
                self._ref(Role.POLARITY),
                f"{self._quoted(text)} is not understood as a polarity",
                "write 'High', 'Low' or 'n/a'",
                self.of,
            )
        return polarity or Polarity.NONE

    def _stated(self) -> StatedRating:
        text, at = self._text(Role.RATING), self._ref(Role.RATING)
        column = self.band.one(Role.RATING)
        if column is None:
            return StatedRating(Rating.UNRATED, "")
        stated = rating_of(text)
        if stated is None:
            self.doubts.stop(
                "rating-not-understood",
                at,
                f"{self._quoted(text)} is not understood as a RAG rating",
                "write GREEN, AMBER, RED or 'Not a target measure', or leave it blank",
                self.of,
            )
            return StatedRating(Rating.UNRATED, text)
        return self._against_fill(stated, rating_of_fill(self._fill_beside_title(column)), at)

    def _fill_beside_title(self, column: int) -> str | None:
        """A cell's fill, unless the indicator's title has the same: then it is a striped row."""
        fill = self.sheet.fill(self.row, column)
        title = self.sheet.fill(self.row, self.band.one(Role.INDICATOR) or column)
        return fill if fill != title else None

    def _against_fill(self, stated: StatedRating, fill: Rating | None, at: CellRef) -> StatedRating:
        if fill is None or fill is stated.rating:
            self._doubt_rule_of_colour(stated, at)
            return stated
        if not stated.text and self._cell(Role.RATING) is None:
            self.doubts.inform(
                "rating-by-colour",
                at,
                f"the rating {fill.value} is told by the cell's colour alone",
                "write the word into the cell: colour alone is not accessible",
                self.of,
            )
            return StatedRating(fill, fill.value)
        self.doubts.look(
            "rating-against-colour",
            at,
            f"the cell's word and its colour, {fill.value.lower()}, don't agree; the word is taken",
            "correct the word or the colour",
            self.of,
        )
        return stated

    def _doubt_rule_of_colour(self, stated: StatedRating, at: CellRef) -> None:
        column = self.band.one(Role.RATING) or 1
        if not stated.text and self.sheet.is_coloured_by_rule(self.row, column):
            self.doubts.look(
                "rating-by-conditional-format",
                at,
                "this rating is blank, but a conditional format may colour it; that is not read",
                "write the word into the cell: colour alone is not accessible",
                self.of,
            )

    # Figures

    def _observations(self) -> tuple[Observation, ...]:
        slots = slots_of(self.band.headings.benchmarks, self.band.months or ())
        places = range(len(self.columns))
        observed = tuple(self._observation(place, slots[place]) for place in places)
        missing = [place for place in sorted(self.withheld.worded) if self.supplied is None]
        if missing:
            self.doubts.look(
                "figure-not-supplied",
                self._value_ref(missing[0]),
                "figures of this indicator are withheld, and no Part 2 sheet has a row for it",
                "add a row for it to a visible sheet named 'Part 2', or do without it in Part 2",
                self.of,
            )
        return observed

    def _observation(self, place: int, slot: Slot) -> Observation:
        main = self._value(place)
        other = self.supplied.cell(slot) if self.supplied else None
        mark = self.withheld.marks.get(place)
        if mark is None and main is None and other:
            mark = self.withheld.any_mark
        if mark:
            return self._withheld(place, slot, main, mark)
        if other and self.withheld.any_mark:
            self._doubt_printed_openly(place, slot, agree=agree(main, other))
        return self._public(place, main)

    def _public(self, place: int, cell: Cell | None) -> Observation:
        at = self._value_ref(place)
        reading = reading_of(cell)
        if isinstance(reading, Doubt):
            self._stop_value(reading, cell, at)
            return Observation(NoFigure("", Gap.BLANK), at)
        return Observation(self._unmerged(reading, place, guarded=False), at)

    def _withheld(self, place: int, slot: Slot, main: Cell | None, mark: Mark) -> Observation:
        if place in self.withheld.worded:
            main = None
        other = self.supplied.cell(slot) if self.supplied else None
        if main and other and not agree(main, other):
            self._stop_differing(slot)
        source, at = main, self._value_ref(place)
        if self.supplied and (other or not main):
            source, at = other, self.supplied.ref(slot)
        if source is None and place in self.withheld.worded and self.supplied is None:
            return Observation(NoFigure("", Gap.NOT_SUPPLIED), at, mark)
        reading = reading_of(source)
        if isinstance(reading, Doubt):
            self._doubt_withheld(reading, at)
            return Observation(NoFigure("", Gap.NOT_SUPPLIED), at, mark)
        if source is main:
            reading = self._unmerged(reading, place, guarded=True)
        return Observation(reading, at, mark)

    def _value(self, place: int) -> Cell | None:
        column = self.columns[place]
        return self.sheet.at(self.row, column) if column else None

    def _value_ref(self, place: int) -> CellRef:
        column = self.columns[place]
        return self.sheet.ref(self.row, column) if column else self._ref(Role.INDICATOR)

    def _unmerged(self, reading: Reading, place: int, guarded: bool) -> Reading:
        """Words merged over several cells hold for each; of a figure nobody can say for which."""
        column = self.columns[place]
        area = self.sheet.area(self.row, column) if column else None
        if column is None or area is None or not isinstance(reading, Figure):
            return reading
        if area.anchor not in self.building.merged:
            self.building.merged.add(area.anchor)
            at = self.sheet.ref(*area.anchor)
            if guarded:
                self._doubt_withheld(Doubt.UNKNOWN, at)
            else:
                self.doubts.stop(
                    "figure-merged",
                    at,
                    "this figure is merged over several cells, so that its month or row is unclear",
                    "unmerge the cells and write the figure where it belongs",
                    self.of,
                )
        return reading if area.anchor == (self.row, column) else NoFigure("", Gap.BLANK)

    # Doubts about figures

    def _quoted(self, text: str) -> str:
        """A text in quotes, unless it may say a figure, or its row holds withheld ones."""
        silent = self.withheld.guarded or any(map(str.isdigit, text))
        return "what stands here" if silent else f"'{text}'"

    def _stop_value(self, doubt: Doubt, cell: Cell | None, at: CellRef) -> None:
        text = self._quoted(cell.text) if cell else ""
        unknown = doubt is Doubt.UNKNOWN
        self.doubts.stop(
            CODES[doubt],
            at,
            f"{text} {doubt.value}" if unknown else f"this cell {doubt.value}",
            WORDS_FOR_IT if unknown else REMEDIES[doubt],
            self.of,
        )

    def _doubt_withheld(self, doubt: Doubt, at: CellRef) -> None:
        if doubt in (Doubt.ERROR, Doubt.UNCALCULATED):
            self.doubts.stop(
                CODES[doubt], at, f"this withheld cell {doubt.value}", REMEDIES[doubt], self.of
            )
        else:
            self.doubts.look_inside(
                "withheld-not-read",
                at,
                "this withheld cell can't be read as a figure",
                "write a figure, or words such as 'Not available'",
                self.of,
            )

    def _doubt_printed_openly(self, place: int, slot: Slot, *, agree: bool) -> None:
        """A figure that the scorecard prints and the Part 2 sheet holds must be the same, and may
        have been meant to be withheld."""
        if not agree:
            self._stop_differing(slot)
        elif place >= len(self.band.all(Role.BENCHMARK)):
            self.doubts.look(
                "part-2-repeats-public",
                self._supplied_ref(slot),
                "the scorecard prints openly what this cell of the Part 2 sheet holds",
                "mark it for Part 2 in the scorecard too, or clear it here",
                self.of,
            )

    def _stop_differing(self, slot: Slot) -> None:
        self.doubts.stop(
            "part-2-differs",
            self.supplied.ref(slot) if self.supplied else None,
            "this cell and the scorecard's cell for the same period don't say the same",
            "correct one of them, or mark the scorecard's for Part 2",
            self.of,
        )

    def _doubt_what_part_2_adds(self) -> None:
        """A Part 2 row must be about something withheld, in periods that the scorecard has."""
        if self.supplied is None:
            return
        if self.withheld.any_mark is None:
            self.doubts.stop(
                "part-2-row-not-marked",
                self.supplied.at,
                "this row's indicator is not marked for Part 2 in the scorecard",
                "mark it there, or take the row out here",
                self.of,
            )
        slots = slots_of(self.band.headings.benchmarks, self.band.months or ())
        unknown = self.supplied.filled - set(slots)
        if self.band.one(Role.YEAR_TO_DATE) is None and None in self.supplied.filled:
            unknown.add(None)
        for slot in sorted(unknown, key=self._supplied_ref):
            self.doubts.stop(
                "part-2-period-unknown",
                self._supplied_ref(slot),
                "the scorecard has no column for this cell's period or benchmark",
                "use the same headings on both sheets, or clear the cell",
                self.of,
            )

    def _supplied_ref(self, slot: Slot) -> CellRef:
        """Where the Part 2 row has this slot; the indicator's own cell without such a row."""
        return self.supplied.ref(slot) if self.supplied else self._ref(Role.INDICATOR)
