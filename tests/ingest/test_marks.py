"""Marks: a publication cell's words, and the periods and paragraphs that they name."""

import pytest

from packgen.ingest.marks import (
    Verdict,
    Withholding,
    is_wording,
    mark_of,
    paragraphs_in,
    places_named,
)
from packgen.model.period import Month

MONTHS = [Month(2023, 4).shifted(n) for n in range(12)]
BENCHMARKS = ["England", "Bromley 2022", "Bromley 2022"]


@pytest.mark.parametrize(
    ("text", "restricts", "mark"),
    [
        ("Yes", None, Verdict.UNCLEAR),
        ("", False, Verdict.PUBLIC),
        ("Public", False, Verdict.PUBLIC),
        ("Part 1", True, Verdict.PUBLIC),
        ("Yes", False, Verdict.PUBLIC),
        ("Yes", True, Withholding("", (), None)),
        ("No", False, Withholding("", (), None)),
        ("No", True, Verdict.PUBLIC),
        ("Publish", False, Verdict.PUBLIC),
        ("Not exempt", False, Verdict.PUBLIC),
        ("Part 2", False, Withholding("", (), None)),
        ("part two", False, Withholding("", (), None)),
        ("Part 2: small numbers", False, Withholding("small numbers", (), None)),
        ("Part II - commercial, para 3", False, Withholding("commercial, para 3", (3,), None)),
        ("Exempt: paragraph 2", False, Withholding("paragraph 2", (2,), None)),
        ("Exempt (paras 1 and 2)", False, Withholding("paras 1 and 2", (1, 2), None)),
        ("Not for publication", False, Withholding("", (), None)),
        ("Part 2 para 3", False, Withholding("para 3", (3,), None)),
        ("Part 2: paragraphs 1, 2 & 3", False, Withholding("paragraphs 1, 2 & 3", (1, 2, 3), None)),
        ("Part 2: paras 1-3", False, Withholding("paras 1-3", (1, 2, 3), None)),
        (
            "Part 2 (May-23, Year to Date): para 2",
            False,
            Withholding("para 2", (2,), "May-23, Year to Date"),
        ),
        ("Part 2 (small numbers)", False, Withholding("small numbers", (), None)),
        ("Part 2 (Mai-23)", False, Withholding("", (), "Mai-23")),
        ("Part 2: para 8", False, Verdict.UNCLEAR),
        ("Part 2: para 3A", False, Verdict.UNCLEAR),
        ("Part 2 May-23 only", False, Verdict.UNCLEAR),
        ("maybe", False, Verdict.UNCLEAR),
        ("x", False, Verdict.UNCLEAR),
        ("?", False, Verdict.UNCLEAR),
        ("Part 1 and Part 2", False, Verdict.UNCLEAR),
    ],
)
def test_marks(text: str, restricts: bool | None, mark: object) -> None:
    assert mark_of(text, restricts) == mark


@pytest.mark.parametrize(
    ("periods", "places"),
    [
        ("May-23", {4}),
        ("May-23, Year to Date", {4, 15}),
        ("Apr-23 to Jun-23", {3, 4, 5}),
        ("Apr\u2013Jun", {3, 4, 5}),
        ("April 2023 and June", {3, 5}),
        ("YTD", {15}),
        ("England", {0}),
        ("Bromley 2022", None),
        ("Apr-22", None),
        ("Mai-23", None),
        ("Jun-23 to Apr-23", None),
        ("", None),
    ],
)
def test_periods(periods: str, places: set[int] | None) -> None:
    assert places_named(periods, MONTHS, BENCHMARKS) == (
        frozenset(places) if places is not None else None
    )


def test_paragraphs() -> None:
    assert paragraphs_in("small numbers") == ()
    assert paragraphs_in("para. 7 and paragraph 1") == (1, 7)
    assert paragraphs_in("paras 1 and 9") is None


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Data suppressed, see part 2 report", True),
        ("suppressed", True),
        ("see Part 2", True),
        ("Part II", True),
        ("exempt, see part 2", True),
        ("[c]", True),
        ("c", False),
        ("x", False),
        ("Data pending", False),
        ("2", False),
    ],
)
def test_wording(text: str, wording: bool) -> None:
    assert is_wording(text) is wording
