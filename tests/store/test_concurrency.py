"""Several processes that release at once: each is recorded, and the same bytes once."""

from __future__ import annotations

import subprocess
import sys
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from packgen.store import Store, address_of
from tests.store.publications import CARD, built, publication

AT_ONCE = 5
ROOT = Path(__file__).parent.parent.parent


def record(address: str, data: bytes, barrier: Barrier) -> None:
    barrier.wait()
    Store(address_of(address, Path())).record(publication(data))


def record_at_once(address: str, papers: list[bytes]) -> None:
    """Each paper by a process of its own, all at the same moment."""
    context = get_context("spawn")
    barrier = context.Barrier(len(papers))
    processes = [context.Process(target=record, args=(address, p, barrier)) for p in papers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(papers)


@pytest.mark.parametrize("exists", [False, True], ids=["new", "old"])
def test_all_are_recorded(tmp_path: Path, exists: bool) -> None:
    file = str(tmp_path / "packgen.db")
    store = Store(address_of(file, tmp_path))
    if exists:
        store.record(publication(b"before"))
    record_at_once(file, [bytes([65 + number]) for number in range(AT_ONCE)])
    found = store.releases_of(CARD)
    assert len({p.files for p in found}) == len(found) == AT_ONCE + exists
    assert all(p.cells == publication().cells for p in found)
    assert sum(not release.corrects for release in store.releases()) == 1


def test_the_same_bytes_are_recorded_once(tmp_path: Path) -> None:
    file = str(tmp_path / "packgen.db")
    record_at_once(file, [b"paper"] * AT_ONCE)
    assert Store(address_of(file, tmp_path)).releases_of(CARD) == (publication(),)


def test_two_commands_at_once(tmp_path: Path) -> None:
    packs = [built(tmp_path, name.encode(), name=name) for name in ("one", "two")]
    running = [
        subprocess.Popen([sys.executable, "-m", "packgen", "release", pack, "--quiet"], cwd=ROOT)
        for pack in packs
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert len(Store(address_of(None, tmp_path)).releases_of(CARD)) == 2
