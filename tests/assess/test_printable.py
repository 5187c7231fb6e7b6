"""What can't be printed is named at its cell, all at once."""

from packgen.assess.printable import lost_words, missing_glyphs, overlong
from packgen.settings.style import load_style
from packgen.settings.vocabulary import load_words
from tests.cards import indicator, scorecard


def test_each_text_that_cannot_be_printed_is_named_at_its_cell() -> None:
    card = scorecard(
        indicator("1", ["1"], title="Children \U0001f600"),
        indicator("2", ["1"], notes="日本", row=8),
        indicator("3", ["1"], rationale="Gweithgarwch â’r ŵyl – £5", row=9),
    )
    found = [(str(f.at), f.what) for f in missing_glyphs(card, load_style("civic"))]
    assert found == [
        ("Scorecard!A7", "the font LiberationSans-Regular has no glyph for '\U0001f600' (U+1F600)"),
        (
            "Scorecard!A8",
            "the font LiberationSans-Regular has no glyph for '日' (U+65E5), '本' (U+672C)",
        ),
    ]


def test_a_heading_that_no_page_holds_is_refused() -> None:
    (finding,) = overlong(scorecard(indicator("1", ["1"]), section="x" * 401))
    assert finding.what.startswith("the section's title 'xxx")
    assert not list(overlong(scorecard(indicator("1", ["1"]), section="x" * 400)))


def test_words_with_letters_that_the_font_lacks_are_a_fault() -> None:
    words = load_words(changed={"key": {"key": "\u56fe"}})
    (fault,) = lost_words(words, load_style("civic"))
    assert str(fault).startswith("words of en-GB: the font LiberationSans-Regular has no glyph for")
    assert not list(lost_words(load_words("cy"), load_style("civic")))
