"""The wheel: installed elsewhere, it works by itself."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from tests.workbooks import JUNE

ROOT = Path(__file__).parent.parent


def test_a_wheel_in_a_bare_environment_makes_papers(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("packgen-*.whl")
    bare = tmp_path / "bare"
    venv.create(bare, with_pip=False)
    python = bare / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([*pip, "--python", python, "install", wheel], check=True)
    command = python.with_name("packgen.exe" if sys.platform == "win32" else "packgen")
    subprocess.run([command, "build", JUNE, "-o", tmp_path / "out", "--quiet"], check=True)
    assert len(list((tmp_path / "out").rglob("*.pdf"))) == 4
    assert "packgen 0." in subprocess.check_output([command, "--version"], text=True)
    subprocess.run([command, "release", tmp_path / "out" / JUNE.stem, "--quiet"], check=True)
    assert (tmp_path / "out" / "packgen.db").is_file()
