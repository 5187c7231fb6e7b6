"""The same document in the same style gives the same bytes, whatever the surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from tests.render.pdf.papers import texts
from tests.trees import document

_ROOT = Path(__file__).parents[3]
_PROGRAM = """
from hashlib import sha256
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from tests.trees import document
print(sha256(write_pdf(document(), load_style("civic"))).hexdigest())
"""


def _digest_elsewhere(folder: Path, **surroundings: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_ROOT), **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_two_calls_agree_whatever_came_between() -> None:
    style = load_style("civic")
    first = write_pdf(document(), style)
    write_pdf(texts(), style)
    assert write_pdf(document(), style) == first


def test_surroundings_do_not_matter(tmp_path: Path) -> None:
    style = load_style("civic")
    write_pdf(texts(), style)
    here = sha256(write_pdf(document(), style)).hexdigest()
    assert _digest_elsewhere(tmp_path, PYTHONHASHSEED="1") == here
    assert (
        _digest_elsewhere(
            _ROOT, PYTHONHASHSEED="7", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Tokyo"
        )
        == here
    )
