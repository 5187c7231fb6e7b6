"""Commands given a meeting's folder: what is wrong with it, which of its scorecards is meant."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from packgen.cli import main
from packgen.inspecting import check_meeting
from packgen.model.pack import Audience
from tests.meetings import SECRET_NAMES, meeting

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A meeting's folder, with the working directory beside it."""
    monkeypatch.chdir(tmp_path)
    return meeting(tmp_path / "september")


def test_everything_is_told_in_the_order_of_the_agenda(folder: Path) -> None:
    (folder / "moves.md").write_text('# Moves\n\n{{ indicator("77").latest }}\n', "utf-8")
    (folder / "minutes.pdf").write_bytes(b"no PDF")
    text = (folder / "pack.toml").read_text("utf-8")
    (folder / "pack.toml").write_text(
        text.replace("despatched = 2023-09-04", "despatched = 2023-09-08")
    )
    checked = check_meeting(folder)
    assert [item.number for item in checked.items] == ["1", "2", "3", "4", "5", "6", "7"]
    wrong = [(i.number, f.where) for i in checked.items for f in i.faults]
    assert wrong == [("3", "moves.md:3"), ("4", "minutes.pdf")]
    assert [f.code for f in checked.items[0].findings if f.indicator == "2"]
    assert [notice.code for notice in checked.notices] != []
    assert main(["check", str(folder), "--quiet"]) == 2


def test_a_scorecard_that_cannot_be_read_leaves_the_rest_checked(folder: Path) -> None:
    (folder / "adults.xlsx").write_bytes(b"no workbook")
    (folder / "budget.md").write_text("+++\nnothing = 1\n+++\n", "utf-8")
    checked = check_meeting(folder)
    assert [(i.number, bool(i.faults)) for i in checked.items if i.faults] == [
        ("1", True), ("5", True)]  # fmt: skip
    assert checked.items[1].observations is not None


def test_the_public_is_told_nothing_of_exempt_items(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / SECRET_NAMES[0]).write_bytes(b"no PDF")
    assert main(["check", str(folder)]) == 2
    assert SECRET_NAMES[0] in capsys.readouterr().out
    assert main(["check", str(folder), "--audience", "public"]) == 0
    told = capsys.readouterr().out
    assert "Adult care" in told
    assert not [name for name in SECRET_NAMES if name in told]
    assert check_meeting(folder, audience=Audience.PUBLIC).items[6].faults == ()


def test_findings_for_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    own, card = (
        json.loads((DOCS / name).read_text("utf-8"))
        for name in ("meeting-findings.schema.json", "findings.schema.json")
    )
    jsonschema.validate(told, own)
    cards = [item["scorecard"] for item in told["items"] if item["scorecard"]]
    assert [each["file"] for each in cards] == ["adults.xlsx", "housing.xlsx"]
    for each in cards:
        jsonschema.validate(each, card)


@pytest.mark.parametrize("command", ["read", "disclose", "profile"])
def test_which_scorecard_is_meant_is_said_with_its_item(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(folder)]) == 2
    assert "has 2 scorecards — say which with --item: 1, 2" in capsys.readouterr().err
    assert main([command, str(folder), "--item", "3"]) == 2
    assert "item '3' is no scorecard — name one of 1, 2" in capsys.readouterr().err
    assert main([command, str(folder), "--item", "2"]) == 0
    assert "Adult care" not in capsys.readouterr().out.replace("Adult Care", "")
    assert main([command, str(folder / "adults.xlsx"), "--item", "1"]) == 2
    assert "is no meeting's folder: it has no items — leave --item out" in capsys.readouterr().err


def test_the_only_scorecard_needs_no_number(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "pack.toml").read_text("utf-8")
    before, housing, after = text.partition('[[item]]\ntitle = "Housing"')
    after = after[after.index('[[item]]\ntitle = "Moving') :]
    assert housing
    (folder / "pack.toml").write_text(before + after, "utf-8")
    assert main(["read", str(folder), "--quiet"]) == 0
    alone = capsys.readouterr().out
    assert main(["read", str(folder / "adults.xlsx"), "--quiet"]) == 0
    assert capsys.readouterr().out == alone


def test_one_scorecard_is_checked_against_last_periods(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["check", str(folder), "--previous", str(folder / "adults.xlsx")]
    assert main(words) == 2
    assert "say which with --item" in capsys.readouterr().err
    assert main([*words, "--item", "1"]) == 0
