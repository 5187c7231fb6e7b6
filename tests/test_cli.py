"""The command line: exit codes, messages, JSON."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from packgen.cli import main
from tests.workbooks import DATA, JUNE, SPLIT, changed

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs/scorecard.schema.json").read_text("utf-8"))


def packgen(
    *words: str | Path, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "packgen", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        check=False,
    )


def test_build_says_each_step_in_one_line_and_names_what_it_wrote(tmp_path: Path) -> None:
    done = packgen("build", JUNE, cwd=tmp_path)
    assert done.returncode == 0
    steps = [line for line in done.stderr.splitlines() if not line.startswith("look at it: ")]
    assert steps == [
        "read cef-scorecard-2023-06.xlsx: 34 indicators, position Jun-23",
        "judged 34 indicators by their targets",
        "separated: figures of 6 indicators withheld from the public",
        "made and read back: public pdf",
        "made and read back: public docx",
        "made and read back: part2 pdf",
        "made and read back: part2 docx",
        "made and read back: findings pdf",
        "made and read back: findings docx",
        "made and read back: disclosure pdf",
        "made and read back: disclosure docx",
    ]
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert paths[0] == Path("output/cef-scorecard-2023-06/public/cef-scorecard-2023-06-public.pdf")
    assert all((tmp_path / path).is_file() for path in paths)
    folder = tmp_path / "output/cef-scorecard-2023-06/part2"
    if os.name != "nt":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = packgen("build", JUNE, "-o", tmp_path, "--quiet", "--format", "docx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_findings_have_a_place_and_a_remedy(tmp_path: Path) -> None:
    done = packgen("build", JUNE, "-o", tmp_path, "--format", "docx")
    looks = [line for line in done.stderr.splitlines() if line.startswith("look at it: ")]
    assert (
        "look at it: cef-scorecard-2023-06.xlsx: Scorecard!X46: indicator 32: the months' "
        "denominators sum to 221, the year to date says 222 — correct whichever is wrong"
    ) in looks
    assert not any("without a paragraph" in line for line in looks)  # for information only


@pytest.mark.parametrize("workbook", sorted(DATA.glob("*.xlsx")), ids=lambda p: p.stem)
@pytest.mark.parametrize("audience", ["public", "part2"])
def test_read_prints_json_after_its_schema(workbook: Path, audience: str) -> None:
    done = packgen("read", workbook, "--audience", audience, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    card = json.loads(done.stdout)
    jsonschema.validate(card, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert card["audience"] == audience


def test_the_schema_refuses_a_number_in_a_withheld_cell() -> None:
    card = json.loads(packgen("read", JUNE, "--quiet").stdout)
    rows = card["blocks"][0]["sections"][0]["indicators"]
    (row,) = [row for row in rows if row["number"] == "4"]
    assert row["months"][0] == {"period": "2023-04", "text": "[c]", "withheld": "exempt"}
    row["months"][0]["number"] = 3
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(card, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_read_prints_the_council_s_own_figures() -> None:
    card = json.loads(packgen("read", SPLIT, "--quiet").stdout)
    by_number = {
        row["number"]: row
        for block in card["blocks"]
        for section in block["sections"]
        for row in section["indicators"]
    }
    assert by_number["26"]["months"][2] == {
        "period": "2023-06",
        "text": "1.4% (97/7135)",
        "number": 1.4,
        "unit": "%",
    }
    assert by_number["24"]["target"] == {"text": "12 - 18", "low": 12, "high": 18, "unit": "count"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "none.xlsx"], "none.xlsx: there is no such file or folder"),
        (["build", str(JUNE), "--style", "none"], "style 'none': there is no such style"),
        (["build", str(JUNE), "--template", "x"], "template 'x': there is no such template"),
        (["build", str(JUNE), "--format", "odt"], "invalid choice: 'odt'"),
        (["build"], "the following arguments are required: SOURCE"),
        (["bild"], "invalid choice: 'bild'"),
        ([], "required"),
    ],
)
def test_bad_usage_ends_with_2_and_no_traceback(
    tmp_path: Path, words: list[str], told: str
) -> None:
    done = packgen(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_findings_that_stop_end_with_1_all_at_once_and_write_nothing(tmp_path: Path) -> None:
    def spoiled(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["L7"] = "x"
        sheet["M8"] = "<5"
        sheet["Z13"] = "Part 2 (Juni): para 2"

    workbook = changed(JUNE, tmp_path / "june.xlsx", spoiled)
    done = packgen("build", workbook, "-o", tmp_path / "out")
    assert done.returncode == 1
    faults = [line for line in done.stderr.splitlines() if line.startswith("june.xlsx: ")]
    assert [line.split(": ")[1] for line in faults] == [
        "Scorecard!L7",
        "Scorecard!M8",
        "Scorecard!Z13",
    ]
    assert all(" — " in line for line in faults)
    assert not (tmp_path / "out").exists()


def test_a_fault_of_packgens_own_is_told_without_its_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("the withheld figure is 7")

    monkeypatch.setattr("packgen.pipeline.build", broken)
    assert main(["build", str(JUNE), "--quiet"]) == 3
    told = capsys.readouterr().err
    assert "a fault of its own (ValueError in test_cli.py" in told
    assert "7" not in told.split("ValueError")[0]
    assert "withheld figure" not in told


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "packgen", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    heavy = {"jinja2", "lxml", "reportlab", "docx", "PIL", "pikepdf", "rich", "fontTools", "json"}
    heavy |= {"alembic", "sqlalchemy"}
    assert not {name for name in imported if name.split(".")[0] in heavy}


def test_a_build_imports_no_library_that_it_can_do_without(tmp_path: Path) -> None:
    build = ["build", str(JUNE), "--quiet", "--format", "pdf", "-o", str(tmp_path)]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; from packgen.cli import main; main({build!r}); print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    imported = set(done.stdout.split())
    assert {"reportlab", "pikepdf"} <= imported
    heavy = {"docx", "lxml", "matplotlib", "numpy", "openpyxl", "pandas", "rich"}
    heavy |= {"alembic", "sqlalchemy"}
    assert not heavy & imported
    # the largest modules of libraries that are needed for other things
    assert not {"fontTools.ttLib.tables.otTables", "reportlab.platypus"} & imported


def test_the_docs_name_every_command_and_option() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("build", "check", "profile", "read", "styles"):
        assert f"packgen {command}" in readme
        help_text = packgen(command, "--help").stdout
        for word in help_text.split():
            option = word.strip("[],")
            if option.startswith("--") and option != "--help":
                assert option in readme, option
