"""A pack stays proven whatever is released after it: it tells which releases it was built with."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from packgen.cli import main
from packgen.errors import BadInput
from packgen.model.report import Check
from packgen.pipeline import BuildRequest, build
from packgen.proof import verify
from packgen.store import release_pack

HEADS = ("No.", "Performance Indicators", "Polarity", "Target", "RAG rating")
MONTHS = ("Apr-23", "May-23", "Jun-23", "Jul-23")
FIGURES = (("Visits made", (120, 131, 127, 118)), ("Homes closed", (11, 14, 3, 9)))


@pytest.fixture(autouse=True)
def unvalidated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the validators, which take their time, and without a store of the machine's own."""
    monkeypatch.setattr("packgen.verify.access.find_spec", lambda _: None)
    monkeypatch.delenv("PACKGEN_STORE", raising=False)


def source(folder: Path, months: int, profile: str) -> Path:
    """A pack's folder for the first so many months, under a profile."""
    home = folder / f"card-{months}"
    home.mkdir()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Homes: performance"])
    sheet.append([f"Position as at end of {MONTHS[months - 1]}"])
    sheet.append([*HEADS, *MONTHS[:months], "Year to Date", "Notes"])
    for number, (title, figures) in enumerate(FIGURES, 1):
        held = figures[:months]
        sheet.append([str(number), title, "High", "n/a", "", *held, sum(held), ""])
    book.save(home / "card.xlsx")
    text = f'scorecard = "card.xlsx"\n[disclosure]\nprofile = "{profile}"\n'
    (home / "pack.toml").write_text(text)
    return home


def built(home: Path) -> Path:
    return build(BuildRequest(home, home.parent / "output"), lambda _: None).paths[-1].parent


def proved(pack: Path, store: Path | None = None) -> dict[str, Check]:
    report = verify(pack, None, lambda _: None, str(store) if store else None)
    assert not report.has_failed, report
    return {check.name: check for check in report.checks}


def test_later_releases_change_no_proof(tmp_path: Path) -> None:
    """June's 3 and a companion are withheld; in July's paper both are printed."""
    june = built(source(tmp_path, 3, "under-5"))
    before = proved(june)["same bytes"]
    release_pack(june, date(2023, 7, 12))
    assert proved(june)["same bytes"] == before
    july = built(source(tmp_path, 4, "as-marked"))
    release_pack(july, date(2023, 8, 9))
    assert proved(june)["same bytes"] == before
    proved(july)


def test_a_build_after_them_does_know_them(tmp_path: Path) -> None:
    """Built again, June's paper is another: what July's printed can't be withheld any more."""
    june = built(home := source(tmp_path, 3, "under-5"))
    first = (june / "public/card-3-public.pdf").read_bytes()
    release_pack(built(source(tmp_path, 4, "as-marked")), date(2023, 8, 9))
    built(home)
    assert (june / "public/card-3-public.pdf").read_bytes() != first
    (known,) = json.loads((june / "manifest.json").read_text())["releases"]
    assert (known["position"], known["released"]) == ("2023-07", "2023-08-09")
    proved(june)


def test_a_store_that_lost_a_release_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release_pack(built(source(tmp_path, 3, "under-5")), date(2023, 7, 12))
    july = built(source(tmp_path, 4, "under-5"))
    store, kept = tmp_path / "output/packgen.db", tmp_path / "kept.db"
    shutil.move(store, kept)
    with pytest.raises(BadInput) as raised:
        verify(july, None, lambda _: None)
    (fault,) = raised.value.faults
    assert fault.where == str(store)
    assert "does not hold the release of 2023-07-12 for 2023-06 that the pack was" in fault.what
    assert main(["verify", str(july), "--quiet"]) == 2
    assert "--store" in capsys.readouterr().err
    proved(july, kept)


def test_a_damaged_list_of_releases_is_no_manifest(tmp_path: Path) -> None:
    pack = built(source(tmp_path, 3, "under-5"))
    manifest = pack / "manifest.json"
    content = json.loads(manifest.read_text())
    for wrong in ("all", [7], [{"position": "2023-06"}], [{**RELEASE, "released": "June"}], None):
        manifest.write_text(json.dumps({**content, "releases": wrong}))
        with pytest.raises(BadInput, match="damaged"):
            verify(pack, None, lambda _: None)


RELEASE = {"position": "2023-06", "released": "2023-07-12", "sha256": "0" * 64}


@pytest.mark.parametrize("command", ["build", "check", "read", "disclose", "releases", "verify"])
def test_an_empty_store_is_no_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    home = source(tmp_path, 3, "under-5")
    place = [] if command == "releases" else [str(built(home) if command == "verify" else home)]
    out = ["-o", str(tmp_path / "output")] if command == "build" else []
    assert main([command, *place, *out, "--store", ""]) == 2
    assert "the store: is no address that can keep releases" in capsys.readouterr().err
