"""docs/sign-off.md: every option of its commands, its examples, its calendar."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from configparser import ConfigParser
from datetime import date
from pathlib import Path

import pytest

from packgen.arguments import parser
from packgen.settings.approval import ApprovalRules
from packgen.settings.calendar import load_calendar
from packgen.settings.pack import load_pack
from tests.store.test_proof import source

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs/sign-off.md").read_text("utf-8")
COMMANDS = "approve", "ledger", "status", "run"


def options(command: str) -> set[str]:
    """The options of a command, as the parser has them."""
    (added,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    found = {word for action in added.choices[command]._actions for word in action.option_strings}
    return found - {"-h", "--help"}


def section(command: str) -> str:
    """What the page says under a command's heading."""
    (found,) = re.findall(rf"(?ms)^## packgen {command}\b.*?(?=^## |\Z)", DOCS)
    return str(found)


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", DOCS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_its_commands_table_and_no_other(command: str) -> None:
    rows = re.findall(r"(?m)^\| `(--[a-z-]+)", section(command))
    assert len(rows) == len(set(rows))
    assert set(rows) == options(command)


def test_the_name_of_the_builder_is_in_the_docs() -> None:
    assert "--as" in options("build")
    assert "`packgen build --as NAME`" in DOCS


def test_approval_as_the_docs_have_it(tmp_path: Path) -> None:
    home = source(tmp_path, 3, "as-marked")
    text = next(block for block in blocks("toml") if "[approval]" in block)
    (home / "pack.toml").write_text(f'scorecard = "card.xlsx"\n{text}')
    roles = ("Head of Service", "Monitoring Officer")
    assert load_pack(home).approval == ApprovalRules(roles, four_eyes=True)


def test_the_calendar_as_the_docs_have_it(tmp_path: Path) -> None:
    for name in ("children", "scrutiny-2023-09-12"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.toml").write_text('scorecard = "scorecard.xlsx"\n')
    (tmp_path / "inbox").mkdir()
    text = next(block for block in blocks("toml") if "[[pack]]" in block)
    for each in (text, text.replace("# store", "store")):
        (tmp_path / "calendar.toml").write_text(each)
        calendar = load_calendar(tmp_path / "calendar.toml")
        assert (calendar.output, calendar.months) == (tmp_path / "output", tmp_path / "months")
        children, scrutiny = calendar.packs
        assert children.due(date(2023, 6, 30)) == date(2023, 7, 12)
        assert children.due(date(2023, 7, 12)) == date(2023, 8, 9)
        assert children.due(date(2023, 9, 30)) is None
        assert scrutiny.due(None) == date(2023, 9, 4)
        assert children.lists == ("members", "press")
    assert calendar.store == str(tmp_path / "packgen.db")


def test_the_units_of_systemd_are_whole() -> None:
    service, timer = blocks("ini")
    for text, part, key in (
        (service, "Service", "ExecStart"),
        (timer, "Timer", "OnCalendar"),
        (timer, "Install", "WantedBy"),
    ):
        unit = ConfigParser()
        unit.read_string(text)
        assert unit[part][key]
    words = shlex.split(next(line for line in service.splitlines() if "ExecStart" in line))
    assert parser().parse_args(words[1:]).quiet
    (cron,) = blocks("cron")
    asked = cron.strip().rpartition("packgen ")[2]
    assert parser().parse_args(shlex.split(asked)).quiet


def test_the_example_is_what_is_printed(tmp_path: Path) -> None:
    home = source(tmp_path, 3, "as-marked").rename(tmp_path / "homes")
    text = next(block for block in blocks("toml") if "[approval]" in block)
    (home / "pack.toml").write_text(f'scorecard = "card.xlsx"\n{text}')
    (example,) = blocks("console")
    printed = []
    for line in example.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(
            [sys.executable, "-m", *shlex.split(line.removeprefix("$ "))],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={
                **{k: v for k, v in os.environ.items() if k != "PACKGEN_STORE"},
                "PYTHONPATH": str(ROOT),
            },
            check=True,
        )
        printed += [line, *done.stdout.splitlines()]
    today = re.compile(r"(?m)^(homes  yes .*?)\d{4}-\d\d-\d\d")  # the day of the proof
    assert today.sub(r"\g<1>DAY", "\n".join(printed)) == today.sub(r"\g<1>DAY", example.strip())
