"""docs/pack.schema.json, docs/meeting.md and the starting file know every key that is read."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from packgen.settings.agenda import load_meeting
from packgen.settings.pack import load_pack
from packgen.settings.tables import TomlTable
from tests.settings.meetings import EXEMPT, HEAD, item, meeting

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/pack.schema.json").read_text("utf-8"))
START = ROOT / "packgen/settings/starting/pack.toml"
FREE = {"words"}
"""Tables whose keys another file knows."""


def plain(value: Any) -> Any:
    """TOML as editors see it: days are texts."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return value


def check(text: str) -> None:
    validator = jsonschema.Draft7Validator(
        SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    validator.validate(plain(tomllib.loads(text)))


def schema_keys(schema: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    """Every key that the schema has, as (table, key)."""
    for key, inner in schema.get("properties", {}).items():
        yield place, key
        below = f"{place}.{key}".lstrip(".")
        yield from schema_keys(inner, below)
        yield from schema_keys(inner.get("items", {}), below)
        if isinstance(inner.get("additionalProperties"), dict):
            yield from schema_keys(inner["additionalProperties"], below)


def table_of(table: TomlTable) -> str:
    """A table's place -> its path in the schema: without names and numbers."""
    place = table.place.partition("pack.toml")[2] + f": {table._within}"
    parts = re.findall(r"\[+([a-z_]+)[^\]]*\]|(\w+)\.$", place)
    return ".".join(head or tail for head, tail in parts)


@pytest.fixture
def read_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Every key that is asked for while packs that have all tables are read."""
    found: dict[str, set[str]] = defaultdict(set)
    get = TomlTable._get

    def noted(self: TomlTable, key: str) -> Any:
        if "pack.toml" in self.place:
            found[table_of(self)].add(key)
        return get(self, key)

    monkeypatch.setattr(TomlTable, "_get", noted)
    tables = """
        [rating]
        tolerance = 10
        [indicator."1"]
        polarity = "High"
        [check]
        small_numbers = 5
        [disclosure.indicator."1"]
        within = "2"
        [[waive]]
        code = "footing"
        reason = "x"
        who = "y"
        """
    card = item("B", "scorecard", 'file = "card.xlsx"\n[item.scorecard]\nsheet = "x"')
    head = HEAD + 'contact = { name = "L. Clerk" }\n' + tables
    load_meeting(meeting(tmp_path, item("A", "oral", EXEMPT) + card, head))
    load_pack(meeting(tmp_path, tables, 'scorecard = "card.xlsx"\n', "one"))
    return {(place, key) for place, keys in found.items() for key in keys}


def test_the_schema_has_the_keys_that_are_read_and_no_others(
    read_keys: set[tuple[str, str]],
) -> None:
    assert set(schema_keys(SCHEMA)) == read_keys


@pytest.mark.parametrize("file", [START, ROOT / "input/example-meeting/pack.toml"])
def test_shipped_files_are_as_the_schema_has_them(file: Path) -> None:
    check(file.read_text("utf-8"))


def test_a_pack_of_one_scorecard_is_as_the_schema_has_it() -> None:
    text = (ROOT / "docs/pack-file.md").read_text("utf-8")
    check(text.split("```toml\n")[1].split("```")[0])


@pytest.mark.parametrize(
    "text",
    [
        'title = "neither a scorecard nor a meeting"',
        'scorecard = "a.xlsx"\ncolour = "red"',
        'scorecard = "a.xlsx"\n' + HEAD + item("A", "oral"),
        HEAD + item("A", "sculpture"),
        HEAD + item("A", "oral", "part = 3"),
        HEAD.replace("2023-09-12", '"soon"') + item("A", "oral"),
        HEAD + item("A", "oral", EXEMPT.replace("[3]", '["3"]')),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check(text)


def test_laws_policies_and_ready_items_are_those_that_there_are() -> None:
    from packgen.settings.disclosure import profile_names
    from packgen.settings.law import law_names
    from packgen.settings.standing import Ready

    properties = SCHEMA["properties"]
    of_item = properties["item"]["items"]["properties"]
    assert properties["law"]["enum"] == list(law_names())
    assert of_item["exempt"]["properties"]["law"]["enum"] == list(law_names())
    assert properties["disclosure"]["properties"]["profile"]["enum"] == list(profile_names())
    assert of_item["ready"]["enum"] == [ready.value for ready in Ready]


def test_the_docs_and_the_starting_file_name_every_key() -> None:
    docs = (ROOT / "docs/meeting.md").read_text("utf-8")
    start = START.read_text("utf-8")
    for place, key in schema_keys(SCHEMA):
        if place.split(".")[0] in ("meeting", "item"):
            assert f"`{key}`" in docs, (place, key)
            assert re.search(rf"\b{key}(?: = |\])", start), (place, key)
        elif place == "" and key not in ("sheet", "title", "council", "committee"):
            assert f"`{key}`" in docs or f"[{key}" in docs, key
