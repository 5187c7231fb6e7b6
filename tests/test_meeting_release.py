"""Releases of meetings' packs: every scorecard of a pack is remembered, all at once or none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from packgen.cli import main
from packgen.errors import BadInput
from packgen.model.report import Outcome
from packgen.pipeline import BuildRequest, build
from packgen.proof import verify
from packgen.store import Store, address_of, read_built, release_pack
from packgen.store.faults import damage
from tests.meetings import built, meeting

ON = date(2023, 9, 4)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A meeting's pack, its source above it."""
    return built(meeting(tmp_path / "input/september"), tmp_path / "output")


def _store(pack: Path) -> Store:
    return Store(address_of(None, pack.parent))


def test_both_scorecards_are_recorded_with_all_public_files(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", str(pack), "--on", "2023-09-04"]) == 0
    told = capsys.readouterr().out
    assert told.count("Recorded in") == 2
    releases = _store(pack).releases()
    assert [r.scorecard for r in releases] == ["adult-care", "housing"]
    assert [r.withheld for r in releases] == [8, 4]
    names = [
        "september-public.pdf",
        "september-public.docx",
        "september-agenda.pdf",
        "september-agenda.docx",
    ]
    assert [[name for name, _ in r.files] for r in releases] == [names, names]
    assert main(["release", str(pack), "--on", "2023-09-05"]) == 0
    assert capsys.readouterr().out.count("Nothing to record") == 2
    assert len(_store(pack).releases()) == 2


def test_nothing_is_recorded_where_one_scorecard_cannot_be(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from packgen.store import releases

    add, added = releases._add, list[str]()

    def fails_second(connection: object, publication: object) -> None:
        added.append("")
        if len(added) == 2:
            raise BadInput([])
        add(connection, publication)  # type: ignore[arg-type]

    monkeypatch.setattr(releases, "_add", fails_second)
    with pytest.raises(BadInput):
        release_pack(pack, ON)
    assert len(added) == 2
    monkeypatch.undo()
    assert _store(pack).releases() == ()
    assert damage()


def test_later_builds_read_what_was_released_in_a_meeting_or_alone(pack: Path) -> None:
    """And a pack that was built before is proved with the releases that it knew."""
    release_pack(pack, ON)
    home = pack.parent.parent
    again = built(home / "input/september", home / "output")
    known = json.loads((again / "manifest.json").read_text("utf-8"))["releases"]
    assert [key["released"] for key in known] == ["2023-09-04"] * 2
    checks = verify(again, None, lambda _: None).checks
    assert [c for c in checks if c.outcome is Outcome.FAILED] == []
    alone = home / "input/alone"
    alone.mkdir()
    (alone / "adults.xlsx").write_bytes((home / "input/september/adults.xlsx").read_bytes())
    text = 'scorecard = "adults.xlsx"\nid = "adult-care"\n'
    (alone / "pack.toml").write_text(text, "utf-8")
    made = build(BuildRequest(alone, home / "output"), lambda _: None).paths[-1].parent
    known = json.loads((made / "manifest.json").read_text("utf-8"))["releases"]
    assert [(key["released"], key["position"]) for key in known] == [("2023-09-04", "2023-06")]


def test_a_forgotten_release_is_told(pack: Path) -> None:
    release_pack(pack, ON)
    home = pack.parent.parent
    again = built(home / "input/september", home / "output")
    (home / "output/packgen.db").unlink()
    with pytest.raises(BadInput) as caught:
        verify(again, None, lambda _: None)
    assert {fault.what.partition(" that ")[0] for fault in caught.value.faults} == {
        "does not hold the release of 2023-09-04 for 2023-06"
    }


def test_a_supplement_without_a_scorecard_has_nothing_to_record(pack: Path) -> None:
    late = built(pack.parent.parent / "input/september", pack.parent, supplement=1)
    assert read_built(late).records == ()


def test_scorecards_of_one_id_would_be_remembered_as_one(tmp_path: Path) -> None:
    source = meeting(tmp_path / "september")
    text = (source / "pack.toml").read_text("utf-8").replace('id = "housing"', 'id = "adult-care"')
    (source / "pack.toml").write_text(text, "utf-8")
    pack = built(source, tmp_path / "output")
    with pytest.raises(BadInput) as caught:
        release_pack(pack, ON)
    (fault,) = caught.value.faults
    assert fault.what == "holds 2 scorecards of one period with the id 'adult-care'"
