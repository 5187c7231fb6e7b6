"""A style -> its reference.docx: a Word style for every role, and a sample of each.

The one door to python-docx.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from packgen.document.roles import Role
from packgen.render.docx import oxml, oxml_styles, package, title
from packgen.render.docx.names import BUILT_IN, CHARACTER_ROLES, StyleNames, character_style
from packgen.render.docx.origin import origin
from packgen.settings.style import Style, TitleBar, TypeSpec

LANGUAGE: Final = "en-GB"
_KEPT_STYLES: Final = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
_KEPT_PARTS: Final = {"styles", "numbering", "settings", "theme", "fontTable"}
_DROPPED_SETTINGS: Final = {
    "zoom",
    "proofState",
    "savePreviewPicture",
    "rsids",
    "shapeDefaults",
    "docId",
    "defaultImageDpi",
}
_WORD_2013: Final = "15"


@lru_cache(maxsize=4)
def make_reference(style: Style) -> bytes:
    """A style's tokens -> the bytes of its reference.docx; equal tokens give equal bytes."""
    import docx

    document = docx.Document()
    _drop_parts(document.part)
    _set_styles(document.styles.element, style)
    _set_numbering(document.part.numbering_part.element, style)
    _set_settings(document.settings.element)
    _set_fonts(document.part, style)
    _set_properties(document.core_properties, style)
    _set_page(document.sections[0])
    _add_samples(document)
    out = BytesIO()
    document.save(out)
    return package.zipped(package.unzipped(out.getvalue()))


def _drop_parts(part: Any) -> None:
    """Leave out what the template brings and no paper needs: thumbnail, effects, custom XML."""
    for owner, kept in ((part, _KEPT_PARTS), (part.package, {"officeDocument", "core-properties"})):
        for name, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[1] not in kept:
                del owner.rels[name]


def _set_styles(styles: Any, style: Style) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    for element in list(styles.style_lst):
        if element.styleId not in _KEPT_STYLES:
            styles.remove(element)
        for trace in element.findall(qn("w:rsid")):
            element.remove(trace)
    half_points = round(style.type[Role.BODY].size_pt * 2)
    defaults = parse_xml(oxml_styles.document_defaults(style.word_font, half_points, LANGUAGE))
    styles.replace(styles[0], defaults)
    for text in style_texts(style):
        styles.append(parse_xml(text))


def role_styles(style: Style, roles: Iterable[Role]) -> dict[str, str]:
    """A style and some roles -> the id and the w:style of each role's Word styles."""
    found = {}
    for role in roles:
        found[oxml.STYLE_ID[role]] = _role_style(role, style.type[role], style)
        if role in CHARACTER_ROLES:
            found[character_style(role)] = _character_style(role, style)
    return found


def look_styles(style: Style, names: StyleNames) -> str:
    """A look and what its styles are called -> the w:style of those that are its own, each based on
    the volume's."""
    found = []
    for role in sorted(names.own, key=_by_name):
        looks = _role_looks(role, style.type[role], style)
        bases = {oxml.STYLE_ID[role]: oxml.STYLE_NAME[role]}
        bases |= {base: name for base, (name, of) in BUILT_IN.items() if of is role}
        found += [
            oxml_styles.paragraph_style(names.of(base, role), names.title(name), looks, base=base)
            for base, name in bases.items()
        ]
        if role in CHARACTER_ROLES:
            name = names.title(f"{oxml.STYLE_NAME[role]} Char")
            look = _type(style.type[role], style)
            found.append(oxml_styles.character_style(names.character(role), name, look))
    return "".join(found)


def _by_name(role: Role) -> str:
    return role.value


def style_texts(style: Style) -> list[str]:
    """A style -> the w:style of each of its Word styles."""
    texts = [_role_style(role, spec, style) for role, spec in style.type.items()]
    texts += [_character_style(role, style) for role in CHARACTER_ROLES]
    body = oxml.STYLE_ID[Role.BODY]
    for level, role in oxml.HEADING_ROLE.items():
        texts.append(
            oxml_styles.paragraph_style(
                f"Heading{level}",
                f"heading {level}",
                oxml_styles.heading_properties(level),
                base=oxml.STYLE_ID[role],
                after=body,
            )
        )
    lists = {
        oxml.LIST_STYLE: oxml_styles.list_properties(),
        oxml.NUMBERED_STYLE: "",
        oxml.CONTINUED_STYLE: "",
    }
    items, caption = oxml.STYLE_ID[Role.LIST_ITEM], oxml.STYLE_ID[Role.CAPTION]
    brand = style.colour(style.type[Role.HEADING_1].colour)[1:]
    return [
        *texts,
        *(
            oxml_styles.paragraph_style(name, BUILT_IN[name][0], properties, base=items)
            for name, properties in lists.items()
        ),
        oxml_styles.paragraph_style(
            oxml.CAPTION_STYLE,
            "caption",
            oxml_styles.caption_properties(),
            base=caption,
            after=body,
        ),
        oxml_styles.paragraph_style(
            oxml.PICTURE_STYLE, "Packgen Picture", oxml_styles.small_properties("")
        ),
        oxml_styles.paragraph_style(
            oxml.SPACE_STYLE, "Packgen Space", oxml_styles.small_properties(oxml.exact_spacing(20))
        ),
        oxml_styles.character_style(
            oxml.LINK_STYLE, "Hyperlink", oxml_styles.link_properties(brand)
        ),
        oxml_styles.character_style(
            oxml.SYMBOL_STYLE, "Packgen Symbol", oxml_styles.symbol_properties()
        ),
        oxml_styles.table_style(),
        oxml_styles.panel_style(),
    ]


def _role_style(role: Role, spec: TypeSpec, style: Style) -> str:
    link = character_style(role) if role in CHARACTER_ROLES else ""
    return oxml_styles.paragraph_style(
        oxml.STYLE_ID[role], oxml.STYLE_NAME[role], _role_looks(role, spec, style), link=link
    )


def _role_looks(role: Role, spec: TypeSpec, style: Style) -> str:
    """A role's w:pPr and w:rPr."""
    spacing = oxml.exact_spacing(
        oxml.twips(spec.leading_pt), oxml.twips(spec.before_pt), oxml.twips(spec.after_pt)
    )
    fill = style.colour(spec.fill)[1:] if spec.fill and style.paints(spec.fill) else ""
    ground = oxml.shade(fill)
    if role in title.ROLES and style.title.bar is TitleBar.BLOCK:
        ground, indents = title.block_frame(fill)
        spacing += indents
    looks = oxml_styles.role_properties(ground, spacing, spec.align.value)
    return looks + _type(spec, style)


def _character_style(role: Role, style: Style) -> str:
    return oxml_styles.character_style(
        character_style(role),
        f"{oxml.STYLE_NAME[role]} Char",
        _type(style.type[role], style),
        link=oxml.STYLE_ID[role],
    )


def _type(spec: TypeSpec, style: Style) -> str:
    return oxml_styles.type_properties(
        round(spec.size_pt * 2),
        style.colour(spec.colour)[1:],
        spec.bold,
        style.fonts.word_heading if spec.heading else "",
    )


def _set_numbering(numbering: Any, style: Style) -> None:
    from docx.oxml import parse_xml

    for element in list(numbering):
        numbering.remove(element)
    for text in oxml_styles.bullet_numbering(style.word_font):
        numbering.append(parse_xml(text))


def _set_settings(settings: Any) -> None:
    """Drop one machine's history; say that the file is made for Word 2013 and later."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    for element in list(settings):
        if element.tag.rsplit("}", 1)[1] in _DROPPED_SETTINGS:
            settings.remove(element)
    settings.insert(0, parse_xml(oxml_styles.zoom()))
    compat = settings.find(qn("w:compat"))
    compat.remove(compat.find(qn("w:useFELayout")))
    for entry in compat:
        if entry.get(qn("w:name")) == "compatibilityMode":
            entry.set(qn("w:val"), _WORD_2013)
    language = settings.find(qn("w:themeFontLang"))
    settings.replace(language, parse_xml(oxml_styles.theme_language_element(LANGUAGE)))


def _set_fonts(part: Any, style: Style) -> None:
    # A name in the template is a Latin font where a letter follows; "+mn-lt" points elsewhere.
    latin = f'<a:latin typeface="{oxml.quote(style.word_font)}"/>'.replace("\\", r"\\")
    families = dict.fromkeys((style.fonts.word, style.fonts.word_heading))
    for relation in part.rels.values():
        target = relation.target_part
        if relation.reltype.endswith("/fontTable"):
            target._blob = oxml_styles.font_table(families).encode("utf-8")
        elif relation.reltype.endswith("/theme"):
            theme = re.sub(r'<a:latin typeface="\w[^"]*"/>', latin, target.blob.decode("utf-8"))
            target._blob = theme.encode("utf-8")


def _set_properties(properties: Any, style: Style) -> None:
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    properties.title = f"packgen: the {style.name} style"
    properties.author = properties.last_modified_by = "packgen"
    properties.comments = "One paragraph a role. Made from tokens.toml; change that, not this."
    properties.version = origin(style)
    properties.language = LANGUAGE
    properties.created = properties.modified = moment


def _set_page(section: Any) -> None:
    """A4, without the marks of the template's editing."""
    from docx.shared import Mm

    section._sectPr.attrib.clear()
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)


def _add_samples(document: Any) -> None:
    for level in oxml.HEADING_ROLE:
        document.add_paragraph(f"Heading {level}", style=f"Heading {level}")
    for role in Role:
        document.add_paragraph(f"{oxml.STYLE_NAME[role]}: 1,234 (88/7140)", oxml.STYLE_NAME[role])
    for name in (oxml.LIST_STYLE, oxml.NUMBERED_STYLE, oxml.CONTINUED_STYLE):
        document.add_paragraph("An item of a list", style=BUILT_IN[name][0])
    document.add_paragraph("A table's caption", style="Caption")
