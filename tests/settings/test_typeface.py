"""Fonts: static TrueType alone, embeddable, with digits and basic Latin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._f_v_a_r import Axis, table__f_v_a_r

from packgen.errors import BadInput
from packgen.settings import resources
from packgen.settings.typeface import load_typeface

SANS = resources.find("styles", "civic").folder / "fonts" / "LiberationSans-Regular.ttf"
GLYPHS = [".notdef", *(f"c{code}" for code in range(0x20, 0x7F))]


def small(cff: bool = False) -> FontBuilder:
    """A font of empty glyphs for basic Latin."""
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder([*GLYPHS, "dash", "bullet"])
    codes = {code: f"c{code}" for code in range(0x20, 0x7F)}
    builder.setupCharacterMap({**codes, 0x2013: "dash", 0x2022: "bullet"})
    names = builder.font.getGlyphOrder()
    if cff:
        charstrings = {name: T2CharStringPen(500, None).getCharString() for name in names}
        builder.setupCFF("Small", {}, charstrings, {})
    else:
        builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Small", "psName": "Small"})
    builder.setupOS2()
    builder.setupPost()
    return builder


def variable(font: TTFont) -> None:
    font["fvar"] = table__f_v_a_r()
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", 400, 400, 700
    font["fvar"].axes = [axis]


def without(code: int) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        for table in font["cmap"].tables:
            table.cmap.pop(code, None)

    return change


def lacking(table: str) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        del font[table]

    return change


def units(an_em: int) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        font["head"].unitsPerEm = an_em

    return change


def rights(bits: int) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        font["OS/2"].fsType = bits

    return change


def made(folder: Path, change: Callable[[TTFont], None] = lambda _: None) -> Path:
    font = small().font
    change(font)
    font.save(folder / "small.ttf")
    return folder / "small.ttf"


@pytest.mark.parametrize("bits", [0x0, 0x4, 0x8, 0x6])
def test_a_plain_font_that_may_be_embedded_is_taken(tmp_path: Path, bits: int) -> None:
    face = load_typeface(made(tmp_path, rights(bits)))
    assert (face.name, face.measure("12", 10)) == ("small", 10)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (variable, "font small.ttf: is a variable font — give a static TrueType"),
        (rights(0x2), "says that it may not be embedded (OS/2 fsType)"),
        (rights(0x104), "says that no part of it may be embedded"),
        (rights(0x200), "says that only bitmaps may be embedded"),
        (lacking("hhea"), "is damaged: it has no table hhea"),
        (lacking("name"), "is damaged: it has no table name"),
        (lacking("post"), "is damaged: it has no table post"),
        (units(1), "is damaged: 1 units an em, where 16 to 16384 are allowed"),
        (units(16385), "is damaged: 16385 units an em"),
        (without(ord("7")), "has no glyph for '7' — give a font with basic Latin and digits"),
        (without(ord("q")), "has no glyph for 'q'"),
        (without(0x2013), "has no glyph for '–'"),
    ],
)
def test_any_other_is_refused(tmp_path: Path, change: Callable[[TTFont], None], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_typeface(made(tmp_path, change))
    assert told in str(caught.value)


def test_postscript_outlines_are_refused(tmp_path: Path) -> None:
    small(cff=True).save(tmp_path / "small.otf")
    with pytest.raises(BadInput, match="is an OpenType font with PostScript outlines"):
        load_typeface(tmp_path / "small.otf")


def test_a_collection_is_refused(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [small().font, small().font]
    collection.save(tmp_path / "small.ttc")
    with pytest.raises(BadInput, match="is a collection of fonts"):
        load_typeface(tmp_path / "small.ttc")


def test_a_web_font_is_refused(tmp_path: Path) -> None:
    font = small().font
    font.flavor = "woff"
    font.save(tmp_path / "small.woff")
    with pytest.raises(BadInput, match="is a packed web font"):
        load_typeface(tmp_path / "small.woff")


@pytest.mark.parametrize("size", [0, 3, 4, 100, 5000])
def test_a_damaged_font_is_refused(tmp_path: Path, size: int) -> None:
    (tmp_path / "cut.ttf").write_bytes(SANS.read_bytes()[:size])
    with pytest.raises(BadInput, match=r"font cut\.ttf: "):
        load_typeface(tmp_path / "cut.ttf")


def test_a_missing_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"font no\.ttf: can't be read: No such file"):
        load_typeface(tmp_path / "no.ttf")


def test_a_device_is_no_font() -> None:
    with pytest.raises(BadInput, match="font zero: is no regular file"):
        load_typeface(Path("/dev/zero"))
