"""Copies of Part 2 under a password, each with its reader's name."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pikepdf
import pytest

from packgen.assemble import former_files
from packgen.cli import main
from packgen.copies import password_of, protect
from packgen.errors import BadInput
from packgen.verify.built import read_built
from packgen.verify.hashes import check_hashes, check_rights
from tests.verify.small import built

SECRET = " ".join(["three", "plain", "words"])
NAMES = ["--for", "Councillor A. Example", "--for", "B. Sample"]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack, and the password in the environment."""
    monkeypatch.setenv("PACKGEN_PART2_PASSWORD", SECRET)
    return built(tmp_path)


def _faults(pack: Path) -> list[str]:
    known = read_built(pack, "manifest.json")
    return [str(f) for check in (check_hashes(known), check_rights(known)) for f in check.faults]


def test_each_reader_has_a_locked_copy(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protect", str(pack), *NAMES]) == 0
    told = capsys.readouterr()
    copies = [Path(line) for line in told.out.splitlines()]
    assert [copy.name for copy in copies] == [
        "card-part2-councillor-a-example.pdf",
        "card-part2-b-sample.pdf",
    ]
    assert "are no PDF/A, which may not be locked" in told.err
    assert SECRET not in told.out + told.err
    for copy in copies:
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(copy)
        with pikepdf.open(copy, password=SECRET) as pdf:
            assert pdf.encryption.R == 6
            assert b"pdfaid" not in pdf.Root.Metadata.read_bytes()
        if os.name != "nt":
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
            assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert _faults(pack) == []
    assert former_files(pack, [p for p in pack.rglob("*") if p.parent.name != "copies"]).left == ()


def test_a_strange_or_changed_copy_is_told(pack: Path) -> None:
    (copy,) = protect(pack, ["B. Sample"], SECRET, lambda _: None)
    copy.write_bytes(copy.read_bytes() + b"\n")
    (copy.parent / "notes.txt").write_text("x")
    (copy.parent / "other.pdf").write_text("x")
    told = _faults(pack)
    assert [fault.partition(": ")[0] for fault in told if "others than" not in fault] == [
        "part2/copies/notes.txt", "part2/copies/card-part2-b-sample.pdf", "part2/copies/other.pdf"
    ]  # fmt: skip


def test_copies_of_an_earlier_build_are_told(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    protect(pack, [], SECRET, lambda _: None)
    home = pack.parent.parent
    again = ["build", str(home / "card.xlsx"), "-o", str(home / "output")]
    assert main(again) == 0
    assert "earlier Part 2 PDF" not in capsys.readouterr().err
    assert main([*again, "--style", "heritage"]) == 0
    assert "its copies were made of an earlier Part 2 PDF" in capsys.readouterr().err
    assert any("made of another Part 2 PDF" in fault for fault in _faults(pack))
    protect(pack, [], SECRET, lambda _: None)
    assert _faults(pack) == []


def test_names_that_make_one_file_are_both_told(pack: Path) -> None:
    with pytest.raises(BadInput) as caught:
        protect(pack, ["B. Sample", "b sample"], SECRET, lambda _: None)
    (fault,) = caught.value.faults
    assert fault.what == "'b sample' and 'B. Sample' make one file, card-part2-b-sample.pdf"
    assert not (pack / "part2/copies").exists()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("quokka\n", "is too short"),
        ("", "is not one line"),
        ("ibis\nyaffle", "is not one line"),
    ],
)
def test_a_password_that_will_not_do(
    pack: Path, tmp_path: Path, text: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "password.txt"
    file.write_text(text)
    assert main(["protect", str(pack), "--password-file", str(file)]) == 2
    told = capsys.readouterr().err
    assert what in told
    assert not [word for word in text.split() if word in told]


def test_the_password_is_a_files_or_the_environments(tmp_path: Path) -> None:
    file = tmp_path / "password.txt"
    file.write_text(f"{SECRET}\r\n")
    assert password_of(file, "another one of them") == SECRET
    assert password_of(None, SECRET) == SECRET
    with pytest.raises(BadInput, match="there is none"):
        password_of(None, None)


def test_no_copy_is_made_of_a_changed_paper_nor_past_a_link(pack: Path, tmp_path: Path) -> None:
    (pack / "part2/copies").symlink_to(pack / "public")
    with pytest.raises(BadInput, match="is a link"):
        protect(pack, [], SECRET, lambda _: None)
    assert len(list((pack / "public").iterdir())) == 2
    (pack / "part2/copies").unlink()
    paper = pack / "part2/card-part2.pdf"
    paper.write_bytes(paper.read_bytes() + b"\n")
    with pytest.raises(BadInput, match="was changed after it was built"):
        protect(pack, [], SECRET, lambda _: None)
    assert tmp_path.exists()
