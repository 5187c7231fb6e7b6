"""What differs between two built packs is told by item and page, and never quoted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from packgen.cli import main
from packgen.comparing import compare
from packgen.errors import BadInput
from tests.meetings import PASSAGE, built, meeting
from tests.verify import small

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "docs/diff.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting's pack, its source above it."""
    home = tmp_path_factory.mktemp("old")
    return built(meeting(home / "september"), home / "output")


def _changed(tmp_path: Path, file: str, before: str, after: str) -> Path:
    """The pack of the same meeting with other words in one file."""
    source = meeting(tmp_path / "september")
    text = (source / file).read_text("utf-8")
    assert before in text
    (source / file).write_text(text.replace(before, after), "utf-8")
    return built(source, tmp_path / "output")


def _told(old: Path, new: Path, *, part2: bool = False) -> list[tuple[str, str, str]]:
    volumes = compare(old, new, part2=part2).volumes
    return [(v.volume, c.where, c.what) for v in volumes for c in v.changes]


def test_a_pack_is_the_same_as_itself(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(old), str(old), "--part2"]) == 0
    assert capsys.readouterr().out == ""


def test_an_exempt_passage_changed_differs_in_part_2_alone(old: Path, tmp_path: Path) -> None:
    new = _changed(tmp_path, "moves.md", PASSAGE, "A tender came from elsewhere.")
    assert _told(old, new) == []
    ((volume, where, what),) = _told(old, new, part2=True)
    assert (volume, where) == ("part2", "item 3, Moving house")
    assert what.endswith(": 1 passage changed")


def test_more_pages_move_what_follows(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "\n\n".join(["The work goes on, as it did."] * 60)
    new = _changed(tmp_path, "moves.md", "The work goes on.", more)
    found = _told(old, new)
    assert ("public", "item 4, Minutes of June", "moved from page 5 to page 6") in found
    assert any(where == "item 3, Moving house" and "moved" in what for _, where, what in found)
    assert main(["diff", str(old), str(new), "--json"]) == 1
    told = capsys.readouterr().out
    jsonschema.validate(json.loads(told), SCHEMA)
    assert not json.loads(told)["same"]
    assert "as it did" not in told


def test_an_item_taken_out_is_gone(old: Path, tmp_path: Path) -> None:
    item = '[[item]]\ntitle = "Minutes of June"\nkind = "attachment"\nfile = "minutes.pdf"\n'
    new = _changed(tmp_path, "pack.toml", item, "")
    assert ("public", "item 4, Minutes of June", "is gone; it was on page 5") in _told(old, new)


def test_single_scorecards(tmp_path: Path) -> None:
    old = small.built(tmp_path)
    new = tmp_path / "new/card"
    shutil.copytree(old, new)
    assert _told(old, new, part2=True) == []
    rows = [(*row[:1], "Calls made", *row[2:]) if row[0] == "1" else row for row in small.ROWS]
    (tmp_path / "other").mkdir()
    source = small.workbook(tmp_path / "other/card.xlsx", rows)
    assert main(["build", str(source), "-o", str(tmp_path / "new"), "--quiet"]) == 0
    ((volume, where, what),) = _told(old, new)
    assert (volume, where) == ("public", "the paper")
    assert what.startswith("page 1: ")


def test_what_is_no_pack_is_refused(old: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"there is no manifest\.json here"):
        compare(old, tmp_path)
    words = tmp_path / "words"
    shutil.copytree(old, words)
    (words / "public/september-public.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(BadInput, match="can't be read as a PDF"):
        compare(old, words)
