"""Withholding: what is marked, by either habit, and that no finding quotes a withheld figure."""

from pathlib import Path

import pytest

from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.model.observation import Figure, Gap, NoFigure
from tests.ingest.sheets import (
    HEADER,
    Formatted,
    finding,
    found,
    only,
    read,
    row,
    scorecard,
    texts,
    withheld,
)

WORDS = "Data suppressed, see part 2 report"
WHOLE = [False, True, True, True, True]  # benchmark; three months and the year to date
P2 = ["No.", "Indicator", "Apr-23", "May-23", "Jun-23", "Year to Date", "Reason"]
FIGURE = "98765"  # stands for what must not be quoted


def part_2(*rows: list[object]) -> dict[str, list[list[object]]]:
    return {"Part 2": [["NOT FOR PUBLICATION"], [], P2, *rows]}


SUPPLY = part_2(["1", "Widgets made", 41, 42, None, 83, "small numbers, para 2"])


def suppressed(**cells: object) -> list[object]:
    """A row whose months are blank but for these."""
    return row(**{"apr": None, "may": None, "jun": None, "ytd": None, **cells})


def test_a_publication_mark_withholds_months_and_year_to_date(tmp_path: Path) -> None:
    rows = scorecard(row(jun=None, publication="Part 2: small numbers, para 1"), row(number="2"))
    marked, public = read(tmp_path, rows).indicators
    assert withheld(marked) == WHOLE
    assert texts(marked) == ["1", "2", "", "6"]
    assert marked.months[2].reading == NoFigure("", Gap.BLANK)
    assert not public.is_marked
    mark = marked.year_to_date.mark
    assert mark is not None
    assert (mark.reason, mark.paragraphs, str(mark.at)) == (
        "small numbers, para 1", (1,), "Scorecard!L4")  # fmt: skip


def test_a_mark_may_name_periods(tmp_path: Path) -> None:
    rows = scorecard(row(publication="Part 2 (May-23, YTD, Bromley 2022/23): para 2"))
    assert withheld(only(read(tmp_path, rows))) == [True, False, True, False, True]


@pytest.mark.parametrize(
    "mark", ["perhaps", "Part 2 (Jul-23)", "Part 2: para 9", Formatted("Part 2", ";;;"), "=A1"]
)
def test_a_mark_not_understood_stops_and_withholds_all(tmp_path: Path, mark: object) -> None:
    observations = read(tmp_path, scorecard(row(apr="x", publication=mark)))
    assert found(observations, Severity.STOPS) == [("mark-not-understood", "L4")]
    assert withheld(only(observations)) == WHOLE


def test_yes_under_a_heading_that_restricts_withholds(tmp_path: Path) -> None:
    for heading, word, marked in [("Restricted?", "Yes", True), ("Publish?", "Yes", False),
                                  ("Part 2?", "No", False), ("Publish?", "No", True)]:  # fmt: skip
        rows = scorecard(row(publication=word), header=[*HEADER[:-1], heading])
        assert only(read(tmp_path, rows)).is_marked is marked


@pytest.mark.parametrize(
    ("cells", "merges", "expected"),
    [
        ({"apr": WORDS}, ["G4:J4"], WHOLE),
        ({"apr": WORDS}, ["G4:I4"], WHOLE),
        ({"apr": WORDS}, [], WHOLE),
        ({"apr": "Data", "may": "a suppressed,", "jun": ", see part 2 re", "ytd": "eport"}, [],
         WHOLE),
        ({"may": "suppressed", "apr": 3}, [], [False, False, True, False, False]),
        ({"may": "[c]"}, [], [False, False, True, False, False]),
        ({"apr": 3, "may": "see Part 2"}, ["H4:J4"], [False, False, True, True, True]),
        ({"benchmark": "[c]", "apr": 3}, [], [True, False, False, False, False]),
    ],
)  # fmt: skip
def test_wording_withholds(
    tmp_path: Path, cells: dict[str, object], merges: list[str], expected: list[bool]
) -> None:
    observations = read(tmp_path, scorecard(suppressed(**cells)), merges=merges)
    indicator = only(observations)
    assert withheld(indicator) == expected
    for each in indicator.observations:
        if each.mark:
            assert each.reading == NoFigure("", Gap.NOT_SUPPLIED)
    assert found(observations) == [("figure-not-supplied", str(finding(
        observations, "figure-not-supplied").at.a1))]  # type: ignore[union-attr]  # fmt: skip


def test_figures_beneath_merged_wording_are_not_read(tmp_path: Path) -> None:
    def bury(book) -> None:  # type: ignore[no-untyped-def]
        book["Scorecard"].merged_cells.add("G4:J4")

    rows = scorecard(suppressed(apr=WORDS, may=int(FIGURE)))
    observations = read(tmp_path, rows, change=bury)
    assert FIGURE not in repr(observations)
    assert ("cells-under-merged-cell", "G4") in found(observations)


def test_figures_come_from_the_part_2_sheet(tmp_path: Path) -> None:
    observations = read(tmp_path, scorecard(suppressed(apr=WORDS)), merges=["G4:J4"], others=SUPPLY)
    indicator = only(observations)
    assert found(observations) == []
    assert withheld(indicator) == WHOLE
    assert texts(indicator) == ["41", "42", "", "83"]
    assert indicator.months[2].reading == NoFigure("", Gap.BLANK)
    assert str(indicator.months[0].at) == "Part 2!C4"
    mark = indicator.months[0].mark
    assert mark is not None
    assert (mark.reason, mark.paragraphs) == ("small numbers, para 2", (2,))


def test_matched_by_title_without_a_number(tmp_path: Path) -> None:
    others = part_2([None, "WIDGETS  made", 41, 42, None, 83, "r"])
    assert texts(only(read(tmp_path, scorecard(suppressed(apr=WORDS)), others=others))) == [
        "41", "42", "", "83"]  # fmt: skip


def test_a_blank_cell_with_a_figure_on_the_part_2_sheet_is_withheld(tmp_path: Path) -> None:
    rows = scorecard(suppressed(apr=7, may="[c]"))
    others = part_2(["1", "Widgets made", None, 42, 43, None, "r"])
    observations = read(tmp_path, rows, others=others)
    assert withheld(only(observations)) == [False, False, True, True, False]
    assert texts(only(observations)) == ["7", "42", "43", ""]
    assert found(observations) == []


@pytest.mark.parametrize(
    ("main", "supply", "stops"),
    [
        (row(), ["1", "Widgets made", 1, 2, 3, 6, ""], [("part-2-row-not-marked", "A4")]),
        (suppressed(apr=3, may="[c]"), ["9", "Gadgets", 1, 2, 3, 6, ""],
         [("part-2-row-not-matched", "A4")]),
        (suppressed(apr=1, may=WORDS), ["1", "Widgets made", 1, 2, 3, 6, ""], []),
        (suppressed(apr=1, may=WORDS), ["1", "Widgets made", int(FIGURE), 2, 3, 6, ""],
         [("part-2-differs", "C4")]),
        (row(publication="Part 2"), ["1", "Widgets made", int(FIGURE), 2, 3, 6, ""],
         [("part-2-differs", "C4")]),
        (suppressed(apr=WORDS), ["1", "Widgets made", 1, 2, 3, 6, "para 9"],
         [("mark-not-understood", "G4")]),
        (suppressed(apr=WORDS), ["1", "Widgets made", "#REF!", 2, 3, 6, ""],
         [("error-cell", "C4")]),
    ],
)  # fmt: skip
def test_part_2_sheets_that_do_not_fit_stop(
    tmp_path: Path, main: list[object], supply: list[object], stops: list[tuple[str, str]]
) -> None:
    observations = read(tmp_path, scorecard(main), others=part_2(supply))
    assert found(observations, Severity.STOPS) == stops
    stopping = [each for each in observations.findings if each.severity is Severity.STOPS]
    assert all(each.at and each.at.sheet == "Part 2" for each in stopping)
    assert FIGURE not in said(observations)


def test_numbers_twice_stop_when_a_part_2_row_is_matched_by_them(tmp_path: Path) -> None:
    rows = scorecard(suppressed(apr=WORDS), row(title="Gadgets"))
    observations = read(tmp_path, rows, others=SUPPLY)
    assert {code for code, _ in found(observations, Severity.STOPS)} >= {"part-2-row-not-matched"}


def test_a_number_of_one_and_the_title_of_another_stop(tmp_path: Path) -> None:
    rows = scorecard(suppressed(apr=WORDS), suppressed(number="2", title="Gadgets", apr=WORDS))
    others = part_2(["1", "Gadgets", 1, 2, 3, 6, ""])
    assert ("part-2-row-not-matched", "A4") in found(read(tmp_path, rows, others=others))


def test_a_period_that_the_scorecard_has_not_stops(tmp_path: Path) -> None:
    others = {
        "Part 2": [["No.", "Indicator", "Apr-23", "Jul-23", "YTD"], ["1", "Widgets made", 1, 2, 3]]
    }
    observations = read(tmp_path, scorecard(suppressed(apr=WORDS)), others=others)
    assert found(observations, Severity.STOPS) == [("part-2-period-unknown", "D2")]


def test_hidden_things_on_the_part_2_sheet_stop(tmp_path: Path) -> None:
    def hide(book) -> None:  # type: ignore[no-untyped-def]
        book["Part 2"].row_dimensions[5].hidden = True
        book["Part 2"].column_dimensions["D"].hidden = True

    others = part_2(SUPPLY["Part 2"][3], ["2", "Other", 1, 2, 3, 4, ""])
    observations = read(tmp_path, scorecard(suppressed(apr=WORDS)), others=others, change=hide)
    assert found(observations, Severity.STOPS) == [("hidden-row", "A5"), ("hidden-column", "D3")]


@pytest.mark.parametrize("where", ["notes", "stranger", "headless", "section"])
def test_marks_in_the_wrong_place_stop(tmp_path: Path, where: str) -> None:
    if where == "notes":
        rows = scorecard(row(notes="Part 2: small numbers"))
    elif where == "stranger":
        rows = scorecard([*row(), "Not for publication"], header=[*HEADER, "Handling"])
    elif where == "headless":
        rows = scorecard([*row(), "Exempt"])
    else:
        rows = scorecard(["Part 2: exempt items"], row())
    assert found(read(tmp_path, rows), Severity.STOPS)


def said(observations: Observations) -> str:
    return " ".join(f"{each.what} {each.remedy} {each.indicator}" for each in observations.findings)


UNREADABLE = ["garbage" + FIGURE, f"~{FIGURE}", f"<{FIGURE}", Formatted(int(FIGURE), ";;;"),
              Formatted(int(FIGURE), "mmm-yy")]  # fmt: skip


@pytest.mark.parametrize("value", UNREADABLE, ids=str)
def test_unreadable_withheld_cells_are_told_but_never_quoted(tmp_path: Path, value: object) -> None:
    observations = read(tmp_path, scorecard(row(apr=value, publication="Part 2")))
    assert found(observations, Severity.STOPS) == []
    assert ("withheld-not-read", "G4") in found(observations, Severity.LOOK)
    assert FIGURE not in said(observations)
    supplied = part_2(["1", "Widgets made", value, 2, 3, 4, ""])
    observations = read(tmp_path, scorecard(suppressed(apr=WORDS)), others=supplied)
    assert found(observations) == [("withheld-not-read", "C4")]
    assert FIGURE not in said(observations)


@pytest.mark.parametrize("place", ["apr", "ytd", "benchmark", "rag", "polarity", "target"])
@pytest.mark.parametrize("mark", ["Part 2 (May-23)", "Part 2", "no idea"])
def test_no_cell_of_a_marked_row_is_quoted(tmp_path: Path, place: str, mark: str) -> None:
    cells = row(**{place: "odd" + FIGURE, "publication": mark})
    assert FIGURE not in said(read(tmp_path, scorecard(cells)))


def test_public_findings_do_not_depend_on_withheld_figures(tmp_path: Path) -> None:
    public = [row(number="2", apr="x"), row(number="3")]
    seen = {
        tuple(
            read(
                tmp_path, scorecard(row(apr=a, may=b, jun=c, publication="Part 2"), *public)
            ).findings
        )
        for a, b, c in [(1, 2, 3), (None, None, None), (int(FIGURE), 0, -1), ("n/a", 5, 5)]
    }
    assert len(seen) == 1


def test_a_public_mark_is_quoted_and_can_be_found(tmp_path: Path) -> None:
    observations = read(tmp_path, scorecard(row(apr="x")))
    told = finding(observations, "value-not-understood")
    assert told.what == "'x' has no known meaning"
    assert "see part 2 report" in told.remedy
    assert (str(told.at), told.indicator) == ("Scorecard!G4", "1")


def test_withheld_figures_keep_their_numbers(tmp_path: Path) -> None:
    indicator = only(read(tmp_path, scorecard(row(apr=int(FIGURE), publication="Part 2"))))
    assert isinstance(indicator.months[0].reading, Figure)
    assert str(indicator.months[0].reading.number) == FIGURE
