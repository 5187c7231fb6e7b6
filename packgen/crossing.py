"""What one scorecard of a meeting withholds and another prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from packgen.disclose.places import Row, rows
from packgen.disclose.twins import title_of
from packgen.errors import Fault
from packgen.gathered import Gathered
from packgen.model.observation import Figure, Unit
from packgen.settings.meeting import AgendaItem

_FEWEST = 3  # figures, none like another, that are the same before that is no accident


@dataclass(frozen=True, slots=True)
class Told:
    """Something that gives a withheld figure away, or may. ``stops``: no paper may be made."""

    fault: Fault
    stops: bool


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of one of a meeting's scorecards, and the item that it stands in."""

    item: AgendaItem
    file: str
    row: Row

    def withheld(self) -> dict[int, Figure]:
        """Its figures that the public doesn't see, by their places; all, where the item is
        exempt."""
        cells = enumerate(self.row.observations)
        return {
            place: cell.figure
            for place, cell in cells
            if cell.figure and (cell.mark or not self.item.is_open)
        }

    def is_marked(self, place: int) -> bool:
        """Whether a cell is withheld by a mark, and not with its item alone."""
        return self.row.observations[place].mark is not None

    def printed(self) -> dict[int, Figure]:
        """Its figures that the public sees, by their places."""
        seen = {}
        for place, cell in enumerate(self.row.observations if self.item.is_open else ()):
            if cell.mark is None and isinstance(cell.published, Figure):
                seen[place] = cell.published
        return seen

    def period(self, place: int) -> tuple[str, ...]:
        """What a cell's figure is of, as other scorecards would say it."""
        row = self.row
        if place < row.first:
            return ("benchmark", " ".join(row.when(place).casefold().split()))
        if place < row.last:
            return ("period", row.when(place))
        begins = row.block.months[0].label if row.block.months else ""
        return ("year to date", begins, row.position.label)


def card_rows(meeting: Gathered) -> Iterator[CardRow]:
    """A meeting -> every row of its scorecards that are out, in the agenda's order."""
    for item in meeting.settings.items:
        judged = meeting.judged.get(item.number)
        if judged and item.scorecard and item.supplement <= meeting.supplement:
            name = judged.settings.scorecard.name
            yield from (CardRow(item, name, row) for row in rows(judged.assessed))


def crossings(meeting: Gathered) -> Iterator[Told]:
    """A meeting -> each indicator that one of its scorecards withholds figures of and another
    prints. Quotes no figure."""
    table = list(card_rows(meeting))
    seen = [(open_row, printed) for open_row in table if (printed := _by_period(open_row))]
    for hidden in table:
        if not (withheld := hidden.withheld()):
            continue
        for open_row, printed in seen:
            if open_row.item.number == hidden.item.number:
                continue
            both = {
                place: (figure, printed[hidden.period(place)])
                for place, figure in withheld.items()
                if hidden.period(place) in printed
            }
            if both and (told := _compared(hidden, open_row, both)):
                yield told


def _by_period(row: CardRow) -> dict[tuple[str, ...], Figure]:
    return {row.period(place): figure for place, figure in row.printed().items()}


def _compared(
    hidden: CardRow, open_row: CardRow, both: dict[int, tuple[Figure, Figure]]
) -> Told | None:
    """Two rows, and the figures of the periods that one withholds and the other prints -> what is
    to be told of them."""
    same = [place for place, (one, other) in both.items() if _key(one) == _key(other)]
    mine, others = hidden.row.indicator, open_row.row.indicator
    if title_of(mine.title) == title_of(others.title):
        if same:
            return _told(hidden, open_row, same, any(map(hidden.is_marked, same)))
        return _told(hidden, open_row, list(both), False)
    known = {_key(one) for one, _ in both.values() if one.number}
    alike = bool(mine.number) and mine.number == others.number
    if len(same) == len(both) and len(known) >= _FEWEST - alike:
        return _told(hidden, open_row, same, False)
    return None


def _key(figure: Figure) -> tuple[Decimal, Unit]:
    return figure.printed, figure.unit


def _told(hidden: CardRow, open_row: CardRow, places: list[int], stops: bool) -> Told:
    when = ", ".join(hidden.row.when(place) for place in places)
    item, other = hidden.item.number, open_row.item.number
    name = hidden.row.name
    own = "it" if open_row.row.name == name else open_row.row.name
    verb = "prints" if stops else "may print"
    fault = Fault(
        f"item {other}: {open_row.file}: {open_row.row.indicator.at}",
        f"item {item}'s {name} ({hidden.file}), {when}, is withheld, and item {other} {verb} "
        f"{own if stops or own == 'it' else f'it as {own}'}",
        "mark it there too, or take the mark away; if it counts something else, give it another "
        "title",
    )
    return Told(fault, stops)
