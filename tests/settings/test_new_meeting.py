"""packgen new: a folder to start from, and the next meeting's from the last."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from packgen.cli import main
from packgen.errors import BadInput
from packgen.settings import new_meeting
from packgen.settings.agenda import load_meeting
from packgen.settings.new_meeting import start_meeting
from tests.settings.meetings import HEAD, item, meeting

EXAMPLE = Path(__file__).parents[2] / "input/example-meeting"


def asked(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        load_meeting(folder)
    assert {f.what for f in caught.value.faults} == {"is still to be filled in"}
    return [f.where.split("pack.toml: ", 1)[1] for f in caught.value.faults]


def test_a_start_asks_for_what_no_meeting_is_without(tmp_path: Path) -> None:
    folder = tmp_path / "meetings" / "october"
    names = [path.name for path in start_meeting(folder)]
    assert names == ["pack.schema.json", "pack.toml", "report.md"]
    assert sorted(p.name for p in folder.iterdir()) == names
    keys = ("date", "council", "body", "time", "venue", "despatched")
    wanted = [f"[meeting]: {key}" for key in keys]
    assert asked(folder) == [*wanted, "[[item]] 5: title", "[[item]] 5: lead"]


def test_a_start_that_is_filled_in_is_a_meeting(tmp_path: Path) -> None:
    start_meeting(tmp_path / "october")
    file = tmp_path / "october/pack.toml"
    text = file.read_text("utf-8")
    for key, value in (("date", "2023-10-17"), ("despatched", "2023-10-09"), ("time", '"19:00"')):
        text = text.replace(f'{key} = "ASK"', f"{key} = {value}")
    file.write_text(text.replace('"ASK"', '"Something"'), "utf-8")
    settings = load_meeting(tmp_path / "october")
    assert [i.number for i in settings.items] == ["1", "2", "3", "4", "5"]


def test_every_line_of_a_start_can_be_used() -> None:
    text = (Path(new_meeting.__file__).parent / "starting/pack.toml").read_text("utf-8")
    lines = [
        line[2:] if line.startswith("# ") and (" = " in line or line.startswith("# [")) else line
        for line in text.splitlines()
        if not line.startswith("# Lines")
    ]
    raw = tomllib.loads("\n".join(lines))
    assert raw["item"][-1]["ready"] == "work programme"


def test_the_next_meeting_keeps_comments_and_asks_afresh(tmp_path: Path) -> None:
    start_meeting(tmp_path / "next", EXAMPLE)
    text = (tmp_path / "next/pack.toml").read_text("utf-8")
    old = (EXAMPLE / "pack.toml").read_text("utf-8")
    comments = [line for line in old.splitlines() if line.startswith("# ")]
    assert [line for line in text.splitlines() if line.startswith("# ")] == comments
    assert text.startswith("#:schema ./pack.schema.json\n")
    assert "Councillor C. Specimen" in text and "supplementary question" in text
    for gone in ("2023-09-12", "2023-09-04", "recognised from them", "ehc-plans.md", "2024-01-15"):
        assert gone not in text.split("# When the paper")[0]
    exemption = ("paragraphs", "reason", "public_interest", "review")
    assert asked(tmp_path / "next") == [
        "[meeting]: date",
        "[meeting]: despatched",
        "[[item]] 4: file",
        "[[item]] 5: file",
        *(f"[[item]] 5: exempt.{key}" for key in exemption),
        "[[item]] 6: file",
        *(f"[[item]] 6: exempt.{key}" for key in exemption),
        "[[item]] 7: note",
        "[[item]] 9: file",
        *(f"[[item]] 9: exempt.{key}" for key in exemption),
    ]
    assert sorted(p.name for p in (tmp_path / "next").iterdir()) == [
        "pack.schema.json",
        "pack.toml",
    ]


def test_what_came_late_is_not_late_again(tmp_path: Path) -> None:
    late = 'file = "b.md"\nnumber = "1"\nsupplement = 1\nreplaces = true\nlate = "Figures"'
    more = 'file = "a.pdf"\nsupplement = 1\nlate = "Figures"'
    items = item("A", "report", 'file = "a.md"') + item("A", "report", late)
    head = HEAD + "closed_days = [2023-08-01, 2023-12-27]\n"
    last = meeting(tmp_path, items + item("B", "attachment", more), head)
    (last / "pack.toml").open("a").write('[[waive]]\ncode = "footing"\nreason = "x"\nwho = "y"\n')
    start_meeting(tmp_path / "next", last)
    raw = tomllib.loads((tmp_path / "next/pack.toml").read_text("utf-8"))
    assert [i["title"] for i in raw["item"]] == ["A", "B"]
    assert set(raw["item"][1]) == {"title", "kind", "file"}
    assert [day.isoformat() for day in raw["meeting"]["closed_days"]] == ["2023-12-27"]
    assert "waive" not in raw


def test_the_councils_own_things_are_carried_over(tmp_path: Path) -> None:
    card = item("A", "scorecard", 'file = "sub"')
    last = meeting(tmp_path, card + item("B", "scorecard", 'file = "card.xlsx"\n'))
    (last / "pack.toml").open("a").write('[item.scorecard]\nprofile = "mine.toml"\n')
    (last / "mine.toml").write_text("")
    (last / "words").mkdir()
    (last / "words/en-GB.toml").write_text("")
    (last / "words/link.toml").symlink_to("/etc/passwd")
    (last / "sub").mkdir()
    (last / "sub/own.xlsx").write_bytes(b"")
    own = 'scorecard = "own.xlsx" # the workbook\ntitle = "Own"\n'
    (last / "sub/pack.toml").write_text(own)
    start_meeting(tmp_path / "next", last)
    made = sorted(
        p.relative_to(tmp_path / "next").as_posix()
        for p in (tmp_path / "next").rglob("*")
        if p.is_file()
    )
    assert made == [
        "mine.toml",
        "pack.schema.json",
        "pack.toml",
        "sub/pack.toml",
        "words/en-GB.toml",
    ]
    assert (tmp_path / "next/sub/pack.toml").read_text("utf-8") == own.replace("own.xlsx", "ASK")


def test_the_next_of_the_next_asks_the_same(tmp_path: Path) -> None:
    start_meeting(tmp_path / "one", EXAMPLE)
    start_meeting(tmp_path / "two", tmp_path / "one")
    one, two = ((tmp_path / n / "pack.toml").read_text("utf-8") for n in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_nothing_is_overwritten(tmp_path: Path, what: str) -> None:
    place = tmp_path / "there"
    match what:
        case "folder":
            place.mkdir()
        case "file":
            place.write_text("mine")
        case _:
            place.symlink_to(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="is there already"):
        start_meeting(place)


def test_no_half_of_a_folder_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def fail_second(path: Path, _: bytes) -> None:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)

    monkeypatch.setattr(Path, "write_bytes", fail_second)
    with pytest.raises(BadInput, match="No space left"):
        start_meeting(tmp_path / "next")
    assert written and not list(tmp_path.iterdir())


def test_only_a_meeting_has_a_next(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no pack\.toml"):
        start_meeting(tmp_path / "next", tmp_path)
    (tmp_path / "pack.toml").write_text('scorecard = "a.xlsx"')
    with pytest.raises(BadInput, match="has no \\[meeting\\]"):
        start_meeting(tmp_path / "next", tmp_path)
    assert not (tmp_path / "next").exists()


def test_a_last_meeting_with_tables_of_another_kind_is_refused(tmp_path: Path) -> None:
    last = meeting(tmp_path, "item = 1\n", "")
    (last / "pack.toml").write_text("item = [1]\n[meeting]\n")
    with pytest.raises(BadInput, match="item: is not a list of tables"):
        start_meeting(tmp_path / "next", last)


def test_the_command_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "last")
    assert main(["new", str(tmp_path / "next"), "--from", str(tmp_path / "last")]) == 0
    assert "next/pack.toml" in capsys.readouterr().out
    assert main(["new", str(tmp_path / "next")]) == 2
