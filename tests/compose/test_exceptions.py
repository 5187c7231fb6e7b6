"""Exceptions: each red and amber indicator, from what is published of it and from nothing else."""

from dataclasses import replace

from packgen.assess import assess
from packgen.compose.exceptions import Exceptional, exceptions
from packgen.compose.history import history
from packgen.disclose import release_public
from packgen.model.disclosed import PublicScorecard
from packgen.model.indicator import Indicator
from packgen.model.rating import Rating
from packgen.settings.rules import RatingRules
from packgen.settings.vocabulary import load_words
from tests.cards import HEADINGS, MARK, indicator, scorecard
from tests.compose.charted import WORDS, civic, texts

RED = indicator(
    "31",
    ["27%", "26%", "24%"],
    target="75-65%",
    rating=Rating.RED,
    benchmarks=("44%", "51%"),
    title="Plans in time",
    notes="Two posts are vacant.",
)
AMBER = indicator("25", ["20", "19"], rating=Rating.AMBER, benchmarks=("", ""))
GREEN = indicator("7", ["96%", "97%"])


def card(*rows: Indicator, notes: str = "Notes") -> PublicScorecard:
    observations = scorecard(*rows)
    (block,) = observations.blocks
    block = replace(block, headings=replace(HEADINGS, notes=notes))
    return release_public(assess(replace(observations, blocks=(block,)), RatingRules()))


def of(*rows: Indicator, notes: str = "Notes") -> tuple[Exceptional, ...]:
    return exceptions(card(*rows, notes=notes), WORDS, civic())


def test_red_comes_before_amber_and_green_is_no_exception() -> None:
    assert [one.number for one in of(GREEN, AMBER, RED)] == ["31", "25"]
    assert of(GREEN) == ()


def test_an_exception_tells_its_story() -> None:
    (red,) = of(RED)
    assert red.heading == "31 Plans in time"
    assert red.stated.text == "RED"
    assert red.stated.rating is Rating.RED
    assert red.change == "It went from 26% in May to 24% in June 2023, which is worse."
    assert red.beside == "Beside it: Bromley 2022/23 44% and England 51%."
    assert red.standing.startswith("Plans in time stands at 24%")
    assert red.chart is not None
    assert "24%" in texts(red.chart.drawing)


def test_what_the_card_has_not_is_not_said() -> None:
    (amber,) = of(AMBER)
    assert (amber.beside, amber.comment) == ("", "")


def test_notes_are_a_comment_where_their_column_says_so() -> None:
    assert of(RED)[0].comment == ""
    assert of(RED, notes="Officer commentary")[0].comment == "Two posts are vacant."
    assert of(RED, notes="Comments")[0].comment == "Two posts are vacant."


def test_a_withheld_rating_is_no_exception() -> None:
    assert of(replace(RED, rating_mark=MARK)) == ()


def test_of_withheld_figures_only_their_place_is_told() -> None:
    def told(figure: str) -> tuple[Exceptional, ...]:
        months = ["27%", figure, "24%"]
        return of(indicator("31", months, target="65%", rating=Rating.RED, marked=[1]))

    assert told("1%") == told("99%")
    (one,) = told("61.7%")
    assert one.chart is not None
    said = (one.standing, one.change, one.beside, one.chart.alt, *texts(one.chart.drawing))
    assert not any("61" in text for text in said)


def test_an_indicator_withheld_in_full_has_no_chart_and_no_change() -> None:
    (one,) = of(indicator("31", ["27%", "26%"], rating=Rating.RED, marked=()))
    assert (one.chart, one.change) == (None, "")
    assert "withheld" in one.standing


def test_charts_may_have_limits_and_a_history() -> None:
    year = [f"{n}%" for n in (12, 14, 11, 13, 12, 12, 13, 12, 15, 13, 12, 13)]
    last = scorecard(indicator("30", year, title="Plans in time"))
    (block,) = last.blocks
    months = tuple(month.year_before for month in block.months)
    last = replace(last, blocks=(replace(block, months=months),), position=months[-1])
    before = release_public(assess(last, RatingRules()))
    (one,) = exceptions(card(RED), WORDS, civic(), control=True, history=history([before]))
    assert one.chart is not None
    assert any(text.startswith("mean ") for text in texts(one.chart.drawing))
    (alone,) = exceptions(card(RED), WORDS, civic(), control=True)
    assert alone.chart is not None
    assert "not enough points for process limits (3 of 12)" in texts(alone.chart.drawing)


def test_exceptions_speak_welsh() -> None:
    (one,) = exceptions(card(RED), load_words("cy"), civic())
    assert one.change == "Aeth o 26% ar gyfer mis Mai i 24% ar gyfer mis Mehefin 2023, sy'n waeth."
