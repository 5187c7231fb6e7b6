"""A document tree -> a .docx file. Paints only: every word and number is in the tree."""

from __future__ import annotations

import re
from typing import Final
from zipfile import BadZipFile

from packgen.document.nodes import Document
from packgen.document.roles import Role
from packgen.errors import BadInput, Fault
from packgen.render.docx import oxml, oxml_parts, oxml_pictures, oxml_styles, package
from packgen.render.docx.body import body
from packgen.render.docx.drawing import svg
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.measure import one_page
from packgen.render.docx.origin import CORE_PART, is_stale
from packgen.render.docx.running import (
    bottom_pt,
    footer,
    footer_distance_pt,
    header,
    header_distance_pt,
)
from packgen.render.docx.title import LOGO_PART, LOGO_RELATION
from packgen.settings.fitting import FittedStyle
from packgen.settings.style import Style

__all__ = ["REFERENCE_FILE", "write_docx"]

REFERENCE_FILE: Final = "reference.docx"
_KEPT: Final = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
    "theme": "word/theme/theme1.xml",
    "fontTable": "word/fontTable.xml",
}
_RUNNING: Final = (
    ("header", "first", "rIdHeader1", "header1.xml"),
    ("header", "default", "rIdHeader2", "header2.xml"),
    ("footer", "first", "rIdFooter1", "footer1.xml"),
    ("footer", "default", "rIdFooter2", "footer2.xml"),
)


def write_docx(document: Document, style: Style) -> bytes:
    """A document and a style -> the bytes of a .docx; equal trees give equal bytes.

    Raises BadInput when the style's reference.docx is missing or unusable, when a link inside the
    document leads nowhere, and for characters that XML can't hold.
    """
    kept = _reference_parts(style, document.language)
    ledger = Ledger(document, style)
    references = "".join(oxml_parts.reference(part, kind, name) for part, kind, name, _ in _RUNNING)
    page = _page(document, ledger)
    # Running text is for pages that get separated; a single page goes without.
    alone = one_page(document, style)
    texts = {
        "word/document.xml": oxml_parts.document_part(body(document, ledger, page, references)),
        "word/header1.xml": header(document, ledger, first=True, shown=not alone),
        "word/header2.xml": header(document, ledger, first=False, shown=True),
        "word/footer1.xml": footer(document, ledger, shown=not alone),
        "word/footer2.xml": footer(document, ledger, shown=True),
        "docProps/core.xml": oxml_parts.core_properties(
            document.title, document.subject, document.author, document.language, document.date
        ),
        "word/_rels/document.xml.rels": oxml_parts.relations(_relations(document, ledger)),
        "_rels/.rels": package.root_relations(),
    }
    parts = {name: package.encoded(name, text) for name, text in texts.items()}
    parts |= kept
    parts |= _media(ledger)
    parts |= _logo(document, style)
    types = package.content_types(parts).encode("ascii")
    return package.zipped({"[Content_Types].xml": types} | parts)


def _reference_parts(style: Style, language: str) -> dict[str, bytes]:
    """A style -> the parts of its reference.docx that every paper takes over, in its language."""
    base = style.base if isinstance(style, FittedStyle) else style
    file = f"styles/{style.name}/{REFERENCE_FILE}"
    remedy = "run: packgen styles, with this style; or remove the file"
    try:
        found = package.unzipped(_reference(base))
    except (OSError, BadZipFile) as error:
        raise BadInput(Fault(file, f"can't be read: {error}", remedy)) from None
    if is_stale(found.get(CORE_PART, b""), base):
        raise BadInput(Fault(file, "was made from other tokens than the style's", remedy))
    if missing := [name for name in _KEPT.values() if name not in found]:
        raise BadInput(Fault(file, f"has no {', '.join(missing)}", remedy))
    parts = {name: found[name] for name in _KEPT.values()}
    for name, pattern, tag in (
        (_KEPT["styles"], oxml_styles.LANGUAGE_PATTERN, oxml_styles.style_language(language)),
        (
            _KEPT["settings"],
            oxml_styles.THEME_LANGUAGE_PATTERN,
            oxml_styles.theme_language(language),
        ),
    ):
        text = parts[name].decode("utf-8")
        if not (place := re.search(pattern, text)):
            raise BadInput(Fault(f"{file}: {name}", "names no language", remedy))
        parts[name] = package.encoded(name, text[: place.start()] + tag + text[place.end() :])
    if isinstance(style, FittedStyle):
        parts[_KEPT["styles"]] = _refitted(parts[_KEPT["styles"]], style)
    return parts


def _reference(style: Style) -> bytes:
    """The style's own reference.docx; one made of its tokens for a style that has none."""
    file = style.folder / REFERENCE_FILE
    if file.exists():
        return file.read_bytes()
    from packgen.render.docx.reference import make_reference

    return make_reference(style)


def _refitted(styles: bytes, style: FittedStyle) -> bytes:
    """The reference's styles.xml -> the same with the roles that the template sets otherwise."""
    from packgen.render.docx.reference import role_styles

    text = styles.decode("utf-8")
    for name, wanted in role_styles(style, sorted(style.changed, key=_by_name)).items():
        pattern = rf'<w:style\b[^>]*w:styleId="{name}".*?</w:style>'
        text = re.sub(pattern, wanted.replace("\\", r"\\"), text, count=1, flags=re.DOTALL)
    return package.encoded(_KEPT["styles"], text)


def _by_name(role: Role) -> str:
    return role.value


def _page(document: Document, ledger: Ledger) -> str:
    page = document.page
    sides = page.top_pt, page.right_pt, bottom_pt(document, ledger), page.left_pt
    top, right, bottom, left = map(oxml.twips, sides)
    return oxml_parts.page_layout(
        oxml.twips(page.width_pt),
        oxml.twips(page.height_pt),
        (top, right, bottom, left),
        oxml.twips(header_distance_pt(document, ledger)),
        oxml.twips(footer_distance_pt(document, ledger)),
    )


def _relations(document: Document, ledger: Ledger) -> list[package.Relation]:
    found = [
        package.relation(f"rId{number}", kind, name.removeprefix("word/"))
        for number, (kind, name) in enumerate(_KEPT.items(), 1)
    ]
    found += [package.relation(name, part, target) for part, _, name, target in _RUNNING]
    if document.logo:
        found.append(package.relation(LOGO_RELATION, "image", LOGO_PART.removeprefix("word/")))
    found += [package.relation(name, "hyperlink", to, True) for to, name in ledger.links.items()]
    for number in ledger.drawings.values():
        png, vector = oxml_pictures.png_relation(number), oxml_pictures.svg_relation(number)
        found.append(package.relation(png, "image", f"media/image{number}.png"))
        found.append(package.relation(vector, "image", f"media/image{number}.svg"))
    return found


def _logo(document: Document, style: Style) -> dict[str, bytes]:
    if document.logo is None:
        return {}
    if style.logo is None:
        raise ValueError("the document has a logo, and the style has none")
    return {LOGO_PART: style.logo.picture.png()}


def _media(ledger: Ledger) -> dict[str, bytes]:
    if not ledger.drawings:
        return {}
    from packgen.render.docx.raster import png

    parts = {}
    for drawing, number in ledger.drawings.items():
        name = f"word/media/image{number}"
        parts[f"{name}.png"] = png(drawing, ledger.style)
        parts[f"{name}.svg"] = package.encoded(f"{name}.svg", svg(drawing, ledger.style))
    return parts
