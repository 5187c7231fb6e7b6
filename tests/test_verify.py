"""Proofs of finished packs: an honest one passes, and no tampering gets by."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from packgen.cli import main
from packgen.errors import BadInput
from packgen.model.report import Check, Outcome, Report
from packgen.proof import verify
from packgen.settings.template import RationalePlace
from tests.verify.small import WITHHELD, built, workbook
from tests.verify.tampers import (
    FIGURE,
    in_pdf,
    in_word,
    resaved,
    rezipped,
    unallowed_in_pdf,
    unallowed_in_word,
)

ALL = ("files", "rights", "same bytes", "other figures", "canaries", "withheld figures",
       "metadata", "Word beside PDF", "parent tree", "PDF/UA-1", "PDF/A-2a",
       "screen readers")  # fmt: skip
SCHEMA = json.loads((Path(__file__).parent.parent / "docs/report.schema.json").read_text("utf-8"))
WORD, PDF = "public/card-public.docx", "public/card-public.pdf"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook and the pack built of it."""
    folder = tmp_path_factory.mktemp("honest")
    built(folder)
    return folder


@pytest.fixture
def pack(home: Path, tmp_path: Path) -> Path:
    """A pack to tamper with, its source above it."""
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    return tmp_path / "output/card"


@pytest.fixture
def unvalidated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the validators, which take their time."""
    monkeypatch.setattr("packgen.verify.access.find_spec", lambda _: None)


def proved(pack: Path) -> dict[str, Check]:
    report: Report = verify(pack, None, lambda _: None)
    told = "\n".join(str(fault) for check in report.checks for fault in check.faults)
    assert not [figure for figure in WITHHELD if figure in told]
    return {check.name: check for check in report.checks}


def failed(pack: Path) -> set[str]:
    return {name for name, check in proved(pack).items() if check.outcome is Outcome.FAILED}


def tampered(pack: Path, file: str, tamper: Callable[[bytes], bytes]) -> Path:
    """The pack with one file changed, and the manifest made to agree."""
    path = pack / file
    old = path.read_bytes()
    path.write_bytes(tamper(old))
    assert path.read_bytes() != old
    manifest = pack / "manifest.json"
    hashes = sha256(old).hexdigest(), sha256(path.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text("utf-8").replace(*hashes), "utf-8")
    return pack


def test_an_honest_pack_passes_every_check(home: Path) -> None:
    checks = proved(home / "output/card")
    assert tuple(checks) == ALL
    assert [c.name for c in checks.values() if c.outcome is not Outcome.PASSED] == []
    assert checks["other figures"].looked_at.startswith("8 cells, refilled 9 times (zeros, ")


@pytest.mark.usefixtures("unvalidated")
def test_without_the_validators_nothing_is_said_to_have_passed(
    home: Path,
) -> None:
    checks = proved(home / "output/card")
    for name in ("PDF/UA-1", "PDF/A-2a", "screen readers"):
        assert checks[name].outcome is Outcome.NOT_CHECKED
        assert checks[name].looked_at == "install packgen[verify]"
    assert checks["metadata"].outcome is Outcome.PASSED


@pytest.mark.parametrize("file", [WORD, PDF, "part2/card-part2.pdf"])
@pytest.mark.usefixtures("unvalidated")
def test_a_changed_byte_is_seen(pack: Path, file: str) -> None:
    path = pack / file
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    found = failed(pack)
    assert "files" in found
    assert ("same bytes" in found) == file.startswith("public/")


@pytest.mark.parametrize("way", in_word())
@pytest.mark.usefixtures("unvalidated")
def test_a_figure_hidden_in_a_word_file_is_found(pack: Path, way: str) -> None:
    found = failed(tampered(pack, WORD, in_word()[way]))
    assert {"same bytes", "withheld figures"} <= found
    assert "files" not in found


@pytest.mark.parametrize("way", in_pdf())
@pytest.mark.usefixtures("unvalidated")
def test_a_figure_hidden_in_a_pdf_is_found(pack: Path, way: str) -> None:
    found = failed(tampered(pack, PDF, in_pdf()[way]))
    assert {"same bytes", "withheld figures"} <= found
    assert "files" not in found


@pytest.mark.parametrize("what", unallowed_in_word())
@pytest.mark.usefixtures("unvalidated")
def test_a_word_file_holds_nothing_unallowed(pack: Path, what: str) -> None:
    assert {"same bytes", "metadata"} <= failed(tampered(pack, WORD, unallowed_in_word()[what]))


@pytest.mark.parametrize("what", unallowed_in_pdf())
@pytest.mark.usefixtures("unvalidated")
def test_a_pdf_holds_nothing_unallowed(pack: Path, what: str) -> None:
    assert {"same bytes", "metadata"} <= failed(tampered(pack, PDF, unallowed_in_pdf()[what]))


@pytest.mark.usefixtures("unvalidated")
def test_files_written_anew_without_a_change_are_strange_by_their_bytes_alone(pack: Path) -> None:
    tampered(pack, WORD, lambda data: rezipped(data, lambda _: None))
    tampered(pack, PDF, resaved(lambda _: None))
    assert failed(pack) == {"same bytes"}


@pytest.mark.usefixtures("unvalidated")
def test_a_word_file_that_says_something_else_than_the_pdf(pack: Path) -> None:
    found = failed(tampered(pack, WORD, in_word()["a figure over two runs"]))
    assert "Word beside PDF" in found


@pytest.mark.usefixtures("unvalidated")
def test_a_file_that_nobody_knows(pack: Path) -> None:
    (pack / f"public/{FIGURE}.txt").write_text("x")
    checks = proved(pack)
    (fault,) = checks["files"].faults
    assert (fault.where, fault.what) == ("public/", "the manifest knows no such file")
    assert checks["withheld figures"].outcome is Outcome.FAILED
    assert checks["metadata"].outcome is Outcome.FAILED


@pytest.mark.usefixtures("unvalidated")
def test_folders_links_and_missing_files(pack: Path) -> None:
    (pack / "public/.more").mkdir()
    (pack / PDF).unlink()
    (pack / "public/link.pdf").symlink_to(pack / "part2/card-part2.pdf")
    checks = proved(pack)
    assert [(fault.where, fault.what) for fault in checks["files"].faults] == [
        ("public/link.pdf", "is a link"),
        (PDF, "the manifest names it, and it is not there"),
        ("public/", "the manifest knows no such folder"),
    ]
    assert checks["same bytes"].outcome is Outcome.FAILED


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists")
@pytest.mark.parametrize("path", ["part2", "part2/card-part2.pdf", "manifest.json"])
@pytest.mark.usefixtures("unvalidated")
def test_rights_of_others(pack: Path, path: str) -> None:
    (pack / path).chmod(0o755)
    checks = proved(pack)
    assert [fault.where for fault in checks["rights"].faults] == [path]


def test_a_pdf_that_cannot_be_read_is_no_crash(pack: Path) -> None:
    found = failed(tampered(pack, PDF, lambda data: data[: len(data) // 2]))
    assert {"same bytes", "withheld figures", "metadata", "Word beside PDF"} <= found
    assert {"PDF/UA-1", "screen readers"} <= found


def test_a_pdf_that_does_not_say_its_language(pack: Path) -> None:
    def mute(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Lang

    found = failed(tampered(pack, "part2/card-part2.pdf", resaved(mute)))
    assert found == {"PDF/UA-1", "PDF/A-2a", "screen readers"}


@pytest.mark.usefixtures("unvalidated")
def test_the_source_is_known_by_its_hash(pack: Path) -> None:
    workbook(pack.parent.parent / "card.xlsx", [("1", "Visits", "High", 1, "GREEN", 3, 4, 5, 12)])
    with pytest.raises(BadInput, match="was changed since the pack was built"):
        verify(pack, None, lambda _: None)


@pytest.mark.usefixtures("unvalidated")
def test_a_source_that_is_not_found(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "card.xlsx").unlink()
    with pytest.raises(BadInput, match=r"was built from card\.xlsx, and it is found neither"):
        verify(pack, None, lambda _: None)


@pytest.mark.usefixtures("unvalidated")
def test_a_source_in_an_input_folder_or_named(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "input").mkdir()
    source = (tmp_path / "card.xlsx").rename(tmp_path / "input/card.xlsx")
    assert failed(pack) == set()
    elsewhere = shutil.copytree(pack, tmp_path / "elsewhere/deep/card")
    assert not verify(elsewhere, source, lambda _: None).has_failed


@pytest.mark.usefixtures("unvalidated")
def test_a_pack_of_a_folder_with_its_own_settings(tmp_path: Path) -> None:
    source = tmp_path / "input/June Board"
    source.mkdir(parents=True)
    workbook(source / "card.xlsx")
    (source / "pack.toml").write_text('scorecard = "card.xlsx"\ncouncil = "Example"\n')
    words = ["build", str(source), "-o", str(tmp_path / "out"), "--quiet"]
    assert main([*words, "--style", "heritage", "--rationale", "annex"]) == 0
    assert failed(tmp_path / "out/june-board") == set()


@pytest.mark.usefixtures("unvalidated")
def test_a_pack_without_public_files_proves_nothing_of_them(home: Path, tmp_path: Path) -> None:
    words = ["build", str(home / "card.xlsx"), "-o", str(tmp_path), "--quiet"]
    assert main([*words, "--audience", "part2", "--format", "docx"]) == 0
    report = verify(tmp_path / "card", home / "card.xlsx", lambda _: None)
    told = {check.name: check.outcome for check in report.checks}
    assert told["other figures"] is told["metadata"] is Outcome.NOT_CHECKED
    assert not report.has_failed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        '{"manifest": 9, "pack": "x", "inputs": [], "files": [], "versions": {}}',
        '{"manifest": 1, "pack": "x", "inputs": [{}], "files": [], "versions": {}}',
    ],
)
def test_a_manifest_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert main(["verify", str(tmp_path)]) == 2


@pytest.mark.usefixtures("unvalidated")
def test_the_command_line(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(pack)]) == 0
    told = capsys.readouterr()
    assert "Passed: 9; not checked: 3" in told.out
    assert "other figures: passed" in told.err
    (pack / "public/more.pdf").write_bytes(b"x")
    assert main(["verify", str(pack), "--json"]) == 1
    told = capsys.readouterr()
    report = json.loads(told.out)
    jsonschema.validate(report, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert (report["failed"], told.err) == (True, "")
    assert main(["verify", str(pack / "public"), "--quiet"]) == 2
    assert "there is no manifest.json here" in capsys.readouterr().err


@pytest.mark.usefixtures("unvalidated")
def test_the_rationale_s_place_is_kept_for_the_proof(tmp_path: Path) -> None:
    pack = built(tmp_path, rationale=RationalePlace.NONE)
    assert failed(pack) == set()
