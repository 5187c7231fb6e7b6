"""A style's reference.docx -> the parts that every file in that style takes over."""

from __future__ import annotations

import re
from typing import Final
from zipfile import BadZipFile

from packgen.document.roles import Role
from packgen.errors import BadInput, Fault
from packgen.render.docx import oxml_styles, package
from packgen.render.docx.origin import CORE_PART, is_stale
from packgen.settings.fitting import FittedStyle
from packgen.settings.style import Style

REFERENCE_FILE: Final = "reference.docx"
KEPT: Final = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
    "theme": "word/theme/theme1.xml",
    "fontTable": "word/fontTable.xml",
}
"""The kinds of the parts that are kept, and their names."""
_STYLE_ID: Final = re.compile(r'\bw:styleId="([^"]+)"')


def kept_parts(style: Style, language: str) -> dict[str, bytes]:
    """A style -> the parts of its reference.docx that every paper takes over, in its language.

    Raises BadInput when the reference.docx is missing or unusable.
    """
    base = style.base if isinstance(style, FittedStyle) else style
    file = f"styles/{style.name}/{REFERENCE_FILE}"
    remedy = "run: packgen styles, with this style; or remove the file"
    try:
        found = package.unzipped(_reference(base))
    except (OSError, BadZipFile) as error:
        raise BadInput(Fault(file, f"can't be read: {error}", remedy)) from None
    if is_stale(found.get(CORE_PART, b""), base):
        raise BadInput(Fault(file, "was made from other tokens than the style's", remedy))
    if missing := [name for name in KEPT.values() if name not in found]:
        raise BadInput(Fault(file, f"has no {', '.join(missing)}", remedy))
    parts = {name: found[name] for name in KEPT.values()}
    for name, pattern, tag in (
        (KEPT["styles"], oxml_styles.LANGUAGE_PATTERN, oxml_styles.style_language(language)),
        (
            KEPT["settings"],
            oxml_styles.THEME_LANGUAGE_PATTERN,
            oxml_styles.theme_language(language),
        ),
    ):
        text = parts[name].decode("utf-8")
        if not (place := re.search(pattern, text)):
            raise BadInput(Fault(f"{file}: {name}", "names no language", remedy))
        parts[name] = package.encoded(name, text[: place.start()] + tag + text[place.end() :])
    parts[KEPT["styles"]] = _completed(parts[KEPT["styles"]], base)
    if isinstance(style, FittedStyle):
        parts[KEPT["styles"]] = _refitted(parts[KEPT["styles"]], style)
    return parts


def with_styles(styles: bytes, more: str) -> bytes:
    """styles.xml and more w:style -> the part with these too."""
    if not more:
        return styles
    head, end, tail = styles.decode("utf-8").rpartition("</w:styles>")
    return package.encoded(KEPT["styles"], head + more + end + tail)


def _reference(style: Style) -> bytes:
    """The style's own reference.docx; one made of its tokens for a style that has none."""
    file = style.folder / REFERENCE_FILE
    if file.exists():
        return file.read_bytes()
    from packgen.render.docx.reference import make_reference

    return make_reference(style)


def _completed(styles: bytes, style: Style) -> bytes:
    """styles.xml -> the same with the styles that a council's own reference.docx lacks."""
    from packgen.render.docx.reference import style_texts

    there = set(_STYLE_ID.findall(styles.decode("utf-8")))
    wanted = {_STYLE_ID.findall(text)[0]: text for text in style_texts(style)}
    return with_styles(styles, "".join(t for name, t in wanted.items() if name not in there))


def _refitted(styles: bytes, style: FittedStyle) -> bytes:
    """The reference's styles.xml -> the same with the roles that the template sets otherwise."""
    from packgen.render.docx.reference import role_styles

    text = styles.decode("utf-8")
    for name, wanted in role_styles(style, sorted(style.changed, key=_by_name)).items():
        pattern = rf'<w:style\b[^>]*w:styleId="{name}".*?</w:style>'
        text = re.sub(pattern, wanted.replace("\\", r"\\"), text, count=1, flags=re.DOTALL)
    return package.encoded(KEPT["styles"], text)


def _by_name(role: Role) -> str:
    return role.value
