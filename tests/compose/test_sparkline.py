"""Sparklines: one geometry, moved by shown figures alone."""

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
