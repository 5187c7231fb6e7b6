"""Tidy tables, from files and from frames; and cards as frames."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from packgen.assess import assess
from packgen.disclose import release_public
from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.frames import read_tidy, to_frame
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.settings.rules import RatingRules
from tests.ingest.sheets import Formatted, found, read, texts, withheld

HEADS = ["No", "Indicator", "Period", "Value", "Numerator", "Denominator", "Target", "Publication"]
ROWS = [
    ["1", "Waits", "May-23", "50%", "5", "10", "95%", None],
    ["1", "Waits", "Apr-23", "96%", None, None, "95%", None],
    ["1", "Waits", "Year to date", "73%", None, None, "95%", None],
    ["2", "Cases", "Apr-23", "7", None, None, "10", "Part 2: para 2"],
    ["2", "Cases", "May-23", "8", None, None, "10", None],
    ["3", "Plans", "Apr-23", "3", None, None, None, "Part 2"],
    ["3", "Plans", "May-23", "4", None, None, None, "Part 2"],
]


def check(observations: Observations) -> None:
    waits, cases, plans = observations.indicators
    assert texts(waits) == ["96%", "50% (5/10)", "73%"]
    assert [waits.number, waits.target.text] == ["1", "95%"]
    assert withheld(waits) == [False] * 3
    assert withheld(cases) == [True, False, False]
    assert withheld(plans) == [True, True, True]
    (block,) = observations.blocks
    assert [month.label for month in block.months] == ["Apr-23", "May-23"]
    assert not found(observations, Severity.STOPS)


def test_from_a_workbook_and_from_text(tmp_path: Path) -> None:
    check(read(tmp_path, [["Children's scorecard"], HEADS, *ROWS]))
    path = tmp_path / "tidy.csv"
    pd.DataFrame(ROWS, columns=HEADS).to_csv(path, index=False)
    check(read_workbook(path))


def test_from_a_frame() -> None:
    frame = pd.DataFrame(ROWS, columns=HEADS)
    check(read_tidy(frame))
    dated = pd.DataFrame(
        {
            "indicator": ["Waits"] * 2,
            "month": pd.to_datetime(["2023-05-31", "2023-04-30"]),
            "value": [5.0, 4.5],
        }
    )
    (indicator,) = read_tidy(dated).indicators
    assert texts(indicator) == ["4.5", "5", ""]
    with pytest.raises(BadInput):
        read_tidy(pd.DataFrame({"a": [1]}))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([*ROWS, ROWS[0]], "value-twice"),
        ([[*ROWS[0][:-1], "perhaps"]], "mark-not-understood"),
        ([[*ROWS[0][:-1], "Part 2 (Jun-23)"]], "mark-not-understood"),
    ],
)
def test_what_is_in_doubt_stops(tmp_path: Path, rows: Sequence[Any], code: str) -> None:
    observations = read(tmp_path, [HEADS, *rows])
    assert code in dict(found(observations, Severity.STOPS))


PLAIN = HEADS[:4]
FIGURES = [
    ["1", "Waits", "Apr-23", 10],
    ["1", "Waits", "May-23", 11],
    ["2", "Cases", "Apr-23", 12],
    ["2", "Cases", "May-23", 70717],
    ["2", "Cases", "Jun-23", 13],
]


def beside(heading: str | None, cell: str, *others: Any) -> list[list[Any]]:
    """The plain table, a column more: of its cells that beside 70717 holds a text."""
    rows = [[*row, cell if row[3] == 70717 else None, *others] for row in FIGURES]
    return [[*PLAIN, heading], *rows]


@pytest.mark.parametrize(
    ("rows", "code", "at"),
    [
        (beside("Committee", "Part 2: para 2"), "mark-outside-publication", "E5"),
        (beside("Handling", "Do not publish"), "mark-outside-publication", "E5"),
        (beside("Status 2", "Exempt"), "mark-outside-publication", "E5"),
        (beside(None, "Part 2: para 2"), "mark-outside-publication", "E5"),
        (beside("Target", "Part 2"), "mark-outside-publication", "E5"),
        (beside("Numerator", "[c]"), "mark-outside-publication", "E5"),
        (beside("Sensitivity", "high"), "heading-speaks-of-part-2", "E1"),
        (beside("Restricted data?", "Y"), "heading-speaks-of-part-2", "E1"),
        (beside("Publish in public?", "No"), "heading-speaks-of-part-2", "E1"),
        (beside("Release?", "N"), "heading-speaks-of-part-2", "E1"),
        (beside("Part", "P2"), "mark-not-understood", "E1"),
        (beside("Report part", "2"), "heading-speaks-of-part-2", "E1"),
        (beside("Closed", "x"), "heading-speaks-of-part-2", "E1"),
        (beside("Part 2 paragraph", "2"), "heading-speaks-of-part-2", "E1"),
        (beside("Notes", "Part 2: para 2"), "mark-outside-publication", "E5"),
        (beside("Paragraph", "2"), "mark-outside-publication", "C3"),
        (
            [[*PLAIN, "Publish", "Part 2"], *([*row, None, "Yes"] for row in FIGURES)],
            "column-twice",
            "F1",
        ),
        ([[*PLAIN, "Actual"], *([*row, 5] for row in FIGURES)], "column-twice", "E1"),
        ([PLAIN, *FIGURES, [], ["Indicator 2 is Part 2"]], "mark-outside-publication", "A8"),
        (
            [[*PLAIN, "Publication"], *FIGURES, ["2", "Cases", None, None, "No"]],
            "mark-outside-publication",
            "E7",
        ),
        (
            [[*PLAIN, "Publication"], *FIGURES, ["2", "Cases", "Jul-23", 1, "#REF!"]],
            "mark-not-understood",
            "E1",
        ),
        (
            [["Scorecard", None, None, None, "Data suppressed"], [*PLAIN, "Target"], *FIGURES],
            "heading-speaks-of-part-2",
            "E1",
        ),
        ([PLAIN, *FIGURES[:2], PLAIN, *FIGURES[2:]], "tidy-second-header", "A4"),
    ],
)
def test_marks_that_rearranging_would_lose_stop(
    tmp_path: Path, rows: Sequence[Any], code: str, at: str
) -> None:
    stops = found(read(tmp_path, rows), Severity.STOPS)
    if code == "mark-not-understood":
        assert code in dict(stops)
    else:
        assert (code, at) in stops


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Statutory?", "Y"), ("Release date", "12 July 2023"), ("Open cases", "17"), ("Team", "N")],
)
def test_other_columns_are_named_alone(heading: str, cell: str, tmp_path: Path) -> None:
    observations = read(tmp_path, beside(heading, cell))
    assert not found(observations, Severity.STOPS)
    assert ("column-not-understood", "E1") in found(observations)


def test_a_frame_is_asked_as_a_sheet_is_and_so_is_its_index() -> None:
    frame = pd.DataFrame(FIGURES, columns=PLAIN)
    assert not found(read_tidy(frame), Severity.STOPS)
    frame["Handling"] = [None, None, None, "Part 2: para 2", None]
    for each in (frame, frame.set_index("Handling")):
        assert "mark-outside-publication" in dict(found(read_tidy(each), Severity.STOPS))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda s: setattr(s["D5"], "comment", Comment("Part 2: small numbers", "Ann")),
         "comment-speaks-of-part-2"),
        (lambda s: setattr(s["D5"], "font", Font(strike=True)), "text-struck-out"),
        (lambda s: setattr(s["C5"], "font", Font(color="FFFFFFFF")), "text-unseen"),
        (lambda s: setattr(s.row_dimensions[5], "hidden", True), "tidy-hides"),
        (lambda s: setattr(s.column_dimensions["D"], "hidden", True), "tidy-hides"),
        (lambda s: s.merge_cells("D5:D6"), "figure-merged"),
    ],
)  # fmt: skip
def test_what_the_sheet_shows_or_hides_is_seen(
    tmp_path: Path, change: Callable[[Any], object], code: str
) -> None:
    observations = read(tmp_path, [PLAIN, *FIGURES], change=lambda book: change(book.active))
    assert code in dict(found(observations, Severity.STOPS))


def test_a_mark_holds_for_its_value_and_what_else_its_row_says_of_part_2_is_heard(
    tmp_path: Path,
) -> None:
    rows = [[*PLAIN, "Publication", "Committee"]]
    rows += [[*row, *(["Part 2: para 2"] * 2 if row[3] == 70717 else [None] * 2)]
             for row in FIGURES]  # fmt: skip
    observations = read(tmp_path, rows)
    assert not found(observations, Severity.STOPS)
    assert ("column-not-understood", "F1") in found(observations)
    assert [withheld(each) for each in observations.indicators] == [
        [False, False, False, False],
        [False, True, False, False],
    ]


def test_notes_of_all_values_are_kept(tmp_path: Path) -> None:
    notes = ["fine", "late", "first", "second", "first"]
    rows = [[*PLAIN, "Notes"], *([*row, n] for row, n in zip(FIGURES, notes, strict=True))]
    assert [each.notes for each in read(tmp_path, rows).indicators] == [
        "fine; late",
        "first; second",
    ]


def test_a_rating_told_by_colour_alone_is_kept(tmp_path: Path) -> None:
    rows = [[*PLAIN, "RAG"], *([*row, Formatted(None, fill="FF00B050")] for row in FIGURES)]
    observations = read(tmp_path, rows)
    assert [each.stated.rating.value for each in observations.indicators] == ["GREEN"] * 2


def test_periods_stand_in_order(tmp_path: Path) -> None:
    rows = [["1", "Waits", f"P{n} 2023/24", str(n)] for n in (10, 2, 13, 1)]
    (block,) = read(tmp_path, [["Four-week periods"], HEADS[:4], *rows]).blocks
    assert [month.label[:3].strip() for month in block.months] == ["P1", "P2", "P10", "P13"]


def test_a_public_card_as_a_frame_holds_no_withheld_figure() -> None:
    observations = read_tidy(pd.DataFrame(ROWS, columns=HEADS))
    frame = to_frame(release_public(assess(observations, RatingRules())))
    assert len(frame) == 9
    held = frame[frame.withheld]
    assert set(held.text) == {"[c]"} and held.value.isna().all() and len(held) == 4
    shown = frame[(frame.number == "1") & (frame.period == "May-23")].iloc[0]
    assert (shown.text, shown.value, shown.unit) == ("50% (5/10)", 50.0, "%")


def test_reading_a_workbook_imports_neither_pandas_nor_other_formats() -> None:
    data = Path(__file__).parents[1] / "data" / "cef-scorecard-2023-06.xlsx"
    code = (
        "import sys; from pathlib import Path; from packgen.ingest import read_workbook;"
        f"read_workbook(Path({str(data)!r}));"
        "print([m for m in sys.modules if m in ('pandas', 'python_calamine', 'numpy') or "
        "m.endswith(('.xls', '.xlsb', '.opendocument', '.delimited'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
