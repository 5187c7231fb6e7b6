"""Folders of meetings for tests."""

from __future__ import annotations

from pathlib import Path

HEAD = """
[meeting]
council = "Example Borough Council"
body = "Scrutiny Committee"
date = 2023-09-12
time = "19:00"
venue = "Room 1"
despatched = 2023-09-04
"""
EXEMPT = """
[item.exempt]
paragraphs = [3]
reason = "Prices offered in confidence"
public_interest = "An award would be put at risk"
restricted_to = "Members"
review = 2023-12-29
"""
EXCLUSION = """
[[item]]
ready = "exclusion"
"""


def meeting(tmp_path: Path, items: str, head: str = HEAD, name: str = "September") -> Path:
    """A folder with this agenda, a workbook, two reports and two attachments."""
    folder = tmp_path / name
    folder.mkdir()
    for file in ("card.xlsx", "a.md", "b.md", "a.pdf", "b.pdf", "a.docx"):
        (folder / file).write_bytes(b"")
    (folder / "pack.toml").write_text(head + items, "utf-8")
    return folder


def item(title: str, kind: str, more: str = "") -> str:
    """An item's table."""
    return f'\n[[item]]\ntitle = "{title}"\nkind = "{kind}"\n{more}\n'
