"""Same input, same bytes: over runs, hash seeds, folders, clocks and environments."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.test_cli import ROOT
from tests.workbooks import JUNE

ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "de_DE.UTF-8",
        "SOURCE_DATE_EPOCH": "1000000000",
        "USER": "somebody",
    },
)


def test_runs_in_other_surroundings_write_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for number, surroundings in enumerate(ENVIRONMENTS):
        folder = tmp_path / f"a folder {number}"
        folder.mkdir()
        (folder / "june.xlsx").write_bytes(JUNE.read_bytes())
        subprocess.run(
            [sys.executable, "-m", "packgen", "build", "june.xlsx", "-o", "o", "--quiet"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
            check=True,
        )
        out = folder / "o"
        found.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    assert len(found[0]) == 10
    assert found[0] == found[1]
