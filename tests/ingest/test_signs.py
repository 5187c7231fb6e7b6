"""Signs in a column of marks: a tick says yes, and no other sign passes for nothing."""

from pathlib import Path

import pytest

from packgen.model.finding import Severity
from tests.ingest.sheets import HEADER, found, read, row, scorecard

TICKS = ["✓", "✔", "☑", "√", "✔\ufe0f"]
SIGNS = [*TICKS, *"●✗✘☒*†!?….#★⚠\uf0fcüx"]
RESTRICT = ["Part 2", "Part 2?", "Exempt", "Withheld", "Restricted", "Confidential"]
PUBLISH = ["Publish?", "For publication", "Publication", "Public"]
NEITHER = ["Public or exempt", "Part 1 or 2", "Disclosure"]
STOPS, WITHHELD, PUBLISHED = "stops", "withheld", "published"


def outcome(folder: Path, heading: str, mark: str, note: str = "a note") -> str:
    """What becomes of the figures of a row that is marked so."""
    rows = scorecard(row(publication=mark, notes=note), header=[*HEADER[:-1], heading])
    observations = read(folder, [*rows, row(number="2", title="Others")])
    if found(observations, Severity.STOPS):
        return STOPS
    return WITHHELD if next(iter(observations.indicators)).is_marked else PUBLISHED


@pytest.mark.parametrize("heading", RESTRICT)
def test_where_part_2_is_asked_only_a_tick_is_understood(tmp_path: Path, heading: str) -> None:
    told = {sign: outcome(tmp_path, heading, sign) for sign in SIGNS}
    assert told == {sign: WITHHELD if sign in TICKS else STOPS for sign in SIGNS}


@pytest.mark.parametrize("heading", PUBLISH)
def test_where_publishing_is_asked_a_tick_publishes(tmp_path: Path, heading: str) -> None:
    known = dict.fromkeys(TICKS, PUBLISHED) | dict.fromkeys("✗✘", WITHHELD)
    told = {sign: outcome(tmp_path, heading, sign) for sign in SIGNS}
    assert told == {sign: known.get(sign, STOPS) for sign in SIGNS}


@pytest.mark.parametrize("heading", NEITHER)
def test_where_neither_is_asked_every_sign_stops(tmp_path: Path, heading: str) -> None:
    assert {outcome(tmp_path, heading, sign) for sign in SIGNS} == {STOPS}


@pytest.mark.parametrize("heading", ["Exemption reason", "Why Part 2", "Paragraph"])
@pytest.mark.parametrize("sign", ["✓", "*", "?", "●"])
def test_a_sign_under_a_reason_of_a_row_that_is_not_marked_stops(
    tmp_path: Path, heading: str, sign: str
) -> None:
    assert outcome(tmp_path, heading, sign) == STOPS


@pytest.mark.parametrize("void", ["-", "–", "—", " ", "n/a", "N/A", "none", "Not applicable"])
@pytest.mark.parametrize("heading", ["Part 2", "Publication"])
def test_a_dash_or_a_word_for_nothing_marks_nothing(
    tmp_path: Path, heading: str, void: str
) -> None:
    assert outcome(tmp_path, heading, void) == PUBLISHED


@pytest.mark.parametrize("mark", ["No ✓", "No?", "N/A ?", "Public ✗"])
def test_a_sign_that_gainsays_the_words_beside_it_stops(tmp_path: Path, mark: str) -> None:
    assert outcome(tmp_path, "Part 2", mark) == STOPS


@pytest.mark.parametrize(("heading", "mark"), [("Part 2", "No"), ("Publish?", "Yes")])
def test_a_row_marked_public_may_not_speak_of_part_2_elsewhere(
    tmp_path: Path, heading: str, mark: str
) -> None:
    assert outcome(tmp_path, heading, mark) == PUBLISHED
    assert outcome(tmp_path, heading, mark, "Exempt: small numbers, para 2") == STOPS
