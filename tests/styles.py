"""Styles of a council's own, for tests."""

from __future__ import annotations

from pathlib import Path

from packgen.settings.resources import Resource
from packgen.settings.style import Style, load_style


def own_style(folder: Path, text: str, name: str = "mine") -> Resource:
    """A style's tokens as text -> where it lies."""
    home = folder / "styles" / name
    home.mkdir(parents=True, exist_ok=True)
    (home / "tokens.toml").write_text(text, "utf-8")
    return Resource(name, home)


def loaded(folder: Path, text: str) -> Style:
    """Tokens that extend civic -> the style."""
    return load_style(own_style(folder, f'extends = "civic"\n{text}'))
