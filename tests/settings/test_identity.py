"""Identities: one scorecard's months meet, and two scorecards stay two."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.errors import BadInput
from packgen.settings.identity import identity_of, scorecard_id
from packgen.settings.pack import load_pack

FILE = "cef-scorecard-2023-06"


@pytest.mark.parametrize(
    "titles",
    [
        ("Children, Education and Families: Performance June 2023",
         "Children, Education and Families: Performance July 2023",
         "Children, Education and Families: Performance, April 2024"),
        ("Adult Social Care Q1 2023/24", "Adult Social Care Quarter 2 2023-24",
         "Adult Social Care – Third quarter 2023–24", "Adult Social Care (Q4 24/25)"),
        ("Scorecard as at 30 June 2023", "Scorecard as at 31/07/2023", "Scorecard as at 2023-08-31",
         "Scorecard (Sep-23)", "Scorecard: October ’23",
         "Scorecard for the month ending 30th November"),
        ("Housing April to June 2023", "Housing July to September 2023", "Housing May/June 2024"),
        ("Parks June report", "Parks July report", "Parks Sept 23 report", "Parks report"),
        ("Schools, Autumn term 2023", "Schools, Spring Term 2024", "Schools 2022"),
        ("Period 3 2023/24 Highways", "P12 2024/25 Highways"),
    ],
)  # fmt: skip
def test_titles_that_differ_by_dates_alone_are_one_scorecard(titles: tuple[str, ...]) -> None:
    assert len({scorecard_id(title, FILE) for title in titles}) == 1


def test_what_is_left_is_readable() -> None:
    title = "Children, Education and Families: Performance June 2023"
    assert scorecard_id(title, FILE) == "children-education-and-families-performance"


@pytest.mark.parametrize(
    "title",
    ["Top 10 measures", "0-25 services", "What parents may expect", "18-25 pathway",
     "Mayor's priorities", "Year 6 results", "Under 5s: 100 days"],
)  # fmt: skip
def test_numbers_and_words_that_are_no_dates_stay(title: str) -> None:
    words = re.findall(r"[a-z0-9]+", title.lower())
    assert scorecard_id(title, FILE) == "-".join(words)


@pytest.mark.parametrize("title", ["", "June 2023", "2023/24", "30/06/2023"])
def test_a_title_of_dates_alone_leaves_it_to_the_file_s_name(title: str) -> None:
    assert scorecard_id(title, "cef_scorecard_202306") == "cef-scorecard"


def test_the_months_of_the_papers_language_are_known() -> None:
    welsh = ("Mehefin", "Gorffennaf", "Meh", "Gor")
    june, july = (scorecard_id(f"Tai {month} 2023", FILE, welsh) for month in welsh[:2])
    assert (june, july) == ("tai", "tai")


def test_long_titles_that_begin_alike_are_two_scorecards() -> None:
    one, other = (scorecard_id("very " * 40 + last, FILE) for last in ("young", "old"))
    assert one != other
    assert max(map(len, (one, other))) <= 100


@pytest.mark.parametrize("part", ["of ", "may ", "june-", "1-", " ", "1 may 2023 ", "of the "])
def test_the_longest_cell_is_read_as_any_other(part: str) -> None:
    """32,767 characters, as many as a cell holds; what grew with their square took a minute."""
    assert len(scorecard_id(part * (32_767 // len(part)), FILE)) <= 100


@given(st.text(), st.text(min_size=1))
def test_any_title_gives_a_short_name(title: str, file: str) -> None:
    name = scorecard_id(title, file)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 100


def pack(folder: Path, text: str) -> Path:
    (folder / "card.csv").write_text("x")
    (folder / "pack.toml").write_text(f'scorecard = "card.csv"\n{text}\n')
    return folder


def test_pack_toml_may_name_the_scorecard_and_the_store(tmp_path: Path) -> None:
    settings = load_pack(pack(tmp_path, 'id = "cef"\nstore = "postgresql://clerk@db/releases"'))
    assert identity_of(settings, "Children: June 2023") == "cef"
    assert (settings.identity, settings.store) == ("cef", "postgresql://clerk@db/releases")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('id = "CEF June"', "id: 'CEF June' is no short name — write id = \"cef-june\""),
        ('store = "postgresql://clerk:hunter2@db/x"', "store: holds a password"),
        ('store = "postgresql://db/x?password=hunter2"', "store: holds a password"),
    ],
)
def test_other_names_and_passwords_are_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_pack(pack(tmp_path, text))
    assert told in str(caught.value)
    assert "hunter2" not in str(caught.value)
