"""The commands release and releases, and the page of the docs about them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from packgen.cli import main
from packgen.store import Store, address_of
from tests.store.publications import JULY, TITLE, built, publication
from tests.workbooks import DATA, JUNE

ROOT = Path(__file__).parent.parent.parent
DOCS = (ROOT / "docs/releases.md").read_text("utf-8")


def packgen(*words: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "PACKGEN_STORE"}
    return subprocess.run(
        [sys.executable, "-m", "packgen", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **env},
        check=False,
    )


def test_a_release_its_repeat_and_its_correction_are_told(tmp_path: Path) -> None:
    pack = built(tmp_path / "output").relative_to(tmp_path)
    first = packgen("release", pack, "--on", "2023-07-12", cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Recorded in output/packgen.db\n\nchildren-performance\n")
    again = packgen("release", pack, "--on", "2023-07-13", cwd=tmp_path)
    assert again.returncode == 0
    assert again.stdout.startswith(
        "Nothing to record: these files were released on 2023-07-12 already\n"
    )
    built(tmp_path / "output", b"corrected")
    corrected = packgen("release", pack, "--on", "2023-07-20", cwd=tmp_path)
    assert corrected.returncode == 0
    assert corrected.stdout.startswith(
        "Recorded in output/packgen.db as a correction of what was released before\n"
    )


def test_another_title_under_the_same_name_is_told(tmp_path: Path) -> None:
    store = Store(address_of(None, tmp_path))
    store.record(publication(b"May", position=JULY, title="March children: performance"))
    told = packgen("release", built(tmp_path), cwd=tmp_path).stdout
    assert "Released before as the same scorecard: March children: performance" in told


def test_the_list_is_a_table_for_each_scorecard(tmp_path: Path) -> None:
    store = Store(address_of(None, tmp_path / "output"))
    built(tmp_path / "output")
    for one in (
        publication(),
        publication(b"other", on=date(2023, 7, 20)),
        publication(scorecard="adults", title="Adults"),
    ):
        store.record(one)
    told = packgen("releases", cwd=tmp_path)
    paper, other = (sha256(data).hexdigest()[:12] for data in (b"paper", b"other"))
    assert told.stdout.splitlines() == [
        "output/packgen.db: 3 releases",
        "",
        "children-performance",
        "position  released on  cells  withheld  PDF           title",
        f"Jun-23    2023-07-12   4      1         {paper}  {TITLE}",
        f"Jun-23    2023-07-20   4      1         {other}  {TITLE} (correction)",
        "",
        "adults",
        "position  released on  cells  withheld  PDF           title",
        f"Jun-23    2023-07-12   4      1         {paper}  Adults",
    ]
    one = packgen("releases", "adults", cwd=tmp_path).stdout
    assert one.startswith("output/packgen.db: 1 release\n\nadults\n")


def test_the_list_for_programs(tmp_path: Path) -> None:
    store = Store(address_of(str(tmp_path / "x.db"), tmp_path))
    store.record(publication())
    told = packgen("releases", "--store", "x.db", "--json", cwd=tmp_path)
    assert json.loads(told.stdout) == {
        "version": 1,
        "releases": [
            {
                "scorecard": "children-performance",
                "title": "Children: Performance June 2023",
                "position": "2023-06",
                "released_on": "2023-07-12",
                "corrects": False,
                "cells": 4,
                "withheld": 1,
                "files": dict(publication().files),
            }
        ],
    }


def test_nothing_released_yet_and_a_name_mistyped(tmp_path: Path) -> None:
    told = packgen("releases", "childrn", cwd=tmp_path)
    assert (told.returncode, told.stdout) == (0, "output/packgen.db: 0 releases\n")
    assert list(tmp_path.iterdir()) == []
    Store(address_of(str(tmp_path / "x.db"), tmp_path)).record(publication())
    told = packgen("releases", "childrn", "--store", "x.db", cwd=tmp_path)
    assert told.returncode == 2
    assert told.stderr == (
        "scorecard 'childrn': was never released (x.db) — choose one of: children-performance\n"
    )


def test_where_releases_are_kept(tmp_path: Path) -> None:
    """--store comes before PACKGEN_STORE, that before the pack's own, that before its folder."""
    plain = built(tmp_path / "plain")
    own = built(tmp_path / "own", store="own.db")
    for pack, words, env, file in (
        (plain, (), {}, "plain/packgen.db"),
        (own, (), {}, "own.db"),
        (own, (), {"PACKGEN_STORE": "env.db"}, "env.db"),
        (own, ("--store", "asked.db"), {"PACKGEN_STORE": "env2.db"}, "asked.db"),
    ):
        assert packgen("release", pack, "--quiet", *words, cwd=tmp_path, **env).returncode == 0
        assert len(Store(address_of(str(tmp_path / file), tmp_path)).releases()) == 1
    assert sorted(p.name for p in tmp_path.rglob("*.db")) == [
        "asked.db", "env.db", "own.db", "packgen.db"]  # fmt: skip


def test_the_day_is_today_unless_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fixed(date):
        @classmethod
        def today(cls) -> date:
            return date(2023, 7, 14)

    monkeypatch.setattr("packgen.commands.date", Fixed)
    monkeypatch.delenv("PACKGEN_STORE", raising=False)
    assert main(["release", str(built(tmp_path)), "--quiet"]) == 0
    (release,) = Store(address_of(None, tmp_path)).releases()
    assert release.on == date(2023, 7, 14)


@pytest.mark.parametrize("day", ["yesterday", "12/07/2023", "20230712", "2023-W28-3", "2023-02-30"])
def test_a_day_is_written_in_one_way(tmp_path: Path, day: str) -> None:
    told = packgen("release", built(tmp_path), "--on", day, cwd=tmp_path)
    assert told.returncode == 2
    assert f"{day!r} is not a day, such as 2023-07-12" in told.stderr


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    pack = built(tmp_path)
    (pack / "public/june-public.pdf").write_bytes(b"edited")
    told = packgen("release", pack, cwd=tmp_path)
    assert (told.returncode, told.stdout) == (2, "")
    assert "june-public.pdf: was changed after it was built — build the pack again" in told.stderr
    assert not list(tmp_path.rglob("*.db"))


def test_june_and_july_of_a_built_scorecard_meet(tmp_path: Path) -> None:
    """Real packs of two months: what was withheld in them is not in the memory."""
    for workbook in (DATA / "cef-scorecard-2023-05.xlsx", JUNE):
        build = ("build", workbook, "--quiet", "--format", "docx")
        assert packgen(*build, cwd=tmp_path).returncode == 0
        pack = f"output/{workbook.stem}"
        assert packgen("release", pack, "--quiet", cwd=tmp_path).returncode == 0
    (name,) = {r.scorecard for r in Store(address_of(None, tmp_path / "output")).releases()}
    may, june = Store(address_of(None, tmp_path / "output")).releases_of(name)
    assert (may.position.label, june.position.label) == ("May-23", "Jun-23")
    withheld = [cell for cell in june.cells if cell.withheld]
    assert len({cell.indicator for cell in withheld}) == 6
    assert all(c.text == "" and c.figure is None for c in withheld)


def test_a_pack_for_the_public_alone_has_no_record(tmp_path: Path) -> None:
    build = ("build", JUNE, "--quiet", "--format", "docx", "--audience", "public")
    assert packgen(*build, cwd=tmp_path).returncode == 0
    told = packgen("release", f"output/{JUNE.stem}", cwd=tmp_path)
    assert told.returncode == 2
    assert "has no record of what was disclosed" in told.stderr


def test_the_page_names_every_option() -> None:
    for command in ("release", "releases"):
        assert f"packgen {command}" in DOCS
        for word in packgen(command, "--help", cwd=ROOT).stdout.split():
            option = word.strip("[],")
            if option.startswith("--") and option != "--help":
                assert option in DOCS, option


def unhashed(text: str) -> str:
    """A hash says nothing of this page: it changes with the paper."""
    return re.sub(r"\b[0-9a-f]{12}\b", "HASH", text)


EXAMPLE = re.search(r"```console\n(.*?)```", DOCS, re.DOTALL)


def test_the_example_is_run_word_for_word(tmp_path: Path) -> None:
    assert EXAMPLE
    shutil.copy(JUNE, tmp_path)
    for block in EXAMPLE[1].split("$ ")[1:]:
        command, _, told = block.partition("\n")
        words = shlex.split(command)
        assert words[0] == "packgen"
        done = packgen(*words[1:], cwd=tmp_path)
        assert unhashed(done.stdout).strip() == unhashed(told).strip(), command
        assert done.returncode == 0


def test_who_has_released_nothing_does_not_wait_for_the_database_s_library(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from packgen.store import Store, address_of; "
        "assert Store(address_of(None, Path())).releases_of('x') == (); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert not {"alembic", "sqlalchemy"} & set(done.stdout.split())
