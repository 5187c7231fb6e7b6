"""Trend charts: all that is published, legible, and nothing of what is withheld."""

import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.compose.axes import value_axis
from packgen.compose.charts import FULL, HALF
from packgen.compose.history import history
from packgen.compose.painting import Size
from packgen.document.drawing import Area, Dot, Stroke
from packgen.model.observation import Figure, Unit
from packgen.model.period import Month
from packgen.model.target import Polarity
from tests.cards import indicator, replaced, seen
from tests.compose.charted import (
    APRIL,
    chart,
    check_layout,
    drawn,
    labels,
    public,
    texts,
)

YEAR = ["53%", "29%", "4%", "18%", "12%", "17%", "21%", "21%", "29%", "23%", "27%", "26%"]
ROOT = Path(__file__).parents[2]


def test_the_latest_figure_is_told_in_bold_and_the_extremes_and_the_first_beside_it() -> None:
    drawing = drawn(indicator("31", YEAR))
    figures = [label for label in labels(drawing) if label.text in ("53%", "4%", "26%")]
    assert {label.text: label.bold for label in figures} == {
        "53%": False,
        "4%": False,
        "26%": True,
    }
    assert texts(drawing).count("18%") == 0


def test_target_and_benchmarks_are_named_where_they_lie() -> None:
    row = indicator("31", YEAR, target="75-65%", benchmarks=("51%", "63%"))
    drawing = drawn(row)
    assert {"Range 65 to 75%", "Bromley 2022/23 51%", "England 63%"} <= set(texts(drawing))
    bands = [mark for mark in drawing.marks if isinstance(mark, Area) and mark.ink == "band"]
    assert len(bands) == 1
    single = drawn(indicator("7", YEAR, target="95%"))
    assert "Target 95%" in texts(single)
    dashed = [m for m in single.marks if isinstance(m, Stroke) and m.dash]
    assert [mark.ink for mark in dashed] == ["tline"]


def test_a_benchmark_far_from_all_figures_flattens_nothing() -> None:
    row = indicator("8", ["95%", "96%", "97%"], benchmarks=("20%", "94%"))
    assert not any("20%" in text for text in texts(drawn(row)))
    assert "England 94%" in texts(drawn(row))


def test_a_withheld_period_breaks_the_line_and_says_so() -> None:
    drawing = drawn(indicator("31", YEAR, marked=[3, 4]))
    lines = [m for m in drawing.marks if isinstance(m, Stroke) and m.ink == "spark"]
    assert [len(line.points) for line in lines] == [3, 7]
    bars = [m for m in drawing.marks if isinstance(m, Area) and m.ink == "withfill"]
    assert len(bars) == 1, "two neighbours are one gap"
    assert texts(drawing).count("withheld") == 1


def test_gaps_too_narrow_for_the_word_are_explained_at_the_foot() -> None:
    drawing = drawn(indicator("31", YEAR, marked=[0, 2, 4, 6, 8]), size=Size(160, 100))
    assert "withheld" not in texts(drawing)
    assert "grey: withheld" in texts(drawing)


def test_a_period_without_data_breaks_the_line_without_a_word() -> None:
    drawing = drawn(indicator("7", ["3", "4", "", "5", "6"]), due=5)
    lines = [m for m in drawing.marks if isinstance(m, Stroke) and m.ink == "spark"]
    assert [len(line.points) for line in lines] == [2, 2]
    assert not [m for m in drawing.marks if isinstance(m, Area)]


def test_nothing_published_makes_no_chart() -> None:
    assert chart(indicator("4", ["1", "2"], marked=())) is None
    assert chart(indicator("4", ["", ""])) is None


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_withheld_figure_moves_nothing(figure: int, total: int) -> None:
    kept = indicator("7", ["3", "4", "5"], "12", target="6", marked=[1, 12])
    other = indicator("7", ["3", str(figure), "5"], str(total), target="6", marked=[1, 12])
    assert chart(other) == chart(kept)


numbers = st.integers(-(10**4), 10**4) | st.integers(-(10**13), 10**13)
shares = st.decimals(0, 100, places=1).map(lambda share: f"{share}%")
months = st.lists(numbers.map(str) | st.just(""), min_size=1, max_size=12) | st.lists(
    shares, min_size=1, max_size=12
)
targets = st.sampled_from(["", "5", "10-20", "95%", "90-95%", "999999999"])
benchmarks = st.tuples(numbers.map(str) | shares, numbers.map(str) | shares | st.just(""))
sizes = st.sampled_from([FULL, HALF, Size(160, 100), Size(700, 300)])


@given(months, targets, benchmarks, st.sampled_from(list(Polarity)), sizes, st.data())
def test_everything_lies_in_the_chart_and_no_text_covers_another(
    figures: list[str],
    target: str,
    beside: tuple[str, str],
    polarity: Polarity,
    size: Size,
    data: st.DataObject,
) -> None:
    marked = data.draw(st.lists(st.integers(0, len(figures) - 1), unique=True, max_size=6))
    due = data.draw(st.integers(1, 12))
    row = indicator(
        "1", figures, target=target, polarity=polarity, benchmarks=beside, marked=marked or None
    )
    figure = chart(row, due, size)
    shown = any(text for place, text in enumerate(figures) if place not in marked)
    assert (figure is not None) == shown
    if figure:
        check_layout(figure.drawing)


ODD = {
    "one point": ["47%"],
    "all equal": ["50"] * 12,
    "all zero": ["0"] * 12,
    "negative": ["-3", "-5", "-2", "-4"],
    "either side of zero": ["-3", "4", "-5", "2"],
    "huge": [str(7 * 10**9 * k) for k in range(1, 13)],
    "tiny": [f"0.00{k}" for k in range(1, 10)],
}


@pytest.mark.parametrize("size", [FULL, HALF], ids=["full", "half"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_series_are_legible_too(odd: str, size: Size) -> None:
    drawing = drawn(indicator("1", ODD[odd]), size=size)
    check_layout(drawing)
    assert any(label.bold and label.size_pt == 9 for label in labels(drawing)), "the latest"


def per_month(*figures: str, total: str) -> list[Area]:
    row = indicator("2", figures, total)
    drawing = drawn(row, due=len(figures))
    inks = ("spark", "bandedge")
    return [mark for mark in drawing.marks if isinstance(mark, Area) and mark.ink in inks]


def test_counts_that_add_up_are_columns_from_zero_and_the_latest_is_dark() -> None:
    columns = per_month("90", "95", "100", total="285")
    assert [column.ink for column in columns] == ["bandedge", "bandedge", "spark"]
    heights = [column.height for column in columns]
    assert heights[0] / heights[2] == pytest.approx(0.9)
    assert {column.y for column in columns} == {columns[0].y}


def test_percentages_are_drawn_on_no_more_than_the_whole() -> None:
    axis = value_axis([97, 100], most=5, from_zero=False, whole=True, bounds=(0, 100))
    assert axis.high == 100
    assert 90 <= axis.low <= 97
    whole = value_axis([4, 75], most=5, from_zero=False, whole=True, bounds=(0, 100))
    assert whole.low == 0


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=12), st.booleans(), st.booleans())
def test_an_axis_holds_its_values_and_ends_at_ticks(
    values: list[float], from_zero: bool, whole: bool
) -> None:
    axis = value_axis(values, most=5, from_zero=from_zero, whole=whole, bounds=None)
    slack = 1e-6 * max(1, *map(abs, values))
    assert axis.low <= min(values) + slack
    assert max(values) - slack <= axis.high
    assert (axis.ticks[0], axis.ticks[-1]) == (axis.low, axis.high)
    assert len(axis.ticks) >= 2
    assert not from_zero or axis.low <= 0 <= axis.high


def test_money_and_large_ticks_are_written_short() -> None:
    row = indicator("9", ["1"])
    spent = Figure("£2,400,000", Decimal(2400000), Decimal(2400000), Unit.POUNDS)
    figure = chart(replaced(row, spent, row.target), due=1)
    assert figure is not None
    written = texts(figure.drawing)
    assert "£2,400,000" in written
    assert {"£2.4m", "£2.5m"} & set(written)


def test_a_provisional_figure_is_an_open_point() -> None:
    row = indicator("5", ["40", "47"])
    reading = Figure("Provisional (47)", Decimal(47), Decimal(47), provisional=True)
    row = replace(
        row, months=(row.months[0], replace(row.months[1], reading=reading), *row.months[2:])
    )
    figure = chart(row, due=2)
    assert figure is not None
    *_, last = [mark for mark in figure.drawing.marks if isinstance(mark, Dot)]
    assert last.ink == "paper"
    assert "open: provisional" in texts(figure.drawing)
    assert "47" in texts(figure.drawing), "the label leads with the number"
    assert "Provisional: May 2023." in figure.alt


def test_periods_run_to_the_position_and_no_further() -> None:
    heads = texts(drawn(indicator("1", YEAR[:8]), due=8))
    assert "Nov-23" in heads
    assert "Dec-23" not in heads
    assert "Sep-23" in texts(drawn(indicator("1", ["5"]), due=1)), "a short year isn't stretched"


def test_the_words_say_what_the_chart_shows() -> None:
    figure = chart(
        indicator(
            "31", YEAR, target="75-65%", benchmarks=("51%", "n/a"), marked=[3, 4], title="Plans"
        )
    )
    assert figure is not None
    assert figure.alt == (
        "Trend of indicator 31, Plans: fell from 53% in April 2023 to 26% in March 2024; at its"
        " lowest 4% in June 2023; withheld: July 2023 and August 2023. The latest figure is 26% in"
        " March 2024, 39 points below the range of 65 to 75%. Beside it: Bromley 2022/23 51%."
    )


def test_the_words_count_periods_without_a_figure() -> None:
    figure = chart(indicator("3", ["", "", "96%"]), due=3)
    assert figure is not None
    assert figure.alt.endswith("No figure for 2 months.")


def test_charts_speak_welsh() -> None:
    figure = chart(indicator("31", YEAR, target="95%", marked=[3, 4]), language="cy")
    assert figure is not None
    assert {"Targed 95%", "wedi'i ddal yn ôl"} <= set(texts(figure.drawing))
    assert "Y ffigur diweddaraf yw 26%" in figure.alt
    check_layout(figure.drawing)


def test_earlier_scorecards_lengthen_a_chart() -> None:
    row = indicator("31", YEAR[:3])
    cells = public(row, 3).blocks[0].sections[0].indicators[0].months
    earlier = tuple((APRIL.shifted(k - 4), cells[0]) for k in (0, 1, 2))
    figure = chart(row, 3, earlier=earlier)
    assert figure is not None
    heads = texts(figure.drawing)
    assert {"Dec-22", "Apr-23", "Jun-23"} <= set(heads)
    lines = [m for m in figure.drawing.marks if isinstance(m, Stroke) and m.ink == "spark"]
    assert [len(line.points) for line in lines] == [3, 3], "March was not published"


def test_history_takes_the_latest_word_on_each_period() -> None:
    first = public(indicator("31", ["50%", "29%"], title="Plans"), 2)
    second = public(indicator("7", ["53%", "29%", "4%"], title="plans ", marked=[1]), 3)
    known = history([second, first])(next(iter(first.indicators)))
    assert [period for period, _ in known] == [APRIL, Month(2023, 5), Month(2023, 6)]
    assert [getattr(cell, "text", "withheld") for _, cell in known] == ["53%", "withheld", "4%"]


def test_benchmarks_with_one_level_are_all_said() -> None:
    row = replace(indicator("2", ["50%"] * 12, target="50%"), benchmarks=(seen("50%"), seen("50%")))
    assert {"Target 50%", "Bromley 2022/23 50%", "England 50%"} <= set(texts(drawn(row)))


SCRIPT = """
import hashlib, logging, sys
from tests.compose.charted import chart
from tests.cards import indicator
assert "matplotlib" not in sys.modules, "importing a chart costs nothing"
figure = chart(indicator("31", {year!r}, target="75-65%", marked=[3]))
assert "matplotlib.font_manager" not in sys.modules, "no look for the machine's fonts"
print(hashlib.sha256(repr(figure).encode()).hexdigest())
"""


def run(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(year=YEAR)],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_bytes(b"axes.grid: \xff")
    done = run(tmp_path, PYTHONHASHSEED="1", HOME=str(tmp_path))
    assert "BadInput: matplotlibrc: can't be read" in done.stderr
    assert "run packgen in a folder without it" in done.stderr


def test_the_same_chart_on_every_machine(tmp_path: Path) -> None:
    """Neither the order of sets, nor a home that can't be written, nor the user's settings of
    matplotlib change a chart; nothing is written, and nothing is said."""
    home, odd = tmp_path / "home", tmp_path / "odd"
    home.mkdir()
    odd.mkdir()
    (odd / "matplotlibrc").write_text("axes.autolimit_mode: round_numbers\nno.such.key: 1\n")
    runs = [
        run(home, PYTHONHASHSEED="1", HOME=str(home)),
        run(home, PYTHONHASHSEED="2", HOME=str(tmp_path / "none")),
        run(odd, PYTHONHASHSEED="3", HOME=str(home), MPLBACKEND="nonsense"),
    ]
    assert [(done.returncode, done.stderr) for done in runs] == [(0, "")] * 3
    assert len({done.stdout for done in runs}) == 1
    assert not list(home.iterdir())
