"""Leaks: a figure is found however it is written, and others are not taken for it."""

from __future__ import annotations

import pytest

from packgen.verify.leaks import Secret, found, written_numbers
from packgen.verify.parts import Part, Unreadable, file_parts
from packgen.verify.withheld import withheld
from tests.cards import indicator, scorecard

ANYWHERE = Secret("it", digits=frozenset({"482713"}))
ALONE = Secret("it", numbers=frozenset({"48271", "12.5"}), words=frozenset({"one family"}))


@pytest.mark.parametrize(
    "text",
    ["482713", "482,713", "482 713", "482\u00a0713", "482\u202f713", "482'713", "£4,827.13",
     "48271.3%", "0.482713", "482713 00", "n482713x", "9948271399", "48\u200b2713"],
)  # fmt: skip
def test_canaries_are_found_however_they_are_written(text: str) -> None:
    assert list(found([Part("here", text)], [ANYWHERE])) == [(ANYWHERE, "here")]
    assert list(found([Part("here", text, raw=True)], [ANYWHERE]))


@pytest.mark.parametrize("text", ["482 7 13", "48271", "482,71,3", ""])
def test_other_numbers_are_not_canaries(text: str) -> None:
    assert not list(found([Part("here", text)], [ANYWHERE]))


@pytest.mark.parametrize(
    "text", ["48271", "48,271 of them", "12.50%", "of 12.5", "x48271y", "in one family's home"]
)
def test_figures_are_found_where_they_stand_alone(text: str) -> None:
    assert list(found([Part("here", text)], [ALONE])) == [(ALONE, "here")]
    assert not list(found([Part("here", text, raw=True)], [ALONE]))


@pytest.mark.parametrize("text", ["482713", "148271", "112.5", "12.55", "48271.4", "one house"])
def test_figures_inside_others_are_others(text: str) -> None:
    assert not list(found([Part("here", text)], [ALONE]))


def test_numbers_written_in_a_text() -> None:
    text = "1,204 of 5 (3.50%) 7 001"
    assert written_numbers(text) == {"1", "204", "1204", "5", "3.5", "7", "7001"}


def test_withheld_figures_that_can_be_told_apart_and_are_not_printed_anyway() -> None:
    row = indicator("1", ["3", "4,871", "0.5% (30/6152)"], "5,233", marked=())
    secrets = withheld(
        scorecard(row), [Part("paper", "in all 5233 homes"), Part("x", "6152", True)]
    )
    numbers = {number for secret in secrets for number in secret.numbers}
    assert {"4871", "0.5", "0.005", "6152"} <= numbers
    assert not {"3", "5233", "30"} & numbers
    assert secrets[0].name == "the figure of Scorecard!L7"


def test_files_inside_files_have_an_end() -> None:
    with pytest.raises(Unreadable, match="without end"):
        list(file_parts(b"PK", "", 9))


@pytest.mark.parametrize("data", [b"PK\3\4 no zip", b"%PDF-1.7 no pdf", b"<a><b></a>",
                                  b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT"])  # fmt: skip
def test_broken_files_are_told_apart_from_silent_ones(data: bytes) -> None:
    with pytest.raises(Unreadable):
        list(file_parts(data))
