"""The raw XML of a style's reference.docx: its styles, numbering, fonts and settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from packgen.render.docx.names import BUILT_IN
from packgen.render.docx.oxml import (
    BULLET_INDENT,
    BULLET_NUMBERING,
    DECLARATION,
    LINK_STYLE,
    LIST_STYLE,
    MAIN_NS,
    PANEL_STYLE,
    TABLE_STYLE,
    quote,
    value_element,
)

SYMBOL_FONT: Final = "Arial"
_WORDS_OWN: Final = {*BUILT_IN, LINK_STYLE}


def document_defaults(font: str, half_points: int, language: str) -> str:
    """A font, its size and a language -> w:docDefaults: no space, single lines."""
    return (
        f'<w:docDefaults xmlns:w="{MAIN_NS}"><w:rPrDefault><w:rPr>{_fonts(font)}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>{style_language(language)}'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"'
        ' w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _fonts(font: str) -> str:
    name = quote(font)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def style_language(language: str) -> str:
    """A language tag -> w:lang."""
    tag = quote(language)
    return f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'


LANGUAGE_PATTERN: Final = r"<w:lang\b[^>]*/>"
THEME_LANGUAGE_PATTERN: Final = r"<w:themeFontLang\b[^>]*/>"


def theme_language(language: str) -> str:
    """A language tag -> w:themeFontLang."""
    return f'<w:themeFontLang w:val="{quote(language)}"/>'


def type_properties(half_points: int, colour: str, bold: bool, font: str = "") -> str:
    """A role's type -> the w:rPr of its style; a font only if it isn't the text's."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:rPr>{_fonts(font) if font else ""}{weight}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{half_points}"/>'
        f'<w:szCs w:val="{half_points}"/></w:rPr>'
    )


def role_properties(ground: str, spacing: str, align: str) -> str:
    """A role's paragraph look -> the w:pPr of its style; ``ground`` is w:pBdr, w:shd or nothing,
    ``spacing`` w:spacing and w:ind."""
    return f'<w:pPr>{ground}{spacing}<w:jc w:val="{align}"/></w:pPr>'


def paragraph_style(
    style: str, name: str, properties: str, *, base: str = "Normal", after: str = "", link: str = ""
) -> str:
    """A paragraph style's id, name and properties -> w:style. ``after``: the next one's style."""
    return (
        f'<w:style xmlns:w="{MAIN_NS}" w:type="paragraph"'
        f'{_custom(style)} w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"{value_element('next', after)}"
        f"{value_element('link', link)}"
        f"<w:qFormat/>{properties}</w:style>"
    )


def character_style(style: str, name: str, properties: str, link: str = "") -> str:
    """A character style's id, name and properties -> w:style."""
    return (
        f'<w:style xmlns:w="{MAIN_NS}" w:type="character"'
        f'{_custom(style)} w:styleId="{style}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/>'
        f"{value_element('link', link)}{properties}</w:style>"
    )


def table_style() -> str:
    """The style that marks the tables -> w:style; each table carries its own rules."""
    return (
        f'<w:style xmlns:w="{MAIN_NS}" w:type="table" w:customStyle="1"'
        f' w:styleId="{TABLE_STYLE}">'
        '<w:name w:val="Packgen Table"/><w:basedOn w:val="TableNormal"/></w:style>'
    )


def panel_style() -> str:
    """The style that marks the panels -> w:style; each carries its own lines and ground."""
    return (
        f'<w:style xmlns:w="{MAIN_NS}" w:type="table" w:customStyle="1"'
        f' w:styleId="{PANEL_STYLE}">'
        '<w:name w:val="Packgen Panel"/><w:basedOn w:val="TableNormal"/></w:style>'
    )


def _custom(style: str) -> str:
    return "" if style in _WORDS_OWN else ' w:customStyle="1"'


def heading_properties(level: int) -> str:
    """A heading's level -> what its style adds to its role's look."""
    return f'<w:pPr><w:keepNext/><w:keepLines/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'


def caption_properties() -> str:
    """What the caption's style adds to its role's look."""
    return "<w:pPr><w:keepNext/></w:pPr>"


def list_properties() -> str:
    """What the list's style adds to its role's look."""
    return f'<w:pPr><w:numPr><w:numId w:val="{BULLET_NUMBERING}"/></w:numPr></w:pPr>'


def small_properties(line: str) -> str:
    """The look of a paragraph that takes no room -> w:pPr and w:rPr of its style."""
    return f'<w:pPr>{line}</w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'


def link_properties(colour: str) -> str:
    """A link's colour -> w:rPr of its style."""
    return f'<w:rPr><w:color w:val="{colour}"/><w:u w:val="single"/></w:rPr>'


def symbol_properties() -> str:
    """w:rPr of the symbols' style: a font that has the shapes, no spelling check."""
    return f"<w:rPr>{_fonts(SYMBOL_FONT)}<w:noProof/></w:rPr>"


def bullet_numbering(font: str) -> tuple[str, str]:
    """A font -> w:abstractNum and w:num of the one list."""
    look = (
        f'<w:abstractNum xmlns:w="{MAIN_NS}" w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="bullet"/><w:pStyle w:val="{LIST_STYLE}"/>'
        '<w:lvlText w:val="\u2022"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{BULLET_INDENT}" w:hanging="{BULLET_INDENT}"/></w:pPr>'
        f"<w:rPr>{_fonts(font)}</w:rPr></w:lvl></w:abstractNum>"
    )
    use = (
        f'<w:num xmlns:w="{MAIN_NS}" w:numId="{BULLET_NUMBERING}">'
        '<w:abstractNumId w:val="0"/></w:num>'
    )
    return look, use


def theme_language_element(language: str) -> str:
    """A language tag -> w:themeFontLang that stands alone, with its namespace."""
    return f'<w:themeFontLang xmlns:w="{MAIN_NS}" w:val="{quote(language)}"/>'


def zoom() -> str:
    """w:zoom at 100%; the template's lacks the percentage that the schema asks for."""
    return f'<w:zoom xmlns:w="{MAIN_NS}" w:percent="100"/>'


def font_table(fonts: Iterable[str]) -> str:
    """Fonts' families -> fontTable.xml."""
    entries = "".join(
        f'<w:font w:name="{quote(font)}"><w:charset w:val="00"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for font in fonts
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{MAIN_NS}">{entries}</w:fonts>'
