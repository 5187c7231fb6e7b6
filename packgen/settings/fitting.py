"""A style and a template's own sizes -> the style as that template prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from packgen.document.roles import Role
from packgen.settings.style import Style

Sizes = Mapping[str, float | bool]
TYPE_KEYS = {
    "size": "size_pt",
    "leading": "leading_pt",
    "before": "before_pt",
    "after": "after_pt",
    "bold": "bold",
}
TABLE_KEYS = {"pad_x": "pad_x_pt", "pad_figure": "pad_figure_pt", "pad_y": "pad_y_pt"}


@dataclass(frozen=True, eq=False, kw_only=True)
class FittedStyle(Style):
    """A style with some roles set in other sizes; ``changed`` are those roles of ``base``."""

    base: Style
    changed: frozenset[Role]


def fitted(style: Style, type_: Mapping[Role, Sizes], table: Mapping[str, float]) -> Style:
    """A style, sizes by role and paddings (keys as in tokens.toml) -> the style with these."""
    if not type_ and not table:
        return style
    held = {field.name: getattr(style, field.name) for field in fields(Style)}
    held["type"] = {
        role: replace(spec, **_named(type_.get(role, {}), TYPE_KEYS))
        for role, spec in style.type.items()
    }
    held["table"] = replace(style.table, **_named(table, TABLE_KEYS))
    return FittedStyle(**held, base=style, changed=frozenset(type_))


def _named(sizes: Sizes, keys: Mapping[str, str]) -> dict[str, Any]:
    return {keys[key]: value for key, value in sizes.items() if key in keys}
