"""What a package's texts asked for -> its media, its lists, and the relations to them."""

from __future__ import annotations

from typing import Final

from packgen.document.nodes import Document
from packgen.render.docx import oxml_lists, oxml_pictures, package
from packgen.render.docx.drawing import svg
from packgen.render.docx.kept import KEPT
from packgen.render.docx.ledger import Holdings
from packgen.render.docx.title import LOGO_PART, LOGO_RELATION
from packgen.settings.style import Style

_WORD: Final = "word/"


def relations(
    held: Holdings, running: dict[str, tuple[str, str]], logo: bool
) -> list[package.Relation]:
    """What a package holds, its running parts (kind and file name by relation), and whether there
    is a logo -> the relations of its document."""
    found = [
        package.relation(f"rId{number}", kind, name.removeprefix(_WORD))
        for number, (kind, name) in enumerate(KEPT.items(), 1)
    ]
    found += [package.relation(name, kind, file) for name, (kind, file) in running.items()]
    if logo:
        found.append(package.relation(LOGO_RELATION, "image", LOGO_PART.removeprefix(_WORD)))
    found += [package.relation(name, "hyperlink", to, True) for to, name in held.links.items()]
    for number, _ in held.drawings.values():
        png, vector = oxml_pictures.png_relation(number), oxml_pictures.svg_relation(number)
        found.append(package.relation(png, "image", f"media/image{number}.png"))
        found.append(package.relation(vector, "image", f"media/image{number}.svg"))
    for data, number in held.images.items():
        name = oxml_pictures.image_name(number, data)
        relation = oxml_pictures.image_relation(number)
        found.append(package.relation(relation, "image", f"media/{name}"))
    return found


def media(held: Holdings) -> dict[str, bytes]:
    """What a package holds -> its pictures' parts."""
    parts = {}
    for (drawing, _), (number, style) in held.drawings.items():
        from packgen.render.docx.raster import png

        name = f"word/media/image{number}"
        parts[f"{name}.png"] = png(drawing, style)
        parts[f"{name}.svg"] = package.encoded(f"{name}.svg", svg(drawing, style))
    for data, number in held.images.items():
        parts[f"word/media/{oxml_pictures.image_name(number, data)}"] = data
    return parts


def logo(document: Document, style: Style) -> dict[str, bytes]:
    """A paper -> its logo's part, if it has one."""
    if document.logo is None:
        return {}
    if style.logo is None:
        raise ValueError("the document has a logo, and the style has none")
    return {LOGO_PART: style.logo.picture.png()}


def with_lists(kept: dict[str, bytes], held: Holdings) -> dict[str, bytes]:
    """The kept parts -> the same with the package's lists."""
    looks, uses = held.numbering.parts()
    if not uses:
        return kept
    name = KEPT["numbering"]
    text = oxml_lists.with_lists(kept[name].decode("utf-8"), looks, uses)
    return kept | {name: package.encoded(name, text)}
