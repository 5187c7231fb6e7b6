"""Writing a pack: all of it or nothing, and Part 2 for its owner alone."""

import json
import os
import stat
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from packgen.assemble import manifest, write_pack
from packgen.errors import BadInput
from packgen.model.pack import Audience, Format, Pack, Record, Rendition

RENDITIONS = (
    Rendition(Audience.PUBLIC, Format.PDF, b"public"),
    Rendition(Audience.PART2, Format.PDF, b"exempt"),
)
MANIFEST = manifest("june", {"card.xlsx": b"in"}, {"packgen": "1"}, date(2023, 6, 30), RENDITIONS)
PACK = Pack("june", RENDITIONS, MANIFEST)


def test_files_lie_by_audience_and_name(tmp_path: Path) -> None:
    paths = write_pack(PACK, tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "june/public/june-public.pdf",
        "june/part2/june-part2.pdf",
        "june/manifest.json",
    ]
    assert [p for p in tmp_path.rglob("*") if p.is_file() and p not in paths] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists")
def test_part_2_and_the_manifest_are_their_owners_alone(tmp_path: Path) -> None:
    write_pack(PACK, tmp_path)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "june").rglob("*")
    }
    assert modes == {
        "public": modes["public"],
        "june-public.pdf": 0o644,
        "part2": 0o700,
        "june-part2.pdf": 0o600,
        "manifest.json": 0o600,
    }


def test_the_manifest_names_inputs_and_files_with_their_hashes() -> None:
    content = json.loads(MANIFEST)
    assert content["inputs"] == [{"file": "card.xlsx", "sha256": sha256(b"in").hexdigest()}]
    assert content["files"] == [
        {
            "file": f"{audience}/june-{audience}.pdf",
            "sha256": sha256(data).hexdigest(),
            "bytes": 6,
        }
        for audience, data in (("public", b"public"), ("part2", b"exempt"))
    ]
    assert content["date"] == "2023-06-30"


def test_records_lie_in_part_2_for_their_owner_alone_and_are_named_in_the_manifest(
    tmp_path: Path,
) -> None:
    record = Record("disclosure", b"{}")
    listed = manifest("june", {}, {}, date(2023, 6, 30), RENDITIONS, (record,))
    write_pack(Pack("june", RENDITIONS, listed, (record,)), tmp_path)
    path = tmp_path / "june/part2/june-disclosure.json"
    assert path.read_bytes() == b"{}"
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(listed)["files"][-1] == {
        "file": "part2/june-disclosure.json",
        "sha256": sha256(b"{}").hexdigest(),
        "bytes": 2,
    }


def test_a_folder_that_cannot_be_written_keeps_what_was_there(tmp_path: Path) -> None:
    write_pack(PACK, tmp_path)
    before = (tmp_path / "june/public/june-public.pdf").read_bytes()
    (tmp_path / "june/part2/june-part2.pdf").unlink()
    (tmp_path / "june/part2").rmdir()
    (tmp_path / "june/part2").write_text("in the way")
    changed = Pack("june", (Rendition(Audience.PUBLIC, Format.PDF, b"new"), *RENDITIONS[1:]), "{}")
    with pytest.raises(BadInput, match="can't be written"):
        write_pack(changed, tmp_path)
    assert (tmp_path / "june/public/june-public.pdf").read_bytes() == before
    assert not [p for p in tmp_path.rglob(".*") if p.is_file()]


def test_a_link_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "june/public").mkdir(parents=True)
    (tmp_path / "june/part2").symlink_to(tmp_path / "june/public", target_is_directory=True)
    with pytest.raises(BadInput, match="is a link"):
        write_pack(PACK, tmp_path)
    assert list((tmp_path / "june/public").iterdir()) == []


def test_a_folder_in_a_file_s_place_is_seen_before_anything_is_replaced(tmp_path: Path) -> None:
    write_pack(PACK, tmp_path)
    (tmp_path / "june/manifest.json").unlink()
    (tmp_path / "june/manifest.json").mkdir()
    changed = Pack("june", (Rendition(Audience.PUBLIC, Format.PDF, b"new"), *RENDITIONS[1:]), "{}")
    with pytest.raises(BadInput, match=r"manifest.json: is a folder"):
        write_pack(changed, tmp_path)
    assert (tmp_path / "june/public/june-public.pdf").read_bytes() == b"public"
