"""Sentences made from the card, to be read aloud."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.assess import assess
from packgen.compose.sentences import spoken_range, standing, travellers
from packgen.disclose import release_public
from packgen.model.disclosed import PublicScorecard
from packgen.model.indicator import Indicator
from packgen.model.observation import Figure, Unit
from packgen.model.target import AcceptableRange, NoTarget, Polarity, Target, Threshold
from packgen.settings.rules import RatingRules
from packgen.settings.vocabulary import load_words
from tests.cards import indicator, replaced, scorecard

HIGH, LOW, NONE = Polarity.HIGH, Polarity.LOW, Polarity.NONE
WORDS = load_words()


def released(*rows: Indicator) -> PublicScorecard:
    return release_public(assess(scorecard(*rows), RatingRules()))


def said(row: Indicator) -> str:
    card = released(row)
    return standing(next(card.indicators), card.blocks[0].months, WORDS)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            indicator("31", ["12% (3/26)", "17% (5/29)"], "20% (30/152)", target="75-65%"),
            (
                "Indicator 31 stands at 20% (30/152) for the year to date, 45 points below the "
                "range of 65 to 75%; May 2023 was better than April."
            ),
        ),
        (
            indicator("25", ["17", "15", "16"], target="12-15", polarity=NONE),
            (
                "Indicator 25 stands at 16 in June 2023, 1 above the range of 12 to 15, and is up "
                "on May."
            ),
        ),
        (
            indicator("24", ["19", "14"], target="12-15", polarity=NONE),
            (
                "Indicator 24 stands at 14 in May 2023, inside the range of 12 to 15, and is down "
                "on April."
            ),
        ),
        (
            indicator("12", ["15%", "16%"], "16%", target="15%", polarity=LOW),
            (
                "Indicator 12 stands at 16% for the year to date, 1 point above the target of 15%, "
                "and is worse than in April 2023."
            ),
        ),
        (
            indicator("2", ["98", "109"], "207", target="1700"),
            (
                "Indicator 2 stands at 207 for the year to date, against a target of 1700; May "
                "2023 was better than April."
            ),
        ),
        (
            indicator("8", ["921,340", "889,905"], target="850000", polarity=LOW),
            (
                "Indicator 8 stands at 889,905 in May 2023, 39,905 above the target of 850000, and "
                "is better than in April."
            ),
        ),
        (
            indicator("9", ["5", "5"]),
            "Indicator 9 stands at 5 in May 2023, and is the same as in April.",
        ),
        (
            indicator("10", ["100%"], target="100%"),
            "Indicator 10 stands at 100% in April 2023, on the target of 100%.",
        ),
        (indicator("5", [""]), "Indicator 5 has no figure."),
        (
            indicator("6", ["4"], target="90%"),
            "Indicator 6 stands at 4 in April 2023, against a target of 90%.",
        ),
    ],
)
def test_where_an_indicator_stands(row: Indicator, sentence: str) -> None:
    assert said(row) == sentence


@pytest.mark.parametrize(
    "row",
    [
        indicator("4", ["1", "2"], "3", marked=()),
        indicator("4", ["1", "2"], "3", marked=[1, 12], target="0"),
        indicator("4", ["1", "2", "5"], marked=[2], target="0"),
    ],
)
def test_a_withheld_indicator_is_said_to_be_withheld_and_no_more(row: Indicator) -> None:
    assert said(row) == "Indicator 4: the figures are withheld."


@given(st.integers(0, 10**6))
def test_no_withheld_figure_moves_a_sentence(figure: int) -> None:
    def row(other: str) -> Indicator:
        return indicator("7", ["3", other, "5"], other, target="6", marked=[1, 12])

    assert said(row(str(figure))) == said(row("4"))


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Plans issued on time.", "Plans issued on time"),
        ("Plans issued on time:", "Plans issued on time"),
        ("Plans (excluding exceptions)", "Plans (excluding exceptions)"),
        ("Are plans issued on time?", "Are plans issued on time?"),
        ("% of plans \u2013 ", "% of plans"),
    ],
)
def test_the_title_leads_into_the_sentence(title: str, subject: str) -> None:
    assert said(indicator("1", ["5"], title=title)) == f"{subject} stands at 5 in April 2023."


def test_a_long_title_is_cut_at_a_word() -> None:
    sentence = said(indicator("1", ["5"], title="Number of children " * 20))
    assert sentence.startswith("Number of children Number of")
    assert sentence.endswith("children Number … stands at 5 in April 2023.")
    assert len(sentence) < 200


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("75 - 65%", "65 to 75%"),
        ("95-90%", "90 to 95%"),
        ("1.7%-1.9%", "1.7% to 1.9%"),
        ("1.9% - 1.7%", "1.7% to 1.9%"),
        ("£2,000 \u2013 £1,000", "£1,000 to £2,000"),
        ("22-36 (rate of 0.10-0.16)", "22 to 36 (rate of 0.10-0.16)"),
        ("12 to 18", "12 to 18"),
        ("4-6 weeks", "4 to 6 weeks"),
        ("between 4 and 6", "between 4 and 6"),
    ],
)
def test_a_range_is_spoken_from_its_lower_end(text: str, spoken: str) -> None:
    assert spoken_range(text, WORDS) == spoken


def measured(text: str, number: str, unit: Unit) -> Figure:
    return Figure(text, Decimal(number), Decimal(number), unit)


@pytest.mark.parametrize(
    ("figure", "target", "sentence"),
    [
        (
            measured("41 weeks", "41", Unit.WEEKS),
            Target("26 weeks", Threshold(Decimal(26), Unit.WEEKS)),
            "41 weeks in April 2023, 15 weeks above the target of 26 weeks",
        ),
        (
            measured("41", "41", Unit.COUNT),
            Target("26 weeks", Threshold(Decimal(26), Unit.WEEKS)),
            "41 in April 2023, 15 above the target of 26 weeks",
        ),
        (
            measured("£1,250.50", "1250.50", Unit.POUNDS),
            Target("£1,000-£1,200", AcceptableRange(Decimal(1000), Decimal(1200), Unit.POUNDS)),
            "£1,250.50 in April 2023, £50.50 above the range of £1,000 to £1,200",
        ),
        (
            measured("£217.1m", "217100000", Unit.POUNDS),
            Target("£250.0m", Threshold(Decimal(250000000), Unit.POUNDS)),
            "£217.1m in April 2023, £32.9m below the target of £250.0m",
        ),
        (
            measured("0.25", "0.25", Unit.RATE),
            Target("96%", Threshold(Decimal(96), Unit.PERCENT)),
            "0.25 in April 2023, against a target of 96%",
        ),
        (
            measured("3", "3", Unit.COUNT),
            Target("To be agreed", NoTarget.UNREAD),
            "3 in April 2023, against the target “To be agreed”",
        ),
        (
            measured("3", "3", Unit.COUNT),
            Target("Not a target measure", NoTarget.NOT_A_TARGET_MEASURE),
            "3 in April 2023",
        ),
    ],
)
def test_distances_have_the_figures_unit(figure: Figure, target: Target, sentence: str) -> None:
    row = replaced(indicator("1", ["1"], polarity=LOW), figure, target)
    assert said(row) == f"Indicator 1 stands at {sentence}."


def test_who_went_which_way_since_when() -> None:
    rows = [indicator("1", ["1", "2"]), indicator("2", ["2", "1"]), indicator("3", ["1"])]
    gone = travellers(released(*rows).blocks, WORDS)
    assert (gone.since, gone.better, gone.worse) == ("Since April 2023", ("1",), ("2",))


def test_other_earlier_months_are_not_told_as_one() -> None:
    rows = [indicator("1", ["1", "2"]), indicator("2", ["1", "", "2"]), indicator("3", ["1", "1"])]
    assert travellers(released(*rows).blocks, WORDS).since == "Since April 2023"
    rows[1] = indicator("2", ["1", "2", "1"])
    assert travellers(released(*rows).blocks, WORDS).since == "Since the figure before"
