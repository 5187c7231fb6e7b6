"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "packgen").rglob("*.py"))

DOORS = {
    "reportlab": {"render/pdf"},
    "docx": {"render/docx"},
    "PIL": {"render/docx/raster.py", "settings/picture.py"},
    "jinja2": {
        "compose/letter.py",
        "compose/report_text.py",
        "compose/sandbox.py",
        "compose/template.py",
    },
    "markdown_it": {"compose/markdown.py"},
    "markupsafe": {"compose/report_text.py"},
    "mdit_py_plugins": {"compose/markdown.py"},
    "matplotlib": {"compose/axes.py"},
    "fontTools": {"assemble/lettering.py", "settings/typeface.py"},
    "outloud": {"verify/access.py"},
    "page": {"assemble/conformance.py", "verify/access.py"},
    "pikepdf": {
        "assemble/",
        "verify/carried.py",
        "verify/pagetexts.py",
        "verify/parent_tree.py",
        "verify/pdf",
    },
    "rich": {
        "progress.py",
        "terminal.py",
        "terminal_disclosure.py",
        "terminal_sending.py",
        "terminal_sign_off.py",
    },
    "pandas": {"ingest/frames.py"},
    "sqlalchemy": {"store/"},
    "alembic": {"store/"},
    "scipy": {"disclose/highs.py", "disclose/solver.py"},
    "numpy": {"disclose/highs.py", "disclose/solver.py"},
    "lxml": {
        "assemble/claims.py",
        "assemble/conformance.py",
        "verify/docx.py",
        "verify/wordmeta.py",
        "verify/wordparts.py",
    },
    "govuk_bank_holidays": {"settings/holidays.py"},
    "tomlkit": {"settings/next_meeting.py"},
}
"""Each foreign library has one door."""


def name(path: Path) -> str:
    return path.relative_to(ROOT / "packgen").as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    users = {
        name(path) for path in SOURCES if library in imported(ast.parse(path.read_text("utf-8")))
    }
    assert users, "the door is no longer used"
    assert all(any(u.startswith(door) for door in DOORS[library]) for u in users), users


def test_no_library_comes_in_by_another_way() -> None:
    used = {library for path in SOURCES for library in imported(ast.parse(path.read_text("utf-8")))}
    assert used - sys.stdlib_module_names - {"packgen"} == set(DOORS)


MADE_IN_RELEASE = (
    "PublicScorecard",
    "RestrictedScorecard",
    "PublicIndicator",
    "RestrictedIndicator",
    "Withheld",
)


@pytest.mark.parametrize("kind", MADE_IN_RELEASE)
def test_disclosed_types_are_made_in_release_alone(kind: str) -> None:
    makers = {
        name(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == kind
    }
    assert makers == {"disclose/release.py"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_clock_and_no_chance(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    chance = {"random", "secrets", "uuid", "time"} & set(imported(tree))
    # The ledger's salt has to be past guessing; no paper depends on it.
    assert chance <= {"store/chain.py": {"secrets"}, "clock.py": {"time"}}.get(name(path), set())
    called = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "getpid"}
    }
    # The day and the moment of a deed are asked where a command begins, and nowhere else.
    # A sender that is told of another is told which process that is.
    asked = {"commands.py": {"now", "today"}, "commands_send.py": {"getpid"}}
    assert called <= asked.get(name(path), set())


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_are_about_one_thing(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, "a file begins by saying what it is for"
