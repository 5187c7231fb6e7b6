"""Numbers as words."""

import pytest

from packgen.compose.figures import listed, paragraphs, parted
from packgen.compose.periods import after, over_all, year_name
from packgen.model.period import FourWeeks, HalfYear, Month, Period, Quarter, Term, Year, YearKind
from packgen.settings.vocabulary import load_words

WORDS = load_words()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.4% (97/7135)", ("1.4%", "(97/7135)")),
        ("Provisional (47)", ("Provisional", "(47)")),
        ("17 (rate:0.07)", ("17", "(rate:0.07)")),
        ("28,613", ("28,613", "")),
        ("(97)", ("(97)", "")),
        ("22-36 (rate of 0.10-0.16)", ("22-36", "(rate of 0.10-0.16)")),
    ],
)
def test_a_figure_is_parted_from_its_bracket(text: str, parts: tuple[str, str]) -> None:
    assert parted(text) == parts


def test_lists_and_counts() -> None:
    assert listed(["4", "18a", "21"], WORDS) == "4, 18a and 21"
    assert listed(["4"], WORDS) == "4"
    assert listed([], WORDS) == ""
    assert paragraphs([1, 2], WORDS) == "paragraphs 1 and 2"


@pytest.mark.parametrize(
    ("first", "count", "name"),
    [
        (Month(2023, 4), 12, "2023/24"),
        (Month(2023, 1), 12, "2023 (calendar year)"),
        (Month(2022, 9), 12, "2022/23"),
        (Month(2023, 4), 3, "2023/24"),
    ],
)
def test_a_year_is_named_as_councils_do(first: Month, count: int, name: str) -> None:
    months = [first.shifted(i) for i in range(count)]
    assert year_name(months, YearKind.starting_in(first.month), WORDS) == name


@pytest.mark.parametrize(
    ("periods", "name"),
    [
        ([Quarter(2023, 1), Quarter(2023, 4)], "Quarters of 2023/24"),
        ([Quarter(2022, 4), Quarter(2023, 1)], "Quarters of 2022/23 to 2023/24"),
        ([FourWeeks(2023, 1), FourWeeks(2023, 13)], "Periods of 2023/24"),
        ([Year(2019), Year(2023)], "Years 2019/20 to 2023/24"),
        ([Month(2023, 4), Month(2023, 6)], "Months of 2023/24"),
    ],
)
def test_what_stands_over_the_periods(periods: list[Period], name: str) -> None:
    kind = YearKind.starting_in(periods[0].starts_year_in)
    assert over_all(periods, kind, WORDS) == name


@pytest.mark.parametrize(
    ("earlier", "later", "name"),
    [
        (Quarter(2025, 1), Quarter(2025, 2), "quarter 1"),
        (Quarter(2024, 4), Quarter(2025, 1), "quarter 4 of 2024/25"),
        (HalfYear(2025, 1), HalfYear(2025, 2), "half-year 1"),
        (FourWeeks(2025, 1), FourWeeks(2025, 2), "period 1"),
        (Term(2025, 1), Term(2025, 2), "the autumn term"),
        (Month(2023, 5), Month(2023, 6), "May"),
        (Month(2023, 12), Month(2024, 1), "December 2023"),
        (Year(2023), Year(2024), "2023/24"),
    ],
)
def test_a_year_that_both_share_is_said_once(earlier: Period, later: Period, name: str) -> None:
    assert after(earlier, later, WORDS) == name


def test_what_is_one_is_told_as_one() -> None:
    said = WORDS.prose["holds_some"]
    one = said(held="3", indicators="4 indicators", others=WORDS.counts.others(1))
    many = said(held="3", indicators="31 indicators", others=WORDS.counts.others(28))
    assert one.endswith("4 indicators; the other one is in the public report.")
    assert many.endswith("31 indicators; the other 28 are in the public report.")
