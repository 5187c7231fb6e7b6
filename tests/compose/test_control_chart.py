"""Control charts: the trend with its limits, and what they say, in words as well as in shapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.compose.charts import FULL, HALF
from packgen.compose.control_chart import control_chart
from packgen.compose.painting import Size
from packgen.document.drawing import Area, Figure, Stroke, Triangle
from packgen.model.indicator import Indicator
from packgen.model.target import Polarity
from packgen.settings.vocabulary import load_words
from tests.cards import indicator
from tests.compose.charted import check_layout, civic, public, texts

STEADY = ["12", "14", "11", "13", "12", "12", "13", "12", "15", "13", "12", "13"]
RISEN = [f"{n}%" for n in (90, 91, 89, 92, 90, 96, 97, 96, 97, 96, 97, 98)]


def controlled(row: Indicator, size: Size = FULL, language: str = "en-GB") -> Figure:
    card = public(row)
    (one,) = card.indicators
    words = load_words(language)
    figure = control_chart(one, card.blocks[0], card.position, words, civic(), size)
    assert figure is not None
    return figure


def test_mean_and_limits_are_named_and_common_cause_is_said() -> None:
    figure = controlled(indicator("4", STEADY))
    # 152 over 12 is 12.7; ranges 2 3 2 1 0 1 1 3 2 1 1: 17/11, times 2.66 is 4.11.
    assert {"mean 12.7", "upper limit 16.8", "lower limit 8.6"} <= set(texts(figure.drawing))
    assert "Common cause: no significant change" in texts(figure.drawing)
    assert "Process limits: mean 12.7, upper limit 16.8 and lower limit 8.6." in figure.alt
    dotted = [m for m in figure.drawing.marks if isinstance(m, Stroke) and m.dash == (1.0, 2.0)]
    assert len(dotted) == 2


@pytest.mark.parametrize(
    ("polarity", "said", "shape"),
    [
        (Polarity.HIGH, "Special cause: improving, higher", Triangle),
        (Polarity.LOW, "Special cause: concerning, higher", Area),
        (Polarity.NONE, "Special cause: higher", Area),
    ],
)
def test_a_special_cause_has_a_shape_and_words(polarity: Polarity, said: str, shape: type) -> None:
    figure = controlled(indicator("2", RISEN, polarity=polarity))
    assert said in texts(figure.drawing)
    assert f"{said}." in figure.alt
    assert [m for m in figure.drawing.marks if isinstance(m, shape) and m.ink == "spark"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("80%", "Will consistently meet the target"),
        ("99%", "Will consistently miss the target"),
        ("94%", "Hit and miss: may or may not meet the target"),
    ],
)
def test_the_target_is_within_reach_or_not(target: str, said: str) -> None:
    figure = controlled(indicator("2", RISEN, target=target))
    assert said in texts(figure.drawing)
    assert figure.alt.endswith(f"{said}.")


def test_limits_that_no_figure_can_reach_are_left_out() -> None:
    figure = controlled(indicator("10", ["100%", "98%"] * 6))
    assert any(text.startswith("lower limit") for text in texts(figure.drawing))
    assert not any(text.startswith("upper limit") for text in texts(figure.drawing))
    assert "upper limit" not in figure.alt


def test_too_few_points_give_the_plain_trend_and_say_so() -> None:
    figure = controlled(indicator("5", ["12%", "14%", "13%"]))
    assert "not enough points for process limits (3 of 12)" in texts(figure.drawing)
    assert not any(text.startswith("mean") for text in texts(figure.drawing))
    assert figure.alt.endswith("Not enough points for process limits (3 of 12).")


def test_withheld_points_are_no_points() -> None:
    figure = controlled(indicator("4", STEADY, marked=[3]))
    assert "not enough points for process limits (11 of 12)" in texts(figure.drawing)


def test_a_running_total_has_no_limits() -> None:
    totals = [str(n) for n in (3, 7, 12, 15, 21, 26, 30, 33, 38, 44, 49, 55)]
    figure = controlled(indicator("1", totals, "55"))
    assert (
        "no process limits: each total holds the one before it; columns: total of the year so far"
        in (texts(figure.drawing))
    )
    assert "Mean" not in figure.alt


figures = st.lists(st.integers(0, 100).map(lambda n: f"{n}%"), min_size=12, max_size=12)


@given(
    figures,
    st.sampled_from(["", "50%", "40-60%"]),
    st.sampled_from(list(Polarity)),
    st.sampled_from([FULL, HALF, Size(160, 120)]),
    st.sampled_from(["en-GB", "cy"]),
)
def test_everything_lies_in_the_chart(
    months: list[str], target: str, polarity: Polarity, size: Size, language: str
) -> None:
    row = indicator("2", months, target=target, polarity=polarity)
    check_layout(controlled(row, size, language).drawing)


@given(st.integers(0, 10**6))
def test_a_withheld_figure_moves_no_limit(figure: int) -> None:
    kept = indicator("4", [*STEADY[:3], "13", *STEADY[4:]], "12", marked=[3, 12])
    other = indicator("4", [*STEADY[:3], str(figure), *STEADY[4:]], str(figure), marked=[3, 12])
    assert controlled(other) == controlled(kept)
