"""What can't be printed is named at its cell, all at once."""

from pathlib import Path

from packgen.assess.printable import lost_words, missing_glyphs, overlong
from packgen.ingest import read_workbook
from packgen.settings.style import load_style
from packgen.settings.vocabulary import load_words
from tests.cards import indicator, scorecard
from tests.ingest.sheets import write


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


def test_titles_and_headings_are_named_at_their_cells(tmp_path: Path) -> None:
    """Titles, sections and headings are as a sheet has them, each in its own cell."""
    rows = [
        ["Scorecard \U0001f600 2023/24"],
        [],
        ["No.", "Indicator \U0001f600", "Target", "Apr-23", "May-23", "Year to Date"],
        ["Safe \U0001f600 homes"],
        ["1", "Waits", "95%", "96%", "97%", "97%"],
        ["Well-being " * 40],
        ["2", "Visits", "10", "11", "12", "23"],
    ]
    card = read_workbook(write(tmp_path, rows))
    found = {str(f.at).partition("!")[2] for f in missing_glyphs(card, load_style("civic"))}
    assert found == {"A1", "B3", "A4"}
    (finding,) = overlong(card)
    assert str(finding.at).endswith("!A6")
    assert finding.what.startswith("the section's title 'Well-being")


def test_words_with_letters_that_the_font_lacks_are_a_fault() -> None:
    words = load_words(changed={"key": {"key": "\u56fe"}})
    (fault,) = lost_words(words, load_style("civic"))
    assert str(fault).startswith("words of en-GB: the font LiberationSans-Regular has no glyph for")
    assert not list(lost_words(load_words("cy"), load_style("civic")))
