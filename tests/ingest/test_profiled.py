"""Profiles: a round trip changes nothing, and what is edited by hand overrides the guess."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from packgen.cli import main
from packgen.errors import BadInput
from packgen.settings.profile import load_profile
from tests.workbooks import DATA, JUNE, SPLIT, changed


def said(*words: str | Path) -> tuple[int, str]:
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(printed):
        code = main([*map(str, words), "--quiet"])
    printed.seek(0)
    return code, printed.read()


def pack(folder: Path, profile: str, change: Callable[[Worksheet], None] | None = None,
         source: Path = JUNE) -> Path:  # fmt: skip
    changed(source, folder / "june.xlsx", change or (lambda _: None))
    (folder / "my.toml").write_text(profile, "utf-8")
    (folder / "pack.toml").write_text('scorecard = "june.xlsx"\nprofile = "my.toml"\n', "utf-8")
    return folder


def row(source: Path, number: str, audience: str = "public") -> dict[str, object]:
    code, text = said("read", source, "--audience", audience)
    assert code == 0
    (found,) = [i for b in json.loads(text)["blocks"] for s in b["sections"]
                for i in s["indicators"] if i["number"] == number]  # fmt: skip
    return found


def stops(source: Path) -> list[tuple[str, str]]:
    _, text = said("check", source, "--json")
    told = json.loads(text)["findings"]
    return [(f["code"], f["cell"]) for f in told if f["severity"] == "stops"]


@pytest.mark.parametrize("source", [JUNE, SPLIT, DATA / "cef-scorecard-2024-03.xlsx"],
                         ids=lambda p: p.stem)  # fmt: skip
def test_a_profile_used_on_its_own_workbook_changes_nothing(source: Path, tmp_path: Path) -> None:
    _, profile = said("profile", source)
    folder = pack(tmp_path, profile, source=source)
    for audience in ("public", "part2"):
        words = ("--audience", audience)
        assert said("read", folder, *words) == said("read", folder / "june.xlsx", *words)
    assert stops(folder) == []


def test_it_is_written_to_a_file_and_says_what_is_known(tmp_path: Path) -> None:
    assert said("profile", JUNE, "-o", tmp_path / "my.toml") == (0, "")
    profile = load_profile(tmp_path / "my.toml")
    assert profile.sheet == "Scorecard"
    assert [(h.first_row, h.last_row) for h in profile.headers] == [(4, 5), (43, 44)]
    assert profile.headers[0].columns["L"] == "month Apr-23"
    assert profile.accumulation["2"].value == "per-month"
    assert "4" not in profile.accumulation  # withheld: what is found of it stays with it


def with_star(sheet: Worksheet) -> None:
    sheet["L7"] = "*"


def test_a_marker_stops_until_a_profile_says_what_it_means(tmp_path: Path) -> None:
    folder = pack(tmp_path, "", with_star)
    assert stops(folder) == [("value-not-understood", "Scorecard!L7")]
    assert '# "*" = "not available"' in said("profile", folder)[1]
    pack(tmp_path, '[markers]\n"*" = "not available"\n', with_star)
    assert stops(folder) == []
    (april, *_) = row(folder, "1")["months"]  # type: ignore[misc]
    assert april["text"] == "Not available"


def test_a_marker_that_means_withheld_withholds(tmp_path: Path) -> None:
    folder = pack(tmp_path, '[markers]\n"*" = "withheld"\n', with_star)
    (april, *_) = row(folder, "1")["months"]  # type: ignore[misc]
    assert april["withheld"] == "marked"


@pytest.mark.parametrize("legend", ["* = not available", "'*' means data suppressed", "* - n/a"])
def test_the_sheet_s_own_legend_says_it_too(legend: str, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        with_star(sheet)
        sheet["A49"] = legend

    folder = pack(tmp_path, "", change)
    assert ("value-not-understood", "Scorecard!L7") not in stops(folder)
    _, text = said("check", folder, "--json")
    assert "marker-by-legend" in text


def test_a_heading_that_is_not_known_is_read_as_said_and_printed_as_it_is(tmp_path: Path) -> None:
    def rename(sheet: Worksheet) -> None:
        for cell in ("B4", "B5", "B43", "B44"):
            if sheet[cell].value:
                sheet[cell] = "Things we do"

    folder = pack(tmp_path, "", rename)
    assert said("check", folder)[0] == 2
    columns = "[header.columns]\nB = 'indicator'\n"
    pack(tmp_path, f"[[header]]\nrows = [4, 5]\n{columns}[[header]]\nrows = [43, 44]\n{columns}",
         rename)  # fmt: skip
    code, text = said("read", folder)
    assert code == 0
    card = json.loads(text)
    assert sum(len(s["indicators"]) for b in card["blocks"] for s in b["sections"]) == 34
    told = json.loads(said("check", folder, "--json")[1])["understood"]["tables"]
    assert [t["columns"][1]["heading"] for t in told] == ["Things we do"] * 2


def test_a_column_that_is_not_to_be_carried(tmp_path: Path) -> None:
    profile = '[[header]]\nrows = [4, 5]\n[header.columns]\nI = "not carried"\n'
    folder = pack(tmp_path, profile)
    assert len(row(folder, "7")["benchmarks"]) == len(row(JUNE, "7")["benchmarks"]) - 1  # type: ignore[arg-type]


def test_marks_for_part_2_are_never_read_as_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for word in ("not carried", "notes"):
        profile = f'[[header]]\nrows = [4, 5]\n[header.columns]\nZ = "{word}"\n'
        assert said("read", pack(tmp_path, profile))[0] == 2
        assert "a column of marks for Part 2 as something else" in capsys.readouterr().err


def test_words_and_colours_of_ratings(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["K7"] = "On track"
        sheet["K8"] = None
        sheet["K8"].fill = PatternFill("solid", fgColor="7030A0")

    assert stops(pack(tmp_path, "", change)) == [("rating-not-understood", "Scorecard!K7")]
    folder = pack(tmp_path, '[ratings]\n"On Track" = "GREEN"\n[colours]\n7030A0 = "AMBER"\n',
                  change)  # fmt: skip
    ratings = [row(folder, number)["rating"] for number in ("1", "2")]
    assert [json.dumps(r).count(word) > 0 for r, word in zip(ratings, ("GREEN", "AMBER"),
            strict=True)] == [True, True]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[markers]\n'*' = 'gone'", "markers.*: 'gone' is not known"),
        ("[markers]\n'<5' = 'withheld'", "'<5' holds a figure"),
        ("[[header]]\nrows = [5, 4]", "not the first and the last row"),
        ("[[header]]\nrows = [4, 5]\n[header.columns]\nB = 'thing'", "B = 'thing'"),
        ("[accumulation]\n'1' = 'monthly'", "'monthly' is not known"),
        ("colour = 1", "is not a key that packgen knows"),
        ("= ", "can't be read"),
    ],
)
def test_faults_of_a_profile_are_told(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(text, "utf-8")
    with pytest.raises(BadInput, match=r"my\.toml") as caught:
        load_profile(tmp_path / "my.toml")
    assert told in str(caught.value)
