"""Hard cases: systems of which it is known what an outsider can work out."""

from __future__ import annotations

from tests.disclose.cards import Card, excluding_and_including
from tests.disclose.exhaustive import Band, Percent, Rag, Rounded, Value

MONTHS = "months add up to the year to date"
WITHIN = "numerator within denominator"


def _months(card: Card, *truths: int, high: int | None = None) -> list[int]:
    months = [card.quantity(f"month {i}", truth, high) for i, truth in enumerate(truths)]
    for i, month in enumerate(months):
        card.prints(f"month {i}", Value(month))
    return months


def _ratio(card: Card, name: str, n: int, d: int) -> tuple[int, int]:
    under, over = card.quantity(f"{name} numerator", n), card.quantity(f"{name} denominator", d)
    card.within(under, over, WITHIN)
    return under, over


def one_month_beside_its_total() -> Card:
    """3, 7, withheld, 9; year to date 21."""
    card = Card()
    months = _months(card, 3, 7, 2, 9)
    card.prints("year to date", Value(card.sum("total", months, MONTHS)), 40)
    card.hide(months[2])
    return card


def two_and_their_sum() -> Card:
    """One of two indicators withheld, the other and their sum printed."""
    card = Card()
    a, b = card.quantity("a", 2), card.quantity("b", 16)
    card.prints("a", Value(a))
    card.prints("b", Value(b))
    card.prints("c", Value(card.sum("c", [a, b], "c is a and b")))
    card.hide(a)
    return card


def all_of_nothing() -> Card:
    """All months withheld, year to date 0."""
    card = Card()
    months = _months(card, 0, 0, 0)
    card.prints("year to date", Value(card.sum("total", months, MONTHS)), 40)
    for month in months:
        card.hide(month)
    return card


def two_of_fifteen(*, low: int) -> Card:
    """10, 3 and two withheld of 15: 0 to 2, or exactly 1 when none is 0."""
    card = Card()
    shown = _months(card, 10, 3)
    hidden = [card.quantity(f"withheld {i}", 1, low=low) for i in range(2)]
    total = card.sum("total", [*shown, *hidden], MONTHS)
    card.prints("year to date", Value(total), 40)
    for quantity in hidden:
        card.hide(quantity)
    return card


def a_percentage_of_a_known_number() -> Card:
    """4 % of 28."""
    card = Card()
    under, over = _ratio(card, "April", 1, 28)
    card.prints("denominator", Value(over))
    card.prints("percentage", Percent(under, over))
    card.hide(under)
    return card


def percentages_with_both_parts_hidden() -> Card:
    """1/7 and 3/26 as percentages, 4/33 in all: the parts come out whole."""
    card = Card()
    april, may = _ratio(card, "April", 1, 7), _ratio(card, "May", 3, 26)
    card.prints("April", Percent(*april))
    card.prints("May", Percent(*may))
    for name, one, other in (("top", april[0], may[0]), ("foot", april[1], may[1])):
        card.prints(f"{name} to date", Value(card.sum(name, [one, other], "months add up")))
    for quantity in (*april, *may):
        card.hide(quantity)
    return card


def a_set_with_holes() -> Card:
    """33 % of 6 to 9 that is printed in a band: 2 of 6 or 3 of 9, and nothing in between."""
    card = Card()
    under, over = _ratio(card, "June", 2, 6)
    card.prints("percentage", Percent(under, over))
    card.prints("denominator", Band(over, ((5, 9),)))
    card.hide(over)
    card.hide(under)
    return card


def green_that_is_not_true() -> Card:
    """GREEN, low is good, target 0: but the months are 0, 0 and 1."""
    card = Card()
    months = _months(card, 0, 0, 1)
    total = card.sum("total", months, MONTHS)
    card.prints("year to date", Value(total))
    card.prints("rating", Rag(total, "Low", 0, 1), 30, text="GREEN")
    for quantity in (*months, total):
        card.hide(quantity)
    return card


def academic_year(*, papers: int) -> Card:
    """April and May's papers; a year to date from September, of which one month is withheld.
    One paper bounds it; two differ by exactly that month."""
    card = Card()
    before, april, may = card.quantity("before", 9), card.quantity("April", 2), 3
    until = card.sum("to April", [before, april], "the year to date adds the month")
    card.prints("to April", Value(until), fixed=True)
    if papers > 1:
        card.prints("to March", Value(before), fixed=True)
    card.prints("May", Value(card.quantity("May", may)))
    card.hide(april)
    return card


def released_month_by_month() -> Card:
    """April and May withheld; April's paper printed the year to date, and so did May's, June's."""
    card = Card()
    months = _months(card, 4, 2, 8)
    for i, name in enumerate(("April", "May", "June"), 1):
        total = card.sum(f"to {name}", months[:i], f"months to {name} add up")
        card.prints(f"year to date in {name}", Value(total), fixed=i < 3)
    card.hide(months[0])
    card.hide(months[1])
    return card


def totals_of_months_all_withheld() -> Card:
    """Five months withheld: two papers' years to date differ by the last one."""
    card = Card()
    months = _months(card, 40, 33, 24, 40, 2)
    for i in (4, 5):
        total = card.sum(f"to month {i}", months[:i], f"months to month {i} add up")
        card.prints(f"year to date in month {i}", Value(total), fixed=True)
    for month in months:
        card.hide(month)
    return card


def sums_of_neighbours() -> Card:
    """Three withheld, of which each two are printed as a sum."""
    card = Card()
    three = [card.quantity(name, truth) for name, truth in (("a", 41), ("b", 32), ("c", 57))]
    for one, other in ((0, 1), (1, 2), (0, 2)):
        total = card.sum(f"{one}+{other}", [three[one], three[other]], "two of them")
        card.prints(f"{one} and {other}", Value(total))
    for each in three:
        card.hide(each)
    return card


def last_years_release() -> Card:
    """Last year's month is printed beside this year's; the earlier paper has its year to date."""
    card = Card()
    months = _months(card, 6, 1, 5)
    total = card.sum("last year", months, "last year's months add up")
    card.prints("outturn in last year's paper", Value(total), fixed=True)
    card.hide(months[1])
    return card


def running_total_that_falls() -> Card:
    """5, then 4: no running total that only grows does so."""
    card = Card()
    first, second = card.quantity("to April", 5), card.quantity("to May", 4)
    third = card.quantity("to June", 9)
    card.within(first, second, "a running total never falls")
    card.within(second, third, "a running total never falls")
    for name, quantity in (("April", first), ("May", second), ("June", third)):
        card.prints(f"up to {name}", Value(quantity), fixed=quantity is not third)
    card.hide(third)
    return card


def all_but_one() -> Card:
    """A withheld 1 beside a year to date of 1."""
    card = Card()
    months = _months(card, 0, 1, 0)
    card.prints("year to date", Value(card.sum("total", months, MONTHS)), 40)
    card.hide(months[1])
    return card


def excluding_and_including_some() -> Card:
    """32 of 40 in time and, without those excused, 32 of 38: the excused are two, none in time."""
    card = Card()
    inside, inside_of = card.quantity("excluding", 32), card.quantity("of, excluding", 38)
    outside, outside_of = card.quantity("including", 32), card.quantity("of, including", 40)
    excluding_and_including(card, "", (inside, inside_of, outside, outside_of))
    names = ("excluding", "of, excluding", "including", "of, including")
    for name, each in zip(names, (inside, inside_of, outside, outside_of), strict=True):
        card.prints(name, Value(each))
    excused = card.sum("excused", [(outside_of, 1), (inside_of, -1)], "the excused are the rest")
    card.hide(excused)
    card.hide(card.sum("excused, in time", [(outside, 1), (inside, -1)], "of them in time"))
    return card


def rounded_neighbours() -> Card:
    """All but one printed to the nearest 5, and so the total: far from certain."""
    card = Card()
    months = [card.quantity(f"month {i}", truth) for i, truth in enumerate((3, 7, 2))]
    for month in months[:2]:
        card.prints(card.quantities[month].name, Rounded(month, 5))
    card.prints("year to date", Rounded(card.sum("total", months, MONTHS), 5))
    card.hide(months[2])
    return card


def proven_small() -> Card:
    """Between 1 and 4 by its band, and never to be known to be."""
    card = Card()
    few = card.quantity("few", 2)
    card.prints("few", Band(few, ((1, 4),)), fixed=True)
    card.hide(few, 3, (1, 4))
    return card
