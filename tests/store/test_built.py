"""Built packs: released as they were built, or not at all."""

import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from packgen.errors import BadInput
from packgen.store import read_built
from tests.store.publications import CARD, JUNE, TITLE, built, cells


def test_what_is_released_of_a_pack(tmp_path: Path) -> None:
    (released,) = read_built(built(tmp_path)).released(date(2023, 7, 12))
    assert (released.scorecard, released.title, released.position) == (CARD, TITLE, JUNE)
    assert (released.on, released.cells) == (date(2023, 7, 12), cells())
    assert released.files == (
        ("june-public.pdf", sha256(b"paper").hexdigest()),
        ("june-public.docx", sha256(b"paper in Word").hexdigest()),
    )


def test_a_folder_may_be_renamed(tmp_path: Path) -> None:
    folder = built(tmp_path).rename(tmp_path / "as sent")
    assert read_built(folder).records[0].scorecard == CARD


def test_every_file_that_was_changed_is_told_at_once(tmp_path: Path) -> None:
    folder = built(tmp_path)
    (folder / "public/june-public.pdf").write_bytes(b"paper, corrected by hand")
    (folder / "public/june-public.docx").unlink()
    (folder / "part2/june-disclosure.json").write_text("{}")
    with pytest.raises(BadInput) as caught:
        read_built(folder)
    assert [(Path(f.where).name, f.what) for f in caught.value.faults] == [
        ("june-public.pdf", "was changed after it was built"),
        ("june-public.docx", "is missing"),
        ("june-disclosure.json", "was changed after it was built"),
    ]


def test_the_part_2_papers_are_not_asked_for(tmp_path: Path) -> None:
    folder = built(tmp_path)
    (folder / "part2/june-part2.pdf").unlink()
    assert read_built(folder).records[0].scorecard == CARD


def test_a_paper_of_another_build_is_not_released_along(tmp_path: Path) -> None:
    folder = built(tmp_path)
    (folder / "public/may-public.pdf").write_bytes(b"May")
    (folder / "public/~$june-public.docx").write_bytes(b"an open editor's")
    (folder / "public/Thumbs.db").write_bytes(b"a file manager's")
    with pytest.raises(BadInput) as caught:
        read_built(folder)
    (fault,) = caught.value.faults
    assert fault.where.endswith("may-public.pdf")
    assert fault.what == "was not made by this build"


def test_a_record_of_another_pack_is_refused(tmp_path: Path) -> None:
    june = built(tmp_path)
    may = built(tmp_path / "may", b"May")
    record = "part2/june-disclosure.json"
    (may / record).write_text((june / record).read_text().replace("70", "71"))
    with pytest.raises(BadInput, match=r"june-disclosure.json: was changed after it was built"):
        read_built(may)


@pytest.mark.parametrize("gone", ["part2/june-disclosure.json", "public/"])
def test_a_pack_for_one_audience_cannot_be_released(tmp_path: Path, gone: str) -> None:
    folder = built(tmp_path)
    file = folder / "manifest.json"
    manifest = json.loads(file.read_text())
    manifest["files"] = [f for f in manifest["files"] if not f["file"].startswith(gone)]
    file.write_text(json.dumps(manifest))
    with pytest.raises(BadInput, match=r"has no (record of what was disclosed|public papers)"):
        read_built(folder)


def listing(file: str, sha256: str = "0" * 64) -> str:
    return json.dumps({"manifest": 1, "pack": "june", "files": [{"file": file, "sha256": sha256}]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"manifest": 2, "pack": "june", "files": []}',
        '{"manifest": 1, "pack": 7, "files": []}',
        listing("../x/y"),
        listing("/etc/passwd"),
        listing("public/.."),
        listing("public/a\nb"),
        listing("public/x", "0"),
    ],
)
def test_a_manifest_that_packgen_never_writes_is_refused(tmp_path: Path, text: str) -> None:
    folder = built(tmp_path)
    (folder / "manifest.json").write_text(text)
    with pytest.raises(BadInput, match="is not a manifest that this packgen writes"):
        read_built(folder)


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", built(tmp_path) / "manifest.json"):
        with pytest.raises(BadInput, match=r"is no built pack: it has no manifest.json"):
            read_built(place)


@pytest.mark.parametrize("place", ["manifest.json", "public/june-public.pdf"])
def test_a_pipe_in_a_file_s_place_does_not_hang(tmp_path: Path, place: str) -> None:
    folder = built(tmp_path)
    (folder / place).unlink()
    os.mkfifo(folder / place)
    with pytest.raises(BadInput):
        read_built(folder)
