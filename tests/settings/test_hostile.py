"""Styles made to break the program: each is one clear fault, told before anything is made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from packgen.errors import BadInput
from packgen.render.pdf import write_pdf
from packgen.settings import vocabulary
from packgen.settings.files import UnfitFile, read_file, read_text
from packgen.settings.resources import Resource
from packgen.settings.style import load_style
from packgen.settings.template import load_template
from tests.cards import indicator
from tests.papers import public_of
from tests.styles import own_style

CHAIN = "\n".join(f'c{n} = "c{n + 1}"' for n in range(16))
LONG_CHAIN = "\n".join(f'c{n} = "c{n + 1}"' for n in range(3000))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('extends = "a\\u0000"', "tokens.toml: extends: there is no such style"),
        (
            f'extends = "civic"\n[colours]\nbrand = "c0"\n{LONG_CHAIN}\nc3000 = "#112233"',
            "[colours]: …: 3",
        ),
        (
            f'extends = "civic"\n[colours]\ntline = "c0"\n{CHAIN}\nc16 = "#112233"',
            "[colours]: tline: 'c0' is no colour",
        ),
    ],
    ids=("null", "colours", "chain"),
)
def test_a_style_is_refused_with_one_fault(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_style(own_style(tmp_path, text))
    (fault,) = caught.value.faults
    assert told in str(fault)


def test_styles_extend_each_other_only_so_far(tmp_path: Path) -> None:
    for number in range(1, 1200):
        folder = tmp_path / f"s{number}"
        folder.mkdir()
        below = f"s{number - 1}" if number > 1 else "civic"
        (folder / "tokens.toml").write_text(f'extends = "{below}"', "utf-8")
    assert load_style(Resource("s8", tmp_path / "s8")).name == "s8"
    with pytest.raises(BadInput, match="more than 8 styles extend each other"):
        load_style(Resource("s1199", tmp_path / "s1199"))


def test_a_foot_as_high_as_the_page_leaves_no_room(tmp_path: Path) -> None:
    foot = "[type]\nrunningfoot = { size = 72, leading = 86.4 }"
    style = load_style(own_style(tmp_path, f'extends = "civic"\n{foot}'))
    with pytest.raises(BadInput, match="margins, running head and foot leave 0 pt between"):
        write_pdf(public_of(indicator("1", ["1"])), style)


@pytest.mark.parametrize("name", ["tokens.toml", "template.toml"])
def test_a_pipe_is_no_file_of_settings(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    load = load_style if name == "tokens.toml" else load_template
    with pytest.raises(BadInput, match="is no regular file"):
        load(Resource("mine", tmp_path))


def test_words_from_a_device_are_refused(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "xx.toml").symlink_to("/dev/zero")
    with pytest.raises(BadInput):
        vocabulary.load_words("xx", pack=tmp_path)


def test_a_file_has_an_end_and_a_size(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    assert read_text(tmp_path / "t") == "one\ntwo"
    assert len(read_file(tmp_path / "t", 11)) == 11
    with pytest.raises(UnfitFile, match="has more than 0 MB"):
        read_file(tmp_path / "t", 10)
