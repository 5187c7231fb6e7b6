"""Every careless step that lets a withheld figure into what is public stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from packgen.errors import BuildStopped
from packgen.model.pack import Audience
from packgen.model.report import Outcome
from packgen.proof import verify
from tests.verify import plants
from tests.verify.plants import PLANTS, Secret, overheard
from tests.verify.small import ROWS, WITHHELD, built, workbook

PLACES = {
    plants.axis: "the public paper",
    plants.file_name: "the names of the public files",
    plants.log_line: "what the build says",
    plants.word_property: "public/card-public.docx",
    plants.pdf_property: "public/card-public.pdf",
}


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> Secret:
    return overheard(monkeypatch)


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_without_a_careless_step_the_pack_is_built(tmp_path: Path, secret: Secret) -> None:
    folder = built(tmp_path)
    assert secret() != 0
    assert files(folder)[-2:] == ["public/card-public.docx", "public/card-public.pdf"]


@pytest.mark.parametrize("plant", PLANTS)
def test_a_careless_step_stops_the_build_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: Secret, plant: plants.Plant
) -> None:
    plant(monkeypatch, secret)
    with pytest.raises(BuildStopped) as stopped:
        built(tmp_path)
    assert files(tmp_path) == ["card.xlsx"]
    places = [fault.where for fault in stopped.value.faults]
    assert PLACES.get(plant, "the public paper") in places
    told = str(stopped.value)
    assert "depends on withheld figures" in told
    assert not [figure for figure in WITHHELD if figure in told]


def test_without_withheld_figures_nothing_is_made_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    again = plants.papers.publication
    monkeypatch.setattr("packgen.pipeline.publication", lambda s: made.append(s) or again(s))
    rows = [(*row[:-1], "") for row in ROWS]
    monkeypatch.setattr("tests.verify.small.workbook", lambda path: workbook(path, rows))
    built(tmp_path)
    assert made == []


def test_a_part_2_pack_alone_is_not_held_up_by_a_public_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: Secret
) -> None:
    plants.printed(monkeypatch, secret)
    folder = built(tmp_path, audiences=(Audience.PART2,))
    assert not (folder / "public").exists()


@pytest.mark.parametrize("plant", [plants.axis, plants.printed, plants.file_name])
def test_a_proof_of_the_finished_pack_sees_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: Secret, plant: plants.Plant
) -> None:
    folder = built(tmp_path)
    assert not verify(folder, None, lambda _: None).has_failed
    plant(monkeypatch, secret)
    report = verify(folder, None, lambda _: None)
    failed = {check.name for check in report.checks if check.outcome is Outcome.FAILED}
    assert {"same bytes", "other figures"} <= failed
    assert ("canaries" in failed) == (plant is not plants.axis)
    told = "\n".join(str(f) for check in report.checks for f in check.faults)
    assert not [figure for figure in WITHHELD if figure in told]
