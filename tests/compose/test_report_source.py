"""A report's file: its front matter, its public text, and what is cut out of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.compose.report_front import BackgroundPaper, FrontMatter, Said
from packgen.compose.report_source import (
    PLACE_OF_PASSAGE,
    ReportSource,
    read_report,
    report_source,
)
from packgen.errors import BadInput


def source(text: str) -> ReportSource:
    return report_source(text, "report.md", Path())


def fault(text: str) -> str:
    with pytest.raises(BadInput) as caught:
        source(text)
    return str(caught.value)


def test_front_matter_is_read_with_the_lines_of_its_texts() -> None:
    found = source(
        '\n+++\ntitle = "A"\nexecutive = true\npurpose = "B"\nrecommendations = [\n"C",\n"D"]\n'
        '[implications]\n"Own words" = "E"\n\n[[background]]\ntitle = "F"\n[[background]]\n'
        'exempt = true\ntitle = "G"\n+++\nText\n'
    )
    assert found.front == FrontMatter(
        title="A",
        executive=True,
        purpose=Said("B", 5),
        recommendations=(Said("C", 7), Said("D", 8)),
        implications=(("Own words", Said("E", 10)),),
        background=(BackgroundPaper(Said("F", 13)), BackgroundPaper(Said("G", 16), exempt=True)),
    )
    assert (found.open.line, found.open.text) == (18, "Text\n")


def test_a_report_may_have_no_front_matter() -> None:
    assert source("Text\n").front == FrontMatter()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('+++\ntitle = "A"\n', "report.md:1: front matter has no end"),
        ("---\ntitle: A\n---\n", "report.md:1: begins with ---"),
        ("+++\ntitle = A\n+++\n", "report.md:2: "),
        ("+++\ntitle = 3\n+++\n", "report.md:2: title: 3 is not a text"),
        ('+++\n\nowner = "A"\n+++\n', "report.md:3: owner: is not a key that packgen knows"),
        ('+++\nexecutive = "no"\n+++\n', "report.md:2: executive: 'no' is neither true nor"),
        ('+++\nrecommendations = "A"\n+++\n', "report.md:2: recommendations: 'A' is not a list"),
        ('+++\nrecommendations = ["""A\nB"""]\n+++\n', "report.md:2: recommendations: holds"),
        ('+++\nimplications = "A"\n+++\n', "report.md:2: implications: is not a table"),
        ('+++\n[implications]\nlegal = ""\n+++\n', "report.md:3: legal: '' is not a text"),
        ('+++\nbackground = "A"\n+++\n', "report.md:2: background: is not a list of tables"),
        ("+++\n[[background]]\nexempt = true\n+++\n", "report.md:2: title: is missing"),
        (
            '+++\n[[background]]\ntitle = "A"\n[[background]]\ntitle = "B"\nby = "C"\n+++\n',
            "report.md:6: by: is not a key",
        ),
        ("a\n\x00b\n", "report.md:2: holds the character U+0000"),
        ("a\u202eb\n", "report.md:1: holds the character U+202E"),
        ("a\n\u2028b\n", "report.md:2: holds the character U+2028"),
    ],
)
def test_what_is_wrong_is_a_fault_at_its_line(text: str, what: str) -> None:
    assert what in fault(text)


def test_all_faults_of_the_front_matter_are_told_at_once() -> None:
    assert fault("+++\ntitle = 3\nward = 4\nx = 5\n+++\n").count("report.md:") == 3


def test_a_passage_is_cut_out_and_every_line_keeps_its_place() -> None:
    found = source('+++\n+++\nA\n\n:::exempt {paragraphs="3, 1" reason="R"}\nB\n\nC\n:::\nD\n')
    (passage,) = found.passages
    assert (passage.line, passage.paragraphs, passage.reason) == (5, (1, 3), "R")
    assert passage.text == "B\n\nC"
    mark = PLACE_OF_PASSAGE.format(1)
    assert found.open.text.split("\n") == ["A", "", "", mark, "", "", "", "D", ""]
    assert "B" not in repr(found.open)
    assert "B" not in repr(passage)


def test_a_passage_ends_where_what_it_began_itself_has_ended() -> None:
    found = source(':::exempt {paragraphs="3"}\n:::aside\nA\n:::\nB\n:::\nC\n')
    assert found.passages[0].text == ":::aside\nA\n:::\nB"


words = st.lists(st.sampled_from(["a", "", "- b", ":::aside", ":::", "c"]), max_size=6)


@given(words, words)
def test_public_lines_stand_where_they_stood(before: list[str], after: list[str]) -> None:
    text = "\n".join([*before, ':::exempt {paragraphs="3"}', "SECRET", ":::", *after])
    try:
        found = source(text)
    except BadInput:
        return
    lines, mark = found.open.text.split("\n"), PLACE_OF_PASSAGE.format(1)
    assert lines == [*before, "", mark, "", *after]


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (Path.unlink, "r.md: No such file"),
        (Path.mkdir, "r.md: is no regular file"),
        (os.mkfifo, "r.md: is no regular file"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "r.md: is no text in UTF-8"),
        (lambda path: path.write_bytes(b"x" * 2_000_001), "r.md: has more than 2 MB"),
    ],
)
def test_a_file_that_is_no_report_is_a_fault(tmp_path: Path, make: object, what: str) -> None:
    path = tmp_path / "r.md"
    if make is Path.unlink:
        path.touch()
    make(path)  # type: ignore[operator]
    with pytest.raises(BadInput) as caught:
        read_report(path)
    assert what in str(caught.value)


def test_a_file_is_read_whatever_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    path.write_bytes(b'\xef\xbb\xbf+++\r\ntitle = "A"\r\n+++\r\nText\r\n')
    found = read_report(path, "reports/r.md")
    assert (found.file, found.front.title, found.open.text) == ("reports/r.md", "A", "Text\n")
