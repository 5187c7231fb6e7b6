"""docs/styles.md: its example is run word for word, and its tables hold every key."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from packgen.document.roles import Role
from packgen.settings.palette import MAY_BE_NONE, TOKENS
from packgen.settings.resources import find
from packgen.settings.tables import TomlTable
from packgen.settings.tokens import read_style
from tests.workbooks import JUNE

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/styles.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def table(heading: str) -> str:
    """The first column of the table under a heading."""
    rows = PAGE.split(f"\n| `[{heading}]`")[1].split("\n\n")[0].splitlines()[2:]
    return "\n".join(row.split("|")[1] for row in rows)


def keys(heading: str) -> list[str]:
    return re.findall(r"`(\w+)`", table(heading))


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *words = shlex.split(line)
    assert program == "packgen"
    return subprocess.run(
        [sys.executable, "-m", "packgen", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_example_is_run_word_for_word(tmp_path: Path) -> None:
    """Its commands and files in their order; then the yellow that it warns of."""
    shutil.copy(JUNE, tmp_path / "scorecard.xlsx")
    own = tmp_path / "styles" / "oakshire" / "tokens.toml"
    (start, style, pack, build, told) = [text for _, text in BLOCKS]
    assert run(start, tmp_path).stdout == "styles/oakshire/tokens.toml\n"
    assert own.is_file()
    Image.new("RGBA", (300, 200), (30, 107, 79, 128)).save(own.parent / "logo.png")
    own.write_text(style, "utf-8")
    (tmp_path / "pack.toml").write_text(pack, "utf-8")
    done = run(build, tmp_path)
    # Two papers and that of findings, each in two formats, what is disclosed, and the manifest.
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 10), done.stderr
    own.write_text(style.replace("#1E6B4F", "#F0B400"), "utf-8")
    refused = run(build, tmp_path)
    assert refused.returncode == 2
    assert " ".join(told.split()) in refused.stderr


@pytest.mark.parametrize("base", ["civic", "heritage"])
def test_what_new_writes_is_a_style(tmp_path: Path, base: str) -> None:
    done = run(f"packgen styles --new house --from {base}", tmp_path)
    assert (done.returncode, done.stdout) == (0, "styles/house/tokens.toml\n")
    text = (tmp_path / done.stdout.strip()).read_text("utf-8")
    read_style(find("styles", "./styles/house", tmp_path))
    again = run("packgen styles --new house", tmp_path)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert (tmp_path / "styles/house/tokens.toml").read_text("utf-8") == text


def test_a_new_style_may_extend_one_by_its_path(tmp_path: Path) -> None:
    assert run("packgen styles --new house -o elsewhere/looks", tmp_path).returncode == 0
    done = run("packgen styles --new leaf --from ./elsewhere/looks/house", tmp_path)
    assert done.returncode == 0
    made = tmp_path / "styles/leaf/tokens.toml"
    assert 'extends = "../../elsewhere/looks/house"' in made.read_text("utf-8")
    read_style(find("styles", "./styles/leaf", tmp_path))
    assert run("packgen styles leaf", tmp_path).returncode == 0
    assert (made.parent / "reference.docx").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--new 'Our Style'", "'Our Style': is no name for a style"),
        ("--new ../x", "'../x': is no name for a style"),
        ("--new x --from nope", "style 'nope': there is no such style"),
        ("nope", "style 'nope': there is no such style"),
        ("./nope", "style './nope': the folder has no tokens.toml"),
    ],
)
def test_bad_words_are_one_fault_and_write_nothing(tmp_path: Path, words: str, told: str) -> None:
    done = run(f"packgen styles {words}", tmp_path)
    assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert list(tmp_path.iterdir()) == []


def test_the_table_of_colours_is_packgens() -> None:
    assert sorted(keys("colours")) == sorted(TOKENS)
    assert set(re.findall(r"`(\w+)`\*", table("colours"))) == MAY_BE_NONE


def test_the_roles_are_packgens() -> None:
    roles = PAGE.split("The roles: ")[1].split(". On A3")[0]
    assert re.findall(r"`(\w+)`", roles) == [role.value for role in Role]


def test_the_other_tables_hold_every_key_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of each table, found by reading a style."""
    read: dict[str, set[str]] = {}
    get = TomlTable._get

    def noted(self: TomlTable, key: str) -> object:
        place = self.place.partition("tokens.toml: ")[2]
        read.setdefault(place, set()).add(key)
        return get(self, key)

    monkeypatch.setattr(TomlTable, "_get", noted)
    read_style(find("styles", "heritage"))
    assert set(keys("fonts")) == read["[fonts]"]
    assert set(keys("table")) == read["[table]"]
    assert set(keys("title")) == read["[title]"]
    assert set(keys("type")) == read["[type]: [body]"]
    assert read[""] == {"extends", "fonts", "colours", "type", "table", "title", "logo"}
