"""Sparklines: one geometry, moved by shown figures alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.compose.sparkline import HEIGHT_PT, sparkline
from packgen.disclose import release_public
from packgen.document.drawing import Area, Dot, Drawing, Figure, Label, Stroke, Triangle
from packgen.model.indicator import Indicator
from packgen.model.target import Polarity
from packgen.settings.rules import RatingRules
from packgen.settings.vocabulary import load_words
from tests.cards import indicator, scorecard

WIDTH = 56.7
WORDS = load_words()


def picture(row: Indicator) -> Figure | None:
    card = release_public(assess(scorecard(row), RatingRules()))
    (public,) = card.indicators
    return sparkline(public, card.blocks[0].months, WORDS, WIDTH)


def drawing(row: Indicator) -> Drawing:
    figure = picture(row)
    assert figure is not None
    return figure.drawing


def inks(row: Indicator, kind: type) -> list[str]:
    return [mark.ink for mark in drawing(row).marks if isinstance(mark, kind)]


def test_neighbouring_months_are_joined_and_a_missing_one_breaks_the_line() -> None:
    row = indicator("1", ["10", "12", "", "11", "", "9", "8"])
    lines = [m for m in drawing(row).marks if isinstance(m, Stroke)]
    assert [len(line.points) for line in lines] == [2, 2]
    dots = [m for m in drawing(row).marks if isinstance(m, Dot)]
    assert len(dots) == 3, "a lone month, and the latest with its ring"


def test_a_range_is_a_band_with_edges_and_a_tint_on_the_better_side() -> None:
    row = indicator("11", ["96%", "97%"], target="95-90%", polarity=Polarity.HIGH)
    assert inks(row, Area) == ["better", "band"]
    better = drawing(row).marks[0]
    assert isinstance(better, Area)
    assert better.y + better.height == pytest.approx(HEIGHT_PT)


def test_without_polarity_no_side_is_better() -> None:
    row = indicator("25", ["14", "16"], target="12-15", polarity=Polarity.NONE)
    assert inks(row, Area) == ["band"]


def test_an_annual_target_is_not_drawn_against_single_months() -> None:
    row = indicator("2", ["98", "109", "123"], "330", target="120")
    assert inks(row, Stroke) == ["spark"]


def test_a_target_far_off_is_an_arrowhead() -> None:
    row = indicator("1", ["50%", "51%"], target="99%")
    marks = drawing(row).marks
    assert [m for m in marks if isinstance(m, Stroke) and m.ink == "tline"] == []
    (arrow,) = [m for m in marks if isinstance(m, Triangle)]
    assert max(y for _, y in arrow.points) > HEIGHT_PT / 2


def test_a_withheld_month_is_a_labelled_gap() -> None:
    row = indicator("7", ["3", "4", "5"], marked=[1])
    (label,) = [m for m in drawing(row).marks if isinstance(m, Label)]
    assert label.text == "[c]"


def test_nothing_shown_makes_no_picture() -> None:
    assert picture(indicator("4", ["1", "2"], marked=())) is None
    assert picture(indicator("4", ["", ""])) is None


@given(st.integers(0, 10**6))
def test_a_withheld_figure_moves_nothing(figure: int) -> None:
    shown = indicator("7", ["3", "4", "5"], "12", target="6", marked=[1, 12])
    other = indicator("7", ["3", str(figure), "5"], str(figure), target="6", marked=[1, 12])
    assert picture(other) == picture(shown)


numbers = st.lists(st.integers(0, 10**6).map(str) | st.just(""), min_size=1, max_size=12)


@given(numbers, st.sampled_from(["", "5", "10-20", "999999"]), st.sampled_from(list(Polarity)))
def test_every_mark_lies_inside_the_picture(
    months: list[str], target: str, polarity: Polarity
) -> None:
    figure = picture(indicator("1", months, target=target, polarity=polarity))
    assert (figure is None) == (not any(months))
    for mark in figure.drawing.marks if figure else ():
        for x, y in corners(mark):
            assert -0.01 <= x <= WIDTH + 0.01
            assert -0.01 <= y <= HEIGHT_PT + 0.01


def corners(mark: object) -> list[tuple[float, float]]:
    match mark:
        case Area(x=x, y=y, width=w, height=h):
            return [(x, y), (x + w, y + h)]
        case Dot(x=x, y=y, radius=r):
            return [(x - r, y - r), (x + r, y + r)]
        case Stroke(points=points) | Triangle(points=points):
            return list(points)
        case _:
            return []


STEADY = ["50", "51", "52", "51", "50", "51"]


def open_dots(months: list[str]) -> list[float]:
    """Where a smaller dot of the paper's colour lies in one of the line's colour."""
    marks = drawing(indicator("1", months)).marks
    pairs = pairwise(m for m in marks if isinstance(m, Dot))
    return [b.x for a, b in pairs if (a.x, a.ink, b.ink) == (b.x, "spark", "paper")]


def test_a_low_that_stands_out_is_an_open_dot() -> None:
    (place,) = open_dots(["50", "51", "20", "51", "50", "51"])
    line = next(m for m in drawing(indicator("1", STEADY)).marks if isinstance(m, Stroke))
    assert place == pytest.approx(line.points[2][0])
    assert len(open_dots(["50", "99", "20", "51", "50", "51"])) == 2


@pytest.mark.parametrize(
    ("months", "why"),
    [
        (STEADY, "next to nothing above the rest"),
        (["50", "20", "51", "50", "51"], "fewer than six figures"),
        (["20", "50", "51", "50", "51", "52"], "the first"),
        (["50", "51", "50", "51", "52", "20"], "the latest"),
        (["10", "20", "30", "40", "45", "44"], "not clear of the next"),
        (["5"] * 6, "all alike"),
    ],
)
def test_no_open_dot_where_it_would_say_nothing(months: list[str], why: str) -> None:
    assert open_dots(months) == [], why


def test_figures_of_each_third_month_are_dots_and_never_joined() -> None:
    row = indicator("1", ["1", "", "", "3", "", "", "2", "", "", "4"])
    assert inks(row, Stroke) == []
    assert inks(row, Dot) == ["spark", "spark", "spark", "paper", "spark"]


@given(numbers.filter(any), st.floats(22.7, 80), st.floats(30, 120))
def test_points_lie_as_their_figures_do(months: list[str], height: float, width: float) -> None:
    card = release_public(assess(scorecard(indicator("1", months)), RatingRules()))
    (public,) = card.indicators
    figure = sparkline(public, card.blocks[0].months, WORDS, width, height)
    assert figure is not None
    marks = figure.drawing.marks
    found = {(m.x, m.y) for m in marks if isinstance(m, Dot)}
    found |= {point for m in marks if isinstance(m, Stroke) for point in m.points}
    heights = [y for _, y in sorted(found)]
    shown = [int(month) for month in months if month]
    assert len(heights) == len(shown), "one place a figure"
    for (one, y), (other, z) in pairwise(zip(shown, heights, strict=True)):
        assert (one < other) == (y < z - 1e-9) or abs(one - other) < 1e-3 * max(shown)
    assert all(0 <= y <= height for y in heights)


@given(st.lists(st.integers(0, 10**6), min_size=12, max_size=12), st.sets(st.integers(0, 11)))
def test_withheld_months_move_no_mark(figures: list[int], hidden: set[int]) -> None:
    shown = [str(n) for n in figures]
    other = [str(n + 7) if place in hidden else str(n) for place, n in enumerate(figures)]
    marked = sorted(hidden | {12})
    assert picture(indicator("7", shown, "1", marked=marked)) == picture(
        indicator("7", other, "2", marked=marked)
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            indicator("1", ["3", "9", "2", "5"], target="4-8", polarity=Polarity.NONE),
            (
                "rose from 3 in April 2023 to 5 in July 2023; at its highest 9 in May 2023; at its "
                "lowest 2 in June 2023; the acceptable range is 4 to 8."
            ),
        ),
        (indicator("1", ["3 (1/33)"]), "one figure so far, 3 in April 2023."),
        (
            indicator("1", ["5%", "4%", "5%"], target="9%"),
            (
                "began and ended level, 5% in April 2023 and 5% in June 2023; at its lowest 4% in "
                "May 2023; the target is 9%."
            ),
        ),
        (
            indicator("1", ["9", "5", "7", "3"], marked=[1, 2]),
            "fell from 9 in April 2023 to 3 in July 2023; withheld: May 2023 and June 2023.",
        ),
        (
            indicator("2", ["98", "109", "123"], "330", target="120"),
            "rose from 98 in April 2023 to 123 in June 2023.",
        ),
    ],
)
def test_the_trend_in_words(row: Indicator, said: str) -> None:
    figure = picture(row)
    assert figure is not None
    assert figure.alt == f"Trend of indicator {row.number}: {said}"
