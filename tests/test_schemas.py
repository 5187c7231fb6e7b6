"""What is printed and kept for programs is after the schemas of docs/, and nothing else is."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from packgen.cli import main
from packgen.store import Store, address_of, release_pack
from tests.store.publications import publication
from tests.workbooks import DATA, JUNE

DOCS = Path(__file__).parent.parent / "docs"
MAY = DATA / "cef-scorecard-2023-05.xlsx"
Change = Callable[[Any], object]


def schema(name: str) -> Any:
    content = json.loads((DOCS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(content)
    return content


def valid(content: object, name: str) -> bool:
    return jsonschema.Draft202012Validator(schema(name)).is_valid(content)


def printed(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:
    assert main([*map(str, words)]) in (0, 1)
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packs of May, which is released, and of June, under a threshold: numbers of all kinds."""
    folder = tmp_path_factory.mktemp("schemas")
    kept = (folder / "kept.db").as_posix()
    for workbook in (MAY, JUNE):
        pack = folder / workbook.stem
        pack.mkdir()
        (pack / "card.xlsx").write_bytes(workbook.read_bytes())
        (pack / "pack.toml").write_text(
            f'scorecard = "card.xlsx"\nid = "children"\nstore = "{kept}"\n'
            '[disclosure]\nprofile = "under-5"\n'
        )
        out = ["-o", str(folder / "output"), "--format", "docx", "--quiet"]
        assert main(["build", str(pack), *out]) == 0
        if workbook is MAY:
            release_pack(folder / "output" / workbook.stem, date(2023, 6, 14))
    return folder


@pytest.fixture
def record(home: Path) -> Any:
    path = home / "output" / JUNE.stem / "part2" / f"{JUNE.stem}-disclosure.json"
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("more", [[], ["--explain", "4"]])
def test_what_disclose_prints(
    home: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    for source in (JUNE, home / JUNE.stem):
        content = printed(capsys, "disclose", source, "--json", *more)
        assert content["withheld"]
        assert content["figures"]
        assert valid(content, "disclosure")
    assert {cell["by"] for cell in content["withheld"]} == {"mark", "rule", "companion"}


def test_the_record_in_part_2(record: Any) -> None:
    assert valid(record, "disclosure")
    assert record["store"].endswith("/kept.db")
    kinds = {cell["kind"] for cell in record["published"]}
    assert kinds == {"month", "year-to-date", "benchmark", "rating"}


def first_withheld(record: Any) -> Any:
    return next(cell for cell in record["published"] if "withheld" in cell)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: first_withheld(r).update(text="3"),
        lambda r: first_withheld(r).update(figure={"number": "3", "unit": "count"}),
        lambda r: r["published"][0].update(kind="week"),
        lambda r: r["disclosure"]["withheld"][0].update(by="chance"),
        lambda r: r["disclosure"]["figures"][0]["after"].pop("exposed"),
        lambda r: r.update(position="June"),
        lambda r: r.pop("scorecard"),
        lambda r: r.update(figures=[]),
    ],
)
def test_a_record_that_packgen_never_writes_is_refused(record: Any, spoil: Change) -> None:
    spoilt = copy.deepcopy(record)
    spoil(spoilt)
    assert not valid(spoilt, "disclosure")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c["releases"][0].update(position="Jun-23"),
        lambda c: c["releases"][0].update(released_on="12 July"),
        lambda c: c["releases"][0]["files"].update(paper="abc"),
        lambda c: c["releases"][0].pop("corrects"),
        lambda c: c.update(version=2),
    ],
)
def test_what_releases_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Change
) -> None:
    store = tmp_path / "kept.db"
    listed = ("releases", "--json", "--store", store)
    assert valid(printed(capsys, *listed), "releases")
    for data in (b"first", b"corrected"):
        Store(address_of(str(store), tmp_path)).record(publication(data))
    content = printed(capsys, *listed)
    assert [release["corrects"] for release in content["releases"]] == [False, True]
    assert valid(content, "releases")
    spoil(content)
    assert not valid(content, "releases")


@pytest.mark.parametrize("name", sorted(path.name for path in DOCS.glob("*.schema.json")))
def test_every_schema_is_named_in_the_docs(name: str) -> None:
    pages = [*DOCS.glob("*.md"), DOCS.parent / "README.md"]
    assert any(name in page.read_text("utf-8") for page in pages)
