"""Earlier releases: what was printed before can't be withheld, and tells of what is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from packgen.disclose.amounts import Amount, share, steps
from packgen.disclose.draft import Draft, between, fixed
from packgen.disclose.places import Row
from packgen.disclose.ratings import told_by
from packgen.disclose.records import RecordKind, day
from packgen.disclose.world import Level, Linear, Statement, Target, Treatment
from packgen.disclose.years import Year
from packgen.model.observation import Figure
from packgen.model.period import Period
from packgen.model.published import ColumnKind, Publication, PublishedCell, PublishedFigure
from packgen.model.rating import Rating

_RATED = {rating.value: rating for rating in (Rating.RED, Rating.AMBER, Rating.GREEN)}


@dataclass(frozen=True, slots=True)
class EarlierCell:
    """A cell of an earlier release, as the key of its statement or target: which indicator of the
    scorecard, what of it, of which period (its code), printed or withheld on which day."""

    indicator: int
    kind: ColumnKind
    period: str
    on: date


Releases = Mapping[tuple[str, ColumnKind], Sequence[tuple[date, PublishedCell]]]
"""The cells of earlier releases by indicator (its number, else its title) and kind, in time."""


def releases(earlier: Iterable[Publication]) -> Releases:
    """Earlier publications -> their cells, by what they are of."""
    found: dict[tuple[str, ColumnKind], list[tuple[date, PublishedCell]]] = defaultdict(list)
    for publication in sorted(earlier, key=lambda each: each.on):
        for cell in publication.cells:
            if cell.period is not None:
                found[cell.indicator or cell.title, cell.kind].append((publication.on, cell))
    return found


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier releases did with a row's own cells, by place: the first that printed the same
    figure (its day, what it told, its text), and when the last of them withheld it."""

    printed: Mapping[int, tuple[date, PublishedFigure, str]]
    hidden: Mapping[int, date]


def before_of(draft: Draft, row: Row, released: Releases) -> Before:
    """A row whose amounts are drafted -> what earlier releases did with its cells."""
    printed: dict[int, tuple[date, PublishedFigure, str]] = {}
    hidden: dict[int, date] = {}
    for place, on, cell in _own(released, row):
        amount = draft.amounts.get((row.index, place))
        hidden.pop(place, None)
        if cell.withheld:
            hidden[place] = on
        elif cell.figure and amount and is_same(cell.figure, amount.figure):
            printed.setdefault(place, (on, cell.figure, cell.text))
        elif cell.figure and amount:
            words = f"{row.called(place)}: printed on {day(on)} otherwise than it is now; not tied"
            draft.note(RecordKind.REVISED, row, place, words)
    return Before(printed, hidden)


def _own(released: Releases, row: Row) -> Iterator[tuple[int, date, PublishedCell]]:
    """A row's cells as earlier releases had them: each one's place here, the day, the cell."""
    of = row.indicator.number or row.indicator.title
    places = {period: row.first + i for i, period in enumerate(row.block.months)}
    for on, cell in released.get((of, ColumnKind.MONTH), ()):
        if cell.period in places:
            yield places[cell.period], on, cell
    for on, cell in released.get((of, ColumnKind.YEAR_TO_DATE), ()):
        if cell.period == row.position:
            yield row.last, on, cell


def is_all(before: PublishedFigure, now: Figure) -> bool:
    """Whether an earlier print told all that a figure's own would."""
    parts = before.numerator, before.denominator
    return before.number == now.printed and parts == (now.numerator, now.denominator)


def as_printed_then(draft: Draft, amount: Amount, before: PublishedFigure) -> list[Linear]:
    """An amount, and the same figure as it was printed earlier -> what that tells."""
    truths = [draft.quantities[q].truth for q in amount.quantities]
    if not amount.is_ratio:
        digit = int(10 ** max(0, int(before.number.as_tuple().exponent) - amount.step))
        middle = steps(before.number, amount.step)
        return [between(amount.quantities[0], middle - digit // 2, middle + digit // 2)]
    if before.numerator is not None and before.denominator is not None:
        return [fixed(q, n) for q, n in zip(amount.quantities, truths, strict=True)]
    n, d = amount.quantities
    return share((n, d), before.number, (truths[0], truths[1])) or []


def is_same(before: PublishedFigure, now: Figure) -> bool:
    """Whether an earlier print can be one of this figure: in its unit, perhaps less exact, and
    with the parts that it named."""
    if before.unit is not now.unit:
        return False
    if before.numerator is not None and now.numerator is not None:
        parts = before.numerator, before.denominator
        return parts == (now.numerator, now.denominator)
    exponent = int(before.number.as_tuple().exponent)
    return now.printed == before.number or (
        exponent > int(now.printed.as_tuple().exponent)
        and now.printed.quantize(Decimal(1).scaleb(exponent)) == before.number
    )


def totals_before(draft: Draft, row: Row, year: Year, released: Releases, values: int) -> None:
    """What earlier releases printed, or withheld, as the year to date of an earlier period."""
    of = row.indicator.number or row.indicator.title
    for on, cell in released.get((of, ColumnKind.YEAR_TO_DATE), ()):
        if cell.period == row.position:
            continue  # this release's own, made anew
        place = _place(row, cell.period, draft)
        terms = _terms(year, place) if place is not None else None
        if place is None or terms is None:
            continue
        name = f"{row.name}, year to date at {row.when(place)}"
        if cell.figure:
            _shown_total(draft, row, year, terms, (cell.figure, cell.text), place, (name, on))
        elif cell.withheld:
            hidden = [p for p in row.own[:-1] if p <= place and (row.index, p) in draft.withheld]
            if not hidden:
                words = f"{name}: withheld on {day(on)}, and what it is made of is printed now"
                draft.note(RecordKind.SHOWN_NOW, row, place, words)
                continue
            for made in _quantities(draft, name, terms):
                key = EarlierCell(row.index, ColumnKind.YEAR_TO_DATE, row.when(place), on)
                draft.targets.append(Target(key, f"{name}, withheld on {day(on)}", made, values))


def ratings_before(draft: Draft, row: Row, year: Year, released: Releases) -> None:
    """What earlier releases told by a RAG of a year to date, or of a month; not where the target
    grows with the year."""
    rule = row.assessed.full.rule
    if rule is None or any(band != rule.whole for band in rule.bands):
        return
    of = row.indicator.number or row.indicator.title
    for on, cell in released.get((of, ColumnKind.RATING), ()):
        rating, place = _RATED.get(cell.text.strip().upper()), _place(row, cell.period, draft)
        if rating is None or place is None:
            continue
        month = draft.amounts[row.index, place]
        terms = _terms(year, place) if rule.place == row.last else None
        if rule.place == row.last and (terms is None or month.is_ratio):
            continue
        name = f"{row.name}, RAG rating at {row.when(place)}, printed on {day(on)}"
        judged = month
        if terms:
            (made,) = _quantities(draft, f"{row.name}, year to date at {row.when(place)}", terms)
            number = Decimal(draft.quantities[made].truth).scaleb(month.step)
            figure = Figure("", number, number, month.figure.unit)
            judged = Amount((made,), figure, month.step)
        truth = [draft.quantities[q].truth for q in judged.quantities]
        told = tuple(told_by(rule, rating, judged, truth, shown=False))
        key = EarlierCell(row.index, ColumnKind.RATING, row.when(place), on)
        if told:
            _state(draft, key, name, rating.value, told)


def _place(row: Row, period: Period | None, draft: Draft) -> int | None:
    """An earlier release's position -> the place of the month that ended with it."""
    for place in row.own[:-1]:
        if row.block.months[place - row.first] == period and (row.index, place) in draft.amounts:
            return place
    return None


_Terms = list[list[tuple[int, int]]]


def _terms(year: Year, place: int) -> _Terms | None:
    """What makes the year to date at a place, component by component; None: nobody can say."""
    parts = len(next((a.quantities for cell, a in year.months if cell == place), ()))
    found = [year.terms(place, component, parts) for component in range(parts)]
    told = [terms for terms in found if terms is not None]
    return told if parts and len(told) == parts and year.times(place) == 1 else None


def _quantities(draft: Draft, name: str, terms: _Terms) -> list[int]:
    made = []
    for each in terms:
        if len(each) == 1:
            made.append(each[0][0])
            continue
        made.append(draft.quantity(name, draft.truth(each)))
        draft.rule(f"{name}: the sum of its months", [Linear((*each, (made[-1], -1)), 0, 0)])
    return made


def _shown_total(
    draft: Draft,
    row: Row,
    year: Year,
    terms: _Terms,
    printed: tuple[PublishedFigure, str],
    place: int,
    said: tuple[str, date],
) -> None:
    (name, on), (before, text) = said, printed
    amounts = [amount for cell, amount in year.months if cell <= place]
    slack = sum(amount.rounding for amount in amounts) // 2
    truths = [draft.truth(each) for each in terms]
    told: list[Linear] | None
    if len(terms) == 2 and before.numerator is None:
        n, d = _quantities(draft, name, terms)
        told = share((n, d), before.number, (truths[0], truths[1]))
    else:
        step = amounts[-1].step
        parts = (before.numerator or 0, before.denominator or 0)
        shown = parts if len(terms) == 2 else (steps(before.number, step),)
        near = all(abs(a - b) <= slack for a, b in zip(shown, truths, strict=True))
        told = [
            Linear(tuple(each), number - slack, number + slack)
            for each, number in zip(terms, shown, strict=True)
        ]
        told = told if near else None
    if told is None:
        words = f"{name}: printed on {day(on)} otherwise than its months make it now; not tied"
        draft.note(RecordKind.REVISED, row, place, words)
        return
    key = EarlierCell(row.index, ColumnKind.YEAR_TO_DATE, row.when(place), on)
    _state(draft, key, f"{name}, printed on {day(on)}", text, tuple(told))


def _state(draft: Draft, key: EarlierCell, name: str, text: str, tells: tuple[Linear, ...]) -> None:
    """Something printed before stands as it is."""
    level = Level(Treatment.AS_IS, text, tells)
    draft.statements.append(Statement(key, name, (level,), fixed=True))
