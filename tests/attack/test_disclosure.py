"""Attacks on disclosure: what an outsider reckons from other rows of the paper."""

from __future__ import annotations

import pytest

from packgen.disclose.links import Total, links_of
from packgen.disclose.places import rows
from packgen.disclose.twins import open_twins
from packgen.model.indicator import Indicator
from packgen.settings.disclosure import DEFAULT_DISCLOSURE
from tests.cards import indicator
from tests.disclose.scorecards import exposed, judged, known

PERMANENT = ["2", "0", "1", "3", "4", "1"]


def row(
    number: str, title: str, months: list[str], total: str, *, hidden: bool = False
) -> Indicator:
    marked = () if hidden else None
    return indicator(number, months, total, title=title, marked=marked)


FIXED = ["12", "12", "14", "10", "12", "12"]
ALL = ["14", "12", "15", "13", "16", "13"]


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("A1", "B7", "C"), ("4.1", "5.1", "6.1")])
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0)])
def test_two_rows_and_their_sum_are_found_whatever_their_numbers(
    numbers: tuple[str, str, str], order: tuple[int, int, int]
) -> None:
    one, two, three = numbers
    table = [
        row(one, "All exclusions", ALL, "83"),
        row(two, "Fixed-term exclusions", FIXED, "72"),
        row(three, "Permanent exclusions", PERMANENT, "11", hidden=True),
    ]
    assert exposed(known(*(table[place] for place in order)))


def test_a_sum_of_rows_that_have_no_numbers_is_found() -> None:
    found = links_of(
        rows(
            judged(
                row("", "All exclusions", ALL, "83"),
                row("", "Fixed-term exclusions", FIXED, "72"),
                row("", "Permanent exclusions", PERMANENT, "11", hidden=True),
            )
        ),
        DEFAULT_DISCLOSURE,
    )
    assert any(isinstance(link, Total) for link in found)


def test_a_sum_is_found_in_the_first_paper_of_the_year() -> None:
    """One month and its year to date foot: that, and the word, is all that a reader needs."""
    assert exposed(
        known(
            row("1", "Referrals: boys", ["2"], "2", hidden=True),
            row("2", "Referrals: girls", ["5"], "5"),
            row("3", "Referrals: total", ["7"], "7"),
        )
    )


def test_a_sum_is_found_with_another_row_between() -> None:
    assert exposed(
        known(
            row("1", "All exclusions", ALL, "83"),
            row("2", "Attendance", ["94", "95", "93", "94", "92", "95"], "94"),
            row("3", "Fixed-term exclusions", FIXED, "72"),
            row("4", "Permanent exclusions", PERMANENT, "11", hidden=True),
        )
    )


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("Pupils excluded for good", PERMANENT),
        ("Exclusions, cumulative", ["2", "2", "3", "6", "10", "11"]),
        ("Pupils excluded by quarter", ["", "", "3", "", "", "8"]),
    ],
    ids=["the same", "running total", "by quarter"],
)
def test_the_same_figures_under_another_title_are_told(title: str, months: list[str]) -> None:
    card = judged(
        row("1", "Permanent exclusions", PERMANENT, "11", hidden=True),
        row("2", title, months, "11"),
    )
    assert [*open_twins(card)]
