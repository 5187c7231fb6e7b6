"""Ready-made items of an agenda, and the standing words that they come with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from packgen.settings.meeting import BodyKind, ItemKind, ItemPart

_FILES = Path(__file__).parent / "standing"


class Ready(Enum):
    """What every agenda has."""

    APOLOGIES = "apologies"
    DECLARATIONS = "declarations"
    MINUTES = "minutes"
    QUESTIONS = "questions"
    EXCLUSION = "exclusion"
    EXEMPT_MINUTES = "exempt minutes"
    WORK_PROGRAMME = "work programme"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a ready-made item is, where pack.toml doesn't say it."""

    title: str
    kind: ItemKind
    part: ItemPart
    note: str
    text: str


def standing(ready: Ready, law: str, body: BodyKind) -> Standing:
    """A ready-made item, an edition of the law and a kind of body -> its title and words."""
    entry = _file(law)[ready.value]
    own = {**entry, **entry.get(body.value, {})}
    return Standing(
        own["title"],
        ItemKind(own["kind"]),
        ItemPart(own.get("part", 1)),
        own.get("note", ""),
        own.get("text", ""),
    )


@cache
def _file(law: str) -> Mapping[str, Any]:
    return tomllib.loads((_FILES / f"{law}.toml").read_text("utf-8"))
