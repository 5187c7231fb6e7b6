"""docs/check.md's table of codes, made from packgen/settings/codes.toml.

``python -m tests.check_page`` writes it; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from packgen.model.finding import Severity
from packgen.settings.codes import Code, all_codes

PAGE = Path(__file__).parent.parent / "docs/check.md"
_START, _END = "<!-- codes: made by python -m tests.check_page -->\n", "<!-- end of codes -->\n"
_HEAD = "| code | severity | meaning | what to do |\n|---|---|---|---|\n"
_AREAS = {
    "structure": "Structure",
    "cells": "Cells",
    "marks": "Marks for Part 2",
    "arithmetic": "Arithmetic",
    "units": "Units",
    "rating": "Ratings, targets and polarity",
    "time": "Time",
    "changes": "Changes since the last workbook",
    "publication": "Publication",
    "disclosure": "Disclosure",
    "file": "The file itself",
    "waivers": "Waivers",
    "notice": "Notice of meetings",
}


def page() -> str:
    """The page with the table of codes as they are now."""
    before, _, rest = PAGE.read_text("utf-8").partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}{''.join(_sections())}\n{_END}{after}"


def _sections() -> Iterator[str]:
    codes = sorted(all_codes().values(), key=lambda code: list(_AREAS).index(code.area))
    for area, members in groupby(codes, key=lambda code: code.area):
        yield f"\n### {_AREAS[area]}\n\n{_HEAD}"
        yield from map(_row, members)


def _row(code: Code) -> str:
    severity = " or ".join(s.name.lower() for s in code.severities)
    if Severity.STOPS in code.severities and code.waivable:
        severity += ", waivable"
    return f"| `{code.name}` | {severity} | {code.meaning} | {code.remedy} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
