"""Whatever stands at a key of a meeting's pack.toml: settings, or faults with a remedy."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from packgen.errors import BadInput
from packgen.settings.agenda import is_meeting, load_meeting
from packgen.settings.new_meeting import start_meeting
from packgen.settings.resolution import resolution
from tests.settings.meetings import EXCLUSION, HEAD, meeting
from tests.settings.test_pack_schema import SCHEMA, schema_keys

ODD = (
    "1", "-1", "1.5", "nan", "1e400", "true", '""', '"x"', '"\\u0007"', '"a\\nb"', '"{items"', "[]",
    '["x"]', "[1]", "[[1]]", "[2023-01-01]", "{}", "{ x = 1 }", "[{}]", "2023-01-01", "07:32:00",
    "1979-05-27T07:32:00", '"ASK"', '["ASK"]', f'"{"x" * 5000}"', '"\\u202e"', '"\\u0000"',
    "9" * 60,
)  # fmt: skip
KEYS = [
    (place, key)
    for place, key in schema_keys(SCHEMA)
    if place in ("", "meeting", "meeting.contact", "item", "item.exempt", "item.scorecard")
]
TABLES = {
    "meeting.contact": "[meeting.contact]",
    "item": "[[item]]",
    "item.exempt": "[[item]]\n[item.exempt]",
    "item.scorecard": '[[item]]\nkind = "scorecard"\nfile = "card.xlsx"\n[item.scorecard]',
}


@pytest.mark.parametrize(("place", "key"), KEYS)
def test_odd_values_are_faults_and_no_traceback(tmp_path: Path, place: str, key: str) -> None:
    folder = meeting(tmp_path, "")
    head = "\n".join(x for x in HEAD.splitlines() if place != "meeting" or not x.startswith(key))
    for value in ODD:
        line = f"{key} = {value}\n"
        text = {"": line + head, "meeting": f"{head}\n{line}"}.get(place)
        text = text or f"{head}\n{TABLES[place]}\n{line}"
        (folder / "pack.toml").write_text(text + EXCLUSION, "utf-8")
        try:
            resolution(load_meeting(folder))
        except BadInput as error:
            assert error.faults
            assert all(f.where and f.what and f.remedy for f in error.faults)
            assert all(len(str(f)) < 700 for f in error.faults), value
        with suppress(BadInput):
            start_meeting(tmp_path / f"next-{ODD.index(value)}", folder)


def test_a_workbook_or_nothing_is_no_meeting(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    for name in ("a.xlsx", "none", "x" * 5000):
        assert not is_meeting(tmp_path / name), name[:9]
