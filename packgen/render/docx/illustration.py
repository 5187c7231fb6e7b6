"""A chart or a picture that stands by itself -> its paragraph, and its caption's below."""

from __future__ import annotations

from typing import Final

from packgen.document.drawing import Figure
from packgen.document.nodes import Illustration
from packgen.document.roles import Role
from packgen.render.docx import oxml, oxml_pictures
from packgen.render.docx.drawing import figure_run
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.rooms import (
    AFTER_PICTURE_PT,
    BEFORE_PICTURE_PT,
    CAPTION_GAP_PT,
    picture_pt,
    under_pt,
)
from packgen.render.docx.text import inlines

_SPACES_PT: Final = (BEFORE_PICTURE_PT, AFTER_PICTURE_PT, CAPTION_GAP_PT)


def illustration(node: Illustration, ledger: Ledger, room_pt: float) -> list[str]:
    """An illustration and the width that there is -> the picture, which is never wider, on one page
    with its caption."""
    left_pt = under_pt(node.indented)
    left = oxml.indent(oxml.twips(left_pt), 0) if left_pt else ""
    before, after, gap = map(oxml.twips, _SPACES_PT)
    spaces = oxml.space_around(before, 0 if node.caption else after)
    start = oxml.paragraph_start(oxml.PICTURE_STYLE, "", bool(node.caption), spacing=spaces + left)
    bookmark = oxml.bookmarked(ledger.number(), ledger.bookmark(node.anchor), "")
    texts = [oxml.paragraph(start, bookmark + _picture(node, ledger, room_pt - left_pt))]
    if node.caption:
        spaces = oxml.space_around(gap, after)
        start = oxml.paragraph_start(
            ledger.names.built_in(oxml.CAPTION_STYLE), frame=oxml.NOT_KEPT, spacing=spaces + left
        )
        texts.append(oxml.paragraph(start, inlines(node.caption, Role.CAPTION, ledger)))
    return texts


def _picture(node: Illustration, ledger: Ledger, room_pt: float) -> str:
    size = picture_pt(node, room_pt)
    if isinstance(node.content, Figure):
        return figure_run(node.content, ledger, size)
    media = ledger.image(node.content.data)
    name = oxml_pictures.image_name(media, node.content.data)
    relation = oxml_pictures.image_relation(media)
    return oxml_pictures.image(ledger.number(), name, relation, size, node.content.alt)
