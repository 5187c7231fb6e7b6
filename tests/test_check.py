"""`packgen check`: every known mistake at its cell, its JSON, its table, its codes."""

from __future__ import annotations

import ast
import io
import json
import re
from collections import defaultdict
from contextlib import redirect_stdout
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from packgen.cli import main
from packgen.ingest import read_workbook
from packgen.model.finding import Finding, Severity
from packgen.model.observation import CellRef
from packgen.render.findings import write_findings
from packgen.settings.codes import all_codes
from packgen.terminal import show
from tests import check_page
from tests.ingest import sheets
from tests.workbooks import DATA, JUNE, MONTHS, SPLIT, changed, marked_rows

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs/findings.schema.json").read_text("utf-8"))


def said(*words: str | Path) -> tuple[int, str]:
    """A check's exit code, and what it prints."""
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(printed):
        code = main(["check", *map(str, words)])
    printed.seek(0)
    return code, printed.read()


def findings(source: Path, *words: str) -> list[dict[str, object]]:
    _, text = said(source, "--json", *words)
    told = json.loads(text)
    jsonschema.validate(told, SCHEMA, cls=jsonschema.Draft202012Validator)
    return list(told["findings"])


KNOWN = [
    (None, "benchmark-heading-twice", "H5", ["'Bromley 2021/22'"]),
    ("24", "rating-differs", "K35", ["stated GREEN", "19 is outside 12 - 18"]),
    ("5", "rating-differs", "K11", ["stated GREEN", "52 is above 22-36"]),
    ("5", "footing", "X11", ["sum to 20", "says 52"]),
    ("13", "rating-missing", "K20", ["a target and a figure but no RAG rating"]),
    ("32", "ratio-footing", "X46", ["sum to 221", "says 222"]),
    ("17", "unit-missing", "X25", ["months in per cent", "95"]),
    ("23", "unit-missing", "X33", ["months in per cent", "96"]),
    ("31", "small-number", "N45", ["4% (1/28)"]),
    ("31", "small-number", "P45", ["12% (3/26)"]),
    ("32", "small-number", "N46", ["3% (1/39)"]),
    ("32", "small-number", "P46", ["10% (3/30)"]),
]


@pytest.mark.parametrize("workbook", [JUNE, SPLIT], ids=lambda p: p.stem)
@pytest.mark.parametrize("audience", ["public", "part2"])
def test_every_known_mistake_is_found_at_its_cell(workbook: Path, audience: str) -> None:
    told = findings(workbook, "--audience", audience)
    for indicator, code, cell, words in KNOWN:
        (message,) = [
            str(f["message"])
            for f in told
            if (f["indicator"], f["code"], f["cell"]) == (indicator, code, f"Scorecard!{cell}")
        ]
        assert all(word in message for word in words)
    assert not [f for f in told if f["severity"] == "stops"]


@pytest.mark.parametrize("workbook", sorted(DATA.glob("*.xlsx")), ids=lambda p: p.stem)
def test_the_examples_stop_nothing_and_alarm_little(workbook: Path) -> None:
    told = findings(workbook)
    assert not [f for f in told if f["severity"] == "stops"]
    assert len({(f["code"], f["indicator"]) for f in told if f["severity"] == "look"}) <= 16


def test_findings_that_stop_end_with_1_and_files_that_cannot_be_read_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["L7"] = "x"

    spoiled = changed(JUNE, tmp_path / "june.xlsx", spoil)
    assert said(JUNE, "--quiet") == (0, "")
    code, text = said(spoiled, "--json")
    assert code == 1
    (stop, *_) = json.loads(text)["findings"]
    assert (stop["code"], stop["cell"]) == ("value-not-understood", "Scorecard!L7")
    assert said(tmp_path / "none.xlsx", "--json") == (2, "")
    assert "none.xlsx: there is no such file" in capsys.readouterr().err


def test_a_broken_pack_file_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(pack(tmp_path, '[[waive]]\ncode = "mark-not-understood"\nwhy = "x"\n'))[0] == 2
    told = capsys.readouterr().err
    assert "[[waive]] 1: code: 'mark-not-understood' can't be waived" in told
    assert "reason: is missing" in told
    assert said(pack(tmp_path, WAIVER.replace("footing", "section-marked").replace(
        'indicator = "5"\n', "")))[0] == 2  # fmt: skip
    assert "what stops a build is waived at one cell alone" in capsys.readouterr().err
    assert "why: is not a key that packgen knows" in told


def pack(folder: Path, more: str) -> Path:
    (folder / "june.xlsx").write_bytes(JUNE.read_bytes())
    (folder / "pack.toml").write_text(f'scorecard = "june.xlsx"\n{more}', "utf-8")
    return folder


WAIVER = """
[[waive]]
code = "footing"
indicator = "5"
reason = "Academic year"
who = "J. Doe"
"""


def test_a_waived_finding_is_shown_as_waived(tmp_path: Path) -> None:
    folder = pack(tmp_path, WAIVER)
    (footing,) = [f for f in findings(folder) if f["code"] == "footing"]
    assert footing["waived"] is True
    _, text = said(folder)
    assert "Waived (1)" in text
    assert "waived: Academic year (J. Doe)  [footing]" in text


def test_a_section_headed_part_2_is_built_once_it_is_waived(tmp_path: Path) -> None:
    def retitle(sheet: Worksheet) -> None:
        sheet["A12"] = "Part 2: Corporate"
        assert sheet["B13"].value

    folder = pack(tmp_path, WAIVER.replace("footing", "section-marked").replace(
        'indicator = "5"', 'cell = "A12"'))  # fmt: skip
    changed(JUNE, folder / "june.xlsx", retitle)
    (stop,) = [f for f in findings(folder) if f["severity"] == "stops"]
    assert (stop["code"], stop["waived"]) == ("section-marked", True)
    words = ["build", str(folder), "-o", str(tmp_path / "out"), "--format", "docx", "--quiet"]
    assert main(words) == 0
    (folder / "pack.toml").write_text('scorecard = "june.xlsx"\n', "utf-8")
    assert main(words) == 1


def test_the_table_fits_80_columns_and_says_how_columns_were_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, text = said(JUNE)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    assert not any(line != line.rstrip() or "\x1b" in line for line in lines)
    assert lines[0].startswith("cef-scorecard-2023-06.xlsx: sheet 'Scorecard', 34 indicators")
    assert [" ".join(line.split()) for line in lines if line.startswith("L to W")] == [
        "L to W Apr-23 to Mar-24 month Apr-23 to month Mar-24 sure",
        "L to W Jan-23 to Dec-23 month Jan-23 to month Dec-23 sure",
    ]
    assert "Look at it (18)" in lines
    assert lines[-1].startswith("Look at it: 18; for information: ")


def test_the_json_is_indented_as_python_does_it(tmp_path: Path) -> None:
    def odd(sheet: Worksheet) -> None:
        sheet["K7"] = 'a "quoted", \\ odd — word'

    for source in (changed(JUNE, tmp_path / "odd.xlsx", odd), SPLIT):
        _, text = said(source, "--json")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("number", [0, 1])
def test_a_short_list_is_indented_as_python_does_it(number: int) -> None:
    text = write_findings("a.xlsx", read_workbook(JUNE), many(number))
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(("number", "left"), [(100, ""), (1105, "and 1,005 more: ")])
def test_the_terminal_lists_the_first_of_thousands_and_counts_all(number: int, left: str) -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        show("a.xlsx", read_workbook(JUNE), many(number))
    shown = printed.getvalue()
    assert f"Look at it ({number})" in shown
    assert shown.count("something is odd") == 100
    assert ("more: packgen check --json lists them all" in shown) == bool(left)
    assert left in shown


def many(number: int) -> list[Finding]:
    """So many findings about so many indicators."""
    return [
        Finding(
            "jump", Severity.LOOK, CellRef("Scorecard", row, 1), "something is odd", "see", str(row)
        )
        for row in range(1, number + 1)
    ]


def test_no_public_finding_depends_on_a_withheld_figure(tmp_path: Path) -> None:
    def spoil(text: object) -> str:
        def change(sheet: Worksheet) -> None:
            for row in marked_rows(sheet).values():
                for column in MONTHS:
                    sheet.cell(row, column).value = text  # type: ignore[assignment]

        return said(changed(JUNE, tmp_path / "june.xlsx", change), "--audience", "public")[1]

    baseline = spoil(3)
    for text in (-7, 0, 0.5, "12% (17/13)", "105%", "see me", None, 10**6):
        assert spoil(text) == baseline


def test_no_finding_quotes_a_withheld_figure(tmp_path: Path) -> None:
    def spoil(sheet: Worksheet) -> None:
        for row in marked_rows(sheet).values():
            for place, column in enumerate(MONTHS):
                sheet.cell(row, column).value = 7_654_321 + place if place % 2 else "987% (98/76)"

    _, text = said(changed(JUNE, tmp_path / "june.xlsx", spoil), "--json")
    assert not any(figure in text for figure in ("7654", "7,654", "987", "98/76"))


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({"polarity": None}, "polarity-missing", "C4"),
        ({"target": None}, "rating-without-target", "D4"),
        ({"rag": None}, "rating-missing", "F4"),
        ({"number": None}, "number-missing", "A4"),
        ({"publication": "Part 2: para 2", "notes": "6 of them"}, "note-beside-withheld", "K4"),
        ({"publication": "Part 2"}, "paragraph-missing", "L4"),
    ],
)
def test_a_finding_names_the_cell_to_mend(
    changes: dict[str, object], code: str, cell: str, tmp_path: Path
) -> None:
    book = sheets.write(tmp_path, sheets.scorecard(sheets.row(**changes)))
    told = [(f["code"], f["cell"]) for f in findings(book, "--audience", "part2")]
    assert (code, f"Scorecard!{cell}") in told


def test_last_periods_pack_is_read_with_its_own_profile(tmp_path: Path) -> None:
    def revise(sheet: Worksheet) -> None:
        sheet["I7"] = 12345

    may = tmp_path / "may"
    may.mkdir()
    changed(JUNE, may / "may.xlsx", revise)
    (may / "my.toml").write_text(
        '[[header]]\nrows = [4, 5]\n[header.columns]\nI = "not carried"\n', "utf-8"
    )
    for profile, cells in (("", ["Scorecard!I7"]), ('profile = "my.toml"\n', [])):
        (may / "pack.toml").write_text(f'scorecard = "may.xlsx"\n{profile}', "utf-8")
        told = findings(JUNE, "--previous", str(may))
        assert [f["cell"] for f in told if f["code"] == "figure-revised"] == cells


# Codes


def calls() -> dict[str, set[Severity]]:
    """Every code that the source gives a finding, with the severities that it says plainly."""
    words = {"stop": Severity.STOPS, "look": Severity.LOOK, "look_inside": Severity.LOOK,
             "inform": Severity.INFORMS}  # fmt: skip
    found: dict[str, set[Severity]] = defaultdict(set)
    for path in (ROOT / "packgen").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if name in {*words, "tell", "Finding"} and isinstance(first, ast.Constant):
                found[str(first.value)] |= {words[name]} if name in words else set()
                if name == "Finding":
                    found[str(first.value)].add(Severity[ast.unparse(node.args[1]).split(".")[1]])
    return found


def test_every_code_has_its_meaning_and_every_meaning_its_code() -> None:
    codes = all_codes()
    told = calls()
    missing = set(told) - set(codes)
    assert not missing, f"describe them in packgen/settings/codes.toml: {sorted(missing)}"
    source = "".join(p.read_text("utf-8") for p in sorted((ROOT / "packgen").rglob("*.py")))
    assert not [code for code in codes if f'"{code}"' not in source], "codes that no finding has"
    for name, severities in told.items():
        assert severities <= set(codes[name].severities), name


def test_meanings_and_remedies_are_sentences_without_figures() -> None:
    for code in all_codes().values():
        assert code.meaning.endswith("."), code.name
        assert code.remedy.endswith((".", "Inspect).", "Links).")), code.name
        figures = re.sub(r"Part 2|Windows-1252|\b(?:0|1|100)\b", "", code.meaning)
        assert not any(map(str.isdigit, figures)), code.name


def test_only_doubts_about_words_may_be_waived_where_they_stop() -> None:
    waivable = {c.name for c in all_codes().values() if c.waivable}
    assert waivable == {
        "section-marked", "heading-speaks-of-part-2", "sheet-passed-over", "table-without-header",
        "note-gives-withheld", "figure-exposed",
        "indicator-sheet-not-understood", "unread-sheet-speaks-of-part-2",
    }  # fmt: skip


def test_the_page_lists_every_code() -> None:
    assert check_page.page() == check_page.PAGE.read_text("utf-8"), "python -m tests.check_page"


def test_an_untouched_copy_of_a_workbook_is_checked_alike(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(JUNE)
    book.save(tmp_path / JUNE.name)
    assert findings(tmp_path / JUNE.name) == findings(JUNE)
