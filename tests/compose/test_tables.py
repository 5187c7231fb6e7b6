"""The scorecard table: what stands in each row."""

from dataclasses import replace

from packgen.document.nodes import Cell, Document, Row
from packgen.document.roles import Role
from packgen.document.walk import cell_text
from packgen.model.observation import Mark
from packgen.model.period import Month
from packgen.model.rating import Rating
from packgen.settings.style import load_style
from tests.cards import MARK, indicator, scorecard
from tests.papers import grid, part2_paper, public_of, public_paper, tables

WORDS = "Data suppressed, see part 2 report"


def body_rows(document: Document) -> list[Row]:
    return [row for body in tables(document)[0].bodies for row in body.rows]


def test_a_row_prints_each_figure_as_the_sheet_does() -> None:
    others = [indicator(str(n), ["1"]) for n in range(4)]
    paper = public_of(
        indicator("26", ["1.2% (88/7140)", "", "1.4% (97/7135)"], target="95-90%", notes="New"),
        *others,
    )
    section, row, *_ = grid(paper)
    assert section == ["Early Help", "5 GREEN"]
    assert row[:8] == [
        "26",
        "Indicator 26 Note: New",
        "Why 26 matters.",
        "High",
        "95-90%",
        "44",
        "Local Measure",
        "GREEN",
    ]
    assert row[20:] == [
        "–",
        (
            "Trend of indicator 26: rose from 1.2% in April 2023 to 1.4% in June 2023; "
            "the acceptable range is 90 to 95%."
        ),
    ]
    assert row[8:11] == ["1.2% (88/7140)", "–", "1.4% (97/7135)"]
    assert row[11:20] == [""] * 9, "months not yet due are empty"


def test_a_withheld_row_says_so_once_over_its_months_total_and_trend() -> None:
    _, row = grid(public_of(indicator("4", ["0", "0", "1"], "1", marked=())))
    assert row[5:] == ["44", "Local Measure", "GREEN", WORDS]
    (last,) = body_rows(public_of(indicator("4", ["0"], marked=())))[1].cells[-1:]
    assert last.colspan == 14


def test_a_withheld_month_leaves_its_neighbours_and_the_trend() -> None:
    _, row = grid(public_of(indicator("7", ["3", "4", "5"], "12", marked=[1])))
    assert row[8:11] == ["3", "Withheld, see part 2", "5"]
    assert (
        row[-1]
        == "Trend of indicator 7: rose from 3 in April 2023 to 5 in June 2023; withheld: May 2023."
    )


def test_a_withheld_year_to_date_joins_the_run_before_it() -> None:
    _, row = grid(public_of(indicator("7", ["3"] * 12, "36", marked=[11, 12])))
    assert row[8:] == [*["3"] * 11, WORDS, row[-1]]


def test_rationale_is_printed_once_over_the_rows_that_share_it() -> None:
    rows = [indicator(n, ["1"], rationale="Shared", row=7) for n in ("24", "25")]
    first, second = body_rows(public_of(*rows, indicator("26", ["1"], row=9)))[1:3]
    spanning = next(c for c in first.cells if cell_text(c) == "Shared")
    assert spanning.rowspan == 2
    assert "Shared" not in map(cell_text, second.cells)
    assert first.keep_with_next


def test_a_rating_has_colour_shape_and_word() -> None:
    (cell,) = [c for c in rated(Rating.RED) if cell_text(c) == "RED"]
    symbol, _ = cell.paragraphs[0].content
    assert (cell.fill, type(symbol).__name__) == ("redfill", "Symbol")


def test_no_rating_is_said_in_words() -> None:
    assert "No rating" in map(cell_text, rated(Rating.UNRATED))
    assert "This is not a target measure" in map(cell_text, rated(Rating.NOT_TARGET))


def rated(rating: Rating) -> tuple[Cell, ...]:
    return body_rows(public_of(indicator("1", ["1"], rating=rating)))[1].cells


def test_section_rows_count_ratings_concern_first_and_withheld_last() -> None:
    paper = public_of(
        indicator("1", ["1"]),
        indicator("2", ["1"], rating=Rating.RED),
        indicator("3", ["1"], marked=(), rating=Rating.NOT_TARGET),
    )
    assert grid(paper)[0][1].split("     ") == [
        "1 RED",
        "1 GREEN",
        "1 not a target measure",
        "1 withheld",
    ]


def test_notes_stand_under_the_name() -> None:
    rows = [indicator(str(n), ["1"], notes="Checked") for n in range(3)]
    assert grid(public_of(*rows))[1][1] == "Indicator 0 Note: Checked"


def test_when_there_is_no_room_the_texts_give_way_and_ratings_stay_whole() -> None:
    money = ["£12,345,678.90"] * 12
    paper = public_of(indicator("1", [m.replace("£", "") for m in money], "12345678.90"))
    table = tables(paper)[0]
    assert abs(table.width_pt - paper.page.text_width_pt) < 0.01
    assert table.columns[7].width_pt > 40, "RAG"


def test_the_latest_month_is_the_one_of_the_position_date() -> None:
    paper = public_paper(scorecard(indicator("1", ["1", "2"]), position=Month(2023, 5)))
    tints = [column.tint for column in tables(paper)[0].columns]
    assert [i for i, tint in enumerate(tints) if tint] == [9]
    latest = body_rows(paper)[1].cells[9].paragraphs[0]
    assert latest.role is Role.FIGURE_LATEST


def test_columns_fill_the_page_and_hold_their_widest_figure() -> None:
    paper = public_of(indicator("26", ["1.4% (9713/713500)"] * 3))
    table = tables(paper)[0]
    assert abs(table.width_pt - paper.page.text_width_pt) < 0.01
    months = {round(column.width_pt, 3) for column in table.columns[8:20]}
    assert len(months) == 1, "months share one width"
    style = load_style("civic")
    token = style.regular.measure("(9713/713500)", style.type[Role.RATIO].size_pt)
    assert months.pop() >= token + 2 * style.table.pad_figure_pt


def test_part_2_prints_withheld_figures_with_their_paragraph() -> None:
    card = scorecard(indicator("1", ["98"]), indicator("4", ["0", "0", "1"], "1", marked=()))
    _, row = grid(part2_paper(card))
    assert row[1] == "Indicator 4 Part 2: paragraph 2, small numbers"
    assert row[8:11] == ["0", "0", "1"]


def test_part_2_in_full_says_which_cells_are_withheld() -> None:
    card = scorecard(indicator("1", ["98"]), indicator("7", ["3", "4"], marked=[1]))
    rows = grid(part2_paper(card, withheld_only=False))
    assert rows[1][8:10] == ["98", "–"]
    assert rows[2][1] == "Indicator 7 Part 2: paragraph 2, small numbers"
    assert rows[2][8:10] == ["3", "4 Part 2: para 2, small numbers"]


def test_a_row_exempt_for_several_reasons_says_each_at_its_figure() -> None:
    row = indicator("7", ["3", "4"], "7", marked=())
    contract = Mark("commercial", (3,), MARK.at)
    row = replace(row, year_to_date=replace(row.year_to_date, mark=contract))
    (_, seven) = grid(part2_paper(scorecard(row)))
    assert seven[1] == "Indicator 7 Part 2: paragraph 2, small numbers Part 2: paragraph 3"
    assert seven[8:10] == ["3 Part 2: para 2, small numbers", "4 Part 2: para 2, small numbers"]
    assert seven[20] == "7 Part 2: para 3"
