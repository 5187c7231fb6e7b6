"""Layout: headers, sections, blocks, months; each rule on a sheet made for it."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from packgen.ingest.columns import Role, is_benchmark, role_of
from packgen.ingest.months import month_named, position_told
from packgen.model.finding import Severity
from packgen.model.observation import Figure, Gap, NoFigure
from packgen.model.period import Month, YearKind
from packgen.model.rating import Rating, StatedRating
from tests.ingest.sheets import (
    HEADER,
    POSITION,
    TITLE,
    Formatted,
    found,
    only,
    read,
    row,
    scorecard,
    texts,
)

INDICATOR = row(publication=None)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("No.", Role.NUMBER),
        ("Performance\nIndicators", Role.INDICATOR),
        ("MEASURE_NAME", Role.INDICATOR),
        ("KPI*", Role.INDICATOR),
        ("Why is this important?", Role.RATIONALE),
        ("polarity ", Role.POLARITY),
        ("Good is…", Role.POLARITY),
        ("Target or Range of acceptable performance", Role.TARGET),
        ("Target 2023/24", Role.TARGET),
        ("RAG¹", Role.RATING),
        ("YTD", Role.YEAR_TO_DATE),
        ("Year-to-Date", Role.YEAR_TO_DATE),
        ("Cumulative", Role.YEAR_TO_DATE),
        ("Commentary", Role.NOTES),
        ("Publish?", Role.PUBLICATION),
        ("Part 2", Role.PUBLICATION),
        ("Restricted?", Role.PUBLICATION),
        ("Exempt reason", Role.REASON),
        ("Direction of travel", None),
        ("England", None),
        ("YTD Target", None),
    ],
)
def test_headings(heading: str, role: Role | None) -> None:
    assert role_of(heading) is role


def test_benchmark_headings() -> None:
    yes = ["Bromley 2022/23", "England", "London", "2021/22 outturn", "Benchmark", "National"]
    no = ["Direction of travel", "Variance", "Q1", "Responsible officer", "% change on last year"]
    assert [each for each in (*yes, *no) if is_benchmark(each)] == yes


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Apr-23", (4, 2023)),
        ("April 2023", (4, 2023)),
        ("Apr 23", (4, 2023)),
        ("Apr-2023", (4, 2023)),
        ("Sept 23", (9, 2023)),
        ("Jun", (6, None)),
        ("Apr¹", (4, None)),
        ("30 June 2023", (6, 2023)),
        ("04/2023", (4, 2023)),
        ("2023-04", (4, 2023)),
        ("Apr-23 to Jun-23", None),
        ("Maybe", None),
        ("13/2023", None),
        ("2022/23", None),
    ],
)
def test_month_names(text: str, named: tuple[int, int | None] | None) -> None:
    assert month_named(text) == named


@pytest.mark.parametrize(
    ("lines", "month"),
    [
        (["Title 2023/24", "Position as at end of Jun-23"], Month(2023, 6)),
        (["June 2023"], Month(2023, 6)),
        (["As at 30 June 2023"], Month(2023, 6)),
        (["Q1 2023/24"], Month(2023, 6)),
        (["Quarter 4, 2023-24"], Month(2024, 3)),
        (["Printed in July 2023", "Position: May 2023"], Month(2023, 5)),
        (["April 2023 to June 2023"], Month(2023, 6)),
        (["Framework 2023/24"], None),
    ],
)
def test_positions(lines: list[str], month: Month | None) -> None:
    assert position_told(lines) == month


def test_a_plain_scorecard(tmp_path: Path) -> None:
    observations = read(tmp_path, scorecard(INDICATOR))
    indicator = only(observations)
    assert observations.title == "Scorecard 2023/24"
    assert observations.position == Month(2023, 6)
    assert [section.title for section in observations.blocks[0].sections] == [""]
    assert observations.blocks[0].headings.rationale is None
    assert (indicator.number, indicator.title, indicator.notes) == ("1", "Widgets made", "a note")
    assert texts(indicator) == ["1", "2", "3", "6"]
    assert str(indicator.at) == "Scorecard!B4"
    assert indicator.rationale.at == indicator.at
    assert found(observations) == []


def test_columns_are_found_by_heading_in_any_order(tmp_path: Path) -> None:
    order = [9, 11, 4, 1, 6, 7, 8, 0, 10, 5, 3, 2]
    turned = [[line[place] for place in order] for line in (HEADER, INDICATOR)]
    plain, mixed = read(tmp_path, scorecard(INDICATOR)), read(tmp_path, [TITLE, POSITION, *turned])
    assert only(mixed).title == only(plain).title
    assert texts(only(mixed)) == texts(only(plain))
    assert mixed.blocks[0].headings == plain.blocks[0].headings


def test_position_without_words_is_the_latest_public_month(tmp_path: Path) -> None:
    public = row(jun=None, ytd=3)
    withheld = row(number="2", publication="Part 2")
    observations = read(tmp_path, [TITLE, HEADER, public, withheld])
    assert observations.position == Month(2023, 5)


def test_no_position_at_all_stops(tmp_path: Path) -> None:
    observations = read(tmp_path, [TITLE, HEADER, row(publication="Part 2")])
    assert found(observations, Severity.STOPS) == [("position-unknown", "A2")]


def test_figures_after_the_position(tmp_path: Path) -> None:
    rows = scorecard(row(), row(number="2", publication="Part 2"))
    rows[1] = ["Position as at end of May-23"]
    assert found(read(tmp_path, rows)) == [("figure-after-position", "I4")]


def test_months_as_dates_and_without_years(tmp_path: Path) -> None:
    dates = [*HEADER]
    dates[6:9] = [Formatted(datetime(2023, m, 1), "mmm-yy") for m in (4, 5, 6)]  # noqa: DTZ001
    assert read(tmp_path, scorecard(row(), header=dates)).blocks[0].months[0] == Month(2023, 4)
    bare = [*HEADER]
    bare[6:9] = ["Nov", "Dec", "Jan"]
    rows = scorecard(row(), header=bare)
    rows[1] = []
    assert read(tmp_path, rows).blocks[0].months == (
        Month(2023, 11), Month(2023, 12), Month(2024, 1))  # fmt: skip
    bare[6:9] = ["Nov", "Dec", "Jan-24"]
    assert read(tmp_path, scorecard(row(), header=bare)).blocks[0].months[0] == Month(2023, 11)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (["May-23", "May-23", "Jul-23"], {"month-twice", "month-missing"}),
        (["Apr-23", "Jun-23", "Jul-23"], {"month-missing"}),
        (["Jun-23", "May-23", "Jul-23"], {"months-out-of-order", "month-missing"}),
    ],
)
def test_months_twice_missing_or_out_of_order(
    tmp_path: Path, months: list[str], expected: set[str]
) -> None:
    header = [*HEADER]
    header[6:9] = months
    rows = scorecard(row(), header=header)
    rows[1] = ["Position as at end of Jul-23"]
    observations = read(tmp_path, rows)
    assert {code for code, _ in found(observations)} == expected
    stops = {code for code, _ in found(observations, Severity.STOPS)}
    assert stops == expected - {"month-missing"}


def test_sections_merged_or_alone_two_in_a_row_and_a_note_below(tmp_path: Path) -> None:
    rows = scorecard(["Early Help"], row(), ["Empty"], [None, "Later"], row(number="2"), [],
                     ["* Provisional figures"], ["Produced by the council"])  # fmt: skip
    observations = read(tmp_path, rows, merges=["A4:L4"])
    sections = observations.blocks[0].sections
    assert [(each.title, len(each.indicators)) for each in sections] == [
        ("Early Help", 1), ("Empty", 0), ("Later", 1)]  # fmt: skip
    assert found(observations) == [
        ("text-below-table", "A10"),
        ("text-below-table", "A11"),
        ("section-empty", "A6"),
    ]


def test_merged_texts_belong_to_each_row(tmp_path: Path) -> None:
    header = ["No.", "Indicator", "Rationale", "Apr-23", "May-23", "Jun-23", "Publication"]
    rows = [TITLE, POSITION, header, ["1", "One", "Why", 1, 2, 3, "Part 2: small"],
            ["2", "Two", None, 1, 2, 3], ["3", "Three", "Other", 1, 2, 3]]  # fmt: skip
    observations = read(tmp_path, rows, merges=["C4:C5", "G4:G5"])
    one, two, three = observations.indicators
    assert one.rationale == two.rationale
    assert str(two.rationale.at) == "Scorecard!C4"
    assert three.rationale.text == "Other"
    assert [each.is_marked for each in (one, two, three)] == [True, True, False]


def test_header_of_three_rows(tmp_path: Path) -> None:
    rows = [
        TITLE,
        POSITION,
        ["No.", "Performance", None, "Benchmarking and trend", None, "RAG", "2023"],
        [None, "Indicators", "Target or Range of", "Bromley", "England"],
        [None, None, "acceptable performance", "2022/23", None, None, "Apr", "May", "Jun"],
        ["1", "Widgets", "10", "9", "8", "GREEN", 1, 2, 3],
    ]
    merges = ["A3:A5", "D3:E3", "F3:F5", "E4:E5", "G3:I4"]
    observations = read(tmp_path, rows, merges=merges)
    headings = observations.blocks[0].headings
    assert headings.indicator == "Performance Indicators"
    assert headings.target == "Target or Range of acceptable performance"
    assert headings.benchmark_group == "Benchmarking and trend"
    assert headings.benchmarks == ("Bromley 2022/23", "England")
    assert observations.blocks[0].months == (Month(2023, 4), Month(2023, 5), Month(2023, 6))
    assert only(observations).target.text == "10"


def test_benchmarks_under_a_spanner_need_no_known_words(tmp_path: Path) -> None:
    rows = [TITLE, POSITION, [None, None, "Benchmarking"], ["No.", "Indicator", "Croydon", "Bexley",
            "Apr-23", "May-23", "Jun-23"], ["1", "Widgets", 5, 6, 1, 2, 3]]  # fmt: skip
    merged = read(tmp_path, rows, merges=["C3:D3"])
    assert merged.blocks[0].headings.benchmarks == ("Croydon", "Bexley")
    alone = read(tmp_path, [TITLE, POSITION, *rows[3:]])
    assert alone.blocks[0].headings.benchmarks == ()
    assert found(alone) == [("column-not-understood", "C3"), ("column-not-understood", "D3")]


@pytest.mark.parametrize("merges", [["A7:B7", "E7:E7"], []])
def test_a_second_block(tmp_path: Path, merges: list[str]) -> None:
    second = ["No.", "Indicator", "Polarity", "Target", "Bromley 2022", "RAG", "Jan-23", "Feb-23",
              "Mar-23", "Year to Date", "Notes", "Publication"]  # fmt: skip
    rows = scorecard(
        ["Early Help"], row(), row(number="2"),
        ["The following indicators are measured on a calendar year:", None, None, None,
         "Benchmarking and trend"],
        second, row(number="3"), ["Other"], row(number="4"),
    )  # fmt: skip
    observations = read(tmp_path, rows, merges=[m for m in merges if ":" in m and m != "E7:E7"])
    one, two = observations.blocks
    assert (one.title, one.year) == ("", YearKind.FINANCIAL)
    assert (two.title, two.year) == (rows[6][0], YearKind.CALENDAR)
    assert two.headings.benchmark_group == "Benchmarking and trend"
    assert two.headings.benchmarks == ("Bromley 2022",)
    assert [(each.title, each.continued, len(each.indicators)) for each in two.sections] == [
        ("Early Help", True, 1), ("Other", False, 1)]  # fmt: skip


def test_a_header_merely_repeated_does_not_open_a_block(tmp_path: Path) -> None:
    rows = scorecard(["One"], row(), HEADER, row(number="2"), ["Two"], HEADER, row(number="3"))
    (block,) = read(tmp_path, rows).blocks
    assert [(each.title, len(each.indicators)) for each in block.sections] == [
        ("One", 2),
        ("Two", 1),
    ]


def test_spacers_strangers_and_headless_columns(tmp_path: Path) -> None:
    header = ["No.", "Indicator", None, "Direction of travel", "Apr-23", "May-23", "Jun-23", None]
    rows = [TITLE, POSITION, header, ["1", "Widgets", None, "up", 1, 2, 3, "stray"]]
    observations = read(tmp_path, rows)
    assert found(observations) == [
        ("column-not-understood", "D3"), ("column-without-heading", "H4")]  # fmt: skip
    assert found(observations, Severity.STOPS) == []


def test_headings_twice(tmp_path: Path) -> None:
    header = ["No.", "Indicator", "Target", "England", "England", "Target 2024", "Apr-23", "May-23"]
    rows = [TITLE, ["Position as at May-23"], header, ["1", "Widgets", 5, 6, 7, 8, 1, 2]]
    observations = read(tmp_path, rows)
    assert found(observations) == [("column-twice", "F3"), ("benchmark-heading-twice", "E3")]
    assert found(observations, Severity.STOPS) == [("column-twice", "F3")]
    assert [each.reading.text for each in only(observations).benchmarks] == ["6", "7"]


def test_numbers_missing_or_twice(tmp_path: Path) -> None:
    observations = read(tmp_path, scorecard(row(), row(), row(number=None)))
    assert found(observations) == [("number-missing", "A6"), ("number-twice", "A5")]
    assert found(observations, Severity.STOPS) == []


def test_numbers_print_as_they_stand(tmp_path: Path) -> None:
    observations = read(tmp_path, scorecard(row(number=1.0), row(number="18a")))
    assert [each.number for each in observations.indicators] == ["1", "18a"]


def test_values_keep_stored_and_printed_numbers(tmp_path: Path) -> None:
    cells = row(apr=Formatted(0.9553, "0%"), may=Formatted(1234.5, "£#,##0.00"), jun="53% (9/17)",
                ytd="Data pending", target=Formatted(1, "0%"))  # fmt: skip
    indicator = only(read(tmp_path, scorecard(cells)))
    apr, may, jun = (each.reading for each in indicator.months)
    assert isinstance(apr, Figure)
    assert isinstance(may, Figure)
    assert isinstance(jun, Figure)
    assert (apr.text, str(apr.number), str(apr.printed), apr.unit.value) == (
        "96%", "95.53", "96", "%")  # fmt: skip
    assert (may.text, may.unit.value) == ("£1,234.50", "£")
    assert (jun.numerator, jun.denominator) == (9, 17)
    assert indicator.year_to_date.reading == NoFigure("Data pending", Gap.PENDING)
    assert indicator.target.text == "100%"


@pytest.mark.parametrize("mark", ["x", "*", "-", "..", "<5", "c", ":", True])
@pytest.mark.parametrize("place", ["apr", "ytd", "benchmark"])
def test_marks_without_meaning_stop(tmp_path: Path, mark: object, place: str) -> None:
    observations = read(tmp_path, scorecard(row(**{place: mark})))
    column = {"apr": "G4", "ytd": "J4", "benchmark": "E4"}[place]
    assert found(observations) == [("value-not-understood", column)]
    assert found(observations, Severity.STOPS)
    indicator = only(observations)
    reading = {"apr": indicator.months[0], "ytd": indicator.year_to_date,
               "benchmark": indicator.benchmarks[0]}[place].reading  # fmt: skip
    assert reading == NoFigure("", Gap.BLANK)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Formatted(4, ";;;"), "value-hidden-by-format"),
        (Formatted(4, '[<5]"*";0'), "value-hidden-by-format"),
        (Formatted("secret", ";;;"), "value-hidden-by-format"),
        (Formatted(45017, "mmm-yy"), "value-not-understood"),
        ("=1+1", "formula-not-calculated"),
        ("#REF!", "error-cell"),
    ],
)
@pytest.mark.parametrize("place", ["apr", "ytd", "benchmark"])
def test_cells_that_cannot_be_read_stop(
    tmp_path: Path, value: object, code: str, place: str
) -> None:
    column = {"apr": "G4", "ytd": "J4", "benchmark": "E4"}[place]
    observations = read(tmp_path, scorecard(row(**{place: value})))
    assert found(observations, Severity.STOPS) == [(code, column)]


@pytest.mark.parametrize(
    ("place", "value", "finding"),
    [
        ("target", Formatted(4, ";;;"), ("value-hidden-by-format", "D4")),
        ("target", "=1+1", ("formula-not-calculated", "D4")),
        ("title", "#REF!", ("error-cell", "B4")),
        ("title", "=A1", ("row-not-calculated", "B4")),
        ("notes", "#N/A", ("error-cell", "K4")),
        ("rag", "=A1", ("formula-not-calculated", "F4")),
    ],
)
def test_texts_that_cannot_be_read_stop(
    tmp_path: Path, place: str, value: object, finding: tuple[str, str]
) -> None:
    rows = scorecard(row(**{place: value}), row(number="2"))
    assert found(read(tmp_path, rows), Severity.STOPS) == [finding]


def test_headings_that_cannot_be_read_stop(tmp_path: Path) -> None:
    header = [*HEADER]
    header[7] = "=A1"
    observations = read(tmp_path, scorecard(row(), header=header))
    assert found(observations, Severity.STOPS) == [("heading-not-calculated", "H3")]


def test_a_banner_is_no_title(tmp_path: Path) -> None:
    rows = [["NOT FOR PUBLICATION"], *scorecard(row())]
    assert read(tmp_path, rows).title == "Scorecard 2023/24"


def test_a_position_that_no_column_has(tmp_path: Path) -> None:
    rows = scorecard(row())
    rows[1] = ["Position as at end of Jun-24"]
    assert found(read(tmp_path, rows)) == [("position-outside-table", "A2")]


@pytest.mark.parametrize(
    ("word", "fill", "stated", "codes"),
    [
        ("GREEN", "FF00B050", StatedRating(Rating.GREEN, "GREEN"), []),
        ("GREEN", "FFFF0000", StatedRating(Rating.GREEN, "GREEN"), ["rating-against-colour"]),
        (None, "FFFF0000", StatedRating(Rating.RED, "RED"), ["rating-by-colour"]),
        (None, "FFFFC000", StatedRating(Rating.AMBER, "AMBER"), ["rating-by-colour"]),
        (None, "FFC6EFCE", StatedRating(Rating.GREEN, "GREEN"), ["rating-by-colour"]),
        (None, "FFD9D9D9", StatedRating(Rating.UNRATED, ""), []),
        (None, None, StatedRating(Rating.UNRATED, ""), []),
        ("Blue", None, StatedRating(Rating.UNRATED, "Blue"), ["rating-not-understood"]),
    ],
)
def test_ratings_by_word_and_colour(
    tmp_path: Path, word: str | None, fill: str | None, stated: StatedRating, codes: list[str]
) -> None:
    observations = read(tmp_path, scorecard(row(rag=Formatted(word, fill=fill))))
    assert only(observations).stated == stated
    assert [code for code, _ in found(observations)] == codes


def test_a_striped_row_is_no_rating(tmp_path: Path) -> None:
    title = Formatted("Widgets", fill="FFC6EFCE")
    rows = scorecard(row(title=title, rag=Formatted(None, fill="FFC6EFCE")))
    assert only(read(tmp_path, rows)).stated.rating is Rating.UNRATED


def test_unknown_polarity_and_target_are_looked_at(tmp_path: Path) -> None:
    observations = read(tmp_path, scorecard(row(polarity="Sideways", target="as good as can be")))
    assert {code for code, _ in found(observations, Severity.LOOK)} == {
        "polarity-not-understood", "target-not-understood"}  # fmt: skip
    assert only(observations).target.text == "as good as can be"


def test_words_merged_over_months_hold_for_each_and_figures_stop(tmp_path: Path) -> None:
    words = read(tmp_path, scorecard(row(apr="No data", may=None, jun=None)), merges=["G4:I4"])
    assert texts(only(words)) == ["No data", "No data", "No data", "6"]
    figure = read(tmp_path, scorecard(row(may=None, jun=None)), merges=["G4:I4"])
    assert found(figure) == [("figure-merged", "G4")]
    assert texts(only(figure)) == ["1", "", "", "6"]


def test_rows_that_are_neither_are_told(tmp_path: Path) -> None:
    rows = scorecard(row(), row(title=None), row(number="2"))
    assert found(read(tmp_path, rows), Severity.LOOK) == [("row-not-understood", "A5")]


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        sheet = book["Scorecard"]
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["H"].hidden = True
        sheet.column_dimensions["L"].hidden = True
        book["Old"].sheet_state = "veryHidden"
        book["Part 2 figures"].sheet_state = "hidden"
        sheet["A4"].comment = Comment("by Jo", "Jo")

    rows = scorecard(row(), row(number="2"), row(number="3", publication="Part 2"))
    others = {"Old": rows, "Part 2 figures": rows}
    observations = read(tmp_path, rows, change=hide, others=others)
    assert [each.number for each in observations.indicators] == ["1", "3"]
    assert [each.is_marked for each in observations.indicators] == [False, True]
    assert found(observations, Severity.STOPS) == [("hidden-column", "H3"), ("hidden-row", "B5")]
    assert found(observations, Severity.LOOK) == [
        ("part-2-sheet-hidden", ""), ("hidden-column", "L3")]  # fmt: skip
    assert found(observations, Severity.INFORMS) == [("hidden-sheet", "")]


def test_hidden_empty_month_columns_are_read_as_usual(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["Scorecard"].column_dimensions["I"].hidden = True

    observations = read(tmp_path, scorecard(row(jun=None)), change=hide)
    assert len(observations.blocks[0].months) == 3
    assert found(observations) == []
