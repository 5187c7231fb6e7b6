"""tokens.toml -> a style: what it extends, its keys one by one, and every fault at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from packgen.document.drawing import Ink
from packgen.document.roles import Align, Role
from packgen.errors import BadInput, Fault
from packgen.settings import resources
from packgen.settings.files import read_text
from packgen.settings.palette import contrast_faults, read_colours
from packgen.settings.picture import read_picture
from packgen.settings.resources import Resource
from packgen.settings.style import Fonts, LogoSpec, Style, TableSpec, TitleBar, TitleSpec, TypeSpec
from packgen.settings.tables import TomlTable
from packgen.settings.typeface import Typeface, load_typeface

FILE: Final = "tokens.toml"
_LONGEST_CHAIN: Final = 8
_PT_PER_MM: Final = 72 / 25.4
_FONT_FILES: Final = ("regular", "bold", "italic", "bold_italic", "heading", "heading_bold")
_ITALICS: Final = {"regular": "italic", "bold": "bold_italic"}
_TITLE_ROLES: Final = (Role.KICKER, Role.TITLE, Role.PERIOD)
_LOGO_MM: Final = (5.0, 40.0)
_LOGO_WIDEST_MM: Final = 100.0

Tokens = Mapping[str, Any]


def read_style(home: Resource) -> Style:
    """Where a style lies -> the style. Raises BadInput with every fault."""
    faults: list[Fault] = []
    table = TomlTable(_merged(home, ()), _place(home), faults)
    table.raw("extends")
    title = _title(table.table("title"))
    types = _types(table.table("type"), title.bar)
    used = {ink for spec in types.values() for ink in (spec.colour, spec.fill) if ink}
    palette = read_colours(table.table("colours"), used)
    colours = palette.colours
    table_spec = _table(table.table("table"))
    fonts = _fonts(table.table("fonts"), faults)
    logo = _logo(table, colours) if table.raw("logo") is not None else None
    table.no_other_keys()
    if not faults:
        looks = {role: (spec.colour, spec.fill) for role, spec in types.items()}
        faults += contrast_faults(looks, palette, f"{_place(home)}: [colours]")
    if faults or fonts is None:
        raise BadInput(faults)
    return Style(home.name, home.folder, fonts, colours, types, table_spec, title, logo)


def _place(home: Resource) -> str:
    return f"styles/{home.name}/{FILE}"


def _merged(home: Resource, above: tuple[Path, ...]) -> Tokens:
    """A style's tokens on those of the style that it extends, key by key; files as paths.

    ``above`` are the folders of the styles that extend this one.
    """
    own = _read(home)
    extends = own.get("extends")
    if extends is None:
        return own
    folder = home.folder.resolve()
    if not isinstance(extends, str) or folder in above:
        what = "styles extend each other in a circle" if folder in above else "is not a name"
        raise BadInput(
            Fault(f"{_place(home)}: extends", what, 'name one style, as extends = "civic"')
        )
    if len(above) >= _LONGEST_CHAIN:
        what = f"more than {_LONGEST_CHAIN} styles extend each other"
        raise BadInput(Fault(f"{_place(home)}: extends", what, "extend a style nearer to the end"))
    beside = home.folder.parent
    # A style may have the name of the one it extends: a council's own civic.
    itself = resources.is_name(extends) and (beside / extends).resolve() == folder
    own_root = None if itself else beside
    try:
        base = resources.find("styles", extends, home.folder, own_root)
    except BadInput as error:
        raise BadInput(
            Fault(f"{_place(home)}: extends", f.what, f.remedy) for f in error.faults
        ) from None
    return _over(_merged(base, (*above, folder)), own)


def _over(base: Tokens, own: Tokens) -> Tokens:
    """Tables merged key by key; what ``own`` says counts."""
    both = {**base, **own}
    for upright, italic in _ITALICS.items():
        # Another family's italic beside a font of one's own would be a mistake.
        if upright in own and italic not in own:
            both.pop(italic, None)
    for key in base.keys() & own.keys():
        if isinstance(base[key], dict) and isinstance(own[key], dict):
            both[key] = _over(base[key], own[key])
    return both


def _read(home: Resource) -> Tokens:
    """A style's own file; the files that it names become paths."""
    try:
        tokens = tomllib.loads(read_text(home.folder / FILE))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(Fault(_place(home), f"can't be read: {error}", "mend the file")) from None
    for key, files in (("fonts", _FONT_FILES), ("logo", ("file",))):
        held = tokens.get(key)
        if isinstance(held, dict):
            for name in files:
                if isinstance(file := held.get(name), str) and file.isprintable():
                    held[name] = home.folder / file
    return tokens


def _title(table: TomlTable) -> TitleSpec:
    bar = table.choice("bar", TitleBar) or TitleBar.RULE
    spec = TitleSpec(bar, table.bounded("rule", 0.25, 6))
    table.no_other_keys()
    return spec


def _types(table: TomlTable, bar: TitleBar) -> dict[Role, TypeSpec]:
    types = {role: _type(table.table(role.value)) for role in Role}
    table.no_other_keys()
    if bar is TitleBar.BLOCK:
        ink, fill = Ink("titletext"), Ink("titlefill")
        types |= {role: replace(types[role], colour=ink, fill=fill) for role in _TITLE_ROLES}
    return types


def _type(entry: TomlTable) -> TypeSpec:
    if not entry.keys:
        entry.fault("size", "is missing, and all else", "copy the entry from the civic style")
        return TypeSpec(8, 8, Ink("ink"))
    font = entry.text("font") or "text"
    if font not in {"text", "heading"}:
        entry.fault("font", f"{font!r} is not known", "write 'text' or 'heading'")
    size = entry.bounded("size", 5, 72)
    colour, fill = entry.text("colour"), entry.text("fill")
    if colour is None:
        entry.fault("colour", "is missing", "name one of [colours]")
    spec = TypeSpec(
        size_pt=size,
        leading_pt=entry.bounded("leading", size, 2.5 * size),
        colour=Ink(colour or "ink"),
        bold=entry.flag("bold"),
        before_pt=entry.bounded("before", 0, 72, 0),
        after_pt=entry.bounded("after", 0, 72, 0),
        align=entry.choice("align", Align) or Align.LEFT,
        fill=Ink(fill) if fill else None,
        heading=font == "heading",
    )
    entry.no_other_keys()
    return spec


def _table(table: TomlTable) -> TableSpec:
    spec = TableSpec(
        pad_x_pt=table.bounded("pad_x", 0, 12),
        pad_figure_pt=table.bounded("pad_figure", 0, 12),
        pad_y_pt=table.bounded("pad_y", 0, 12),
        rule_pt=table.bounded("rule", 0.25, 6),
        rule_strong_pt=table.bounded("rule_strong", 0.25, 6),
        sectbar_pt=table.bounded("sectbar", 0.25, 6),
    )
    table.no_other_keys()
    return spec


def _fonts(table: TomlTable, faults: list[Fault]) -> Fonts | None:
    faces = {key: _face(table, key, faults) for key in _FONT_FILES}
    word, word_heading = table.text("word"), table.text("word_heading")
    headed = bool(faces["heading"] or faces["heading_bold"])
    for key in ("regular", "bold"):
        if table.raw(key) is None:
            table.fault(key, "is missing", "name a .ttf file")
    if word is None:
        table.fault("word", "is missing", "name the family that Word is to use")
    if headed and word_heading is None:
        table.fault("word_heading", "is missing", "name the family that Word uses for headings")
    if word_heading and not headed:
        table.fault("heading", "is missing", "name the .ttf file of word_heading, for PDF")
    table.no_other_keys()
    regular, bold = faces["regular"], faces["bold"]
    if not (regular and bold and word):
        return None
    heading, heavy = faces["heading"], faces["heading_bold"]
    return Fonts(
        regular=regular,
        bold=bold,
        heading=heading or heavy or regular,
        heading_bold=heavy or heading or bold,
        word=word,
        word_heading=word_heading or word,
        italic=faces["italic"],
        bold_italic=faces["bold_italic"],
    )


def _face(table: TomlTable, key: str, faults: list[Fault]) -> Typeface | None:
    file = table.raw(key)
    if file is None:
        return None
    if not isinstance(file, Path):
        table.fault(key, f"{file!r} is no file's name", "name a .ttf file")
        return None
    try:
        return load_typeface(file)
    except BadInput as error:
        faults += [fault for fault in error.faults if fault not in faults]
        return None


def _logo(tokens: TomlTable, colours: Mapping[str, str]) -> LogoSpec | None:
    table = tokens.table("logo")
    if not isinstance(tokens.raw("logo"), dict):
        return None
    if not table.keys:
        table.fault("file", "is missing, and all else", "write file, height and alt, or no [logo]")
        return None
    file, alt = table.raw("file"), table.text("alt")
    height_pt = table.bounded("height", *_LOGO_MM) * _PT_PER_MM
    table.no_other_keys()
    if not isinstance(file, Path):
        table.fault("file", "is missing", "name a PNG or JPEG file beside tokens.toml")
        return None
    if alt is None or 2 * sum(map(str.isalpha, alt)) < len(alt):
        table.fault(
            "alt",
            "says nothing to those who can't see the logo",
            'write it in words, as alt = "Example Borough Council"',
        )
    try:
        picture = read_picture(file, height_pt, colours.get("paper", "#FFFFFF"))
    except BadInput as error:
        for fault in error.faults:
            table.fault("file", f"{file.name!r} {fault.what}", fault.remedy)
        return None
    width_pt = height_pt * picture.width / picture.height
    if width_pt > _LOGO_WIDEST_MM * _PT_PER_MM:
        what = f"would print {width_pt / _PT_PER_MM:.0f} mm wide"
        table.fault("height", what, f"make it lower, so that it is {_LOGO_WIDEST_MM:g} mm at most")
    return LogoSpec(picture, width_pt, height_pt, alt or "")
