"""Profiles: a round trip changes nothing, and what is edited by hand overrides the guess."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
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
    assert april["withheld"] == "exempt"


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
    columns = "[header.columns]\nB = 'indicator'\n[header.headings]\nB = 'Things we do'\n"
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


HEADINGS = ("No.", "Performance Indicators", "Target", "England", "RAG rating", "Apr-23", "May-23",
            "Year to Date", "Notes", "Publication", "Reason")  # fmt: skip
FIGURE = "70717"


def small(folder: Path, profile: str, *, above: int = 2, part_2: str = "Part 2: para 2") -> Path:
    """A scorecard of three rows below some lines, whose second row is marked; and its profile."""
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "Scorecard"
    for line in ("Adults scorecard", "Position as at end of May 2023")[:above]:
        sheet.append([line])
    sheet.append(HEADINGS)
    for number, mark in ((1, None), (2, part_2), (3, None)):
        last = FIGURE if number == 2 else "33"
        figures = [10, int(last), int(last)] if mark else [10, 11, 21]
        why = f"see {FIGURE}" if mark else None
        row = [number, f"Indicator {number} title", 15, 44, "GREEN", *figures, None, mark, why]
        sheet.append(row)
    book.save(folder / "june.xlsx")
    (folder / "my.toml").write_text(profile, "utf-8")
    (folder / "pack.toml").write_text('scorecard = "june.xlsx"\nprofile = "my.toml"\n', "utf-8")
    return folder


def refused(source: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert said("build", source, "-o", source / "out", "--audience", "public")[0] == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert FIGURE not in line
    assert not (source / "out").exists()
    return line


def test_a_profile_of_another_layout_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = said("profile", small(tmp_path, "") / "june.xlsx")[1]
    assert 'H = "Year to Date"' in profile
    assert said("read", small(tmp_path, profile))[0] == 0
    bare = profile.partition("[header.headings]")[0]
    for stale in (profile, bare):  # its header's row is now a row of figures
        assert "of another layout" in refused(small(tmp_path, stale, above=1), capsys)
    moved = profile.replace('H = "Year to Date"', 'H = "Jun-23"')
    assert "of another layout" in refused(small(tmp_path, moved), capsys)


@pytest.mark.parametrize("recorded", ["", "[header.headings]\nC = 'Target'\nH = 'Year to Date'\n"])
@pytest.mark.parametrize("rows", ["[3, 4]", "[4, 4]", "[5, 6]", "[1, 1]", "[90, 90]"])
def test_a_row_of_the_body_is_never_a_header(
    rows: str, recorded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "[header.columns]\nC = 'rationale'\nH = 'year to date'\n"
    folder = small(tmp_path, f"[[header]]\nrows = {rows}\n{told}{recorded}")
    assert "of another layout" in refused(folder, capsys)


@pytest.mark.parametrize("letters", ["F", "H", "K"])
@pytest.mark.parametrize("read_as", ["notes", "target", "rationale", "number", "polarity",
                                     "benchmark", "RAG rating", "indicator"])  # fmt: skip
def test_periods_totals_and_reasons_of_marked_rows_stay_what_they_are(
    letters: str, read_as: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = f"[[header]]\nrows = [3, 3]\n[header.columns]\n{letters} = '{read_as}'\n"
    assert f'reasons as "{read_as}"' in refused(small(tmp_path, profile), capsys)


def test_without_marks_they_may_be_something_else(tmp_path: Path) -> None:
    profile = "[[header]]\nrows = [3, 3]\n[header.columns]\nI = 'not carried'\nK = 'notes'\n"
    assert said("read", small(tmp_path, profile, part_2=""))[0] == 0


def test_a_period_is_no_other_heading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = "[[header]]\nrows = [3, 3]\n[header.columns]\nG = 'month Notes'\n"
    assert "names no period" in refused(small(tmp_path, profile), capsys)


def test_there_is_one_column_of_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = "[[header]]\nrows = [3, 3]\n[header.columns]\nI = 'publication'\n"
    assert "a second column of marks" in refused(small(tmp_path, profile), capsys)


def test_short_texts_of_withheld_cells_are_no_unknown_markers(tmp_path: Path) -> None:
    folder = small(tmp_path, "")
    book = load_workbook(folder / "june.xlsx")
    book["Scorecard"]["F5"], book["Scorecard"]["G5"] = "six", "XIV"  # marked
    book["Scorecard"]["F4"] = "*"
    book.save(folder / "june.xlsx")
    text = said("profile", folder)[1]
    assert '# "*" =' in text
    assert "six" not in text
    assert "XIV" not in text


def test_a_profile_is_put_to_the_scorecard_and_not_to_part_2(tmp_path: Path) -> None:
    profile = "[[header]]\nrows = [3, 3]\n[header.columns]\nD = 'rationale'\n"
    folder = small(tmp_path, profile, part_2="")
    book = load_workbook(folder / "june.xlsx")
    book["Scorecard"]["F5"] = book["Scorecard"]["G5"] = book["Scorecard"]["H5"] = "[c]"
    part_2 = book.create_sheet("Part 2")
    for line in ([], [], ["No.", "Performance Indicators", "Notes", "Apr-23", "May-23", "Reason"],
                 [2, "Indicator 2 title", None, 4321, int(FIGURE), "para 2"]):  # fmt: skip
        part_2.append(line)
    book.save(folder / "june.xlsx")
    (april, may) = row(folder, "2", "part2")["months"]  # type: ignore[misc]
    assert (april["text"], may["text"]) == ("4321", FIGURE)


def test_no_file_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = small(tmp_path, "") / "june.xlsx"
    before = book.read_bytes()
    assert said("profile", book, "-o", book)[0] == 2
    assert "there is such a file already" in capsys.readouterr().err
    assert book.read_bytes() == before


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
        ("a = " + "[" * 5_000, "can't be read"),
        ("[[header]]\nrows = [4, 5]\n[header.headings]\nb1 = 'thing'", "'b1' is no column"),
    ],
)
def test_faults_of_a_profile_are_told(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(text, "utf-8")
    with pytest.raises(BadInput, match=r"my\.toml") as caught:
        load_profile(tmp_path / "my.toml")
    assert told in str(caught.value)


# What a written profile says, changed by hand


def edited(folder: Path, source: Path, *changes: tuple[str, str]) -> Path:
    """A pack of a workbook with the profile that is written of it, some of its lines changed."""
    folder.mkdir(exist_ok=True)
    profile = said("profile", source)[1]
    for before, after in changes:
        assert before in profile
        profile = profile.replace(before, after)
    (folder / "june.xlsx").write_bytes(source.read_bytes())
    (folder / "my.toml").write_text(profile, "utf-8")
    (folder / "pack.toml").write_text('scorecard = "june.xlsx"\nprofile = "my.toml"\n', "utf-8")
    return folder


def quarterly(folder: Path, *rows: list[object]) -> Path:
    folder.mkdir(exist_ok=True)
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "Scorecard"
    for line in (["Calls 2023/24"], ["No.", "Indicator", "Target", "RAG", "Q1", "Q2"], *rows):
        sheet.append(line)
    book.save(folder / "june.xlsx")
    return folder / "june.xlsx"


def months_of(source: Path) -> list[list[str]]:
    code, text = said("read", source)
    assert code == 0
    return [[m["period"] for m in b["months"]] for b in json.loads(text)["blocks"]]


def test_the_start_of_the_year_overrides_the_guess(tmp_path: Path) -> None:
    source = quarterly(tmp_path / "own", ["1", "Calls", 5, "GREEN", 4, 6])
    guessed = json.loads(said("read", edited(tmp_path / "a", source))[1])
    told = json.loads(
        said("read", edited(tmp_path / "b", source, ("year_start = 4", "year_start = 10")))[1]
    )
    assert guessed["blocks"][0]["year"] == "financial"
    assert told["blocks"][0]["year"] == "other"


def test_months_take_their_years_from_the_start_that_a_profile_says(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    for line in (["Fires, fiscal year 2022/23"], ["Indicator", "Jan", "Feb"], ["Fires", 1, 2]):
        sheet.append(line)
    (tmp_path / "own").mkdir()
    book.save(tmp_path / "own" / "june.xlsx")
    source = tmp_path / "own" / "june.xlsx"
    assert months_of(source) == [["2023-01", "2023-02"]]
    proposed = ("# year_start = 1\n", "year_start = 1\n")
    assert months_of(edited(tmp_path / "b", source, proposed)) == [["2022-01", "2022-02"]]


def test_a_quarter_told_by_its_months_is_counted_from_the_start_that_is_said(
    tmp_path: Path,
) -> None:
    (tmp_path / "book").mkdir()
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["Calls"])
    sheet.append(["Indicator", "Oct-Dec 2023", "Jan-Mar 2024"])
    sheet.append(["Calls", 4, 6])
    book.save(tmp_path / "book" / "june.xlsx")
    assert months_of(tmp_path / "book" / "june.xlsx") == [["2023-2024-Q3", "2023-2024-Q4"]]
    folder = edited(tmp_path / "b", tmp_path / "book" / "june.xlsx",
                    ("year_start = 4", "year_start = 10"))  # fmt: skip
    assert months_of(folder) == [["2023-2024-Q1", "2023-2024-Q2"]]


def test_words_and_colours_of_ratings_changed_by_hand(tmp_path: Path) -> None:
    source = quarterly(tmp_path / "own", ["1", "Calls", 5, "Green", 4, 6],
                       ["2", "Visits", 5, None, 4, 6])  # fmt: skip
    book = load_workbook(source)
    book["Scorecard"]["D4"].fill = PatternFill("solid", fgColor="FF00B050")
    book.save(source)
    folder = edited(tmp_path / "b", source, ('"Green" = "GREEN"', '"Green" = "RED"'),
                    ('"00B050" = "GREEN"', '"00B050" = "Not a target measure"'))  # fmt: skip
    ratings = [json.dumps(row(folder, number)["rating"]) for number in ("1", "2")]
    assert "RED" in ratings[0]
    assert "Not a target measure" in ratings[1]


def test_a_legend_is_written_down_and_may_be_changed(tmp_path: Path) -> None:
    source = quarterly(tmp_path / "own", ["1", "Calls", 5, "GREEN", 4, "x"], [],
                       ["x = not available"])  # fmt: skip
    folder = edited(tmp_path / "b", source, ('"x" = "not available"', '"x" = "withheld"'))
    assert row(folder, "1")["months"][1]["withheld"] == "exempt"  # type: ignore[index]


def test_how_an_indicator_adds_up_may_be_changed(tmp_path: Path) -> None:
    folder = edited(tmp_path / "b", JUNE, ('"2" = "per-month"', '"2" = "snapshot"'))
    assert row(folder, "2")["accumulation"] == "snapshot"
    assert row(JUNE, "2")["accumulation"] == "per-month"


def test_an_indicator_that_is_not_there_does_not_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edited(tmp_path / "b", JUNE, ('"2" = "per-month"', '"2000" = "per-month"'))
    assert said("read", folder)[0] == 2
    assert "no indicator with this number" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("marker", "legend"),
    [("[c]", ""), ("[C]", ""), ("Suppressed", ""), ("c", "c = data suppressed"),
     ("*", "* means withheld"), ("c", "c")],
)  # fmt: skip
@pytest.mark.parametrize("meaning", ["not available", "data pending", "not applicable"])
def test_a_sign_for_withheld_figures_is_given_no_other_meaning(
    marker: str, legend: str, meaning: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [[legend, "Suppressed to protect people"]] if legend == marker else [[legend]]
    source = quarterly(tmp_path / "own", ["1", "Calls", 5, "GREEN", 4, marker], [], *lines)
    (source.parent / "my.toml").write_text(f'[markers]\n"{marker}" = "{meaning}"\n', "utf-8")
    (source.parent / "pack.toml").write_text(
        'scorecard = "june.xlsx"\nprofile = "my.toml"\n', "utf-8"
    )
    assert said("read", source.parent)[0] == 2
    assert "it is a sign that a figure is withheld" in capsys.readouterr().err


@pytest.mark.parametrize("start", ["0", "13", "'April'", "4.5", "true"])
def test_a_year_starts_in_a_month(start: str, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(f"year_start = {start}\n", "utf-8")
    with pytest.raises(BadInput, match="is not a month"):
        load_profile(tmp_path / "my.toml")
