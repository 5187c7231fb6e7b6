"""Meetings' folders made to mislead: refused with a fault, or built with nothing told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from packgen.cli import main
from packgen.errors import BadInput
from packgen.model.report import Outcome
from packgen.proof import verify
from packgen.verify.parts import file_parts
from tests.meetings import AWARD, OFFER, PASSAGE, SECRET_NAMES, built, meeting


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A meeting's folder."""
    return meeting(tmp_path / "input/september")


def _replace(folder: Path, before: str, after: str) -> None:
    text = (folder / "pack.toml").read_text("utf-8")
    assert before in text
    (folder / "pack.toml").write_text(text.replace(before, after), "utf-8")


def _refused(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        built(folder, folder.parent.parent / "output")
    assert not (folder.parent.parent / "output").exists()
    return [fault.what for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ('file = "thornapple-offer.pdf"', "'thornapple-offer.pdf' is item 4's paper"),
        ('file = "./thornapple-offer.pdf"', "'thornapple-offer.pdf' is item 4's paper"),
        ('files = ["minutes.pdf", "minutes.pdf"]', "names a file twice"),
        ('files = ["minutes.pdf", "./minutes.pdf"]', "'minutes.pdf' is item 4's paper"),
        ('file = "minutes\\n.pdf"', "holds a line end or a control character"),
        ('file = "../september/minutes.pdf"', "'../september/minutes.pdf' leads out of the folder"),
    ],
)
def test_a_file_has_one_place_on_the_agenda(folder: Path, files: str, what: str) -> None:
    _replace(folder, 'file = "minutes.pdf"', files)
    assert what in _refused(folder)


def _copy(folder: Path) -> None:
    (folder / "minutes.pdf").write_bytes((folder / SECRET_NAMES[0]).read_bytes())


def _copied_report(folder: Path) -> None:
    (folder / "moves.md").write_bytes((folder / SECRET_NAMES[1]).read_bytes())


@pytest.mark.parametrize("copied", [_copy, _copied_report])
def test_what_is_exempt_is_not_published_under_another_name(
    folder: Path, copied: Callable[[Path], None]
) -> None:
    copied(folder)
    assert _refused(folder) == ["is the same, byte for byte, as a file of item 7, which is exempt"]


def test_links_are_not_followed(folder: Path) -> None:
    (folder / "minutes.pdf").unlink()
    (folder / "minutes.pdf").symlink_to(folder / SECRET_NAMES[0])
    assert _refused(folder) == ["'minutes.pdf' is a link"]


def test_files_named_like_withheld_figures(folder: Path) -> None:
    """4871 and 16231 are withheld: a public file may be called so, an exempt one's name is kept."""
    (folder / "minutes.pdf").rename(folder / "4871.pdf")
    (folder / SECRET_NAMES[0]).rename(folder / "16231.pdf")
    _replace(folder, '"minutes.pdf"', '"4871.pdf"')
    _replace(folder, f'"{SECRET_NAMES[0]}"', '"16231.pdf"')
    pack = built(folder, folder.parent.parent / "output")
    for path in sorted((pack / "public").iterdir()):
        told = [part for part in file_parts(path.read_bytes()) if "16231" in part.text]
        assert told == []
    names = [e["file"] for e in json.loads((pack / "manifest.json").read_text("utf-8"))["inputs"]]
    assert {"4871.pdf", "16231.pdf"} <= set(names)


def test_a_public_report_cannot_name_an_exempt_scorecard(folder: Path) -> None:
    """Not even the figures of it that no mark withholds."""
    (folder / "moves.md").write_text('{{ scorecard("7").indicator("1").latest }}\n', "utf-8")
    text = (folder / "pack.toml").read_text("utf-8")
    at = text.index('kind = "report"\npart = 2\nfiles')
    exempt = text[at:].replace(
        f'kind = "report"\npart = 2\nfiles = ["{SECRET_NAMES[1]}", "{SECRET_NAMES[0]}"]',
        'kind = "scorecard"\npart = 2\nfile = "housing.xlsx"',
    )
    (folder / "pack.toml").write_text(text[:at] + exempt, "utf-8")
    (told,) = _refused(folder)
    assert "127" not in told


def test_nothing_is_said_of_a_scorecard_that_is_exempt_as_a_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "pack.toml").read_text("utf-8")
    files = f'files = ["{SECRET_NAMES[1]}", "{SECRET_NAMES[0]}"]'
    text = text.replace(f'kind = "report"\npart = 2\n{files}', 'kind = "scorecard"\npart = 2\n'
                        'file = "secret.xlsx"')  # fmt: skip
    (folder / "housing.xlsx").rename(folder / "secret.xlsx")
    before, _, after = text.partition('[[item]]\ntitle = "Housing"')
    after = after[after.index('[[item]]\ntitle = "Moving') :]
    (folder / "pack.toml").write_text(before + after, "utf-8")
    out = folder.parent.parent / "output"
    assert main(["build", str(folder), "-o", str(out), "--audience", "public"]) == 0
    assert "secret.xlsx" not in "".join(capsys.readouterr())
    assert main(["build", str(folder), "-o", str(out), "--quiet"]) == 0
    checks = verify(out / "september", None, lambda _: None).checks
    assert [c.name for c in checks if c.outcome is Outcome.FAILED] == []


@pytest.mark.parametrize("number", ["7(a)", "A-1.b"])
def test_items_with_odd_numbers_have_files_of_their_own(folder: Path, number: str) -> None:
    _replace(folder, 'title = "Housing"', f'title = "Housing"\nnumber = "{number}"')
    pack = built(folder, folder.parent.parent / "output")
    files = [e["file"] for e in json.loads((pack / "manifest.json").read_text("utf-8"))["files"]]
    records = [file for file in files if file.endswith("-disclosure.json")]
    assert len(records) == len(set(records)) == 2
    assert all((pack / file).is_file() for file in files)


def test_numbers_that_make_one_file_name_are_told(folder: Path) -> None:
    _replace(folder, 'title = "Adult care"', 'title = "Adult care"\nnumber = "7(1"')
    _replace(folder, 'title = "Housing"', 'title = "Housing"\nnumber = "7-1"')
    assert "'7-1' is '7(1' in the names of files" in _refused(folder)


def test_the_public_files_of_a_whole_meeting_tell_nothing_exempt(folder: Path) -> None:
    pack = built(folder, folder.parent.parent / "output")
    secrets = (PASSAGE, AWARD, OFFER, "Quillfeather", "Brindlemark", "Thornapple", "Larkspur",
               "Pennywhistle", *SECRET_NAMES)  # fmt: skip
    for path in sorted((pack / "public").iterdir()):
        parts = list(file_parts(path.read_bytes()))
        assert [(path.name, word) for word in secrets for p in parts if word in p.text] == []
