"""Notes and key explain what a paper prints, and nothing else."""

from dataclasses import replace

import pytest

from packgen.assess import assess
from packgen.compose import key, notes
from packgen.compose.printed import Printed
from packgen.compose.template import say
from packgen.disclose import release_public, release_restricted
from packgen.document.walk import plain
from packgen.model.disclosed import DisclosedScorecard, PublicIndicator
from packgen.model.indicator import Indicator
from packgen.model.period import Quarter
from packgen.model.rating import Rating
from packgen.settings.rules import RatingRules
from packgen.settings.template import load_template
from packgen.settings.vocabulary import load_words
from tests.cards import indicator, scorecard

WORDS, FULL = load_words(), [str(n) for n in range(12)]
TEMPLATE = load_template("scorecard")
Card = DisclosedScorecard[PublicIndicator]


def public(*rows: Indicator) -> Card:
    return release_public(assess(scorecard(*rows), RatingRules()))


def part2(*rows: Indicator) -> Card:
    return release_restricted(assess(scorecard(*rows), RatingRules()), withheld_only=False)


def notes_of(card: Card) -> str:
    printed = Printed.of(card, WORDS, TEMPLATE)
    return "\n".join(notes.notes(card, printed, WORDS, say(WORDS.prose))).replace("\\", "")


def key_of(card: Card, *, restricted: bool = False) -> str:
    printed = Printed.of(card, WORDS, TEMPLATE)
    lines = key.footer(printed, WORDS, restricted=restricted)
    return "\n".join(plain(line) for line in lines)


def test_the_first_public_ratio_is_the_example() -> None:
    rows = (
        indicator("1", ["12% (3/26)"], marked=[0]),
        indicator("2", ["5", "17% (5/29)"]),
        indicator("3", ["20% (6/30)"]),
    )
    for card in (public(*rows), part2(*rows)):
        assert "a figure such as 17% (5/29) means 5 out of 29." in notes_of(card)
        assert "3/26" not in notes_of(card)


@pytest.mark.parametrize("marked", [None, [0]])
def test_no_public_ratio_no_note_of_ratios(marked: list[int] | None) -> None:
    text = "12% (3/26)" if marked else "12%"
    assert "Ratios" not in notes_of(public(indicator("1", [text], marked=marked)))


def test_words_that_do_not_occur_are_not_explained() -> None:
    bare = notes_of(public(indicator("1", ["5"], benchmarks=("44", "45"))))
    assert not any(word in bare for word in ("Provisional", "Local Measure", "range", "suppressed"))
    told = notes_of(
        public(
            indicator("1", ["5"], target="4-6", notes="A provisional figure."),
            indicator("2", ["5"], marked=[0]),
        )
    )
    assert all(word in told for word in ("Provisional", "Local Measure", "range", "suppressed"))


def test_columns_that_are_not_there_are_not_explained() -> None:
    card = public(indicator("1", ["5"]))
    headings = replace(card.blocks[0].headings, polarity=None, year_to_date=None)
    bare = replace(card, blocks=(replace(card.blocks[0], headings=headings),))
    for word in ("Polarity", "Year to date"):
        assert word in notes_of(card)
        assert word not in notes_of(bare)


def test_the_key_holds_what_the_paper_holds() -> None:
    whole = indicator("1", FULL, "5", rating=Rating.RED)
    card = replace(public(whole), position=public(whole).blocks[0].months[-1])
    told = key_of(card)
    assert "RED" in told
    absent = ("AMBER", "GREEN", "No rating", "grey", "[c]", "blank", "\u2013 no figure")
    assert not any(word in told for word in absent)


def test_the_key_explains_gaps_and_withheld_figures_where_there_are_any() -> None:
    rows = (indicator("1", ["1", "", "3"]), indicator("2", ["1"], marked=[0]))
    told = key_of(public(*rows))
    signs = ("grey withheld, in Part 2", "[c]: withheld", "no figure for a month", "month not yet")
    assert all(word in told for word in signs)
    inside = key_of(part2(*rows), restricted=True)
    assert "tinted withheld from the public" in inside
    assert "[c]" not in inside


def test_quarters_are_no_months() -> None:
    card = public(indicator("1", ["1", "", "3"]))
    quarters = tuple(Quarter(2023 + n // 4, n % 4 + 1) for n in range(12))
    block = replace(card.blocks[0], months=quarters)
    told = key_of(replace(card, blocks=(block,), position=quarters[2]))
    assert "no figure for a period that is due" in told
    assert "period not yet due" in told
    assert "month" not in told
