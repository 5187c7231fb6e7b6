"""Meetings' folders for tests, small and whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from packgen.convening import build_meeting
from packgen.pipeline import BuildRequest, Built

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "input" / "example-meeting"
HEAD = """
[meeting]
council = "Example Council"
body = "Scrutiny Committee"
kind = "committee"
date = 2023-09-12
time = "7.00 pm"
venue = "Room 1"
despatched = 2023-09-04
"""


def build(folder: Path, out: Path, supplement: int = 0) -> Built:
    return build_meeting(BuildRequest(folder, out, supplement=supplement), lambda _: None)


def example(folder: Path) -> Path:
    """A copy of the example meeting that may be changed."""
    return Path(shutil.copytree(EXAMPLE, folder / "meeting"))


def meeting(folder: Path, items: str, **files: str | bytes) -> Path:
    """A folder with a pack.toml of these items, and files by their names (``__`` is a dot)."""
    home = folder / "meeting"
    home.mkdir()
    (home / "pack.toml").write_text(HEAD + items, encoding="utf-8")
    for name, content in files.items():
        path = home / name.replace("__", ".")
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
    return home


def public_pdf(out: Path, name: str = "meeting") -> Path:
    return out / name / "public" / f"{name}-public.pdf"


def part2_pdf(out: Path, name: str = "meeting") -> Path:
    return out / name / "part2" / f"{name}-part2.pdf"
