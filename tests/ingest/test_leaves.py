"""One sheet an indicator: the scorecard that such sheets make up, its marks, its profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.settings.profile import load_profile
from tests.ingest.sheets import Rows, fill_sheet, found, texts, withheld
from tests.ingest.test_profiled import said

ABOVE = [["Children's scorecard 2023/24"], ["Position as at end of Jun-23"]]
WAITS = [
    *ABOVE,
    ["1. Waits under 26 weeks"],
    ["Polarity", "High", "Target", "95%"],
    ["RAG rating", "GREEN"],
    ["Publication", None],
    ["Service", "Family courts"],
    [],
    ["Period", "Value", "Numerator", "Denominator", "Comments"],
    ["Apr-23", "96%", 24, 25, "Fewer cases"],
    ["May-23", "50%", 5, 10, None],
    ["Jun-23", "97%", None, None, "Better"],
    ["Year to date", "90%"],
]
CASES = [
    *ABOVE,
    ["Number", 2, "Indicator", "Open cases"],
    ["Polarity: Low"],
    ["Target", 10],
    [],
    ["2023/24", "Apr", "May", "Jun", "YTD"],
    ["Value", 7, 8, 70717, 9],
    ["RAG", None, "GREEN", "RED"],
]
INDEX = [["Contents"], [1, "Waits under 26 weeks"], [2, "Open cases"]]


def book(
    folder: Path,
    sheets: dict[str, Rows],
    change: Callable[[openpyxl.Workbook], None] | None = None,
) -> Path:
    """Sheets' names and rows -> the path of a workbook with them."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        fill_sheet(made.create_sheet(name), rows)
    if change:
        change(made)
    path = folder / "kpis.xlsx"
    made.save(path)
    return path


def read(folder: Path, sheets: dict[str, Rows], change: Any = None) -> Observations:
    return read_workbook(book(folder, sheets, change))


def stops(observations: Observations) -> list[tuple[str, str]]:
    return [(f.code, str(f.at)) for f in observations.findings if f.severity is Severity.STOPS]


def with_mark(*mark: Any) -> list[Any]:
    return [*CASES[:5], [*mark], *CASES[5:]]


def test_each_sheet_is_a_row_of_one_scorecard_and_keeps_its_addresses(tmp_path: Path) -> None:
    observations = read(tmp_path, {"Index": INDEX, "Waits": WAITS, "Cases": CASES})
    assert not found(observations, Severity.STOPS)
    assert observations.title == "Children's scorecard 2023/24"
    assert observations.position.label == "Jun-23"
    (block,) = observations.blocks
    assert [m.label for m in block.months] == ["Apr-23", "May-23", "Jun-23"]
    waits, cases = observations.indicators
    assert [waits.number, waits.title] == ["1", "Waits under 26 weeks"]
    assert texts(waits) == ["96% (24/25)", "50% (5/10)", "97%", "90%"]
    assert [waits.polarity.value, waits.target.text, waits.stated.text] == ["High", "95%", "GREEN"]
    assert waits.notes == "Fewer cases; Better"
    assert [cases.number, cases.title] == ["2", "Open cases"]
    assert texts(cases) == ["7", "8", "70717", "9"]
    assert [cases.polarity.value, cases.target.text, cases.stated.text] == ["Low", "10", "RED"]
    refs = (waits.at, waits.months[1].at, waits.aimed_at, cases.months[2].at, cases.rated_at)
    assert list(map(str, refs)) == ["Waits!A3", "Waits!B11", "Waits!D4", "Cases!D8", "Cases!D9"]
    assert [f.what for f in observations.findings if f.code == "sheet-not-read"] == [
        "the sheet 'Index' is no indicator's and was not read"
    ]
    assert observations.understood.indicator_sheets == ("Waits", "Cases")


YEARS = [["Placements"], [], ["", "2022/23", "2023/24"], ["Apr", 1, 5], ["Jan", 2, 6]]
STACKED = [["Calls 2023/24"], ["Polarity", "Target", "RAG"], ["High", "5", "RED"], [],
           [None, "Actual"], ["Q1", 4], ["Q2", 3]]  # fmt: skip
UNDER_YEARS = [["Visits"], ["Quarter", "Outturn"], ["2022/23"], ["Q3", 1], ["Q4", 2],
               ["2023/24"], ["Q1", 3]]  # fmt: skip
BESIDE_YEARS = [["Visits"], ["Financial year", "Month", "Figure"], ["2022/23", "Mar", 1],
                ["2023/24", "Apr", 2]]  # fmt: skip
TWO_TABLES = [["Visits"], ["2022/23", "Q1", "Q2"], ["Value", 1, 2], ["2023/24", "Q1", "Q2"],
              ["Value", 3, None]]  # fmt: skip
NEWEST_FIRST = [["Visits"], ["Month", "Value"], ["May-23", 2], ["Apr-23", 1]]
ANNUAL = [["Visits"], ["Year", "Value"], ["2021/22", 1], ["2022/23", 2]]


COMPARED = [
    *ABOVE,
    ["1. Waits under 26 weeks"],
    ["Polarity", "High", "National 2022/23", "62%"],
    ["Last year", "71.5% (143/200)", "Region", "London"],
    ["England average: 64%"],
    ["2022/23", "n/a", "Reviewed", "2 July 2023"],
    [],
    ["Period", "Value"],
    ["Apr-23", "96%"],
    ["May-23", "50%"],
    ["Figures are provisional in part"],
]


def test_labels_that_say_what_they_compare_with_are_benchmarks(tmp_path: Path) -> None:
    plain = [*ABOVE, ["2. Open cases"], ["Last year:", 9], [], ["Period", "Value"], ["Apr-23", 7]]
    observations = read(tmp_path, {"Waits": COMPARED, "Cases": plain})
    assert not found(observations, Severity.STOPS)
    (block,) = observations.blocks
    assert block.headings.benchmarks == ("National 2022/23", "Last year", "England average")
    waits, cases = observations.indicators
    assert [b.reading.text for b in waits.benchmarks] == ["62%", "71.5% (143/200)", "64%"]
    assert [b.reading.text for b in cases.benchmarks] == ["", "9", ""]
    assert [str(b.at) for b in waits.benchmarks] == ["Waits!D4", "Waits!B5", "Waits!A6"]
    assert texts(waits) == ["96%", "50%", ""]


def test_what_has_no_label_is_told_at_its_first_cell(tmp_path: Path) -> None:
    observations = read(tmp_path, {"Waits": COMPARED, "Cases": CASES})
    (told,) = (f for f in observations.findings if f.code == "text-not-carried")
    assert (str(told.at), told.severity) == ("Waits!C5", Severity.INFORMS)
    assert "and so do 3 others of the sheet" in told.what  # year, review, foot


def test_a_benchmark_of_this_year_goes_with_its_mark(tmp_path: Path) -> None:
    """A mark withholds what may be, or give away, the council's own figures of this year."""
    rows = [*COMPARED[:3], ["Publication", "Part 2: para 2"], ["London average", "11%"],
            ["Our actual 2023/24", "73%"], ["Last year", "70%"], *COMPARED[7:]]  # fmt: skip
    (waits,) = read(tmp_path, {"Waits": rows}).indicators
    held = {b.reading.text: b.mark is not None for b in waits.benchmarks}
    assert held == {"11%": False, "73%": True, "70%": False}


@pytest.mark.parametrize(
    ("rows", "periods", "values"),
    [
        (YEARS, ["Apr-22", "Jan-23", "Apr-23", "Jan-24"], ["1", "2", "5", "6"]),
        (STACKED, ["Q1 2023/24", "Q2 2023/24"], ["4", "3"]),
        (UNDER_YEARS, ["Q3 2022/23", "Q4 2022/23", "Q1 2023/24"], ["1", "2", "3"]),
        (BESIDE_YEARS, ["Mar-23", "Apr-23"], ["1", "2"]),
        (
            TWO_TABLES,
            ["Q1 2022/23", "Q2 2022/23", "Q1 2023/24", "Q2 2023/24"],
            ["1", "2", "3", ""],
        ),
        (NEWEST_FIRST, ["Apr-23", "May-23"], ["1", "2"]),
        (ANNUAL, ["2021/22", "2022/23"], ["1", "2"]),
    ],
)
def test_tables_run_down_or_across_over_one_year_or_several(
    rows: Rows, periods: list[str], values: list[str], tmp_path: Path
) -> None:
    observations = read(tmp_path, {"One": rows})
    assert not found(observations, Severity.STOPS)
    (block,) = observations.blocks
    assert [m.label for m in block.months] == periods
    (indicator,) = observations.indicators
    assert [each.reading.text for each in indicator.months] == values


def test_of_several_texts_the_first_is_the_title_and_that_is_told(tmp_path: Path) -> None:
    observations = read(tmp_path, {"One": [["Visits"], ["By social workers"], *ANNUAL[1:]]})
    assert [i.title for i in observations.indicators] == ["Visits"]
    assert ("title-guessed", "A1") in found(observations, Severity.LOOK)


def test_sheets_of_other_periods_make_blocks_of_their_own(tmp_path: Path) -> None:
    observations = read(tmp_path, {"Waits": WAITS, "Calls": STACKED, "Visits": ANNUAL})
    assert not found(observations, Severity.STOPS)
    assert [[i.title for i in b.indicators] for b in observations.blocks] == [
        ["Waits under 26 weeks"], ["Calls 2023/24"], ["Visits"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "held"),
    [
        (["Publication", "Part 2: para 2"], [True] * 4),
        (["Publication", "Part 2 (Jun-23): para 2"], [False, False, True, False]),
        (["Publication", "Part 2"], [True] * 4),
        (["Publication", "Exempt"], [True] * 4),
        (["Publication: Part 2: para 2"], [True] * 4),
        (["Part 2?", "Yes"], [True] * 4),
        (["Part 2?", "No"], [False] * 4),
        (["Publish?", "No"], [True] * 4),
        (["Publish?", "Yes"], [False] * 4),
        (["Publication", "Public", "Owner", "Part 1"], [False] * 4),
        (["Publication", "Public"], [False] * 4),
        (["Publication", None, None, None, None, None], [False] * 4),
    ],
)
def test_a_mark_beside_its_label_withholds_the_row(
    mark: list[Any], held: list[bool], tmp_path: Path
) -> None:
    observations = read(tmp_path, {"Waits": WAITS, "Cases": with_mark(*mark)})
    waits, cases = observations.indicators
    assert not stops(observations)
    assert withheld(cases) == held
    assert withheld(waits) == [False] * 4


def test_marks_beside_values_and_words_in_their_place_withhold_these(tmp_path: Path) -> None:
    beside = [[*row, mark] for row, mark in zip(WAITS[8:12], ("Publication", None, "Part 2", None),
              strict=True)]  # fmt: skip
    worded = [*CASES[:7], ["Value", 7, "[c]", 70717, 9]]
    observations = read(tmp_path, {"Waits": [*WAITS[:5], *beside, WAITS[12]], "Cases": worded})
    assert not stops(observations)
    assert [withheld(i) for i in observations.indicators] == [[False, True, False, False]] * 2


def test_words_merged_over_values_withhold_all_of_them(tmp_path: Path) -> None:
    def change(made: openpyxl.Workbook) -> None:
        made["Cases"]["B8"] = "Data suppressed, see part 2 report"
        for cell in ("C8", "D8", "E8"):
            made["Cases"][cell] = None
        made["Cases"].merge_cells("B8:E8")
        made["Waits"]["B10"] = "Data suppressed, see part 2 report"
        for row in (11, 12, 13):
            made["Waits"][f"B{row}"] = None
        made["Waits"].merge_cells("B10:B13")

    observations = read(tmp_path, {"Waits": WAITS, "Cases": CASES}, change)
    assert not stops(observations)
    assert [withheld(i) for i in observations.indicators] == [[True] * 4] * 2


def put(sheet: str, cell: str, value: Any) -> Callable[[openpyxl.Workbook], None]:
    def change(made: openpyxl.Workbook) -> None:
        made[sheet][cell] = value

    return change


def merged(made: openpyxl.Workbook) -> None:
    made["Cases"]["C8"] = None
    made["Cases"].merge_cells("B8:C8")


@pytest.mark.parametrize(
    ("change", "code", "at"),
    [
        (put("Cases", "A6", "Part 2"), "mark-outside-publication", "Cases!A6"),
        (put("Cases", "A6", "Exempt"), "mark-outside-publication", "Cases!A6"),
        (put("Cases", "A6", "NOT FOR PUBLICATION"), "mark-outside-publication", "Cases!A6"),
        (put("Cases", "A12", "June is exempt"), "mark-outside-publication", "Cases!A12"),
        (put("Cases", "H8", "Part 2"), "mark-outside-publication", "Cases!H8"),
        (put("Cases", "C5", "Do not publish"), "mark-outside-publication", "Cases!C5"),
        (put("Waits", "B7", "Part 2: para 2"), "mark-outside-publication", "Waits!B7"),
        (put("Waits", "C11", "[c]"), "mark-outside-publication", "Waits!C11"),
        (put("Waits", "A15", "Not for publication: para 2"), "mark-not-understood",
         "Waits!A15"),
        (put("Waits", "E11", "Part 2: para 2"), "mark-outside-publication", "Waits!E11"),
        (put("Waits", "B6", "perhaps"), "mark-not-understood", "Waits!B6"),
        (put("Waits", "B6", "Part 2 (Jul-23): para 2"), "mark-not-understood", "Waits!B6"),
        (put("Waits", "A7", "Restricted data?"), "heading-speaks-of-part-2", "Waits!A7"),
        (put("Waits", "F9", "Sensitivity"), "heading-speaks-of-part-2", "Waits!F9"),
        (put("Index", "C3", "Part 2"), "unread-sheet-speaks-of-part-2", "Index!C3"),
        (put("Index", "C1", "Publish?"), "unread-sheet-speaks-of-part-2", "Index!C1"),
        (merged, "figure-merged", "Cases!B8"),
        (lambda b: setattr(b["Waits"].row_dimensions[11], "hidden", True),
         "indicator-sheet-hides", "Waits!A11"),
        (lambda b: setattr(b["Waits"]["B11"], "font", Font(strike=True)),
         "text-struck-out", "Waits!B11"),
        (lambda b: setattr(b["Waits"]["C11"], "font", Font(strike=True)),
         "text-struck-out", "Waits!C11"),
        (lambda b: setattr(b["Waits"]["B11"], "comment", Comment("Part 2: small", "Ann")),
         "comment-speaks-of-part-2", "Waits!B11"),
        (put("Waits", "A11", "Apr-23"), "value-twice", "Waits!A11"),
        (put("Waits", "A7", "Goal"), "label-twice", "Waits!A7"),
        (put("Waits", "B11", "x"), "value-not-understood", "Waits!B11"),
    ],
)  # fmt: skip
def test_what_is_not_understood_stops_at_its_own_cell(
    change: Callable[[openpyxl.Workbook], None], code: str, at: str, tmp_path: Path
) -> None:
    assert (code, at) in stops(read(tmp_path, {"Index": INDEX, "Waits": WAITS, "Cases": CASES},
                                    change))  # fmt: skip


def test_a_sheet_of_figures_that_is_no_indicator_stops(tmp_path: Path) -> None:
    other = [["Something"], ["Apr-23", "May-23", "Jun-23"], [1, 2, 3]]
    nameless = [["Period", "Value"], ["Apr-23", 1]]
    observations = read(tmp_path, {"Waits": WAITS, "Other": other, "None": nameless})
    assert stops(observations) == [
        ("indicator-sheet-not-understood", "None!A1"),
        ("indicator-sheet-not-understood", "Other!A2"),
    ]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([["Visits"], ["Period", "Value"], ["Apr", 1]], "nothing tells which periods"),
        ([["Visits"], ["Month", "Value"], ["May", 1], ["Apr", 2]], "nothing tells which periods"),
        ([["Period", "Value"], ["Apr-23", 1]], "it has no title"),
        ([["Visits"], ["Period", "Value"], ["Apr-23", None]], "its table holds nothing"),
    ],
)
def test_a_workbook_of_doubtful_sheets_alone_is_refused(
    rows: Rows, word: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=word):
        read(tmp_path, {"One": rows})


def test_a_sign_means_what_the_sheets_legend_says_unless_two_differ(tmp_path: Path) -> None:
    waits = [*WAITS[:10], ["May-23", "x"], *WAITS[11:], [], ["x = suppressed"]]
    observations = read(tmp_path, {"Waits": waits, "Cases": CASES})
    assert not stops(observations)
    assert withheld(next(observations.indicators)) == [False, True, False, False]
    cases = [*CASES, [], ["x = not available"]]
    assert ("legend-differs", "Cases!A11") in stops(
        read(tmp_path, {"Waits": waits, "Cases": cases})
    )


def test_a_rating_told_by_colour_alone(tmp_path: Path) -> None:
    def change(made: openpyxl.Workbook) -> None:
        made["Waits"]["B5"] = None
        made["Waits"]["B5"].fill = PatternFill("solid", fgColor="FFFF0000")

    waits, _ = read(tmp_path, {"Waits": WAITS, "Cases": CASES}, change).indicators
    assert waits.stated.text == "RED"


def test_figures_for_part_2_are_taken_from_its_sheet(tmp_path: Path) -> None:
    worded = [*CASES[:7], ["Value", *["Data suppressed, see part 2 report"] * 4]]
    part_2 = [["No.", "Indicator", "Apr-23", "May-23", "Jun-23", "Year to Date", "Reason"],
              [2, "Open cases", 1, 2, 70717, 3, "para 2"]]  # fmt: skip
    observations = read(tmp_path, {"Waits": WAITS, "Cases": worded, "Part 2": part_2})
    assert not stops(observations)
    _, cases = observations.indicators
    assert texts(cases) == ["1", "2", "70717", "3"]
    assert withheld(cases) == [True] * 4


# Profiles


def test_a_profile_of_such_a_workbook_changes_nothing_by_itself(tmp_path: Path) -> None:
    path = book(tmp_path, {"Index": INDEX, "Waits": WAITS, "Cases": with_mark("Publication",
                "Part 2: para 2")})  # fmt: skip
    profile = said("profile", path)[1]
    assert 'sheets = ["Waits", "Cases"]' in profile
    assert "70717" not in profile
    (tmp_path / "my.toml").write_text(profile, "utf-8")
    (tmp_path / "pack.toml").write_text('scorecard = "kpis.xlsx"\nprofile = "my.toml"\n', "utf-8")
    for audience in ("public", "part2"):
        told = said("read", tmp_path, "--audience", audience)
        assert told[0] == 0
        assert told[1] == said("read", path, "--audience", audience)[1]


def profiled(folder: Path, path: Path, profile: str) -> Observations:
    (folder / "my.toml").write_text(profile, "utf-8")
    return read_workbook(path, profile=load_profile(folder / "my.toml"))


def test_a_profile_says_which_sheets_are_read_and_what_labels_mean(tmp_path: Path) -> None:
    cases = [*CASES[:4], ["What we aim for", "12"], *CASES[5:]]
    cases = [*cases[:7], ["Our number", *CASES[7][1:]]]
    path = book(tmp_path, {"Waits": WAITS, "Cases": cases})
    labels = '[labels]\n"What we aim for" = "target"\n"Our number" = "value"\n'
    observations = profiled(tmp_path, path, f'sheets = ["Cases"]\n{labels}')
    (indicator,) = observations.indicators
    assert [indicator.target.text, *texts(indicator)] == ["12", "7", "8", "70717", "9"]
    with pytest.raises(BadInput, match="names it as a sheet that is one indicator"):
        profiled(tmp_path, path, 'sheets = ["Calls"]\n')


@pytest.mark.parametrize(
    ("label", "said_of_it"),
    [("Publication", "notes"), ("Publication", "not carried"), ("Value", "notes"),
     ("Service", "publication")],
)  # fmt: skip
def test_a_profile_never_makes_a_label_of_marks_or_figures_something_printed(
    label: str, said_of_it: str, tmp_path: Path
) -> None:
    path = book(tmp_path, {"Waits": WAITS, "Cases": with_mark("Publication", "Part 2: para 2")})
    profile = f'[labels]\n"{label}" = "{said_of_it}"\n'
    if label == "Service":
        assert "mark-not-understood" in dict(stops(profiled(tmp_path, path, profile)))
    else:
        with pytest.raises(BadInput):
            profiled(tmp_path, path, profile)
