"""What stops a build, and what looks as if it should and does not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from packgen.ingest import read_workbook
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from tests.ingest.sheets import HEADER, found, only, read, row, scorecard, withheld, write

WORDING = "Data suppressed, see part 2 report"


def stops(observations: Observations) -> dict[str, str]:
    return dict(found(observations, Severity.STOPS))


def headed(heading: str) -> list[Any]:
    return [*HEADER[:-1], heading]


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("Agenda part", "Part 2"),
        ("Pink paper", "Yes"),
        ("Pink papers?", "y"),
        ("Part of agenda", "Part 2: para 3"),
    ],
)
def test_more_headings_of_marks(tmp_path: Path, heading: str, mark: str) -> None:
    rows = scorecard(row(publication=mark), header=headed(heading))
    observations = read(tmp_path, rows)
    assert all(withheld(only(observations))[1:])
    assert not stops(observations)


def test_a_column_of_paragraphs_is_no_mark_by_itself(tmp_path: Path) -> None:
    for mark in ("2", "para 2", "Paragraph 3"):
        rows = scorecard(row(publication=mark), header=headed("Paragraph"))
        assert stops(read(tmp_path, rows)) == {"mark-outside-publication": "L4"}
    for nothing in (None, "-", "N/A"):
        rows = scorecard(row(publication=nothing), header=headed("Paragraph"))
        assert not stops(read(tmp_path, rows))
    rows = scorecard(
        [*row(publication="2"), "Part 2"], header=[*headed("Paragraph"), "Publication"]
    )
    (mark,) = {each.mark for each in only(read(tmp_path, rows)).months}
    assert mark and mark.paragraphs == (2,)


@pytest.mark.parametrize(
    "heading", ["Pink or white", "Exempt paragraph applies?", "Agenda part no"]
)
def test_columns_that_may_head_marks_are_asked_about(tmp_path: Path, heading: str) -> None:
    rows = scorecard(row(publication="x"), header=headed(heading))
    assert "heading-speaks-of-part-2" in stops(read(tmp_path, rows))


def with_part_2(folder: Path, rows: Sequence[Any], *lines: Sequence[Any]) -> Observations:
    header = ["No.", "Indicator", "Apr-23", "May-23", "Jun-23", "Year to Date", "Reason"]
    return read_workbook(write(folder, rows, others={"Part 2": [header, *lines]}))


def test_a_part_2_row_with_a_number_only(tmp_path: Path) -> None:
    observations = with_part_2(tmp_path, scorecard(row()), ["1"])
    assert stops(observations) == {"part-2-row-not-marked": "A2"}
    observations = with_part_2(tmp_path, scorecard(row()), ["7"])
    assert stops(observations) == {"part-2-row-not-matched": "A2"}
    observations = with_part_2(tmp_path, scorecard(row(publication="Part 2")), ["1"])
    assert not stops(observations)
    assert not stops(with_part_2(tmp_path, scorecard(row()), ["Children's services"]))


def test_a_part_2_sheet_that_repeats_what_is_printed_openly(tmp_path: Path) -> None:
    rows = scorecard(row(publication="Part 2 (May-23)"))
    observations = with_part_2(tmp_path, rows, ["1", "Widgets made", None, 2])
    assert not stops(observations)
    observations = with_part_2(tmp_path, rows, ["1", "Widgets made", 1, 2])
    assert not stops(observations)
    assert ("part-2-repeats-public", "C2") in found(observations, Severity.LOOK)


def test_a_hidden_column_under_a_shifted_second_header(tmp_path: Path) -> None:
    shifted = [*HEADER[:6], None, *HEADER[6:]]
    second = [*row(number="2")[:6], None, *row(number="2")[6:]]
    rows = [*scorecard(row()), shifted, second]
    for letter in "GM":
        observations = read(
            tmp_path,
            rows,
            change=lambda book, at=letter: setattr(
                book["Scorecard"].column_dimensions[at], "hidden", True
            ),
        )
        told = "hidden-column" in dict(found(observations))
        assert told is (letter == "G")


SECTIONS = [
    (["Part 1: Children", "Part 2: Corporate"], True, False),
    (["Part 1: Children", "Part 2: Corporate", "Part 3: Places"], False, False),
    (["Part I - Children", "Part II - Corporate", "Part III - Places"], False, False),
    (["Part 1: Children", "Part 2: Corporate"], False, True),
    (["Part 2: Corporate"], True, True),
    (["Part 1: Children", "Part 2: exempt"], True, True),
    (["Part 1: Children", "Part 2: not for publication", "Part 3: Places"], True, True),
    (["Part 1", "Part 2", "Part 3"], True, True),
]


@pytest.mark.parametrize(("titles", "column", "stopped"), SECTIONS, ids=str)
def test_sections_that_are_counted_as_parts(
    tmp_path: Path, titles: list[str], column: bool, stopped: bool
) -> None:
    size = None if column else -1
    lines = [
        line for n, title in enumerate(titles) for line in ([title], row(number=str(n))[:size])
    ]
    observations = read(tmp_path, scorecard(*lines, header=HEADER[:size]))
    assert ("section-marked" in stops(observations)) is stopped


NOTES = [
    ("Duty under Part II of the Children Act 1989", False),
    ("See part 2 of the Housing Act 1996.", False),
    ("Part 2 of the agenda holds the figures", True),
    ("Part II of the Act; see part 2 report", True),
    ("Under part 2 of schedule 12A to the Local Government Act 1972", True),
    ("Part 2 of our report under the Act", True),
]


@pytest.mark.parametrize(("note", "stopped"), NOTES)
def test_notes_on_an_acts_second_part(tmp_path: Path, note: str, stopped: bool) -> None:
    observations = read(tmp_path, scorecard(row(notes=note)))
    assert ("mark-outside-publication" in stops(observations)) is stopped


@pytest.mark.parametrize("text", ["-", "\u2013", "N/A", "n/a", "None", "Not applicable"])
def test_marks_that_stand_for_nothing(tmp_path: Path, text: str) -> None:
    for heading in ("Publication", "Part 2?", "Exempt", "Public or exempt"):
        observations = read(tmp_path, scorecard(row(publication=text), header=headed(heading)))
        assert not any(withheld(only(observations)))
        assert not stops(observations)
    observations = read(tmp_path, scorecard(row(publication=text), header=headed("Publish?")))
    assert stops(observations) == {"mark-not-understood": "L4"}
    observations = read(tmp_path, scorecard(row(publication=text, notes="Part 2: small numbers")))
    assert "mark-outside-publication" in stops(observations)


def test_a_term_among_months_is_a_subtotal(tmp_path: Path) -> None:
    header = [*HEADER[:8], "Summer term", *HEADER[8:]]
    line = [*row()[:8], 3, *row()[8:]]
    assert not stops(read(tmp_path, scorecard(line, header=header)))
