"""Word files -> the PDFs that LibreOffice makes of them, all in one start of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

needed = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


def as_pdfs(folder: Path, files: Mapping[str, bytes], kind: str = "pdf") -> dict[str, Path]:
    """Names and .docx files -> the PDFs made of them, in this folder; ``kind`` may add options."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'user').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run(
        [*command, *(str(folder / f"{name}.docx") for name in files)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: folder / f"{name}.pdf" for name in files}
